"""What comes of releasing a study twice, somebody withdrawn in between: to be compared between engines."""

from pathlib import Path

from publish import release
from publish.coded_study import FaultyStudy
from publish.disclosure import Unprotectable
from publish.register import TooFewChanged
from tests.publish import studies

Outcome = tuple[dict[str, bytes] | str, dict[str, bytes] | str]


def outcome(study: Path, target: Path, engine: str = "") -> Outcome:
    """Return the files of two packages, or why there is none."""
    first = _files(study, target, engine)
    release.withdraw(study, "P1", target) if isinstance(first, dict) else None
    studies.next_version(study)
    return first, _files(study, target, engine)


def _files(study: Path, target: Path, engine: str) -> dict[str, bytes] | str:
    try:
        release.release(study, target, engine=engine)
    except (Unprotectable, TooFewChanged, FaultyStudy) as error:
        return f"{type(error).__name__}: {getattr(error, 'faults', error)}"
    return {path.name: path.read_bytes() for path in sorted(studies.lying(target).iterdir())}
