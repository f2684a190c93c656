"""What an engine can do, and how it fails."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

import pyarrow as pa

from publish.steps import Listener

Failure = Literal[
    "engine_address",  # this is no address
    "engine_missing",  # the packages for it are not installed
    "engine_gone",  # nobody answers, or not any longer
    "engine_memory",  # it has too little memory
    "engine_denied",  # it may not read something
    "engine_nothing",  # what it is to read is not there
    "engine_far",  # it lies where only a cluster reads
    "engine_said",  # anything else, in its own words
]


class EngineFailed(Exception):
    """An engine has no answer; nothing was written."""

    def __init__(self, kind: Failure, *details: str) -> None:
        super().__init__(f"{kind}: {details}")
        self.kind = kind
        self.details = details


@dataclass(frozen=True, slots=True)
class Lying:
    """Some columns of a table that lies as Parquet files in a folder, where the engine reads it."""

    path: str
    columns: tuple[str, ...]


Table: TypeAlias = pa.Table | Lying
Tables: TypeAlias = Mapping[str, Table]


class Engine(Protocol):
    """Answers a question, in the SQL of publish/sql/, over tables that have names in it."""

    def columns(self, path: str) -> Mapping[str, str]:
        """Return the columns of a table that lies in a folder with their types; `TEXT` is one of all engines."""

    def parts(self, tables: Mapping[str, Lying]) -> Sequence[Mapping[str, Lying]]:
        """Return the parts of tables that are asked one after the other; one part where the engine splits by itself."""

    def keep(self, name: str, question: str, parts: Sequence[Tables], tell: Listener) -> None:
        """Answer a question for each part, and keep all answers together as a table of that name."""

    def ask(self, question: str, tables: Tables) -> pa.Table:
        """Answer a question over these tables and those that were kept. Raise EngineFailed."""


TEXT = "text"


@contextmanager
def failing(kinds: Mapping[type[BaseException], Failure], signs: Mapping[str, Failure]) -> Iterator[None]:
    """Say of what an engine raises what it means: by its type, else by what stands in its message."""
    try:
        yield
    except tuple(kinds) as error:
        said = str(error)
        by_sign = (failure for sign, failure in signs.items() if sign.casefold() in said.casefold())
        kind = next(by_sign, next(f for known, f in kinds.items() if isinstance(error, known)))
        first = next((line.strip() for line in said.splitlines() if line.strip()), type(error).__name__)
        raise EngineFailed(kind, first[:300]) from error
