"""What one person, one group or nobody named, and what was not asked: findings, sorted out by category."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.answers.findings import Finding


@dataclass(frozen=True, slots=True)
class Rare:
    """Findings of one category each. No category of `one_group` stands in `nobody` again."""

    single: tuple[tuple[Finding, ...], ...]
    one_group: tuple[tuple[Finding, ...], ...]
    nobody: tuple[tuple[Finding, ...], ...]
    unasked: tuple[tuple[Finding, ...], ...]


def sort_out(findings: Sequence[Finding]) -> Rare:
    """Sort findings, given in the study's order, into the four kinds."""
    categories = [tuple(cells) for _, cells in groupby(findings, key=lambda f: f.category_id)]
    one_group = tuple(cells for cells in categories if _of_one_group(cells))
    return Rare(
        single=_each(categories, lambda f: f.state == "counted" and f.low == 1),
        one_group=one_group,
        nobody=_each([c for c in categories if c not in one_group], lambda f: f.state == "not_named"),
        unasked=_each(categories, lambda f: f.asked < f.respondents and f.state != "not_counted" and f.of_low is None),
    )


def _each(
    categories: Sequence[tuple[Finding, ...]], which: Callable[[Finding], bool]
) -> tuple[tuple[Finding, ...], ...]:
    chosen = (tuple(f for f in cells if which(f)) for cells in categories)
    return tuple(cells for cells in chosen if cells)


def _of_one_group(cells: Sequence[Finding]) -> bool:
    """Say whether persons of one group named the category and nobody of any other."""
    named = [f for f in cells if f.state in ("counted", "range")]
    silent = [f for f in cells if f.state == "not_named"]
    return len(named) == 1 and bool(silent) and len(named) + len(silent) == len(cells)
