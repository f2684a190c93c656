"""A whole study, collected for one file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard.answers.answers import Answers
from dashboard.selection.address import Links
from dashboard.selection.selection import Selection
from dashboard.values import statements, tables
from dashboard.values.cards import Card, cards
from dashboard.values.respondents import Respondents, respondents
from dashboard.values.statements import Statement
from dashboard.values.tables import Cell


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole study for one file: the code tree, every figure by set and partner ("" regardless), every quote.

    `categories` are (id, parent, label, definition, statement, its source), `says` is what the study as a whole says,
    `everyone` all who were asked, None where nothing was counted, `sets` (id, label, groups as (id, label, short,
    position)), `partners` (id, label); `figures` maps (set, partner) to the cells of every category and group.
    """

    says: Statement | None
    everyone: Respondents | None
    categories: tuple[tuple[str, str, str, str, str, str], ...]
    sets: tuple[tuple[str, str, tuple[tuple[str, str, str, int], ...]], ...]
    partners: tuple[tuple[str, str], ...]
    figures: Mapping[tuple[str, str], tuple[Cell, ...]]
    quotes: tuple[tuple[Card, tuple[str, ...]], ...]


def whole(answers: Answers, links: Links) -> Whole:
    """Collect a whole study."""
    known, texts = answers.known(), answers.texts
    sets = list(known.set_groups)
    partners = tuple(known.partners)
    figures = {
        (set_id, partner): tables.cells(answers.findings(Selection(set_id=set_id, partner=partner)), texts)
        for set_id in sets
        for partner in ("", *partners)
    }
    topics = {cell.finding.category_id: cell.finding for cell in figures["", ""]}
    stated = {category: statements.of(finding, texts) for category, finding in topics.items()}
    quotes = answers.quotes()
    said = cards(answers, links.address.selection, links, quotes)
    about: dict[str, list[str]] = {quote.quote_id: [] for quote in quotes}
    for partner in partners:
        for quote in answers.quotes(Selection(partner=partner)):
            about[quote.quote_id].append(partner)
    return Whole(
        says=statements.of_study(answers),
        everyone=_everyone(answers, links),
        categories=tuple(
            (c, known.parents[c], label, topics[c].definition, said.text if said else "", said.source if said else "")
            for c, label in known.categories.items()
            for said in [stated[c]]
        ),
        sets=tuple(
            (set_id, label, _groups(figures[set_id, ""]))
            for set_id, label in zip(sets, known.sets.values(), strict=True)
        ),
        partners=tuple((p, known.partners[p]) for p in partners),
        figures=figures,
        quotes=tuple((card, tuple(about[card.quote.quote_id])) for card in said),
    )


def _everyone(answers: Answers, links: Links) -> Respondents | None:
    """Return everyone asked without the links: a file on a disk has no pages."""
    found = respondents(answers, answers.findings(Selection()), links)
    return found and replace(found, choices=tuple(replace(one, link="") for one in found.choices))


def _groups(cells: tuple[Cell, ...]) -> tuple[tuple[str, str, str, int], ...]:
    """Return (id, label, short, position) of each group, once."""
    found = (cell.finding for cell in cells)
    return tuple(dict.fromkeys((f.group_id, f.group, f.short, f.position) for f in found))
