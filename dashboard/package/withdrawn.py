"""The list of withdrawn packages beside the packages. What cannot be read there hides all it might name."""

import os
import re
import stat
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from dashboard.package.cells import Fault

NAME = "withdrawn.csv"
DIGITS = 64
"""Of a SHA-256 in hexadecimal, as releases write it: one a line, below the heading "sha256"."""
TELLING = 8
"""So many digits in a row are no accident: they name a hash wherever in it they stand."""
LARGEST = 10 * 1024 * 1024
ODDEST = 1024 * 1024
"""Bytes of a list that is not as releases write it: to look through ten times that costs every reader ten seconds."""
HASH = re.compile(f"[0-9a-f]{{{DIGITS}}}")
PLAIN = re.compile(f"sha256\n(?:[0-9a-f]{{{DIGITS}}}\n)*")
CELLS, QUOTES = re.compile("[,;\t]"), re.compile("[\"'\ufeff]")


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What the list names: hashes, and digits that are too few or too many for one.

    `unread` is None where all of it could be read; else every package might be named.
    """

    hashes: frozenset[str] = frozenset()
    pieces: frozenset[str] = frozenset()
    unread: Fault | None = None

    @property
    def names_any(self) -> bool:
        """Say whether a package may be shown only once its hash is known."""
        return bool(self.hashes or self.pieces)

    def with_hashes_of(self, other: "Withdrawn") -> "Withdrawn":
        """Return a list that names what another names too."""
        return replace(self, hashes=self.hashes | other.hashes, pieces=self.pieces | other.pieces)

    def against(self, version: str) -> Fault | None:
        """Say why a package must not be shown; `version` is "" while its hash is not known."""
        if version in self.hashes:
            return Fault("withdrawn", "")
        if version and any(_may_name(piece, version) for piece in self.pieces):
            return Fault("perhaps_withdrawn", NAME)
        return self.unread

    def against_any(self, digits: str) -> Fault | None:
        """Say why no package may be shown whose hash begins with some digits, whether it still lies here or not."""
        if any(listed.startswith(digits) for listed in self.hashes):
            return Fault("withdrawn", "")
        if any(piece.startswith(digits) or _may_name(piece, digits) for piece in self.pieces):
            return Fault("perhaps_withdrawn", NAME)
        return self.unread


def _may_name(piece: str, version: str) -> bool:
    return version.startswith(piece) or version in piece or (len(piece) >= TELLING and piece in version)


def read(folder: Path) -> Withdrawn:
    """Read the list in a folder of packages. Where there is none, nothing is withdrawn."""
    path = folder / NAME
    try:
        path.lstat()
    except FileNotFoundError:
        other = _in_other_capitals(folder)
        if other is None:
            return Withdrawn()
        path = other
    except OSError:
        return Withdrawn(unread=Fault("list_unreadable", NAME))
    content = _content(path)
    return parse(content) if content else Withdrawn(unread=Fault("list_unreadable", NAME))


def _in_other_capitals(folder: Path) -> Path | None:
    """Return a list named Withdrawn.csv: on the computer it comes from that is the same name."""
    try:
        with os.scandir(folder) as entries:
            return next((Path(entry) for entry in entries if entry.name.lower() == NAME), None)
    except OSError:
        return None


def _content(path: Path) -> bytes | None:
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            found = os.fstat(file.fileno())
            return file.read() if stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST else None
    except OSError:
        return None


@lru_cache(maxsize=1)
def parse(content: bytes) -> Withdrawn:
    """Find every hash a list names, in whatever encoding and with whatever around it.

    The answer to the last list is kept: a long one takes seconds, and the same is asked at every look.
    """
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = content.decode("utf-16" if wide else "utf-8", errors="replace").replace("\0", "").lower()
    if len(content) > ODDEST and not PLAIN.fullmatch(text):
        return Withdrawn(unread=Fault("list_unreadable", NAME))
    found: set[str] = set()
    unread = None
    for number, line in enumerate(text.splitlines(), start=1):
        if HASH.fullmatch(line):  # as releases write it, a hundred thousand times where need be
            found.add(line)
            continue
        cells = [bare for cell in CELLS.split(line) if (bare := QUOTES.sub(" ", cell).strip())]
        if not cells or _is_heading(cells):
            continue
        named = {piece for cell in cells for piece in _pieces(cell)}
        if all(_is_hex(cell) for cell in cells) or any(len(piece) == DIGITS for piece in named):
            found |= named
        else:
            unread = unread or Fault("list_unreadable", NAME, number)
    hashes = frozenset(piece for piece in found if len(piece) == DIGITS)
    return Withdrawn(hashes, frozenset(found) - hashes, unread)


def _pieces(cell: str) -> set[str]:
    """Return the digits in a cell that are a hash, a part of one, or several without anything between."""
    joined = "".join(cell.split())
    if not _is_hex(cell):
        runs = [run for run in re.findall("[0-9a-f]+", cell) if len(run) >= TELLING]
    else:
        runs = [joined] if len(joined) == DIGITS else [joined, *cell.split()]
    return {*runs, *(run[n : n + DIGITS] for run in runs for n in range(0, len(run), DIGITS))}


def _is_hex(cell: str) -> bool:
    return re.fullmatch(r"[0-9a-f\s]+", cell) is not None


def _is_heading(cells: list[str]) -> bool:
    return cells[0] in ("sha256", "sha-256") and not any(map(_is_hex, cells[1:]))
