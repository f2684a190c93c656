"""What a page says, once; whoever shows it only writes it down."""

from collections.abc import Callable
from importlib import import_module
from typing import Protocol, cast

from dashboard.answers.answers import Answers
from dashboard.selection.address import Links
from dashboard.selection.selection import Selection
from dashboard.values.shown import Shown


class Value(Protocol):
    """What a page says. Whatever else a page's own value has, its view written out is `shown`."""

    @property
    def shown(self) -> Shown:
        """Return what decks, slides and handouts take over."""


Page = Callable[[Answers, Selection, Links], Value]


def page_of(name: str) -> Page:
    """Return what makes the value of a page: `page` in the module of its name."""
    return cast("Page", import_module(f"{__name__}.{name}").page)
