"""What narrows: categories, groups of one set, a partner, a searched text."""

import unicodedata
from dataclasses import dataclass, replace
from typing import Self

from dashboard.selection.known import Known
from dashboard.texts import Texts

LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class Selection:
    """What questions are asked and cached by; an empty field means "all".

    `categories` are ids of any level and stand for themselves and all below them. `set_id` is the group set
    ("": the first); one at a time, sets are never crossed.
    """

    categories: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    set_id: str = ""
    partner: str = ""
    text: str = ""

    @property
    def narrows(self) -> bool:
        """Say whether anything is filtered away."""
        return bool(self.categories or self.groups or self.partner or self.text)

    @property
    def category(self) -> str:
        """Return the one category that is chosen, "" where it is none or several."""
        return self.categories[0] if len(self.categories) == 1 else ""

    def cleared(self) -> Self:
        """Return the same group set with nothing filtered away."""
        return replace(self, categories=(), groups=(), partner="", text="")

    def focus(self, category: str) -> Self:
        """Return the selection with this one category."""
        return replace(self, categories=(category,))

    def loosened(self, texts: Texts) -> list[tuple[str, "Selection"]]:
        """Return (what it does, selection) for each filter that can be taken away."""
        ways = [
            (self.categories, texts.loosen_category, replace(self, categories=())),
            (self.groups, texts.loosen_group, replace(self, groups=())),
            (self.partner, texts.loosen_partner, replace(self, partner="")),
            (self.text, texts.loosen_text, replace(self, text="")),
        ]
        return [(words, loosened) for used, words, loosened in ways if used]

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
    old_tops = {known.top_of(c) for c in before}
    removed = old_tops - set(tops)
    chosen = [c for c in topics if known.top_of(c) not in removed or c not in before]
    for new in [c for c in chosen if c not in before]:
        above = known.ancestors(new)
        chosen = [c for c in chosen if c not in above and new not in known.ancestors(c)]
    used = {known.top_of(c) for c in chosen}
    open_tops = [top for top in tops if top not in used]
    order = list(known.categories)
    return tuple(sorted([*open_tops, *chosen], key=order.index))


def most_specific(categories: tuple[str, ...], known: Known) -> tuple[str, ...]:
    """Drop a category where one below it is selected too: choosing further narrows."""
    covered = set().union(*(known.ancestors(c) for c in categories)) if categories else set()
    return tuple(c for c in categories if c not in covered)
