"""Where a package may be laid, and the place held while somebody does: what came to nothing leaves nothing there."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from dashboard.package.columns import NAMES
from dashboard.package.files import CURRENT, STATES, states
from publish import files, refusals
from publish.coded_study import CodedStudy

LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""What file managers leave in folders."""
OURS = {*NAMES, CURRENT, f".{CURRENT}.new"}
"""What releases write into the folder of a package."""


def lock(target: Path) -> Path:
    """Return the file whoever writes a package holds."""
    return target.parent / f".{target.name}.lock"


def is_known(target: Path) -> bool:
    """Say whether something of a study lies in a place or lay there: a package, the lock of a release, a list."""
    return any(os.path.lexists(trace) for trace in (target, lock(target), target.parent / refusals.NAME))


def is_ours(study: CodedStudy, target: Path) -> bool:
    """Say whether a release may replace what lies in the target: nothing, or a package and nothing beside it."""
    if target.name != study.study_id or _holds(study.folder, target) or _holds(target, study.folder):
        return False
    kept = (target.parent / STATES, target.parent / STATES / target.name)
    if any(os.path.lexists(place) and (place.is_symlink() or not place.is_dir()) for place in kept):
        return False
    if not os.path.lexists(target):
        return True
    return target.is_dir() and not target.is_symlink() and {path.name for path in target.iterdir()} <= OURS | LITTER


def _holds(folder: Path, path: Path) -> bool:
    """Say whether a path is a folder or lies in it, in whatever capitals where the system does not tell them apart."""
    real, inside = Path(os.path.realpath(folder)), Path(os.path.realpath(path))
    return inside.is_relative_to(real) or any(
        above.exists() and real.exists() and above.samefile(real) for above in (inside, *inside.parents)
    )


@contextlib.contextmanager
def held(target: Path) -> Iterator[None]:
    """Hold the place of a package. Where it is new and nothing is laid there, it is as it was afterwards."""
    made = [folder for folder in (target.parent, *target.parent.parents) if not folder.exists()]
    new = not os.path.lexists(target) and not os.path.lexists(lock(target))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with files.alone(lock(target)):
            try:
                yield
            finally:
                if new and not os.path.lexists(target):
                    _leave(states(target), states(target).parent)
                    # In a new folder the list of what is refused too: nothing lies here. The lock while it is held,
                    # when nobody else can have it.
                    lists = (refusals.NAME, f".{refusals.NAME}.lock") if made else ()
                    for path in (*(target.parent / name for name in lists), lock(target)):
                        with contextlib.suppress(OSError):
                            path.unlink()
    finally:
        _leave(*made)


def _leave(*folders: Path) -> None:
    """Remove folders in which nothing lies."""
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()
