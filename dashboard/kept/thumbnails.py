"""A screen in small: what is on it can be told at a glance, its letters as far as there is room."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from dashboard.kept.room import BODY_ROOM, BODY_SIZE, FOOT_SIZE, HEADLINE_ROOM, HEADLINE_SIZE, STATED_SIZE
from dashboard.kept.screens import Screen
from dashboard.texts.fitting import width, wrapped
from dashboard.values.dots import Mark, field_columns, field_rows, marks
from dashboard.values.tables import Cell

LEFT, TOP, END = 48, 32, 640
STEP, DOT = 32, 24
WIDTH, HEIGHT = 1280, 720
WIDEST = 320
"""How much of a line a group's short name takes at most."""


def thumbnail(screen: Screen) -> Markup:
    """Draw a screen as an SVG; words beside it say what it is."""
    return Markup('<svg class="thumbnail" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>').format(
        WIDTH, HEIGHT, Markup().join(_parts(screen))
    )


def _parts(screen: Screen) -> Iterator[Markup]:
    y = float(TOP)
    for line in wrapped(screen.headline, HEADLINE_SIZE, HEADLINE_ROOM, bold=True)[:5]:
        y += HEADLINE_SIZE * 1.15
        yield _text(line, LEFT, y, HEADLINE_SIZE, "strong")
    y += 24
    for line in wrapped(screen.under, FOOT_SIZE, HEADLINE_ROOM)[:2] if screen.under else ():
        y += FOOT_SIZE * 1.2
        yield _text(line, LEFT, y, FOOT_SIZE, "muted")
    if screen.stated:
        for line in wrapped(screen.stated.text, STATED_SIZE, HEADLINE_ROOM, bold=True):
            y += STATED_SIZE * 1.2
            yield _text(line, LEFT, y, STATED_SIZE, "strong")
        y += 20
    if screen.is_field:
        yield _fields(screen.cells, y + 40)
    for cell in () if screen.is_field else screen.cells:
        y += 48
        yield _line(cell, y, screen.cells)
    for row in screen.rows:
        for line in wrapped(row.label, BODY_SIZE, HEADLINE_ROOM, bold=True)[:2]:
            y += BODY_SIZE * 1.25
            yield _text(line, LEFT, y, BODY_SIZE, "strong")
        for cell in row.cells:
            y += 44
            yield _line(cell, y, row.cells)
        y += 8
    said = [*(f"• {point}" for point in screen.points), *([screen.words] if screen.words else [])]
    yield from _lines(said, y + 20, quoted=bool(screen.words))
    yield Markup('<path class="rule" d="M{} {}H{}"/>').format(LEFT, END + 12, WIDTH - LEFT)
    yield _text(_first(screen.source, FOOT_SIZE, HEADLINE_ROOM), LEFT, END + 52, FOOT_SIZE, "muted")


def _fields(cells: Sequence[Cell], y: float) -> Markup:
    """Draw groups side by side, each as rows of large dots with its count below."""
    drawn, room = Markup(), (WIDTH - 2 * LEFT) / len(cells)
    rows = field_rows(cell.finding for cell in cells)
    step = min(66, (END - y - 80) / rows, *(room / (field_columns(cell.finding) + 1) for cell in cells))
    for n, cell in enumerate(cells):
        columns, kinds, left = field_columns(cell.finding), marks(cell.finding), LEFT + n * room
        for start in range(0, len(kinds), columns):
            x = left + step / 2
            for kind, some in groupby(kinds[start : start + columns]):
                number = len(list(some))
                at = y + (start // columns + 0.5) * step
                drawn += _dotted(kind, x, at, number, step, cell.finding.position, "large")
                x += number * step
        drawn += _text(cell.persons, left, y + rows * step + 44, STATED_SIZE, "strong")
    return drawn


def _lines(said: Sequence[str], y: float, *, quoted: bool) -> Iterator[Markup]:
    """Write paragraphs as far as they fit, those of a quote beside its bar."""
    lines = [line for text in said for line in wrapped(text, BODY_SIZE, BODY_ROOM - 40)]
    fit = lines[: max(0, int((END - y) // (BODY_SIZE * 1.25)))]
    if quoted and fit:
        yield Markup('<path class="bar" d="M{0} {1:.0f}V{2:.0f}"/>').format(LEFT + 4, y + 8, y + len(fit) * 45 + 8)
    for line in fit:
        y += BODY_SIZE * 1.25
        yield _text(line, LEFT + 34 * quoted, y, BODY_SIZE)


def _line(cell: Cell, y: float, beside: Sequence[Cell]) -> Markup:
    """Draw a group: its name, its persons as dotted lines, its count."""
    at = LEFT + min(WIDEST, max(70, *(width(other.finding.short, BODY_SIZE, bold=True) + 24 for other in beside)))
    drawn = marks(cell.finding)
    longest = max(len(marks(other.finding)) for other in beside)
    step = min(STEP, (WIDTH - 2 * LEFT - 180 - at) / longest) if longest else STEP
    dotted, x = Markup(), at + DOT / 2
    for kind, some in groupby(drawn):
        number = len(list(some))
        dotted += _dotted(kind, x, y - 12, number, step, cell.finding.position)
        x += number * step
    share = cell.finding.share_of_asked
    if not drawn and share:
        dotted = Markup('<path class="group-{}" d="M{:.0f} {:.0f}h{:.0f}"/>').format(
            cell.finding.position % 4, at, y - 12, 4 * share[0]
        )
        x = at + 440
    end = at + longest * step + 20 if drawn else x if share else at
    short = _first(cell.finding.short, BODY_SIZE, at - LEFT - 12, bold=True)
    persons = _first(cell.persons, BODY_SIZE, WIDTH - LEFT - end)
    return _text(short, LEFT, y, BODY_SIZE, "strong") + dotted + _text(persons, end, y, BODY_SIZE)


def _dotted(kind: Mark, x: float, y: float, number: int, step: float, group: int, size: str = "") -> Markup:
    """Draw persons of one kind as a line of dots: two numbers instead of a circle each."""
    look = size + " " + {"named": f"group-{group % 4}", "unsure": f"unsure group-{group % 4}"}.get(kind, kind)
    return Markup('<path class="dotted {}" stroke-dasharray="0 {:.1f}" d="M{:.0f} {:.0f}h{:.1f}"/>').format(
        look, step, x, y, max(0.1, (number - 1) * step + 0.1)
    )


def _first(words: str, size: float, room: float, *, bold: bool = False) -> str:
    """Return what of some words fits into one line."""
    return wrapped(words, size, room, bold=bold)[0]


def _text(words: str, x: float, y: float, size: float, look: str = "") -> Markup:
    return Markup('<text class="{}" x="{:.0f}" y="{:.0f}" font-size="{}">{}</text>').format(look, x, y, size, words)
