"""A release: from the coded study to the folder the dashboard opens, whole or not at all."""

import contextlib
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dashboard.package.cells import Fault
from dashboard.package.dataset import FaultyPackage, open_files
from dashboard.package.files import read_in, version_of
from publish import coded_study, doubts, files, places, refusals, register, states
from publish.coded_study import CodedStudy
from publish.healing import healed
from publish.marks import Undecided, open_marks
from publish.package import Package, build
from publish.register import Release
from publish.report import report
from publish.steps import Listener, unheard


class NotOurs(Exception):
    """The folder does not have the study's name, touches the coded study, or holds something that is no package.

    `instead`: the folder of the study's name in the same place, where only the name is another.
    """

    def __init__(self, study_id: str, target: Path) -> None:
        super().__init__(study_id)
        self.study_id = study_id
        self.instead = target.with_name(study_id) if target.name not in ("", study_id) else None


class Changed(Exception):
    """The study is no longer what was read: somebody saved a file, or removed the lock and released or withdrew."""


class NoPlace(Exception):
    """The study was released, and not into this folder: there is none."""


class NoPerson(Exception):
    """Nobody of that key is in the study or was in a release."""


class Unrecorded(Exception):
    """A package of the study lies in the target and the register beside the study does not know it."""


class Refused(Exception):
    """The very package was withdrawn or taken back."""


class SameVersion(Exception):
    """A release of this version tells other figures: who cites one would be shown the other."""


class Outdated(Exception):
    """The list beside the packages refuses a release that the register holds valid: this study is older than both."""


class BadResult(Exception):
    """The dashboard's own loader refuses what was built: a fault of ours or in the description."""

    def __init__(self, error: FaultyPackage) -> None:
        super().__init__(str(error))
        self.error = error


@dataclass(frozen=True, slots=True)
class Done:
    """What a release has done."""

    version: str
    report: Path
    package: Package
    unchanged: bool


def release(
    folder: Path,
    target: Path,
    keep: int = states.KEPT,
    *,
    ask: bool = False,
    tell: Listener = unheard,
    engine: str = "",
) -> Done:
    """Release the coded study in `folder` as the findings package `target`; `keep`: how many earlier states stay.

    `engine`: the address of what counts. Raise what stands above, and with `ask` Doubtful where she is to be asked.
    """
    with _alone(folder, target, tell, engine) as study:
        past = _refuse_withdrawn(study, study.withdrawn, target)
        refused = refusals.refused(target.parent)
        if old := [entry.hash for entry in past if entry.counts and entry.hash in refused]:
            raise Outdated(old[0][:8])
        undecided = open_marks(study)
        if undecided:
            raise Undecided(undecided)
        package = build(study, past, tell=tell)
        version = version_of(package.files)
        _require_known(version, target, past)
        _require_new_version(study, package, past)
        if ask:
            require_good(study, package.files)  # before she is asked, and waits for what merges would save
            doubts.require_none(study, past, package, target, tell)
        tell("write")
        with files.uninterrupted():
            prepared = states.prepare(package.files, target, version)
            try:
                check(prepared, target)
                done = _finish(study, package, past, prepared, target)
            finally:
                if prepared.name != version:
                    files.clear(prepared)
            with contextlib.suppress(OSError):  # a state somebody has open goes with the next release
                states.tidy(target, [entry.hash for entry in past], keep)
        return done


def withdraw(folder: Path, respondent: str, target: Path, *, tell: Listener = unheard) -> None:
    """Take a person out of the study and refuse every package she was in; what releases anew is `release`.

    Each step protects by itself, and whatever runs next finishes what a killed one began. Raise NoPerson where nobody
    of that key is or was in the study, NoPlace where `target` lies where nothing was released.
    """
    if register.exists(folder) and not places.is_known(target):
        raise NoPlace(str(target))  # a slip: the package of then would go on being shown where it lies
    with _alone(folder, target, tell, None) as study, files.uninterrupted():
        known = {person for people in coded_study.persons(study).values() for person in people}
        if respondent not in known.union(study.withdrawn, *(past.everyone for past in study.releases)):
            raise NoPerson
        refusals.refused(target.parent)  # a list that cannot be read stops before anything is written
        withdrawn = dict(study.withdrawn)
        withdrawn.setdefault(respondent, date.today().isoformat())
        if withdrawn != study.withdrawn:
            _require_same(study, study.releases)
            files.replace(folder / "withdrawn.csv", files.table(["respondent_id", "withdrawn_on"], withdrawn.items()))
        _refuse_withdrawn(study, withdrawn, target)


@contextlib.contextmanager
def _alone(folder: Path, target: Path, tell: Listener, engine: str | None) -> Iterator[CodedStudy]:
    """Hold the study, then the target, and give the study as it is while both are held."""
    if not folder.is_dir():
        coded_study.load(folder)  # says that there is none
    with files.alone(folder / ".lock"):
        study = healed(coded_study.load(folder, tell, engine))
        if not places.is_ours(study, target):
            raise NotOurs(study.study_id, target)
        with places.held(target):
            yield study


def opened(folder: Path, tell: Listener = unheard, engine: str | None = "") -> CodedStudy:
    """Open a study to look at it; where a release was killed, what follows from that is written down if it can be."""
    study = coded_study.load(folder, tell, engine)
    if any(entry.state in ("pending", "undoing") for entry in study.releases):
        with contextlib.suppress(files.Busy, OSError), files.alone(folder / ".lock"):
            return healed(coded_study.load(folder, engine=engine))
    return study


def _refuse_withdrawn(study: CodedStudy, withdrawn: Collection[str], target: Path) -> list[Release]:
    """Refuse each release that holds somebody who has withdrawn, then note it in the register; return the register.

    One that was taken back is refused here too: it may have been copied to this place.
    """
    past = without(study, withdrawn)
    gone = [r.hash for r in past if r.state in ("withdrawn", "undone")]
    refusals.refuse(target.parent, gone)
    today = date.today().isoformat()
    states.note_withdrawn(target, [r.hash for r in past if r.state == "withdrawn"], today)
    if past != list(study.releases):
        register.write(study.folder, past)
    states.remove(target, gone)
    return past


def without(study: CodedStudy, withdrawn: Collection[str]) -> list[Release]:
    """Return the register as the next release takes it: who has withdrawn is in none that is valid."""
    return [register.without(release, withdrawn) for release in study.releases]


def _require_known(version: str, target: Path, past: Sequence[Release]) -> None:
    """Raise where a version must not take the place of what lies in the target, or must not be shown at all."""
    if version in [*refusals.refused(target.parent), *(entry.hash for entry in past if not entry.counts)]:
        raise Refused(version)
    lying = states.version(target)
    known = [version, *(entry.hash for entry in past)]
    something = target.exists() and any(path.name not in places.LITTER for path in target.iterdir())
    if lying not in known and (lying or (something and not past)):
        raise Unrecorded(lying[:8] or "?")


def _require_new_version(study: CodedStudy, package: Package, past: Sequence[Release]) -> None:
    """Raise SameVersion where another release goes by this version and tells other figures."""
    told = [cell[:7] for cell in _cells(package)]
    for entry in past:
        same = entry.version == study.description["version"]
        if same and entry.counts and [cell[:7] for cell in entry.cells] != told:
            raise SameVersion(entry.version)


def check(prepared: Path, target: Path) -> None:
    """Check what was built with the dashboard's own loader. Raise BadResult."""
    faults: list[Fault] = []
    try:
        open_files(target, read_in(prepared, faults), faults)
    except FaultyPackage as error:
        raise BadResult(error) from error


def _finish(study: CodedStudy, package: Package, past: list[Release], prepared: Path, target: Path) -> Done:
    """Write down what is about to be shown, show it, write down that it is."""
    version = version_of(package.files)
    before = next((entry for entry in past if entry.hash == version), None)
    unchanged = before is not None and before.state == "released"
    lies_in = [*dict.fromkeys([*(before.places if before else ()), os.path.realpath(target)])]
    entry = Release(
        str(study.description["version"]),
        version,
        _today(study),
        # A release that was dropped may have been seen and counts; that must outlive this one, were it killed too.
        before.state if before else "pending",
        coded_study.persons(study),
        coded_study.sets(study),
        _cells(package),
        places=lies_in,
        corrections=[f"{c.then} → {c.now}: {len(c.people)} ({c.version})" for c in package.corrections],
    )
    if before and unchanged:
        now = [replace(e, places=lies_in) if e == before else e for e in past]
    else:
        now = [*(e for e in past if e != before), entry]
    path = study.folder / f"release-{version[:8]}.html"
    told = report(study, package, version, now).encode()
    _require_same(study, past)
    # The register first: should the power fail now, it knows of a package nobody saw, never the other way round.
    if now != past:
        register.write(study.folder, now)
    files.replace(path, told)
    states.take_over(target, refusals.refused(target.parent))
    states.lay(prepared, target, version)
    states.show(target, version)
    if not unchanged:
        register.write(study.folder, [*now[:-1], replace(entry, state="released")])
    return Done(version, path, package, unchanged)


def _cells(package: Package) -> list[list[object]]:
    """Return what a package tells of each cell, and beside it the true count, as the register keeps them."""
    return [
        [p.category_id, p.group_id, p.partner_id, low, high, c.asked, reason, c.named]
        for p, c in sorted(package.counts.items())
        for told in [package.protection.told.get(p)]
        for low, high, reason in [(told.low, told.high, "withheld") if told else (c.named, c.named, "exact")]
    ]


def _require_same(study: CodedStudy, releases: Sequence[Release]) -> None:
    """Raise Changed where a study is no longer what was read, or FaultyStudy where it is just being saved."""
    if not coded_study.is_unchanged(study, releases):
        coded_study.load(study.folder, engine=None)
        raise Changed


def require_good(study: CodedStudy, contents: Mapping[str, bytes]) -> None:
    """Raise BadResult where the dashboard would not open the files of a package."""
    try:
        open_files(study.folder / study.study_id, contents, []).db.close()
    except FaultyPackage as error:
        raise BadResult(error) from error


def _today(study: CodedStudy) -> str:
    return str(study.description["created"])[:10]
