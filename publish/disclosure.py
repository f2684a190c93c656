"""Which cells may be shown: the rules that withhold, and the proof that what is withheld stays withheld.

The unit is the person. With threshold k: a count from 1 to k-1 is withheld, and so is every count of fewer than k
asked; a sensitive category also withholds all, nobody and nearly all. Since groups add up, along every group set
never exactly one cell of a line is withheld. `attack` then tries to compute what was withheld; whatever it can,
is mended by withholding one cell more, or the release fails and names cell and equation.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from publish.attack import Domain, Equation, Exposure, Need, Seen, exposed, interval
from publish.counting import Count, Place

Rule = Literal["small", "hidden_small", "small_base", "sensitive", "complement", "difference"]
"""Why a cell is withheld. `small` is told as "fewer than k", all others are told as nothing at all."""


@dataclass(frozen=True, slots=True)
class Past:
    """Earlier releases as `history.recall` finds them: withheld cells and parts of groups, visible cells, equations.

    `public`: cells of now that follow from visible cells of then and cannot be taken back.
    """

    told: dict[Place, Domain] = field(default_factory=dict)
    needs: dict[Place, Need] = field(default_factory=dict)
    known: dict[Place, int] = field(default_factory=dict)
    truth: dict[Place, int] = field(default_factory=dict)
    equations: list[Equation] = field(default_factory=list)
    public: set[Place] = field(default_factory=set)


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


@dataclass(frozen=True, slots=True)
class Protection:
    """What is withheld, by which rule and with which bounds told; everything else is shown."""

    rules: Mapping[Place, Rule]
    told: Mapping[Place, Domain]
    repairs: tuple[Exposure, ...]


class Unprotectable(Exception):
    """A withheld cell could be computed and no further cell can be withheld: names it and the equation."""

    def __init__(self, exposure: Exposure) -> None:
        super().__init__(f"{exposure.place}: {exposure.low}-{exposure.high}")
        self.exposure = exposure


def protect(counts: Mapping[Place, Count], structure: Structure, threshold: int) -> Protection:
    """Withhold what must be, with the least loss, and prove it. Raise Unprotectable where that cannot be."""
    lines = _lines(counts, structure)
    past = structure.past
    all_equations = [*equations(counts, structure), *past.equations]
    touching = _touching(all_equations)
    rules: dict[Place, Rule] = {}
    for place, count in counts.items():
        rule = _rule(place, count, structure, threshold)
        if rule and place not in structure.fixed:
            rules[place] = rule
    repairs: list[Exposure] = []
    lowered: dict[Place, Need] = {}
    seen: Seen = {}
    while True:
        _complete_lines(lines, counts, structure, rules)
        told = {
            place: _told(rule, counts[place], structure.earlier.get(place), threshold) for place, rule in rules.items()
        }
        needs = {
            place: _need(rule, counts[place], structure.earlier.get(place), threshold) for place, rule in rules.items()
        }
        known = {place: count.named for place, count in counts.items() if place not in rules}
        truth = {place: counts[place].named for place in rules}
        found = exposed(
            told | past.told, needs | past.needs | lowered, known | past.known, all_equations, truth | past.truth, seen
        )
        if not found:
            return Protection(rules, told, tuple(repairs))
        if weaker := _known_before(found, needs | past.needs | lowered, counts, past):
            lowered |= weaker
            continue
        before = dict(rules)
        for exposure in found:
            cells = {place for equation in exposure.equations for place, _ in equation.terms}
            if all(rules.get(place) == before.get(place) for place in cells):
                if _repair(exposure, counts, structure, rules, touching):
                    repairs.append(exposure)
                elif rules == before:
                    raise Unprotectable(exposure)


def _touching(all_equations: Sequence[Equation]) -> dict[Place, list[Equation]]:
    """Return the equations each place stands in."""
    touching: dict[Place, list[Equation]] = defaultdict(list)
    for equation in all_equations:
        for place, _ in equation.terms:
            touching[place].append(equation)
    return touching


def _known_before(
    found: Sequence[Exposure], needs: Mapping[Place, Need], counts: Mapping[Place, Count], past: Past
) -> dict[Place, Need]:
    """Return weaker needs for cells that earlier releases alone hold narrowly: this release cannot take that back."""
    if not past.equations:
        return {}
    unknown = {place: Domain(0, count.asked) for place, count in counts.items()} | past.told
    weaker = {}
    for place in (exposure.place for exposure in found):
        low, high = interval(place, unknown, past.known, past.equations)
        need = needs[place]
        least, most = max(low, need.low or 0), high if need.high is None else min(high, need.high)
        possible = Need(
            low=None if need.low is None else least,
            high=None if need.high is None else most,
            width=max(0, min(need.width, most - least)),
        )
        if possible != need:
            weaker[place] = possible
    return weaker


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


def _lines(counts: Mapping[Place, Count], structure: Structure) -> list[list[Place]]:
    """Return the cells of each category (by partner) along each group set."""
    lines: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
    for place in counts:
        lines[place.category_id, place.partner_id, structure.sets[place.group_id]].append(place)
    return [line for line in lines.values() if len(line) > 1]


def _rule(place: Place, count: Count, structure: Structure, threshold: int) -> Rule | None:
    """Say which rule withholds a cell by itself."""
    if count.asked == 0:
        return None
    if count.asked < threshold:
        return "small_base"
    if place.category_id in structure.sensitive:
        near = min(count.named, count.asked - count.named) < threshold
        return "sensitive" if near else None
    if 0 < count.named < threshold:
        return "small"
    earlier = structure.earlier.get(place)
    if earlier and any(0 < abs(count.named - was) < threshold for was in earlier.was):
        return "difference"
    return None


def _told(rule: Rule, count: Count, earlier: Earlier | None, threshold: int) -> Domain:
    """Say what readers learn of a withheld cell (and an attacker from earlier releases)."""
    low, high = (max(earlier.low, 0), min(earlier.high, count.asked)) if earlier else (0, count.asked)
    if rule == "small":
        return Domain(max(1, low), min(threshold - 1, high))
    return Domain(low, high)


def _need(rule: Rule, count: Count, earlier: Earlier | None, threshold: int) -> Need:
    """Say what must stay possible for a withheld cell."""
    if rule in ("small", "hidden_small"):
        return Need(low=1, high=threshold - 1, width=threshold - 2)
    if rule == "small_base":
        return Need(low=0, high=count.asked, width=count.asked)
    if rule == "sensitive":
        return Need(width=min(threshold - 1, count.asked))
    if rule == "difference" and earlier:
        return Need(width=min(threshold - 1, earlier.high - earlier.low))
    return Need(width=1)


def _complete_lines(
    lines: list[list[Place]], counts: Mapping[Place, Count], structure: Structure, rules: dict[Place, Rule]
) -> None:
    """Withhold a second cell wherever a line has exactly one; again, since lines of several sets cross."""
    changed = True
    while changed:
        changed = False
        for line in lines:
            withheld = [place for place in line if place in rules]
            if len(withheld) != 1:
                continue
            candidates = [place for place in line if _may_withhold(place, counts, structure, rules)]
            if candidates:
                rules[min(candidates, key=lambda p: _loss(p, counts))] = "complement"
                changed = True


def _may_withhold(
    place: Place, counts: Mapping[Place, Count], structure: Structure, rules: Mapping[Place, Rule]
) -> bool:
    return place in counts and place not in rules and place not in structure.fixed and counts[place].asked > 0


def _loss(place: Place, counts: Mapping[Place, Count]) -> tuple[bool, int, Place]:
    """Prefer small cells, and a count to a zero, which says more; the place makes the choice repeatable."""
    return counts[place].named == 0, counts[place].named, place


def _repair(
    exposure: Exposure,
    counts: Mapping[Place, Count],
    structure: Structure,
    rules: dict[Place, Rule],
    touching: Mapping[Place, list[Equation]],
) -> bool:
    """Tell less: withhold the least loss among the visible cells of the equations that give a cell away.

    Where all of them are withheld, "fewer than k" becomes nothing at all; where that is done, look one equation
    further, and so on. Return False where nothing is left to withhold.
    """
    near: set[Equation] = set(exposure.equations)
    seen: set[Equation] = set()
    while near - seen:
        places = {place for equation in near for place, _ in equation.terms}
        visible = [place for place in places if _may_withhold(place, counts, structure, rules)]
        if visible:
            rules[min(visible, key=lambda p: _loss(p, counts))] = "complement"
            return True
        told = [place for place in places if rules.get(place) == "small"]
        if told:
            rules |= dict.fromkeys(told, "hidden_small")
            return True
        seen = near
        near = near | {equation for place in places for equation in touching[place]}
    return False
