"""An attack written apart from the build: it reads a package as anybody can and computes what it withholds.

It knows only the files, that a child is at most its parent, a partner at most the total, a parent at most the sum
of its children where told so, and that all group sets have the same total. It narrows every cell by turns until
nothing changes (bounds propagation over whole numbers), then asks a linear programme for what is left.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from scipy.optimize import linprog

Cell = tuple[str, str, str]
Row = tuple[dict[Cell, int], bool]


def read(package: Path) -> tuple[dict[Cell, tuple[int, int]], dict[Cell, int], dict[str, str], dict[str, str]]:
    """Return bounds, asked, parents and sets as the files tell them."""

    def table(name: str) -> list[dict[str, str]]:
        with (package / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    bounds, asked = {}, {}
    for row in table("findings"):
        cell = (row["category_id"], row["group_id"], row["partner_id"])
        bounds[cell] = (int(row["named_low"]), int(row["named_high"]))
        asked[cell] = int(row["asked"])
    parents = {row["category_id"]: row["parent_id"] for row in table("categories")}
    return bounds, asked, parents, {row["group_id"]: row["set_id"] for row in table("groups")}


def relations(
    cells: Iterable[Cell], parents: Mapping[str, str], sets: Mapping[str, str], closed: Iterable[str]
) -> list[Row]:
    """Return what must hold: each row's weighted sum is at most 0, or exactly 0."""
    known = set(cells)
    rows: list[Row] = []
    for category, group, partner in known:
        above = (parents[category], group, partner)
        if above in known:
            rows.append(({(category, group, partner): 1, above: -1}, False))
        if partner:
            rows.append(({(category, group, partner): 1, (category, group, ""): -1}, False))
        below = [(c, group, partner) for c, parent in parents.items() if parent == category]
        if category in closed and below and set(below) <= known:
            rows.append(({(category, group, partner): 1, **dict.fromkeys(below, -1)}, False))
    by_set: dict[str, list[str]] = defaultdict(list)
    for group, set_id in sets.items():
        by_set[set_id].append(group)
    first, *others = by_set.values()
    for category, partner in {(c, p) for c, _, p in known}:
        for other in others:
            terms = {(category, g, partner): 1 for g in first} | {(category, g, partner): -1 for g in other}
            rows.append((terms, True))
    return rows


def narrow(bounds: Mapping[Cell, tuple[int, int]], rows: list[Row]) -> dict[Cell, tuple[int, int]]:
    """Narrow every cell by every relation until nothing changes."""
    low = {cell: b[0] for cell, b in bounds.items()}
    high = {cell: b[1] for cell, b in bounds.items()}
    directed = [terms for terms, _ in rows] + [{c: -w for c, w in terms.items()} for terms, exact in rows if exact]
    changed = True
    while changed:
        changed = False
        for terms in directed:
            least = sum(w * (low[c] if w > 0 else high[c]) for c, w in terms.items())
            for cell, weight in terms.items():
                rest = least - weight * (low[cell] if weight > 0 else high[cell])
                if weight > 0 and -rest < high[cell]:
                    high[cell], changed = -rest, True
                if weight < 0 and rest > low[cell]:
                    low[cell], changed = rest, True
    return {cell: (low[cell], high[cell]) for cell in bounds}


def solve(cell: Cell, bounds: Mapping[Cell, tuple[int, int]], rows: list[Row]) -> tuple[float, float]:
    """Return the smallest and largest value of a cell by linear programming over everything at once."""
    names = {name: n for n, name in enumerate(bounds)}
    equal = [(terms, exact) for terms, exact in rows if exact]
    less = [(terms, exact) for terms, exact in rows if not exact]

    def matrix(some: list[Row]) -> np.ndarray | None:
        if not some:
            return None
        full = np.zeros((len(some), len(names)))
        for r, (terms, _) in enumerate(some):
            for name, weight in terms.items():
                full[r, names[name]] = weight
        return full

    answers = []
    for sign in (1, -1):
        goal = np.zeros(len(names))
        goal[names[cell]] = sign
        answer = linprog(
            goal, matrix(less), np.zeros(len(less)) if less else None, matrix(equal),
            np.zeros(len(equal)) if equal else None, list(bounds.values()), method="highs",
        )  # fmt: skip
        assert answer.status == 0, answer.message
        answers.append(float(answer.x[names[cell]]))
    return answers[0], answers[1]
