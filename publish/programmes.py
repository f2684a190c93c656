"""The integer programmes of an attack: what cells that hang together can be, found by HiGHS with a bounded effort."""

import math
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from publish.counting import Place

MOST_NODES = 500
"""Of the search tree of one programme; nearly all need one. What is open then is not proven."""
LONGEST = 60.0
"""For how many seconds one programme is let run, should its nodes take so long: then nothing is released."""
BESIDES = 500
"""What any programme costs, however small."""
MOST_WORK = 30_000_000
"""Of one attack with all its repairs, a few minutes: what is not proven then is not released."""


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


@dataclass
class Part:
    """Withheld cells that hang together, with their equations over them alone."""

    places: list[Place]
    domains: list[Domain]
    equations: list[Equation] = field(default_factory=list)
    rows: list[tuple[dict[int, int], float, float]] = field(default_factory=list)

    @property
    def work(self) -> int:
        """Return what one programme over it costs: its cells, and how often they stand in equations."""
        return BESIDES + len(self.places) + sum(len(terms) for terms, _, _ in self.rows)


def parts_of(withheld: Mapping[Place, Domain], known: Mapping[Place, int], equations: Iterable[Equation]) -> list[Part]:
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
    parts = [Part([places[n] for n in part], [withheld[places[n]] for n in part]) for part in members]
    local = {n: place for part in members for place, n in enumerate(part)}
    for equation, unknown, limit in rows:
        part = parts[labels[min(unknown)]]
        part.equations.append(equation)
        part.rows.append(({local[n]: c for n, c in unknown.items()}, limit if equation.exact else -np.inf, limit))
    return parts


class TooHard(Exception):
    """The effort is spent: whether a cell could be computed is not known, so nothing is proven."""


class Contradiction(Exception):
    """No values fit: what is published contradicts itself."""


class Effort:
    """What may still be computed, counted in cells and equations and not in time: two runs come equally far."""

    def __init__(self, most: int = MOST_WORK) -> None:
        self.left = most

    def spend(self, work: int) -> None:
        """Take some of it. Raise TooHard where nothing is left."""
        self.left -= work
        if self.left < 0:
            raise TooHard


class Programme:
    """The integer programme of one part."""

    def __init__(self, part: Part, effort: Effort) -> None:
        self.size, self._effort = len(part.places), effort
        self._work = part.work
        self._bounds = Bounds([d.low for d in part.domains], [d.high for d in part.domains])
        self._constraints = []
        if part.rows:
            matrix = _matrix([(terms, limit) for terms, _, limit in part.rows], self.size)
            self._constraints = [LinearConstraint(matrix, [r[1] for r in part.rows], [r[2] for r in part.rows])]

    def towards(self, direction: Sequence[float] | np.ndarray) -> tuple[np.ndarray | None, bool]:
        """Return the fitting values found furthest against `direction`, and whether none lie further.

        Where that takes too many nodes the best ones found, if any. Raise TooHard or Contradiction.
        """
        self._effort.spend(self._work)
        answer = _aside(
            lambda: milp(
                np.asarray(direction),
                integrality=np.ones(self.size),
                bounds=self._bounds,
                constraints=self._constraints,
                options={"time_limit": LONGEST, "node_limit": MOST_NODES},
            )
        )
        self._effort.spend(self._work * max(0, (answer.mip_node_count or 0) - 1))
        if answer.status == 2:
            raise Contradiction(answer.message)
        if answer.status != 0 and "Solution limit" not in answer.message:
            raise TooHard
        return None if answer.x is None else np.round(answer.x), answer.status == 0

    def solve(self, at: int, sign: int) -> tuple[np.ndarray | None, bool]:
        """Return fitting values with the smallest (sign 1) or largest (sign -1) value of one cell, as `towards`."""
        direction = np.zeros(self.size)
        direction[at] = sign
        return self.towards(direction)


def _aside(work: Callable[[], Any]) -> Any:
    """Do the work beside: the system's call to stop (Ctrl+C) is heard meanwhile, not after a minute."""
    done: list[Any] = []
    thread = threading.Thread(target=lambda: done.append(work()), daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(0.2)
    return done[0]


class Relaxed:
    """The programme of one part without whole numbers: a wider answer, sooner, and which equations hold it."""

    def __init__(self, part: Part, effort: Effort) -> None:
        self._effort, self._work = effort, part.work
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
            self._effort.spend(self._work)
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
