"""A deck: the views somebody wants to show, in order; each one a short text of ids."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Self

from dashboard.selection.known import Known
from dashboard.selection.pages import PAGES
from dashboard.selection.selection import Selection

MOST = 30
"""Views a deck can hold: what one sits through, and what its address can carry."""
QUOTE = "quote"
LETTERS = {page.letter: page.name for page in PAGES.values() if page.letter} | {"z": QUOTE}
_LETTER = {page: letter for letter, page in LETTERS.items()}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LEFT_OUT = "_"
"""Before the number of each screen of a view that is left out: "t.landkreise-kommunen_2_4"."""
_NUMBER = re.compile(r"[1-9][0-9]?")


@dataclass(frozen=True, slots=True)
class Item:
    """One view of a deck: a page with its selection, or one quote (`page` is "quote").

    `left_out` are the numbers of its screens that are not shown, in order.
    """

    page: str
    selection: Selection = field(default_factory=Selection)
    quote_id: str = ""
    left_out: tuple[int, ...] = ()

    @property
    def code(self) -> str:
        """Return the item as an address names it, as "b.landkreise-kommunen.dez_2"."""
        return without(self.view, self.left_out)

    @property
    def view(self) -> str:
        """Return the name of the view with all its screens: own words belong to it, whatever is left out."""
        chosen = self.selection
        fields = (
            [self.quote_id]
            if self.page == QUOTE
            else ["~".join(chosen.categories), "~".join(chosen.groups), chosen.partner, chosen.set_id]
        )
        return ".".join([_LETTER[self.page], *fields]).rstrip(".")

    @classmethod
    def of(cls, page: str, selection: Selection) -> Self:
        """Return the view of a page; a searched text stays behind, decks hold ids only."""
        return cls(page, replace(selection, text=""))


def read(code: str, known: Known) -> Item | None:
    """Read one item of an address; None where it names anything unknown. Groups are checked against their own set."""
    view, *numbers = code.split(LEFT_OUT)
    item = _read(view, known)
    if item is None or not all(_NUMBER.fullmatch(number) for number in numbers):
        return None
    item = replace(item, left_out=tuple(sorted({int(number) for number in numbers})))
    return item if item.code == code else None


def without(view: str, left_out: Iterable[int]) -> str:
    """Return how a deck names a view some of whose screens are left out."""
    return LEFT_OUT.join([view, *map(str, left_out)])


def once(codes: Iterable[str]) -> list[str]:
    """Return the items of a deck, each view where it stands first."""
    found: dict[str, str] = {}
    for code in codes:
        found.setdefault(code.split(LEFT_OUT)[0], code)
    return list(found.values())


def _read(view: str, known: Known) -> Item | None:
    letter, *fields = view.split(".")
    if letter not in LETTERS or len(fields) > 4:
        return None
    if LETTERS[letter] == QUOTE:
        return Item(QUOTE, quote_id=fields[0]) if len(fields) == 1 and fields[0] in known.quotes else None
    categories, groups, partner, set_id = (fields + [""] * 4)[:4]
    item = Item(LETTERS[letter], Selection(_ids(categories), _ids(groups), set_id, partner))
    chosen = item.selection
    fits = (
        all(category in known.categories for category in chosen.categories)
        and set_id in known.set_groups
        and all(group in known.set_groups[set_id] for group in chosen.groups)
        and (not partner or partner in known.partners)
        and (item.page != "finding" or len(chosen.categories) == 1)
        and item.view == view
    )
    return item if fits else None


def _ids(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in text.split("~") if _ID.fullmatch(part)))


def read_notes(value: object, views: Iterable[str]) -> dict[str, str]:
    """Return the words somebody wrote for views of her deck (view: text), at most 2,000 characters each; else {}."""
    if not isinstance(value, dict):
        return {}
    said = {view: value.get(view) for view in views}
    return {view: text[:2000] for view, text in said.items() if isinstance(text, str) and text.strip()}


def read_chosen(value: object, views: Iterable[str]) -> frozenset[str]:
    """Return those of some views that somebody chose; none where it is no list of them."""
    return frozenset(view for view in views if view in value) if isinstance(value, list) else frozenset()
