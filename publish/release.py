"""A release: from the coded study to the folder the dashboard opens, whole or not at all."""

import contextlib
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.package.dataset import FILES, FaultyPackage, open_files
from dashboard.package.dataset import load as open_package
from publish import coded_study, files, refusals, register, wording
from publish.coded_study import CodedStudy
from publish.package import Package, build
from publish.register import Release
from publish.report import report
from publish.warner import Mark, marks

LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""What file managers leave in folders."""


@dataclass(frozen=True, slots=True)
class OpenMark:
    """A mark of the warner nobody has decided, with the file and row of its words."""

    file: str
    row: int
    mark: Mark
    still_there: bool


class Undecided(Exception):
    """A release waits for decisions on marks in released quotes and in statements."""

    def __init__(self, open_marks: list[OpenMark]) -> None:
        super().__init__(f"{len(open_marks)} marks")
        self.open_marks = open_marks


class NotOurs(Exception):
    """The folder does not have the study's name, touches the coded study, or holds something that is no package."""


class Changed(Exception):
    """The study is no longer what was read: somebody saved a file, or removed the lock and released or withdrew."""


class NoPlace(Exception):
    """The study was released, and not into this folder: there is none."""


class NoPerson(Exception):
    """Nobody of that key is in the study or was in a release."""


class Unrecorded(Exception):
    """A package of the study lies in the target and the register beside the study does not know it."""


class Refused(Exception):
    """The very package was withdrawn."""


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


def release(folder: Path, target: Path) -> Done:
    """Release the coded study in `folder` as the findings package `target`. Raise what stands above."""
    with _alone(folder, target) as study:
        past = _refuse_withdrawn(study, study.withdrawn, target)
        refused = refusals.refused(target.parent)
        if old := [entry.hash for entry in past if entry.state == "released" and entry.hash in refused]:
            raise Outdated(old[0][:8])
        undecided = open_marks(study)
        if undecided:
            raise Undecided(undecided)
        package = build(study, past)
        building = target.parent / f".{target.name}.building"
        files.clear(building)
        try:
            return _finish(study, package, past, building, target)
        finally:
            files.clear(building)


def withdraw(folder: Path, respondent: str, target: Path) -> None:
    """Take a person out of the study and refuse every package she was in; what releases anew is `release`.

    Each step protects by itself, and whatever runs next finishes what a killed one began. Raise NoPerson where nobody
    of that key is or was in the study, NoPlace where `target` lies where nothing was released.
    """
    if register.exists(folder) and not _is_known(target):
        raise NoPlace(str(target))  # a slip: the package of then would go on being shown where it lies
    with _alone(folder, target) as study:
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


def _is_known(target: Path) -> bool:
    """Say whether something of a study lies in a place or lay there: a package, the lock of a release, a list."""
    traces = (target, target.parent / f".{target.name}.lock", target.parent / refusals.NAME)
    return any(os.path.lexists(trace) for trace in traces)


@contextlib.contextmanager
def _alone(folder: Path, target: Path) -> Iterator[CodedStudy]:
    """Hold the study, then the target, and give the study as it is while both are held."""
    if not folder.is_dir():
        coded_study.load(folder)  # says that there is none
    with files.alone(folder / ".lock"):
        study = coded_study.load(folder)
        if not _is_ours(study, target):
            raise NotOurs(study.study_id)
        target.parent.mkdir(parents=True, exist_ok=True)
        with files.alone(target.parent / f".{target.name}.lock"):
            yield study


def _is_ours(study: CodedStudy, target: Path) -> bool:
    """Say whether a release may replace what lies in the target: nothing, or a package and nothing beside it."""
    inside, outside = (Path(os.path.realpath(path)) for path in (target, study.folder))
    if target.name != study.study_id or inside.is_relative_to(outside) or outside.is_relative_to(inside):
        return False
    if not os.path.lexists(target):
        return True
    of_packages = {"datapackage.json", *(f"{table}.csv" for table in FILES), *LITTER}
    return target.is_dir() and not target.is_symlink() and {path.name for path in target.iterdir()} <= of_packages


def _refuse_withdrawn(study: CodedStudy, withdrawn: Collection[str], target: Path) -> list[Release]:
    """Refuse each release that holds somebody who has withdrawn, then note it in the register; return the register."""
    past = [register.without(r, withdrawn) for r in study.releases]
    refusals.refuse(target.parent, [r.hash for r in past if r.state == "withdrawn"])
    if past != list(study.releases):
        register.write(study.folder, past)
    return past


def _finish(study: CodedStudy, package: Package, past: list[Release], building: Path, target: Path) -> Done:
    fresh = building / target.name
    _write(fresh, package)
    try:
        version = open_package(fresh).version
    except FaultyPackage as error:
        raise BadResult(error) from error
    if version in refusals.refused(target.parent):
        raise Refused(version)
    lying = _version(target)
    known = [version, *(entry.hash for entry in past)]
    something = target.exists() and any(path.name not in LITTER for path in target.iterdir())
    if lying not in known and (lying or (something and not past)):
        raise Unrecorded(lying[:8] or "?")
    unchanged = any(entry.hash == version and entry.state == "released" for entry in past)
    path = study.folder / f"release-{version[:8]}.html"
    entry = Release(
        str(study.description["version"]),
        version,
        _today(study),
        "released",
        coded_study.persons(study),
        coded_study.sets(study),
        _cells(package),
    )
    past_before = past
    if not unchanged:
        past = [*past, entry]
    told = report(study, package, version, past).encode()
    _require_same(study, past_before)
    # The register first: should the power fail now, it knows of a package nobody saw, never the other way round.
    register.write(study.folder, past)
    files.replace(path, told)
    files.swap(fresh, target)
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
    now = coded_study.load(study.folder)
    if now.digest != study.digest or now.releases != tuple(releases):
        raise Changed


PUBLISHED_WORDS = """
select 'quotes.csv' as file, quote_id, unnest([text, shows_de]) as words, row from quotes where state = 'released'
union all
select 'categories.csv', category_id, statement_de, row from categories
order by file desc, row
"""
"""What a package says word for word, with the key its decisions go by; English words are not looked through."""


def open_marks(study: CodedStudy) -> list[OpenMark]:
    """Return the marks in what is published word for word that nobody has decided, or that still stand."""
    decided = {
        (quote, mark): decision
        for quote, mark, decision in study.db.execute("select quote_id, mark, decision from decisions").fetchall()
    }
    found = []
    for file, key, words, row in study.db.execute(PUBLISHED_WORDS).fetchall():
        for mark in marks(words or ""):
            decision = decided.get((key, mark.text))
            if decision != "keep":
                found.append(OpenMark(file, row, mark, decision == "replace"))
    for quote in wording.differing(study):
        mark = Mark("wording", f"{quote.percent} %", 0)
        decision = decided.get((quote.quote_id, mark.text))
        if quote.released and quote.percent < wording.ASK and decision != "keep":
            found.append(OpenMark("quotes.csv", quote.row, mark, decision == "replace"))
    return found


def require_good(study: CodedStudy, contents: Mapping[str, bytes]) -> None:
    """Raise BadResult where the dashboard would not open the files of a package."""
    try:
        open_files(study.folder / study.study_id, contents, []).db.close()
    except FaultyPackage as error:
        raise BadResult(error) from error


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
        with files.naming(folder / name), (folder / name).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
