"""Findings packages made for a test: as many groups, partners and quotes as it asks for, in any words."""

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from dashboard.package.dataset import FILES
from tests.conftest import FIRST_STUDY

Words = Callable[[str], str]
AREAS, TOPICS, BELOW = 2, 3, 2
"""Areas, topics of each, sub-topics of the first topic of each."""


def make(
    data: Path,
    name: str = "probe",
    *,
    sizes: Sequence[int] = (6, 15),
    partners: int = 2,
    quotes: int = 25,
    words: Words = str,
    language: str = "de",
) -> Path:
    """Write a package into a folder of packages. `sizes` are its groups; every word that is shown goes through `words`.

    The first partner is counted, all others are named in the text only. Counts differ from group to group.
    """
    folder = data / name
    folder.mkdir(parents=True)
    tables = _tables(sizes, partners, quotes, words)
    for table, rows in tables.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([column for column, _ in FILES[table]])
            writer.writerows(rows)
    description = _description(name, words, language, quoted=bool(quotes))
    (folder / "datapackage.json").write_text(json.dumps(description, ensure_ascii=False), encoding="utf-8")
    return folder


def _categories() -> list[tuple[str, str]]:
    """Return (category, its parent) in order."""
    made = []
    for area in range(AREAS):
        made.append((f"bereich-{area}", ""))
        for topic in range(TOPICS):
            made.append((f"thema-{area}-{topic}", f"bereich-{area}"))
            if not topic:
                made += [(f"unter-{area}-{below}", f"thema-{area}-{topic}") for below in range(BELOW)]
    return made


def _tables(sizes: Sequence[int], partners: int, quotes: int, words: Words) -> dict[str, list[tuple[Any, ...]]]:
    categories = _categories()
    groups = [f"gruppe-{n}" for n in range(len(sizes))]
    counted = [(c, parent) for c, parent in categories if parent]
    findings: list[tuple[Any, ...]] = []
    for place, (category, parent) in enumerate(counted):
        for n, (group, size) in enumerate(zip(groups, sizes, strict=True)):
            above = size if parent.startswith("bereich") else _named(size, place - 1 - int(category[-1]), n)
            named = min(_named(size, place, n), above)
            findings.append((category, group, "", named, named, size, "exact", "", "Tabelle 1"))
            if partners and category == "thema-0-0":
                findings.append((category, group, "partner-0", named // 2, named // 2, size, "exact", "", ""))
    topics = [c for c, _ in counted]
    return {
        "groups": [
            (g, "alle", *[words(f"Befragte {n + 1}")] * 2, *[words(f"G{n + 1}")] * 2, size, size * 3, n)
            for n, (g, size) in enumerate(zip(groups, sizes, strict=True))
        ],
        "categories": [
            (c, parent, *[words(c.capitalize())] * 2, *[words("Wovon die Rede war.")] * 2,
             "here" if c in {p for _, p in categories} else "", n)
            for n, (c, parent) in enumerate(categories)
        ],
        "partners": [
            (f"partner-{n}", *[words(f"Partner {n}")] * 2, "", "", "no" if n else "yes", n) for n in range(partners)
        ],
        "findings": findings,
        "quotes": [
            (f"z-{n}", topics[n % len(topics)], "", "unknown", words(f"Das {n}. Zitat von vielen."), words("Seite"), n)
            for n in range(quotes)
        ],
        "quote_partners": [(f"z-{n}", "partner-0", "study") for n in range(quotes) if partners and not n % 2],
        "decks": [],
    }  # fmt: skip


def _named(size: int, place: int, group: int) -> int:
    return (size * (3 + 2 * place + 3 * group) // 17) % (size + 1)


def _description(name: str, words: Words, language: str, *, quoted: bool) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads((FIRST_STUDY / "datapackage.json").read_text(encoding="utf-8"))
    study = whole["study"]
    for block in (study, *study["levels"], *study["method"], study["lead"]):
        block |= {key: words(value) for key, value in block.items() if key.endswith(("_de", "_en")) and value}
    study["lead"]["findings"] = [
        {"category_id": f"thema-0-{n}"} | ({"quote_id": "z-0"} if quoted and not n else {}) for n in range(TOPICS)
    ]
    study["lead"]["answer"] = []
    for part in ("de", "en", "location"):
        study.pop(f"statement_{part}")
    study |= {"printed_differences": [], "default_language": language}
    for resource in whole["resources"]:
        names = [column for column, _ in FILES[resource["path"].removesuffix(".csv")]]
        resource["schema"]["fields"] = [field for field in resource["schema"]["fields"] if field["name"] in names]
    return whole | {"name": name}
