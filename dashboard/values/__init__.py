"""What a page says, once; whoever shows it only writes it down."""

from collections.abc import Callable
from importlib import import_module
from typing import Protocol, cast

from dashboard.answers.answers import Answers
from dashboard.selection.address import Links
from dashboard.selection.selection import Selection
from dashboard.values.shown import Shown


class Page(Protocol):
    """The module of a page: what it says on the screen, and what decks, slides and files take over from it."""

    page: Callable[[Answers, Selection, Links], object]
    shown: Callable[[Answers, Selection, Links], Shown]


def page_of(name: str) -> Page:
    """Return the module of a page."""
    return cast("Page", import_module(f"{__name__}.{name}"))
