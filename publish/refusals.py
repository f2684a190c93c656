"""The list beside the packages of those the dashboard must not show any more, by their hashes."""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from dashboard.package.cells import Fault
from publish import files

NAME = "withdrawn.csv"
HEADER = "sha256"


class BrokenList(Exception):
    """The list cannot be read to the letter; `fault` says where. Writing it anew could lose a hash."""

    def __init__(self, path: Path, fault: Fault) -> None:
        super().__init__(str(path))
        self.path = path
        self.fault = fault


def refused(packages: Path) -> list[str]:
    """Return the hashes listed beside the packages. Raise BrokenList."""
    faults: list[Fault] = []
    content = files.read(packages, NAME, faults) if packages.is_dir() else None
    if faults:
        raise BrokenList(packages / NAME, faults[0])
    if content is None:
        return []
    text = files.text(NAME, content, faults)
    if text is None:
        raise BrokenList(packages / NAME, faults[0])
    lines = text.splitlines()
    listed = [(row, line.strip().strip('"').lower()) for row, line in enumerate(lines, start=1) if line.strip()]
    if not listed or listed[0][1] != HEADER:
        raise BrokenList(packages / NAME, Fault("no_hash_header", NAME, 1))
    for row, line in listed[1:]:
        if not re.fullmatch("[0-9a-f]{64}", line):
            raise BrokenList(packages / NAME, Fault("no_hash", NAME, row))
    return [line for _, line in listed[1:]]


def refuse(packages: Path, hashes: Iterable[str]) -> None:
    """Add hashes to the list; those it names stay, whoever else is writing it. Raise BrokenList."""
    hashes = list(hashes)
    with suppress(BrokenList):  # it may just be replaced: who holds the lock reads it again
        if set(hashes) <= set(refused(packages)):
            return
    place = Path(os.path.realpath(packages / NAME))  # one list may be that of several folders, by a link
    with files.alone(place.with_name(f".{NAME}.lock"), wait=True):
        lines = [HEADER, *dict.fromkeys([*refused(packages), *hashes])]
        files.replace(packages / NAME, "".join(f"{line}\n" for line in lines).encode())
