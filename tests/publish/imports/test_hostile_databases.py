"""Databases that are broken, of something else, or made to harm: refused or told, soon, and nothing is written."""

import os
import random
import shutil
import sqlite3
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from publish.imports import texts
from publish.imports.databases.database import opened_database
from publish.imports.formats import READERS
from publish.imports.opening import File, opened
from publish.imports.project import Project, Unreadable
from tests.publish.imports.databases import QUALCODER, RQDA, TAGUETTE, made
from tests.publish.imports.test_databases import told

PAGE = 4096
SOON = 5
TEXT = "Ein Satz. Noch einer. Ein dritter Satz."
ROWS = [
    ("projects", (1, "P", "", "")),
    ("documents", (1, "d", "", "", "", 1, "", f"<p>{TEXT}</p>")),
    ("tags", (1, 1, "T", "")),
    ("highlights", (1, 1, 0, 9, "Ein Satz.")),
    ("highlight_tags", (1, 1)),
]
VIEWS = {table: f"drop table {table}; create view {table} as " for table in ("documents", "highlight_tags")}
ENDLESS = "with recursive n(x) as (select 1 union all select x + 1 from n) "


def sound(path: Path, *more: str) -> Path:
    return made(path, TAGUETTE, rows=ROWS) if not more else made(made(path, TAGUETTE, rows=ROWS), *more)


def spoiled(path: Path, at: int, content: bytes) -> Path:
    sound(path)
    with path.open("r+b") as file:
        file.seek(at)
        file.write(content)
    return path


def read(path: Path) -> Project:
    file = opened(path)
    reader = next(reader for reader in READERS.values() if reader.recognises(file))
    return reader.read(file, {}, lambda *_: None)


def attempt(path: Path) -> tuple[str, Project | None]:
    """Read; return why it was refused or "", and what was read."""
    beside = {entry.name: entry.lstat().st_size for entry in path.parent.iterdir()}
    begun = time.monotonic()
    try:
        found, kind = read(path), ""
    except Unreadable as error:
        found, kind = None, error.fault.kind
        for lang in ("de", "en"):
            wrong, remedy = texts.REFUSED[lang][kind]
            said = wrong.format(*error.fault.details) + remedy
            assert "Satz" not in said and error.fault.file == path.name
    assert time.monotonic() - begun < SOON
    assert {entry.name: entry.lstat().st_size for entry in path.parent.iterdir()} == beside
    return kind, found


def truncated(path: Path) -> Path:
    sound(path)
    path.write_bytes(path.read_bytes()[: PAGE * 3 + 100])
    return path


def noise(path: Path) -> Path:
    path.write_bytes(b"SQLite format 3\0" + random.Random(1).randbytes(20 * PAGE))
    return path


def circle(path: Path) -> Path:
    """A table whose pages of the inside lead to each other twice over, level by level: two to the nineteenth rows."""
    sound(path, "create table filler (x text);")
    with closing(sqlite3.connect(path)) as database:
        (root,) = database.execute("select rootpage from sqlite_master where name = 'highlight_tags'").fetchone()
        pages = path.stat().st_size // PAGE
    leaf = bytearray(path.read_bytes()[(root - 1) * PAGE : root * PAGE])
    content = bytearray(path.read_bytes())
    levels = [root, *range(pages + 1, pages + 16)]
    for level, page in enumerate(levels):
        below = levels[level + 1] if level + 1 < len(levels) else pages + 16
        cells = [struct.pack(">I", below) + b"\x7f"] * 300
        starts, at = [], PAGE
        body = bytearray(PAGE)
        for cell in cells:
            at -= len(cell)
            body[at : at + len(cell)] = cell
            starts.append(at)
        body[:12] = struct.pack(">BHHHBI", 5, 0, len(cells), at, 0, below)
        body[12 : 12 + 2 * len(starts)] = struct.pack(f">{len(starts)}H", *starts)
        content[(page - 1) * PAGE : page * PAGE] = body
    content += b"\0" * ((pages + 16) * PAGE - len(content))
    content[(pages + 15) * PAGE : (pages + 16) * PAGE] = leaf
    content[28:32] = struct.pack(">I", pages + 16)
    path.write_bytes(content)
    return path


def in_utf16(path: Path) -> Path:
    return made(path, "pragma encoding = 'UTF-16';", TAGUETTE, rows=ROWS)


def many_tables(path: Path) -> Path:
    return made(path, "".join(f"create table t{n} (a, b, c);" for n in range(1500)), TAGUETTE)


def deep_codes(path: Path) -> Path:
    rows = [("code_cat (catid, name, supercatid)", (n, f"k{n}", n - 1)) for n in range(1, 20_000)]
    return made(path, QUALCODER, rows=rows)


def same_names(path: Path) -> Path:
    script = (
        RQDA
        + "with recursive n(x) as (select 1 union all select x + 1 from n where x < 100000) "
        + ("insert into source (id, name, file, status) select x, 'gleich', 'Text', 1 from n;")
    )
    return made(path, script)


def tags_of_html(path: Path) -> Path:
    return sound(
        path, f"update documents set contents = '{'<p>x' * 100_000}{'<a b=' * 500_000}'; delete from highlights;"
    )


REFUSED: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "truncated": ("database_broken", truncated),
    "noise behind the head": ("database_locked_or_none", noise),
    "a page of the schema overwritten": ("database_broken", lambda p: spoiled(p, 100, b"\xff" * 3000)),
    "tables overwritten": ("database_broken", lambda p: spoiled(p, 2 * PAGE, b"\x0d\xff\xff\xff" * 9000)),
    "pages in circles": ("database_broken", circle),
    "another program's": ("database_unknown", lambda p: made(p, "create table moz_places (id integer, url text);")),
    "no table": ("database_unknown", lambda p: made(p, "pragma user_version = 1;")),
    "a column less": (
        "database_unknown",
        lambda p: sound(
            p,
            "alter table tags drop column description; "
            "drop index ix_tags_path; alter table highlights rename column start_offset to begin;",
        ),
    ),
    "a view for a table": (
        "database_unknown",
        lambda p: sound(p, VIEWS["documents"] + "select 1 id, 'd' name, 1 project_id, 'x' contents;"),
    ),
    "a view without an end": (
        "database_unknown",
        lambda p: sound(p, f"{VIEWS['highlight_tags']}{ENDLESS}select x highlight_id, 1 tag_id from n;"),
    ),
    "a virtual table": (
        "database_unknown",
        lambda p: sound(
            p, "drop table documents; create virtual table documents using fts5(id, name, project_id, contents);"
        ),
    ),
    "a computed column": (
        "database_unknown",
        lambda p: sound(
            p,
            "drop table highlight_tags; create table highlight_tags (highlight_id integer, "
            "tag_id text generated always as (hex(zeroblob(100000000))) virtual);"
            "insert into highlight_tags (highlight_id) values (1), (2), (3);",
        ),
    ),
    "no text": (
        "database_text",
        lambda p: sound(p, "update documents set contents = cast(x'3c703e4bf66c6e' as text);"),
    ),
    "a picture for a text": ("database_text", lambda p: sound(p, "update documents set contents = x'89504e470d0aff';")),
    "places that fit nowhere": (
        "places_fit_nowhere",
        lambda p: sound(p, "insert into highlights select null, 1, 3, 12, 'ganz anders' from documents;"),
    ),
    "places beyond the text": ("places_fit_nowhere", lambda p: sound(p, "update highlights set end_offset = 99999;")),
    "negative places": ("places_fit_nowhere", lambda p: sound(p, "update highlights set start_offset = -5;")),
    "enormous places": ("places_fit_nowhere", lambda p: sound(p, f"update highlights set end_offset = {2**63 - 1};")),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(tmp_path: Path, name: str) -> None:
    kind, make = REFUSED[name]
    assert attempt(make(tmp_path / "x.sqlite3")) == (kind, None)


TOLD: dict[str, tuple[str, int, Callable[[Path], Path]]] = {
    "words for a number": ("kept_codings", 1, lambda p: sound(p, "update highlights set start_offset = 'vorne';")),
    "a number for words": (
        "kept_codings",
        1,
        lambda p: sound(p, "update tags set path = 7; update documents set name = 1.0;"),
    ),
    "ids of nothing": (
        "dropped_dangling_codings",
        2,
        lambda p: sound(p, "insert into highlight_tags values (1, 8), (1, 9), (9, 1);"),
    ),
    "codings alone without tags": ("dropped_uncoded_passages", 1, lambda p: sound(p, "delete from highlight_tags;")),
    "empty tables": ("read_documents", 1, lambda p: sound(p, "delete from tags; delete from highlights;")),
    "UTF-16": ("counted_in_bytes", 1, in_utf16),
    "thousands of tables": ("read_documents", 0, many_tables),
    "codes below themselves": (
        "codes_without_parent",
        1,
        lambda p: made(p, QUALCODER, "insert into code_cat (catid, name, supercatid) values (1, 'a', 2), (2, 'b', 1);"),
    ),
    "a chain of codes": ("read_categories", 19_999, deep_codes),
    "a hundred thousand of one name": ("renamed_documents", 99_999, same_names),
    "tags without an end": ("read_documents", 1, tags_of_html),
    "a trigger": (
        "kept_codings",
        1,
        lambda p: sound(p, "create trigger t after insert on tags begin delete from documents; end;"),
    ),
    "an index by a slow computation": (
        "kept_codings",
        1,
        lambda p: sound(p, "create index slow on tags (length(hex(zeroblob(10000))));"),
    ),
    "tables without a rowid": (
        "kept_codings",
        1,
        lambda p: sound(
            p,
            "drop table highlight_tags; create table highlight_tags (highlight_id integer, tag_id integer, "
            "primary key (highlight_id, tag_id)) without rowid; insert into highlight_tags values (1, 1);",
        ),
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_told(tmp_path: Path, name: str) -> None:
    kind, number, make = TOLD[name]
    refused, found = attempt(make(tmp_path / "x.sqlite3"))
    assert not refused and found is not None
    assert told(found).get(kind, 0) == number
    assert all(coding.code in {code.path for code in found.codes} for coding in found.codings)
    assert all(one.start is None or one.words for one in found.passages)


def test_nothing_given(tmp_path: Path) -> None:
    sound(tmp_path / "own.sqlite3", "update highlights set start_offset = 'vorne';")
    _, found = attempt(tmp_path / "own.sqlite3")
    assert found is not None and found.passages[0].start is None and found.passages[0].words == "Ein Satz."


def test_empty_cells(tmp_path: Path) -> None:
    script = TAGUETTE.replace(" not null", "")
    rows = [
        ("projects", (1, None, None, None)),
        ("documents", (1, None, None, None, None, 1, None, None)),
        ("documents", (2, None, None, None, None, 1, None, None)),
        ("tags", (1, 1, None, None)),
        ("highlights", (1, 1, None, None, None)),
        ("highlights", (2, None, 0, 5, "weg")),
        ("highlight_tags", (1, 1)),
        ("highlight_tags", (None, None)),
    ]
    kind, found = attempt(made(tmp_path / "x.sqlite3", script, rows=rows))
    assert not kind and found is not None
    assert [d.name for d in found.documents] == ["#1", "#2"] and found.codes[0].path == ("#1",)
    assert found.passages == (found.passages[0],) and found.passages[0].words is None
    assert told(found)["texts_missing"] == 2


def test_a_cell_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publish.imports.databases.database.LONGEST", 50_000)
    kind, _ = attempt(sound(tmp_path / "x.sqlite3", f"update documents set contents = '{'x' * 60_000}';"))
    assert kind == "database_cell"


@pytest.fixture
def held(tmp_path: Path) -> Iterator[tuple[Path, sqlite3.Connection]]:
    path = sound(tmp_path / "x.sqlite3")
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        yield path, database


def test_locked_and_nothing_written_yet(held: tuple[Path, sqlite3.Connection]) -> None:
    path, database = held
    database.execute("begin exclusive")
    assert attempt(path)[0] == ""


def test_written_at_this_moment(held: tuple[Path, sqlite3.Connection]) -> None:
    path, database = held
    database.execute("pragma cache_spill = 1")
    database.execute("pragma cache_size = 1")
    database.execute("begin exclusive")
    database.execute("insert into documents select null, 'x', '', '', '', 1, '', hex(zeroblob(100000))")
    assert Path(f"{path}-journal").exists()
    assert attempt(path)[0] == "database_unfinished"


def test_newer_rows_lie_beside(held: tuple[Path, sqlite3.Connection]) -> None:
    path, database = held
    database.execute("pragma journal_mode = wal")
    database.execute("insert into tags values (2, 1, 'neu', '')")
    kind, found = attempt(path)
    assert not kind and found is not None and len(found.codes) == 1
    assert [(one.number, one.details) for one in found.told if one.kind == "newer_rows_beside"] == [
        (1, ("x.sqlite3-wal",))
    ]
    link = path.parent / "elsewhere" / "y.sqlite3"
    link.parent.mkdir()
    link.symlink_to(path)
    _, found = attempt(link)
    assert found is not None and told(found)["newer_rows_beside"] == 1


def test_all_rows_lie_beside(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("pragma journal_mode = wal")
        database.executescript(TAGUETTE)
        assert attempt(path)[0] == "database_only_beside"


def test_nothing_but_tables_is_read(tmp_path: Path) -> None:
    more = f"create virtual table found using fts5(x); create view endless as {ENDLESS}select x from n;"
    with opened_database(sound(tmp_path / "x.sqlite3", more)) as database:
        assert not {"found", "endless"} & database.tables
        assert not list(database.rows("endless", "x"))
        with pytest.raises(Unreadable):
            list(database._select("select x from endless limit 5"))


def test_changed_while_it_is_read(tmp_path: Path) -> None:
    path = sound(tmp_path / "x.sqlite3")
    with pytest.raises(Unreadable) as refused, opened_database(path):
        os.utime(path, (1, 1))
    assert refused.value.fault.kind == "database_changing"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipes_links_and_folders(tmp_path: Path) -> None:
    pipe, loop, folder = tmp_path / "pipe", tmp_path / "loop", tmp_path / "folder.qda"
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    folder.mkdir()
    (folder / "data.qda").mkdir()
    (tmp_path / "nothing").symlink_to(tmp_path / "away")
    for path in (pipe, loop, folder, tmp_path / "nothing"):
        with pytest.raises(Unreadable):
            read(path)
        with pytest.raises(Unreadable):
            OTHER.read(File(path, "database"), {}, lambda *_: None)


OTHER = READERS["SQLite"]


def test_any_byte_may_be_another(tmp_path: Path) -> None:
    """Whatever is spoiled, it is refused or read, within the time and without another error."""
    original = sound(tmp_path / "original.sqlite3")
    draw = random.Random(7)
    content = original.read_bytes()
    for number in range(150):
        changed = bytearray(content)
        for _ in range(draw.choice((1, 5, 200))):
            changed[draw.randrange(16, len(changed))] = draw.randrange(256)
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "x.sqlite3").write_bytes(changed)
        attempt(folder / "x.sqlite3")
        shutil.rmtree(folder)
