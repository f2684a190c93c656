"""What was released before: kept beside the coded study, so that a new release can be checked against all of it."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from publish.coded_study import CodedStudy
from publish.counting import Count, Place
from publish.disclosure import Earlier

NAME = "releases.json"


@dataclass(frozen=True, slots=True)
class Release:
    """One release: its hash, who was in it by group, the set of each group, and every cell.

    A cell is category, group, partner, told low, told high, asked, reason, named.
    """

    version: str
    hash: str
    released_on: str
    state: str
    respondents: dict[str, list[str]]
    sets: dict[str, str]
    cells: list[list[Any]]


class TooFewChanged(Exception):
    """Fewer than k persons came or went in a group since an earlier release: the difference would tell on them."""

    def __init__(self, group_id: str, changed: int, version: str, threshold: int) -> None:
        super().__init__(f"{group_id}: {changed}")
        self.group_id = group_id
        self.changed = changed
        self.version = version
        self.threshold = threshold


def read(folder: Path) -> list[Release]:
    """Read the register of a study, oldest first."""
    path = folder / NAME
    if not path.exists():
        return []
    return [Release(**entry) for entry in json.loads(path.read_text(encoding="utf-8"))]


def write(folder: Path, releases: list[Release]) -> None:
    """Replace the register as a whole."""
    text = json.dumps([asdict(release) for release in releases], ensure_ascii=False, indent=1)
    replace_file(folder / NAME, text.encode())


def replace_file(path: Path, content: bytes) -> None:
    """Write a file so that at any moment either the old or the new one is there, whole."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def persons(study: CodedStudy) -> dict[str, list[str]]:
    """Return the respondents of each group, as the register keeps them."""
    rows = study.db.execute(
        "select group_id, list(respondent_id order by respondent_id) from members group by group_id order by group_id"
    ).fetchall()
    return dict(rows)


def sets(study: CodedStudy) -> dict[str, str]:
    """Return the set of each group."""
    return dict(study.db.execute("select group_id, set_id from groups order by group_id").fetchall())


def withdrawn(release: Release) -> Release:
    """Return a release as no longer valid."""
    return replace(release, state="withdrawn")


def earlier(
    releases: Sequence[Release], now: Mapping[str, list[str]], counts: Mapping[Place, Count], threshold: int
) -> tuple[dict[Place, Earlier], frozenset[Place]]:
    """Return what valid earlier releases tell of the cells, and the cells they already show as they are now.

    A group of then is compared with the one of now that shares most persons with it, whatever it is called. Raise
    TooFewChanged where fewer than `threshold` persons make the difference.
    """
    bounds: dict[Place, Earlier] = {}
    already: set[Place] = set()
    for release in releases:
        if release.state == "withdrawn":
            continue
        changes = {}
        for group, then in release.respondents.items():
            became = max(now, key=lambda g: (len(set(now[g]) & set(then)), g == group, g))
            added, removed = set(now[became]) - set(then), set(then) - set(now[became])
            if 0 < len(added) + len(removed) < threshold:
                raise TooFewChanged(became, len(added) + len(removed), release.version, threshold)
            changes[group] = (became, len(added), len(removed))
        for category, group, partner, low, high, _, reason, _ in release.cells:
            if group not in changes:
                continue
            became, added_here, removed_here = changes[group]
            place = Place(category, became, partner)
            if place not in counts:
                continue
            if not added_here and not removed_here:
                # The same persons: a figure shown before cannot be taken back, a changed one was coded anew.
                if reason != "withheld" and low == counts[place].named:
                    already.add(place)
                continue
            known = bounds.get(place, Earlier(0, counts[place].asked))
            bounds[place] = Earlier(
                max(known.low, low - removed_here),
                min(known.high, high + added_here),
                (*known.was, low) if reason != "withheld" else known.was,
            )
    return bounds, frozenset(already)
