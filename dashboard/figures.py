"""Pictures of small samples: person dots as SVG, bars for a chart. Values in, values out."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from dashboard.findings import Finding
from dashboard.sentences import plain_value, sentence
from dashboard.texts import Texts
from dashboard.theme import Palette

CONFIG = {"displayModeBar": False, "showSendToCloud": False, "scrollZoom": False}
"""How Plotly behaves: no tool bar, nothing that uploads a figure to a foreign host."""

Mark = Literal["named", "unsure", "not_named", "off_topic", "not_asked"]

MOST_DOTS = 30
STEP, GAP, RADIUS, HEIGHT = 13, 6, 4.9, 14


def marks(finding: Finding) -> tuple[Mark, ...]:
    """Return one mark for each respondent of the group, () where words alone tell it.

    Named, perhaps named, not named, did not name the topic above (davon), not asked; the order
    says nothing about single persons.
    """
    if not finding.is_figure and finding.state not in ("nobody_above", "not_asked"):
        return ()
    if finding.state == "withheld" or finding.respondents > MOST_DOTS:
        return ()
    if finding.of_low is not None and finding.of_low != finding.of_high:
        return ()
    low, high = finding.low or 0, finding.high or 0
    kinds: list[tuple[Mark, int]] = [
        ("named", low),
        ("unsure", high - low),
        ("not_named", finding.base - high),
        ("off_topic", finding.asked - finding.base),
        ("not_asked", finding.respondents - finding.asked),
    ]
    return tuple(kind for kind, number in kinds for _ in range(number))


def dots(finding: Finding, texts: Texts) -> str:
    """Draw the whole group as an SVG, one dot a person; its alternative text is the sentence.

    A bar of the same height where the group has more than 30 persons; "" where words alone tell it.
    """
    row = marks(finding)
    shares = finding.share_of_asked
    if row:
        width = _place(len(row) - 1) + STEP
        drawing = "".join(_DRAW[kind](_place(n) + STEP / 2) for n, kind in enumerate(row))
    elif shares and finding.respondents > MOST_DOTS:
        width = 200
        drawing = (
            f'<rect class="rest" x="1" y="2" width="198" height="10"/>'
            f'<rect class="named" x="1" y="2" width="{1.98 * shares[0]:.1f}" height="10"/>'
        )
    else:
        return ""
    alt = escape(sentence(finding, texts))
    return (
        f'<svg class="dots group-{finding.position % 4}" role="img" aria-label="{alt}" '
        f'viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}"><title>{alt}</title>{drawing}</svg>'
    )


def persons(number: int, alt: str) -> str:
    """Draw persons in neutral grey: asked is not named."""
    drawing = "".join(f'<circle cx="{_place(n) + STEP / 2}" cy="7" r="{RADIUS}"/>' for n in range(number))
    width = _place(number - 1) + STEP
    return (
        f'<svg class="dots asked" role="img" aria-label="{escape(alt)}" viewBox="0 0 {width} {HEIGHT}" '
        f'width="{width}" height="{HEIGHT}">{drawing}</svg>'
    )


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


@dataclass(frozen=True, slots=True)
class Chart:
    """A Plotly figure as a plain dict, its alternative text, and the category behind each bar."""

    figure: dict[str, Any]
    alt: str


def bars(findings: Sequence[Finding], texts: Texts, palette: Palette) -> Chart | None:
    """Draw categories by group as horizontal bars of the share of all asked, in the study's order.

    None where nothing was counted. Each bar carries "n of N", its sentence and its category id.
    """
    drawn = [f for f in findings if f.share_of_asked is not None]
    if not drawn:
        return None
    labels = {f.category_id: _wrapped(f.category) for f in drawn}
    groups = list(dict.fromkeys((f.position, f.group_id, f.short) for f in drawn))
    traces = []
    # Plotly draws clustered bars bottom-up; both axes are turned so that screen and table agree.
    for position, group_id, short in groups:
        cells = [f for f in drawn if f.group_id == group_id]
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": short,
                "y": [labels[f.category_id] for f in cells],
                "x": [(f.share_of_asked or (0, 0))[0] for f in cells],
                "text": [f"{short}  {plain_value(f, texts)}" for f in cells],
                "textposition": "outside",
                "textfont": {"color": palette.ink, "size": 15},
                "cliponaxis": False,
                "customdata": [[f.category_id, "<br>".join(_lines(sentence(f, texts), 60))] for f in cells],
                "hovertemplate": "%{customdata[1]}<extra></extra>",
                "marker": {"color": palette.groups[position % 4]},
            }
        )
    font = {"family": "Source Sans, sans-serif", "size": 16, "color": palette.ink}
    figure = {
        "data": traces,
        "layout": {
            "barmode": "group",
            "bargap": 0.3,
            "bargroupgap": 0.12,
            "font": font,
            "height": 90 + len(labels) * (24 + 26 * len(groups)),
            "margin": {"l": 8, "r": 8, "t": 8, "b": 48},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "showlegend": False,
            "separators": ",." if texts.language == "de" else ".,",
            "hoverlabel": {
                "font": {**font, "size": 15},
                "bgcolor": palette.panel,
                "bordercolor": palette.ring,
                "align": "left",
            },
            "xaxis": {
                "range": [0, 118],
                "tickvals": [0, 25, 50, 75, 100],
                "ticktext": [texts.percent(share) for share in (0, 25, 50, 75, 100)],
                "title": {"text": texts.chart_axis, "font": {**font, "size": 15, "color": palette.muted}},
                "tickfont": {**font, "size": 15, "color": palette.muted},
                "gridcolor": palette.line,
                "zeroline": True,
                "zerolinecolor": palette.ring,
                "fixedrange": True,
            },
            "yaxis": {"autorange": "reversed", "automargin": True, "tickfont": font, "fixedrange": True},
            "dragmode": False,
        },
    }
    return Chart(figure, " ".join(sentence(f, texts) for f in drawn))


def _wrapped(label: str) -> str:
    return "<br>".join(escape(line) for line in _lines(label, 30))


def _lines(text: str, width: int) -> list[str]:
    """Wrap words into lines of about `width` characters."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
