"""Two groups side by side, and how much of the difference hangs on one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.answers.findings import Finding


@dataclass(frozen=True, slots=True)
class Comparison:
    """One category in two groups with exact counts.

    `turn` is the number of persons of the smaller group more (`more`) or fewer who would have to
    name the category for the shares to be equal or in the other order; 0 where they are equal.
    """

    smaller: Finding
    larger: Finding
    turn: int
    more: bool

    @property
    def is_reliable(self) -> bool:
        """Say whether the order of the shares outlasts one person."""
        return self.turn > 1


def compare(findings: Sequence[Finding]) -> Comparison | None:
    """Compare the two findings of one category. None unless both are exact counts of two groups."""
    if len(findings) != 2 or any(f.low is None or f.low != f.high or not f.base for f in findings):
        return None
    smaller, larger = sorted(findings, key=lambda f: (f.base, f.position))
    turn, more = _turn(smaller.low or 0, smaller.base, larger.low or 0, larger.base)
    return Comparison(smaller, larger, turn, more)


def _turn(named: int, base: int, other_named: int, other_base: int) -> tuple[int, bool]:
    """Move persons of the smaller group one by one until the order is no longer what it was.

    Shares are compared as whole numbers (named x other base), so no rounding decides.
    """
    difference = named * other_base - other_named * base
    if difference == 0:
        return 0, False
    step = -1 if difference > 0 else 1
    persons = 0
    while (named + step * persons) * other_base - other_named * base != 0 and (
        ((named + step * persons) * other_base - other_named * base > 0) == (difference > 0)
    ):
        persons += 1
    return persons, step > 0


def sorted_by(comparisons: Sequence[Comparison], order: str) -> list[Comparison]:
    """Sort by persons that would turn the order (most first), by the study's order or by name."""
    if order == "turn":
        return sorted(comparisons, key=lambda c: -c.turn)
    if order == "name":
        return sorted(comparisons, key=lambda c: c.smaller.category.casefold())
    return list(comparisons)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What page and slide say about two groups: their figures by topic, and the comparisons, sorted.

    `groups` are the two that stand side by side; a single one where the reader chose no other, with nothing compared.
    """

    groups: tuple[str, ...]
    topics: tuple[Finding, ...]
    compared: tuple[Comparison, ...]

    @property
    def reliable(self) -> tuple[Comparison, ...]:
        """Return the comparisons whose order outlasts one person."""
        return tuple(c for c in self.compared if c.is_reliable)

    @property
    def unreliable(self) -> tuple[Comparison, ...]:
        """Return the comparisons one person turns."""
        return tuple(c for c in self.compared if not c.is_reliable)

    @property
    def counts(self) -> Mapping[str, int]:
        """Count the comparisons: all, and those one, two, three or more persons turn."""
        return {
            "all": len(self.compared),
            "one": len(self.unreliable),
            "two": sum(c.turn == 2 for c in self.compared),
            "three": sum(c.turn > 2 for c in self.compared),
        }


def side_by_side(
    findings: Sequence[Finding], chosen: Sequence[str], groups: Sequence[str], order: str = "turn"
) -> SideBySide:
    """Put two of `groups` side by side: the first two the reader chose, the first two of all where she chose none."""
    wanted = tuple(group for group in groups if group in chosen or not chosen)[:2]
    topics = tuple(f for f in findings if f.selected and f.level == 2 and f.group_id in wanted)
    by_category = (list(cells) for _, cells in groupby(topics, key=lambda f: f.category_id))
    compared = [c for cells in by_category if (c := compare(cells))]
    return SideBySide(wanted, topics, tuple(sorted_by(compared, order)))
