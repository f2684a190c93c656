"""Persons as an SVG that needs no style sheet, for whatever is printed or drawn."""

from dashboard.exports.clean import clean
from dashboard.texts import Texts
from dashboard.values.colours import STAGE, Palette
from dashboard.values.dots import dots
from dashboard.values.tables import Cell


def dots_svg(cell: Cell, texts: Texts, palette: Palette = STAGE) -> str:
    """Return a row of persons as an SVG that needs no style sheet, "" where words alone tell it."""
    drawn = clean(dots(cell.finding, texts))
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace(
        "</title>", f"</title>{style(palette)}", 1
    )


def style(palette: Palette = STAGE) -> str:
    """Return what a drawing of persons looks like, for the SVG it stands in."""
    groups = "".join(f".group-{n} .named{{fill:{colour}}}" for n, colour in enumerate(palette.groups))
    return (
        f"<style>{groups}.not_named{{fill:none;stroke:{palette.ring};stroke-width:2}}.off_topic{{fill:{palette.ring}}}"
        f".sample .named{{fill:{palette.ring}}}"
        f".base{{fill:none;stroke:{palette.muted};stroke-width:1.2}}"
        f".not_asked,.rest{{fill:none;stroke:{palette.ring};stroke-width:2}}</style>"
    )


def placed(drawn: str, x: float, y: float, scale: float, group: int | None) -> str:
    """Put the marks of a drawing of persons into a larger one, their corner at a place; of no group they are grey."""
    look = "sample" if group is None else f"group-{group % 4}"
    start = drawn.index("</title>") + 8 if "</title>" in drawn else drawn.index(">") + 1
    inner = drawn[start : drawn.rindex("</svg>")]
    return f'<g class="{look}" transform="translate({x:.1f} {y:.1f}) scale({scale:.3f})">{inner}</g>'
