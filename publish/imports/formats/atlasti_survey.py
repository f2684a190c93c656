"""ATLAS.ti: sheets for its import of surveys: `!` above who answered, `:` above groups, `::` above open questions."""

from collections.abc import Mapping

from publish.imports.formats import choosing
from publish.imports.formats.collected import respondents
from publish.imports.formats.sheets import Sheet
from publish.imports.opening import File, Listener
from publish.imports.project import Project, Table

FORMAT = "ATLAS.ti survey"


class SurveyImport:
    """A table of persons and their groups. The answers to open questions are texts without a coding: left out."""

    TRIED = True

    def recognises(self, file: File) -> bool:
        """Say whether a sheet has one column of persons, and groups or questions beside it."""
        return choosing.any_fits(file, _fits)

    def read(self, file: File, columns: Mapping[str, str], _listen: Listener) -> Project:
        """Return the persons with their groups. Raise Unreadable where there is none."""
        sheets = choosing.chosen(file, _fits, columns)
        if len(sheets) > 1:
            return choosing.which(FORMAT, sheets)
        sheet = sheets[0]
        kept = [index for index, title in enumerate(sheet.header) if "::" not in title and title[:1] not in ("<", "(")]
        who = next(index for index, title in enumerate(sheet.header) if title.startswith("!"))
        kept = [who, *(index for index in kept if index != who)]
        rows = [tuple(row[index].strip() for index in kept) for _, row in sheet.rows()]
        header = [sheet.header[index].lstrip("!:").strip() for index in kept]
        dropped = {
            "dropped_questions": sum("::" in title for title in sheet.header),
            "dropped_without_document": sum(not row[0] for row in rows),
        }
        table = Table(sheet.name or file.name, tuple(header), tuple(row for row in rows if row[0]))
        return respondents(file.name, FORMAT, "ATLAS.ti", table, dropped)


def _fits(sheet: Sheet) -> bool:
    who = sum(title.startswith("!") for title in sheet.header)
    return who == 1 and any(title.startswith(":") or "::" in title for title in sheet.header)
