"""ATLAS.ti: sheets for its import of surveys: `!` above who answered, `:` above groups, `::` above open questions."""

from collections.abc import Mapping

from publish.imports.databases.records import unique
from publish.imports.opening import File
from publish.imports.project import Project, Table
from publish.imports.tables import choosing
from publish.imports.tables.collected import respondents
from publish.imports.tables.sheets import Sheet
from publish.steps import Listener

FORMAT = "ATLAS.ti survey"


class SurveyImport:
    """A table of persons and their groups. The answers to open questions are texts without a coding: left out."""

    TRIED = True

    def recognises(self, file: File) -> bool:
        """Say whether a sheet has one column of persons, and groups or questions beside it."""
        return choosing.any_fits(file, _fits)

    def read(self, file: File, columns: Mapping[str, str], _listen: Listener) -> Project:
        """Return the persons with their groups. Raise Unreadable where there is none."""

        def of(sheet: Sheet) -> Project:
            known = [at for at, title in enumerate(sheet.header) if "::" not in title and title[0] not in "<("]
            who = next(at for at in known if sheet.header[at].startswith("!"))
            kept = [who, *(at for at in known if at != who)]
            rows = [tuple(row[at].strip() for at in kept) for _, row in sheet.rows()]
            header, _ = unique(sheet.header[at].lstrip("!:").strip() for at in kept)
            dropped = {
                "dropped_questions": sum("::" in title for title in sheet.header),
                "dropped_without_document": sum(not row[0] for row in rows),
            }
            table = Table(sheet.name or file.name, header, tuple(row for row in rows if row[0]))
            return respondents(file.name, FORMAT, "ATLAS.ti", table, dropped)

        return choosing.read(FORMAT, file, _fits, columns, of)


def _fits(sheet: Sheet) -> bool:
    who = sum(title.startswith("!") for title in sheet.header)
    return who == 1 and any(title.startswith(":") or "::" in title for title in sheet.header)
