"""What the reader has selected: one frozen value gives parameters, address and sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self
from urllib.parse import quote_plus

from dashboard.selection import deck

if TYPE_CHECKING:
    from dashboard.texts import Texts

LANGUAGES = ("de", "en")
ORDERS = ("turn", "study", "name")
LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that mean something here: the only thing an address may name.

    `parents` maps each category to its parent ("" at the top). The labels are in one language, the groups
    of one set; `set_groups` are the group ids of each set as an address names it ("": the first).
    """

    studies: tuple[str, ...]
    languages: tuple[str, ...]
    parents: Mapping[str, str]
    categories: Mapping[str, str]
    groups: Mapping[str, str]
    partners: Mapping[str, str]
    sets: Mapping[str, str] = field(default_factory=dict)
    set_groups: Mapping[str, frozenset[str]] = field(default_factory=lambda: {"": frozenset()})
    quotes: frozenset[str] = frozenset()

    def ancestors(self, category: str) -> set[str]:
        """Return the categories above `category`."""
        above: set[str] = set()
        while category := self.parents[category]:
            above.add(category)
        return above


@dataclass(frozen=True, slots=True)
class Filters:
    """The selection; an empty field means "all".

    `categories` are ids of any level and stand for themselves and all below them. `set_id` is the group
    set ("": the first); one at a time, sets are never crossed. `printed` and `order` filter nothing away:
    printed instead of computed percentages, and what a list is sorted by. `deck` are the views to present
    (`deck.Item.code`), `version` the beginning of the hash of the package they were chosen from.
    """

    study: str = ""
    language: str = LANGUAGES[0]
    set_id: str = ""
    categories: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    partner: str = ""
    text: str = ""
    printed: bool = False
    order: str = ORDERS[0]
    deck: tuple[str, ...] = ()
    version: str = ""

    @classmethod
    def read(cls, parameters: Mapping[str, list[str]], known: Known) -> tuple[Self, tuple[str, ...]]:
        """Read the parameters of an address; return the selection and the values nobody knows."""
        dropped: list[str] = []

        def ids(name: str, allowed: Iterable[str]) -> tuple[str, ...]:
            asked = list(dict.fromkeys(parameters.get(name, [])))
            allowed = set(allowed)
            dropped.extend(value for value in asked if value not in allowed)
            return tuple(value for value in asked if value in allowed)

        def first(name: str, allowed: tuple[str, ...], default: str) -> str:
            return next(iter(ids(name, allowed)), default)

        selection = cls(
            study=first("study", known.studies, known.studies[0]),
            language=first("lang", known.languages, known.languages[0]),
            set_id=first("set", tuple(known.sets)[1:], ""),
            categories=_most_specific(ids("category", known.categories), known),
            groups=ids("group", known.groups),
            partner=first("partner", tuple(known.partners), ""),
            text=clean(" ".join(parameters.get("q", [])[:1])),
            printed=bool(ids("printed", ["1"])),
            order=first("sort", ORDERS, ORDERS[0]),
            deck=ids("deck", [code for code in parameters.get("deck", []) if deck.read(code, known)])[: deck.MOST],
            version=next((v for v in parameters.get("version", []) if re.fullmatch("[0-9a-f]{8}", v)), ""),
        )
        return selection, tuple(dropped)

    def parameters(self, known: Known) -> dict[str, list[str]]:
        """Return the parameters of the address; what stands at its default is absent."""
        return {
            name: values
            for name, values in {
                "study": [self.study] if self.study != known.studies[0] else [],
                "lang": [self.language] if self.language != known.languages[0] else [],
                "set": [self.set_id] if self.set_id else [],
                "category": list(self.categories),
                "group": list(self.groups),
                "partner": [self.partner] if self.partner else [],
                "q": [self.text] if self.text else [],
                "printed": ["1"] if self.printed else [],
                "sort": [self.order] if self.order != ORDERS[0] else [],
                "deck": list(self.deck),
                "version": [self.version] if self.version else [],
            }.items()
            if values
        }

    def url(self, path: str, known: Known) -> str:
        """Return path and parameters, the same in every browser."""
        parameters = self.parameters(known).items()
        query = "&".join(f"{name}={quote_plus(value)}" for name, values in parameters for value in values)
        return f"{path}?{query}" if query else path

    def sentence(self, known: Known, texts: Texts) -> str:
        """Say what is selected, in the reader's language; "" when nothing is narrowed."""
        parts = [
            texts.selected_categories.format(", ".join(known.categories[c] for c in self.categories))
            if self.categories
            else "",
            texts.selected_groups.format(texts.listed([known.groups[g] for g in self.groups])) if self.groups else "",
            texts.selected_partner.format(known.partners[self.partner]) if self.partner else "",
            texts.selected_text.format(self.text) if self.text else "",
        ]
        return "; ".join(part for part in parts if part)

    def narrowed(self) -> bool:
        """Say whether anything is filtered away."""
        return bool(self.categories or self.groups or self.partner or self.text)

    def cleared(self) -> Self:
        """Return the same view with nothing filtered away."""
        return replace(self, categories=(), groups=(), partner="", text="")

    def focus(self, category: str) -> Self:
        """Return the selection with this one category."""
        return replace(self, categories=(category,))


def clean(text: str) -> str:
    """Return a search text as it goes into the address: composed, one line, at most 200 characters."""
    composed = unicodedata.normalize("NFC", text)
    printable = "".join(c if c.isprintable() else " " for c in composed)
    return " ".join(printable[:LONGEST_QUERY].split())


def choose(before: tuple[str, ...], tops: list[str], topics: list[str], known: Known) -> tuple[str, ...]:
    """Combine the two category lists of the filter bar into one selection.

    A top category stands for all below it until one of them is chosen; a newly chosen topic
    takes the place of those above and below it; a top that is taken away takes its topics along.
    """
    old_tops = {top_of(c, known) for c in before}
    removed = old_tops - set(tops)
    chosen = [c for c in topics if top_of(c, known) not in removed or c not in before]
    for new in [c for c in chosen if c not in before]:
        above = known.ancestors(new)
        chosen = [c for c in chosen if c not in above and new not in known.ancestors(c)]
    used = {top_of(c, known) for c in chosen}
    open_tops = [top for top in tops if top not in used]
    order = list(known.categories)
    return tuple(sorted([*open_tops, *chosen], key=order.index))


def top_of(category: str, known: Known) -> str:
    """Return the category of the first level above (or at) `category`."""
    while known.parents[category]:
        category = known.parents[category]
    return category


def _most_specific(categories: tuple[str, ...], known: Known) -> tuple[str, ...]:
    """Drop a category where one below it is selected too: choosing further narrows."""
    covered = set().union(*(known.ancestors(c) for c in categories)) if categories else set()
    return tuple(c for c in categories if c not in covered)
