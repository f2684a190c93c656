"""What pictures show: person dots by group with words. Files of pictures and documents draw it alike."""

import json
from collections.abc import Sequence
from html import escape

import typst

from dashboard.exports.clean import PRINTED, clean, printable, short
from dashboard.exports.persons import dots_svg, placed
from dashboard.kept.presentation import Portfolio
from dashboard.kept.screens import Screen
from dashboard.texts import Texts
from dashboard.texts.fitting import width, wrapped
from dashboard.values.colours import STAGE
from dashboard.values.dots import HEIGHT, drawn_width, legend
from dashboard.values.shown import Shown
from dashboard.values.tables import Cell, Row

WIDTH, MARGIN, SIZE, LINE = 1200, 24, 30, 40
SCALE = 2.2
TALLEST = 2400
"""No topic begins below this line: a taller picture fits no slide."""


def height_of(drawing: str) -> int:
    """Return how many pixels of 1200 a drawing is high."""
    return int(drawing.partition(' height="')[2].partition('"')[0])


def render_png(drawing: str, fineness: int = 2) -> bytes:
    """Render an SVG of 1200 pixels without a browser, so many times as fine."""
    source = (
        "#set page(width: 900pt, height: auto, margin: 0pt, fill: white)\n"
        '#image(bytes(json(bytes(sys.inputs.data)).svg), format: "svg", width: 900pt)'
    )
    return typst.compile(
        source.encode(),
        format="png",
        ppi=96.0 * fineness,
        font_paths=PRINTED,
        sys_inputs={"data": json.dumps({"svg": drawing})},
    )


class _Drawing:
    """What is drawn so far; `y` goes down the picture."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.parts: list[str] = []
        self.cells: list[Cell] = []
        self.y = 20

    def words(self, text: str, size: int, colour: str, weight: int = 400, most: int = 600) -> None:
        """Write a paragraph of `most` letters."""
        for line in wrapped(printable(short(text, most)), size, WIDTH - 2 * MARGIN, bold=weight > 400):
            self.y += int(size * 1.3)
            style = f'font-size="{size}" font-weight="{weight}" fill="{colour}"'
            self.parts.append(f'<text x="{MARGIN}" y="{self.y}" {style}>{escape(line)}</text>')

    def figure(self, cell: Cell) -> None:
        """Draw the persons of one figure with its words."""
        finding = cell.finding
        drawn = dots_svg(cell, self.texts)
        self.y += LINE
        x = MARGIN
        said = printable(short(f"{short(finding.short, 30)} {cell.persons}", 60))
        if drawn:
            self.parts.append(placed(drawn, MARGIN, self.y - HEIGHT * SCALE + 4, SCALE, finding.position))
            x += int(drawn_width(finding.respondents) * SCALE) + 24
            if x + width(said, SIZE) > WIDTH - MARGIN:
                self.y += LINE
                x = MARGIN
        self.parts.append(f'<text x="{x}" y="{self.y}" font-size="{SIZE}" fill="{STAGE.ink}">{escape(said)}</text>')
        self.cells.append(cell)
        self.y += 10

    def topics(self, shown: Shown, rows: Sequence[Row], tallest: int) -> int:
        """Draw topics under their headings until the picture is tall enough; return how many are left out."""
        heading = ""
        left = 0
        for headline, part in shown.parted(rows):
            heading = headline
            for row in part:
                if row.heading:
                    heading = row.label
                elif self.cells and self.y > tallest:
                    left += 1
                else:
                    if heading:
                        self.y += 14
                        self.words(heading, SIZE, STAGE.muted, 600)
                        heading = ""
                    self.words(row.label, SIZE, STAGE.ink, 600)
                    for cell in row.cells:
                        self.figure(cell)
        return left


def of_view(shown: Shown, portfolio: Portfolio, tallest: int = TALLEST) -> str:
    """Draw a view: title, a line for each figure, source. No topic begins below the line `tallest`."""
    drawing = _begun(shown.headline, shown.under if shown.statement else "", portfolio)
    for cell in shown.cells:
        drawing.figure(cell)
    left = drawing.topics(shown, shown.table.rows, tallest) if shown.table and not shown.cells else 0
    texts = portfolio.texts
    rest = texts.count(texts.picture_left, left) if left else ""
    described = [shown.headline] if shown.statement else []
    described += [shown.sentence, *(cell.sentence for cell in drawing.cells), rest]
    return _ended(drawing, rest, described, shown, portfolio)


def of_screen(shown: Screen, portfolio: Portfolio) -> str:
    """Draw what a screen of a deck shows."""
    drawing = _begun(shown.headline, shown.under, portfolio)
    for cell in shown.cells:
        drawing.figure(cell)
    for row in shown.rows:
        drawing.y += 14
        drawing.words(row.label, SIZE, STAGE.ink, 600)
        for cell in row.cells:
            drawing.figure(cell)
    quote = portfolio.quoted(shown.words) if shown.words else ""
    shows = shown.card.shows if shown.card and shown.words else ""
    for said in (*(f"– {point}" for point in shown.points), shows, quote):
        if said:
            drawing.words(said, SIZE, STAGE.ink, most=2000)  # it fits on a screen
            drawing.y += 10
    if shown.card and shown.words:
        drawing.words(shown.card.who, 22, STAGE.muted)
    described = [shown.headline, *shown.points, quote, *(cell.sentence for cell in drawing.cells)]
    return _ended(drawing, shown.remark, described, shown.shown, portfolio)


def _begun(headline: str, under: str, portfolio: Portfolio) -> _Drawing:
    """Draw what a picture is about."""
    drawing = _Drawing(portfolio.texts)
    if portfolio.notice:
        drawing.words(portfolio.notice, 22, STAGE.ink, 600)
    drawing.words(headline, 34, STAGE.ink, 600)
    if under:
        drawing.words(under, 20, STAGE.muted)
    drawing.y += 16
    return drawing


def _ended(drawing: _Drawing, rest: str, described: Sequence[str], shown: Shown, portfolio: Portfolio) -> str:
    """Draw what stands below a picture: a remark, what the dots mean, the source."""
    drawing.y += 10
    marks = legend((cell.finding for cell in drawing.cells), portfolio.texts)
    for said in (rest, marks, portfolio.source_of(shown)):
        if said:
            drawing.words(said, 20, STAGE.muted)
    height = drawing.y + 24
    alt = escape(clean(" ".join(part for part in described if part)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" font-family="Source Sans Pro"><title>{escape(clean(shown.title))}</title><desc>{alt}</desc>'
        f'<rect width="{WIDTH}" height="{height}" fill="{STAGE.background}"/>{"".join(drawing.parts)}</svg>'
    )
