"""A figure as a picture for a slide of one's own: person dots by group with words, as SVG and PNG."""

import json
from collections.abc import Sequence
from html import escape
from textwrap import wrap

import typst

from dashboard.exports.clean import PRINTED, clean, printable, short
from dashboard.figures import HEIGHT, dots, legend
from dashboard.presentation import Portfolio, Shown
from dashboard.tables import Cell
from dashboard.texts import Texts
from dashboard.theme import STAGE, Palette

WIDTH, SIZE, LINE = 1200, 30, 40
LETTERS = 74
SCALE = 2.2


def svg(portfolio: Portfolio) -> bytes:
    """Return the first view that has figures as one SVG of 1200 pixels; its description is its sentence."""
    shown = next((s for s in portfolio.shown if s.cells or s.table), portfolio.shown[0])
    cells = shown.cells or tuple(cell for row in (shown.table.rows if shown.table else ())[:4] for cell in row.cells)
    return _drawn(shown, cells, portfolio).encode()


def png(portfolio: Portfolio) -> bytes:
    """Return the same as a PNG, twice as fine, drawn without a browser."""
    return render_png(svg(portfolio))


def render_png(drawing: bytes) -> bytes:
    """Render an SVG of 1200 pixels."""
    source = (
        "#set page(width: 900pt, height: auto, margin: 0pt, fill: white)\n"
        '#image(bytes(json(bytes(sys.inputs.data)).svg), format: "svg", width: 900pt)'
    )
    return typst.compile(
        source.encode(),
        format="png",
        ppi=192.0,
        font_paths=PRINTED,
        sys_inputs={"data": json.dumps({"svg": drawing.decode()})},
    )


def dots_svg(cell: Cell, texts: Texts, palette: Palette = STAGE) -> str:
    """Return a row of persons as an SVG that needs no style sheet, "" where words alone tell it."""
    drawn = clean(dots(cell.finding, texts))
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace(
        "</title>", f"</title>{_style(palette)}", 1
    )


def _style(palette: Palette) -> str:
    groups = "".join(f".group-{n} .named{{fill:{colour}}}" for n, colour in enumerate(palette.groups))
    return (
        f"<style>{groups}.not_named{{fill:none;stroke:{palette.ring};stroke-width:2}}.off_topic{{fill:{palette.ring}}}"
        f".not_asked,.rest{{fill:none;stroke:{palette.ring};stroke-width:2}}</style>"
    )


def _drawn(shown: Shown, cells: Sequence[Cell], portfolio: Portfolio) -> str:
    """Draw title, a line for each figure, source; `y` goes down the picture."""
    parts: list[str] = []
    y = 20

    def words(text: str, size: int, colour: str, weight: int = 400) -> None:
        nonlocal y
        for line in wrap(printable(short(text, 600)), int(LETTERS * SIZE / size)) or [""]:
            y += int(size * 1.3)
            parts.append(
                f'<text x="24" y="{y}" font-size="{size}" font-weight="{weight}" fill="{colour}">{escape(line)}</text>'
            )

    if portfolio.notice:
        words(portfolio.notice, 22, STAGE.ink, 600)
    words(shown.sentence or shown.title, 34, STAGE.ink, 600)
    y += 16
    several = len({cell.finding.category_id for cell in cells}) > 1
    topic = ""
    for cell in cells:
        finding = cell.finding
        if several and finding.category != topic:
            topic = finding.category
            words(topic, SIZE, STAGE.ink, 600)
        drawn = dots_svg(cell, portfolio.texts)
        y += LINE
        said = escape(printable(short(f"{finding.short}  {cell.persons}", 80)))
        if drawn:
            inner = drawn[drawn.index("</title>") + 8 : drawn.rindex("</svg>")]
            place = f"translate(24 {y - HEIGHT * SCALE + 4:.0f}) scale({SCALE})"
            parts.append(f'<g class="group-{finding.position % 4}" transform="{place}">{inner}</g>')
            x = 24 + int(float(drawn.split("--own:", 1)[1].split('"', 1)[0]) * SCALE) + 24
            if x > WIDTH - 260:
                y += LINE
                x = 24
        else:
            x = 24
        parts.append(f'<text x="{x}" y="{y}" font-size="{SIZE}" fill="{STAGE.ink}">{said}</text>')
        y += 10
    y += 10
    words(legend((cell.finding for cell in cells), portfolio.texts), 20, STAGE.muted)
    words(source_line(shown, portfolio), 20, STAGE.muted)
    height = y + 24
    alt = escape(clean(" ".join([shown.sentence, *(cell.sentence for cell in cells)]).strip()))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" font-family="Source Sans Pro"><title>{escape(clean(shown.title))}</title>'
        f'<desc>{alt}</desc><rect width="{WIDTH}" height="{height}" fill="{STAGE.background}"/>{"".join(parts)}</svg>'
    )


def source_line(shown: Shown, portfolio: Portfolio) -> str:
    """Say what the figures stand on: base, place in the study, study, version."""
    base = portfolio.texts.stage_base.format(shown.bases) if shown.figures else ""
    place = shown.location or portfolio.source
    return " · ".join(part for part in (base, place, f"{portfolio.title}, {portfolio.version}") if part)
