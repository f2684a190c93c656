"""What can be computed about withheld cells from everything that is published: the attack on one's own package.

The attacker knows every visible cell, how the cells add up, and the rules by which cells are withheld. For each
withheld cell the smallest and the largest whole number that fits is found by mixed-integer linear programming (HiGHS).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from publish.counting import Place
from publish.programmes import Domain, Effort, Equation, Part, Programme, Relaxed, parts_of

Seen = dict[Place, tuple[int, int]]
"""The smallest and largest value of each withheld cell that was found to fit."""
ROUNDS, FEW = 8, 2
"""Directions in which fitting numbers are sought for all open cells before each gets programmes of its own; for how few
open cells that is not worth it."""


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


def exposed(
    withheld: Mapping[Place, Domain],
    needs: Mapping[Place, Need],
    known: Mapping[Place, int],
    equations: Iterable[Equation],
    truth: Mapping[Place, int],
    seen: Seen | None = None,
    effort: Effort | None = None,
    tell: Callable[[int], object] = bool,
) -> list[Exposure]:
    """Return every withheld cell that is not proven to meet its need; [] proves the package safe. Raise TooHard.

    `known` are the visible cells; `truth` the withheld values, one solution that certainly fits. `seen` is filled with
    the values found to fit; given again while cells are only ever withheld or told less, it saves finding them anew:
    what fitted then still fits. `tell` hears for how many cells the question is settled.
    """
    found: list[Exposure] = []
    seen, effort, settled = {} if seen is None else seen, effort or Effort(), 0
    tell(settled)
    for part in parts_of(withheld, known, equations):
        fits = _Fits(part, needs, truth, seen)
        found += _attack(part, fits, effort, lambda more, before=settled: tell(before + more))  # type: ignore[misc]
        seen |= {place: (int(fits.low[at]), int(fits.high[at])) for at, place in enumerate(part.places)}
        settled += len(part.places)
    return sorted(found, key=lambda exposure: exposure.place)


def held(
    needs: Mapping[Place, Need],
    withheld: Mapping[Place, Domain],
    known: Mapping[Place, int],
    equations: Iterable[Equation],
    truth: Mapping[Place, int],
    seen: Seen,
    effort: Effort,
) -> dict[Place, tuple[int, int]]:
    """Return which cells certainly cannot meet their needs, and between which whole numbers they lie. Raise TooHard.

    `seen` is read only: it may hold fewer values than fit here.
    """
    found = {}
    every = {**dict.fromkeys(withheld, Need(width=0)), **needs}
    for part in parts_of(withheld, known, equations):
        fits = _Fits(part, every, truth, seen)
        programme = Programme(part, effort)
        _search(programme, fits)
        for at in fits.unmet():
            surely = True
            for sign in (1, -1):
                if not fits.met(at):
                    values, furthest = programme.solve(at, sign)
                    fits.learn(values)
                    surely = surely and furthest
            if surely and not fits.met(at):
                found[part.places[at]] = (int(fits.low[at]), int(fits.high[at]))
    return found


class _Fits:
    """The smallest and largest values of the cells of a part that were found to fit, and what they need."""

    def __init__(self, part: Part, needs: Mapping[Place, Need], truth: Mapping[Place, int], seen: Seen) -> None:
        self.needs = [needs[place] for place in part.places]
        both = [(truth[place], *seen.get(place, ())) for place in part.places]
        self.low = np.array([min(values) for values in both], dtype=float)
        self.high = np.array([max(values) for values in both], dtype=float)

    def learn(self, values: np.ndarray | None) -> None:
        """Take values that fit, of all cells at once: they count for every cell, so few need their own search."""
        if values is not None:
            np.minimum(self.low, values, out=self.low)
            np.maximum(self.high, values, out=self.high)

    def met(self, at: int) -> bool:
        """Say whether enough values of a cell fit."""
        return self.needs[at].met_by(self.low[at], self.high[at])

    def unmet(self) -> list[int]:
        """Return the cells of which more must fit."""
        return [at for at in range(len(self.needs)) if not self.met(at)]


def _attack(part: Part, fits: _Fits, effort: Effort, tell: Callable[[int], object]) -> list[Exposure]:
    """Attack one part: first all its cells at once, then those that are left one by one."""
    programme, relaxed = Programme(part, effort), Relaxed(part, effort)
    _search(programme, fits)
    found = []
    unmet = fits.unmet()
    for number, at in enumerate(unmet, start=len(part.places) - len(unmet)):
        tell(number)
        if fits.met(at):  # another one's search has found enough
            continue
        need = fits.needs[at]
        least, most, equations = relaxed.bounds(at)
        if need.met_by(least, most):
            for sign in (1, -1):
                if not fits.met(at):
                    fits.learn(programme.solve(at, sign)[0])
            least, most = int(fits.low[at]), int(fits.high[at])
        if not need.met_by(least, most):
            found.append(Exposure(part.places[at], least, most, equations))
    return found


def _search(programme: Programme, fits: _Fits) -> None:
    """Seek fitting values that are far from the truth in many cells at once, as long as that meets some needs."""
    chance = np.random.default_rng(programme.size)
    for turn in range(ROUNDS):
        unmet = fits.unmet()
        if len(unmet) <= FEW:
            return
        direction = np.zeros(programme.size)
        direction[unmet] = 1.0 if turn == 0 else chance.choice([-1.0, 1.0], len(unmet))
        fits.learn(programme.towards(direction)[0])
        fits.learn(programme.towards(-direction)[0])
        if turn > 1 and len(fits.unmet()) == len(unmet):
            return
