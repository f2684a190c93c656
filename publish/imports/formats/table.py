"""Any other table: codings where it has codes and documents, else a table of persons, a row each."""

import re
from collections import Counter
from collections.abc import Mapping

from publish.imports.databases.records import unique
from publish.imports.opening import File
from publish.imports.project import Project, Table, Unreadable
from publish.imports.tables import choosing, codings, paths
from publish.imports.tables.collected import Collected, respondents
from publish.imports.tables.columns import Fit, fit, named, picked
from publish.imports.tables.headers import FOLDED, fold
from publish.imports.tables.sheets import Sheet
from publish.steps import Listener

FORMAT = "table"
CODES = ("code path", "code", "codes")
WHERE = ("document", "respondent")
PAGE = re.compile(
    rb"\s*<(\?mso-|!doctype html|html|table|head|meta)|urn:schemas-microsoft-com:office:spreadsheet", re.I
)


class AnyTable:
    """Comes last: it takes every table, and refuses in words what none can be made of."""

    TRIED = True

    def recognises(self, file: File) -> bool:
        """Say whether it is a text or a workbook, or a web page that was saved as one."""
        if file.kind == "xml":
            with file.path.open("rb") as opened:
                return PAGE.search(opened.read(4096)) is not None
        return file.kind in ("workbook", "text")

    def read(self, file: File, columns: Mapping[str, str], listen: Listener) -> Project:
        """Return codings or persons, or what has to be asked. Raise Unreadable for what is no table."""
        if file.kind == "xml":
            raise Unreadable("web_page", file.name)

        def fits(sheet: Sheet) -> bool:
            return _is_coded(file.name, sheet, columns)

        def of(sheet: Sheet) -> Project:
            return _read(file.name, sheet, columns, listen)

        return choosing.read(FORMAT, file, fits, columns, of)


def _read(file: str, sheet: Sheet, columns: Mapping[str, str], listen: Listener) -> Project:
    if len(sheet.header) < 2:
        raise Unreadable("one_column", file)
    if not _is_coded(file, sheet, columns):
        return _codebook(file, sheet) if _is_codebook(sheet) else _respondents(file, sheet)
    found = _found(file, sheet, columns)
    if found.asked:
        return Project(FORMAT, asked=found.asked)
    return codings.read(file, sheet, found, _layout(sheet, found), listen)


def _is_coded(name: str, sheet: Sheet, columns: Mapping[str, str]) -> bool:
    """Say whether a table has codings: a code, and where it stands; the words of a passage stand for either."""
    found = fit(name, sheet, codings.FIELDS, (), columns)
    has = {*found.at, *(column.field for column in found.asked)} - {"text"}
    text = "text" in found.at and not _only_by_values(sheet, found, columns)
    code = bool(has & set(CODES))
    return (code and bool(has & set(WHERE))) or (text and (code or "document" in has))


def _only_by_values(sheet: Sheet, found: Fit, columns: Mapping[str, str]) -> bool:
    """Say whether nothing but the look of its cells says that a column is a passage: comments look like that too."""
    title = sheet.header[found.at["text"]]
    return fold(title) not in FOLDED["text"] and columns.get("text") != title


def _found(name: str, sheet: Sheet, columns: Mapping[str, str]) -> Fit:
    """Find the columns again, now that it must have codes and documents."""
    first = fit(name, sheet, codings.FIELDS, (), columns)
    asked = {column.field for column in first.asked}
    needed = [] if (set(first.at) | asked) & set(CODES) else ["code"]
    needed += [] if (set(first.at) | asked) & set(WHERE) else ["document"]
    return fit(name, sheet, codings.FIELDS, needed, columns)


def _layout(sheet: Sheet, found: Fit) -> codings.Layout:
    marks = (*paths.SEPARATORS, "/", "::") if "code path" in found.at else paths.SEPARATORS
    return codings.Layout(
        FORMAT, marks=marks, offsets=codings.are_offsets(sheet, found), identity=_is_identity(sheet, found)
    )


def _is_identity(sheet: Sheet, found: Fit) -> bool:
    """Say whether an id is that of a passage: it comes again with its other codes. That of a row never does."""
    if "id" not in found.at:
        return False
    ids = Counter(row[found.at["id"]] for row in sheet.head if row[found.at["id"]])
    return any(many > 1 for many in ids.values())


def _is_codebook(sheet: Sheet) -> bool:
    return named(sheet, ("definition",)) and (named(sheet, ("code",)) or named(sheet, ("code path",)))


def _codebook(file: str, sheet: Sheet) -> Project:
    """Return the codes of a table that has one and its definition in each row, and perhaps the one above it."""
    at = fit(file, sheet, ("code path", "code", "category", "definition"), (), {}).at
    cells = picked(at, "code path" if "code path" in at else "code", "category", "definition")
    rows = [tuple(cell.strip() for cell in cells(row)) for _, row in sheet.rows()]
    mark = paths.separator({row[0] for row in rows})
    into = Collected(file, FORMAT)
    for code, category, definition in rows:
        into.counts["read_rows"] += 1
        if code:
            path = paths.path(code, mark)
            into.code((category, *path) if category and len(path) == 1 else path, definition)
    return into.codebook()


def _respondents(file: str, sheet: Sheet) -> Project:
    header, _ = unique(sheet.header)
    rows = tuple(tuple(cell.strip() for cell in row) for _, row in sheet.rows() if tuple(row) != sheet.header)
    return respondents(file, FORMAT, "", Table(sheet.name or file, header, rows), {})
