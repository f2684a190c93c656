"""DuckDB on this computer: Parquet is read where it lies, within fixed memory, what does not fit goes to the disk."""

import shutil
import tempfile
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa

from publish.engines.engine import TEXT, Engine, EngineFailed, Failure, Lying, Table, Tables, failing
from publish.steps import Listener

MEMORY = "1400MB"
"""Of the database, so that the process stays below 2 GB whatever the machine has."""
PART = "part="
"""How the folder of a part is called, as engines that write Parquet call it."""
KINDS: Mapping[type[BaseException], Failure] = {
    duckdb.OutOfMemoryException: "engine_memory",
    duckdb.PermissionException: "engine_denied",
    duckdb.Error: "engine_said",
}
SIGNS: Mapping[str, Failure] = {
    "Permission denied": "engine_denied",
    "no files": "engine_nothing",
    "failed to allocate": "engine_memory",
    "No space left": "engine_memory",
}


class Here(Engine):
    """A database of its own beside the one of the study: that one reads no file any longer."""

    def __init__(self, paths: Sequence[str]) -> None:
        if far := [path for path in paths if "://" in path]:
            raise EngineFailed("engine_far", far[0])
        spill = tempfile.mkdtemp(prefix="befundatlas-")  # nobody else may look into it
        self._db = duckdb.connect(":memory:")
        weakref.finalize(self, _end, self._db, spill)
        self._db.execute(f"set memory_limit = '{MEMORY}'")
        self._db.execute("set preserve_insertion_order = false")
        self._db.execute(f"set temp_directory = {_quoted(spill)}")
        allowed = ", ".join(_quoted(f"{Path(path).resolve()}/") for path in paths)
        self._db.execute(f"set allowed_directories = [{allowed}]")
        self._db.execute("set enable_external_access = false")

    def columns(self, path: str) -> Mapping[str, str]:
        """Return the columns of all files together."""
        with failing(KINDS, SIGNS):
            read = self._db.read_parquet(_files(path), union_by_name=True, hive_partitioning=False)
            return {n: TEXT if str(t) == "VARCHAR" else str(t) for n, t in zip(read.columns, read.types, strict=True)}

    def parts(self, tables: Mapping[str, Lying]) -> Sequence[Mapping[str, Lying]]:
        """Return the parts all tables have; where they differ, or have none, everything is one."""
        names = [sorted(path.name for path in Path(table.path).glob(f"{PART}*")) for table in tables.values()]
        if not names or not names[0] or any(others != names[0] for others in names):
            return [tables]
        return [
            {name: replace(table, path=str(Path(table.path) / part)) for name, table in tables.items()}
            for part in names[0]
        ]

    def keep(self, name: str, question: str, parts: Sequence[Tables], tell: Listener) -> None:
        """Answer part by part: memory is needed for one alone."""
        for number, tables in enumerate(parts):
            tell("count", number, len(parts))
            verb = f"insert into {name}" if number else f"create or replace table {name} as"
            with self._named(tables):
                self._db.execute(f"{verb} {question}")

    def ask(self, question: str, tables: Tables) -> pa.Table:
        """Answer at once."""
        with self._named(tables):
            return self._db.sql(question).to_arrow_table()

    @contextmanager
    def _named(self, tables: Tables) -> Iterator[None]:
        """Let tables have their names for one question."""
        with failing(KINDS, SIGNS):
            for name, table in tables.items():
                self._db.register(name, self._read(table))
            try:
                yield
            finally:
                for name in tables:
                    self._db.unregister(name)

    def _read(self, table: Table) -> pa.Table | duckdb.DuckDBPyRelation:
        if isinstance(table, pa.Table):
            return table
        read = self._db.read_parquet(_files(table.path), union_by_name=True, hive_partitioning=False)
        return read.select(*table.columns)


def _end(db: duckdb.DuckDBPyConnection, spill: str) -> None:
    db.close()
    shutil.rmtree(spill, ignore_errors=True)


def _files(path: str) -> list[str]:
    """Return the Parquet files of a folder, and of those in it, as the database takes them literally."""
    try:
        found = sorted(str(file.resolve()) for file in Path(path).rglob("*.parquet"))
        if not found:
            next(Path(path).iterdir(), None)  # says why, where nobody may look into it
            raise EngineFailed("engine_nothing", path)
    except PermissionError as error:
        raise EngineFailed("engine_denied", path) from error
    except OSError as error:
        raise EngineFailed("engine_nothing", path) from error
    return ["".join(f"[{letter}]" if letter in "*?[" else letter for letter in file) for file in found]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
