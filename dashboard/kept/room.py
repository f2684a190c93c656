"""How much a screen holds: lines of words, and what is spread or cut where it holds no more."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from dashboard.texts.fitting import wrapped

T = TypeVar("T")
SCREEN, LINE, HEADLINE, FOOT = 607, 45, 55.2, 33.6
"""Heights in px on a screen of 720: what headline, body and foot share, and one line of each."""
BODY_ROOM, HEADLINE_ROOM, FOOT_ROOM = 1140, 1184, 1070
"""Widths in px on a screen of 1280, the body's where it is indented."""
BODY_SIZE, HEADLINE_SIZE, STATED_SIZE, FOOT_SIZE = 36, 48, 40, 28


def lines_of(text: str) -> int:
    """Return how many lines of 36 px some words take."""
    return len(wrapped(text, BODY_SIZE, BODY_ROOM)) if text else 0


def pieces(text: str, lines: int) -> list[str]:
    """Cut words that are too long for a screen, at the end of a sentence where there is one."""
    parts = [""]
    for piece in re.split(r"(?<=[.!?…])\s+", text):
        for words in _hard(piece, lines):
            longer = f"{parts[-1]} {words}".strip()
            if parts[-1] and lines_of(longer) > lines:
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


def spread(items: Sequence[T], size: Callable[[T], float], first: float, room: float) -> list[tuple[T, ...]]:
    """Spread items over as few screens as hold them, evenly; the first may have less room."""
    greedy = _filled(items, size, first, room)
    rest, made = list(items), list[tuple[T, ...]]()
    for left in range(len(greedy), 0, -1):
        goal, most, taken = sum(map(size, rest)) / left, room if made else first, 0.0
        number = 0
        while number < len(rest) and (not number or taken + size(rest[number]) <= most):
            if number and taken + size(rest[number]) / 2 > goal:
                break
            taken += size(rest[number])
            number += 1
        made.append(tuple(rest[:number]))
        rest = rest[number:]
    return greedy if rest else made


def _filled(items: Sequence[T], size: Callable[[T], float], first: float, room: float) -> list[tuple[T, ...]]:
    """Fill screens with items, each as many as fit."""
    chunks: list[list[T]] = []
    left = 0.0
    for item in items:
        if not chunks or size(item) > left:
            left = room if chunks else first
            chunks.append([])
        chunks[-1].append(item)
        left -= size(item)
    return [tuple(chunk) for chunk in chunks]
