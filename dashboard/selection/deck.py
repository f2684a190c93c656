"""A deck: the views somebody wants to show, in order; each one a short text of ids."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from dashboard.selection.filters import Filters

MOST = 30
LETTERS = {
    "o": "overview",
    "t": "categories",
    "g": "groups",
    "p": "partners",
    "w": "quotes",
    "s": "rare",
    "m": "method",
    "b": "finding",
    "z": "quote",
}
_LETTER = {page: letter for letter, page in LETTERS.items()}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Ids(Protocol):
    """The ids a view may name; `set_groups` are the groups of each set, "" the first."""

    @property
    def categories(self) -> Collection[str]: ...
    @property
    def partners(self) -> Collection[str]: ...
    @property
    def quotes(self) -> Collection[str]: ...
    @property
    def set_groups(self) -> Mapping[str, Collection[str]]: ...


@dataclass(frozen=True, slots=True)
class Item:
    """One view of a deck: a page with its selection, or one quote (`page` is "quote")."""

    page: str
    categories: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    partner: str = ""
    set_id: str = ""
    quote_id: str = ""

    @property
    def code(self) -> str:
        """Return the item as an address names it, as "b.landkreise-kommunen.dez"."""
        fields = (
            [self.quote_id]
            if self.page == "quote"
            else ["~".join(self.categories), "~".join(self.groups), self.partner, self.set_id]
        )
        return ".".join([_LETTER[self.page], *fields]).rstrip(".")

    @classmethod
    def of(cls, page: str, filters: Filters) -> Item:
        """Return the view of a page; a searched text stays behind, decks hold ids only."""
        return cls(page, filters.categories, filters.groups, filters.partner, filters.set_id)

    def narrow(self, filters: Filters) -> Filters:
        """Return a selection changed to the one of this view, without deck."""
        return replace(
            filters,
            categories=self.categories,
            groups=self.groups,
            partner=self.partner,
            set_id=self.set_id,
            text="",
            deck=(),
            version="",
        )


def read(code: str, known: Ids) -> Item | None:
    """Read one item of an address; None where it names anything unknown. Groups are checked against their own set."""
    letter, *fields = code.split(".")
    if letter not in LETTERS or len(fields) > 4:
        return None
    if LETTERS[letter] == "quote":
        return Item("quote", quote_id=fields[0]) if len(fields) == 1 and fields[0] in known.quotes else None
    categories, groups, partner, set_id = (fields + [""] * 4)[:4]
    item = Item(LETTERS[letter], _ids(categories), _ids(groups), partner, set_id)
    fits = (
        all(category in known.categories for category in item.categories)
        and set_id in known.set_groups
        and all(group in known.set_groups[set_id] for group in item.groups)
        and (not partner or partner in known.partners)
        and (item.page != "finding" or len(item.categories) == 1)
        and item.code == code
    )
    return item if fits else None


def _ids(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in text.split("~") if _ID.fullmatch(part)))


def read_notes(value: object, codes: Iterable[str]) -> dict[str, str]:
    """Return the words somebody wrote for views of her deck (code: text), at most 2,000 characters each; else {}."""
    if not isinstance(value, dict):
        return {}
    said = {code: value.get(code) for code in codes}
    return {code: text[:2000] for code, text in said.items() if isinstance(text, str) and text.strip()}
