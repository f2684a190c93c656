"""The ids of the studies that come with the house, read from their files: what addresses may name."""

import csv
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.conftest import ROOT

STUDIES = ("landkreis-schnittstellen", "demo-zusammenarbeit")


@dataclass(frozen=True)
class Ids:
    """What addresses of one study may name."""

    categories: tuple[str, ...]
    groups: tuple[str, ...]
    partners: tuple[str, ...]
    sets: tuple[str, ...]
    quotes: tuple[str, ...]


@dataclass(frozen=True)
class AllIds:
    """The ids of all the studies that are served."""

    of: dict[str, Ids]

    @property
    def studies(self) -> tuple[str, ...]:
        return tuple(self.of)

    @cached_property
    def all(self) -> tuple[str, ...]:
        """Return everything that means something somewhere."""
        each = (one for ids in self.of.values() for kind in vars(ids).values() for one in kind)
        return (*self.studies, *each, "de", "en", "1", "name")


def column(study: str, file: str, name: str) -> tuple[str, ...]:
    """Return the different values in a column of a package's file, in their order."""
    with (folder(study) / f"{file}.csv").open(encoding="utf-8-sig", newline="") as lines:
        return tuple(dict.fromkeys(row[name] for row in csv.DictReader(lines)))


def of_all_studies() -> AllIds:
    """Return every id of both studies."""
    kinds = ("category_id", "group_id", "partner_id", "set_id", "quote_id")
    files = ("categories", "groups", "partners", "groups", "quotes")
    return AllIds({study: Ids(*(column(study, *at) for at in zip(files, kinds, strict=True))) for study in STUDIES})


def many_views(study: str, most: int = 30) -> list[str]:
    """Return up to thirty views of a study, all of them known."""
    categories = column(study, "categories", "category_id")
    return ["o", "g", "p", "s", "m", *(f"t.{category}" for category in categories)][:most]


def folder(study: str) -> Path:
    """Return the package of a study."""
    return ROOT / "data" / study
