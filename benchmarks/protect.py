"""Protection at size: how long it takes to withhold and to prove that what is withheld cannot be computed.

Draws synthetic studies of 60 persons in three group sets and prints seconds, cells, withheld cells and repairs.

    .venv/bin/python benchmarks/protect.py
"""

import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

PEOPLE, PASSAGES, THRESHOLD = 60, 40, 5
SIZES = ((40, 2, 9), (80, 4, 11))
"""Codes, partners and groups."""


def drawn(codes: int, partners: int, groups: int) -> dict[str, tuple[tuple[str, ...], list[tuple[object, ...]]]]:
    """Draw a study: a tree of three levels, rare and frequent codes, half of the passages about a partner."""
    chance = random.Random(1)
    sets = {"funktion": ["f0", "f1", "f2"], "groesse": ["g0", "g1", "g2", "g3"]}
    sets["land"] = [f"l{n}" for n in range(groups - 7)]
    parents = ["" if n < 12 else f"c{chance.randrange(min(n, 40))}" for n in range(codes)]
    segments, codings, about = [], [], []
    for number in range(PEOPLE * PASSAGES):
        segment = f"S{number}"
        segments.append((segment, f"P{number // PASSAGES}", f"Wort {number}"))
        chosen = set(chance.choices(range(codes), weights=[1 / (n + 3) for n in range(codes)], k=2))
        codings += [(segment, f"c{n}") for n in chosen]
        about += [(segment, f"p{chance.randrange(partners)}")] if chance.random() < 0.5 else []
    return {
        "respondents": (
            ("respondent_id", *sets),
            [(f"P{n}", *(chance.choice(some) for some in sets.values())) for n in range(PEOPLE)],
        ),
        "groups": (
            ("group_id", "set_id", "label_de"),
            [(group, name, group) for name, some in sets.items() for group in some],
        ),
        "categories": (
            ("category_id", "parent_id", "label_de"),
            [(f"c{n}", parent, f"C{n}") for n, parent in enumerate(parents)],
        ),
        "partners": (("partner_id", "label_de"), [(f"p{n}", f"Partner {n}") for n in range(partners)]),
        "segments": (("segment_id", "respondent_id", "text"), segments),
        "codings": (("segment_id", "category_id"), codings),
        "segment_partners": (("segment_id", "partner_id"), about),
    }


def main() -> None:
    from publish import coded_study
    from publish.package import build
    from tests.publish.studies import write

    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            study = coded_study.load(write(Path(folder) / "probe", drawn(*size), level="public", threshold=THRESHOLD))
            began = time.perf_counter()
            package = build(study, study.releases)
            took, protection = time.perf_counter() - began, package.protection
        print(
            f"{size[0]} codes, {size[1]} partners, {size[2]} groups: {took:.1f} s, {len(package.counts)} cells, "
            f"{len(protection.rules)} withheld, {len(protection.repairs)} repairs"
        )


if __name__ == "__main__":
    main()
