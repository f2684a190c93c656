"""Small coded studies for tests: written as a researcher would, drawn at random, or broken on purpose."""

import csv
import hashlib
import json
import random
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from dashboard.package.files import located
from publish import release

Table = tuple[Sequence[str], Sequence[Sequence[Any]]]


def write(
    folder: Path, tables: Mapping[str, Table], *, level: str = "internal", threshold: int = 3, version: str = "1.0.0"
) -> Path:
    """Write a coded study; return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (header, rows) in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            writer.writerows(rows)
    description = {
        "name": folder.name,
        "version": version,
        "created": "2026-01-02",
        "study": {"title_de": "Probe", "disclosure": {"level": level, "threshold": threshold}},
    }
    (folder / "datapackage.json").write_text(json.dumps(description), encoding="utf-8")
    return folder


_RELEASED: dict[str, Path] = {}


def released(study: Path, target: Path) -> None:
    """Release a study as `release` does; the same study again is copied from where it was released first."""
    content = b"".join(path.name.encode() + path.read_bytes() for path in sorted(study.iterdir()))
    key = f"{target.name} {hashlib.sha256(content).hexdigest()}"
    if key not in _RELEASED:
        kept = Path(tempfile.mkdtemp())
        release.release(Path(shutil.copytree(study, kept / "study" / study.name)), kept / "data" / target.name)
        _RELEASED[key] = kept
    shutil.copytree(_RELEASED[key] / "study" / study.name, study, dirs_exist_ok=True)
    shutil.copytree(_RELEASED[key] / "data", target.parent, dirs_exist_ok=True)
    register = study / "releases.json"  # it names the place of a release
    text = register.read_text(encoding="utf-8")
    register.write_text(text.replace(str(_RELEASED[key] / "data" / target.name), str(target)), encoding="utf-8")


def next_version(study: Path) -> None:
    """Give a study a version no release of it has."""
    path = study / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    number = int(described["version"].split(".")[1]) + 1
    path.write_text(json.dumps(described | {"version": f"1.{number}.0"}), encoding="utf-8")


def retitle(study: Path, title: str = "Noch eine Probe") -> None:
    """Give a study another title: what is released of it then is another package with the same figures."""
    path = study / "datapackage.json"
    described: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    described["study"]["title_de"] = title
    path.write_text(json.dumps(described), encoding="utf-8")


def lying(target: Path) -> Path:
    """Return where the files of a released package lie."""
    place = located(target)
    assert isinstance(place, Path), place
    return place


def small(people: int = 12) -> dict[str, Table]:
    """Return a study of two topics with two sub-topics each; persons alternate between two groups."""
    persons = [f"P{n}" for n in range(people)]
    segments = [(f"S{n}", p, "") for n, p in enumerate(persons)]
    leaves = ("bus", "bahn", "geld", "zeit")
    return {
        "respondents": (("respondent_id", "funktion"), [(p, "ab"[n % 2]) for n, p in enumerate(persons)]),
        "groups": (("group_id", "set_id", "label_de"), [("a", "funktion", "Gruppe A"), ("b", "funktion", "Gruppe B")]),
        "categories": (
            ("category_id", "parent_id", "label_de"),
            [("verkehr", "", "Verkehr"), ("mittel", "", "Mittel"), ("bus", "verkehr", "Bus"),
             ("bahn", "verkehr", "Bahn"), ("geld", "mittel", "Geld"), ("zeit", "mittel", "Zeit")],
        ),
        "segments": (("segment_id", "respondent_id", "text"), segments),
        "codings": (("segment_id", "category_id"), [(s, leaves[n % 4]) for n, (s, _, _) in enumerate(segments)]),
    }  # fmt: skip


def drawn(chance: random.Random, *, most_people: int = 40) -> dict[str, Table]:
    """Draw a study: any tree, one to three group sets, partners, several coders and sources, persons not asked."""
    categories: list[tuple[str, str, str, str]] = []
    for n in range(chance.randint(2, 14)):
        parent = "" if n < 2 else chance.choice(["", *(row[0] for row in categories)])
        categories.append((f"c{n}", parent, f"C{n}", chance.choice(["no"] * 9 + ["yes"])))
    sets = [f"s{n}" for n in range(chance.randint(1, 3))]
    sizes = {s: chance.randint(2, 4) for s in sets}
    people = [f"P{n}" for n in range(chance.randint(max(sizes.values()), most_people))]
    member = {
        (p, s): f"{s}-{n % sizes[s] if n < sizes[s] else chance.randrange(sizes[s])}"
        for s in sets
        for n, p in enumerate(people)
    }
    partners = [f"p{n}" for n in range(chance.choice([0, 0, 2, 3]))]
    liking = chance.choice([0.05, 0.15, 0.3])
    segments, codings, about = [], [], []
    for p in people:
        for category, *_ in categories:
            while chance.random() < liking:
                segment = f"S{len(segments)}"
                segments.append((segment, p, chance.choice(["I1", "I2"])))
                codings += [(segment, category, coder) for coder in chance.choice(["A", "AB", "AA"])]
                about += [(segment, q) for q in partners if chance.random() < 0.4]
    segments = segments or [("S0", people[0], "I1")]
    codings = codings or [("S0", "c0", "A")]
    parents = {c: parent for c, parent, *_ in categories}
    spoken: set[tuple[str, str]] = set()
    of_segment = {s: p for s, p, _ in segments}
    for segment, category, _ in codings:
        above: str = category
        while above:
            spoken.add((of_segment[segment], above))
            above = parents[above]
    unasked = [
        (p, c)
        for p in people
        for c, parent, *_ in categories
        if not parent and (p, c) not in spoken and chance.random() < 0.1
    ]
    return {
        "respondents": (("respondent_id", *sets), [(p, *(member[p, s] for s in sets)) for p in people]),
        "groups": (
            ("group_id", "set_id", "label_de"),
            [(f"{s}-{n}", s, f"{s} {n}") for s in sets for n in range(sizes[s])],
        ),
        "categories": (("category_id", "parent_id", "label_de", "sensitive"), categories),
        "segments": (("segment_id", "respondent_id", "source_id"), segments),
        "codings": (("segment_id", "category_id", "coder"), codings),
        "partners": (("partner_id", "label_de"), [(q, q.upper()) for q in partners]),
        "segment_partners": (("segment_id", "partner_id"), about),
        "not_asked": (("respondent_id", "category_id"), unasked),
    }


def lay_elsewhere(study: Path, parts: int = 1) -> Path:
    """Write who said what of a study as Parquet in place of CSV: whole, or each person in one of some parts."""
    db = duckdb.connect()
    tables = {name: study / f"{name}.csv" for name in ("segments", "codings", "segment_partners")}
    for name, path in tables.items():
        if path.exists():
            db.execute(f"create table {name} as select * from read_csv('{path}', header = true, all_varchar = true)")
    for name, path in tables.items():
        if not path.exists():
            continue
        (study / name).mkdir()
        key = (
            "respondent_id"
            if name == "segments"
            else "(select any_value(s.respondent_id) from segments s where s.segment_id = t.segment_id)"
        )
        rows = f"select t.*, coalesce(hash({key}) % {parts}, 0) as part from {name} t"
        for part in range(parts):
            lies = study / name / f"part={part}" if parts > 1 else study / name
            lies.mkdir(exist_ok=True)
            chosen = f"select * exclude (part) from ({rows}) where part = {part}"
            db.execute(f"copy ({chosen}) to '{lies / 'rows.parquet'}' (format parquet)")
        path.unlink()
    return study


def by_hand(tables: Mapping[str, Table]) -> dict[tuple[str, str, str], tuple[int, int]]:
    """Count every cell of a study without SQL: (category, group, partner) to (named, asked)."""
    rows = {name: [dict(zip(header, row, strict=True)) for row in body] for name, (header, body) in tables.items()}
    parents = {c["category_id"]: c["parent_id"] for c in rows["categories"]}
    speaker = {s["segment_id"]: s["respondent_id"] for s in rows["segments"]}

    def up(category: str) -> list[str]:
        return [category, *up(parents[category])] if category else []

    named: dict[tuple[str, str], set[str]] = {}
    for coding in rows["codings"]:
        partners = {
            a["partner_id"] for a in rows.get("segment_partners", []) if a["segment_id"] == coding["segment_id"]
        }
        for category in up(coding["category_id"]):
            for partner in ["", *partners]:
                named.setdefault((category, partner), set()).add(speaker[coding["segment_id"]])
    result = {}
    for group in rows["groups"]:
        members = {p["respondent_id"] for p in rows["respondents"] if p[group["set_id"]] == group["group_id"]}
        for category in parents:
            unasked = {u["respondent_id"] for u in rows.get("not_asked", []) if u["category_id"] in up(category)}
            for partner in ["", *(p["partner_id"] for p in rows.get("partners", []))]:
                who = named.get((category, partner), set()) & members
                result[category, group["group_id"], partner] = (len(who), len(members - unasked))
    return result
