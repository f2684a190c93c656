"""Überblick: what did the interviews find, in ten seconds?"""

from dataclasses import dataclass, replace

from dashboard.answers.answers import Answers
from dashboard.answers.findings import Finding
from dashboard.package.study import Lead
from dashboard.selection.address import Links
from dashboard.selection.selection import Selection
from dashboard.values import sentences, tables
from dashboard.values.about import asked, caution
from dashboard.values.dots import legend
from dashboard.values.shown import Shown, write_out
from dashboard.values.tables import Cell, Table


@dataclass(frozen=True, slots=True)
class Sample:
    """One group: how many persons were asked, in words, and out of how many ("" where that is not known)."""

    respondents: int
    asked: str
    of: str


@dataclass(frozen=True, slots=True)
class Highlight:
    """A finding the study opens with. `excerpt` are a respondent's words, `remark` says why there are none.

    `more` is (words, address) of what to read next, `largest` the size of the largest group.
    """

    sentence: str
    link: str
    cells: tuple[Cell, ...]
    largest: int
    excerpt: str
    remark: str
    more: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Overview:
    """`ways` are (words, address) to the other pages; `note` says of what the findings above are examples, "" else."""

    title: str
    provenance: str
    caution: str
    sample: tuple[Sample, ...]
    most: int
    leads_title: str
    leads: tuple[Highlight, ...]
    note: str
    table_title: str
    table: Table
    left_out: str
    legend: str
    table_caution: str
    ways: tuple[tuple[str, str], ...]


def page(answers: Answers, selection: Selection, links: Links) -> Overview:
    """Say who was asked, what the study opens with, and every topic at a glance."""
    texts, study, here = answers.texts, answers.study, links.at(selection)
    found = answers.findings(selection)
    listed, left = tables.by_partner([f for f in found if f.level <= 2])
    counts = answers.counts(selection)
    sample = _sample(answers, selection)
    leads = _leads(answers, selection, here, found)
    number = len({f.category_id for f in listed if f.is_figure})
    to_topics = texts.way_categories.format(
        texts.count(texts.findings_left, int(counts["findings"])), texts.count(texts.topics, number)
    )
    to_quotes = texts.way_quotes.format(texts.count(texts.quotes_left, int(counts["quotes"])))
    return Overview(
        title=study.question.in_language(texts.language),
        provenance=study.provenance.in_language(texts.language),
        caution=caution(answers),
        sample=sample,
        most=max(group.respondents for group in sample),
        leads_title=study.lead_title.in_language(texts.language),
        leads=leads,
        note=study.lead_note.in_language(texts.language) if len(leads) == len(study.lead) else "",
        table_title=texts.categories if selection.categories else texts.all_topics,
        table=tables.table(listed, texts),
        left_out=texts.count(texts.others_not_by_partner, left) if left else "",
        legend=legend(listed, texts),
        table_caution=sentences.caution(listed, "", texts),
        ways=(
            (to_topics, here.page("categories")),
            *([(to_quotes, here.page("quotes"))] if counts["quotes"] else []),
        ),
    )


def _sample(answers: Answers, selection: Selection) -> tuple[Sample, ...]:
    texts, region = answers.texts, answers.study.region.in_language(answers.language)
    return tuple(
        Sample(
            row["respondents"],
            texts.asked(row["respondents"], row["label"], row["short"], row["dative"]),
            texts.asked_of.format(row["population"], region) if row["population"] else "",
        )
        for row in answers.groups(selection.set_id)
    )


def _leads(answers: Answers, selection: Selection, links: Links, found: tuple[Finding, ...]) -> tuple[Highlight, ...]:
    said = {quote.quote_id for quote in answers.quotes(replace(selection, text=""))}
    chosen = []
    for lead in answers.study.lead:
        cells = [f for f in found if f.selected and f.category_id == lead.category_id]
        if cells and (not selection.partner or any(f.is_figure for f in cells)):
            chosen.append(_highlight(answers, lead, cells, links, has_words=lead.quote_id in said))
    return tuple(chosen)


def _highlight(answers: Answers, lead: Lead, cells: list[Finding], links: Links, *, has_words: bool) -> Highlight:
    texts, topic = answers.texts, cells[0]
    focus = links.at(links.address.selection.focus(lead.category_id))
    excerpt = lead.excerpt if has_words else ""
    elsewhere = not topic.quotes and topic.details == "elsewhere"
    return Highlight(
        sentence=sentences.lead(cells, texts) if len(cells) <= sentences.MOST_GROUPS else topic.category,
        link=focus.page("categories"),
        cells=tables.cells(cells, texts),
        largest=max(f.respondents for f in cells),
        excerpt=f"… {excerpt} …" if excerpt else "",
        remark=texts.no_details if elsewhere and not excerpt else "",
        more=(texts.count(texts.to_quotes, topic.quotes), focus.page("quotes"))
        if topic.quotes
        else (texts.to_figures, focus.page("categories")),
    )


def shown(answers: Answers, selection: Selection, links: Links) -> Shown:
    """Write out who was asked and what the study opens with."""
    study, texts = answers.study, answers.texts
    leads = [lead.category_id for lead in study.lead]
    return write_out(
        answers,
        selection,
        links,
        title=study.question.in_language(texts.language),
        below=[f for f in answers.findings(selection) if f.category_id in leads],
        points=[
            study.provenance.in_language(texts.language),
            *asked(answers, selection, ending="."),
            caution(answers),
        ],
        question=texts.question_overview,
        sentence_leads=False,
    )
