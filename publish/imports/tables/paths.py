"""Codes as tools write them in one cell: several of them, and each with what lies above it."""

from collections.abc import Collection, Sequence

from publish.imports.project import Path

SEPARATORS = (" > ", "\\")
"""What MAXQDA puts between a code and the one above it: now, and up to version 12."""
BETWEEN = ("\n", ";", "|")
"""What stands between several codes of a cell."""


def separator(codes: Collection[str], among: Sequence[str] = SEPARATORS) -> str:
    """Return what parts the levels in most codes of a file; "" where no code has any. It may be part of a name too."""
    counts = {mark: sum(mark in code for code in codes) for mark in among}
    best = max(among, key=lambda mark: counts[mark])
    return best if counts[best] else ""


def path(code: str, mark: str) -> Path:
    """Return the names from the top down; joined by the mark they are the code as it was written."""
    parts = tuple(code.split(mark)) if mark else (code,)
    return parts if all(part.strip() for part in parts) else (code,)


def between(cells: Collection[str]) -> str:
    """Return what parts the codes of a cell; "" where there is one in each."""
    return next((mark for mark in BETWEEN if any(mark in cell.strip() for cell in cells)), "")


def several(cell: str, mark: str) -> list[str]:
    """Return the codes of a cell."""
    if not mark:
        return [cell.strip()] if cell.strip() else []
    return [code.strip() for code in cell.split(mark) if code.strip()]
