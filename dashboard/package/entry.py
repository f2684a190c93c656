"""What is known of one package of a library, and what that means."""

from dataclasses import dataclass
from pathlib import Path

from dashboard import settings
from dashboard.package.cells import Fault
from dashboard.package.dataset import FaultyPackage
from dashboard.package.files import Print, current
from dashboard.package.study import Study


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a package: the state of its folder, and what its description said, or opening it.

    `version` is known once it was opened, or as soon as the list of withdrawn packages names any.
    """

    path: Path
    print: Print
    said: Study | FaultyPackage
    version: str = ""


def is_passing(read: object) -> bool:
    """Say whether a package could not be read though its files may be good: then it is tried again at every look."""
    return isinstance(read, FaultyPackage) and any(f.kind in ("unreadable", "folder_unreadable") for f in read.faults)


def is_same(said: Study | FaultyPackage, before: Study | FaultyPackage) -> bool:
    """Say whether a package is as faulty as before."""
    if isinstance(said, FaultyPackage) and isinstance(before, FaultyPackage):
        return said.faults == before.faults
    return False


def claimed(path: Path) -> str:
    """Return the hash of the state a faulty package should be in, "" where nothing says: it may be withdrawn."""
    named = current(path)
    return named if isinstance(named, str) else ""


def unexpected(error: Exception) -> list[Fault]:
    """Whatever goes wrong with one package is its fault: the others are served and refreshed all the same."""
    return [Fault("unexpected", "", None, (type(error).__name__,))]


def may_be_shown(study: Study) -> bool:
    """Say whether a study is protected, or the researcher looks at her own."""
    return not study.preview or settings.is_preview()


def advice(path: Path) -> str:
    """Return the command that tells what is wrong with a folder."""
    return f"python -m dashboard.check {path}"


def place(name: str, shown: Study | FaultyPackage) -> tuple[bool, bool, bool, str, str]:
    """Return what studies are put in order by: the first named, then real before invented, older before newer."""
    first = name == settings.first_study()
    if isinstance(shown, FaultyPackage):
        return not first, True, True, "", name
    return not first, False, shown.synthetic, shown.created, name
