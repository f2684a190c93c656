"""A view cut into screens: one message each, as much as fits in letters that the last row can read."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dashboard.kept.presentation import Portfolio
from dashboard.kept.room import (
    BODY_SIZE,
    FOOT,
    FOOT_ROOM,
    FOOT_SIZE,
    HEADLINE,
    HEADLINE_ROOM,
    HEADLINE_SIZE,
    LINE,
    SCREEN,
    STATED_SIZE,
    lines_of,
    pieces,
    spread,
)
from dashboard.texts import Texts
from dashboard.texts.fitting import width, wrapped
from dashboard.values.cards import Card
from dashboard.values.dots import Mark, distinct_marks, marks
from dashboard.values.shown import Shown
from dashboard.values.statements import Statement
from dashboard.values.tables import Cell, Row

_Made = tuple[str, dict[str, object]]
_Words = tuple[Card, str]
MOST_HEADLINE, MOST_FOOT = 5, 3
"""Lines."""
LONGEST_REMARK = 80
"""Letters of a remark beside which everyone asked still has room."""
LONGEST_HEADLINE = 150
"""Letters of a statement that still is a headline."""
NUMBERED = " (00/00)"
"""Room a number takes in a headline."""
KEY_GAP = 60
"""Px a mark and the gaps beside it take."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What is shown at once. `part` counts the screens of one view from 1, `parts` says how many there are.

    `under` says of a headline that is a statement what it is about, `source` where it stands in which study, `remark`
    what else one must know of the figures. `stated` is a statement too long for a headline.
    """

    shown: Shown
    headline: str
    part: int
    parts: int
    source: str
    under: str = ""
    stated: Statement | None = None
    cells: tuple[Cell, ...] = ()
    rows: tuple[Row, ...] = ()
    points: tuple[str, ...] = ()
    words: str = ""
    card: Card | None = None
    remark: str = ""

    @property
    def indents(self) -> tuple[int, ...]:
        """Return by how many levels each row is set in: below a row of this screen that stands above it in the tree."""
        least, indents = self.rows[0].level if self.rows else 0, []
        for row in self.rows:
            least = min(least, row.level)
            indents.append(row.level - least)
        return tuple(indents)

    @property
    def is_field(self) -> bool:
        """Say whether its figures are all it shows, so few groups that everyone can stand there as a large dot."""
        alone = self.cells and not (self.words or self.stated) and len(self.remark) < LONGEST_REMARK
        return bool(alone) and len(self.cells) < 4 and all(marks(cell.finding) for cell in self.cells)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Return the kinds of persons that are drawn, for the legend."""
        cells = (*self.cells, *(cell for row in self.rows for cell in row.cells))
        return distinct_marks(cell.finding for cell in cells)


def screens(shown: Shown, portfolio: Portfolio) -> list[Screen]:
    """Cut a view into screens: headline with the topic's figures first, then points, table, quotes.

    Of quotes there are three where nothing else is shown, one beside figures (on their screen if it fits), and none
    beside a table.
    """
    source = " · ".join(part for part in (portfolio.place_of(shown, brief=True), portfolio.version) if part)
    foot = _foot_lines(source, shown, portfolio)
    lead = _leading(shown)
    room, room_of_first = _room(shown.title, foot), _room(lead, foot + _under_lines(lead, shown))
    most = 0 if shown.table else 1 if shown.cells else 3
    quotes = [
        (card, words)
        for card in shown.quotes[:most]
        for words in pieces(card.quote.text, int(room - 2 - bool(card.shows)))
    ]
    made: list[_Made] = []
    stated = shown.statement if shown.statement and lead != shown.statement.text else None
    if stated:
        made.append((lead, {"stated": stated}))
    left = room_of_first - (_stated_lines(stated.text) if stated else 0)
    if shown.cells or not (shown.table or shown.points or stated or quotes):
        quotes = _figures(made, shown, lead, left, quotes)
    for n, chunk in enumerate(spread(shown.points, _point_lines, left if not shown.cells else room, room)):
        if n == 0 and stated and not shown.cells and _point_lines(chunk[0]) <= left:
            made[0][1]["points"] = chunk
        else:
            made.append((shown.title, {"points": chunk}))
    for headline, part in _parts(shown, portfolio.texts):
        room_below = _room(headline + NUMBERED, foot)
        first = room_below if made else room_of_first
        made += [(headline, {"rows": chunk}) for chunk in spread(part, _row_lines, first, room_below)]
    made += [(_over_words(card, shown, portfolio.texts), {"card": card, "words": words}) for card, words in quotes]
    if not shown.cells and lead != shown.title:
        made[0] = (lead, made[0][1])
    return [
        Screen(shown, _headline(said), n, len(made), source, _under(said, shown), **content)  # type: ignore[arg-type]
        for n, (said, content) in enumerate(made, start=1)
    ]


def _figures(made: list[_Made], shown: Shown, lead: str, left: float, quotes: list[_Words]) -> list[_Words]:
    """Put a topic's figures below its statement, or on a screen of their own, and a quote beside them.

    What fits is decided by `left`, the lines the first screen has left. Return the quotes that did not fit.
    """
    needed = 1.2 * len(shown.cells) + 1 + lines_of(shown.remark)
    if not made:
        made.append((lead, {}))
    elif needed > left:
        made.append((shown.sentence or lead, {}))
    made[-1][1].update(cells=shown.cells, remark=shown.remark)
    if len(quotes) != 1 or len(made) > 1 or shown.table is not None:
        return quotes
    card, words = quotes[0]
    if lines_of(words) + lines_of(card.shows) > left - needed - 1:
        return quotes
    made[-1][1].update(card=card, words=words)
    return []


def of_deck(portfolio: Portfolio) -> list[Screen]:
    """Cut all views into screens, without those left out; no two headlines are the same.

    Of a view at least one is shown: whoever wants none takes the view out.
    """
    made: list[Screen] = []
    for shown in portfolio.shown:
        cut = screens(shown, portfolio)
        made += [screen for screen in cut if screen.part not in shown.left_out] or cut[:1]
    headlines = numbered([screen.headline for screen in made], portfolio.texts)
    return [replace(screen, headline=headline) for screen, headline in zip(made, headlines, strict=True)]


def numbered(headlines: Sequence[str], texts: Texts) -> list[str]:
    """Return headlines so that no two are the same: "Policy Cycle (1/2)"."""
    all_of, seen, made = Counter(headlines), Counter[str](), []
    for said in headlines:
        seen[said] += 1
        made.append(said if all_of[said] == 1 else texts.numbered.format(said, seen[said], all_of[said]))
    return made


def _over_words(card: Card, shown: Shown, texts: Texts) -> str:
    """Return the headline over a quote that stands alone: its topic, where that is not the view's own."""
    topic = card.quote.category
    return shown.title if topic in shown.title else texts.over_words.format(texts.quoted.format(topic))


def _foot_lines(source: str, shown: Shown, portfolio: Portfolio) -> int:
    """Return how many lines stand below a view: its source, and with figures the key to the marks and the base."""
    lines = min(MOST_FOOT, len(wrapped(f"{portfolio.notice} {source}", FOOT_SIZE, FOOT_ROOM)))
    if not shown.figures:
        return lines
    texts = portfolio.texts
    marks = distinct_marks(cell.finding for cell in shown.figures)
    key = sum(width(texts.marks[mark], FOOT_SIZE) + KEY_GAP for mark in marks)
    return lines + math.ceil((key + width(texts.stage_base.format(shown.spelled), FOOT_SIZE)) / FOOT_ROOM)


def _leading(shown: Shown) -> str:
    """Return the headline of a view's first screen: what it says, its title where a statement is too long for one."""
    too_long = shown.statement and (
        len(shown.statement.text) > LONGEST_HEADLINE
        or len(wrapped(shown.headline, HEADLINE_SIZE, HEADLINE_ROOM, bold=True)) > MOST_HEADLINE
    )
    return shown.title if too_long else shown.headline


def _under_lines(headline: str, shown: Shown) -> float:
    """Return how many lines of the foot the topic under a statement takes, with the gap around it."""
    under = _under(headline, shown)
    return len(wrapped(under, FOOT_SIZE, HEADLINE_ROOM)) + 0.5 if under else 0


def _under(headline: str, shown: Shown) -> str:
    return shown.under if shown.statement and headline == shown.statement.text else ""


def _headline(said: str) -> str:
    lines = wrapped(said, HEADLINE_SIZE, HEADLINE_ROOM, bold=True)
    if len(lines) <= MOST_HEADLINE:
        return said
    return " ".join(lines[:MOST_HEADLINE]).rsplit(" ", 1)[0] + " …"


def _parts(shown: Shown, texts: Texts) -> list[tuple[str, list[Row]]]:
    """Return the topics of a view's table by the headline they stand under."""
    rows = _beneath(shown)
    below = _beneath_title(shown, rows, texts)
    return [(headline or below, part) for headline, part in _under_headings(shown, rows)]


def _under_headings(shown: Shown, rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Return topics of a view's table by the headline they stand under, "" where the view has one for all."""
    above = {} if shown.table is None or shown.cells else shown.table.headings
    parted = groupby(rows, key=lambda row: shown.part_of(row.category_id) or above.get(row.category_id, ""))
    return [(headline, list(part)) for headline, part in parted]


def _beneath(shown: Shown) -> list[Row]:
    """Return the topics of a view's table, but for the one its headline states."""
    if shown.table is None:
        return []
    stated = {cell.finding.category_id for cell in shown.cells}
    return [row for row in shown.table.rows if not row.heading and row.category_id not in stated]


def _beneath_title(shown: Shown, rows: Sequence[Row], texts: Texts) -> str:
    """Say of whom the shares of some rows are, where they are of those who named the topic of the view."""
    davon = shown.cells and rows and all(row.level > shown.cells[0].finding.level for row in rows)
    of = davon and any(cell.finding.of is not None for row in rows for cell in row.cells)
    if not of:
        return shown.title
    topic, partner = texts.quoted.format(shown.cells[0].finding.category), shown.cells[0].finding.partner
    return texts.beneath_with.format(topic, partner) if partner else texts.beneath.format(topic)


def _room(headline: str, foot: float) -> float:
    """Return how many lines of 36 px fit between a headline and `foot` lines below."""
    head = min(MOST_HEADLINE, len(wrapped(headline, HEADLINE_SIZE, HEADLINE_ROOM, bold=True)))
    return (SCREEN - HEADLINE * head - FOOT * foot) / LINE


def _stated_lines(text: str) -> float:
    """Return how many lines a statement takes with its source below it."""
    return len(wrapped(text, STATED_SIZE, HEADLINE_ROOM, bold=True)) * STATED_SIZE / BODY_SIZE + 1.2


def _point_lines(point: str) -> float:
    return lines_of(point) + 0.28


def _row_lines(row: Row) -> float:
    return lines_of(row.label) + len(row.cells) + 0.15
