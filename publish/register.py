"""What was released before: kept beside the coded study, so that a new release can be checked against all of it."""

import json
import os
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from dashboard.package.cells import Fault
from publish import files
from publish.counting import Count, Place
from publish.structure import Earlier

NAME = "releases.json"
STATES = ("pending", "released", "dropped", "undoing", "undone", "withdrawn")


@dataclass(frozen=True, slots=True)
class Release:
    """One release: its hash, who was in it by group, the set of each group, and every cell.

    A cell is category, group, partner, told low, told high, asked, reason, named. `state`: pending until its package
    is shown, then released; dropped where that was begun only (`healing`); undone since `undone_on`, by her word that
    nobody was given it; withdrawn. `withdrawn`: who of it has withdrawn since; `places`: the folders it was released
    into; `corrections`: who of too few to be compared changed groups in it; an earlier format says none of these.
    """

    version: str
    hash: str
    released_on: str
    state: str
    respondents: dict[str, list[str]]
    sets: dict[str, str]
    cells: list[list[Any]]
    withdrawn: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    undone_on: str = ""
    corrections: list[str] = field(default_factory=list)

    @property
    def counts(self) -> bool:
        """Say whether somebody may have it, so that what is released later is checked against it."""
        return self.state in ("pending", "released", "dropped", "undoing")

    @property
    def everyone(self) -> frozenset[str]:
        """Return who was in it."""
        return frozenset(person for people in self.respondents.values() for person in people)


Differing = tuple[Place, int, int]
"""A cell, its figure then and its count now."""


class TooFewChanged(Exception):
    """Fewer than k persons came or went in a group since an earlier release: the difference would tell on them.

    `change`: how many came to the study, went from it, joined from another group or left for one. `differing`: figures
    the earlier release shows and this one would, which are not the same.
    """

    def __init__(
        self, group_id: str, release: Release, threshold: int, change: dict[str, int], differing: list[Differing]
    ) -> None:
        super().__init__(f"{group_id}: {change}")
        self.group_id = group_id
        self.changed = sum(change.values())
        self.version = release.version
        self.threshold = threshold
        self.change = change
        self.differing = differing


def exists(folder: Path) -> bool:
    """Say whether a study has a register: whether anything was released of it."""
    return os.path.lexists(folder / NAME)


def read(folder: Path, faults: list[Fault]) -> tuple[Release, ...]:
    """Read the register of a study, oldest first; none where nothing was released.

    Whatever a release did not write there is a fault: what it cannot read, a new release cannot be checked against.
    """
    before = len(faults)
    content = files.read(folder, NAME, faults)
    reports = {path.stem.removeprefix("release-") for path in folder.glob("release-????????.html")}
    if content is None:
        if reports and len(faults) == before:
            faults.append(Fault("register_lost", NAME))
        return ()
    entries = files.parse(NAME, content, faults)
    if len(faults) > before:
        return ()
    if not isinstance(entries, list) or not entries:
        faults.append(Fault("register_empty", NAME))
        return ()
    for number, entry in enumerate(entries, start=1):
        wrong = _wrong(entry)
        if wrong:
            faults.append(Fault("register_entry", NAME, None, (str(number), wrong)))
    if len(faults) == before and reports - {entry["hash"][:8] for entry in entries}:
        faults.append(Fault("register_lost", NAME))
    return () if len(faults) > before else tuple(Release(**entry) for entry in entries)


def _wrong(entry: Any) -> str:
    """Name the first field of an entry that is not as `write` writes it, "" where all are."""
    names = [field.name for field in fields(Release)]
    if not isinstance(entry, dict):
        return names[0]
    entry = {"withdrawn": [], "places": [], "undone_on": "", "corrections": [], **entry}
    if odd := [name for name in (*names, *entry) if name not in entry or name not in names]:
        return str(odd[0])[:60]
    people, sets, cells = entry["respondents"], entry["sets"], entry["cells"]
    good = {
        "version": _text(entry["version"]),
        "hash": _text(entry["hash"]) and bool(re.fullmatch("[0-9a-f]{64}", entry["hash"])),
        "released_on": _text(entry["released_on"]),
        "state": entry["state"] in STATES,
        "respondents": isinstance(people, dict)
        and bool(people)
        and all(isinstance(who, list) and who and all(map(_text, who)) for who in people.values()),
        "sets": isinstance(sets, dict) and bool(sets) and all(map(_text, sets.values())),
        "cells": isinstance(cells, list) and bool(cells) and all(map(_is_cell, cells)),
        "withdrawn": isinstance(entry["withdrawn"], list)
        and all(map(_text, entry["withdrawn"]))
        and (entry["state"] == "withdrawn" or not entry["withdrawn"]),
        "corrections": isinstance(entry["corrections"], list) and all(map(_text, entry["corrections"])),
        "undone_on": isinstance(entry["undone_on"], str),
        "places": isinstance(entry["places"], list) and all(map(_text, entry["places"])),
    }
    if wrong := [name for name in names if not good[name]]:
        return wrong[0]
    places = {tuple(cell[:3]) for cell in cells}
    return "" if set(people) == set(sets) and len(places) == len(cells) else "cells"


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _is_cell(cell: Any) -> bool:
    if not isinstance(cell, list) or len(cell) != 8:
        return False
    category, group, partner, low, high, asked, reason, named = cell
    counts = (low, high, asked, named)
    return (
        _text(category)
        and _text(group)
        and isinstance(partner, str)
        and all(isinstance(count, int) and not isinstance(count, bool) for count in counts)
        and min(counts) >= 0
        and named <= asked
        and (reason == "withheld" or (reason == "exact" and low == high == named))
    )


def write(folder: Path, releases: Sequence[Release]) -> None:
    """Replace the register as a whole; where nothing was released there is none."""
    if not releases:
        (folder / NAME).unlink(missing_ok=True)
        return
    text = json.dumps([asdict(release) for release in releases], ensure_ascii=False, indent=1)
    files.replace(folder / NAME, text.encode())


def without(release: Release, withdrawn: Collection[str]) -> Release:
    """Return a release as no longer valid where somebody of it has withdrawn; one that was taken back stays that."""
    gone = release.everyone & set(withdrawn)
    if not gone or release.state == "undone":
        return release
    return replace(release, state="withdrawn", withdrawn=sorted(gone.union(release.withdrawn)))


def _of_the_others(release: Release) -> Release:
    """Return a withdrawn release as whoever kept it can compare it for those who have not withdrawn."""
    gone = set(release.withdrawn)
    left = {group: [one for one in who if one not in gone] for group, who in release.respondents.items()}
    return replace(release, respondents={group: who for group, who in left.items() if who})


def _too_few(
    release: Release,
    group: tuple[str, str],
    now: Mapping[str, list[str]],
    counts: Mapping[Place, Count],
    threshold: int,
) -> TooFewChanged:
    """Say what became of a group, and which figures would tell on those who make the difference."""
    then, here = set(release.respondents[group[0]]), set(now[group[1]])
    everyone = {person for people in now.values() for person in people}
    change = {
        "came": len(here - release.everyone),
        "joined": len((here - then) & release.everyone),
        "went": len(then - everyone),
        "left": len((then - here) & everyone),
    }
    places = {Place(c, group[1], p): low for c, g, p, low, _, _, reason, _ in release.cells
              if g == group[0] and reason != "withheld"}  # fmt: skip
    differing = [(p, was, counts[p].named) for p, was in sorted(places.items())
                 if p in counts and counts[p].named != was]  # fmt: skip
    return TooFewChanged(group[1], release, threshold, change, differing)


def _changes(
    release: Release, now: Mapping[str, list[str]], counts: Mapping[Place, Count], threshold: int
) -> dict[str, tuple[str, int, int]]:
    """Return what each group of a release became, how many it has more and how many of then it has no longer."""
    changes = {}
    everyone = {person for people in now.values() for person in people}
    for group, then in release.respondents.items():
        became = max(now, key=lambda g: (len(set(now[g]) & set(then)), g == group, g))
        added, removed = set(now[became]) - set(then), set(then) - set(now[became])
        # Who was asked then and is asked now has only changed groups: `history` protects what that would tell.
        moved = added <= release.everyone and removed <= everyone
        if 0 < len(added) + len(removed) < threshold and not moved:
            raise _too_few(release, (group, became), now, counts, threshold)
        changes[group] = (became, len(added), len(removed))
    return changes


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
            # Somebody may have kept it. That it tells on those who withdrew nobody can help; on others it must not.
            _changes(_of_the_others(release), now, counts, threshold)
        if not release.counts:
            continue
        changes = _changes(release, now, counts, threshold)
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
