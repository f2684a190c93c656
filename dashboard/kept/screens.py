"""A view cut into screens: one message each, as much as fits in letters that the last row can read."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import TypeVar

from dashboard.kept.presentation import Portfolio
from dashboard.texts import Texts
from dashboard.texts.fitting import width, wrapped
from dashboard.values.cards import Card
from dashboard.values.dots import Mark, distinct_marks
from dashboard.values.shown import Shown
from dashboard.values.tables import Cell, Row

T = TypeVar("T")
SCREEN, LINE, HEADLINE, FOOT = 607, 45, 55.2, 33.6
"""Heights in px on a screen of 720: what headline, body and foot share, and one line of each."""
BODY_ROOM, HEADLINE_ROOM, FOOT_ROOM = 1140, 1184, 1070
"""Widths in px on a screen of 1280, the body's where it is indented."""
BODY_SIZE, HEADLINE_SIZE, FOOT_SIZE = 36, 48, 28
MOST_HEADLINE, MOST_FOOT = 5, 3
"""Lines."""
NUMBERED = " (00/00)"
"""Room a number takes in a headline."""
KEY_GAP = 60
"""Px a mark and the gaps beside it take."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What is shown at once. `part` counts the screens of one view from 1, `parts` says how many there are.

    `under` says of a headline that is a statement what it is about, `source` where it stands in which study, `remark`
    what else one must know of the figures.
    """

    shown: Shown
    headline: str
    part: int
    parts: int
    source: str
    under: str = ""
    cells: tuple[Cell, ...] = ()
    rows: tuple[Row, ...] = ()
    points: tuple[str, ...] = ()
    words: str = ""
    card: Card | None = None
    remark: str = ""

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
    lead, stated = leading(shown)
    room, room_of_first = _room(shown.title, foot), _room(lead, foot + _under_lines(lead, shown))
    made: list[tuple[str, dict[str, object]]] = []
    main: dict[str, object] = {"cells": shown.cells, "remark": shown.remark}
    most = 0 if shown.table else 1 if shown.cells else 3
    quotes = [
        (card, words)
        for card in shown.quotes[:most]
        for words in pieces(card.quote.text, int(room - 2 - bool(card.shows)))
    ]
    if shown.cells or not (shown.table or shown.points or stated or quotes):
        made.append((lead, main))
        left = room_of_first - 1.2 * len(shown.cells) - 2 - _lines(shown.remark)
        if len(quotes) == 1 and shown.table is None and _lines(quotes[0][1]) + _lines(quotes[0][0].shows) <= left:
            main |= {"card": quotes[0][0], "words": quotes[0][1]}
            quotes = []
    points = _chunks(
        (*stated, *shown.points), lambda point: _lines(point) + 0.28, room if made else room_of_first, room
    )
    made += [(shown.title, {"points": chunk}) for chunk in points]
    for headline, part in _parts(shown, portfolio.texts):
        room_below = _room(headline + NUMBERED, foot)
        first = room_below if made else room_of_first
        made += [(headline, {"rows": chunk}) for chunk in _chunks(part, _row_lines, first, room_below)]
    made += [(_over_words(card, shown, portfolio.texts), {"card": card, "words": words}) for card, words in quotes]
    if not shown.cells and lead != shown.title:
        made[0] = (lead, made[0][1])
    return [
        Screen(shown, _headline(said), n, len(made), source, _under(said, shown), **content)  # type: ignore[arg-type]
        for n, (said, content) in enumerate(made, start=1)
    ]


def of_deck(portfolio: Portfolio) -> list[Screen]:
    """Cut all views into screens; where several would have the same headline, each says which of them it is."""
    made = [screen for shown in portfolio.shown for screen in screens(shown, portfolio)]
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
    return lines + math.ceil((key + width(texts.stage_base.format(shown.bases), FOOT_SIZE)) / FOOT_ROOM)


def leading(shown: Shown) -> tuple[str, tuple[str, ...]]:
    """Return the headline of a view's first screen, and what stands first below it: a statement too long for one."""
    if shown.statement and len(wrapped(shown.headline, HEADLINE_SIZE, HEADLINE_ROOM, bold=True)) > MOST_HEADLINE:
        return shown.title, (shown.statement.text, shown.statement.source)
    return shown.headline, ()


def _under_lines(headline: str, shown: Shown) -> float:
    """Return how many lines of the foot the topic under a statement takes, with the gap around it."""
    under = _under(headline, shown)
    return len(wrapped(under, FOOT_SIZE, HEADLINE_ROOM)) + 0.5 if under else 0


def _under(headline: str, shown: Shown) -> str:
    return shown.under if shown.statement and headline == shown.statement.text else ""


def pieces(text: str, lines: int) -> list[str]:
    """Cut words that are too long for a screen, at the end of a sentence where there is one."""
    parts = [""]
    for piece in re.split(r"(?<=[.!?…])\s+", text):
        for words in _hard(piece, lines):
            longer = f"{parts[-1]} {words}".strip()
            if parts[-1] and _lines(longer) > lines:
                parts.append(words)
            else:
                parts[-1] = longer
    return parts


def _hard(text: str, lines: int) -> Iterator[str]:
    """Cut a text after so many lines."""
    laid = wrapped(text, BODY_SIZE, BODY_ROOM)
    for n in range(0, len(laid) - lines, lines):
        cut = _after(text, sum(not letter.isspace() for line in laid[n : n + lines] for letter in line))
        yield text[:cut]
        text = text[cut:].lstrip()
    yield text


def _after(text: str, letters: int) -> int:
    """Return where the first letters of a text end, spaces not counted."""
    places = (at for at, letter in enumerate(text, start=1) if not letter.isspace())
    return next(islice(places, letters - 1, None))


def _headline(said: str) -> str:
    lines = wrapped(said, HEADLINE_SIZE, HEADLINE_ROOM, bold=True)
    if len(lines) <= MOST_HEADLINE:
        return said
    return " ".join(lines[:MOST_HEADLINE]).rsplit(" ", 1)[0] + " …"


def _parts(shown: Shown, texts: Texts) -> list[tuple[str, list[Row]]]:
    """Return the topics of a view's table by the headline they stand under."""
    rows = _beneath(shown)
    below = _beneath_title(shown, rows, texts)
    return [(headline or below, part) for headline, part in under_headings(shown, rows)]


def under_headings(shown: Shown, rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
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
    return texts.beneath.format(texts.quoted.format(shown.cells[0].finding.category)) if of else shown.title


def _chunks(items: Sequence[T], size: Callable[[T], float], first: float, room: float) -> list[tuple[T, ...]]:
    """Fill screens with items, each as many as fit; the first may have less room."""
    chunks: list[list[T]] = []
    left = 0.0
    for item in items:
        if not chunks or size(item) > left:
            left = room if chunks else first
            chunks.append([])
        chunks[-1].append(item)
        left -= size(item)
    return [tuple(chunk) for chunk in chunks]


def _room(headline: str, foot: float) -> float:
    """Return how many lines of 36 px fit between a headline and `foot` lines below."""
    head = min(MOST_HEADLINE, len(wrapped(headline, HEADLINE_SIZE, HEADLINE_ROOM, bold=True)))
    return (SCREEN - HEADLINE * head - FOOT * foot) / LINE


def _lines(text: str) -> int:
    """Return how many lines of 36 px some words take."""
    return len(wrapped(text, BODY_SIZE, BODY_ROOM)) if text else 0


def _row_lines(row: Row) -> float:
    return _lines(row.label) + len(row.cells) + 0.15
