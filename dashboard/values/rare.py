"""Selten oder nicht genannt: what did one person, one group or nobody name, and what was not asked?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.answers.answers import Answers
from dashboard.answers.findings import Finding
from dashboard.selection.address import Links
from dashboard.selection.selection import Selection
from dashboard.values import briefs, sentences
from dashboard.values.dots import Key, key
from dashboard.values.shown import Shown, write_out
from dashboard.values.tables import Cell, cells


@dataclass(frozen=True, slots=True)
class Rare:
    """Findings of one category each. No category of `one_group` stands in `nobody` again."""

    single: tuple[tuple[Finding, ...], ...]
    one_group: tuple[tuple[Finding, ...], ...]
    nobody: tuple[tuple[Finding, ...], ...]
    unasked: tuple[tuple[Finding, ...], ...]
    elsewhere: tuple[tuple[Finding, ...], ...]


def sort_out(findings: Sequence[Finding]) -> Rare:
    """Sort findings, given in the study's order, into their kinds."""
    categories = [tuple(topic) for _, topic in groupby(findings, key=lambda f: f.category_id)]
    one_group = tuple(cells for cells in categories if _of_one_group(cells))
    return Rare(
        single=_each(categories, lambda f: f.state == "counted" and f.low == 1),
        one_group=one_group,
        nobody=_each([c for c in categories if c not in one_group], lambda f: f.state == "not_named"),
        unasked=_each(
            categories,
            lambda f: f.asked < f.respondents and f.state not in ("not_counted", "elsewhere") and f.of_low is None,
        ),
        elsewhere=_each(categories, lambda f: f.state == "elsewhere"),
    )


def _each(
    categories: Sequence[tuple[Finding, ...]], which: Callable[[Finding], bool]
) -> tuple[tuple[Finding, ...], ...]:
    chosen = (tuple(f for f in cells if which(f)) for cells in categories)
    return tuple(cells for cells in chosen if cells)


def _of_one_group(cells: Sequence[Finding]) -> bool:
    """Say whether persons of one group named the category and nobody of any other."""
    named = [f for f in cells if f.state in ("counted", "range")]
    silent = [f for f in cells if f.state == "not_named"]
    return len(named) == 1 and bool(silent) and len(named) + len(silent) == len(cells)


@dataclass(frozen=True, slots=True)
class Section:
    """Topics under one headline, each with the cells it is there for; `note` says what the headline means.

    `nothing` says why there is none, "" where there are.
    """

    title: str
    note: str
    nothing: str
    topics: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class RarePage:
    """What few named, nobody named, or not all were asked."""

    key: Key
    sections: tuple[Section, ...]


def page(answers: Answers, selection: Selection, _links: Links) -> RarePage:
    """Show what one person, one group or nobody named, and what was not asked."""
    texts = answers.texts
    sorted_out = _sorted_out(answers, selection)
    withheld = any(f.selected and f.is_withheld for f in answers.findings(selection))
    groups = len(answers.known(selection.set_id).groups)
    kinds = [
        (texts.single_title, texts.single_text, sorted_out.single, True),
        *(
            [(texts.one_group_title[groups > 2], texts.not_named_note, sorted_out.one_group, True)]
            if groups > 1
            else []
        ),
        *([(texts.nobody_title, texts.not_named_note, sorted_out.nobody, True)] if sorted_out.nobody else []),
        (texts.unasked_title, "", sorted_out.unasked, False),
        *([(texts.elsewhere_title, "", sorted_out.elsewhere, False)] if sorted_out.elsewhere else []),
    ]
    return RarePage(
        key=key((f for _, _, topics, _ in kinds for topic in topics for f in topic), texts),
        sections=tuple(
            Section(
                # Where small counts are withheld, an empty list is no nought.
                title.format(texts.not_shown if withheld and not topics and small else len(topics)),
                note,
                "" if topics else texts.not_shown_why if withheld and small else texts.none_here,
                tuple(cells(topic, texts) for topic in topics),
            )
            for title, note, topics, small in kinds
        ),
    )


def _sorted_out(answers: Answers, selection: Selection) -> Rare:
    return sort_out([f for f in answers.findings(selection) if f.selected])


def shown(answers: Answers, selection: Selection, links: Links) -> Shown:
    """Write out what single persons named."""
    texts = answers.texts
    withheld = any(f.selected and f.is_withheld for f in answers.findings(selection))
    single = [
        f
        for topic in _sorted_out(answers, selection).single
        for f in topic
        if f.low == 1 and f.is_figure and not f.is_withheld
    ]
    nothing = texts.not_shown_why if withheld else texts.no_results
    return write_out(
        answers,
        selection,
        links,
        title=texts.rare,
        sentence=texts.not_named_note,
        points=[sentences.sentence(f, texts) for f in single] or [nothing],
        sentence_leads=False,
        question=texts.question_nobody,
        brief=briefs.of_single(single, texts) or [nothing],
    )
