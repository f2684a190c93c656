"""Workbooks (xlsx, xls, ods) into rows of text: no types, formulas as the values they last had."""

import contextlib
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from publish.imports.project import Unreadable
from publish.imports.tables.delimited import Rows

MOST_CELLS = 40_000_000
"""Of a sheet, empty ones between others too: each takes 32 bytes while it is read."""
CHUNK = 1 << 20
COLUMN = re.compile(rb"""r=["']([A-Z]{1,3})[0-9]""")
ROW = re.compile(rb"""r=["'][A-Z]{0,3}([0-9]{5,7})["']""")
TOKEN = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table(?=[\s/>]))([^>]*)>")
REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="([0-9]{1,9})"')


class Grid(NamedTuple):
    """A worksheet with cells in it. `height`: rows; `hidden`: nobody sees it in the workbook."""

    name: str
    height: int
    hidden: bool
    sheet: CalamineSheet


def grids(path: Path) -> tuple[Grid, ...]:
    """Return the worksheets that hold something. Raise Unreadable for what is no workbook or too large a one."""
    _check_extent(path)
    try:
        # Given a path, the library goes by the ending of its name.
        with _silent(), path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            found = [
                (about, book.get_sheet_by_name(about.name))
                for about in book.sheets_metadata
                if about.typ == SheetTypeEnum.WorkSheet
            ]
    except PasswordError as error:
        raise Unreadable("encrypted_workbook", path.name) from error
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable("broken_workbook", path.name) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what the library raises where it did not expect something
            raise
        raise Unreadable("broken_workbook", path.name) from error
    return tuple(
        Grid(about.name, sheet.height, about.visible != SheetVisibleEnum.Visible, sheet)
        for about, sheet in found
        if sheet.height
    )


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    """Keep from the console what the library prints by itself where it panics; it is raised too."""
    try:
        kept = os.dup(2)
    except OSError:  # nobody listens
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def rows(grid: Grid) -> Rows:
    """Yield each row that is not empty with its number in the sheet; a cell merged downwards stands in each row."""
    below = {
        (row, left): top
        for (top, left), (bottom, _) in grid.sheet.merged_cell_ranges or ()
        for row in range(top + 1, min(bottom, top + 10_000) + 1)
    }
    first = grid.sheet.start[1] if grid.sheet.start else 0
    held: dict[tuple[int, int], str] = {}
    wanted = {(top, left) for (_, left), top in below.items()}
    for number, cells in enumerate(grid.sheet.iter_rows()):
        found = [cell if type(cell) is str else _text(cell) for cell in cells]
        if below:
            for index, cell in enumerate(found):
                at = (number, index + first)
                if at in wanted:
                    held[at] = cell
                elif at in below and not cell:
                    found[index] = held.get((below[at], index + first), "")
        if any(found):
            yield number + 1, found


def _text(cell: Any) -> str:
    """Return a cell as it would be written down: a whole number without a point, a moment in ISO 8601."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        seconds = int(cell.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return str(cell)


def _check_extent(path: Path) -> None:
    """Raise Unreadable where the sheets span more cells than can be held: one far out is enough for that."""
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.namelist():
                if re.fullmatch(r"(?i)xl/worksheets/[^/]+\.xml", member):
                    cells = _extent(archive, member)
                elif member == "content.xml":
                    cells = _repeated(archive, member)
                else:
                    continue
                if cells > MOST_CELLS:
                    raise Unreadable("too_many_cells", path.name, f"{MOST_CELLS:_}".replace("_", " "))
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError, zlib.error) as error:
        raise Unreadable("broken_workbook", path.name) from error


def _chunks(archive: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    """Yield a member in parts that end where a tag begins."""
    rest = b""
    with archive.open(member) as file:
        while chunk := file.read(CHUNK):
            chunk = rest + chunk
            cut = chunk.rfind(b"<")
            rest = chunk[cut:] if cut > 0 else b""
            yield chunk[:cut] if cut > 0 else chunk
    yield rest


def _extent(archive: zipfile.ZipFile, member: str) -> int:
    """Return how many cells the rectangle has that holds all cells of a sheet; up to 10,000 rows count as so many."""
    columns: set[bytes] = set()
    rows: set[bytes] = set()
    for chunk in _chunks(archive, member):
        columns.update(COLUMN.findall(chunk))
        rows.update(ROW.findall(chunk))
    return max(map(int, rows), default=10_000) * max(map(_number, columns), default=1)


def _number(letters: bytes) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _repeated(archive: zipfile.ZipFile, member: str) -> int:
    """Return how many cells the largest sheet of an OpenDocument has, up to its last cell with something in it."""
    largest = height = seen = width = column = 0
    for chunk in _chunks(archive, member):
        for kind, about in TOKEN.findall(chunk):
            many = int(found[1]) if (found := REPEATED.search(about)) else 1
            if kind == b"table":
                height = seen = width = 0
            elif kind == b"table-row":
                seen += many
                column = 0
            else:
                column += many
                if b"value-type" in about:
                    width, height = max(width, column), seen
        largest = max(largest, width * height)
    return largest
