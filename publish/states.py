"""States of a package in a folder of packages: each laid beside the others, then named in `current`.

`data/<study_id>/current` is one line, the hash of the state to show; the states lie in `data/.fassungen/<study_id>/`,
each in a folder named by its hash.
"""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from dashboard.package.columns import NAMES
from dashboard.package.dataset import FaultyPackage
from dashboard.package.dataset import load as open_package
from dashboard.package.files import CURRENT, current, states, version_of
from dashboard.package.withdrawn import NAME as WITHDRAWN
from publish import files

KEPT = 5
"""How many earlier states a release keeps unless it is told otherwise."""


def shown(target: Path) -> str:
    """Return the hash of the state that `current` names, "" where a plain package lies there, or nothing to read."""
    named = current(target)
    return named if isinstance(named, str) else ""


def version(target: Path) -> str:
    """Return the hash of the package that is shown, plain or not; "" where none opens."""
    try:
        return open_package(target).version
    except FaultyPackage:
        return ""


def is_here(target: Path) -> bool:
    """Say whether a folder of packages can be looked at from here: D:/data is no whole path on another system."""
    return target.is_absolute() and target.parent.is_dir()


def lies(target: Path, version: str) -> bool:
    """Say whether a state, or a part of one, lies beside the packages."""
    return os.path.lexists(states(target) / version)


def prepare(contents: Mapping[str, bytes], target: Path, version: str) -> Path:
    """Write a state beside the others under a name nobody reads; return where. One that lies there whole stays."""
    place = states(target) / version
    if is_whole(target, version):
        return place
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{version}.new")
    files.clear(beside)
    beside.mkdir()
    for name, content in contents.items():
        files.write(beside / name, content)
    files.settle(beside)
    return beside


def lay(prepared: Path, target: Path, version: str) -> None:
    """Lay a prepared state beside the others; nobody is shown it yet, who asks for it by its hash may be."""
    place = states(target) / version
    if prepared == place:
        return
    files.clear(place)
    _rename(prepared, place)
    files.settle(place.parent)


def _rename(folder: Path, to: Path) -> None:
    files.patiently(lambda: folder.rename(to), folder)


def is_whole(target: Path, version: str) -> bool:
    """Say whether a state has the contents its name says, and nothing is a link."""
    place = states(target) / version
    paths = [place / name for name in NAMES]
    if place.is_symlink() or any(path.is_symlink() for path in paths):
        return False
    try:
        return version_of({path.name: path.read_bytes() for path in paths if path.is_file()}) == place.name
    except OSError:
        return False


def show(target: Path, named: str) -> None:
    """Name the state to show, in one step; from then on a plain package of an earlier release counts no more."""
    line = f"{named}\n".encode()
    if target.exists():
        files.replace(target / CURRENT, line)
    else:  # a folder with nothing in it would be shown as a faulty package
        beside = target.with_name(f".{target.name}.new")
        files.clear(beside)
        beside.mkdir()
        files.write(beside / CURRENT, line)
        _rename(beside, target)
        files.settle(target.parent)
    _clear_plain(target)


def hide(target: Path) -> None:
    """Show nothing of a package any more, in one step."""
    if os.path.lexists(target):
        aside = target.with_name(f".{target.name}.old")
        files.clear(aside)
        _rename(target, aside)
        files.settle(target.parent)
        files.clear(aside)


def take_over(target: Path, refused: Iterable[str]) -> None:
    """Lay the plain package of an earlier release among the states, unless it is refused; it is shown as before."""
    if os.path.lexists(target / CURRENT):
        _clear_plain(target)
        return
    try:
        package = open_package(target)
    except FaultyPackage:
        return
    if package.version not in refused:
        lay(prepare(package.files, target, package.version), target, package.version)


def _clear_plain(target: Path) -> None:
    """Remove a plain package from beside `current`: nobody is shown it."""
    if shown(target):
        for name in NAMES:
            if os.path.lexists(target / name):
                files.clear(target / name)


def note_withdrawn(target: Path, versions: Iterable[str], day: str) -> None:
    """Note beside the states on which day some were withdrawn, for readers who ask; what hides them is the list."""
    if not states(target).is_dir():
        return
    place = states(target) / WITHDRAWN
    before = place.read_text(encoding="utf-8").splitlines()[1:] if place.is_file() else []
    known = {line.split(",")[0] for line in before}
    added = [f"{version},{day}" for version in versions if version not in known]
    if added:
        files.replace(place, "\n".join(["sha256,withdrawn_on", *before, *added, ""]).encode())


def remove(target: Path, versions: Iterable[str]) -> None:
    """Remove states from the disk, whoever was shown them."""
    for version in versions:
        if lies(target, version):
            # In one step, so that nobody finds half a state; whatever runs next clears what is left of it.
            aside = states(target) / f".{version}.old"
            files.clear(aside)
            _rename(states(target) / version, aside)
            files.clear(aside)


def tidy(target: Path, order: Sequence[str], keep: int) -> None:
    """Remove what killed runs left and all states but the one shown and the `keep` last; `order`: oldest first.

    A state that is not in it (of a package that got statements only) counts as older.
    """
    place = states(target)
    if not place.is_dir():
        return
    lying = [path for path in place.iterdir() if re.fullmatch(r"\.?[0-9a-f]{64}(\.new|\.old)?", path.name)]
    for path in lying:
        if path.name.startswith("."):
            files.clear(path)
    ages = {version: age for age, version in enumerate(order, start=1)}
    kept = sorted((path.name for path in lying if not path.name.startswith(".")), key=lambda v: (ages.get(v, 0), v))
    earlier = [version for version in kept if version != shown(target)]
    remove(target, earlier[: max(0, len(earlier) - keep)])
