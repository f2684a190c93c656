"""The persons of a view, as large as there is room for: everyone side by side, group by group, topic by topic."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.exports.lettering import fitted, line
from dashboard.exports.persons import placed
from dashboard.texts import Texts
from dashboard.texts.fitting import width
from dashboard.values.colours import STAGE
from dashboard.values.dots import HEIGHT, STEP, dots, drawn_width, field, field_columns, field_rows, marks
from dashboard.values.shown import Shown
from dashboard.values.tables import Cell, Row

Place = tuple[float, float, float, float]
"""Left, top, width, height."""
COUNT, NAMES, NOTE = 54, (28, 25, 22), 25
LARGEST = 84
"""Pixels from one large dot to the next."""
TALL = (76, 70, 64, 58, 54, 50, 46, 42)
"""Pixels a line of one group may take, the largest first."""
READABLE = 48
"""Of them those whose words can be read where the picture is 300 pixels wide: for more topics none is smaller."""
LABELS = (0.66, 0.6, 0.54, 0.48)
"""How large the name of a topic is, by the height of its lines."""
MOST_FIELDS, MOST_ROWS, MOST_LINES, MOST_TOPICS = 3, 4, 6, 3
"""Groups drawn as fields side by side, rows of so many of them, lines before there are two columns, topics."""
MOST_NAME = 0.36
"""Of a line with persons, what the whole name of a group takes at most."""
LEAST = 0.8
"""Of the room a line has for persons, what they take at least where several groups share it."""
GAP = 24


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn: its marks, its figures, and in words what was left out or stands there besides."""

    parts: str
    cells: tuple[Cell, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Group:
    """A figure, and its persons as they are drawn everywhere, "" where words alone tell it."""

    cell: Cell
    drawn: str

    def name(self, *, full: bool) -> str:
        return self.cell.finding.group if full else self.cell.finding.short

    @property
    def wide(self) -> int:
        return drawn_width(self.cell.finding.respondents) if self.drawn else 0


@dataclass(frozen=True, slots=True)
class _Track:
    """How the line of one group is shared out: its height, its name, its persons at some scale, its count."""

    tall: int
    name: float
    scale: float
    persons: float
    count: float
    full: bool = False

    @property
    def wide(self) -> float:
        return self.name + self.persons + self.count

    def drawn(self, group: _Group, x: float, y: float, most: float) -> str:
        """Draw the line of a group below `y`; `most` is what it may take in all."""
        size = _size(self.tall)
        at = y + (self.tall - size * 1.18) / 2
        parts = line(group.name(full=self.full), size, self.name - GAP / 3, bold=True).drawn(x, at, STAGE.ink)
        x, most = x + self.name, most - self.name
        if group.drawn:
            middle = y + self.tall / 2 - HEIGHT * self.scale / 2
            parts += placed(group.drawn, x, middle, self.scale, group.cell.finding.position)
            x, most = x + self.persons, most - self.persons
        return parts + line(group.cell.persons, size, most).drawn(x, at, STAGE.ink)


def is_field(cells: Sequence[Cell]) -> bool:
    """Say whether the groups are so few and so small that each stands there as a field with its whole name."""
    every = all(marks(cell.finding) for cell in cells)
    low = len(cells) < MOST_FIELDS or field_rows(cell.finding for cell in cells) <= MOST_ROWS
    return 0 < len(cells) <= MOST_FIELDS and every and low


def groups(cells: Sequence[Cell], texts: Texts, place: Place) -> Drawn:
    """Draw one topic's groups: everyone as a large dot where there are few groups, else a line for each."""
    if is_field(cells):
        return _fields(cells, place)
    left, top, wide, high = place
    columns = 1 if len(cells) <= MOST_LINES and len(cells) * TALL[-1] <= high else 2
    room, rows = (wide - GAP * (columns - 1)) / columns, -(-len(cells) // columns)
    tall = next((tall for tall in TALL if rows * tall <= high), 0)
    most = len(cells) if tall else columns * max(1, int((high - 1.3 * NOTE) / TALL[-1]))
    some = _groups(cells[:most], texts)
    rows = -(-len(some) // columns)
    track = _track(some, tall or TALL[-1], room, full=True)
    said = max(width(group.cell.persons, _size(track.tall)) for group in some)
    if columns > 1 or track.name > (wide * MOST_NAME if track.persons else wide - said):
        track = _track(some, track.tall, room)
    parts = "".join(
        track.drawn(group, left + n // rows * (room + GAP), top + n % rows * track.tall, room)
        for n, group in enumerate(some)
    )
    rest = (texts.count(texts.picture_groups_left, len(cells) - most),) if len(cells) > most else ()
    return Drawn(parts + _note(rest, left, top + rows * track.tall + 4, wide), tuple(cells[:most]), rest)


def _fields(cells: Sequence[Cell], place: Place) -> Drawn:
    """Draw groups side by side, with count and name beside each field, or below it where that leaves more room."""
    left, top, wide, high = place
    number, rows = len(cells), field_rows(cell.finding for cell in cells)
    beside = max(190.0, *(width(cell.persons, COUNT, bold=True) for cell in cells)) + GAP
    under = COUNT * 1.2 + 2.4 * NAMES[0]
    steps = (
        min(LARGEST, high / rows, (wide - number * (beside + GAP)) / sum(map(_columns, cells))),
        min(LARGEST, (high - under) / rows, (wide / number - GAP) / max(map(_columns, cells))),
    )
    is_beside, step, parts, x = steps[0] >= steps[1], max(*steps, 6.0), "", left
    for cell in cells:
        parts += placed(str(field(cell.finding)), x, top, step / STEP, cell.finding.position)
        taken = _columns(cell) * step + GAP if is_beside else 0.0
        room = beside - GAP if is_beside else wide / number - GAP
        name = fitted(cell.finding.group, NAMES, (room, (4 if is_beside else 2) * 1.2 * NAMES[0]))
        own = -(-len(marks(cell.finding)) // field_columns(cell.finding)) * step
        y = top + (max(0.0, (own - COUNT * 1.18 - name.height) / 2) if is_beside else rows * step + 4)
        parts += line(cell.persons, COUNT, room, bold=True).drawn(x + taken, y, STAGE.ink)
        parts += name.drawn(x + taken, y + COUNT * 1.18, STAGE.muted)
        x += taken + beside + GAP if is_beside else wide / number
    return Drawn(parts, tuple(cells))


def _columns(cell: Cell) -> int:
    """Return how many large dots of a group stand side by side."""
    return min(field_columns(cell.finding), len(marks(cell.finding)))


def topics(shown: Shown, texts: Texts, place: Place) -> Drawn:
    """Draw the first topics of a view under one heading, as many as can be read, and say how many it leaves out."""
    left, y, wide, high = place
    every = [row for row in shown.table.rows if _is_counted(row)] if shown.table else []
    first = shown.parts[0][0] if shown.parts else ""
    some = [row for row in every if shown.part_of(row.category_id) == first]
    if not some:
        return Drawn("")
    rows = [_groups(row.cells, texts) for row in some[:MOST_TOPICS]]
    for number in range(len(rows), 0, -1):
        noted = 1.3 * NOTE if len(every) > number else 0
        tall, tracks = _tracks(rows[:number], (high + 12 - noted) / number, wide)
        if tall >= READABLE:
            break
    one_line = len(tracks) > 1
    parts = ""
    for row, drawn in zip(some, rows[:number], strict=False):
        sizes = [int(tall * part) for part in LABELS]
        parts += fitted(row.label, sizes, (wide, tall * 0.8), bold=True).drawn(left, y, STAGE.ink)
        x, y = left, y + _above(tall)
        for n, group in enumerate(drawn):
            track = tracks[n if one_line else 0]
            parts += track.drawn(group, x, y, wide)
            x, y = (x + track.wide + 2 * GAP, y) if one_line else (x, y + tall)
        y += (tall if one_line else 0) + 12
    more = len(every) - number
    rest = (texts.count(texts.picture_left, more),) if more else ()
    cells = tuple(cell for row in some[:number] for cell in row.cells)
    return Drawn(parts + _note(rest, left, y - 6, wide), cells, rest)


def _is_counted(row: Row) -> bool:
    return not row.heading and any(cell.finding.state != "not_counted" for cell in row.cells)


def _above(tall: int) -> float:
    """Return the height of a topic's name over its lines."""
    return tall * 0.8


def _tracks(rows: Sequence[Sequence[_Group]], high: float, wide: float) -> tuple[int, list[_Track]]:
    """Return the height of a line where a topic may take so much, and how it is shared out.

    That is one track for each group where all of a topic have room in one line, else the one of a line of its own.
    """
    number, every = max(map(len, rows)), [group for groups in rows for group in groups]
    for tall in TALL:
        if _above(tall) + tall + 12 <= high and number > 1 and (tracks := _one_line(rows, tall, wide)):
            return tall, tracks
        if _above(tall) + number * tall + 12 <= high:
            return tall, [_track(every, tall, wide)]
    return TALL[-1] - 1, [_track(every, TALL[-1] - 1, wide)]


def _one_line(rows: Sequence[Sequence[_Group]], tall: int, wide: float) -> list[_Track]:
    """Share out a line among all groups of a topic, [] where there is no room for it."""
    each = [[groups[n] for groups in rows if len(groups) > n] for n in range(max(map(len, rows)))]
    if not all(group.drawn for some in each for group in some):
        return []
    tracks = [_track(some, tall, wide) for some in each]
    fixed = sum(track.name + track.count + GAP * 0.6 for track in tracks) + 2 * GAP * (len(tracks) - 1)
    scale = min(_scale(tall), (wide - fixed) / sum(max(group.wide for group in some) for some in each))
    return [_track(some, tall, wide, scale=scale) for some in each] if scale >= LEAST * _scale(tall) else []


def _track(some: Sequence[_Group], tall: int, most: float, *, full: bool = False, scale: float = 0) -> _Track:
    """Share out `most` pixels among the parts of some lines."""
    size, persons = _size(tall), [group for group in some if group.drawn]
    name = min(most * 0.7, max(width(group.name(full=full), size, bold=True) for group in some) + GAP / 2)
    count = max((width(group.cell.persons, size) for group in persons), default=0.0)
    longest = max((group.wide for group in persons), default=0)
    if not longest:
        return _Track(tall, name, 1, 0, 0, full)
    scale = scale or min(_scale(tall), max(0.4, (most - name - count - GAP) / longest))
    return _Track(tall, name, scale, longest * scale + GAP * 0.6, count, full)


def _groups(cells: Sequence[Cell], texts: Texts) -> list[_Group]:
    return [_Group(cell, str(dots(cell.finding, texts))) for cell in cells]


def _scale(tall: int) -> float:
    """Return how large the persons of a line are where it is wide enough."""
    return tall * 0.62 / HEIGHT


def _size(tall: int) -> int:
    """Return the size of the words in a line."""
    return int(tall * 0.64)


def _note(words: Sequence[str], x: float, y: float, wide: float) -> str:
    return "".join(line(said, NOTE, wide).drawn(x, y, STAGE.muted) for said in words)
