"""What a researcher is asked before a release: whether she means it, since afterwards it counts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dashboard.package.dataset import FaultyPackage
from dashboard.package.dataset import load as open_package
from publish import merges
from publish.coded_study import CodedStudy
from publish.merges import Saving, Share
from publish.package import Package
from publish.register import Release
from publish.steps import Listener

MOST_WITHHELD = 0.3
"""The share of withheld figures above which she is asked."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A release would withhold many figures, regardless of partner and by partner; `savings`: what would save most."""

    topics: Share
    partners: Share
    savings: list[Saving]


@dataclass(frozen=True, slots=True)
class Renamed:
    """An id of the package that is shown has vanished, and a new one has its label, or all that was below it."""

    kind: Literal["category", "partner"]
    old: str
    new: str
    label: str


class Doubtful(Exception):
    """She is to be asked; nothing was written."""

    def __init__(self, withheld: Withheld | None, renamed: list[Renamed]) -> None:
        super().__init__(f"{withheld} {renamed}")
        self.withheld = withheld
        self.renamed = renamed


def require_none(study: CodedStudy, past: Sequence[Release], package: Package, target: Path, tell: Listener) -> None:
    """Raise Doubtful where there is something to ask."""
    renamed = _renamed(study, target)
    many = None
    if len(package.protection.rules) > MOST_WITHHELD * len(package.counts):
        topics, partners = (merges.share(package, partners=by) for by in (False, True))
        many = Withheld(topics, partners, merges.best(study, past, package, tell))
    if many or renamed:
        raise Doubtful(many, renamed)


def _renamed(study: CodedStudy, target: Path) -> list[Renamed]:
    try:
        shown = open_package(target)
    except FaultyPackage:
        return []
    categories = "select category_id, label_de, parent_id from categories"
    partners = "select partner_id, label_de, null from partners"
    with shown.db.cursor() as db:
        before = {"category": db.execute(categories).fetchall(), "partner": db.execute(partners).fetchall()}
    found = [*_pairs("category", before["category"], study.db.execute(categories).fetchall())]
    return [*found, *_pairs("partner", before["partner"], study.db.execute(partners).fetchall())]


Rows = Sequence[tuple[str, str, str | None]]


def _pairs(kind: Literal["category", "partner"], before: Rows, now: Rows) -> list[Renamed]:
    """Pair ids that are gone with new ones that look like them."""
    old, new = {row[0] for row in before}, {row[0] for row in now}
    children, below = _children(before), _children(now)
    return [
        Renamed(kind, was, here, label)
        for was, label, _ in before
        if was not in new
        for here, called, _ in now
        if here not in old
        and (label.casefold() == called.casefold() or (children[was] and children[was] == below[here]))
    ]


def _children(rows: Rows) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for category, _, parent in rows:
        if parent:
            found[parent].add(category)
    return defaultdict(frozenset, {parent: frozenset(below) for parent, below in found.items()})
