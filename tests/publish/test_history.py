"""Two releases of the same persons, split otherwise: what both together tell is found."""

import csv
import itertools
import random
import shutil
from pathlib import Path

import pytest

from publish import release, states
from publish.disclosure import Unprotectable
from publish.package import QuotedCorrection
from publish.register import TooFewChanged
from publish.release import Unrecorded
from tests.publish import studies
from tests.publish.studies import Table

pytestmark = pytest.mark.long

K = 3


def flat(groups: dict[str, list[str]], named: dict[str, set[str]]) -> dict[str, Table]:
    """Return a study of topics without a tree: group -> persons, topic -> persons who named it."""
    people = [(p, g) for g, members in groups.items() for p in members]
    said = [(f"{p}-{c}", p, c) for c, persons in named.items() for p in sorted(persons)]
    return {
        "respondents": (("respondent_id", "rolle"), people),
        "groups": (("group_id", "set_id", "label_de"), [(g, "rolle", g.upper()) for g in groups]),
        "categories": (("category_id", "label_de"), [(c, c.upper()) for c in named]),
        "segments": (("segment_id", "respondent_id"), [(s, p) for s, p, _ in said]),
        "codings": (("segment_id", "category_id"), [(s, c) for s, _, c in said]),
    }


def told(package: Path) -> dict[tuple[str, str], tuple[int, int]]:
    """Return what a package says of each cell."""
    with (studies.lying(package) / "findings.csv").open(encoding="utf-8", newline="") as file:
        return {
            (r["category_id"], r["group_id"]): (int(r["named_low"]), int(r["named_high"])) for r in csv.DictReader(file)
        }


def possible(
    packages: list[tuple[dict[str, list[str]], dict[tuple[str, str], tuple[int, int]]]], topic: str
) -> dict[tuple[int, str], set[int]]:
    """Try every way the persons of each part could have named a topic; return the values each cell can have."""
    everyone = sorted({p for groups, _ in packages for members in groups.values() for p in members})
    part_of = {p: tuple(next((g for g in groups if p in groups[g]), "") for groups, _ in packages) for p in everyone}
    parts = sorted(set(part_of.values()))
    sizes = [sum(part == other for other in part_of.values()) for part in parts]
    found: dict[tuple[int, str], set[int]] = {}
    for counts in itertools.product(*(range(size + 1) for size in sizes)):
        sums = {
            (n, g): sum(c for c, part in zip(counts, parts, strict=True) if part[n] == g)
            for n, (groups, _) in enumerate(packages)
            for g in groups
        }
        if all(cells[topic, g][0] <= sums[n, g] <= cells[topic, g][1] for n, (_, cells) in enumerate(packages)
               for g in packages[n][0]):  # fmt: skip
            for cell, value in sums.items():
                found.setdefault(cell, set()).add(value)
    return found


@pytest.mark.parametrize("seed", [*range(20), *(pytest.param(n, marks=pytest.mark.soak) for n in range(20, 40))])
def test_two_splits_of_the_same_persons_give_no_small_count_away(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    people = [f"P{n}" for n in range(chance.randint(9, 16))]
    named = {f"t{n}": {p for p in people if chance.random() < chance.choice([0.15, 0.4, 0.8])} for n in range(6)}
    named["t0"] = {people[0]}
    then = {g: [p for n, p in enumerate(people) if n % 3 == k] for k, g in enumerate(("a", "b", "c"))}
    now = chance.choice(
        [
            {"alle": people},
            {"ab": then["a"] + then["b"], "c": then["c"]},
            {"x": then["c"], "y": then["b"], "z": then["a"]},
        ]
    )
    study, target = tmp_path / "probe", tmp_path / "data" / "probe"
    release.release(studies.write(study, flat(then, named)), target)
    packages = [(then, told(target))]
    alone = {topic: possible(packages, topic) for topic in named}
    register = (study / "releases.json").read_bytes()
    shutil.rmtree(study)
    studies.write(study, flat(now, named), version="2.0.0")
    (study / "releases.json").write_bytes(register)
    release.release(study, target)
    packages.append((now, told(target)))
    for topic, persons in named.items():
        both = possible(packages, topic)
        for n, (groups, _) in enumerate(packages):
            for group, members in groups.items():
                truth = len(persons & set(members))
                assert truth in both[n, group]
                if 0 < truth < K:
                    before = alone[topic].get((n, group), set(range(1, K)))
                    if n == 1:
                        old = [g for g in then if set(then[g]) & set(members)]
                        before = {
                            sum(values) for values in itertools.product(*(sorted(alone[topic][0, g]) for g in old))
                        }
                    assert both[n, group] >= before & set(range(1, K)), (topic, group)
                    assert len(both[n, group]) > 1 or len(before) == 1


def test_a_group_under_another_name_is_the_same_group(tmp_path: Path) -> None:
    people = [f"P{n}" for n in range(14)]
    groups = {"a": people[:9], "b": people[9:]}
    named = {"t": set(people[:8]), "u": set(people[3:12])}
    study, target = tmp_path / "probe", tmp_path / "data" / "probe"
    release.release(studies.write(study, flat(groups, named)), target)
    register = (study / "releases.json").read_bytes()
    shutil.rmtree(study)
    later = flat({"a": people[:9], "neu": people[9:13]}, {t: p - {"P13"} for t, p in named.items()})
    studies.write(study, later, version="2.0.0")
    (study / "releases.json").write_bytes(register)
    with pytest.raises(TooFewChanged) as error:
        release.release(study, target)
    assert (error.value.group_id, error.value.changed) == ("neu", 1)


def test_a_package_the_register_does_not_know_is_not_replaced(tmp_path: Path) -> None:
    people = [f"P{n}" for n in range(12)]
    study, target = tmp_path / "probe", tmp_path / "data" / "probe"
    release.release(studies.write(study, flat({"a": people}, {"t": set(people[:8])})), target)
    before = (studies.lying(target) / "findings.csv").read_bytes()
    shutil.rmtree(study)
    studies.write(study, flat({"a": people}, {"t": set(people[:7])}))
    with pytest.raises(Unrecorded):
        release.release(study, target)
    assert (studies.lying(target) / "findings.csv").read_bytes() == before


def test_what_was_coded_anew_binds_nothing(tmp_path: Path) -> None:
    people = [f"P{n}" for n in range(12)]
    study, target = tmp_path / "probe", tmp_path / "data" / "probe"
    release.release(studies.write(study, flat({"a": people[:6], "b": people[6:]}, {"t": set(people[:9])})), target)
    register = (study / "releases.json").read_bytes()
    shutil.rmtree(study)
    studies.write(study, flat({"alle": people}, {"t": set(people[6:])}), version="2.0.0")
    (study / "releases.json").write_bytes(register)
    release.release(study, target)
    assert told(target)["t", "alle"] == (6, 6)


@pytest.mark.parametrize("seed", [*range(12), *(pytest.param(n, marks=pytest.mark.soak) for n in range(12, 60))])
def test_a_corrected_group_tells_nothing_of_who_was_moved(seed: int, tmp_path: Path) -> None:
    """One or two persons stand in another group than before: every answer of theirs stays possible, topic by topic."""
    chance = random.Random(seed)
    people = [f"P{n}" for n in range(chance.randint(12, 16))]
    named = {f"t{n}": {p for p in people if chance.random() < chance.choice([0.15, 0.5, 0.8])} for n in range(6)}
    then = {g: [p for n, p in enumerate(people) if n % 3 == k] for k, g in enumerate(("a", "b", "c"))}
    moved = then["a"][: chance.choice([1, 2])]
    now = then | {"a": then["a"][len(moved) :], "b": [*then["b"], *moved]}
    study, target = tmp_path / "probe", tmp_path / "data" / "probe"
    release.release(studies.write(study, flat(then, named)), target)
    packages = [(then, told(target))]
    studies.write(study, flat(now, named), version="2.0.0")
    done = release.release(study, target)
    packages.append((now, told(target)))
    assert [(c.then, c.now, len(c.people)) for c in done.package.corrections] == [("a", "b", len(moved))]
    assert "Berichtigte Gruppen" in done.report.read_text(encoding="utf-8")
    assert f"a → b: {len(moved)} (1.0.0)" in (study / "releases.json").read_text(encoding="utf-8")
    for topic in named:
        alone, both = answers(packages[:1], topic, moved), answers(packages, topic, moved)
        assert len(named[topic] & set(moved)) in both and both == alone, topic


def answers(
    packages: list[tuple[dict[str, list[str]], dict[tuple[str, str], tuple[int, int]]]], topic: str, some: list[str]
) -> set[int]:
    """Return how many of some persons, all in the same groups, can have named a topic."""
    everyone = sorted({p for members in packages[0][0].values() for p in members})
    part_of = {p: (p in some, *(next(g for g in gs if p in gs[g]) for gs, _ in packages)) for p in everyone}
    parts = sorted(set(part_of.values()))
    sizes = [sum(part == other for other in part_of.values()) for part in parts]
    found = set()
    for counts in itertools.product(*(range(size + 1) for size in sizes)):
        sums = {
            (n, g): sum(c for c, part in zip(counts, parts, strict=True) if part[n + 1] == g)
            for n, (groups, _) in enumerate(packages)
            for g in groups
        }
        if all(packages[n][1][topic, g][0] <= total <= packages[n][1][topic, g][1] for (n, g), total in sums.items()):
            found.add(sum(c for c, part in zip(counts, parts, strict=True) if part[0]))
    return found


def test_who_was_moved_and_is_quoted_stays_where_she_was(tmp_path: Path) -> None:
    people = [f"P{n}" for n in range(14)]
    groups = {"a": people[:7], "b": people[7:]}
    study, target = tmp_path / "probe", tmp_path / "data" / "probe"
    quotes = (
        ("quote_id", "segment_id", "category_id", "text", "state", "basis", "released_by", "released_on"),
        [("Q0", "P0-t", "t", "Das hilft uns.", "released", "Einwilligung", "ich", "2026-01-01")],
    )
    release.release(studies.write(study, flat(groups, {"t": set(people)}) | {"quotes": quotes}), target)
    now = {"a": people[1:7], "b": [*people[7:], "P0"]}
    studies.write(study, flat(now, {"t": set(people)}) | {"quotes": quotes}, version="2.0.0")
    with pytest.raises(QuotedCorrection):
        release.release(study, target)


def test_what_only_an_insider_could_compute_before_is_not_told_to_everybody(tmp_path: Path) -> None:
    """Groups a and e are the same three persons, which no package says; when they are gone, the totals say the rest."""
    people = [(f"P{n}", "a", "e") for n in range(3)] + [("P3", "b", "f")] + [(f"P{n}", "b", "g") for n in range(4, 7)]
    people += [("P7", "c", "g")] + [(f"P{n}", "d", "g") for n in range(8, 20)]
    named = ["P0", "P1", "P3", *(f"P{n}" for n in range(8, 16))]

    def tables(present: list[tuple[str, str, str]]) -> dict[str, Table]:
        there = {person for person, _, _ in present}
        groups = {group: number for row in present for number, group in enumerate(row[1:])}
        said = [person for person in named if person in there]
        return {
            "respondents": (("respondent_id", "eins", "zwei"), present),
            "groups": (
                ("group_id", "set_id", "label_de"),
                [(group, ("eins", "zwei")[groups[group]], group) for group in sorted(groups)],
            ),
            "categories": (("category_id", "parent_id", "label_de"), [("bus", "", "Bus")]),
            "segments": (("segment_id", "respondent_id"), [(f"S{person}", person) for person in said]),
            "codings": (("segment_id", "category_id"), [(f"S{person}", "bus") for person in said]),
        }

    study, target = studies.write(tmp_path / "probe", tables(people)), tmp_path / "data" / "probe"
    first = release.release(study, target)
    assert not first.package.corrections
    studies.write(study, tables(people[3:]), version="2.0.0")
    with pytest.raises(Unprotectable):
        release.release(study, target)
    assert states.shown(target) == first.version
