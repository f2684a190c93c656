"""NVivo: the classification sheet of cases or files, with "A : Age" above the attributes and "1 : Anna" before each."""

import re
from collections.abc import Mapping

from publish.imports.databases.records import unique
from publish.imports.opening import File
from publish.imports.project import Project, Table, Unreadable
from publish.imports.tables import choosing
from publish.imports.tables.collected import respondents
from publish.imports.tables.sheets import Sheet
from publish.steps import Listener

FORMAT = "NVivo classification"
ATTRIBUTE = re.compile(r"[A-Z]{1,3} : (.+)")
CASE = re.compile(r"(?:[0-9]+ : )?(.+)")


class Classification:
    """A table of persons or files. A matrix of codes looks alike and has counts alone: it is refused."""

    TRIED = False  # by its documentation alone

    def recognises(self, file: File) -> bool:
        """Say whether a sheet has attributes as NVivo letters them."""
        return choosing.any_fits(file, _fits)

    def read(self, file: File, columns: Mapping[str, str], _listen: Listener) -> Project:
        """Return the cases with their attributes. Raise Unreadable for a matrix of counts."""

        def of(sheet: Sheet) -> Project:
            kept = [0, *(index for index, title in enumerate(sheet.header) if index and ATTRIBUTE.fullmatch(title))]
            rows = [tuple(row[index].strip() for index in kept) for _, row in sheet.rows() if row[0].strip()]
            if rows and all(cell.isdecimal() for row in rows for cell in row[1:]):
                raise Unreadable("only_counts", file.name)
            names, _ = unique("Case" if not index else _named(sheet.header[index]) for index in kept)
            cases = tuple((_case(row[0]), *row[1:]) for row in rows)
            return respondents(file.name, FORMAT, "NVivo", Table(sheet.name or file.name, names, cases), {})

        return choosing.read(FORMAT, file, _fits, columns, of)


def _named(title: str) -> str:
    found = ATTRIBUTE.fullmatch(title)
    return found[1].strip() if found else title


def _case(cell: str) -> str:
    """Return the name of a case without its number and its folder."""
    found = CASE.fullmatch(cell)
    return (found[1] if found else cell).rpartition("\\")[2].strip() or cell


def _fits(sheet: Sheet) -> bool:
    lettered = sum(bool(ATTRIBUTE.fullmatch(title)) for title in sheet.header[1:])
    return lettered > 0 and lettered == len(sheet.header) - 1
