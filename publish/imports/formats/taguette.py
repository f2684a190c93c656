"""Taguette and LibreQDA: tables of highlights, and of tags."""

from collections.abc import Mapping

from publish.imports.opening import File
from publish.imports.project import Path, Project
from publish.imports.tables import choosing, codings
from publish.imports.tables.collected import Collected
from publish.imports.tables.columns import fit, has
from publish.imports.tables.sheets import Sheet
from publish.steps import Listener

HIGHLIGHTS = "Taguette"
CODEBOOK = "Taguette codebook"
FIELDS = {"document": "document", "code": "tag", "text": "content", "id": "id", "collection": "collection"}


def _tool(sheet: Sheet) -> str:
    return "LibreQDA" if has(sheet, "collection") or has(sheet, "parent") else "Taguette"


class Highlights:
    """A row a highlight and tag: the id of the highlight, new with every export, says which rows are one passage."""

    TRIED = True

    def recognises(self, file: File) -> bool:
        """Say whether a sheet has the columns Taguette writes."""
        return choosing.any_fits(file, _are_highlights)

    def read(self, file: File, columns: Mapping[str, str], listen: Listener) -> Project:
        """Return documents, tags and highlights; a highlight without a tag is a passage without a coding."""

        def of(sheet: Sheet) -> Project:
            fixed = {field: header for field, header in FIELDS.items() if has(sheet, header)}
            found = fit(file.name, sheet, tuple(FIELDS), (), fixed | dict(columns))
            layout = codings.Layout(HIGHLIGHTS, _tool(sheet), marks=(), identity=True)
            return codings.read(file.name, sheet, found, layout, listen)

        return choosing.read(HIGHLIGHTS, file, _are_highlights, columns, of)


class Codebook:
    """A row a tag: its description and, in LibreQDA, the tag above it. The number of highlights is not needed."""

    TRIED = True

    def recognises(self, file: File) -> bool:
        """Say whether a sheet has the columns of a codebook as Taguette writes them."""
        return choosing.any_fits(file, _is_codebook)

    def read(self, file: File, columns: Mapping[str, str], _listen: Listener) -> Project:
        """Return the tags alone. Raise Unreadable where there is none, or where tags lie above each other."""

        def of(sheet: Sheet) -> Project:
            at = {title.casefold(): index for index, title in enumerate(sheet.header)}
            above: dict[str, str] = {}
            said: dict[str, str] = {}
            into = Collected(file.name, CODEBOOK, _tool(sheet))
            for _, row in sheet.rows():
                tag = row[at["tag"]].strip()
                into.counts["read_rows"] += 1
                if tag in said:
                    into.counts["merged_codes"] += 1
                if tag:
                    said.setdefault(tag, row[at["description"]].strip())
                    above.setdefault(tag, row[at["parent"]].strip() if "parent" in at else "")
            for tag, definition in said.items():
                into.code(_path(tag, above), definition)
            return into.codebook()

        return choosing.read(CODEBOOK, file, _is_codebook, columns, of)


def _path(tag: str, above: Mapping[str, str]) -> Path:
    """Return a tag below those above it; where they go round in a circle, it stops before a name comes again."""
    path = [tag]
    while (parent := above.get(path[0], "")) and parent not in path:
        path.insert(0, parent)
    return tuple(path)


def _are_highlights(sheet: Sheet) -> bool:
    return has(sheet, "id", "document", "tag", "content")


def _is_codebook(sheet: Sheet) -> bool:
    return has(sheet, "tag", "description", "number of highlights")
