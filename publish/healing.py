"""What a release or an undo that was killed left behind: decided and finished at the next start of any command."""

import contextlib
from dataclasses import replace
from pathlib import Path

from dashboard.package.cells import Fault
from publish import files, refusals, register, states
from publish.coded_study import CodedStudy, FaultyStudy
from publish.register import Release

NOTE = (
    "<p><strong>Zurückgenommen am {}.</strong> Nach Angabe der Forscherin wurde diese Fassung nie weitergegeben; "
    "prüfen lässt sich das nicht. Sie wird abgelehnt und zählt im Schutz gegen frühere Freigaben nicht mit.</p>"
)


def healed(study: CodedStudy) -> CodedStudy:
    """Return a study whose register says of each release whether it is shown; whoever calls holds the study.

    A release that was begun is one if its package is shown. Else it is dropped. It goes on counting in the protection
    against earlier releases unless its state was never laid beside the packages: whoever copied the folder in that
    moment, or asked for the state by its hash, may have it. Where the folder cannot be looked at from here (another
    computer, a drive that is not there) it stays as it is and counts. An undo that was begun is carried through.
    """
    past = [(entry, _verdict(entry)) for entry in study.releases]
    if any(entry.state != verdict for entry, verdict in past):
        for entry, verdict in past:
            if verdict == "":  # its report first: one without an entry would mean that the register was lost
                (study.folder / f"release-{entry.hash[:8]}.html").unlink(missing_ok=True)
        register.write(study.folder, [replace(entry, state=verdict) for entry, verdict in past if verdict])
        for entry, verdict in past:
            if entry.state == "pending" and verdict == "dropped":
                for place in entry.places:
                    states.remove(Path(place), [entry.hash])
        study = registered(study)
    if leaving := [entry for entry in study.releases if entry.state == "undoing"]:
        with contextlib.suppress(files.Busy):  # who releases another copy of the study there: the next start
            for entry in leaving:
                _undo(study, entry)
                study = registered(study)
    return study


def registered(study: CodedStudy) -> CodedStudy:
    """Return a study with its register as it was just written: its files are held and need not be read again."""
    faults: list[Fault] = []
    releases = register.read(study.folder, faults)
    if faults:
        raise FaultyStudy(study.folder, faults)
    return replace(study, releases=releases)


def _verdict(entry: Release) -> str:
    """Return the state an entry has now, "" where it is forgotten."""
    if entry.state not in ("pending", "dropped"):
        return entry.state
    places = [Path(place) for place in entry.places]
    if any(states.shown(place) == entry.hash for place in places):
        return "released"
    if entry.state == "dropped" or not places or not all(map(states.is_here, places)):
        return entry.state
    return "dropped" if any(states.lies(place, entry.hash) for place in places) else ""


def _undo(study: CodedStudy, entry: Release) -> None:
    """Show what was shown before, refuse what is taken back, remove it, and only then let it count no more."""
    earlier = [e for e in study.releases[: study.releases.index(entry)] if e.state == "released"][-1:]
    for place in map(Path, entry.places):
        if not states.is_here(place):
            return
        with files.alone(place.parent / f".{place.name}.lock"):
            if entry.hash in (states.shown(place), states.version(place)):
                before = [e.hash for e in earlier if states.is_whole(place, e.hash)]
                if before and before[0] not in refusals.refused(place.parent):
                    states.show(place, before[0])
                else:
                    states.hide(place)
            refusals.refuse(place.parent, [entry.hash])
            states.remove(place, [entry.hash])
    report = study.folder / f"release-{entry.hash[:8]}.html"
    note = NOTE.format(entry.undone_on)
    if report.is_file() and note not in (text := report.read_text(encoding="utf-8")):
        files.replace(report, text.replace("</h1>", f"</h1>\n{note}", 1).encode())
    register.write(study.folder, [replace(e, state="undone") if e == entry else e for e in study.releases])
