"""Bars of the share of all asked, as a Plotly figure in plain values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from dashboard.answers.findings import Finding
from dashboard.texts import Texts
from dashboard.texts.fitting import wrapped
from dashboard.values.colours import Palette
from dashboard.values.pair import name
from dashboard.values.sentences import plain_value, sentence

CONFIG = {"displayModeBar": False, "showSendToCloud": False, "scrollZoom": False}
"""How Plotly behaves: no tool bar, nothing that uploads a figure to a foreign host."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A Plotly figure as a plain dict and its alternative text."""

    figure: dict[str, Any]
    alt: str


BAR, LINE, BETWEEN = 26, 22, 18
"""Height of a bar's row, of a line of a label, and of the space between categories, in pixels."""
SIZE, LABEL_ROOM, TIP_ROOM = 16, 290, 300
"""Of letters, and how wide a label and a tooltip may be, also on a phone."""


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
        lines = wrapped(cells[0].category, SIZE, LABEL_ROOM)
        labels.append(_label(lines, y, palette))
        y += LINE * len(lines) + 4
        for finding in cells:
            low, high = finding.share_of_asked or (0, 0)
            said = escape(f"{name(finding)}  {plain_value(finding, texts)}", quote=False)
            colour = palette.groups[finding.position % len(palette.groups)]
            tooltip = "<br>".join(escape(line) for line in wrapped(sentence(finding, texts), SIZE, TIP_ROOM))
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
        "font": {"family": FONT, "size": SIZE, "color": palette.ink},
    }


FONT = "Befundatlas Sans, sans-serif"


def _layout(height: float, labels: list[dict[str, Any]], texts: Texts, palette: Palette) -> dict[str, Any]:
    font = {"family": FONT, "size": SIZE, "color": palette.ink}
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
