"""zotQDA and easyQDA: the table of fragments, a row an annotation and code; a code is its path, parted by a stroke."""

from collections.abc import Mapping

from publish.imports.opening import File
from publish.imports.project import Project
from publish.imports.tables import choosing, codings
from publish.imports.tables.columns import fit, has
from publish.imports.tables.sheets import Sheet
from publish.steps import Listener

FORMAT = "zotQDA"
STAMPS = ("zotqdaFormat", "easyqdaFormat")
"""The column that says which kind of table it is: "fragments/1"."""
HEADERS = {
    "code": "code",
    "text": "text",
    "id": "annotationKey",
    "coder": "codedBy",
    "reference": "pageLabel",
    "weight": "weight",
    "comment": "comment",
    "color": "color",
}
DOCUMENTS = ("citekey", "title", "itemKey")
"""What a document is called: by its citekey where each row has one, else by its title, else by Zotero's own key."""


class Fragments:
    """Positions in a page or a text are not kept: the table does not hold the text they count in."""

    TRIED = True

    def recognises(self, file: File) -> bool:
        """Say whether a sheet is stamped as fragments."""
        return choosing.any_fits(file, _fits)

    def read(self, file: File, columns: Mapping[str, str], listen: Listener) -> Project:
        """Return documents, codes and annotations. Raise Unreadable where nothing is coded."""

        def of(sheet: Sheet) -> Project:
            fixed = {field: header for field, header in HEADERS.items() if has(sheet, header)}
            at = {title: index for index, title in enumerate(sheet.header)}
            named = [title for title in DOCUMENTS if title in at]
            full = [title for title in named if all(row[at[title]].strip() for row in sheet.head)]
            fixed["document"] = (full or named or ["document"])[0]
            found = fit(file.name, sheet, tuple(fixed), (), fixed)
            layout = codings.Layout(FORMAT, "zotQDA", marks=("/",), identity=True, values=False)
            return codings.read(file.name, sheet, found, layout, listen)

        return choosing.read(FORMAT, file, _fits, columns, of)


def _fits(sheet: Sheet) -> bool:
    stamp = next((index for index, title in enumerate(sheet.header) if title in STAMPS), None)
    return stamp is not None and any(row[stamp].startswith("fragments/") for row in sheet.head)
