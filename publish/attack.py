"""What can be computed about withheld cells from everything that is published: the attack on one's own package.

The attacker knows every visible cell, how the cells add up, and the rules by which cells are withheld. For each
withheld cell the smallest and the largest whole number that fits is found by mixed-integer linear programming (HiGHS).
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from publish.counting import Place

Seen = dict[Place, tuple[int, int]]
"""The smallest and largest value of each withheld cell that was found to fit."""
ROUNDS, FEW = 8, 2
"""Directions in which fitting numbers are sought for all open cells before each gets programmes of its own; for how few
open cells that is not worth it."""
LONGEST = 60.0
"""For how many seconds one programme is let run."""


@dataclass(frozen=True, slots=True)
class Equation:
    """A relation between cells that anyone may assume: the sum of coefficient x cell is at most (or exactly) 0."""

    kind: str
    terms: tuple[tuple[Place, int], ...]
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Domain:
    """What is told about a withheld cell: low to high."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Need:
    """What must stay possible: a value of at most `low`, one of at least `high`, and `width` between two of them."""

    low: int | None = None
    high: int | None = None
    width: int = 1

    def met_by(self, low: float, high: float) -> bool:
        """Say whether possible values from `low` to `high` suffice."""
        return (
            (self.low is None or low <= self.low)
            and (self.high is None or high >= self.high)
            and high - low >= self.width
        )


@dataclass(frozen=True, slots=True)
class Exposure:
    """A withheld cell that can be computed too narrowly, and the equations that do it."""

    place: Place
    low: int
    high: int
    equations: tuple[Equation, ...]


@dataclass
class _Part:
    """Withheld cells that hang together, with their equations over them alone."""

    places: list[Place]
    domains: list[Domain]
    equations: list[Equation] = field(default_factory=list)
    rows: list[tuple[dict[int, int], float, float]] = field(default_factory=list)


def exposed(
    withheld: Mapping[Place, Domain],
    needs: Mapping[Place, Need],
    known: Mapping[Place, int],
    equations: Iterable[Equation],
    truth: Mapping[Place, int],
    seen: Seen | None = None,
) -> list[Exposure]:
    """Return every withheld cell whose possible values do not meet its need; [] proves the package safe.

    `known` are the visible cells; `truth` the withheld values, one solution that certainly fits. `seen` is filled with
    the values found to fit; given again while cells are only ever withheld or told less, it saves finding them anew:
    what fitted then still fits.
    """
    found: list[Exposure] = []
    seen = {} if seen is None else seen
    for part in _parts(withheld, known, equations):
        found += _attack(part, needs, [truth[place] for place in part.places], seen)
    return sorted(found, key=lambda exposure: exposure.place)


def interval(
    place: Place, withheld: Mapping[Place, Domain], known: Mapping[Place, int], equations: Iterable[Equation]
) -> tuple[int, int]:
    """Return the smallest and largest possible value of one withheld cell."""
    part = next(part for part in _parts(withheld, known, equations) if place in part.places)
    programme = _Programme(part)
    at = part.places.index(place)
    return round(programme.solve(at, 1)[at]), round(programme.solve(at, -1)[at])


def _parts(withheld: Mapping[Place, Domain], known: Mapping[Place, int], equations: Iterable[Equation]) -> list[_Part]:
    """Fold the visible cells into the right-hand sides and split what is left into independent parts."""
    number = {place: n for n, place in enumerate(withheld)}
    rows: list[tuple[Equation, dict[int, int], float]] = []
    for equation in equations:
        unknown: dict[int, int] = {}
        constant = 0
        for place, coefficient in equation.terms:
            if place in number:
                unknown[number[place]] = unknown.get(number[place], 0) + coefficient
            else:
                constant += coefficient * known[place]
        if unknown:
            rows.append((equation, unknown, -constant))
    ends = [(min(unknown), n) for _, unknown, _ in rows for n in unknown]
    size = len(number)
    graph = coo_array((np.ones(len(ends)), ([a for a, _ in ends], [b for _, b in ends])), shape=(size, size))
    amount, labels = connected_components(graph, directed=False)
    places = list(withheld)
    members: list[list[int]] = [[] for _ in range(amount)]
    for n, label in enumerate(labels):
        members[label].append(n)
    parts = [_Part([places[n] for n in part], [withheld[places[n]] for n in part]) for part in members]
    local = {n: place for part in members for place, n in enumerate(part)}
    for equation, unknown, limit in rows:
        part = parts[labels[min(unknown)]]
        part.equations.append(equation)
        part.rows.append(({local[n]: c for n, c in unknown.items()}, limit if equation.exact else -np.inf, limit))
    return parts


class _Programme:
    """The integer programme of one part."""

    def __init__(self, part: _Part) -> None:
        self.size = len(part.places)
        self.bounds = Bounds([d.low for d in part.domains], [d.high for d in part.domains])
        self.constraints = []
        if part.rows:
            matrix = _matrix([(terms, limit) for terms, _, limit in part.rows], self.size)
            self.constraints = [LinearConstraint(matrix, [r[1] for r in part.rows], [r[2] for r in part.rows])]

    def towards(self, direction: Sequence[float] | np.ndarray) -> np.ndarray:
        """Return the fitting values that lie furthest against `direction`."""
        answer = milp(
            np.asarray(direction),
            integrality=np.ones(self.size),
            bounds=self.bounds,
            constraints=self.constraints,
            options={"time_limit": LONGEST},
        )
        if answer.status == 1:
            raise TooHard
        if answer.x is None:
            raise Contradiction(answer.message)
        return np.asarray(answer.x)

    def solve(self, at: int, sign: int) -> np.ndarray:
        """Return fitting values with the smallest (sign 1) or largest (sign -1) value of one cell."""
        direction = np.zeros(self.size)
        direction[at] = sign
        return self.towards(direction)


class TooHard(Exception):
    """One programme took too long: whether a cell could be computed is not known, so nothing is proven."""


class Contradiction(Exception):
    """No values fit: what is published contradicts itself."""


def _attack(part: _Part, needs: Mapping[Place, Need], truth: Sequence[int], seen: Seen) -> list[Exposure]:
    """Attack one part: fitting values found on the way count for every cell, so few cells need their own search."""
    programme = _Programme(part)
    before = [seen.get(place, (value, value)) for place, value in zip(part.places, truth, strict=True)]
    low = np.array([min(value, least) for value, (least, _) in zip(truth, before, strict=True)], dtype=float)
    high = np.array([max(value, most) for value, (_, most) in zip(truth, before, strict=True)], dtype=float)

    def unmet() -> list[int]:
        return [at for at, place in enumerate(part.places) if not needs[place].met_by(low[at], high[at])]

    def learn(values: np.ndarray) -> None:
        fitting = np.round(values)
        np.minimum(low, fitting, out=low)
        np.maximum(high, fitting, out=high)

    _search(programme, unmet, learn)
    found = []
    relaxed = _Relaxed(part)
    for at in unmet():
        place, need = part.places[at], needs[part.places[at]]
        if need.met_by(low[at], high[at]):  # another one's search has found enough
            continue
        least, most, equations = relaxed.bounds(at)
        if need.met_by(least, most):
            learn(programme.solve(at, 1))
            if not need.met_by(low[at], high[at]):
                learn(programme.solve(at, -1))
            least, most = low[at], high[at]
        if not need.met_by(least, most):
            found.append(Exposure(place, int(least), int(most), equations))
    seen |= {place: (int(low[at]), int(high[at])) for at, place in enumerate(part.places)}
    return found


def _search(programme: _Programme, unmet: Callable[[], list[int]], learn: Callable[[np.ndarray], None]) -> None:
    """Seek fitting values that are far from the truth in many cells at once, as long as that meets some needs."""
    chance = np.random.default_rng(programme.size)
    for turn in range(ROUNDS):
        open_ = unmet()
        if len(open_) <= FEW:
            return
        direction = np.zeros(programme.size)
        direction[open_] = 1.0 if turn == 0 else chance.choice([-1.0, 1.0], len(open_))
        learn(programme.towards(direction))
        learn(programme.towards(-direction))
        if turn > 1 and len(unmet()) == len(open_):
            return


class _Relaxed:
    """The programme of one part without whole numbers: a wider answer, sooner, and which equations hold it."""

    def __init__(self, part: _Part) -> None:
        self.part, rows = part, list(zip(part.equations, part.rows, strict=True))
        less = [(equation, terms, limit) for equation, (terms, low, limit) in rows if low != limit]
        exact = [(equation, terms, limit) for equation, (terms, low, limit) in rows if low == limit]
        self.equations = [[equation for equation, _, _ in some] for some in (less, exact)]
        wide = len(part.places)
        self.matrices = [_matrix([(terms, limit) for _, terms, limit in some], wide) for some in (less, exact)]
        self.limits = [[limit for _, _, limit in some] or None for some in (less, exact)]

    def bounds(self, at: int) -> tuple[int, int, tuple[Equation, ...]]:
        """Return between which whole numbers a cell lies at most, and the equations that hold it there.

        Those with a price; where none has one, all it stands in.
        """
        priced: dict[Equation, None] = {}
        ends = [self.part.domains[at].low, self.part.domains[at].high]
        for end, sign in enumerate((1, -1)):
            objective = np.zeros(len(self.part.places))
            objective[at] = sign
            answer = linprog(
                objective,
                A_ub=self.matrices[0],
                b_ub=self.limits[0],
                A_eq=self.matrices[1],
                b_eq=self.limits[1],
                bounds=[(d.low, d.high) for d in self.part.domains],
                method="highs",
            )
            if answer.x is None:
                continue
            ends[end] = sign * math.ceil(answer.fun - 1e-6)
            prices = (answer.ineqlin.marginals, answer.eqlin.marginals)
            for equations, some in zip(self.equations, prices, strict=True):
                if equations:
                    priced |= {e: None for e, price in zip(equations, some, strict=True) if abs(price) > 1e-9}
        stands_in = [e for e, (terms, _, _) in zip(self.part.equations, self.part.rows, strict=True) if at in terms]
        return ends[0], ends[1], tuple(priced) or tuple(stands_in)


def _matrix(rows: Sequence[tuple[dict[int, int], float]], width: int) -> coo_array | None:
    if not rows:
        return None
    entries = [(r, c, value) for r, (terms, _) in enumerate(rows) for c, value in terms.items()]
    return coo_array(
        ([e[2] for e in entries], ([e[0] for e in entries], [e[1] for e in entries])), shape=(len(rows), width)
    ).tocsr()
