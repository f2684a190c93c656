"""A file given to the import: told apart by what it holds, never by its name, and bounded before it is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from publish.imports.project import Project

LARGEST = 500_000_000
"""Bytes of a file, and of all members of an archive together."""

Kind = Literal["xml", "archive", "workbook", "database", "text"]
Listener = Callable[[str, int, int], None]
"""Told of long work: what is done (a kind in `imports/texts.py`), how much of it, of how much."""


@dataclass(frozen=True, slots=True)
class File:
    """An export. `kind`: what its first bytes and, for an archive, its members say it is."""

    path: Path
    kind: Kind

    @property
    def name(self) -> str:
        """Return what messages call it."""
        return self.path.name


class Reader(Protocol):
    """One format. `columns`: the header of each field, as the mapping says; formats with fixed fields ignore it."""

    def recognises(self, file: File) -> bool:
        """Say whether a file is of this format, by its content; never raise for one that is not."""
        ...

    def read(self, file: File, columns: Mapping[str, str], listen: Listener) -> Project:
        """Return what the file holds. Raise Unreadable for what cannot be used."""
        ...
