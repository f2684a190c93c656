"""Taking back the last release as long as nobody was given it: what was never seen need not count afterwards."""

import os
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from publish import coded_study, files, refusals, register, states
from publish.coded_study import CodedStudy
from publish.healing import healed, registered
from publish.places import is_ours
from publish.register import Release
from publish.release import NotOurs
from publish.steps import Listener, unheard


class NothingToUndo(Exception):
    """No release of the study counts."""


class ElsewhereToo(Exception):
    """The last release was not made into this folder, or into another one too that cannot be looked at from here."""

    def __init__(self, places: list[str]) -> None:
        super().__init__(", ".join(places))
        self.places = places


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, and what is shown now ("" for nothing)."""

    release: Release
    shown: str


def last(folder: Path, target: Path, tell: Listener = unheard) -> Release:
    """Return the release that would be taken back. Raise NothingToUndo, ElsewhereToo or NotOurs."""
    return _last(coded_study.load(folder, tell, engine=None), target)


def _last(study: CodedStudy, target: Path) -> Release:
    if not is_ours(study, target):
        raise NotOurs(study.study_id, target)
    counting = [entry for entry in study.releases if entry.counts]
    if not counting:
        raise NothingToUndo
    entry = counting[-1]
    here = os.path.realpath(target)
    away = [place for place in entry.places if not states.is_here(Path(place))]
    if away or (entry.places and here not in entry.places):
        raise ElsewhereToo(away or entry.places)
    if not entry.places and states.version(target) != entry.hash:  # of a register that did not say where
        raise ElsewhereToo([str(target)])
    return entry


def undo(folder: Path, target: Path, version: str, *, tell: Listener = unheard) -> Undone:
    """Take back the release with the hash `version`, the last one, which nobody was given: that is her word.

    The state before is shown again in every place, the hash is refused there from then on. Killed at any step it is
    carried through by whatever runs next, for she has said it. Raise what `last` raises, and Busy.
    """
    if not folder.is_dir():
        coded_study.load(folder)
    with files.alone(folder / ".lock"):
        study = healed(coded_study.load(folder, tell, engine=None))
        entry = _last(study, target)
        if entry.hash != version:
            raise NothingToUndo
        tell("write")
        places = entry.places or [os.path.realpath(target)]
        for place in places:
            refusals.refused(Path(place).parent)  # a list that cannot be read stops before anything is written
        leaving = replace(entry, state="undoing", places=places, undone_on=date.today().isoformat())
        with files.uninterrupted():
            register.write(folder, [leaving if e == entry else e for e in study.releases])
            now = healed(registered(study))
        done = next(e for e in now.releases if e.hash == version)
        if done.state != "undone":
            raise files.Busy
        return Undone(done, states.version(target))
