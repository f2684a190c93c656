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


@dataclass(frozen=True, slots=True)
class Item:
    """One view of a deck: a page with its selection, or one quote (`page` is "quote")."""

    page: str
    selection: Selection = field(default_factory=Selection)
    quote_id: str = ""

    @property
    def code(self) -> str:
        """Return the item as an address names it, as "b.landkreise-kommunen.dez"."""
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
    letter, *fields = code.split(".")
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
