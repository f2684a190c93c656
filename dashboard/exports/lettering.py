"""Words in a picture, as large as there is room for."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard.exports.clean import printable
from dashboard.html.markup import unbroken
from dashboard.texts.fitting import width, wrapped

MORE = " …"
"""Ends what is cut: a reader sees that there is more."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words as they fit: their size in pixels, their lines, and the room above them."""

    size: int
    lines: tuple[str, ...]
    bold: bool = False
    above: int = 0

    @property
    def height(self) -> float:
        """Return how high they are."""
        return self.above + len(self.lines) * self.leading

    @property
    def leading(self) -> float:
        """Return the pixels from one line to the next."""
        return self.size * 1.18

    def drawn(self, x: float, y: float, colour: str) -> str:
        """Write them below `y`."""
        style = f'font-size="{self.size}" font-weight="{600 if self.bold else 400}" fill="{colour}"'
        first = y + self.above + 0.88 * self.size
        lines = (
            f'<text x="{x:.0f}" y="{first + n * self.leading:.0f}" {style}>{escape(words)}</text>'
            for n, words in enumerate(self.lines)
        )
        return "".join(lines)


def whole(text: str, sizes: Sequence[int], room: tuple[float, float], *, bold: bool = False) -> Words | None:
    """Write a text as large as it fits whole into a width and a height, no word broken; else None."""
    wide, high = room
    text = _said(text)
    longest = max((width(word, 1, bold=bold) for word in text.split()), default=0)
    every = width(text, 1, bold=bold)
    for size in sizes:
        if longest * size > wide or every * size / wide * Words(size, ()).leading > high:
            continue  # told without wrapping, which takes far longer
        words = Words(size, tuple(wrapped(text, size, wide, bold=bold)), bold)
        if words.height <= high:
            return words
    return None


def fitted(text: str, sizes: Sequence[int], room: tuple[float, float], *, bold: bool = False) -> Words:
    """Write a text as large as it fits, cut at its end where it does not."""
    if words := whole(text, sizes, room, bold=bold):
        return words
    wide, high = room
    lines = wrapped(_said(text), sizes[-1], wide, bold=bold)
    fit = max(1, int(high / Words(sizes[-1], ()).leading))
    if len(lines) <= fit:
        return Words(sizes[-1], tuple(lines), bold)
    return Words(sizes[-1], (*lines[: fit - 1], cut(lines[fit - 1], sizes[-1], wide, bold=bold)), bold)


def line(text: str, size: int, room: float, *, bold: bool = False) -> Words:
    """Write a text in one line, cut where there is no room for all of it."""
    words = printable(" ".join(text.split()))
    fits = width(words, size, bold=bold) <= room
    return Words(size, (words if fits else cut(words, size, room, bold=bold),), bold)


def cut(text: str, size: int, room: float, *, bold: bool = False) -> str:
    """Return the first words of a text that is longer than a line, with the sign that there is more."""
    first = wrapped(text, size, room - width(MORE, size, bold=bold), bold=bold)[0]
    return first.rstrip(" ,;:.…") + MORE


def _said(text: str) -> str:
    """Return a text in one line, as it can be printed, with "9 von 15" held together."""
    return unbroken(printable(" ".join(text.split())))
