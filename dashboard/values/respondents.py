"""Die Befragten: everyone asked as one field of large dots, filled by what the reader chooses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.answers.answers import Answers
from dashboard.answers.findings import Finding
from dashboard.selection.address import Links
from dashboard.texts import Texts
from dashboard.values import statements
from dashboard.values.statements import Statement
from dashboard.values.tables import Cell, cells

MOST_TOPICS = 12
"""Topics to choose from: what a screen has room for beside the field."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One topic to choose: who of each group named it, and what the study says on it, None where nothing.

    `link` leads to the topic, "" where there is no page to lead to.
    """

    category_id: str
    label: str
    cells: tuple[Cell, ...]
    statement: Statement | None
    link: str


@dataclass(frozen=True, slots=True)
class Respondents:
    """Everyone asked, counted in the title, and the topics that fill them; the first is chosen."""

    title: str
    choices: tuple[Choice, ...]


def respondents(answers: Answers, found: Sequence[Finding], links: Links) -> Respondents | None:
    """Show everyone asked by the topics the study opens with and those beside them; None where nothing was counted."""
    texts = answers.texts
    topics: dict[str, list[Finding]] = {}
    for finding in found:
        topics.setdefault(finding.category_id, []).append(finding)
    chosen = _chosen(topics, [lead.category_id for lead in answers.study.lead])
    if not chosen:
        return None
    everyone = sum(f.respondents for f in chosen[0])
    return Respondents(
        title=texts.count(texts.respondents_title, everyone),
        choices=tuple(_choice(some, links, texts) for some in chosen),
    )


def _chosen(topics: Mapping[str, list[Finding]], leads: Sequence[str]) -> list[list[Finding]]:
    """Choose the topics the study opens with, then those beside and above them, as many as there is room for.

    Where it opens with none of them, its first ones. In the study's order.
    """

    def top(category: str) -> str:
        above = topics[category][0].parent_id
        return top(above) if above in topics else category

    counted = [c for c, some in topics.items() if some[0].selected and any(f.is_figure for f in some)]
    first = [c for c in counted if c in leads]
    parents, tops = {topics[c][0].parent_id for c in first}, {top(c) for c in first}
    beside = [c for c in counted if topics[c][0].parent_id in parents]
    around = [c for c in counted if topics[c][0].level <= 2 and (not first or top(c) in tops)]
    taken = list(dict.fromkeys([*first, *beside, *around]))[:MOST_TOPICS]
    return [topics[c] for c in counted if c in taken]


def _choice(some: Sequence[Finding], links: Links, texts: Texts) -> Choice:
    first = some[0]
    return Choice(
        category_id=first.category_id,
        label=first.category,
        cells=cells([replace(f, of_low=None, of_high=None) for f in some], texts),
        statement=statements.of(first, texts),
        link=links.category(first.category_id),
    )
