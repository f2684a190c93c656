"""Two shares on one line, as SVG, and what one person more or fewer would make of them. Values in, values out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from markupsafe import Markup

from dashboard.answers.findings import Finding
from dashboard.texts import Texts
from dashboard.values.comparisons import Comparison, compare
from dashboard.values.sentences import plain_value

LONGEST_NAME = 14
HEIGHT, MIDDLE = 24, 12
"""Height of a line and of its axis, in pixels."""
NEAR, APART = 4, 4
"""Marks closer than so many percent would hide each other: they stand so many pixels above and below the line."""
LETTER, NARROW = 8, 210
"""Pixels of a letter at most in the mean, and of a line where it is narrow."""
DISC = Markup('<circle class="named" r="6.5"/>')
SQUARE = Markup('<rect class="named" x="-5.5" y="-5.5" width="11" height="11"/>')
"""The marks of the first and the second group: grey print tells them apart."""


def name(finding: Finding) -> str:
    """Return a group's short name for a line of a picture, which cannot wrap; its whole name stands in the sentence."""
    return finding.short if len(finding.short) <= LONGEST_NAME else finding.short[: LONGEST_NAME - 1] + "…"


def said(finding: Finding, texts: Texts) -> str:
    """Return what stands beside a share: the group in brief and its count."""
    return f"{name(finding)} {plain_value(finding, texts)}"


def pair(comparison: Comparison, texts: Texts) -> Markup:
    """Draw two shares on one line from 0 to 100 %, with a tick at each share that is possible.

    Positions are percentages of the width, so that the picture fits any page and its words, left of the smaller share
    and right of the larger, keep their size. Grey where one person turns the order. Words beside it say the same.
    """
    first, second = sorted((comparison.smaller, comparison.larger), key=lambda f: f.position)
    least, most = sorted((first, second), key=_place)
    drawing = Markup('<line class="axis" x1="0%" x2="100%" y1="{0}" y2="{0}"/>').format(MIDDLE)
    drawing += _ticks(first.base, MIDDLE - 6, MIDDLE) + _ticks(second.base, MIDDLE, MIDDLE + 6)
    between = Markup('<line class="between" x1="{:.2f}%" x2="{:.2f}%" y1="{}" y2="{}"/>')
    drawing += between.format(_place(least), _place(most), MIDDLE, MIDDLE)
    apart = APART if abs(_place(first) - _place(second)) < NEAR else 0
    drawing += _mark(first, MIDDLE - apart, first=True) + _mark(second, MIDDLE + apart, first=False)
    word = Markup('<text x="{:.2f}%" dx="{}" y="{}" text-anchor="{}">{}</text>')
    drawing += word.format(_place(least), -12, MIDDLE + 5, "end", said(least, texts))
    drawing += word.format(_place(most), 12, MIDDLE + 5, "start", said(most, texts))
    kind = "pair" if comparison.is_reliable else "pair turns"
    return Markup('<svg class="{}" aria-hidden="true" height="{}">{}</svg>').format(kind, HEIGHT, drawing)


def room(compared: Sequence[Comparison], texts: Texts) -> tuple[int, int]:
    """Return the pixels that words beside the shares need left and right of the line, where that is narrow."""
    ends = [sorted((c.smaller, c.larger), key=_place) for c in compared]
    left = (LETTER * len(said(least, texts)) - NARROW * _place(least) / 100 for least, _ in ends)
    right = (LETTER * len(said(most, texts)) - NARROW * (1 - _place(most) / 100) for _, most in ends)
    return round(max([0.0, *left])) + 14, round(max([0.0, *right])) + 14


def _place(finding: Finding) -> float:
    return 100 * (finding.low or 0) / finding.base


@lru_cache(1024)
def _ticks(base: int, start: int, end: int) -> Markup:
    """Draw a tick at each share that is possible: one shape, a unit wide for each person, stretched to the line."""
    ticks = Markup().join(Markup("M{} 0v1").format(n) for n in range(base + 1))
    stretched = Markup(
        '<svg y="{}" height="{}" viewBox="0 0 {} 1" preserveAspectRatio="none"><path class="tick" d="{}"/></svg>'
    )
    return stretched.format(start, end - start, base, ticks)


def _mark(finding: Finding, y: int, *, first: bool) -> Markup:
    """Draw one share: the first group as a disc, the second as a square, so that grey print tells them apart."""
    at = Markup('<svg x="{:.2f}%" y="{}" overflow="visible" class="group-{}">{}</svg>')
    return at.format(_place(finding), y, finding.position % 4, DISC if first else SQUARE)


def sign(position: int, *, first: bool) -> Markup:
    """Draw the mark of a group for a key that names it in words beside it."""
    svg = Markup('<svg class="pair sign group-{}" aria-hidden="true" viewBox="-8 -8 16 16">{}</svg>')
    return svg.format(position % 4, DISC if first else SQUARE)


def scale(texts: Texts) -> Markup:
    """Draw what the ends and the middle of the lines of `pair` stand for."""
    word = Markup('<text x="{}%" y="16" text-anchor="middle">{}</text>')
    words = Markup().join(word.format(share, texts.percent(share)) for share in (0, 50, 100))
    return Markup('<svg class="pair scale" aria-hidden="true" height="20">{}</svg>').format(words)


@dataclass(frozen=True, slots=True)
class Moved:
    """What one person more or fewer in one group would make of a comparison, in words and as a comparison."""

    choice: str
    words: str
    comparison: Comparison


def moved(comparison: Comparison, texts: Texts) -> Iterator[Moved]:
    """Move one person in each group, as far as there is one to move."""
    pair_of = sorted((comparison.smaller, comparison.larger), key=lambda f: f.position)
    before = _order(pair_of)
    for place, (finding, (step, choice)) in enumerate(
        (f, way) for f in pair_of for way in zip((1, -1), texts.one_moved, strict=True)
    ):
        low = (finding.low or 0) + step
        if not 0 <= low <= finding.base:
            continue
        other = replace(finding, low=low, high=low, state="counted" if low else "not_named")
        both = [other, pair_of[1]] if place < 2 else [pair_of[0], other]
        after = compare(both)
        if after:
            result = (
                texts.order_stays
                if _order(both) == before
                else texts.order_equal
                if not _order(both)
                else texts.order_turns
            )
            words = texts.moved.format(*(said(f, texts) for f in both), result)
            yield Moved(choice.format(name(finding)), words, after)


def _order(both: list[Finding]) -> int:
    """Return which of two shares is larger: 1 the first, -1 the second, 0 neither."""
    first, second = both
    difference = (first.low or 0) * second.base - (second.low or 0) * first.base
    return (difference > 0) - (difference < 0)
