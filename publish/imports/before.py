"""The study as an earlier import left it: what keeps its key, what was renamed, what changed.

Passages are found again by document, words and place, never by ids of the tool: those are minted anew on every export.
"""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from dashboard.package.cells import Fault
from publish import files
from publish.imports.build import Segment
from publish.imports.mapping import Mistaken
from publish.imports.naming import Numbered
from publish.tables import FILES

LEFT = "left"
"""Behind the name of a file that takes what no longer fits: quotes whose passage or code is gone, their decisions."""
SAME = 0.6
"""Share of equal words from which a document is the same one renamed, and a passage the same one mended."""
Row = dict[str, str]
Words = Mapping[str, Counter[str]]
Pair = tuple[int, int, bool]
"""The number of a segment, that of the one it was, and whether a quote must know that it changed."""


@dataclass(frozen=True, slots=True)
class Before:
    """The CSV files of a study by table, each row by its header; empty where there is no study yet."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    headers: Mapping[str, list[str]] = field(default_factory=dict)

    def of(self, table: str) -> list[Row]:
        """Return the rows of a table."""
        return self.rows.get(table, [])

    def by(self, table: str, column: str) -> dict[str, Row]:
        """Return the rows of a table by one of its columns."""
        return {row[column]: row for row in self.of(table) if row.get(column)}

    def let_go(self) -> None:
        """Forget the rows: nothing is compared with them any more, and a million of them take much room."""
        self.rows.clear()


def read(folder: Path) -> Before:
    """Read what lies in a folder. Raise Mistaken where a file cannot be read: what it keeps would be lost."""
    faults: list[Fault] = []
    rows: dict[str, list[Row]] = {}
    headers: dict[str, list[str]] = {}
    same: dict[str, str] = {}  # a million rows name few sources, persons and topics: each name is held once
    for table in (*FILES, f"quotes-{LEFT}", f"decisions-{LEFT}") if folder.is_dir() else ():
        name = f"{table}.csv"
        content = files.read(folder, name, faults)
        text = None if content is None else files.text(name, content, faults)
        if text is None:
            continue
        reader = csv.reader(
            io.StringIO(text, newline=""), delimiter=files.delimiter(text.split("\n", 1)[0]), strict=True
        )
        rows[table] = []
        try:
            headers[table] = header = [cell.strip() for cell in next(reader, [])]
            for number, cells in enumerate(reader, start=2):
                if any(cells) and len(cells) != len(header):
                    faults.append(Fault("row_width", name, number, (str(len(cells)), str(len(header)))))
                elif any(cells):
                    once = [same.setdefault(cell, cell) for cell in map(str.strip, cells)]
                    rows[table].append(dict(zip(header, once, strict=True)))
        except csv.Error:
            faults.append(Fault("broken_csv", name))
    if faults:
        raise Mistaken(faults)
    return Before(rows, headers)


def renamed(new: Words, old: Words) -> dict[str, str]:
    """Return which new name stands for which old one: by far the most of its words, and of nobody else's."""
    pairs = []
    for name, words in new.items():
        for earlier, before in old.items():
            larger = max(words.total(), before.total())
            share = (words & before).total() / larger if larger else 0
            if share >= SAME:
                pairs.append((share, name, earlier))
    found: dict[str, str] = {}
    for _, name, earlier in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
        if name not in found and earlier not in found.values():
            found[name] = earlier
    return found


def words_by(before: Before, column: str) -> dict[str, Counter[str]]:
    """Return the words of all passages of the study by a column of segments.csv."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in before.of("segments"):
        if row.get("text") and row.get(column):
            found[row[column]][row["text"]] += 1
    return found


@dataclass(frozen=True, slots=True)
class Found:
    """The key of each segment; `changed`: those whose person or words are others now; `gone`: earlier ones."""

    keys: tuple[str, ...]
    changed: frozenset[str]
    gone: frozenset[str]


def find_again(segments: Sequence[Segment], sources: Mapping[str, str], before: Before, last: Iterable[str]) -> Found:
    """Give each segment the key it had, or the next one. `sources`: the source of each document.

    Tried in turn: all the same, the same words elsewhere, another person, and in the same place words that were mended.
    `last`: keys that were ever given.
    """
    old = before.of("segments")
    quoted = {row.get("segment_id") for row in before.of("quotes")}
    lay: defaultdict[str, dict[int, Row]] = defaultdict(dict)
    for at, row in enumerate(old):
        lay[row.get("source_id", "")][at] = row
    lies: defaultdict[str, list[int]] = defaultdict(list)
    for number, segment in enumerate(segments):
        lies[sources[segment.passage.document]].append(number)
    keys: dict[int, str] = {}
    changed: set[str] = set()
    for source in lies.keys() & lay.keys():
        cells = {number: _cells(segments[number], source) for number in lies[source]}
        for number, at, other in _pairs(cells, lay[source], quoted):
            keys[number] = old[at]["segment_id"]
            if other:
                changed.add(keys[number])
    fresh = Numbered("S", 4, last)
    every = tuple(keys.get(number) or fresh.next() for number in range(len(segments)))
    gone = {row["segment_id"] for row in old}.difference(keys.values())
    return Found(every, frozenset(changed), frozenset(gone))


def _pairs(new: Mapping[int, Row], old: Mapping[int, Row], quoted: Container[str | None]) -> Iterator[Pair]:
    """Pair the segments of one source with those it had."""
    waiting, left = dict.fromkeys(new), dict.fromkeys(old)
    for take, other in _TURNS:
        by: defaultdict[Hashable, list[int]] = defaultdict(list)
        for at in reversed(left):
            if key := take(old[at]):
                by[key].append(at)
        for number in list(waiting):
            if found := by.get(take(new[number])):
                at = found.pop()
                del waiting[number], left[at]
                yield number, at, other
    kept = [at for at in left if old[at]["segment_id"] in quoted]  # of the others nobody keeps the key
    yield from _mended(waiting, kept, new, old)


def _cells(segment: Segment, source: str) -> Row:
    passage = segment.passage
    return {
        "respondent_id": segment.person,
        "source_id": source,
        "start": "" if passage.start is None else str(passage.start),
        "end": "" if passage.end is None else str(passage.end),
        "locator": passage.place.strip(),
        "text": (passage.words or "").strip(),
    }


def _by(*columns: str, place: bool) -> Callable[[Row], tuple[str, ...]]:
    """Return what tells a passage: without its place, nothing tells one that has no words."""
    return lambda row: tuple(row.get(column, "") for column in columns) if place or row.get("text") else ()


_TURNS = (
    (_by("source_id", "respondent_id", "start", "end", "locator", "text", place=True), False),
    (_by("source_id", "respondent_id", "text", place=False), False),
    (_by("source_id", "start", "end", "locator", "text", place=True), True),
    (_by("source_id", "text", place=False), True),
)
"""What is compared in turn, and whether what is left out of it is a change that a quote must know of."""


def _mended(waiting: Iterable[int], left: Iterable[int], new: Mapping[int, Row], old: Mapping[int, Row]) -> list[Pair]:
    """Pair what is left of a source: similar words, the nearest first."""
    pairs = []
    for number in waiting:
        for at in left:
            share = _alike(new[number]["text"], old[at].get("text", ""))
            if share >= SAME:
                pairs.append((-share, number, at))
    taken: set[int] = set()
    given: set[int] = set()
    found = []
    for _, number, at in sorted(pairs):
        if number not in given and at not in taken:
            given.add(number)
            taken.add(at)
            found.append((number, at, True))
    return found


def _alike(one: str, other: str) -> float:
    """Return how much of the words of both is the same, in order."""
    if not one or not other or min(len(one), len(other)) < SAME / 2 * max(len(one), len(other)):
        return 0.0
    compared = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return compared.ratio() if compared.quick_ratio() >= SAME else 0.0
