"""A CSV file of a coded study into typed columns, with every fault told by row.

A large file is looked at many rows at once, column by column; only where something is wrong among them row by row.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, repeat
from typing import Any

from dashboard.package.cells import CONTROLS, Fault, is_id
from publish import files
from publish.described import shortened
from publish.steps import Listener
from publish.tables import FILES, LONGEST, NEEDED, RETURNS, Column, problem

AT_ONCE = 500
"""Rows: few enough to stay near the processor; with twenty thousand it takes half as long again."""
MOST_FAULTS = 500
"""Of different faults in one file; the same one in many rows is one."""
KEPT_AT_ONCE = 100_000
"""Rows that are kept at once: as columns of objects they take more room than in a database."""
Columns = list[list[Any]]
"""A table by its columns, in the order of schema.sql; the last holds the row of each in the file."""
Keep = Callable[[Columns], None]


def read_table(
    table: str, content: bytes | None, faults: list[Fault], members: Columns, keep: Keep, tell: Listener
) -> None:
    """Read one file into typed columns, in any order, with commas or semicolons; `members`: who is in which group."""
    found = _Found(table, faults, members)
    if content is None:
        return
    text = files.text(found.name, content, faults)
    if text is None:
        return
    end = text.find("\n")
    first = text if end < 0 else text[:end]
    del text  # of a large file it takes more room than the file
    source = io.BytesIO(content)
    reader = csv.reader(
        io.TextIOWrapper(source, encoding="utf-8-sig", newline=""),
        delimiter=files.delimiter(first),
        strict=True,
    )
    read = 0
    try:
        found.header = [cell.strip() for cell in next(reader, [])]
        if not found.header_is_good():
            return
        read = 1
        for rows in _many(reader):
            read += len(rows)
            if not found.take(rows, read - len(rows) + 1):
                break
            if read % KEPT_AT_ONCE < AT_ONCE:
                found.hand_on(keep)
            tell("read", source.tell(), len(content), found.name)
    except csv.Error as error:
        # Both stop the reader: a cell too long to be read, and a quotation mark that is not closed to the end.
        kind = "cell_too_long" if "field larger than" in str(error) else "broken_csv"
        faults.append(Fault(kind, found.name, read + 1))
    found.hand_on(keep)
    if found.is_empty and table in NEEDED and not any(fault.file == found.name for fault in faults):
        faults.append(Fault("no_rows", found.name))


def _many(reader: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    """Give rows by the thousands; those before one that cannot be read too."""
    while True:
        rows: list[list[str]] = []
        try:
            rows.extend(islice(reader, AT_ONCE))
        except csv.Error:
            yield rows
            raise
        if not rows:
            return
        yield rows


class _Found:
    """What of a file was read so far."""

    def __init__(self, table: str, faults: list[Fault], members: Columns) -> None:
        self.name, self.known = f"{table}.csv", FILES[table]
        self.is_empty = True
        self.header: list[str] = []
        self._columns: Columns = [[] for _ in range(len(self.known) + 1)]
        self._faults, self._members = faults, members
        self._told: set[tuple[str, tuple[str, ...]]] = set()

    @property
    def sets(self) -> list[str]:
        """Return the sets of groups that a file of persons has columns for."""
        return [column for column in self.header if column != "respondent_id"] if self.name == "respondents.csv" else []

    def hand_on(self, keep: Keep) -> None:
        """Give the rows that were taken since the last time to who keeps them."""
        if self._columns[-1]:
            keep(self._columns)
            self._columns = [[] for _ in self._columns]

    def take(self, rows: list[list[str]], first: int) -> bool:
        """Take rows of the file, all at once if they are good; say whether to read on. `first`: the first's number."""
        if not self._told and set(map(len, rows)) == {len(self.header)}:
            given = dict(zip(self.header, zip(*rows, strict=True), strict=True))
            typed = [_typed(given.get(column.name), len(rows), column) for column in self.known]
            good = [column for column in typed if column is not None]
            if len(good) == len(typed):
                self._keep(good, given, range(first, first + len(rows)))
                return True
        for number, cells in enumerate(rows, start=first):
            if not any(cells):
                continue
            if len(self._told) > MOST_FAULTS:
                self._faults.append(Fault("too_many", self.name, number))
                return False
            values, wrong = self._row(number, cells)
            self._faults += wrong
            self._told.update((fault.kind, fault.details) for fault in wrong)
            if not wrong:
                given = {name: (cell,) for name, cell in zip(self.header, cells, strict=True)}
                self._keep([[value] for value in values], given, range(number, number + 1))
        return True

    def _keep(self, typed: Columns, given: dict[str, tuple[str, ...]], rows: range) -> None:
        self.is_empty &= not rows
        for column, more in zip(self._columns, [*typed, rows], strict=True):
            column.extend(more)
        for name in self.sets:
            groups = [cell.strip() or None for cell in given[name]]
            for column, new in zip(self._members, (typed[0], repeat(name, len(rows)), groups, rows), strict=True):
                column.extend(new)

    def _row(self, row: int, cells: list[str]) -> tuple[list[str | int | None], list[Fault]]:
        """Type the cells of one row, in the order of the columns; a fault for each that cannot be."""
        if len(cells) != len(self.header):
            return [], [Fault("row_width", self.name, row, (str(len(cells)), str(len(self.header))))]
        values: list[str | int | None] = []
        wrong = []
        for column in self.known:
            cell = cells[self.header.index(column.name)].strip() if column.name in self.header else ""
            if column.kind in ("label", "statement", "words"):
                cell = RETURNS.sub("\n", cell)
            said = problem(cell, column)
            if said:
                wrong.append(Fault(said[0], self.name, row, (column.name, *said[1:])))
            values.append(int(cell) if cell and column.kind == "number" and not said else cell or None)
        return values, wrong

    def header_is_good(self) -> bool:
        """Look at the header; what is wrong with it is told."""
        name, header, sets, faults = self.name, self.header, self.sets, self._faults
        known = {column.name for column in self.known} | set(sets)
        missing = [column.name for column in self.known if column.required and column.name not in header]
        unknown = [cell for cell in header if cell not in known]
        if missing:
            faults.append(Fault("columns_missing", name, 1, (", ".join(missing),)))
        if unknown and known.intersection(header):  # else it is no header, and what stands there may be a person's
            named = ", ".join(shortened(cell) or "–" for cell in unknown[:10])
            faults.append(Fault("columns_unknown", name, 1, (named, ", ".join(column.name for column in self.known))))
        if twice := sorted({cell for cell in header if header.count(cell) > 1 and cell in known}):
            faults.append(Fault("columns_twice", name, 1, (", ".join(map(shortened, twice)),)))
        if name == "respondents.csv" and not sets:
            faults.append(Fault("no_set", name, 1))
        if not missing:
            faults += [Fault("not_a_slug", name, 1, ("set_id", shortened(s) or "–")) for s in sets if not is_id(s)]
        return not any(fault.file == name for fault in faults)


def _typed(given: Sequence[str] | None, number: int, column: Column) -> list[str | int | None] | None:
    """Type the cells of a column all at once, None where one of them is faulty; what it is `problem` says."""
    if given is None:
        return [None] * number
    kind, cells = column.kind, list(map(str.strip, given))
    if column.required and not all(cells):
        return None
    if kind == "number":
        digits = "".join(cells)
        good = not digits or (digits.isascii() and digits.isdigit() and max(map(len, cells)) <= 9)
        return [int(cell) if cell else None for cell in cells] if good else None
    if kind in ("key", "text"):
        if max(map(len, cells)) > LONGEST[kind] or CONTROLS.search(RETURNS.sub("\n", "".join(cells))):
            return None
    else:
        if kind in ("label", "statement", "words"):
            cells = [RETURNS.sub("\n", cell) for cell in cells]
        if any(problem(cell, column) for cell in set(cells)):
            return None
    return [cell or None for cell in cells]
