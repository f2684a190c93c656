"""What stands on a slide, in blocks one below the other; each knows how high it is in letters of a size."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.exports import slide_parts as parts
from dashboard.exports.slide_parts import DOT, STEP, Canvas
from dashboard.kept.presentation import Portfolio
from dashboard.kept.screens import Screen
from dashboard.texts import Texts
from dashboard.values.dots import field_columns, field_rows, marks
from dashboard.values.tables import Cell, Row

BODY, STATED, COUNT, SHOWS, SMALL = 25, 28, 32, 22, 19
"""Sizes of letters: those of a screen in points, a tenth smaller, since Arial is as much wider."""
LARGEST_DOT, CHART_ROW, BAR = 2.4, 34, 300
"""How much larger than beside words persons are at most, height of a chart's bar with its gap, length of a bar."""


@dataclass(frozen=True, slots=True)
class Block:
    """Something that stands below the headline: how high it is and how it is drawn at `y`, both for letters of a size.

    Sizes are shares of the usual one; heights and `y` in units of the canvas.
    """

    height: Callable[[float], float]
    draw: Callable[[float, float], object]


def text(
    canvas: Canvas,
    said: Sequence[str],
    size: float,
    *,
    x: float = 0,
    muted: bool = False,
    bold: bool = False,
    spoken: str = "",
) -> Block:
    """Return paragraphs from `x` on, in the language `spoken` where it is not the file's."""
    return Block(
        lambda fit: parts.tall(said, size * fit, canvas.width - x, bold=bold),
        lambda y, fit: parts.words(canvas, said, y, size * fit, x=x, muted=muted, bold=bold, spoken=spoken),
    )


def above(canvas: Canvas, screen: Screen) -> list[Block]:
    """Return what stands above the figures: whose statement the headline is, or a statement too long for one."""
    if screen.stated:
        stated = text(canvas, [screen.stated.text], STATED, bold=True)
        return [stated, text(canvas, [screen.stated.source], SMALL, muted=True)]
    return [text(canvas, [screen.under], SMALL, muted=True)] if screen.under else []


def figures(canvas: Canvas, screen: Screen, texts: Texts) -> list[Block]:
    """Return a topic's figures, or the topics of a table: persons, a chart one can edit where groups are large."""
    blocks: list[Block] = []
    cells = screen.cells
    alone = cells and not (screen.card or screen.stated or screen.remark)
    if screen.is_field:
        blocks.append(_fields(canvas, cells))
    elif cells:
        blocks += [_line(canvas, cell, cells, 1.2 if alone else 1.0) for cell in cells]
    if any(parts.is_bar(cell) for row in screen.rows for cell in row.cells):
        blocks.append(_chart(canvas, screen.rows, texts))
        absent = [_absent(row) for row in screen.rows]
        blocks += [text(canvas, said, SMALL, muted=True) for said in [[s for s in absent if s]] if said]
    else:
        blocks += [_row(canvas, row, depth) for row, depth in zip(screen.rows, screen.indents, strict=True)]
    if screen.remark:
        blocks.append(text(canvas, [screen.remark], SMALL, muted=True))
    return blocks


def _chart(canvas: Canvas, rows: Sequence[Row], texts: Texts) -> Block:
    height = CHART_ROW * sum(len(row.cells) + 0.6 for row in rows) + 70
    return Block(lambda fit: height * fit, lambda y, fit: parts.chart(canvas, rows, y, height * fit, texts))


def _absent(row: Row) -> str:
    """Say of a topic what has no bar."""
    said = [f"{cell.finding.short}: {cell.persons}" for cell in row.cells if cell.finding.share_of_asked is None]
    return f"{row.label}: {', '.join(said)}" if said else ""


def _fields(canvas: Canvas, cells: Sequence[Cell]) -> Block:
    """Draw the groups side by side, each person a large dot, its count and its full name below."""
    findings = [cell.finding for cell in cells]
    columns, rows = [field_columns(f) for f in findings], field_rows(findings)
    gap = 40
    share = [(canvas.width - gap * (len(cells) - 1)) * max(c, 3.2) / sum(max(c, 3.2) for c in columns) for c in columns]
    names = max(parts.tall([f.group], SMALL, wide - 4) for f, wide in zip(findings, share, strict=True))
    below = COUNT * parts.LINE + names + 8
    most = min(LARGEST_DOT, *(wide / (c * STEP) for wide, c in zip(share, columns, strict=True)))

    def dot(fit: float) -> float:
        return most * fit

    def draw(y: float, fit: float) -> None:
        x, size = 0.0, dot(fit)
        for cell, wide in zip(cells, share, strict=True):
            parts.field(canvas, cell, x, y, size)
            low = y + rows * STEP * size + COUNT * parts.LINE / 2
            parts.label(canvas, cell.persons, x, low, COUNT, bold=True)
            parts.words(canvas, [cell.finding.group], low + COUNT * parts.LINE / 2, SMALL, x=x, width=wide - 4)
            x += wide + gap

    return Block(lambda fit: rows * STEP * dot(fit) + below, draw)


def _row(canvas: Canvas, row: Row, depth: int) -> Block:
    """Draw a topic: its name, then its groups line by line."""
    indent = 30 * depth
    name = text(canvas, [row.label], BODY, bold=True, x=indent)
    lines = [_line(canvas, cell, row.cells, 1.0, indent) for cell in row.cells]

    def draw(y: float, fit: float) -> None:
        name.draw(y, fit)
        y += name.height(fit) - 4 * fit
        for line in lines:
            line.draw(y, fit)
            y += line.height(fit)

    return Block(lambda fit: name.height(fit) - 4 * fit + sum(line.height(fit) for line in lines), draw)


def _line(canvas: Canvas, cell: Cell, beside: Sequence[Cell], size: float, x: float = 0) -> Block:
    """Draw one group in a line: its short name, its persons, its count."""

    def draw(y: float, fit: float) -> None:
        letters, middle = BODY * size * fit, y + 17 * size * fit
        name = max(60, *(parts.room(other.finding.short, letters, bold=True) + 12 for other in beside))
        parts.label(canvas, cell.finding.short, x, middle, letters, bold=True)
        at, drawn = x + name, marks(cell.finding)
        longest = max(len(marks(other.finding)) for other in beside)
        most = (canvas.width - at - 150 * size * fit) / max(parts.wide(longest, 1), 1)
        dot = min(1.15 * size * fit, most)
        if drawn:
            parts.persons(canvas, cell, at, middle, dot)
        elif parts.is_bar(cell):
            parts.bar(canvas, cell, at, middle, BAR, DOT * fit)
            longest = 0
            at += BAR + 18
        parts.label(canvas, cell.persons, at + (parts.wide(longest, dot) + 18 if drawn else 0), middle, letters)

    return Block(lambda fit: 34 * size * fit, draw)


def words(canvas: Canvas, screen: Screen, portfolio: Portfolio) -> list[Block]:
    """Return points and a respondent's words."""
    blocks = [text(canvas, [f"•  {point}" for point in screen.points], BODY)] if screen.points else []
    card = screen.card
    if card is None:
        return blocks
    if card.shows:
        blocks.append(text(canvas, [card.shows], SHOWS, muted=True))
    size = STATED if len(screen.words) < 280 and not screen.cells else BODY
    quote = text(canvas, [portfolio.quoted(screen.words)], size, x=24, spoken=portfolio.spoken)
    who = text(canvas, [card.who], SMALL, x=24, muted=True)

    def draw(y: float, fit: float) -> None:
        parts.rule(canvas, 0, y, 5, quote.height(fit) + who.height(fit), canvas.palette.accent)
        quote.draw(y, fit)
        who.draw(y + quote.height(fit), fit)

    return [*blocks, Block(lambda fit: quote.height(fit) + who.height(fit), draw)]
