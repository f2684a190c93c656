"""A coded study: a folder of CSV files, checked and loaded into memory, or the list of all its faults.

`docs/publishing.md` describes the files. Nothing of a person's own (key, text, memo) stands in a fault.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

import duckdb
import pyarrow as pa

from dashboard.package.cells import Fault
from publish import counting, described, elsewhere, files, register
from publish.counting import SAYING, Source
from publish.described import THRESHOLDS
from publish.description import public
from publish.engines.engine import Engine
from publish.reading import Columns, read_table
from publish.register import Release
from publish.steps import Listener, unheard
from publish.tables import FILES, NEEDED

HERE = Path(__file__).parent
NAMES = ("datapackage.json", *(f"{table}.csv" for table in FILES))
MOST_LEVELS = 100
ALL_ARE_COUNTED = "update partners set counted = 'yes' where counted is null"
TYPES = {"VARCHAR": pa.string(), "INTEGER": pa.int32()}
UNFINISHED = "import.unfinished"
"""Lies in a study whose import was interrupted: some files are new, others not."""


class FaultyStudy(Exception):
    """The folder is no usable coded study; `faults` holds everything that is wrong with it."""

    def __init__(self, folder: Path, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.folder = folder
        self.faults = faults


@dataclass(frozen=True, eq=False)
class CodedStudy:
    """A checked coded study in memory; `digest` is the hash of everything it was read from.

    `releases`: what was released of it before. `withdrawn`: who has withdrawn, with the date ("" where none is given);
    they are in no table. `left_behind`: what of the description is not made public. `lying`: where tables lie as
    Parquet, of which `engine` knows who said what (None: nothing lies elsewhere, or nothing is to be counted).
    """

    folder: Path
    description: dict[str, Any]
    level: Literal["internal", "public"]
    threshold: int
    db: duckdb.DuckDBPyConnection
    digest: str
    releases: tuple[Release, ...]
    withdrawn: Mapping[str, str]
    left_behind: tuple[str, ...]
    lying: Mapping[str, str]
    engine: Engine | None = None

    @property
    def source(self) -> Source:
        """Return what questions about who said what are put to."""
        return Source(self.db, self.engine)

    @property
    def study_id(self) -> str:
        """Return the id the package will have."""
        return str(self.description["name"])


def load(folder: Path, tell: Listener = unheard, engine: str | None = "") -> CodedStudy:
    """Load the coded study in `folder`. Raise FaultyStudy with all its faults, EngineFailed where one has no answer.

    `engine`: the address of what counts, "" for this computer, None where nothing will be counted.
    """
    study = _read(folder, tell)
    faults: list[Fault] = []
    if engine is None or not (engine or study.lying):
        elsewhere.leave_out(study.db)
    else:
        study = replace(study, engine=elsewhere.opened(study.db, engine, study.lying, faults, tell))
    if faults:
        raise FaultyStudy(folder, faults)
    study.db.execute("set enable_external_access = false")
    return study


def _read(folder: Path, tell: Listener) -> CodedStudy:
    """Read what lies in a folder as CSV, and who has withdrawn too."""
    faults: list[Fault] = []
    if not folder.is_dir():
        raise FaultyStudy(folder, [Fault("no_folder", "", None, (folder.name,))])
    if (folder / UNFINISHED).exists():
        raise FaultyStudy(folder, [Fault("unfinished", UNFINISHED)])
    contents = _contents(folder, faults)
    lying = elsewhere.places(folder, contents.get("datapackage.json"), faults)
    _check_files(contents, lying, faults)
    releases = register.read(folder, faults)
    left_behind: list[str] = []
    description = _read_description(contents.get("datapackage.json"), faults, left_behind)
    members: Columns = [[], [], [], []]
    digest = _digest(contents, lying)
    db = _empty()
    for table in FILES:
        keep = partial(_insert, db, table)
        read_table(table, contents.pop(f"{table}.csv", None), faults, members, keep, tell)
    _insert(db, "members", members)
    db.execute(ALL_ARE_COUNTED)
    tell("check")
    looked_at = {table: _rows(db, table) for table in ("categories", "respondents", "withdrawn")}
    _check(db, looked_at, releases, faults)
    if faults:
        order = {name: place for place, name in enumerate(["", *NAMES, register.NAME])}
        raise FaultyStudy(folder, sorted(faults, key=lambda f: (order.get(f.file, 99), f.row or 0, f.kind)))
    disclosure = description["study"]["disclosure"]
    withdrawn = {person: since or "" for person, since in zip(*looked_at["withdrawn"][:2], strict=True)}
    level, threshold = disclosure["level"], disclosure["threshold"]
    return CodedStudy(folder, description, level, threshold, db, digest, releases, withdrawn, tuple(left_behind), lying)


def _check_files(contents: Mapping[str, bytes], lying: Mapping[str, str], faults: list[Fault]) -> None:
    """Name the files that are missing."""
    told = {name for fault in faults for name in (fault.file, *fault.details)}
    needed = {f"{table}.csv": "no_file" for table in NEEDED if not (lying and table in SAYING)}
    for name, kind in {"datapackage.json": "no_description", **needed}.items():
        if name not in contents and name not in told:
            faults.append(Fault(kind, name))


def _check(
    db: duckdb.DuckDBPyConnection, tables: Mapping[str, Columns], releases: Sequence[Release], faults: list[Fault]
) -> None:
    """Name the rows that contradict each other."""
    faults += _check_tree(tables["categories"])
    incomplete = {fault.file for fault in faults}
    question = (HERE / "sql" / "faults.sql").read_text(encoding="utf-8")
    found = [Fault(k, f, r, tuple(d)) for k, f, r, d in db.execute(question).fetchall()]
    # A key may be missing only because its own row is faulty: that row is told, this is no second fault.
    faults += [fault for fault in found if fault.kind != "unknown_id" or fault.details[-1] not in incomplete]
    if not incomplete & {"respondents.csv", "withdrawn.csv", register.NAME}:
        faults += _check_withdrawn(tables["withdrawn"], tables["respondents"], releases)


def is_unchanged(study: CodedStudy, releases: Sequence[Release]) -> bool:
    """Say whether the files of a study are still those it was read from, and its register holds these releases."""
    faults: list[Fault] = []
    contents = _contents(study.folder, faults)
    lying = elsewhere.places(study.folder, contents.get("datapackage.json"), faults)
    same = _digest(contents, lying) == study.digest
    return same and register.read(study.folder, faults) == tuple(releases) and not faults


def _contents(folder: Path, faults: list[Fault]) -> dict[str, bytes]:
    return {name: content for name in NAMES if (content := files.read(folder, name, faults)) is not None}


def _digest(contents: Mapping[str, bytes], lying: Mapping[str, str]) -> str:
    digest = hashlib.sha256(elsewhere.print_of(lying))
    for name in sorted(contents):
        digest.update(name.encode())
        digest.update(contents[name])
    return digest.hexdigest()


def _empty() -> duckdb.DuckDBPyConnection:
    """Return a database of tables without a row."""
    db = duckdb.connect(":memory:")
    db.execute((HERE / "sql" / "schema.sql").read_text(encoding="utf-8"))
    db.execute(f"create view said as {counting.SAID}")
    return db


def copied(study: CodedStudy) -> CodedStudy:
    """Return a copy whose tables may be changed; nobody who has withdrawn is in it."""
    db = _empty()
    for table in (*FILES, "members"):
        _insert(db, table, _rows(study.db, table))
    return replace(study, db=db)


def persons(study: CodedStudy) -> dict[str, list[str]]:
    """Return the respondents of each group, as the register keeps them."""
    rows = study.db.execute(
        "select group_id, list(respondent_id order by respondent_id) from members group by group_id order by group_id"
    ).fetchall()
    return dict(rows)


def sets(study: CodedStudy) -> dict[str, str]:
    """Return the set of each group."""
    return dict(study.db.execute("select group_id, set_id from groups order by group_id").fetchall())


def first_set(study: CodedStudy) -> str:
    """Return the set of groups that is shown first."""
    return str(study.db.execute("select set_id from groups order by sort, row limit 1").fetchall()[0][0])


def require_groups(study: CodedStudy) -> None:
    """Raise FaultyStudy where everybody of a group has withdrawn: nothing can be counted for it."""
    left = persons(study)
    rows = study.db.execute("select group_id, row from groups order by row").fetchall()
    faults = [Fault("group_withdrawn", "groups.csv", row, (group,)) for group, row in rows if group not in left]
    if faults:
        raise FaultyStudy(study.folder, faults)


def _check_tree(categories: Columns) -> Iterator[Fault]:
    """Name what stands below itself, and the first category too deep: nobody reads such a tree.

    Not in SQL, which would follow each line to its end: of twenty thousand levels that took minutes.
    """
    parents = dict(zip(categories[0], categories[1], strict=True))
    deep = []
    for category, row in zip(categories[0], categories[-1], strict=True):
        above, level = parents[category], 1
        while above is not None and above != category and level <= MOST_LEVELS:
            above, level = parents.get(above), level + 1
        if above == category:
            yield Fault("cycle", "categories.csv", row, (category,))
        elif level > MOST_LEVELS:
            deep.append(Fault("too_many_levels", "categories.csv", row, (category, str(MOST_LEVELS))))
    yield from deep[:1]


def _check_withdrawn(listed: Columns, respondents: Columns, releases: Sequence[Release]) -> Iterator[Fault]:
    """A key that names nobody would leave the person it means in every count; so would a row that was lost."""
    gone = set(listed[0])
    lost = {person for release in releases for person in release.withdrawn} - gone
    unnamed = [r for r in releases if r.state == "withdrawn" and not r.withdrawn and not r.everyone & gone]
    if lost or unnamed:
        yield Fault("withdrawn_lost", "withdrawn.csv", None, (str(max(len(lost), 1)),))
    keys = set(respondents[0])
    away = {_plain(person) for person in gone - keys}
    for person, row in zip(*respondents, strict=True):
        if person not in gone and _plain(person) in away:
            yield Fault("withdrawn_alike", "respondents.csv", row)
    known = keys.union(*(release.everyone for release in releases))
    for person, _, row in zip(*listed, strict=True):
        if person not in known:
            yield Fault("unknown_person", "withdrawn.csv", row)


def _plain(key: str) -> str:
    """Return what a key still is after a spreadsheet or another computer wrote it anew: 007 as 7 or 7.0, P-1 as p1."""
    letters = re.sub(r"[.,]0+$", "", unicodedata.normalize("NFKC", key).casefold())
    letters = "".join(letter for letter in letters if unicodedata.category(letter)[0] in "LMN")
    return re.sub(r"(?<!\d)0+(?=\d)", "", unicodedata.normalize("NFC", letters))


def _read_description(content: bytes | None, faults: list[Fault], left_behind: list[str]) -> dict[str, Any]:
    """Return what of the description may be made public; nothing of it where it is faulty."""
    name = "datapackage.json"
    if content is None:
        return {}
    before = len(faults)
    description = files.parse(name, content, faults)
    if len(faults) > before:
        return {}
    if not isinstance(description, dict) or not isinstance(description.get("study"), dict):
        faults.append(Fault("missing_property", name, None, ("study",)))
        return {}
    wrong: list[tuple[str, str]] = []
    description = public(description, left_behind, wrong)
    if wrong:
        faults += [Fault("wrong_kind", name, None, entry) for entry in wrong]
        return {}
    found = list(described.check(description))
    faults += found
    if found:
        return {}
    disclosure = description["study"].setdefault("disclosure", {"level": "public"})
    disclosure.setdefault("threshold", THRESHOLDS[disclosure["level"]])
    return description


def _insert(db: duckdb.DuckDBPyConnection, table: str, columns: Columns) -> None:
    """Put rows into a table; through Arrow, for row by row would take minutes at a hundred thousand."""
    types = {name: TYPES[kind] for name, kind, *_ in db.execute(f"describe {table}").fetchall()}
    arrays = [pa.array(cells, kind) for cells, kind in zip(columns, types.values(), strict=True)]
    db.register("incoming", pa.table(arrays, list(types)))
    db.execute(f"insert into {table} select * from incoming")
    db.unregister("incoming")


def _rows(db: duckdb.DuckDBPyConnection, table: str) -> Columns:
    """Return a table by its columns, as it stands in its file."""
    found = db.sql(f"select * from {table} order by row").to_arrow_table()
    return [column.to_pylist() for column in found.columns]
