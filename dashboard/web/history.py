"""A study beside its other states: what changed with each release, and the line above a page of an older one."""

from collections.abc import Iterator

from dashboard.answers.answers import Answers
from dashboard.answers.reader import Reader
from dashboard.package.dataset import Dataset
from dashboard.selection.address import Links
from dashboard.selection.selection import Selection
from dashboard.values import changes as page
from dashboard.values.older import Older
from dashboard.values.older import older as say
from dashboard.web import studies


def older(here: Reader, name: str) -> Older | None:
    """Say what stands above a page of an older state, None on one of the newest."""
    if not here.address.version:
        return None
    now = studies.newest(here)
    return say(name, here.answers, here.links, now.answers if now else None, now.links if now else here.links)


def changes(answers: Answers, selection: Selection, links: Links) -> page.Changes:
    """Compare a state with those before it that are kept."""
    days = studies.withdrawn_on(links.address.study)
    return page.page(answers, selection, links, _earlier(answers), days)


def _earlier(answers: Answers) -> Iterator[Answers]:
    """Open the states before one, the last first, one after the other: all at once would cost a server its memory."""
    study, now = answers.study.study_id, answers.dataset.version
    versions = [state.version for state in studies.library().states(study)]
    for version in versions[versions.index(now) + 1 :] if now in versions else []:
        opened = studies.library().open_state(study, version)
        if isinstance(opened, Dataset):
            yield Answers(opened, answers.language)
