"""Text from data as files can hold it: nothing invisible, nothing that turns letters round, nothing that breaks XML."""

import re
import unicodedata
from functools import cache

import typst

from dashboard.package.cells import can_be_seen
from dashboard.texts.fitting import CUTS, FONTS, letters

PRINTED = typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
"""What files are printed with: the same on every machine."""

MISSING = "\u25a1"
"""Stands for a character the shipped font does not have."""

_TURNING = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Marks that turn letters round, and the byte order mark, which PDF/UA allows nowhere."""


def clean(text: str) -> str:
    """Return a text without control characters, noncharacters and marks that reorder letters; lines stay."""
    kept = (c for c in unicodedata.normalize("NFC", text) if c in "\n\t" or (c not in _TURNING and _is_written(c)))
    return "".join(kept)


def short(text: str, most: int) -> str:
    """Return a text of at most about `most` characters, for places of one line."""
    cleaned = " ".join(clean(text[: most + 50]).split())
    return cleaned if len(cleaned) <= most else cleaned[:most].rsplit(" ", 1)[0] + " …"


def inert(cell: str) -> str:
    """Return a text no spreadsheet takes for a formula: an apostrophe before the signs one begins with.

    What is invisible at the beginning is no excuse, and signs of full width are signs: some programs drop the one and
    read the other.
    """
    first = next(filter(can_be_seen, cell), "")
    begins = cell.startswith(("\t", "\r")) or unicodedata.normalize("NFKC", first) in tuple("=+-@\u2212")
    return f"'{cell}" if begins else cell


def printable(text: str) -> str:
    """Return a text the shipped font can print; a character it does not have becomes a small square."""
    return "".join(c if c in "\n\t" or ord(c) in _covered() else MISSING for c in clean(text))


def breakable(text: str) -> str:
    """Return a text whose words of more than 40 letters can be broken, for print that breaks words it knows alone.

    Addresses stay as they are: a hyphen would be read as part of them.
    """
    return re.sub(r"\S{41,}", lambda word: word[0] if "://" in word[0] else _soft(word[0]), text)


def _soft(word: str) -> str:
    return "\u00ad".join(word[at : at + 8] for at in range(0, len(word), 8))


def _is_written(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cs", "Cn", "Co") and (ord(character) & 0xFFFE) != 0xFFFE


@cache
def _covered() -> frozenset[int]:
    return frozenset.intersection(*(frozenset(letters(cut)) for cut in CUTS))
