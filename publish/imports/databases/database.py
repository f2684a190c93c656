"""SQLite files nobody vouches for: tables alone are read, by columns we know, and no more than a file can hold.

Nothing is written and nothing in the file is run: no view, trigger, generated column or virtual table. A file may be
made so that its pages lead to each other in circles; what is read of it is bounded by its size, not by what it claims.
"""

import os
import sqlite3
import stat
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from publish.imports.opening import LARGEST, File
from publish.imports.project import Project, Told, Unreadable
from publish.steps import Listener

Cell = int | float | str | None
LONGEST = 100_000_000
"""Bytes of one cell: the text of a document."""
WIDEST = 2
"""What is stored in UTF-16 can be longer in UTF-8, though never twice as long."""
STEPS = 1000
"""SQLite's steps between two looks at how many were taken."""
STEPS_A_BYTE = 5
"""A row takes a step for each column and three more, and on its page more bytes than it has columns."""
UNFINISHED = bytes.fromhex("d9d505f920a163d7")
"""What a journal begins with while a program writes, or after it was interrupted."""
MOST_NAMED = 8


class Database:
    """An open file; `name`: what messages call it."""

    def __init__(self, connection: sqlite3.Connection, name: str, size: int) -> None:
        self.name = name
        self._connection = connection
        self._size = size
        self._bytes = self._steps = 0
        self._columns: dict[str, frozenset[str]] = {}
        connection.text_factory = self._text
        connection.set_progress_handler(self._is_enough, STEPS)
        # A virtual table or a view has no page of its own.
        tables = self._select("select name from sqlite_master where type = 'table' and rootpage > 0")
        self.tables = frozenset(words(name).lower() for (name,) in tables)
        connection.set_authorizer(_allowed)

    def has(self, table: str, *columns: str) -> bool:
        """Say whether there is a table, and whether these are among its columns."""
        if table not in self.tables:
            return False
        if table not in self._columns:
            # hidden: 0 for what is stored; generated columns would be computed.
            rows = self._select(f'pragma table_xinfo("{table}")')
            self._columns[table] = frozenset(words(row[1]).lower() for row in rows if not row[6])
        return self._columns[table] >= set(columns)

    def rows(self, table: str, *columns: str) -> Iterator[tuple[Cell, ...]]:
        """Give the cells of a table in its own order; a table or column that is not there is empty.

        Names are ours, in small letters. One table is read to its end before the next.
        """
        if self.has(table):
            chosen = (f'"{column}"' if self.has(table, column) else "null" for column in columns)
            yield from self._select(f'select {", ".join(chosen) or "null"} from "{table}" not indexed')

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        return sum(1 for _ in self.rows(table))

    def filled(self, table: str, column: str) -> int:
        """Return in how many rows a column holds something."""
        return sum(cell not in (None, "") for (cell,) in self.rows(table, column))

    def _select(self, query: str) -> Iterator[tuple[Cell, ...]]:
        self._steps = self._bytes = 0
        with _refusing(self.name):
            for row in self._connection.execute(query):
                yield tuple(map(self._stored, row)) if bytes in map(type, row) else row

    def _stored(self, cell: Cell | bytes) -> Cell:
        return self._text(cell) if isinstance(cell, bytes) else cell

    def _text(self, cell: bytes) -> str:
        self._bytes += len(cell)
        if self._bytes > WIDEST * self._size:
            raise Unreadable("database_broken", self.name)
        try:
            return cell.decode()
        except UnicodeDecodeError:
            raise Unreadable("database_text", self.name) from None

    def _is_enough(self) -> bool:
        self._steps += 1
        return self._steps > STEPS + self._size * STEPS_A_BYTE // STEPS


@contextmanager
def opened_database(path: Path) -> Iterator[Database]:
    """Open a file to read it as it lies there. Raise Unreadable for one that is broken, too large or being written."""
    name = path.name
    path = Path(os.path.realpath(path))  # what a program writes lies beside the file, not beside a link to it
    before = _stat(path, name)
    if _begins_with(path.with_name(f"{path.name}-journal"), UNFINISHED):
        raise Unreadable("database_unfinished", name)
    with _refusing(name), closing(_connected(path, before.st_size)) as connection:
        yield Database(connection, name, before.st_size)
    after = _stat(path, name)
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
        raise Unreadable("database_changing", name)


def beside(path: Path) -> list[Told]:
    """Tell of a log beside a database that may hold rows the database does not have yet."""
    path = Path(os.path.realpath(path))
    log = path.with_name(f"{path.name}-wal")
    with suppress(OSError):
        if log.stat().st_size:
            return [Told("newer_rows_beside", 1, (log.name,))]
    return []


def holds(file: File, tables: Mapping[str, tuple[str, ...]]) -> bool:
    """Say whether a file is a database that has these tables with these columns."""
    if file.kind != "database":
        return False
    try:
        with opened_database(file.path) as database:
            return all(database.has(table, *columns) for table, columns in tables.items())
    except Unreadable:
        return False


class OtherDatabase:
    """A database no reader knows: asked last, to say what is wrong with it."""

    TRIED = True

    def recognises(self, file: File) -> bool:
        return file.kind == "database"

    def read(self, file: File, columns: Mapping[str, str], listen: Listener) -> Project:  # noqa: ARG002
        with opened_database(file.path) as database:
            tables = sorted(database.tables)
        if not tables and beside(file.path):
            raise Unreadable("database_only_beside", file.name)
        more = ", …" if len(tables) > MOST_NAMED else ""
        raise Unreadable("database_unknown", file.name, ", ".join(table[:40] for table in tables[:MOST_NAMED]) + more)


def words(cell: Cell) -> str:
    """Return what a cell says; a whole number has no point."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return str(int(cell))
    return "" if cell is None else str(cell)


def number(cell: Cell) -> int | None:
    """Return a whole number, None for all else."""
    if isinstance(cell, str):
        return int(cell) if cell.removeprefix("-").isdecimal() and len(cell) < 18 else None
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 2**53 else None
    return cell


def _connected(path: Path, size: int) -> sqlite3.Connection:
    # immutable: no lock is taken and no journal looked at; SQLite would else create files beside a study it only reads.
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    for limit, most in (
        (sqlite3.SQLITE_LIMIT_LENGTH, min(LONGEST, WIDEST * size + 10_000)),
        (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
        (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 50),
        (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 2),
    ):
        connection.setlimit(limit, most)
    for pragma in ("trusted_schema=off", "cell_size_check=on", "query_only=on", "mmap_size=0", "temp_store=memory"):
        connection.execute(f"pragma {pragma}")
    return connection


def _allowed(action: int, first: str | None, _: str | None, database: str | None, view: str | None) -> int:
    reads = action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ) and view is None and database in ("main", None)
    asks = action == sqlite3.SQLITE_PRAGMA and first == "table_xinfo"
    return sqlite3.SQLITE_OK if reads or asks else sqlite3.SQLITE_DENY


def _stat(path: Path, name: str) -> os.stat_result:
    try:
        found = path.stat()
    except OSError as error:
        raise Unreadable("unreadable", name, error.strerror or "") from error
    if not stat.S_ISREG(found.st_mode):  # a pipe would be waited for
        raise Unreadable("no_plain_file", name)
    if found.st_size > LARGEST:
        raise Unreadable("too_large", name, LARGEST // 1_000_000)
    return found


def _begins_with(path: Path, start: bytes) -> bool:
    with suppress(OSError):
        if stat.S_ISREG(path.stat().st_mode):
            with path.open("rb") as file:
                return file.read(len(start)) == start
    return False


@contextmanager
def _refusing(name: str) -> Iterator[None]:
    """Say what SQLite says in words of ours."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        kind = {
            sqlite3.SQLITE_NOTADB: "database_locked_or_none",
            sqlite3.SQLITE_TOOBIG: "database_cell",
            sqlite3.SQLITE_CANTOPEN: "unreadable",
            sqlite3.SQLITE_IOERR: "unreadable",
        }.get(code, "database_broken")
        said = {"database_cell": LONGEST // 1_000_000, "unreadable": error}
        raise Unreadable(kind, name, said.get(kind, "")) from error
    except (OverflowError, UnicodeDecodeError) as error:  # numbers no tool writes; SQLite quotes names that are no text
        raise Unreadable("database_broken", name) from error
