"""A file of tables as sheets: a name, a header, rows of text. Where the header stands is found, not assumed."""

import itertools
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from publish.imports.opening import LARGEST, File
from publish.imports.project import Unreadable
from publish.imports.tables import delimited, workbooks
from publish.imports.tables.delimited import Rows
from publish.imports.tables.headers import known

HEAD = 1_000
"""Rows by which a column is judged."""
TITLES = 50
"""Rows among which the header is looked for: titles and notes may stand above it."""
MOST_COLUMNS = 16_384


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. `name` is "" in a text file; a column without a header is called by its letter, "(B)".

    `head`: the first rows; `height`: at most so many rows; `encoding`: of a text file, else ""; `read`: begins to
    read the rows below the header.
    """

    name: str
    header: tuple[str, ...]
    head: tuple[tuple[str, ...], ...]
    height: int
    encoding: str
    hidden: bool
    read: Callable[[], Rows]

    def rows(self) -> Rows:
        """Yield each row that is not empty, as wide as the header, with its number; the header's own repeats are too.

        Raise Unreadable for a row that is wider: its cells would stand under other headers. What was held of the
        file is let go at the end.
        """
        try:
            yield from self.read()
        finally:
            _opened.cache_clear()


def sheets(file: File) -> tuple[Sheet, ...]:
    """Return the tables of a file that have a header. Raise Unreadable where there is none to be read."""
    about = file.path.stat()
    found = _opened(file.path, file.kind, about.st_mtime_ns, about.st_size)
    if isinstance(found, Unreadable):
        raise found.with_traceback(None)
    return found


@lru_cache(maxsize=1)  # each format asks for the same file: a large workbook is read once
def _opened(path: Path, kind: str, _changed: int, size: int) -> tuple[Sheet, ...] | Unreadable:
    try:
        if size > LARGEST:
            raise Unreadable("too_large", path.name, LARGEST // 1_000_000)
        if not size:
            raise Unreadable("empty_file", path.name)
        if kind == "workbook":
            return _workbook(path)
        return (_delimited(path),)
    except Unreadable as error:
        return error


def _delimited(path: Path) -> Sheet:
    form = delimited.form(path)
    return _sheet(path.name, "", lambda: delimited.rows(path, form), form.lines, form.encoding, False)


def _workbook(path: Path) -> tuple[Sheet, ...]:
    grids = workbooks.grids(path)
    if not grids:
        raise Unreadable("empty_workbook", path.name)
    return tuple(_of_grid(path.name, grid) for grid in grids)


def _of_grid(file: str, grid: workbooks.Grid) -> Sheet:
    return _sheet(file, grid.name, lambda: workbooks.rows(grid), grid.height, "", grid.hidden)


def _sheet(file: str, name: str, read: Callable[[], Rows], height: int, encoding: str, hidden: bool) -> Sheet:
    """Find the header of a table. Raise Unreadable where no row can be one."""
    with closing(read()) as rows:
        first = list(itertools.islice(rows, TITLES + HEAD))
    if first:
        first[0] = (first[0][0], [first[0][1][0].lstrip("\ufeff"), *first[0][1][1:]])
    if max((len(cells) for _, cells in first), default=0) > MOST_COLUMNS:
        raise Unreadable("too_many_columns", file, MOST_COLUMNS)
    at = _header([cells for _, cells in first[:TITLES]])
    number, cells = first[at] if first else (0, [])
    width = max((index + 1 for index, cell in enumerate(cells) if cell.strip()), default=0)
    # A column without a header is one where cells stand in it; in a text file only where the header leaves it room.
    widest = max((_filled(row) for _, row in first[at + 1 :]), default=0)
    width = max(width, min(widest, len(cells)) if encoding else widest)
    header = tuple(_titled(cells, index) for index in range(width))

    def below() -> Rows:
        with closing(read()) as rows:
            for at, row in rows:
                if at <= number:
                    continue
                if encoding and len(row) > width and any(row[width:]):
                    raise Unreadable("row_too_wide", file, width, row=at)
                yield at, _fitted(row, width)

    head = tuple(tuple(_fitted(row, width)) for _, row in first[at + 1 : at + 1 + HEAD])
    return Sheet(name, header, head, height, encoding, hidden, below)


def _filled(cells: list[str]) -> int:
    return next((index + 1 for index in range(len(cells) - 1, -1, -1) if cells[index]), 0)


def _titled(cells: list[str], index: int) -> str:
    title = " ".join(cells[index].split()) if index < len(cells) else ""
    return title or f"({_letters(index)})"


def _letters(index: int) -> str:
    """Return what a spreadsheet calls a column: 0 is A, 26 is AA."""
    letters = ""
    while index >= 0:
        index, letter = divmod(index, 26)
        letters = chr(65 + letter) + letters
        index -= 1
    return letters


def _fitted(row: list[str], width: int) -> list[str]:
    return row[:width] if len(row) >= width else row + [""] * (width - len(row))


def _header(rows: list[list[str]]) -> int:
    """Return which row is the header: the one with most known words, else the first with as good as most words."""
    words = [sum(map(known, {cell.strip() for cell in cells})) for cells in rows]
    if max(words, default=0) > 1:
        return words.index(max(words))
    texts = [len({cell.strip() for cell in cells if cell.strip() and not _is_number(cell)}) for cells in rows]
    most = max(texts, default=0)
    # A header may miss the word above its first column; a title has one cell.
    return next((at for at, count in enumerate(texts) if count >= max(min(most, 2), most - 1)), 0)


def _is_number(cell: str) -> bool:
    return cell.strip().replace(",", "").replace(".", "").isdigit()
