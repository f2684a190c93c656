"""What a release that was killed left behind: whether it counts is decided at the next start of any command."""

from dataclasses import replace
from pathlib import Path

from publish import coded_study, register, states
from publish.coded_study import CodedStudy
from publish.register import Release


def healed(study: CodedStudy) -> CodedStudy:
    """Return a study whose register says of each release whether it is shown; whoever calls holds the study.

    A release that was begun is one if its package is shown. Else it is dropped. It goes on counting in the protection
    against earlier releases unless its state was never laid beside the packages: whoever copied the folder in that
    moment, or asked for the state by its hash, may have it. Where the folder cannot be looked at from here (another
    computer, a drive that is not there) it stays as it is and counts.
    """
    past = [(entry, _verdict(entry)) for entry in study.releases]
    if all(entry.state == verdict for entry, verdict in past):
        return study
    for entry, verdict in past:
        if verdict == "":  # its report first: one without an entry would mean that the register was lost
            (study.folder / f"release-{entry.hash[:8]}.html").unlink(missing_ok=True)
    now = [replace(entry, state=verdict) for entry, verdict in past if verdict]
    register.write(study.folder, now)
    for entry, verdict in past:
        if entry.state == "pending" and verdict == "dropped":
            for place in entry.places:
                states.remove(Path(place), [entry.hash])
    return coded_study.load(study.folder)


def _verdict(entry: Release) -> str:
    """Return the state an entry has now, "" where it is forgotten."""
    if entry.state not in ("pending", "dropped"):
        return entry.state
    places = [Path(place) for place in entry.places]
    if any(states.shown(place) == entry.hash for place in places):
        return "released"
    if entry.state == "dropped" or not places or not all(map(_is_here, places)):
        return entry.state
    return "dropped" if any(states.lies(place, entry.hash) for place in places) else ""


def _is_here(place: Path) -> bool:
    """Say whether a folder of packages can be looked at from here: D:/data is no whole path on another system."""
    return place.is_absolute() and place.parent.is_dir()
