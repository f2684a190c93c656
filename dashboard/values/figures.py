"""Pictures of small samples: person dots as SVG, bars for a chart. Values in, values out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal, get_args

from dashboard.answers.findings import Finding
from dashboard.selection.address import Links
from dashboard.texts import Texts
from dashboard.values.colours import Palette
from dashboard.values.comparisons import Comparison
from dashboard.values.sentences import plain_value, sentence, turning

CONFIG = {"displayModeBar": False, "showSendToCloud": False, "scrollZoom": False}
"""How Plotly behaves: no tool bar, nothing that uploads a figure to a foreign host."""

Mark = Literal["named", "unsure", "not_named", "off_topic", "not_asked"]

MOST_DOTS = 30
"""Persons of a group that are drawn one by one; a larger group is a bar."""
STEP, GAP, RADIUS, HEIGHT = 13, 6, 4.9, 14
BAR_WIDTH = 200


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


def sample(mark: Mark) -> str:
    """Draw one mark in neutral grey, for a legend that names it in words beside it."""
    return f'<svg class="dots" viewBox="0 0 {STEP} {HEIGHT}" aria-hidden="true">{_DRAW[mark](STEP / 2)}</svg>'


def dots(finding: Finding, texts: Texts) -> str:
    """Draw the whole group as an SVG, one dot a person; its alternative text is the sentence.

    A bar that says the same where the group has more than 30 persons; "" where words alone tell it.
    """
    parts = _parts(finding)
    if not parts:
        return ""
    row = marks(finding)
    drawing = "".join(_DRAW[kind](_place(n) + STEP / 2) for n, kind in enumerate(row)) if row else _bar(parts)
    width = drawn_width(finding.respondents)
    alt = escape(sentence(finding, texts))
    return (
        f'<svg class="dots group-{finding.position % 4}" style="--own:{width}" role="img" aria-label="{alt}" '
        f'viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}"><title>{alt}</title>{drawing}</svg>'
    )


def _bar(parts: Sequence[tuple[Mark, int]]) -> str:
    """Draw a group as one bar: each part as long as its share of the persons, in the form of its mark."""
    persons = sum(number for _, number in parts)
    drawing, x = "", 0.0
    for kind, number in parts:
        length = BAR_WIDTH * number / persons
        drawing += _PART[kind](x, length)
        x += length
    return drawing


def drawn_width(number: int) -> int:
    """Return how wide the picture of so many persons is, in pixels at full size."""
    return BAR_WIDTH if number > MOST_DOTS else _place(max(number, 1) - 1) + STEP


def persons(number: int, most: int, alt: str) -> str:
    """Draw persons in neutral grey: asked is not named.

    `most` is the largest group beside them: where it has more than 30 persons, all are bars of one scale.
    """
    if most > MOST_DOTS:
        width = max(round(BAR_WIDTH * number / most), 1)
        drawing = f'<rect x="0" y="2" width="{width}" height="10"/>'
    else:
        width = drawn_width(number)
        drawing = "".join(f'<circle cx="{_place(n) + STEP / 2}" cy="7" r="{RADIUS}"/>' for n in range(number))
    return (
        f'<svg class="dots asked" style="--own:{width}" role="img" aria-label="{escape(alt)}" '
        f'viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}">{drawing}</svg>'
    )


def side_by_side(comparison: Comparison, texts: Texts, links: Links) -> str:
    """Draw two shares on one line from 0 to 100 %, with a tick at each share that is possible.

    Positions are percentages of the width, so that the picture fits any page and its words keep their
    size; the first group stands above the line, the second below.
    """
    pair = sorted((comparison.smaller, comparison.larger), key=lambda f: f.position)
    alt = escape(" ".join([*(sentence(f, texts) for f in pair), turning(comparison, texts)]))
    places = [100 * (f.low or 0) / f.base for f in pair]
    drawing = ['<line class="axis" x1="0%" x2="100%" y1="34" y2="34"/>']
    for finding, (start, end) in zip(pair, ((28, 34), (34, 40)), strict=True):
        drawing += [
            f'<line class="tick" x1="{100 * n / finding.base:.2f}%" x2="{100 * n / finding.base:.2f}%" '
            f'y1="{start}" y2="{end}"/>'
            for n in range(finding.base + 1)
        ]
    drawing.append(f'<line class="between" x1="{min(places):.2f}%" x2="{max(places):.2f}%" y1="34" y2="34"/>')
    for finding, place, y in zip(pair, places, (16, 62), strict=True):
        said = escape(f"{_name(finding)}  {plain_value(finding, texts)}")
        edge = 15 if len(said) <= LONGEST_NAME else 36
        anchor = "start" if place < edge else "end" if place > 100 - edge else "middle"
        href = escape(links.figure(finding.category_id, finding.group_id))
        drawing.append(
            f'<g class="group-{finding.position % 4}" data-href="{href}">'
            f'<circle class="named" cx="{place:.2f}%" cy="34" r="7"/>'
            f'<text x="{place:.2f}%" y="{y}" text-anchor="{anchor}">{said}</text></g>'
        )
    return f'<svg class="pair" role="img" aria-label="{alt}" height="70"><title>{alt}</title>{"".join(drawing)}</svg>'


def scale(texts: Texts) -> str:
    """Draw what the ends and the middle of the lines of `side_by_side` stand for."""
    words = "".join(
        f'<text x="{share}%" y="16" text-anchor="{anchor}">{texts.percent(share)}</text>'
        for share, anchor in ((0, "start"), (50, "middle"), (100, "end"))
    )
    return f'<svg class="pair scale" aria-hidden="true" height="20">{words}</svg>'


def _place(number: int) -> int:
    """Return where a dot begins: a gap after every fifth makes them countable."""
    return number * STEP + number // 5 * GAP


def _circle(kind: str, x: float, radius: float) -> str:
    return f'<circle class="{kind}" cx="{x}" cy="7" r="{radius}"/>'


_DRAW = {
    "named": lambda x: _circle("named", x, RADIUS),
    "unsure": lambda x: (
        f'<path class="named" d="M{x} {7 - RADIUS}A{RADIUS} {RADIUS} 0 0 0 {x} {7 + RADIUS}Z"/>'
        + _circle("not_named", x, RADIUS - 1)
    ),
    "not_named": lambda x: _circle("not_named", x, RADIUS - 1),
    "off_topic": lambda x: _circle("off_topic", x, 1.6),
    "not_asked": lambda x: f'<path class="not_asked" d="M{x - 4} 7H{x + 4}"/>',
}


def _block(kind: str, x: float, length: float, y: float, height: float) -> str:
    return f'<rect class="{kind}" x="{x:.1f}" y="{y}" width="{max(length, 0.5):.1f}" height="{height}"/>'


_PART = {
    "named": lambda x, length: _block("named", x, length, 2, 10),
    "unsure": lambda x, length: _block("named", x, length, 7, 5) + _block("not_named", x + 1, length - 2, 3, 8),
    "not_named": lambda x, length: _block("not_named", x + 1, length - 2, 3, 8),
    "off_topic": lambda x, length: _block("off_topic", x, length, 6, 2),
    "not_asked": lambda x, length: (
        f'<path class="not_asked" stroke-dasharray="6 5" d="M{x + 2:.1f} 7H{x + length:.1f}"/>'
    ),
}


@dataclass(frozen=True, slots=True)
class Chart:
    """A Plotly figure as a plain dict and its alternative text."""

    figure: dict[str, Any]
    alt: str


BAR, LINE, BETWEEN = 26, 22, 18
"""Height of a bar's row, of a line of a label, and of the space between categories, in pixels."""


def charted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings a chart can draw: a share of all asked, or a withheld count as words without a bar."""
    return tuple(f for f in findings if f.share_of_asked is not None or f.is_withheld)


def bars(findings: Sequence[Finding], texts: Texts, palette: Palette) -> Chart | None:
    """Draw categories by group as horizontal bars of the share of all asked, in the study's order.

    None where nothing was counted. The label stands above its bars,
    so that it is never cut or turned on a phone; one unit of the vertical axis is one pixel. Each bar says
    "n of N" beside it, carries its sentence for the tooltip, its category and group for the click. Where a
    count is known only within a range, the outlined rest reaches up to its upper end.
    """
    drawn = charted(findings)
    if not drawn:
        return None
    sure: list[_Bar] = []
    unsure: list[_Bar] = []
    labels = []
    y = 0.0
    for category_id in dict.fromkeys(f.category_id for f in drawn):
        cells = [f for f in drawn if f.category_id == category_id]
        lines = _lines(cells[0].category, 40)
        labels.append(_label(lines, y, palette))
        y += LINE * len(lines) + 4
        for finding in cells:
            low, high = finding.share_of_asked or (0, 0)
            said = escape(f"{_name(finding)}  {plain_value(finding, texts)}", quote=False)
            colour = palette.groups[finding.position % len(palette.groups)]
            tooltip = "<br>".join(escape(line) for line in _lines(sentence(finding, texts), 60))
            data = (finding.category_id, finding.group_id, tooltip)
            sure.append(_Bar(y + BAR / 2, 0, low, colour, "" if high > low else said, data))
            if high > low:
                unsure.append(_Bar(y + BAR / 2, low, high - low, colour, said, data))
            y += BAR
        y += BETWEEN
    traces = [_trace(sure, palette, filled=True), *([_trace(unsure, palette, filled=False)] if unsure else [])]
    figure = {"data": traces, "layout": _layout(y, labels, texts, palette)}
    return Chart(figure, " ".join(sentence(f, texts) for f in drawn))


@dataclass(frozen=True, slots=True)
class _Bar:
    y: float
    start: int
    length: int
    colour: str
    text: str
    data: tuple[str, str, str]


def _trace(bars: Sequence[_Bar], palette: Palette, *, filled: bool) -> dict[str, Any]:
    colours = [bar.colour for bar in bars]
    return {
        "type": "bar",
        "orientation": "h",
        "y": [bar.y for bar in bars],
        "base": [bar.start for bar in bars],
        "x": [bar.length for bar in bars],
        "width": [BAR - 6] * len(bars),
        "text": [bar.text for bar in bars],
        "textposition": "outside",
        "textfont": {"color": palette.ink, "size": 16},
        "cliponaxis": False,
        "customdata": [bar.data for bar in bars],
        "hovertemplate": "%{customdata[2]}<extra></extra>",
        "marker": {"color": colours}
        if filled
        else {"color": palette.background, "line": {"color": colours, "width": 2}},
    }


def _label(lines: Sequence[str], y: float, palette: Palette) -> dict[str, Any]:
    return {
        "text": "<br>".join(escape(line) for line in lines),
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": y,
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "font": {"family": FONT, "size": 16, "color": palette.ink},
    }


FONT = "Source Sans, sans-serif"


def _layout(height: float, labels: list[dict[str, Any]], texts: Texts, palette: Palette) -> dict[str, Any]:
    font = {"family": FONT, "size": 16, "color": palette.ink}
    muted = {**font, "color": palette.muted}
    return {
        "annotations": labels,
        "barmode": "overlay",
        "dragmode": False,
        "font": font,
        "height": int(height) + 64,
        "hoverlabel": {"font": font, "bgcolor": palette.panel, "bordercolor": palette.ring, "align": "left"},
        "margin": {"l": 22, "r": 8, "t": 4, "b": 60},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "xaxis": {
            "range": [0, 145],
            "tickvals": [0, 50, 100],
            "ticktext": [texts.percent(share) for share in (0, 50, 100)],
            "tickangle": 0,
            "tickfont": muted,
            "title": {"text": texts.chart_axis, "font": muted},
            "gridcolor": palette.line,
            "zeroline": True,
            "zerolinecolor": palette.ring,
            "fixedrange": True,
        },
        "yaxis": {"range": [height, -4], "visible": False, "fixedrange": True},
    }


LONGEST_NAME = 14


def _name(finding: Finding) -> str:
    """Return a group's short name for a line of a picture, which cannot wrap; its whole name stands in the sentence."""
    return finding.short if len(finding.short) <= LONGEST_NAME else finding.short[: LONGEST_NAME - 1] + "…"


def _lines(text: str, width: int) -> list[str]:
    """Wrap words into lines of about `width` characters; a longer word is broken."""
    lines = [""]
    words = text.split(" ")  # not at the narrow space before a percent sign
    for word in (whole[n : n + width] for whole in words for n in range(0, max(len(whole), 1), width)):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
