"""Partner: what was named with regard to whom, by whom, and in which words?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.answers.answers import Answers
from dashboard.answers.findings import Finding
from dashboard.answers.quotes import Quote
from dashboard.selection.address import ORDERS, PERSONS, Links
from dashboard.selection.selection import Selection
from dashboard.texts import Texts
from dashboard.values import briefs
from dashboard.values.board import FEW_ROWS, WHOM, Board, Topics, board, by_topic, named_by_all, persons, topics_of
from dashboard.values.cards import Card, cards
from dashboard.values.dots import Key, key
from dashboard.values.partner_briefs import ByAll, Choice, Whom, brief, by_all, whom
from dashboard.values.sentences import caution
from dashboard.values.shown import Shown, said_of, write_out
from dashboard.values.statements import Statement, of
from dashboard.values.tables import Table, table

MOST_SAID, MOST_CARDS, MOST_OPEN = 3, 3, 2
"""How many statements a partner's part brings, how many quotes, how many partners stand open by themselves."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """One counted partner: in a few words how much was named, the figures, what the study says on topics, some quotes.

    `said` are (topic, statement). `none` says what nobody named, `source` where the assignment of figures comes from,
    `quotes` how many there are where not all are shown; "" where there is nothing to say. `is_open`: it is not folded.
    """

    label: str
    brief: str
    by_all: ByAll | None
    table: Table
    key: Key
    none: str
    said: tuple[tuple[str, Statement], ...]
    cards: tuple[Card, ...]
    quotes: str
    source: str
    caution: str
    links: Links
    is_open: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """One field of the board, opened: its topic with those beneath it, with regard to its partner, and some quotes."""

    category_id: str
    title: str
    statement: Statement | None
    table: Table
    cards: tuple[Card, ...]
    quotes: str
    caution: str
    links: Links
    close: str


@dataclass(frozen=True, slots=True)
class Partners:
    """The board of partners and topics, the counted partners one by one, and in words those that were not counted.

    `board` is None where there is only one partner to show. `by_all` and `orders` are (words, address) of the ways to
    see it, an address "" at the one that holds; `nothing` says why no topic is left, "" where some are. `named` is what
    all groups named, partner by partner, where that is asked for, `whom` with regard to whom a chosen topic was named.
    `topics` lead to one topic with regard to everyone, `all_topics` from those chosen to all, "" where all are shown.
    `chosen` says that one partner is shown, `all_partners` leads to all of them; "" where all are.
    """

    intro: str
    board: Board | None
    by_all: tuple[Choice, ...]
    orders: tuple[Choice, ...]
    nothing: str
    named: tuple[ByAll, ...]
    whom: tuple[Whom, ...]
    topics: tuple[Choice, ...]
    all_topics: str
    chosen: str
    all_partners: str
    opened: Opened | None
    counted: tuple[Portrait, ...]
    uncounted: str


def page(answers: Answers, selection: Selection, links: Links) -> Partners:
    """Show what was named with regard to each partner, or to the one that is selected."""
    texts, rows = answers.texts, answers.partners()
    told = [row for row in rows if selection.partner in ("", row["partner_id"])]
    counted = [row["partner_id"] for row in told if row["counted"]]
    uncounted = [row["label"] for row in told if not row["counted"]]
    found = {partner: by_topic(answers.findings(replace(selection, partner=partner))) for partner in counted}
    topics = topics_of(list(found.values()))
    laid_out = board(found, links, texts) if len(counted) > 1 and topics else None
    portraits = [_portrait(answers, selection, links, partner, found[partner], topics) for partner in counted]
    if len(portraits) <= MOST_OPEN:
        portraits = [replace(one, is_open=True) for one in portraits]
    return Partners(
        intro=" ".join([texts.partners_intro, *([texts.partners_counted] if counted else [])]),
        board=laid_out,
        by_all=_ways(links, texts.by_all, "by_all") if laid_out and len(laid_out.groups) > 1 else (),
        orders=_ways(links, texts.board_orders, "order") if laid_out else (),
        nothing=texts.by_all_nothing if laid_out and not laid_out.rows else "",
        named=_by_all_of(found, topics, links, texts) if laid_out and links.address.by_all else (),
        whom=_whom_of(found, topics, links, texts) if laid_out and selection.categories else (),
        topics=_topics(found, topics, selection, links) if laid_out and len(topics) > FEW_ROWS else (),
        all_topics=links.page("partners", replace(selection, categories=())) if selection.categories else "",
        chosen=texts.partner_shown.format(links.known.partners[selection.partner]) if selection.partner else "",
        all_partners=links.page("partners", replace(selection, partner="")) if selection.partner else "",
        opened=_opened(answers, selection, links),
        counted=tuple(portraits),
        uncounted=texts.uncounted_text.format(texts.listed(uncounted)) if uncounted else "",
    )


def _by_all_of(found: Mapping[str, Topics], topics: Sequence[str], links: Links, texts: Texts) -> tuple[ByAll, ...]:
    """Name what all groups named, the partner with the most topics first."""
    named = [by_all(partner, some, topics, links, texts) for partner, some in found.items()]
    return tuple(sorted((one for one in named if one.said), key=lambda one: -len(one.topics)))


def _whom_of(found: Mapping[str, Topics], topics: Sequence[str], links: Links, texts: Texts) -> tuple[Whom, ...]:
    """Say of a few topics with regard to whom they were named; of those beneath them the board says it."""
    some = next(iter(found.values()))
    upper = [topic for topic in topics if some[topic][0].parent_id not in topics]
    few = len(upper) <= FEW_ROWS and not links.address.by_all
    return tuple(whom(topic, found, links, texts) for topic in upper) if few else ()


def _topics(
    found: Mapping[str, Topics], topics: Sequence[str], selection: Selection, links: Links
) -> tuple[Choice, ...]:
    """Return the topics of the board, each with the address of what was named on it with regard to everyone."""
    named = {topic: cells[0].category for some in found.values() for topic, cells in some.items()}
    return tuple((named[topic], links.page("partners", selection.focus(topic)) + WHOM) for topic in topics)


def _ways(links: Links, words: tuple[str, str], name: str) -> tuple[Choice, ...]:
    """Return (words, address) of two ways to show the board, without an address at the one that holds."""
    values = {"by_all": (False, True), "order": (ORDERS[0], PERSONS)}[name]
    held = getattr(links.address, name) == values[1]
    return tuple(
        (said, "" if held is (value == values[1]) else links.shown("partners", **{name: value}))
        for said, value in zip(words, values, strict=True)
    )


def _portrait(
    answers: Answers, selection: Selection, links: Links, partner: str, found: Topics, topics: Sequence[str]
) -> Portrait:
    texts, address = answers.texts, links.address
    about = replace(selection, partner=partner)
    counted = [found[topic] for topic in topics if any(f.is_figure for f in found[topic])]
    named = [cells for cells in counted if any(f.high for f in cells) and (not address.by_all or named_by_all(cells))]
    silent = [cells[0].category for cells in counted if all(f.state == "not_named" for f in cells)]
    by_persons = sorted(named, key=lambda cells: -persons(cells))
    listed = {cells[0].category_id for cells in named}
    several = any(len(cells) > 1 for cells in counted)
    if selection.partner:
        shown = [f for topic, cells in found.items() for f in cells if _belongs(topic, listed, found)]
    else:
        shown = [f for cells in (by_persons if address.order == PERSONS else named) for f in cells]
    quotes: Sequence[Quote] = answers.quotes(about)
    locations = dict.fromkeys(f.location for f in shown if f.location)
    return Portrait(
        label=links.known.partners[partner],
        brief=brief(counted, texts, by_all=address.by_all),
        by_all=by_all(partner, found, topics, links, texts) if several and not address.by_all else None,
        table=table(shown, texts),
        key=key(shown, texts),
        none=texts.partner_none.format(texts.listed([texts.quoted.format(c) for c in silent])) if silent else "",
        said=tuple((cells[0].category, said) for cells in by_persons if (said := of(cells[0], texts)))[:MOST_SAID],
        cards=cards(answers, selection, links, quotes[:MOST_CARDS]),
        quotes=texts.count(texts.show_all_quotes, len(quotes)) if len(quotes) > MOST_CARDS else "",
        source=texts.partner_source.format(texts.listed(list(locations))) if locations else "",
        caution=caution(shown, "", texts),
        links=links.at(about),
        is_open=False,
    )


def _belongs(topic: str, listed: set[str], found: Topics) -> bool:
    """Say whether a topic is one of those listed, or lies under one."""
    return topic in listed or (topic in found and _belongs(found[topic][0].parent_id, listed, found))


def _opened(answers: Answers, selection: Selection, links: Links) -> Opened | None:
    """Return the field an address asks for, None where it asks for none."""
    category, _, partner = links.address.opened.partition(".")
    if not partner:
        return None
    texts = answers.texts
    about = replace(selection, categories=(category,), partner=partner)
    found = by_topic(answers.findings(about))
    shown = [f for topic, cells in found.items() for f in cells if _belongs(topic, {category}, found)]
    if not any(f.is_figure for f in shown):
        return None
    quotes: Sequence[Quote] = answers.quotes(about)
    return Opened(
        category_id=category,
        title=found[category][0].category + texts.about_partner.format(links.known.partners[partner]),
        statement=of(found[category][0], texts),
        table=table(shown, texts),
        cards=cards(answers, about, links, quotes[:MOST_CARDS]),
        quotes=texts.count(texts.show_all_quotes, len(quotes)) if len(quotes) > MOST_CARDS else "",
        caution=caution(shown, "", texts),
        links=links.at(about),
        close=links.shown("partners", opened=""),
    )


def _by_partner(most: Mapping[str, Sequence[Finding]], texts: Texts) -> Table | None:
    """Lay out one topic for each partner, a row each that names both; None where there is none."""
    tables = [(partner, table(cells, texts)) for partner, cells in most.items()]
    rows = tuple(
        replace(row, label=texts.partners_row.format(partner, row.label), level=1, children=0)
        for partner, laid in tables
        for row in laid.rows[-1:]
    )
    return Table(tables[0][1].groups, rows) if tables else None


def shown(answers: Answers, selection: Selection, links: Links) -> Shown:
    """Write out what was named about a partner, or about each of them most."""
    texts, labels = answers.texts, answers.known().partners
    wanted = [selection.partner] if selection.partner else list(labels)
    found = {partner: by_topic(answers.findings(replace(selection, partner=partner))) for partner in wanted}
    shown_topics = topics_of(list(found.values()))
    named = {
        partner: _named([topics[topic] for topic in shown_topics if topic in topics])
        for partner, topics in found.items()
    }
    every = [f for topics in found.values() for topic in shown_topics for f in topics.get(topic, ()) if f.is_figure]
    if not selection.partner:
        most = {partner: topics[0] for partner, topics in named.items() if topics}
        written = write_out(
            answers,
            selection,
            links,
            title=texts.partners,
            below=[f for cells in most.values() for f in cells],
            question=texts.question_partner,
            parts=[(texts.partners_lead, tuple(cells[0].category_id for cells in most.values()))],
            brief=briefs.of_partners({labels[p]: cells for p, cells in named.items() if cells}, every, texts)
            or [texts.no_results],
        )
        return replace(written, table=_by_partner({labels[partner]: cells for partner, cells in most.items()}, texts))
    topics = named[selection.partner]
    return write_out(
        answers,
        selection,
        links,
        title=labels[selection.partner],
        sentence=said_of(topics[0], texts) if topics else texts.no_results,
        cells=topics[0] if topics else (),
        below=[f for cells in topics for f in cells],
        quotes=answers.quotes(selection),
        question=texts.question_partner,
        brief=briefs.of_some(topics, every, texts) or [texts.no_results],
    )


def _named(topics: Sequence[list[Finding]]) -> list[list[Finding]]:
    """Return the counted topics of a partner, the most named first."""
    return sorted((cells for cells in topics if persons(cells)), key=lambda cells: -persons(cells))
