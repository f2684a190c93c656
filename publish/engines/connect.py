"""A cluster that speaks Spark Connect: Apache Spark, or what answers like it. Needs requirements-spark.txt."""

import contextlib
import logging
import re
import socket
import warnings
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pyarrow as pa

from publish.engines.apart import apart
from publish.engines.engine import TEXT, Engine, EngineFailed, Failure, Lying, Table, Tables, failing
from publish.steps import Listener, unheard

PATIENCE = 10.0
"""For how many seconds a server may keep silent before it counts as gone."""
PORT = 15002
T = TypeVar("T")
SIGNS: Mapping[str, Failure] = {
    "out of memory": "engine_memory",
    "OutOfMemory": "engine_memory",
    "Resources exhausted": "engine_memory",
    "No space left": "engine_memory",
    "Permission denied": "engine_denied",
    "PermissionDenied": "engine_denied",
    "AccessDenied": "engine_denied",
    "AccessControlException": "engine_denied",
    "PERMISSION_DENIED": "engine_denied",
    "UNAUTHENTICATED": "engine_denied",
    "Forbidden": "engine_denied",
    "PATH_NOT_FOUND": "engine_nothing",
    "Path does not exist": "engine_nothing",
    "No such file": "engine_nothing",
    "UNAVAILABLE": "engine_gone",
    "failed to connect": "engine_gone",
    "Connection refused": "engine_gone",
    "RetriesExceeded": "engine_gone",
    "Socket closed": "engine_gone",
    "INVALID_HANDLE": "engine_gone",
}
DIALECT = "spark"
TYPES = {pa.string(): "string", pa.large_string(): "string", pa.int64(): "bigint", pa.int32(): "int"}


class Connect(Engine):
    """A session on a server; what is sent there are keys, groups and ids, what comes back are counts."""

    def __init__(self, address: str) -> None:
        self._place = _place(address)
        self._heard = _Heard()
        session, kinds, self._translate = _loaded()
        self._kinds: Mapping[type[BaseException], Failure] = dict.fromkeys(kinds, "engine_said")
        _require_somebody(self._place)
        with self._failing():
            self._session = session.builder.remote(address).create()
            weakref.finalize(self, _end, self._session)
            _impatient(self._session)
            self._session.registerProgressHandler(self._heard)
        self._there(lambda: self._session.version)

    def columns(self, path: str) -> Mapping[str, str]:
        """Return the columns as the server sees them; one that finds nothing may say that there are none."""
        fields = self._there(lambda: self._session.read.parquet(_uri(path)).schema.fields)
        if not fields:
            raise EngineFailed("engine_nothing", path)
        return {f.name: TEXT if f.dataType.simpleString() == "string" else f.dataType.simpleString() for f in fields}

    def parts(self, tables: Mapping[str, Lying]) -> Sequence[Mapping[str, Lying]]:
        """Return all as one: the cluster splits by itself."""
        return [tables]

    def keep(self, name: str, question: str, parts: Sequence[Tables], tell: Listener) -> None:
        """Keep the answer in the cluster's memory; it is computed when something is asked of it."""
        self._heard.tell = tell

        def kept() -> None:
            answers = []
            for tables in parts:
                self._name(tables)
                answers.append(self._session.sql(self._translated(question)))
                # Bound to these tables now: the next part has tables of the same names.
                answers[-1].createOrReplaceTempView(f"{name}_{len(answers)}")
            whole = answers[0]
            for answer in answers[1:]:
                whole = whole.unionAll(answer)
            whole.persist()
            whole.createOrReplaceTempView(name)

        self._there(kept)

    def ask(self, question: str, tables: Tables) -> pa.Table:
        """Answer."""

        def asked() -> Any:
            self._name(tables)
            return self._session.sql(self._translated(question)).toArrow()

        return self._there(asked)

    def _there(self, work: Callable[[], T]) -> T:
        """Ask the cluster; whoever is tired of waiting stops the work there too."""
        try:
            with self._failing():
                return apart(work)
        except KeyboardInterrupt:
            self._heard.tell = unheard
            # The second ends what a silent server leaves open: nothing that waits for an answer outlives the process.
            for last in (self._session.interruptAll, self._session.client._channel.close):
                with contextlib.suppress(Exception):
                    apart(last, PATIENCE)
            raise

    def _translated(self, question: str) -> str:
        return str(self._translate(question, read="duckdb", write=DIALECT)[0])

    def _name(self, tables: Tables) -> None:
        for name, table in tables.items():
            self._read(table).createOrReplaceTempView(name)

    def _read(self, table: Table) -> Any:
        if isinstance(table, Lying):
            return self._session.read.parquet(_uri(table.path)).select(*table.columns)
        schema = ", ".join(f"{field.name} {TYPES[field.type]}" for field in table.schema)
        return self._session.createDataFrame(table, schema=schema)

    @contextlib.contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            with failing(self._kinds, SIGNS):
                yield
        except EngineFailed as error:
            if error.kind == "engine_gone":
                raise EngineFailed("engine_gone", self._shown) from error
            raise

    @property
    def _shown(self) -> str:
        return _shown(self._place)


class _Heard:
    """Passes on how far the cluster is; the session holds it, so it must not hold who holds the session."""

    tell: Listener = staticmethod(unheard)

    def __call__(self, stages: Any, inflight_tasks: int, operation_id: Any, done: bool) -> None:  # noqa: ARG002
        """Hear from Spark's client."""
        if stages and not done:
            self.tell("count", sum(s.num_completed_tasks for s in stages), sum(s.num_tasks for s in stages))


def _place(address: str) -> tuple[str, int]:
    """Return host and port; the rest of an address may be a secret and is never shown."""
    try:
        parts = urlsplit(address)
        place = (parts.hostname or "", parts.port or PORT)
    except ValueError as error:
        raise EngineFailed("engine_address") from error
    if parts.scheme != "sc" or not re.fullmatch(r"[\w.:-]+", place[0]):
        raise EngineFailed("engine_address")
    return place


def _shown(place: tuple[str, int]) -> str:
    return f"{place[0]}:{place[1]}"


def _require_somebody(place: tuple[str, int]) -> None:
    """Raise EngineFailed where nobody listens: the client would try for ten minutes."""
    try:
        socket.create_connection(place, timeout=PATIENCE).close()
    except OSError as error:
        raise EngineFailed("engine_gone", _shown(place)) from error


def _loaded() -> tuple[Any, tuple[type[BaseException], ...], Any]:
    """Return the client, what it raises, and what carries a question over."""
    try:
        from grpc import RpcError
        from pyspark.errors import PySparkException
        from pyspark.sql.connect.session import SparkSession
        from sqlglot import transpile
    except ImportError as error:
        raise EngineFailed("engine_missing", error.name or "pyspark") from error
    # What the client says of retries and versions is said in plain words, or nobody needs it.
    logging.getLogger("pyspark.sql.connect").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", module="pyspark")
    return SparkSession, (PySparkException, RpcError), transpile


def _impatient(session: Any) -> None:
    """Let a lost server be told after seconds."""
    from pyspark.sql.connect.client.retries import DefaultPolicy

    session.client.set_retry_policies([DefaultPolicy(max_retries=4, initial_backoff=200, max_backoff=2000)])


def _end(session: Any) -> None:
    with contextlib.suppress(Exception):
        session.stop()


def _uri(path: str) -> str:
    """Return an address the cluster does not take for one of its own file system."""
    return path if "://" in path else Path(path).as_uri()
