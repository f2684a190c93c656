"""What stands around every page: which study it is, what of it is selected, how many were asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.answers.answers import Answers
from dashboard.answers.findings import Finding
from dashboard.selection.pages import PAGES
from dashboard.selection.selection import Selection
from dashboard.values import sentences

MOST_SPELLED = 2
"""Groups whose names stand in full in one line."""


@dataclass(frozen=True, slots=True)
class About:
    """A study as it is named and qualified wherever it is shown.

    `name` is its title, `title` the same marked where the study is invented; `notice` says that it is invented or
    internal, "" else. `version` is that of the package with its hash, `hash` the beginning of that alone. `asked` says
    of each group of the set how many were asked, `bases` of all of them in brief, `spelled` with their full names where
    there are few. `absent` are the pages the study has
    nothing for. `loosen` is (what it does, selection) for each filter that can be taken away.
    """

    study_id: str
    name: str
    title: str
    notice: str
    preview: bool
    source: str
    package_version: str
    version: str
    hash: str
    spoken: str
    caution: str
    bases: str
    spelled: str
    asked: tuple[str, ...]
    absent: frozenset[str]
    selected: str
    loosen: tuple[tuple[str, Selection], ...]


def about(answers: Answers, selection: Selection) -> About:
    """Say what stands around the pages of a selection."""
    study, texts = answers.study, answers.texts
    groups = answers.groups(selection.set_id)
    return About(
        study_id=study.study_id,
        name=study.title.in_language(texts.language),
        title=title(answers),
        notice=texts.preview if study.preview else texts.synthetic if study.synthetic else "",
        preview=study.preview,
        source="; ".join(one.short for one in study.sources),
        package_version=study.package_version,
        version=version(answers),
        hash=answers.dataset.version[:8],
        spoken=study.default_language,
        caution=caution(answers),
        bases=texts.listed([f"{row['respondents']} {row['short']}" for row in groups]),
        spelled=texts.listed([_spelled(row, brief=len(groups) > MOST_SPELLED) for row in groups]),
        asked=tuple(asked(answers, selection, ending=".")),
        absent=absent(answers),
        selected=selection.sentence(answers.known(selection.set_id), texts),
        loosen=tuple(selection.loosened(texts)),
    )


def _spelled(group: Mapping[str, Any], *, brief: bool) -> str:
    """Return how many of a group were asked, with its full name and the short one that stands for it."""
    if brief or group["label"] == group["short"]:
        return f"{group['respondents']} {group['short']}"
    return f"{group['respondents']} {group['label']} ({group['short']})"


def asked(answers: Answers, selection: Selection, *, between: str = " ", ending: str = "") -> list[str]:
    """Say of each group how many were asked, out of how many."""
    texts = answers.texts
    region = answers.study.region.in_language(texts.language)
    return [
        texts.asked(row["respondents"], row["label"], row["short"], row["dative"])
        + (between + texts.asked_of.format(row["population"], region) if row["population"] else "")
        + ending
        for row in answers.groups(selection.set_id)
    ]


def title(answers: Answers) -> str:
    """Return the title of a study in the reader's language, marked where the study is invented."""
    words = answers.study.title.in_language(answers.language)
    return answers.texts.synthetic_title.format(words) if answers.study.synthetic else words


def source(answers: Answers, location: str = "") -> str:
    """Return where the study was published as a footnote names it, with the place in it and where it was read."""
    sources = answers.study.sources
    read = ", ".join(dict.fromkeys(answers.texts.read_at.format(one.read_at) for one in sources if one.read_at))
    return ", ".join(part for part in ("; ".join(one.short for one in sources), location, read) if part)


def subject(answers: Answers) -> str:
    """Return what the study says it treats, which qualifies every count of nobody; "" where it says nothing."""
    said = answers.study.subject
    return said.in_language(answers.language) if said else ""


def caution(answers: Answers, findings: Sequence[Finding] = ()) -> str:
    """Return what the study cautions against, and how much hangs on one person where findings are shown."""
    return sentences.caution(findings, answers.study.caution.in_language(answers.language), answers.texts)


def version(answers: Answers) -> str:
    """Return version and content hash of the package, as citations name it."""
    return f"{answers.study.package_version} ({answers.dataset.version[:8]})"


def absent(answers: Answers) -> frozenset[str]:
    """Return the pages the study has nothing for: no partner is named, no quote is in the package."""
    known = answers.known()
    return frozenset(page.name for page in PAGES.values() if page.needs and not getattr(known, page.needs))
