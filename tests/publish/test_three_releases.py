"""Three releases of random studies, some taken back: what was handed out recovers nothing that is withheld."""

import random
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

from publish import release, undo
from publish.coded_study import FaultyStudy
from publish.disclosure import Unprotectable
from publish.programmes import TooHard
from publish.register import TooFewChanged
from tests.publish import attacker, studies
from tests.publish.studies import Table

STUDIES, EACH = 200, 5
Cell = tuple[str, str, str]


def changed(chance: random.Random, tables: Mapping[str, Table], number: int) -> dict[str, Table]:
    """Let persons come, go or change their groups; what the others said stays."""
    rows = {name: (header, [tuple(row) for row in body]) for name, (header, body) in tables.items()}
    header, people = rows["respondents"]
    what = chance.choice(["come", "come", "come", "go", "move"])
    if what == "come":
        model = chance.choice(people)  # all into the same groups, so that few of these releases are refused
        for n in range(chance.choice([1, 4, 7, 10])):
            person, said = f"N{number}-{n}", chance.choice(people)[0]
            people.append((person, *model[1:]))
            for segment in [row[0] for row in rows["segments"][1] if row[1] == said]:
                rows["segments"][1].append((f"{segment}-{person}", person, "I1"))
                coded = [row for row in rows["codings"][1] if row[0] == segment]
                rows["codings"][1].extend((f"{segment}-{person}", category, coder) for _, category, coder in coded)
    elif what == "go":
        alike = [row[0] for row in people if row[1:] == people[0][1:]]
        gone = set(alike[: chance.choice([1, 4, 5])]) if len(people) > 12 else set()
        segments = {row[0] for row in rows["segments"][1] if row[1] in gone}
        rows["respondents"] = (header, [row for row in people if row[0] not in gone])
        rows["segments"] = (rows["segments"][0], [r for r in rows["segments"][1] if r[0] not in segments])
        for name in ("codings", "segment_partners"):
            rows[name] = (rows[name][0], [r for r in rows[name][1] if r[0] not in segments])
        rows["not_asked"] = (rows["not_asked"][0], [r for r in rows["not_asked"][1] if r[0] not in gone])
    else:
        moved = {row[0] for row in [r for r in people if r[1] == people[0][1]][: chance.choice([1, 4, 5])]}
        group = chance.choice(sorted({row[1] for row in people}))
        people = [(p, group if p in moved else first, *rest) for p, first, *rest in people]
        rows["respondents"] = (header, people)
    used = {cell for row in rows["respondents"][1] for cell in row[1:]}
    rows["groups"] = (rows["groups"][0], [row for row in rows["groups"][1] if row[0] in used])
    return rows


@pytest.mark.parametrize(
    "start",
    [pytest.param(n, marks=pytest.mark.soak if n >= 40 else pytest.mark.long) for n in range(0, STUDIES, EACH)],
)
def test_what_was_handed_out_recovers_nothing(start: int, tmp_path: Path) -> None:
    for seed in range(start, start + EACH):
        chance = random.Random(seed)
        tables: dict[str, Table] = studies.drawn(chance, most_people=30)
        while len(tables["categories"][1]) * len(tables["groups"][1]) * (1 + len(tables["partners"][1])) > 120:
            tables = studies.drawn(chance, most_people=30)  # larger ones take minutes each
        study, target = tmp_path / f"s{seed}", tmp_path / "data" / f"s{seed}"
        handed: list[tuple[dict[str, Table], dict[Cell, tuple[int, int]]]] = []
        for number in range(3):
            tables = changed(chance, tables, number) if number else tables
            studies.write(study, tables, version=f"{number}.0.0")
            try:
                done = release.release(study, target)
            except (TooFewChanged, Unprotectable, TooHard, FaultyStudy):  # nothing is handed out
                continue
            if done.unchanged:
                continue
            if chance.random() < 0.4:
                undo.undo(study, target, done.version)
                continue
            handed.append((tables, attacker.read(studies.lying(target))[0]))
        attack(handed, chance, seed)


def attack(
    handed: list[tuple[dict[str, Table], dict[Cell, tuple[int, int]]]], chance: random.Random, seed: int
) -> None:
    """Compute what withheld cells can still be, from all packages and from who was in which group when."""
    bounds: dict[Cell, tuple[int, int]] = {}
    rows: list[attacker.Row] = []
    everyone = sorted({row[0] for tables, _ in handed for row in tables["respondents"][1]})
    group_of: dict[tuple[int, str, str], str] = {}
    for n, (tables, told) in enumerate(handed):
        sets = {row[0]: row[1] for row in tables["groups"][1]}
        parents = {row[0]: row[1] for row in tables["categories"][1]}
        closed = set(parents.values()) - {row[1] for row in tables["codings"][1]}
        bounds |= {at(n, cell): both for cell, both in told.items()}
        for terms, exact in attacker.relations(told, parents, sets, closed):
            rows.append(({at(n, cell): weight for cell, weight in terms.items()}, exact))
        for person, *groups in tables["respondents"][1]:
            group_of |= {(n, sets[group], person): group for group in groups}
    withheld = [cell for cell, (low, high) in bounds.items() if low < high]
    kinds = {(c, p) for _, told in handed for c, _, p in told}
    for set_id in {s for _, s, _ in group_of}:
        parts: dict[tuple[str, ...], int] = defaultdict(int)
        for person in everyone:
            parts[tuple(group_of.get((n, set_id, person), "") for n in range(len(handed)))] += 1
        for category, partner in kinds:
            names = {part: (category, f"{set_id} {part}", partner) for part in parts}
            bounds |= {names[part]: (0, size) for part, size in parts.items()}
            for n in range(len(handed)):
                for group in {part[n] for part in parts if part[n]}:
                    terms = {names[part]: -1 for part in parts if part[n] == group}
                    rows.append(({at(n, (category, group, partner)): 1, **terms}, True))
    narrowed = attacker.narrow(bounds, rows)
    before = {n: attacker.narrow(_until(n, bounds), rows) for n in range(len(handed))}
    points = [cell for cell in withheld if narrowed[cell][0] >= narrowed[cell][1]]
    # What earlier packages alone give away (nobody named it then) a later one cannot take back.
    assert [c for c in points if (was := before[int(c[1].split(":")[0])][c])[0] < was[1]] == [], seed
    for cell in chance.sample(withheld, min(3, len(withheld))) if len(handed) > 1 else ():
        low, high = attacker.solve(cell, narrowed, rows)
        assert high - low > 1e-6 or cell in points, (seed, cell)


def _until(number: int, bounds: dict[Cell, tuple[int, int]]) -> dict[Cell, tuple[int, int]]:
    """Return what is told before a release: of it and all later ones nothing."""
    return {
        cell: both if ":" not in cell[1] or int(cell[1].split(":")[0]) < number else (0, 99)
        for cell, both in bounds.items()
    }


def at(number: int, cell: Cell) -> Cell:
    """Return a cell of one release among those of all."""
    return (cell[0], f"{number}: {cell[1]}", cell[2])
