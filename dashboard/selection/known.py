"""The ids that mean something in a study: the only thing an address may name."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Known:
    """Ids and their labels in one language; the groups are those of one set.

    `parents` maps each category to its parent ("" at the top). `set_groups` are the group ids of each set as an address
    names it ("": the first). `languages` begin with the study's own, `studies` with the one an address leaves out.
    """

    studies: tuple[str, ...]
    languages: tuple[str, ...]
    parents: Mapping[str, str]
    categories: Mapping[str, str]
    groups: Mapping[str, str]
    partners: Mapping[str, str]
    sets: Mapping[str, str] = field(default_factory=dict)
    set_groups: Mapping[str, Collection[str]] = field(default_factory=lambda: {"": frozenset()})
    quotes: frozenset[str] = frozenset()

    def ancestors(self, category: str) -> set[str]:
        """Return the categories above `category`."""
        above: set[str] = set()
        while category := self.parents[category]:
            above.add(category)
        return above

    def top_of(self, category: str) -> str:
        """Return the category of the first level above (or at) `category`."""
        while self.parents[category]:
            category = self.parents[category]
        return category
