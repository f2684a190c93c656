"""A findings package: a folder, checked and loaded into memory, or the list of all its faults."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from dashboard.package.cells import MOST_FAULTS, Fault, Row, read_table
from dashboard.package.columns import ALL, DESCRIPTION, MAY_BE_EMPTY, MAY_BE_MISSING, NAMES, columns_of, widened
from dashboard.package.columns import FILES as FILES
from dashboard.package.description import check_resources, parse, study_of
from dashboard.package.files import read_files, version_of
from dashboard.package.study import Study
from dashboard.selection import deck
from dashboard.selection.known import Known
from dashboard.texts.folding import fold
from dashboard.texts.share import percent

HERE = Path(__file__).parent
ALONE: dict[str, str | bool | int | float | list[str]] = {"threads": 1, "async_threads": 0}
"""A package is small and has many readers: each question runs in its reader's thread, no package keeps its own."""


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """A percentage the study printed beside the one its counts give."""

    category_id: str
    group_id: str
    named: int
    base: int
    printed: int
    computed: int


class FaultyPackage(Exception):
    """The folder is no usable findings package; `faults` holds everything that is wrong with it."""

    def __init__(self, folder: Path, faults: list[Fault]) -> None:
        super().__init__(f"{folder}: {len(faults)} faults")
        self.folder = folder
        self.faults = faults


@dataclass(frozen=True, eq=False)
class Dataset:
    """A checked package in memory: read-only, locked against files and settings."""

    folder: Path
    study: Study
    version: str
    db: duckdb.DuckDBPyConnection
    printed: tuple[PrintedValue, ...]
    files: Mapping[str, bytes]


def load(folder: Path) -> Dataset:
    """Load the findings package in `folder`. Raise FaultyPackage with all its faults."""
    faults: list[Fault] = []
    return open_files(folder, read_files(folder, faults), faults)


def describe(folder: Path) -> Study:
    """Return what a package says about itself, its tables unread. Raise FaultyPackage with the faults of that."""
    faults: list[Fault] = []
    return described(folder, read_files(folder, faults, (DESCRIPTION,)), faults)


def described(folder: Path, contents: Mapping[str, bytes], faults: list[Fault]) -> Study:
    """Return what the description among `contents` says. `faults`: what was wrong with reading it."""
    description = parse(contents[DESCRIPTION], faults) if contents else None
    study = study_of(description, _name(folder), faults) if description is not None else None
    if faults or study is None:
        raise FaultyPackage(folder, _in_order(faults))
    return study


def open_files(folder: Path, contents: Mapping[str, bytes], faults: list[Fault]) -> Dataset:
    """Open the package that the files of `folder` make. `faults`: what was wrong with reading them."""
    study = None
    description = parse(contents[DESCRIPTION], faults) if DESCRIPTION in contents else None
    if description is not None:
        told = {fault.file for fault in faults}
        found = check_resources(description.get("resources"), contents)
        faults += [fault for fault in found if fault.kind != "no_file" or fault.file not in told]
        study = study_of(description, _name(folder), faults)
    tables = {name: _read(name, contents[file], faults) for name in FILES if (file := f"{name}.csv") in contents}
    db = duckdb.connect(":memory:", config=ALONE)
    faults += _contradictions(db, tables, {fault.file for fault in faults})
    printed: tuple[PrintedValue, ...] = ()
    if study and not faults:
        faults += _check_study(study, tables)
        faults += _check_decks(tables)
        printed = _printed_values(tables)
        faults += _check_printed(printed, study)
    if faults or study is None:
        db.close()
        raise FaultyPackage(folder, _in_order(faults))
    _finish(db, tables, study)
    return Dataset(folder, study, version_of(contents), db, printed, contents)


def _read(name: str, content: bytes, faults: list[Fault]) -> list[Row]:
    """Read one table; each row has every column the table may have."""
    columns = columns_of(name, content)
    rows = read_table(f"{name}.csv", columns, content, faults, may_be_empty=name in MAY_BE_EMPTY)
    return [(number, widened(name, columns, values)) for number, values in rows]


def _name(folder: Path) -> str:
    """Return the name a folder goes by, also where it is given as "."."""
    return folder.name if folder.name not in ("", "..") else folder.resolve().name


def _in_order(faults: list[Fault]) -> list[Fault]:
    order = {name: place for place, name in enumerate(("", *NAMES))}
    ordered = sorted(faults, key=lambda f: (order.get(f.file, 99), f.row or 0, f.kind))
    rest = ordered[MOST_FAULTS:]
    return ordered[:MOST_FAULTS] + [Fault("too_many", rest[0].file, rest[0].row) for _ in rest[:1]]


def _contradictions(
    db: duckdb.DuckDBPyConnection, tables: dict[str, list[Row]], incomplete: set[str]
) -> Iterator[Fault]:
    """Fill the tables and find the rows that contradict each other."""
    if not set(tables) >= set(FILES) - MAY_BE_MISSING:
        return
    _fill(db, tables)
    question = (HERE / "contradictions.sql").read_text(encoding="utf-8")
    for kind, file, row, details in db.execute(question).fetchall():
        # An id may be missing only because its own row is faulty: that row is told, this is no second fault.
        if kind != "unknown_id" or details[2] not in incomplete:
            yield Fault(kind, file, row, tuple(details))


def _check_study(study: Study, tables: dict[str, list[Row]]) -> Iterator[Fault]:
    """Check what the study block names against the tables."""
    name = DESCRIPTION
    categories = {row[0]: row[1] for _, row in tables["categories"]}
    groups = {row[0] for _, row in tables["groups"]}
    quotes = {row[0] for _, row in tables["quotes"]}
    depth = max(_depth(category, categories) for category in categories)
    if depth != len(study.levels):
        yield Fault("levels_differ", name, None, (str(len(study.levels)), str(depth)))
    for lead in study.lead:
        if lead.category_id not in categories:
            yield Fault("unknown_id", name, None, ("lead", lead.category_id, "categories.csv"))
        if lead.quote_id and lead.quote_id not in quotes:
            yield Fault("unknown_id", name, None, ("lead", lead.quote_id, "quotes.csv"))
    statement = ALL["categories"].index("statement_de")
    stated = {row[0] for _, row in tables["categories"] if row[statement]}
    for category in study.answer:
        if category not in stated:
            known = category in categories
            details = (category,) if known else ("lead.answer", category, "categories.csv")
            yield Fault("answer_without_statement" if known else "unknown_id", name, None, details)
    for note in study.printed_differences:
        if note.category_id not in categories or note.group_id not in groups:
            place = f"{note.category_id}, {note.group_id}"
            yield Fault("unknown_id", name, None, ("printed_differences", place, "findings.csv"))


def _check_decks(tables: dict[str, list[Row]]) -> Iterator[Fault]:
    """Check that every view of a deck names what is there."""
    sets: dict[Any, set[Any]] = {}
    for _, row in sorted(tables["groups"], key=lambda entry: (entry[1][8], entry[1][1])):
        sets.setdefault(row[1], set()).add(row[0])
    first, *others = sets
    known = Known(
        studies=(),
        languages=(),
        parents={},
        categories={str(row[0]): "" for _, row in tables["categories"]},
        groups={},
        partners={str(row[0]): "" for _, row in tables["partners"]},
        quotes=frozenset(str(row[0]) for _, row in tables["quotes"]),
        set_groups={"": sets[first]} | {str(name): sets[name] for name in others},
    )
    counted: Counter[Any] = Counter()
    for number, row in tables.get("decks", []):
        counted[row[0]] += 1
        if deck.read(str(row[3]), known) is None:
            yield Fault("unknown_view", "decks.csv", number, (str(row[3])[:80],))
        elif counted[row[0]] == deck.MOST + 1:
            yield Fault("deck_too_long", "decks.csv", number, (str(row[0]), str(deck.MOST)))


def _depth(category: Any, parents: dict[Any, Any]) -> int:
    depth = 1
    while (category := parents[category]) is not None:
        depth += 1
    return depth


def _printed_values(tables: dict[str, list[Row]]) -> tuple[PrintedValue, ...]:
    """Compare each printed percentage with the one its counts give.

    The base is the persons who named the category above ("davon"); where there is none, those asked.
    """
    parents = {row[0]: row[1] for _, row in tables["categories"]}
    totals = {(row[0], row[1]): row for _, row in tables["findings"] if row[2] is None}
    values = []
    for (category, group), row in totals.items():
        above = totals.get((parents[category], group))
        base, named, printed = above[3] if above else row[5], row[3], row[7]
        if isinstance(printed, int) and isinstance(base, int) and isinstance(named, int) and base:
            values.append(PrintedValue(str(category), str(group), named, base, printed, percent(named, base)))
    return tuple(values)


def _check_printed(printed: tuple[PrintedValue, ...], study: Study) -> Iterator[Fault]:
    explained = {(note.category_id, note.group_id) for note in study.printed_differences}
    for value in printed:
        place = (value.category_id, value.group_id)
        if value.printed != value.computed and place not in explained:
            details = (*place, str(value.printed), str(value.named), str(value.base), str(value.computed))
            yield Fault("printed_unexplained", "findings.csv", None, details)


def _fill(db: duckdb.DuckDBPyConnection, tables: dict[str, list[Row]]) -> None:
    """Fill the tables, each row with its number in the file."""
    db.execute((HERE / "schema.sql").read_text(encoding="utf-8"))
    for table, rows in tables.items():
        db.execute(f"alter table {table} add column row integer")
        _insert(db, table, [[*values, row] for row, values in rows])


def _insert(db: duckdb.DuckDBPyConnection, table: str, rows: list[list[Any]]) -> None:
    """Insert rows column by column: DuckDB takes lists a hundred times faster than rows one by one."""
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        lists = ", ".join(f"unnest(${number})" for number in range(1, len(columns) + 1))
        db.execute(f"insert into {table} select {lists}", columns)


def _finish(db: duckdb.DuckDBPyConnection, tables: dict[str, list[Row]], study: Study) -> None:
    """Turn the checked tables into what questions are put to, and lock it."""
    for table in tables:
        db.execute(f"alter table {table} drop column row")
    notes = [[n.category_id, n.group_id, n.note.de, n.note.en] for n in study.printed_differences]
    _insert(db, "printed_differences", notes)
    _insert(db, "folded", [[values[0], fold(str(values[4]))] for _, values in tables["quotes"]])
    db.execute((HERE / "derived.sql").read_text(encoding="utf-8"))
    db.execute("set enable_external_access = false")
    db.execute("set lock_configuration = true")
