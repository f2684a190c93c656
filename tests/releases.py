"""A synthetic study that was released three times: ten persons came, then eight others."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish import release
from tests.publish import studies

DAYS = ("2026-01-02", "2026-03-05", "2026-06-07")
REASON = "Zehn Interviews kamen hinzu."


@dataclass(frozen=True)
class Released:
    """A coded study, the folder of its package, and the hash of each release, the first first."""

    study: Path
    target: Path
    versions: tuple[str, ...]

    @property
    def data(self) -> Path:
        return self.target.parent


def three(folder: Path) -> Released:
    """Release a study, add ten persons to group a who name the bus, release, add eight to b who name money, release."""
    study, target = studies.write(folder / "probe", studies.small(60)), folder / "data" / "probe"
    versions = []
    for number, added in enumerate(([], _said("N", 10, "a", "bus"), _said("M", 8, "b", "geld"))):
        for name, row in added:
            with (study / f"{name}.csv").open("a", encoding="utf-8") as file:
                file.write(row + "\r\n")
        told = {"changes": [{"category_id": "bus", "text_de": REASON, "text_en": "Ten interviews were added."}]}
        _describe(study, version=f"1.{number}.0", created=DAYS[number], told=told if number == 1 else {"changes": []})
        versions.append(release.release(study, target).version)
    return Released(study, target, tuple(versions))


def _said(key: str, number: int, group: str, category: str) -> list[tuple[str, str]]:
    rows = (("respondents", f"{key}{{0}},{group}"), ("segments", f"S{key}{{0}},{key}{{0}},Wort"))
    coded = ("codings", f"S{key}{{0}},{category}")
    return [(name, row.format(n)) for n in range(number) for name, row in (*rows, coded)]


def _describe(study: Path, *, version: str, created: str, told: dict[str, Any]) -> None:
    path = study / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    described |= {"version": version, "created": created, "study": described["study"] | told}
    path.write_text(json.dumps(described), encoding="utf-8")
