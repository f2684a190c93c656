"""Gruppen im Vergleich: where do the groups differ, and how much of it hangs on one person?"""

from dataclasses import dataclass, replace
from itertools import combinations

from dashboard.answers.answers import Answers
from dashboard.selection.address import ORDERS, Links
from dashboard.selection.selection import Selection
from dashboard.values import briefs
from dashboard.values.about import caution, subject
from dashboard.values.comparisons import Comparison, SideBySide, side_by_side
from dashboard.values.pair import room
from dashboard.values.sentences import turning
from dashboard.values.shown import Shown, write_out

MOST_PAIRS = 6
FEW = 3
"""Topics from which on it is counted on how many of them the order hangs on one person."""
"""Pairs of groups that are listed; of more the others unfold."""

Choice = tuple[str, str]
"""Words and address; no address where it is chosen already."""


@dataclass(frozen=True, slots=True)
class Section:
    """Comparisons under one headline."""

    title: str
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """Two groups side by side. `pairs` choose two of more than two, `more_pairs` unfold.

    `groups` are the two as (short, full, position), `room` is what words left and right of a line take, in pixels.
    `counts` says on how many topics one person turns the order, `hangs` how that is counted. `nothing` says why nothing
    is compared, `hint` what would be.
    """

    subject: str
    groups: tuple[tuple[str, str, int], ...]
    pairs: tuple[Choice, ...]
    more_pairs: tuple[Choice, ...]
    orders: tuple[Choice, ...]
    ticks: str
    counts: str
    hangs: str
    room: tuple[int, int]
    sections: tuple[Section, ...]
    caution: str
    nothing: str
    hint: str


def page(answers: Answers, selection: Selection, links: Links) -> Groups:
    """Compare two groups, topic by topic, and say how much of each difference hangs on one person."""
    texts = answers.texts
    groups = [row["group_id"] for row in answers.groups(selection.set_id)]
    side = _side(answers, selection, groups, links)
    sections = (
        Section(texts.count(texts.reliable_title, len(side.reliable)), side.reliable),
        Section(texts.count(texts.unreliable_title, len(side.unreliable)), side.unreliable),
    )
    pairs = _pairs(answers, side, groups, links.at(selection)) if len(groups) > 2 else []
    many = len(pairs) > MOST_PAIRS
    groups_shown = list(dict.fromkeys((f.short, f.group, f.position) for f in side.topics))
    any_figure = any(f.is_figure for f in side.topics)
    return Groups(
        subject=subject(answers),
        groups=tuple(groups_shown),
        pairs=tuple(pair for pair in pairs if not (many and pair[1])),
        more_pairs=tuple(pair for pair in pairs if many and pair[1]),
        orders=tuple(_order(answers, order, links.at(selection)) for order in ORDERS),
        ticks=texts.ticks_note.format(*(short for short, *_ in groups_shown[:2])) if side.compared else "",
        counts=texts.hangs_counts.format(**side.counts) if len(side.compared) >= FEW else texts.hangs_few,
        hangs=texts.hangs_text,
        room=room(side.compared, texts),
        sections=tuple(section for section in sections if section.comparisons),
        caution=caution(answers, side.topics),
        nothing="" if any_figure else texts.no_results,
        hint=texts.groups_two if any_figure and not side.compared else "",
    )


def _side(answers: Answers, selection: Selection, groups: list[str], links: Links) -> SideBySide:
    return side_by_side(answers.findings(selection), selection.groups, groups, _current(links))


def _current(links: Links) -> str:
    """Return what the groups are sorted by: an address may hold the order of another page."""
    return links.address.order if links.address.order in ORDERS else ORDERS[0]


def _pairs(answers: Answers, side: SideBySide, groups: list[str], links: Links) -> list[Choice]:
    labels = {row["group_id"]: row["short"] for row in answers.groups(links.address.selection.set_id)}
    return [
        (
            answers.texts.listed([labels[group] for group in pair]),
            ""
            if set(pair) == set(side.groups)
            else links.page("groups", replace(links.address.selection, groups=pair)),
        )
        for pair in combinations(groups, 2)
    ]


def _order(answers: Answers, order: str, links: Links) -> Choice:
    words: str = getattr(answers.texts, f"sort_{order}")
    return words, "" if order == _current(links) else links.shown("groups", order=order)


def shown(answers: Answers, selection: Selection, links: Links) -> Shown:
    """Write out where two groups differ reliably and where not."""
    texts = answers.texts
    side = _side(answers, selection, [row["group_id"] for row in answers.groups(selection.set_id)], links)
    if not side.compared:
        any_figure = any(f.is_figure for f in side.topics)
        said = texts.groups_two if any_figure else texts.no_results
        return write_out(answers, selection, links, title=texts.groups, sentence=said, brief=[said])
    parts = [
        (texts.count(forms, len(compared)), tuple(c.smaller.category_id for c in compared))
        for forms, compared in ((texts.reliable_title, side.reliable), (texts.unreliable_title, side.unreliable))
        if compared
    ]
    return write_out(
        answers,
        selection,
        links,
        title=texts.groups,
        sentence=texts.hangs_counts.format(**side.counts)
        if len(side.compared) >= FEW
        else " ".join(turning(one, texts) for one in side.compared),
        below=[f for _, topics in parts for topic in topics for f in side.topics if f.category_id == topic],
        points=[texts.reliable_note],
        question=texts.question_groups,
        brief=briefs.of_pairs(side, texts),
        parts=parts,
    )
