"""Small projects as a reader would give them, and a researcher who answers every question."""

import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from publish.imports.importing import Asked, Done, follow
from publish.imports.project import Case, Code, Coding, Document, Passage, Project, Range, Table

TEXT = {
    "Anna": "Wir reden mit dem Landkreis.\nMontags geht das gut.\nDie Schulen sind schwierig.",
    "Ben": "Der Landkreis hilft.\nSchulen? Gut.",
    "Cem": "Ich habe dazu nichts zu sagen.",
    "Dora": "Schulen laufen.\nMit dem Landkreis nie.",
}
ROLE = {"Anna": "Leitung", "Ben": "Leitung", "Cem": "Team", "Dora": "Team"}
MARKED = (
    ("Anna", "Wir reden mit dem Landkreis.", ("Zusammenarbeit", "Absprachen")),
    ("Anna", "Wir reden mit dem Landkreis.", ("Partner", "Landkreis")),
    ("Anna", "Die Schulen sind schwierig.", ("Schule",)),
    ("Ben", "Der Landkreis hilft.", ("Zusammenarbeit",)),
    ("Ben", "Landkreis", ("Partner", "Landkreis")),
    ("Ben", "Schulen? Gut.", ("Schule",)),
    ("Dora", "Schulen laufen.", ("Schule",)),
    ("Dora", "Mit dem Landkreis nie.", ("Zusammenarbeit", "Absprachen")),
)
CODES = (("Zusammenarbeit",), ("Zusammenarbeit", "Absprachen"), ("Schule",), ("Partner",), ("Partner", "Landkreis"))
WHOLE = {"persons.uncoded": "asked", "role": "rolle"}


def project(
    marked: Sequence[tuple[str, str, tuple[str, ...]]] = MARKED,
    texts: Mapping[str, str] = TEXT,
    codes: Sequence[tuple[str, ...]] = CODES,
    values: Mapping[str, str] = ROLE,
    cases: Sequence[Case] = (),
    table: Table | None = None,
    code_sets: Mapping[str, tuple[tuple[str, ...], ...]] | None = None,
) -> Project:
    """Return a project; what is marked stands where its words first stand."""
    passages: dict[Passage, int] = {}
    codings = []
    for name, words, path in marked:
        at = texts[name].index(words)
        number = passages.setdefault(Passage(name, at, at + len(words), words), len(passages))
        codings.append(Coding(number, path))
    documents = tuple(
        Document(name, text, {"role": values[name]} if name in values else {}) for name, text in texts.items()
    )
    return Project(
        "test", "", documents, tuple(cases), tuple(map(Code, codes)), code_sets or {}, tuple(passages), tuple(codings),
        table,
    )  # fmt: skip


def change(to: Path, **lines: str) -> None:
    """Write other lines into the mapping: what begins with a key gets its value, as TOML."""
    path = to / "import.toml"
    text = path.read_text(encoding="utf-8")
    for key, value in lines.items():
        text, number = re.subn(rf'^("?{re.escape(key)}"?) = .*$', lambda m, v=value: f"{m[1]} = {v}", text, flags=re.M)
        assert number, key
    path.write_text(text, encoding="utf-8")


def append(to: Path, text: str) -> None:
    """Add tables to the mapping."""
    path = to / "import.toml"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def imported(found: Project, to: Path, **lines: str) -> Done:
    """Import a project: first the questions, then the answers, then the study."""
    asked = follow([("export", found)], to, "de")
    assert isinstance(asked, Asked)
    change(to, **lines)
    path = to / "import.toml"  # what may be a list of partners is none, unless a test says so
    path.write_text(path.read_text(encoding="utf-8").replace('role = "?"', 'role = "topic"'), encoding="utf-8")
    done = follow([("export", found)], to, "de")
    assert isinstance(done, Done), asked.questions
    return done


def rows(to: Path, table: str) -> list[dict[str, str]]:
    """Return a table of the study."""
    with (to / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def column(to: Path, table: str, name: str) -> list[str]:
    """Return one column of a table."""
    return [row[name] for row in rows(to, table)]


WITH_PARTNERS = {"uncoded": '"asked"', "set": '"rolle"', "Partner": '{ id = "partner", role = "partner" }'}
"""What a researcher answers about the project above."""
CASES = (
    Case("A", (Range("Anna"),), {"role": "Leitung"}),
    Case("B", (Range("Ben", 0, 20),), {"role": "Leitung"}),
    Case("C", (Range("Ben", 21, 34),), {"role": "Team"}),
)
