"""Person dots: every respondent of a group as one mark, as SVG. Values in, values out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Literal, get_args

from markupsafe import Markup

from dashboard.answers.findings import Finding
from dashboard.texts import Texts
from dashboard.values.sentences import sentence

Mark = Literal["named", "unsure", "not_named", "off_topic", "not_asked"]

MOST_DOTS = 30
"""Persons of a group that are drawn one by one; a larger group is a bar."""
STEP, GAP, RADIUS, SMALLEST, HEIGHT = 13, 6, 4.9, 1.6, 14
"""From one dot to the next, the gap after every fifth, radius of a person and of one off the topic, in pixels."""
RING, LARGE_RING = 3.9, 4.4
"""Radius of the ring of a person who did not name it, in a row and where a whole group is drawn large."""
BRACKET = 5
"""Room under the persons for the bracket that holds the base of "davon", in pixels."""
BAR_WIDTH = 200
SMALLER = 0.55
"""How large persons are drawn where many groups share a line."""


def place(number: int, step: int = STEP, gap: int = GAP) -> int:
    """Return where the dot of a number begins, from 0: a gap after every fifth makes them countable."""
    return number * step + number // 5 * gap


def marks(finding: Finding) -> tuple[Mark, ...]:
    """Return one mark for each respondent of the group, () where words alone tell it or the group is drawn as a bar.

    The order says nothing about single persons.
    """
    return () if finding.respondents > MOST_DOTS else tuple(kind for kind, n in _parts(finding) for _ in range(n))


def _parts(finding: Finding) -> list[tuple[Mark, int]]:
    """Return how many respondents of the group each mark stands for, [] where words alone tell it.

    Named, perhaps named, not named, did not name the topic above (davon), not asked.
    """
    if not finding.is_figure and finding.state not in ("nobody_above", "not_asked"):
        return []
    if finding.is_withheld or (finding.of_low is not None and finding.of_low != finding.of_high):
        return []
    low, high = finding.low or 0, finding.high or 0
    parts: list[tuple[Mark, int]] = [
        ("named", low),
        ("unsure", high - low),
        ("not_named", finding.base - high),
        ("off_topic", finding.asked - finding.base),
        ("not_asked", finding.respondents - finding.asked),
    ]
    return [(kind, number) for kind, number in parts if number]


def distinct_marks(findings: Iterable[Finding]) -> tuple[Mark, ...]:
    """Return the kinds of marks that are drawn for some findings, in the order they are drawn."""
    drawn = {mark for finding in findings for mark in marks(finding)}
    return tuple(mark for mark in get_args(Mark) if mark in drawn)


def legend(findings: Iterable[Finding], texts: Texts) -> str:
    """Explain in words what is drawn for some findings, "" where no person is."""
    found = tuple(findings)
    in_bars = {mark for f in found if f.respondents > MOST_DOTS for mark, _ in _parts(f)}
    explained = [
        (set(distinct_marks(found)), texts.legend_dots, texts.legend_marks),
        (in_bars, texts.legend_bars, texts.legend_parts),
    ]
    return " ".join(
        words
        for drawn, first, more in explained
        if drawn
        for words in (first, *(said for mark, said in more.items() if mark in drawn))
    )


@dataclass(frozen=True, slots=True)
class Key:
    """What a picture's marks mean: `marks` are drawn beside their words, `bars` explains groups drawn as bars.

    `bracket` names the base that is bracketed, "" where none is.
    """

    marks: tuple[Mark, ...]
    bars: str
    bracket: str = ""


def key(findings: Iterable[Finding], texts: Texts) -> Key:
    """Return the key to what is drawn for some findings."""
    found = tuple(findings)
    bracketed = [f for f in found if bracket(f)]
    base = texts.key_bracket[any(f.partner for f in bracketed)] if bracketed else ""
    return Key(distinct_marks(found), legend((f for f in found if f.respondents > MOST_DOTS), texts), base)


def sample(mark: Mark) -> Markup:
    """Draw one mark in neutral grey, for a legend that names it in words beside it."""
    svg = Markup('<svg class="dots" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>')
    return svg.format(STEP, HEIGHT, _persons(mark, [STEP / 2]))


def bracket_sample() -> Markup:
    """Draw the bracket for a legend that names it in words beside it."""
    svg = Markup('<svg class="dots" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>')
    return svg.format(STEP, HEIGHT + BRACKET, _bracket(STEP))


def dots(finding: Finding, texts: Texts) -> Markup:
    """Draw the whole group as an SVG, one dot a person; its alternative text is the sentence.

    A bar that says the same where the group has more than 30 persons; "" where words alone tell it.
    """
    parts = _parts(finding)
    if not parts:
        return Markup()
    return Markup(
        '<svg class="dots group-{group}" style="--own:{width};--tall:{height}" role="img" aria-label="{alt}" '
        'viewBox="0 0 {width} {height}" width="{width}" height="{height}">{drawing}</svg>'
    ).format(
        group=finding.position % 4,
        width=drawn_width(finding.respondents),
        height=drawn_height(finding),
        alt=sentence(finding, texts),
        drawing=_drawing(tuple(parts), bracket(finding), in_bars=not marks(finding)),
    )


def small(finding: Finding, *, in_dots: bool) -> Markup:
    """Draw how many of those asked named it, beside words that say it: one dot a person, else a bar on its track.

    "" where words alone tell it.
    """
    of_asked = replace(finding, of_low=None, of_high=None)
    parts = tuple(_parts(of_asked))
    if not parts:
        return Markup()
    return Markup(
        '<svg class="small dots group-{group}" aria-hidden="true" viewBox="0 0 {width} {height}" '
        "{shape}>{drawing}</svg>"
    ).format(
        group=finding.position % 4,
        width=drawn_width(finding.respondents) if in_dots else BAR_WIDTH,
        height=HEIGHT,
        shape=Markup('width="{}"').format(small_width(finding.respondents))
        if in_dots
        else Markup('preserveAspectRatio="none"'),
        drawing=_drawing(parts, 0, in_bars=not marks(of_asked)) if in_dots else _on_track(parts),
    )


def _on_track(parts: Sequence[tuple[Mark, int]]) -> Markup:
    """Draw how much of everybody the named are, without outlines, so that it can be stretched."""
    named, unsure = (sum(n for kind, n in parts if kind == wanted) for wanted in ("named", "unsure"))
    everybody = sum(number for _, number in parts)
    at, end = (BAR_WIDTH * n / everybody for n in (named, named + unsure))
    track = Markup('<rect class="track" width="{}" height="{}"/>').format(BAR_WIDTH, HEIGHT)
    perhaps = Markup('<rect class="perhaps" x="{:.1f}" width="{:.1f}" height="{}"/>').format(at, end - at, HEIGHT)
    sure = Markup('<rect class="named" width="{:.1f}" height="{}"/>').format(at, HEIGHT)
    return track + (perhaps if unsure else Markup()) + sure


def field(finding: Finding, alt: str = "") -> Markup:
    """Draw a whole group large, in rows, filled from the first place; `alt` says it, else words beside it do.

    A bar where the group has more than 30 persons; "" where words alone tell it.
    """
    row, columns = marks(finding), field_columns(finding)
    lines = [row[start : start + columns] for start in range(0, len(row), columns)]
    if not _parts(finding):
        return Markup()
    drawing = _joined(
        Markup('<g transform="translate(0 {})">{}</g>').format(
            STEP * n, _row(line, [(place + 0.5) * STEP for place in range(columns)], LARGE_RING)
        )
        for n, line in enumerate(lines)
    )
    return Markup(
        '<svg class="dots places group-{group}" {spoken} style="--columns:{columns}" '
        'viewBox="0 0 {width} {height}">{drawing}</svg>'
    ).format(
        group=finding.position % 4,
        spoken=Markup('role="img" aria-label="{}"').format(alt) if alt else Markup('aria-hidden="true"'),
        columns=columns if lines else 2 * columns,
        width=STEP * columns if lines else BAR_WIDTH,
        height=STEP * len(lines) if lines else HEIGHT,
        drawing=drawing if lines else _drawing(tuple(_parts(finding)), 0, in_bars=True),
    )


def field_columns(finding: Finding) -> int:
    """Return how many large dots stand side by side where a whole group is drawn."""
    number = len(marks(finding))
    return next(columns for most, columns in ((6, 3), (20, 5), (MOST_DOTS, 6)) if number <= most)


def field_rows(findings: Iterable[Finding]) -> int:
    """Return how many rows of large dots the highest of some fields has, at least one."""
    return max([1, *(-(-len(marks(f)) // field_columns(f)) for f in findings)])


def small_width(number: int) -> int:
    """Return how wide a small picture of so many persons is, in pixels."""
    return round(drawn_width(number) * SMALLER)


def drawn_width(number: int) -> int:
    """Return how wide the picture of so many persons is, in pixels at full size."""
    return BAR_WIDTH if number > MOST_DOTS else place(max(number, 1) - 1) + STEP


def drawn_height(finding: Finding) -> int:
    """Return how high the picture of a group is, in pixels at full size."""
    return HEIGHT + (BRACKET if bracket(finding) else 0)


def bracket(finding: Finding) -> int:
    """Return how many persons from the first are bracketed as the base of "davon"; 0: nobody, or all asked."""
    of = finding.of or 0
    return of if of < finding.asked and _parts(finding) else 0


@lru_cache(4096)
def _drawing(parts: tuple[tuple[Mark, int], ...], base: int, *, in_bars: bool) -> Markup:
    """Draw the marks of a group. Kept: a page has hundreds of persons, and escaping each anew took most of its time."""
    if in_bars:
        everybody = sum(number for _, number in parts)
        return _bar(parts) + _bracket(BAR_WIDTH * base / everybody)
    row = [kind for kind, number in parts for _ in range(number)]
    return _row(row, [place(n) + STEP / 2 for n in range(len(row))]) + _bracket(place(base - 1) + STEP if base else 0)


def _bracket(width: float) -> Markup:
    """Draw the bracket under the persons who are the base, nothing of no width."""
    drawn = Markup('<path class="base" d="M1 {top}V{low}H{end:.1f}V{top}"/>')
    return drawn.format(top=HEIGHT, low=HEIGHT + BRACKET - 1, end=width - 1) if width else Markup()


def _bar(parts: Sequence[tuple[Mark, int]]) -> Markup:
    """Draw a group as one bar: each part as long as its share of the persons, in the form of its mark."""
    everybody = sum(number for _, number in parts)
    drawing, x = Markup(), 0.0
    for kind, number in parts:
        length = BAR_WIDTH * number / everybody
        drawing += _part(kind, x, length)
        x += length
    return drawing


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup().join(parts)


def _row(row: Sequence[Mark], middles: Sequence[float], ring: float = RING) -> Markup:
    """Draw persons side by side, in runs of one kind."""
    runs = groupby(zip(row, middles, strict=False), key=itemgetter(0))
    return _joined(_persons(kind, [x for _, x in run], ring) for kind, run in runs)


def _persons(kind: Mark, middles: Iterable[float], ring: float = RING) -> Markup:
    """Draw persons of one kind at their middles, as one shape: a page has hundreds, and each part of it takes time."""
    if kind == "unsure":
        middles = tuple(middles)
        half = f"a{RADIUS} {RADIUS} 0 0 0 0 {2 * RADIUS:g}z"
        return _path("named", (f"M{x:g} {7 - RADIUS:g}{half}" for x in middles)) + _persons("not_named", middles, ring)
    if kind == "not_asked":
        return _path(kind, (f"M{x - 4:g} 7h8" for x in middles))
    r = {"named": RADIUS, "not_named": ring, "off_topic": SMALLEST}[kind]
    round_it = f"a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0"
    return _path(kind, (f"M{x - r:g} 7{round_it}" for x in middles))


def _path(kind: str, parts: Iterable[str]) -> Markup:
    return Markup('<path class="{}" d="{}"/>').format(kind, "".join(parts))


def _part(kind: Mark, x: float, length: float) -> Markup:
    """Draw a part of a bar from `x`, as long as its share."""
    if kind == "not_asked":
        line = Markup('<path class="not_asked" stroke-dasharray="6 5" d="M{:.1f} 7H{:.1f}"/>')
        return line.format(x + 2, x + length)
    if kind == "unsure":
        return _block("named", x, length, 7, 5) + _part("not_named", x, length)
    if kind == "not_named":
        return _block("not_named", x + 1, length - 2, 3, 8)
    return _block(kind, x, length, *((2, 10) if kind == "named" else (6, 2)))


def _block(kind: Mark, x: float, length: float, y: int, height: int) -> Markup:
    block = Markup('<rect class="{}" x="{:.1f}" y="{}" width="{:.1f}" height="{}"/>')
    return block.format(kind, x, y, max(length, 0.5), height)
