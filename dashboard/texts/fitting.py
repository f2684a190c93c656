"""How much room words take, by the widths of the letters they are set in."""

import re
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"
CUTS = REGULAR, BOLD, _ = ("Regular", "Semibold", "It")
ROUNDING = 1e-9
MISSING = 1.0
"""Width of a letter the font does not have, in its size: as wide as the widest."""


def width(text: str, size: float = 1, *, bold: bool = False) -> float:
    """Return how wide a line is, in the unit of `size`."""
    widths = letters(BOLD if bold else REGULAR)
    return size * sum(widths.get(ord(letter), MISSING) for letter in text)


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Return the lines of a paragraph, at least one; `size` and `room` have one unit.

    It breaks at spaces, but not at the narrow one before a percent sign; a word wider than the room is broken.
    """
    widths = letters(BOLD if bold else REGULAR)
    blank, most = widths[ord(" ")], room / size + ROUNDING
    lines: list[str] = []
    used = most
    for word in re.split("[ \t\n]+", text.strip(" \t\n")):
        for piece in _pieces(word, most, widths):
            wide = width(piece, bold=bold)
            if used + blank + wide <= most:
                lines[-1] += f" {piece}"
                used += blank + wide
            else:
                lines.append(piece)
                used = wide
    return lines


@cache
def letters(cut: str) -> dict[int, float]:
    """Return how wide each letter of one of the font's `CUTS` is, in its size; letters it does not have are left out."""
    with TTFont(FONTS / f"SourceSansPro-{cut}.ttf") as font:
        em, advances = font["head"].unitsPerEm, font["hmtx"]
        return {code: advances[name][0] / em for code, name in font.getBestCmap().items()}


def _pieces(word: str, most: float, widths: dict[int, float]) -> list[str]:
    """Cut a word where the room ends, each piece at least one letter."""
    pieces, used = [""], 0.0
    for letter in word:
        wide = widths.get(ord(letter), MISSING)
        if pieces[-1] and used + wide > most:
            pieces.append("")
            used = 0.0
        pieces[-1] += letter
        used += wide
    return pieces
