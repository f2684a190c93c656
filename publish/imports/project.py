"""What every reader makes of an export: documents, persons, codes and coded passages, as the tool gave them.

Nothing here is decided yet: whether a document is a person, a variable a group, a code a topic says the mapping.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from dashboard.package.cells import Fault

Path = tuple[str, ...]
"""The names of a code from the top of the tree down to itself."""


class Unreadable(Exception):
    """A file is not imported; `fault` says why and what to do. Nothing was written."""

    def __init__(self, kind: str, file: str, *details: object, row: int | None = None) -> None:
        super().__init__(kind)
        self.fault = Fault(kind, file, row, tuple(map(str, details)))


DOCUMENT_GROUP = "document group"
"""What `Document.values` call a group the tool has no name for, only for what lies in it."""


@dataclass(frozen=True, slots=True)
class Document:
    """One source. `name` is unique in its project; `text` is None where the file does not hold it.

    `values`: what the tool knows of it, raw, by the name of the variable, `key::value` set, document group or column.
    """

    name: str
    text: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)


class Range(NamedTuple):
    """A part of a document, in code points of its text; without numbers the whole of it."""

    document: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A case of the tool: a person, or what else it was used for, and the parts of documents that belong to it."""

    name: str
    parts: tuple[Range, ...]
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Code:
    """A code in the order of the codebook. `codable`: False for what only holds others together."""

    path: Path
    definition: str = ""
    codable: bool = True


class Passage(NamedTuple):
    """A coded passage. `start`, `end`: code points of the document's text, None where the tool gives none.

    `words`: what was marked, None where neither the passage nor the text of its document is in the file. `place`: what
    the tool says of where it stands, to be shown ("12", "0:14:02"). `speaker`: who speaks, where a column says so.
    """

    document: str
    start: int | None
    end: int | None
    words: str | None
    place: str = ""
    speaker: str = ""


class Coding(NamedTuple):
    """One code at one passage (its number in `Project.passages`), by one coder ("" where the tool does not say)."""

    passage: int
    code: Path
    coder: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Something the report says: `kind` names its words, `number` how many (documents, codes, codings…)."""

    kind: str
    number: int
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row a person (or document): what is known of them. Every cell is text; an empty one is ""."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column that could not be told from its header or its values: the mapping asks for it.

    `field`: what is missing; `choices`: the headers it may be.
    """

    field: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """What one file holds. A codebook has codes alone; a table of respondents has `table` alone.

    `format`: the name of the reader, as the guide lists it; `tool`: who wrote the file, as far as it says.
    `codes`: parents before what lies below them; every path of a coding is among them. `code_sets`: codes by set.
    `passages` are distinct, and no coding stands twice: what the tool repeats was merged and is in `told`, with what
    was read and what was left out, and why. `asked`: columns nobody could tell; nothing is coded while one is asked.
    """

    format: str
    tool: str = ""
    documents: tuple[Document, ...] = ()
    cases: tuple[Case, ...] = ()
    codes: tuple[Code, ...] = ()
    code_sets: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
    codings: tuple[Coding, ...] = ()
    table: Table | None = None
    told: tuple[Told, ...] = ()
    asked: tuple[Column, ...] = ()
