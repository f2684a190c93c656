"""Which cells may be shown: the rules that withhold, and the proof that what is withheld stays withheld.

The unit is the person. With threshold k: a count from 1 to k-1 is withheld, and so is every count of fewer than k
asked; a sensitive category also withholds all, nobody and nearly all. Since groups add up, along every group set
never exactly one cell of a line is withheld. `attack` then tries to compute what was withheld; whatever it can,
is mended by withholding one cell more, or the release fails and names cell and equation.
"""

import functools
import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from publish.attack import Exposure, Need, Seen, exposed, held
from publish.counting import Count, Place
from publish.programmes import Domain, Effort, Equation
from publish.steps import Listener, unheard
from publish.structure import Earlier, Past, Structure, equations, lines

Rule = Literal["small", "hidden_small", "small_base", "sensitive", "complement", "difference"]
"""Why a cell is withheld. `small` is told as "fewer than k", all others are told as nothing at all."""


@dataclass(frozen=True, slots=True)
class Protection:
    """What is withheld, by which rule and with which bounds told; everything else is shown."""

    rules: Mapping[Place, Rule]
    told: Mapping[Place, Domain]
    repairs: tuple[Exposure, ...]


@dataclass
class _Attacker:
    """Somebody with earlier releases beside this one: the equations she may use, and of them those of earlier ones.

    `lowered`: needs that earlier releases alone leave unmet for her; `seen`: values she can only tell to fit.
    """

    equations: list[Equation]
    earlier: list[Equation]
    lowered: dict[Place, Need] = field(default_factory=dict)
    seen: Seen = field(default_factory=dict)


class Unprotectable(Exception):
    """A withheld cell could be computed and no further cell can be withheld: names it and the equation."""

    def __init__(self, exposure: Exposure) -> None:
        super().__init__(f"{exposure.place}: {exposure.low}-{exposure.high}")
        self.exposure = exposure


def protect(
    counts: Mapping[Place, Count],
    structure: Structure,
    threshold: int,
    effort: Effort | None = None,
    tell: Listener = unheard,
) -> Protection:
    """Withhold what must be, with the least loss, and prove it; what is not proven safe is withheld as well.

    Raise Unprotectable where that cannot be, TooHard where the effort is spent before.
    """
    every_line, past, effort = lines(counts, structure), structure.past, effort or Effort()
    attackers = _attackers(counts, structure)
    touching = _touching(attackers[0].equations)
    truth = {place: count.named for place, count in counts.items()} | past.truth
    withheld = {place: _rule(place, count, structure, threshold) for place, count in counts.items()}
    rules = {place: rule for place, rule in withheld.items() if rule and place not in structure.fixed}
    repairs: list[Exposure] = []
    for turn in itertools.count(1):
        _complete_lines(every_line, counts, structure, rules)
        earlier = {place: structure.earlier.get(place) for place in rules}
        told = {place: _told(rule, counts[place], earlier[place], threshold) for place, rule in rules.items()}
        needs = {place: _need(rule, counts[place], earlier[place], threshold) for place, rule in rules.items()}
        known = {place: count.named for place, count in counts.items() if place not in rules} | past.known
        every = told | past.told
        heard = functools.partial(tell, "attack", of=len(every), what=str(turn))
        for she in attackers:
            must = needs | past.needs | she.lowered
            found = exposed(every, must, known, she.equations, truth, she.seen, effort, heard)
            if found:
                break
        else:
            break
        asked = {exposure.place: must[exposure.place] for exposure in found}
        if weaker := _known_before(asked, counts, past, truth, she, effort):
            she.lowered |= weaker
        else:
            _mend(found, counts, structure, rules, touching, repairs)
    return Protection(rules, told, tuple(repairs))


def _attackers(counts: Mapping[Place, Count], structure: Structure) -> list[_Attacker]:
    """Return who attacks: whoever knows who is in groups of two sets at once, and whoever does not.

    What the first may have computed from earlier releases is not excused by that before the second.
    """
    past, among = structure.past, list(equations(counts, structure))
    knowledge = [[*past.equations, *past.crossing], past.equations] if past.crossing else [past.equations]
    return [_Attacker([*among, *earlier], earlier) for earlier in knowledge]


def _mend(
    found: Sequence[Exposure],
    counts: Mapping[Place, Count],
    structure: Structure,
    rules: dict[Place, Rule],
    touching: Mapping[Place, list[Equation]],
    repairs: list[Exposure],
) -> None:
    """Repair each cell that is exposed, unless what gives it away was just withheld. Raise Unprotectable."""
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
    needs: Mapping[Place, Need],
    counts: Mapping[Place, Count],
    past: Past,
    truth: Mapping[Place, int],
    she: _Attacker,
    effort: Effort,
) -> dict[Place, Need]:
    """Return weaker needs for cells that earlier releases alone hold narrowly: this release cannot take that back."""
    if not she.earlier:
        return {}
    unknown = {place: Domain(0, count.asked) for place, count in counts.items()} | past.told
    weaker = {}
    for place, (low, high) in held(needs, unknown, past.known, she.earlier, truth, she.seen, effort).items():
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
