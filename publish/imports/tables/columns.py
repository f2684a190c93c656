"""Which column holds what: by the word above it, else by its values, else it is asked. Never by its position."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from publish.imports.project import Column, Unreadable
from publish.imports.tables.headers import FOLDED, fold
from publish.imports.tables.sheets import Sheet

SHEET = "sheet"
"""The field that stands for a sheet of a workbook, where several could be meant."""

UNUSED = ("weight", "comment", "color", "date", "modified", "area", "id")
"""Fields that say nothing a study holds: where two columns are one of these, neither is asked for."""

Check = Callable[[Sequence[str]], bool]
"""Says whether the filled cells of a column may be those of a field."""


def _each(pattern: str) -> Check:
    fits = re.compile(pattern).fullmatch
    return lambda cells: all(map(fits, cells))


def _is_code(cells: Sequence[str]) -> bool:
    """Say whether cells are paths of codes, most of them below another."""
    return sum(" > " in cell for cell in cells) * 2 > len(cells) and max(map(len, cells)) < 1_000


def _is_text(cells: Sequence[str]) -> bool:
    """Say whether cells are passages: most of several words, hardly any twice."""
    several = sum(cell.count(" ") >= 4 for cell in cells)
    return several * 2 > len(cells) and len(set(cells)) * 10 > len(cells) * 8


CHECKS: dict[str, Check] = {
    "code": _is_code,
    "text": _is_text,
    "color": _each(r"●|#[0-9a-fA-F]{6}"),
    "date": _each(r"[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}([ T][0-9:.+Z-]+)?( ?[AaPp][Mm])?"),
}
"""What the values of a column must be like where no header says whose it is; other fields go by their header alone."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Where each field stands. `rest`: the headers that are none; `asked`: fields that could be one of several."""

    at: Mapping[str, int]
    rest: Mapping[str, int]
    asked: tuple[Column, ...]


def fit(file: str, sheet: Sheet, fields: Sequence[str], needed: Collection[str], given: Mapping[str, str]) -> Fit:
    """Find the columns of some fields. `given`: the header of a field, as the mapping says, before all else.

    A given header that is not there belongs to another file. Raise Unreadable for one of a field that stands twice.
    """
    at = {
        field: index
        for field, header in given.items()
        if field in fields and (index := _given(file, sheet, header)) is not None
    }
    named = {index: fold(title) for index, title in enumerate(sheet.header) if index not in at.values()}
    asked = []
    for field in fields:
        found = [index for index, word in named.items() if word in FOLDED[field]] if field not in at else []
        if len(found) > 1 and field not in UNUSED:
            _check_once(file, sheet, found)
        if len(found) == 1 or (found and field in UNUSED):
            at[field] = found[0]
            for index in found:
                named.pop(index)
        elif found:
            asked.append(Column(field, tuple(sheet.header[index] for index in found)))
    for field in fields:
        if field not in at and (field in needed or field in CHECKS) and not any(field == c.field for c in asked):
            found = _by_values(sheet, field, named)
            if len(found) == 1:
                at[field] = found[0]
                named.pop(found[0])
            elif field in needed:
                asked.append(Column(field, tuple(sheet.header[index] for index in found or named)))
    return Fit(at, {sheet.header[index]: index for index in named}, tuple(asked))


def named(sheet: Sheet, fields: Iterable[str]) -> bool:
    """Say whether each field has a column whose header is a word for it."""
    words = {fold(title) for title in sheet.header}
    return all(words & FOLDED[field] for field in fields)


def has(sheet: Sheet, *headers: str) -> bool:
    """Say whether a sheet has these headers, as a tool writes them."""
    return {fold(header) for header in headers} <= {fold(title) for title in sheet.header}


def picked(at: Mapping[str, int], *fields: str) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """Return what takes the cells of some fields from a row: "" where a field has no column."""
    places = [at.get(field, -1) for field in fields]
    if len(places) < 2:
        return lambda row: tuple(row[place] if place >= 0 else "" for place in places)
    take: Callable[[Sequence[str]], tuple[str, ...]] = itemgetter(*places)
    if min(places) >= 0:
        return take
    return lambda row: take((*row, ""))  # -1, for no column, is the last cell


def _given(file: str, sheet: Sheet, header: str) -> int | None:
    titles = list(sheet.header)
    found = [index for index, title in enumerate(titles) if title == header] or [
        index for index, title in enumerate(titles) if fold(title) == fold(header)
    ]
    if len(found) > 1:
        raise Unreadable("header_twice", file, header[:60])
    return found[0] if found else None


def _check_once(file: str, sheet: Sheet, found: Sequence[int]) -> None:
    titles = [sheet.header[index] for index in found]
    for title in titles:
        if titles.count(title) > 1:
            raise Unreadable("header_twice", file, title[:60])


def _by_values(sheet: Sheet, field: str, named: Iterable[int]) -> list[int]:
    """Return the columns whose values pass the check of a field."""
    passes = CHECKS.get(field)
    if passes is None:
        return []
    found = []
    for index in named:
        cells = [row[index] for row in sheet.head if row[index]]
        if cells and passes(cells):
            found.append(index)
    return found
