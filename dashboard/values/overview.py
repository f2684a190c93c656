"""Überblick: what did the interviews find, in ten seconds?"""

from dataclasses import dataclass, replace

from dashboard.answers.answers import Answers
from dashboard.answers.findings import Finding
from dashboard.answers.quotes import Quote
from dashboard.selection.address import Links
from dashboard.selection.selection import Selection
from dashboard.texts import Texts
from dashboard.values import briefs, sentences, statements, tables
from dashboard.values.about import absent, asked, caution
from dashboard.values.cards import Card, cards
from dashboard.values.dots import Key, key
from dashboard.values.respondents import Respondents, respondents
from dashboard.values.shown import Shown, write_out
from dashboard.values.statements import Statement
from dashboard.values.tables import Cell, Table


@dataclass(frozen=True, slots=True)
class Highlight:
    """A finding the study opens with: what it says, else the sentence of its figures, then these, then words.

    `topic` names the topic where the statement is the headline, "" else. `remark` says why there is no quote. `more` is
    (words, address) of what to read next, `largest` the size of the largest group.
    """

    headline: str
    topic: str
    source: str
    link: str
    cells: tuple[Cell, ...]
    largest: int
    card: Card | None
    remark: str
    more: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Overview:
    """`answer` is what the study says to its question, None where nothing; `ways` are (words, address) to other pages.

    `whom` names some partners and leads to them, from the top of a small screen; None where none was counted.

    `note` says of what the findings above are examples, "" else.
    """

    title: str
    answer: Statement | None
    provenance: str
    caution: str
    asked: tuple[str, ...]
    leads_title: str
    leads: tuple[Highlight, ...]
    note: str
    respondents: Respondents | None
    table_title: str
    table: Table
    left_out: str
    key: Key
    table_caution: str
    ways: tuple[tuple[str, str], ...]
    whom: tuple[str, str] | None


def page(answers: Answers, selection: Selection, links: Links) -> Overview:
    """Say who was asked, what the study opens with, and every topic at a glance."""
    texts, study, here = answers.texts, answers.study, links.at(selection)
    found = answers.findings(selection)
    listed, left = tables.by_partner([f for f in found if f.level <= 2])
    counts = answers.counts(selection)
    leads = _leads(answers, selection, here, found)
    partners = [row["label"] for row in answers.partners() if row["counted"]]
    number = len({f.category_id for f in listed if f.is_figure})
    to_topics = texts.way_categories.format(
        texts.count(texts.findings_left, int(counts["findings"])), texts.count(texts.topics, number)
    )
    to_quotes = texts.way_quotes.format(texts.count(texts.quotes_left, int(counts["quotes"])))
    return Overview(
        title=study.question.in_language(texts.language),
        answer=statements.answer(answers, found),
        provenance=study.provenance.in_language(texts.language),
        caution=caution(answers),
        asked=tuple(_asked_briefly(answers, selection)),
        leads_title=study.lead_title.in_language(texts.language),
        leads=leads,
        note=study.lead_note.in_language(texts.language) if len(leads) == len(study.lead) else "",
        respondents=respondents(answers, found, here),
        table_title=texts.categories if selection.categories else texts.all_topics,
        table=tables.table(listed, texts),
        left_out=texts.count(texts.others_not_by_partner, left) if left else "",
        key=key(listed, texts),
        table_caution=sentences.caution(listed, "", texts),
        ways=(
            (to_topics, here.page("categories")),
            *([(texts.way_partners, here.page("partners"))] if partners else []),
            *([(to_quotes, here.page("quotes"))] if counts["quotes"] else []),
        ),
        whom=(texts.whom.format(_some_of(partners, texts)), here.page("partners")) if partners else None,
    )


def _some_of(partners: list[str], texts: Texts) -> str:
    """Name up to three partners; of more the first two and how many there are."""
    left = len(partners) - 2
    return texts.listed(partners if left < 2 else [*partners[:2], texts.more_partners.format(left)])


def _asked_briefly(answers: Answers, selection: Selection) -> list[str]:
    """Say of each group in brief how many were asked: "6 von 35 Landrätinnen und Landräten (LR)"."""
    texts = answers.texts
    return [
        texts.asked_brief.format(
            row["respondents"], row["population"], texts.members(row["label"], row["dative"]).dative, row["short"]
        )
        if row["population"]
        else texts.asked(row["respondents"], row["label"], row["short"], row["dative"])
        for row in answers.groups(selection.set_id)
    ]


def _leads(answers: Answers, selection: Selection, links: Links, found: tuple[Finding, ...]) -> tuple[Highlight, ...]:
    said = {quote.quote_id: quote for quote in answers.quotes(replace(selection, text=""))}
    chosen = []
    for lead in answers.study.lead:
        cells = [f for f in found if f.selected and f.category_id == lead.category_id]
        if cells and (not selection.partner or any(f.is_figure for f in cells)):
            chosen.append(_highlight(answers, cells, links, said.get(lead.quote_id)))
    return tuple(chosen)


def _highlight(answers: Answers, cells: list[Finding], links: Links, quote: Quote | None) -> Highlight:
    texts, topic = answers.texts, cells[0]
    focus = links.at(links.address.selection.focus(topic.category_id))
    stated = statements.of(topic, texts)
    counted = sentences.lead(cells, texts) if len(cells) <= sentences.MOST_GROUPS else topic.category
    return Highlight(
        headline=stated.text if stated else counted,
        topic=topic.category if stated else "",
        source=stated.source if stated else "",
        link=focus.page("categories"),
        cells=tables.cells([replace(f, of_low=None, of_high=None) for f in cells], texts),
        largest=max(f.respondents for f in cells),
        card=next(iter(cards(answers, links.address.selection, links, [quote] if quote else [])), None),
        remark="" if topic.quotes or quote or "quotes" in absent(answers) else texts.no_quotes_at_all,
        more=(texts.count(texts.to_quotes, topic.quotes), focus.page("quotes"))
        if topic.quotes
        else (texts.to_figures, focus.page("categories")),
    )


def shown(answers: Answers, selection: Selection, links: Links) -> Shown:
    """Write out who was asked and what the study opens with."""
    study, texts = answers.study, answers.texts
    leads = [lead.category_id for lead in study.lead]
    found = answers.findings(selection)
    said = statements.answer(answers, found)
    below = [replace(f, of_low=None, of_high=None) for f in found if f.category_id in leads]
    topics = [[f for f in below if f.category_id == lead] for lead in leads]
    provenance = [] if said else [study.provenance.in_language(texts.language)]
    return write_out(
        answers,
        selection,
        links,
        title=study.question.in_language(texts.language),
        statement=said,
        below=below,
        points=[
            *provenance,
            *([] if said else asked(answers, selection, ending=".")),
            caution(answers),
        ],
        question=texts.question_overview,
        brief=[*provenance, *briefs.of_some([cells for cells in topics if cells], below, texts)],
        sentence_leads=False,
        parts=[(study.lead_title.in_language(texts.language), tuple(leads))] if leads else [],
    )
