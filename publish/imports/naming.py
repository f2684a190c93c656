"""Names of the tool as keys of the mapping, and as ids: short ASCII slugs that never change once given."""

import json
import re
from collections.abc import Collection, Iterable

from dashboard.texts.folding import fold
from publish.imports.project import Path

LONGEST = 60
SEPARATOR = " > "


def key_of(path: Path) -> str:
    """Return the one name of a code: its path with " > " between; one that stands in a name gets a second ">"."""
    return SEPARATOR.join(re.sub(" (>+) ", r" \1> ", name) for name in path)


def quoted(text: str) -> str:
    """Return a text as TOML writes it, umlauts as they are."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def slug(name: str, otherwise: str) -> str:
    """Return a name as an id; `otherwise` where nothing of it can stand in one."""
    letters = re.sub(r"[^a-z0-9]+", "-", fold(name).casefold()).strip("-")
    return letters[:LONGEST].strip("-") or otherwise


def unused(wanted: str, taken: Collection[str]) -> str:
    """Return the id wanted, with a number behind it where it is taken."""
    number, free = 2, wanted
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    return free


class Numbered:
    """Gives keys such as P01 in order, after the highest that was given before."""

    def __init__(self, letter: str, width: int, given: Iterable[str]) -> None:
        self._letter, self._width = letter, width
        ends = (re.fullmatch(f"{letter}([0-9]{{1,9}})", key) for key in given)
        self._last = max((int(end[1]) for end in ends if end), default=0)

    def next(self) -> str:
        """Return the next key."""
        self._last += 1
        return f"{self._letter}{self._last:0{self._width}d}"
