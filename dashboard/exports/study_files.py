"""What the page on the method gives out of a study: the package as it is, and the selected findings as CSV."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.answers.answers import Answers
from dashboard.exports import cff, csv, package
from dashboard.selection.selection import Selection
from dashboard.values.about import title


@dataclass(frozen=True, slots=True)
class StudyFile:
    """A file: what stands behind the study's name in its own, its media type, and how it is made."""

    ending: str
    media_type: str
    make: Callable[[Answers, Selection], bytes]


def _package(answers: Answers, _: Selection) -> bytes:
    """Return the package as it is, and beside its files how to cite it."""
    return package.zipped(answers.study.study_id, {**answers.dataset.files, cff.NAME: cff.cff(answers)})


def _for_excel(answers: Answers, selection: Selection) -> bytes:
    return csv.for_excel(answers.findings(selection), title(answers), answers.texts)


def _plain(answers: Answers, selection: Selection) -> bytes:
    return csv.plain(answers.findings(selection), title(answers), answers.texts)


STUDY_FILES = {
    "paket": StudyFile(".zip", "application/zip", _package),
    "auswahl-excel": StudyFile("_excel.csv", "text/csv; charset=utf-8", _for_excel),
    "auswahl": StudyFile(".csv", "text/csv; charset=utf-8", _plain),
}


def file_name(answers: Answers, file: StudyFile) -> str:
    """Return the name of a file of a study."""
    return named(answers, file.ending)


def named(answers: Answers, ending: str) -> str:
    """Return a name that says study, version, whether it is invented, and ends like this."""
    invented = "_erfunden" if answers.study.synthetic else ""
    return f"{answers.study.study_id}_{answers.dataset.version[:8]}{invented}{ending}"
