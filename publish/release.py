"""A release: from the coded study to the folder the dashboard opens, whole or not at all."""

import contextlib
import ctypes
import fcntl
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.dataset import FaultyPackage
from dashboard.dataset import load as open_package
from publish import coded_study, files, refusals, register
from publish.coded_study import CodedStudy
from publish.package import Package, build
from publish.register import Release
from publish.report import report
from publish.warner import Mark, marks


@dataclass(frozen=True, slots=True)
class OpenMark:
    """A mark of the warner nobody has decided, with the row of its quote."""

    row: int
    mark: Mark
    still_there: bool


class Undecided(Exception):
    """A release waits for decisions on marks in released quotes."""

    def __init__(self, open_marks: list[OpenMark]) -> None:
        super().__init__(f"{len(open_marks)} marks")
        self.open_marks = open_marks


class Busy(Exception):
    """Another release into the same folder is under way."""


class NotOurs(Exception):
    """The folder does not have the study's name, or holds something that is no package."""


class Unrecorded(Exception):
    """A package of the study lies in the target and the register beside the study does not know it."""


class Refused(Exception):
    """The very package was withdrawn."""


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


def release(folder: Path, target: Path) -> Done:
    """Release the coded study in `folder` as the findings package `target`. Raise what stands above."""
    study = coded_study.load(folder)
    if target.name != study.study_id or (target.exists() and not (target / "datapackage.json").is_file()):
        raise NotOurs(study.study_id)
    target.parent.mkdir(parents=True, exist_ok=True)
    with _alone(target):
        undecided = open_marks(study)
        if undecided:
            raise Undecided(undecided)
        past = list(study.releases)
        package = build(study, past)
        building = target.parent / f".{target.name}.building"
        shutil.rmtree(building, ignore_errors=True)
        try:
            return _finish(study, package, past, building, target)
        finally:
            shutil.rmtree(building, ignore_errors=True)


def _finish(
    study: CodedStudy,
    package: Package,
    past: list[Release],
    building: Path,
    target: Path,
) -> Done:
    fresh = building / target.name
    _write(fresh, package)
    try:
        version = open_package(fresh).version
    except FaultyPackage as error:
        raise BadResult(error) from error
    if version in refusals.refused(target.parent):
        raise Refused(version)
    lying = _version(target)
    if lying and lying not in (version, *(entry.hash for entry in past)):
        raise Unrecorded(lying[:8])
    cells = [
        [p.category_id, p.group_id, p.partner_id, low, high, c.asked, reason, c.named]
        for p, c in sorted(package.counts.items())
        for told in [package.protection.told.get(p)]
        for low, high, reason in [(told.low, told.high, "withheld") if told else (c.named, c.named, "exact")]
    ]
    unchanged = any(entry.hash == version and entry.state == "released" for entry in past)
    path = study.folder / f"release-{version[:8]}.html"
    entry = Release(
        str(study.description["version"]),
        version,
        _today(study),
        "released",
        coded_study.persons(study),
        coded_study.sets(study),
        cells,
    )
    if not unchanged:
        past = [*past, entry]
    files.replace(path, report(study, package, version, past).encode())
    # The register first: should the power fail now, it knows of a package nobody saw, never the other way round.
    register.write(study.folder, past)
    _swap(fresh, target)
    return Done(version, path, package, unchanged)


def withdraw(folder: Path, respondent: str, target: Path) -> Done:
    """Take a person out of the study, refuse every package she was in, and release anew.

    Raise KeyError where nobody of that key is in the study.
    """
    study = coded_study.load(folder)
    if study.db.execute("select count(*) from respondents where respondent_id = ?", [respondent]).fetchall() == [(0,)]:
        raise KeyError
    refusals.refused(target.parent)
    withdrawn = {**study.withdrawn, respondent: date.today().isoformat()}
    files.replace(folder / "withdrawn.csv", files.table(["respondent_id", "withdrawn_on"], withdrawn.items()))
    holding = [r for r in study.releases if respondent in r.everyone]
    refusals.refuse(target.parent, [r.hash for r in holding])
    if holding:
        register.write(folder, [register.withdrawn(r) if r in holding else r for r in study.releases])
    return release(folder, target)


def open_marks(study: CodedStudy) -> list[OpenMark]:
    """Return the marks in released quotes that nobody has decided, or that were to be replaced and still stand."""
    decided = {
        (quote, mark): decision
        for quote, mark, decision in study.db.execute("select quote_id, mark, decision from decisions").fetchall()
    }
    found = []
    for quote, text, row in study.db.execute(
        "select quote_id, text, row from quotes where state = 'released' order by row"
    ).fetchall():
        for mark in marks(text):
            decision = decided.get((quote, mark.text))
            if decision != "keep":
                found.append(OpenMark(row, mark, decision == "replace"))
    return found


def _version(target: Path) -> str:
    """Return the hash of the package in a folder, "" where there is none that opens."""
    try:
        return open_package(target).version
    except FaultyPackage:
        return ""


def _today(study: CodedStudy) -> str:
    return str(study.description["created"])[:10]


def _write(folder: Path, package: Package) -> None:
    folder.mkdir(parents=True)
    for name, content in package.files.items():
        with (folder / name).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


@contextlib.contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Hold the target for one release; the system lets go when the process ends, however it ends."""
    with (target.parent / f".{target.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy from error
        yield


EXCHANGE = 2


def _swap(fresh: Path, target: Path) -> None:
    """Put the new folder in the old one's place in one step; a reader sees one or the other, whole."""
    if not target.exists():
        fresh.rename(target)
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.renameat2(-100, os.fsencode(fresh), -100, os.fsencode(target), EXCHANGE) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
