"""Themen: who named which topic and sub-topic, out of how many, and in which words?"""

from dataclasses import dataclass, replace

from dashboard.answers.answers import Answers
from dashboard.answers.findings import Finding
from dashboard.selection.address import ALL, Links
from dashboard.selection.selection import Selection
from dashboard.texts import Texts, paragraphs
from dashboard.values import charts, sentences, statements, tables
from dashboard.values.about import caution
from dashboard.values.board import WHOM
from dashboard.values.cards import Topic, by_topic, cards
from dashboard.values.dots import Key, key
from dashboard.values.sayings import Saying, sayings
from dashboard.values.shown import Shown, topics
from dashboard.values.statements import Statement
from dashboard.values.tables import Table

MOST_CARDS, MOST_UNFOLDED = 3, 3
"""How many quotes a topic brings, how many topics with sub-topics a table shows unfolded, less one."""


@dataclass(frozen=True, slots=True)
class Words:
    """What respondents said on the topic: some quotes, how many of all they are, and (words, address) of the rest."""

    said: str
    topics: tuple[Topic, ...]
    more: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Categories:
    """One topic, or all of a selection. `nothing` says why there is no figure, "" where there is one.

    `folds` are (words, address) of the table with sub-topics folded and unfolded, an address "" at the one that holds;
    () where there is nothing to fold. `charted` are the findings of the chart, `chart_note` explains its bases; `words`
    is None without one topic.
    """

    title: str
    statement: Statement | None
    intro: str
    definition: str
    table: Table
    folds: tuple[tuple[str, str], ...]
    is_open: bool
    nothing: str
    left_out: str
    key: Key
    caution: str
    with_whom: str
    charted: tuple[Finding, ...]
    chart_note: str
    sayings: tuple[Saying, ...]
    words: Words | None


def page(answers: Answers, selection: Selection, links: Links) -> Categories:
    """Show a topic with what lies beneath it, its chart and its words, or all topics of a selection."""
    texts, focus = answers.texts, selection.category
    found = answers.findings(selection)
    above = {f.parent_id for f in found if f.selected}
    listed, left = tables.by_partner([f for f in found if f.selected or f.category_id in above], focus)
    own = [f for f in found if f.category_id == focus]
    below = [f for f in found if f.parent_id == focus and focus]
    table = tables.table(listed, texts)
    any_figure = any(f.state != "not_counted" for f in listed)
    left_out = texts.count(texts.others_not_by_partner, left) if left else ""
    charted = charts.charted(below or own) if focus else ()
    return Categories(
        title=own[0].category if own else texts.categories_title,
        statement=statements.of(own[0], texts) if own else None,
        intro=sentences.introduction(own, below, texts) if own else texts.categories_intro,
        definition=own[0].definition if own else "",
        table=table,
        folds=_folds(table, focus, links, texts),
        is_open=links.address.opened == ALL,
        nothing="" if any_figure else left_out or texts.no_results,
        left_out=left_out,
        key=key(listed, texts),
        caution=" ".join([caution(answers, listed), *_details(table, texts)]),
        with_whom=_with_whom(answers, selection, links) if focus else "",
        charted=charted,
        chart_note=paragraphs([_base(below, texts), texts.chart_note]),
        sayings=sayings(answers, [f for f in own if f.selected]),
        words=_words(answers, selection, links) if focus else None,
    )


def shown(answers: Answers, selection: Selection, links: Links) -> Shown:
    """Write out a topic with what lies beneath it, or all topics of a selection."""
    return topics(answers, selection, links)


def _folds(table: Table, focus: str, links: Links, texts: Texts) -> tuple[tuple[str, str], ...]:
    """Offer to fold what lies beneath topics where several have something; a single topic is shown with all it has."""
    if focus or sum(row.children > 0 and not row.heading for row in table.rows) < MOST_UNFOLDED:
        return ()
    held = ALL if links.address.opened == ALL else ""
    return tuple(
        (words, "" if held == opened else links.shown("categories", opened=opened))
        for words, opened in zip(texts.unfold, ("", ALL), strict=True)
    )


def _with_whom(answers: Answers, selection: Selection, links: Links) -> str:
    """Return where a topic stands by partner, "" where it was counted for none.

    All topics are asked for, as for the page it leads to: then every topic takes the same answers.
    """
    partners = [row["partner_id"] for row in answers.partners() if row["counted"]]
    known, topic = answers.known(), selection.category
    counted = any(
        f.is_figure and topic in (f.category_id, *known.ancestors(f.category_id))
        for partner in partners
        for f in answers.findings(replace(selection, categories=(), partner=partner, text=""))
    )
    return links.page("partners", replace(selection, partner="")) + WHOM if counted else ""


def _details(table: Table, texts: Texts) -> list[str]:
    """Say of how many topics the study reports only figures."""
    rows = [row for row in table.rows if row.level == 2]
    elsewhere = sum(row.details == "elsewhere" for row in rows)
    if not elsewhere:
        return []
    return [texts.details_only.format(len(rows) - elsewhere, len(rows)) if len(rows) > 1 else texts.no_details]


def _base(below: list[Finding], texts: Texts) -> str:
    """Explain by an example that the bars are shares of all asked, the table's of those who named the topic above."""
    example = tables.davon_example(tables.table(below, texts).rows) if below else None
    if not example:
        return ""
    return texts.chart_base.format(texts.quoted.format(example.text), texts.quoted.format(example.plain))


def _words(answers: Answers, selection: Selection, links: Links) -> Words:
    texts, said = answers.texts, answers.quotes(selection)
    some = cards(answers, selection, links, said[:MOST_CARDS])
    more = (texts.count(texts.show_all_quotes, len(said)), links.at(selection).page("quotes"))
    return Words(
        said=texts.some_quotes.format(len(some), len(said)) if some else texts.no_quotes,
        topics=by_topic(some),
        more=more if len(said) > len(some) else ("", ""),
    )
