"""How the cells of a package hang together, by themselves and with those of earlier releases."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from publish.attack import Need
from publish.counting import Count, Place
from publish.programmes import Domain, Equation


@dataclass(frozen=True, slots=True)
class Past:
    """Earlier releases as `history.recall` finds them: withheld cells and parts of groups, visible cells, equations.

    `public`: cells of now that follow from visible cells of then and cannot be taken back. `crossing`: what only who
    knows in which groups of two sets a person is at once can use.
    """

    told: dict[Place, Domain] = field(default_factory=dict)
    needs: dict[Place, Need] = field(default_factory=dict)
    known: dict[Place, int] = field(default_factory=dict)
    truth: dict[Place, int] = field(default_factory=dict)
    equations: list[Equation] = field(default_factory=list)
    public: set[Place] = field(default_factory=set)
    crossing: list[Equation] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Structure:
    """How the cells hang together.

    `closed`: categories whose persons all named one below, so that they are at most their sum.
    `fixed`: cells already public elsewhere or before; they are shown and known.
    `earlier`: per cell, what earlier releases with other persons say; `past`: their cells beside those of now.
    """

    parents: Mapping[str, str | None]
    sets: Mapping[str, str]
    closed: frozenset[str] = frozenset()
    sensitive: frozenset[str] = frozenset()
    fixed: frozenset[Place] = frozenset()
    earlier: Mapping[Place, "Earlier"] = field(default_factory=dict)
    past: Past = field(default_factory=Past)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What earlier releases say of a cell: between low and high; `was`: values shown then, of other persons."""

    low: int
    high: int
    was: tuple[int, ...] = ()


def equations(counts: Mapping[Place, Count], structure: Structure) -> Iterator[Equation]:
    """Return how published cells bound each other: child <= parent <= sum of children, partner <= total, sets agree."""
    children: dict[str, list[str]] = defaultdict(list)
    for category, parent in structure.parents.items():
        if parent is not None:
            children[parent].append(category)
    for place in counts:
        parent = structure.parents.get(place.category_id)
        if parent is not None and (above := Place(parent, place.group_id, place.partner_id)) in counts:
            yield Equation("child", ((place, 1), (above, -1)))
        if place.partner_id:
            yield Equation("partner", ((place, 1), (Place(place.category_id, place.group_id, ""), -1)))
        below = [Place(c, place.group_id, place.partner_id) for c in children[place.category_id]]
        if place.category_id in structure.closed and below and all(p in counts for p in below):
            yield Equation("children", ((place, 1), *((p, -1) for p in below)))
    groups: dict[str, list[str]] = defaultdict(list)
    for group, set_id in structure.sets.items():
        groups[set_id].append(group)
    first, *others = groups.values()
    for category, partner in {(p.category_id, p.partner_id): None for p in counts}:
        for other in others:
            terms = [(Place(category, g, partner), 1) for g in first] + [
                (Place(category, g, partner), -1) for g in other
            ]
            yield Equation("sets", tuple(terms), exact=True)


def lines(counts: Mapping[Place, Count], structure: Structure) -> list[list[Place]]:
    """Return the cells of each category (by partner) along each group set."""
    lines: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
    for place in counts:
        lines[place.category_id, place.partner_id, structure.sets[place.group_id]].append(place)
    return [line for line in lines.values() if len(line) > 1]
