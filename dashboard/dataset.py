"""A findings package: a folder, checked and loaded into memory, or the list of all its faults."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import duckdb

from dashboard import deck
from dashboard.folding import fold
from dashboard.reading import Column, Fault, Row, read_table, read_text
from dashboard.share import percent
from dashboard.study import Study, StudyError, read_study

HERE = Path(__file__).parent
LARGEST_FILE = 50 * 1024 * 1024
ALONE: dict[str, str | bool | int | float | list[str]] = {"threads": 1, "async_threads": 0}
"""A package is small and has many readers: each question runs in its reader's thread, no package keeps its own."""

FILES: dict[str, tuple[Column, ...]] = {
    "groups": (
        ("group_id", "id"),
        ("set_id", "id"),
        ("label_de", "label"),
        ("label_en", "label"),
        ("short_de", "label"),
        ("short_en", "label"),
        ("respondents", "count"),
        ("population", "optional_count"),
        ("sort", "count"),
    ),
    "categories": (
        ("category_id", "id"),
        ("parent_id", "optional_id"),
        ("label_de", "label"),
        ("label_en", "label"),
        ("definition_de", "optional_words"),
        ("definition_en", "optional_words"),
        ("details", ("here", "elsewhere", "")),
        ("sort", "count"),
    ),
    "partners": (
        ("partner_id", "id"),
        ("label_de", "label"),
        ("label_en", "label"),
        ("note_de", "optional_words"),
        ("note_en", "optional_words"),
        ("counted", ("yes", "no")),
        ("sort", "count"),
    ),
    "findings": (
        ("category_id", "id"),
        ("group_id", "id"),
        ("partner_id", "optional_id"),
        ("named_low", "count"),
        ("named_high", "count"),
        ("asked", "count"),
        ("reason", ("exact", "derived", "withheld")),
        ("printed_percent", "percent"),
        ("location", "optional_words"),
    ),
    "quotes": (
        ("quote_id", "id"),
        ("category_id", "id"),
        ("group_id", "optional_id"),
        ("group_basis", ("stated", "inferred", "unknown")),
        ("text", "words"),
        ("location", "optional_words"),
        ("sort", "count"),
    ),
    "quote_partners": (
        ("quote_id", "id"),
        ("partner_id", "id"),
        ("basis", ("study", "ours")),
    ),
    "decks": (
        ("deck_id", "id"),
        ("label_de", "label"),
        ("label_en", "label"),
        ("view", "label"),
        ("sort", "count"),
    ),
}
OPTIONAL: dict[str, tuple[Column, ...]] = {"groups": (("dative_de", "optional_label"),)}
"""Columns a file may have behind the others; packages of an earlier format are without them."""
MAY_BE_EMPTY = {"partners", "quotes", "quote_partners", "decks"}
MAY_BE_MISSING = {"decks"}


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
    contents = _read_files(folder, faults)
    description = _read_description(folder, contents, faults)
    tables = {
        name: read_table(
            file, _columns(name, contents[file]), contents[file], faults, may_be_empty=name in MAY_BE_EMPTY
        )
        for name in FILES
        if (file := f"{name}.csv") in contents
    }
    study = None
    if description is not None:
        try:
            study = read_study(description)
        except StudyError as error:
            faults += [Fault(kind, "datapackage.json", None, (place,)) for kind, place in error.faults]
    db = duckdb.connect(":memory:", config=ALONE)
    if set(tables) >= set(FILES) - MAY_BE_MISSING:
        incomplete = {fault.file for fault in faults}
        _fill(db, tables)
        question = (HERE / "sql" / "faults.sql").read_text(encoding="utf-8")
        found = [Fault(k, f, r, tuple(d)) for k, f, r, d in db.execute(question).fetchall()]
        # An id may be missing only because its own row is faulty: that row is told, this is no second fault.
        faults += [fault for fault in found if fault.kind != "unknown_id" or fault.details[2] not in incomplete]
    printed: tuple[PrintedValue, ...] = ()
    if study and not faults:
        faults += _check_study(study, tables)
        faults += _check_decks(tables)
        printed = _printed_values(tables)
        faults += _check_printed(printed, study)
    if faults or study is None:
        db.close()
        order = {name: place for place, name in enumerate(["", "datapackage.json", *(f"{n}.csv" for n in FILES)])}
        faults.sort(key=lambda f: (order.get(f.file, 99), f.row or 0, f.kind))
        raise FaultyPackage(folder, faults)
    digest = hashlib.sha256()
    for name in sorted(contents):
        digest.update(f"{name}\0{len(contents[name])}\0".encode() + contents[name])
    _finish(db, tables, study)
    return Dataset(folder, study, digest.hexdigest(), db, printed, contents)


def _columns(name: str, content: bytes) -> tuple[Column, ...]:
    """Return the columns a file should have: the optional ones where its header names them."""
    header = content.split(b"\n", 1)[0].decode("utf-8", "replace").strip().replace('"', "").split(",")
    return FILES[name] + tuple(column for column in OPTIONAL.get(name, ()) if column[0] in header)


def _read_files(folder: Path, faults: list[Fault]) -> dict[str, bytes]:
    if not folder.is_dir():
        faults.append(Fault("not_a_folder" if folder.exists() else "no_folder", "", None, (folder.name,)))
        return {}
    contents = {}
    for name in ("datapackage.json", *(f"{table}.csv" for table in FILES)):
        path = folder / name
        if path.is_dir():
            faults.append(Fault("is_a_folder", name))
        elif not path.exists():
            if name.removesuffix(".csv") not in MAY_BE_MISSING:
                faults.append(Fault("no_file", name))
        elif path.is_symlink() or not path.is_file():
            faults.append(Fault("no_plain_file", name))
        elif path.stat().st_size > LARGEST_FILE:
            size = path.stat().st_size // 1024 // 1024
            faults.append(Fault("too_large", name, None, (str(size), str(LARGEST_FILE // 1024 // 1024))))
        elif path.stat().st_size == 0:
            faults.append(Fault("empty_file", name))
        else:
            try:
                contents[name] = path.read_bytes()
            except OSError as error:
                faults.append(Fault("unreadable", name, None, (error.strerror or "",)))
    return contents


def _read_description(folder: Path, contents: dict[str, bytes], faults: list[Fault]) -> dict[str, Any] | None:
    name = "datapackage.json"
    text = read_text(name, contents[name], faults) if name in contents else None
    if text is None:
        return None
    try:
        description = json.loads(text)
    except json.JSONDecodeError as error:
        faults.append(Fault("no_json", name, error.lineno, (str(error.colno),)))
        return None
    except RecursionError:
        faults.append(Fault("no_json", name, 1, ("1",)))
        return None
    if not isinstance(description, dict):
        faults.append(Fault("no_object", name))
        return None
    faults += [
        Fault("missing_property", name, None, (key,))
        for key in ("name", "title", "version", "created")
        if not isinstance(description.get(key), str) or not description[key].strip()
    ]
    if isinstance(description.get("name"), str) and description["name"] != folder.resolve().name:
        faults.append(Fault("name_differs", name, None, (description["name"], folder.resolve().name)))
    faults += _check_resources(description.get("resources"), contents)
    return description


def _check_resources(resources: Any, contents: Mapping[str, bytes]) -> Iterator[Fault]:
    name = "datapackage.json"
    if not isinstance(resources, list) or not all(isinstance(r, dict) for r in resources):
        yield Fault("missing_property", name, None, ("resources",))
        return
    listed = set()
    for resource in resources:
        path = resource.get("path")
        if not isinstance(path, str) or not path:
            yield Fault("resource_without_path", name, None, (str(resource.get("name", ""))[:60],))
        elif re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path):
            yield Fault("path_is_address", name, None, (path[:120],))
        elif PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts or "\\" in path:
            yield Fault("path_outside", name, None, (path[:120],))
        elif path.removesuffix(".csv") not in FILES or not path.endswith(".csv"):
            yield Fault("unknown_resource", name, None, (path[:120],))
        else:
            listed.add(path)
            fields = resource.get("schema", {}).get("fields") if isinstance(resource.get("schema"), dict) else None
            names = [f.get("name") for f in fields if isinstance(f, dict)] if isinstance(fields, list) else None
            if names != [column for column, _ in _columns(path.removesuffix(".csv"), contents.get(path, b""))]:
                yield Fault("schema_differs", name, None, (path,))
    for table in FILES:
        path = f"{table}.csv"
        if path not in listed and (path in contents or table not in MAY_BE_MISSING):
            yield Fault("resource_missing", name, None, (path,))
        elif path in listed and path not in contents and table in MAY_BE_MISSING:
            yield Fault("no_file", path)


def _check_study(study: Study, tables: dict[str, list[Row]]) -> Iterator[Fault]:
    """Check what the study block names against the tables."""
    name = "datapackage.json"
    categories = {row[0]: row[1] for _, row in tables["categories"]}
    groups = {row[0] for _, row in tables["groups"]}
    quotes = {row[0]: str(row[4]) for _, row in tables["quotes"]}
    depth = max(_depth(category, categories) for category in categories)
    if depth != len(study.levels):
        yield Fault("levels_differ", name, None, (str(len(study.levels)), str(depth)))
    for lead in study.lead:
        if lead.category_id not in categories:
            yield Fault("unknown_id", name, None, ("lead", lead.category_id, "categories.csv"))
        if lead.quote_id and lead.quote_id not in quotes:
            yield Fault("unknown_id", name, None, ("lead", lead.quote_id, "quotes.csv"))
        elif lead.quote_id and lead.excerpt not in quotes[lead.quote_id]:
            yield Fault("excerpt_not_in_quote", name, None, (lead.excerpt[:60], lead.quote_id))
    for note in study.printed_differences:
        if note.category_id not in categories or note.group_id not in groups:
            place = f"{note.category_id}, {note.group_id}"
            yield Fault("unknown_id", name, None, ("printed_differences", place, "findings.csv"))


@dataclass(frozen=True, slots=True)
class _Ids:
    categories: set[Any]
    partners: set[Any]
    quotes: set[Any]
    set_groups: dict[str, set[Any]]


def _check_decks(tables: dict[str, list[Row]]) -> Iterator[Fault]:
    """Check that every view of a deck names what is there."""
    sets: dict[Any, set[Any]] = {}
    for _, row in sorted(tables["groups"], key=lambda entry: (entry[1][8], entry[1][1])):
        sets.setdefault(row[1], set()).add(row[0])
    first, *others = sets
    ids = _Ids(
        categories={row[0] for _, row in tables["categories"]},
        partners={row[0] for _, row in tables["partners"]},
        quotes={row[0] for _, row in tables["quotes"]},
        set_groups={"": sets[first]} | {str(name): sets[name] for name in others},
    )
    counted: Counter[Any] = Counter()
    for number, row in tables.get("decks", []):
        counted[row[0]] += 1
        if deck.read(str(row[3]), ids) is None:
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
        width = len(FILES[table]) + len(OPTIONAL.get(table, ()))
        _insert(db, table, [[*values, *[None] * (width - len(values)), row] for row, values in rows])


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
