"""A table with a row a coding (or a passage and its codes) into a project: what all such formats have in common."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from publish.imports.project import Passage, Path, Project
from publish.imports.tables import paths
from publish.imports.tables.collected import Collected, numbered
from publish.imports.tables.columns import Fit, picked
from publish.imports.tables.sheets import Sheet
from publish.steps import Listener

FIELDS = (
    "document",
    "document group",
    "code path",
    "code",
    "codes",
    "category",
    "text",
    "begin",
    "end",
    "reference",
    "id",
    "coder",
    "speaker",
    "respondent",
    "weight",
    "comment",
    "color",
    "date",
    "modified",
    "area",
    "collection",
)
DROPPED = {"weight": "dropped_weights", "comment": "dropped_comments", "color": "dropped_colours"}
UNUSED = ("modified", "area")
PROPERTIES = ("document group", "collection")
"""Fields that say something of the document, kept under these keys."""
MIDDLE = ("category", "text", "begin", "end", "reference", "id", "coder")
"""Fields of a `Row` between those that go by another name at times."""
OFTEN = 20_000
"""Rows between two words to who waits."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a format says things. `format`: the reader's name; `tool`: who wrote the file.

    `marks`: what may part the levels of a code; `offsets`: begin and end are code points, not paragraphs or pages;
    `identity`: an id tells passages apart that look the same; `values`: further columns are properties of documents;
    `between`: what parts several codes of a cell, where that is not to be found; `group_in_name`: two groups may each
    have a document of one name: here they are called "group\\document".
    """

    format: str
    tool: str = ""
    marks: tuple[str, ...] = paths.SEPARATORS
    offsets: bool = False
    identity: bool = False
    values: bool = True
    group_in_name: bool = False
    between: str | None = None


class Row(NamedTuple):
    """The cells of the fields, as written."""

    document: str
    code: str
    category: str
    text: str
    begin: str
    end: str
    reference: str
    id: str
    coder: str
    speaker: str
    date: str
    group: str


@dataclass(slots=True)
class _Reading:
    """One table being read."""

    into: Collected
    layout: Layout
    has_text: bool
    mark: str = ""
    between: str = ""
    names: dict[str, str] = field(default_factory=dict)
    found: dict[tuple[str, str], tuple[Path, ...]] = field(default_factory=dict)
    known: set[tuple[str, ...]] = field(default_factory=set)
    ids: dict[tuple[str, str], Passage] = field(default_factory=dict)
    alike: Counter[Passage] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)


def read(file: str, sheet: Sheet, fit: Fit, layout: Layout, listen: Listener) -> Project:
    """Return what a table says. Raise Unreadable where nothing in it is coded."""
    return _gathered(file, sheet, fit, layout, listen).project()


def _gathered(file: str, sheet: Sheet, fit: Fit, layout: Layout, listen: Listener) -> Collected:
    into = Collected(file, layout.format, layout.tool)
    reading = _Reading(into, layout, "text" in fit.at)
    code = next((name for name in ("code path", "code", "codes") if name in fit.at), "code")
    document = "document" if "document" in fit.at else "respondent"
    speaker = "speaker" if "speaker" in fit.at or document == "respondent" else "respondent"
    _look(reading, sheet, fit.at.get(code, -1), several=code == "codes")
    cells = picked(fit.at, document, code, *MIDDLE, speaker, "date", "document group")
    keys = _about(fit, layout)
    about = picked({**fit.at, **fit.rest}, *keys)
    dropped = [(index, DROPPED[name]) for name, index in fit.at.items() if name in DROPPED]
    counts = reading.counts
    first = sheet.header[0]
    for number, row in sheet.rows():
        if row[0] == first and tuple(row) == sheet.header:
            counts["dropped_headers"] += 1
            continue
        counts["read_rows"] += 1
        if not counts["read_rows"] % OFTEN:
            listen("export", counts["read_rows"], max(sheet.height, counts["read_rows"]))
        for index, kind in dropped:
            if row[index] and row[index] != "0":
                counts[kind] += 1
        taken = Row._make(cells(row))
        if name := _named(reading, taken):
            if (known := (name, *about(row))) not in reading.known:
                reading.known.add(known)
                into.document(name, dict(zip(keys, map(str.strip, known[1:]), strict=True)))
            _row(reading, name, taken, number)
    _tell(reading, sheet, fit)
    return into


def _about(fit: Fit, layout: Layout) -> list[str]:
    """Return the columns that say something of the document."""
    return [name for name in PROPERTIES if name in fit.at] + (list(fit.rest) if layout.values else [])


def _look(reading: _Reading, sheet: Sheet, index: int, *, several: bool) -> None:
    """Find in all cells with codes what parts them from each other and from those above."""
    cells = set(map(itemgetter(index), (row for _, row in sheet.rows()))) if index >= 0 else set()
    if several:
        reading.between = paths.between(cells) if reading.layout.between is None else reading.layout.between
    codes = {code for cell in cells for code in paths.several(cell, reading.between)}
    if reading.layout.marks:
        reading.mark = paths.separator(codes, reading.layout.marks)
    if reading.mark:
        parted = sum(reading.mark in code for code in codes)
        reading.into.tell("code_separator", parted, reading.mark)
    reading.into.tell("long_codes", sum(len(code) > 200 for code in codes))


def _named(reading: _Reading, row: Row) -> str:
    """Return what the document of a row is called; "" for a row nothing is made of."""
    name = reading.names.setdefault(row.document, row.document.strip())
    if not name or not (row.code.strip() or row.text.strip()):
        reading.counts["dropped_without_document" if not name else "dropped_without_code"] += 1
        return ""
    if reading.layout.group_in_name and (group := row.group.strip()):
        name = f"{group}\\{name}"
        name = reading.names.setdefault(name, name)
    return name


def _row(reading: _Reading, name: str, row: Row, number: int) -> None:
    """Take in one row."""
    passage = _passage(reading, name, row, number)
    found = reading.found.get((row.category, row.code))
    if found is None:
        codes = paths.several(row.code, reading.between)
        found = tuple(_path(reading, row.category.strip(), code) for code in codes)
        reading.found[row.category, row.code] = found
    if not found:
        reading.counts["dropped_uncoded_passages"] += 1
    coder = reading.names.setdefault(row.coder, row.coder.strip())
    date = "" if reading.layout.identity else row.date
    for path in found:
        reading.into.coding(passage, path, coder, date)


def _path(reading: _Reading, category: str, code: str) -> Path:
    path = paths.path(code, reading.mark)
    if not category or (path[0] == category and len(path) > 1):
        return path
    reading.into.code((category,), codable=False)
    return (category, *path)


def _passage(reading: _Reading, name: str, row: Row, number: int) -> Passage:
    """Return the passage a row is about."""
    layout = reading.layout
    if layout.identity and row.id and (known := reading.ids.get((name, row.id))):
        return known
    words = row.text if reading.has_text else None
    if words and "\r" in words:
        words = words.replace("\r\n", "\n").replace("\r", "\n")
    start = end = None
    place = row.reference.strip()
    if layout.offsets:
        start, end = _offsets(reading, row, words)
    elif not place:
        place = _place(row.begin.strip(), row.end.strip())
    if not words and not place and start is None and not (layout.identity and row.id):
        place = f"#{number}"  # nothing tells two such rows apart: they are not one passage for that
    passage = Passage(name, start, end, words, place, reading.names.setdefault(row.speaker, row.speaker.strip()))
    if layout.identity and row.id:
        reading.alike[passage] += 1
        if (many := reading.alike[passage]) > 1:
            passage = numbered(passage, many)
        reading.ids[name, row.id] = passage
    return passage


def _place(begin: str, end: str) -> str:
    return begin if not end or begin == end else f"{begin}–{end}"


def _offsets(reading: _Reading, row: Row, words: str | None) -> tuple[int | None, int | None]:
    """Return where a passage begins and ends, nothing where that is no range."""
    counts = reading.counts
    begin, end = row.begin.strip(), row.end.strip()
    if not (begin.isdecimal() and end.isdecimal() and len(begin) < 12 and len(end) < 12 and int(begin) <= int(end)):
        counts["places_missing"] += 1
        return None, None
    if words and int(end) - int(begin) != len(words):
        counts["lengths_differ"] += 1
    return int(begin), int(end)


def _tell(reading: _Reading, sheet: Sheet, fit: Fit) -> None:
    for kind, number in reading.counts.items():
        reading.into.tell(kind, number)
    if sheet.encoding == "cp1252":
        reading.into.tell("read_as_windows", 1)
    reading.into.unused(sheet.header[index] for name, index in fit.at.items() if name in UNUSED)
    if not reading.layout.values:
        reading.into.unused(fit.rest)


def are_offsets(sheet: Sheet, fit: Fit) -> bool:
    """Say whether begin and end are characters: then they are as far apart as the words are long."""
    if not {"begin", "end", "text"} <= set(fit.at):
        return False
    cells: Sequence[tuple[str, ...]] = [picked(fit.at, "begin", "end", "text")(row) for row in sheet.head]
    told = [(int(b), int(e), t) for b, e, t in cells if b.isdecimal() and e.isdecimal() and t and len(b + e) < 20]
    return sum(end - begin == len(text) for begin, end, text in told) * 2 > len(told)
