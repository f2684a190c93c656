"""Befund: what exactly does this one figure say, and in which words?"""

from dataclasses import dataclass, replace

from dashboard.answers.answers import Answers
from dashboard.answers.findings import Finding
from dashboard.selection.address import Links
from dashboard.selection.selection import Selection
from dashboard.texts import paragraphs
from dashboard.values import sentences, statements, tables
from dashboard.values.about import absent, caution, source, subject, title, version
from dashboard.values.cards import Card, cards
from dashboard.values.dots import Key, key
from dashboard.values.sayings import sayings
from dashboard.values.shown import Shown, question_of, said_of, topics, write_out
from dashboard.values.statements import Statement
from dashboard.values.tables import Cell


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in full: `facts` are (term, words), `footnote` is what the copy button copies."""

    group: str
    cell: Cell
    footnote: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FindingPage:
    """The figures of one topic. `above` names the topic it is part of, "" where it is none.

    `quotes` is (headline, quotes) of those that tell their group and those that do not; `silent` says why there are
    none, "" where there are or the study has none at all. Without `figures` the page leads to the topics.
    """

    category: str
    statement: Statement | None
    above: str
    figures: tuple[Figure, ...]
    key: Key
    quotes_title: str
    quotes: tuple[tuple[str, tuple[Card, ...]], ...]
    silent: str
    to_category: str


def page(answers: Answers, selection: Selection, links: Links) -> FindingPage:
    """Show the figures of one topic in full, and the quotes it stands on."""
    texts, here = answers.texts, links.at(selection)
    selected = answers.findings(selection)
    found = _own(answers, selection)
    has_quotes = bool(found) and "quotes" not in absent(answers)
    said = answers.quotes(replace(selection, groups=(), text="")) if has_quotes else ()
    groups = {f.group_id for f in found}
    parts = (
        (texts.own_quotes, [q for q in said if q.group_id in groups]),
        (texts.other_quotes, [q for q in said if not q.group_id]),
    )
    quotes = tuple((words, cards(answers, selection, links, some)) for words, some in parts if some)
    elsewhere = bool(found) and found[0].details == "elsewhere"
    why = texts.why_no_quotes_elsewhere if elsewhere else texts.why_no_quotes
    return FindingPage(
        category=found[0].category if found else "",
        statement=statements.of(found[0], texts) if found else None,
        above=found[0].parent if found and found[0].level > 2 else "",
        figures=tuple(_figure(answers, cell, here) for cell in tables.cells(found, texts, selected)),
        key=key(found, texts),
        quotes_title=texts.quotes if has_quotes else "",
        quotes=quotes,
        silent=why if has_quotes and not quotes else "",
        to_category=here.category(selection.category) if found else here.page("categories"),
    )


def _own(answers: Answers, selection: Selection) -> list[Finding]:
    """Return the figures of the topic itself."""
    return [f for f in answers.findings(selection) if f.category_id == selection.category and f.state != "not_counted"]


def _figure(answers: Answers, cell: Cell, links: Links) -> Figure:
    address = links.whole(links.lasting().page("finding"))
    footnote = sentences.footnote(
        cell.finding, title(answers), source(answers, cell.finding.location), version(answers), address, answers.texts
    )
    return Figure(cell.finding.group, cell, footnote, tuple(_facts(answers, cell)))


def _facts(answers: Answers, cell: Cell) -> list[tuple[str, str]]:
    """Return what there is to say of one figure: count, bases, what the study printed, where, how far it carries."""
    t, f = answers.texts, cell.finding
    warned = paragraphs([caution(answers, [f]), subject(answers) if f.state == "not_named" else ""])
    facts = [(t.fact_count, f"{cell.text}. {cell.why}" if cell.why else cell.text, True)]
    if f.is_figure and f.of and not f.is_withheld:
        davon = t.fact_davon_one if f.of == 1 else t.fact_davon_text
        facts.append((t.fact_davon, davon.format(of=f.of, above=t.quoted.format(f.parent)), True))
    if f.of and f.state == "counted" and f.share_of_asked:
        facts.append((t.fact_asked, f"{t.of.format(f.low, f.asked)} ({t.percent(f.share_of_asked[0])})", True))
    facts.append((t.fact_base, sentences.base(f, t), bool(f.asked)))
    if f.is_figure and not f.partner and answers.dataset.printed:
        printed = t.fact_nothing_printed if f.printed is None else t.percent(f.printed)
        facts.append((t.fact_printed, f"{printed}. {f.printed_note}" if f.differs else printed, True))
    facts += [(t.fact_location, f.location, bool(f.location)), (t.fact_caution, warned, True)]
    return [(term, words) for term, words, there in facts if there]


def shown(answers: Answers, selection: Selection, links: Links) -> Shown:
    """Write out one topic's figures by group and its words; what lies beneath it where it was not counted itself."""
    own = _own(answers, selection)
    if not own:
        return topics(answers, selection, links)
    groups = {f.group_id for f in own}
    quotes = [q for q in answers.quotes(replace(selection, groups=())) if q.group_id in groups or not q.group_id]
    return write_out(
        answers,
        selection,
        links,
        title=own[0].category,
        statement=statements.of(own[0], answers.texts),
        sentence=said_of(own, answers.texts),
        cells=own,
        quotes=quotes,
        question=question_of(own, answers.texts),
        judged=sayings(answers, own),
    )
