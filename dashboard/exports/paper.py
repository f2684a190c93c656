"""A text for a paper to be decided on, whatever program writes it: few sentences, what they do not carry, one footnote.

Below them, for documents: of each view with figures its picture, described, beside the same figures as a table.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from dashboard.exports import drawing
from dashboard.exports.clean import clean
from dashboard.kept.presentation import Portfolio
from dashboard.selection.deck import LETTERS, QUOTE
from dashboard.texts import Texts
from dashboard.values.briefs import MOST
from dashboard.values.shown import Shown
from dashboard.values.tables import Row, davon_note, printed_note

MARK = "[1]"
TALLEST = 1500
"""A picture of so many pixels by 1200 fits a page."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its headings, rows as (how deep the topic lies, cells); `headline` is what they stand under, or ""."""

    headline: str
    heads: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a view: picture (PNG, its height by its width), what it says in words, tables, lines below."""

    title: str
    picture: bytes
    proportion: float
    alternative: str
    grids: tuple[Grid, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """What a text says, each a paragraph; `limits` and `footnote` once for the whole."""

    notice: str
    paragraphs: tuple[str, ...]
    limits: str
    footnote: str

    @property
    def written(self) -> tuple[str, ...]:
        """Return all paragraphs in order, those with figures marked with the footnote."""
        marked = (f"{said} {MARK}" for said in self.paragraphs)
        every = (self.notice, *marked, self.limits, f"{MARK} {self.footnote}")
        return tuple(clean(one) for one in every if one)


def paper(portfolio: Portfolio) -> Paper:
    """Write the views as a paragraph each, none says what stands above; chosen quotes in full.

    Quotes that follow each other share a paragraph. Of views with figures no quote is taken: nobody chose it.
    """
    told: set[str] = set()
    paragraphs = []
    for quoted, views in groupby(portfolio.shown, key=_is_quote):
        said = [_new([_own(shown, portfolio), *_said(shown, portfolio, told)], told) for shown in views]
        paragraphs += [" ".join(filter(None, said))] if quoted else said
    t = portfolio.texts
    limits = [portfolio.caution, t.not_projected if portfolio.caution else t.limits[0], t.not_named_note]
    said_of_limits = _new(limits, told)
    return Paper(portfolio.notice, tuple(filter(None, paragraphs)), said_of_limits, _footnote(portfolio))


def by_speaker(said: str, portfolio: Portfolio) -> list[tuple[str, bool]]:
    """Take a paragraph apart: (words, whether a respondent said them, in the study's own language)."""
    quotes = {clean(portfolio.quoted(card.quote.text)) for shown in portfolio.shown for card in shown.quotes}
    found = [quote for quote in quotes if quote in said]
    if not found:
        return [(said, False)]
    parts = re.split(f"({'|'.join(map(re.escape, sorted(found, key=len, reverse=True)))})", said)
    return [(part, part in quotes) for part in parts if part]


def figures(portfolio: Portfolio) -> list[Figures]:
    """Return the figures of every view that has some."""
    return [_figures(shown, portfolio) for shown in portfolio.shown if shown.figures]


def _figures(shown: Shown, portfolio: Portfolio) -> Figures:
    t = portfolio.texts
    drawn = drawing.of_view(shown, portfolio, TALLEST)
    words = " ".join(cell.sentence for cell in shown.cells) or shown.sentence or f"{shown.headline}."
    table = davon_note(shown.table.rows, t) if shown.table else ""
    notes = (table, printed_note(shown.figures, t), portfolio.source_of(shown))
    return Figures(
        title=clean(shown.title),
        picture=drawing.render_png(drawn),
        proportion=drawing.height_of(drawn) / drawing.WIDTH,
        alternative=clean(t.paper_alternative.format(words)),
        grids=tuple(_grids(shown, t)),
        notes=tuple(clean(note) for note in notes if note),
    )


def _grids(shown: Shown, t: Texts) -> list[Grid]:
    """Return the figures as tables, one for each headline topics stand under."""
    if not shown.table:
        heads = (t.topic, *(clean(cell.finding.group) for cell in shown.cells))
        row = (clean(shown.cells[0].finding.category), *(clean(cell.text) for cell in shown.cells))
        return [Grid("", heads, ((0, row),))]
    rows = [row for row in shown.table.rows if not row.heading]
    heads = (t.topic, *(clean(full) for _, full, _ in shown.table.groups))
    least = min(row.level for row in rows)
    return [
        Grid(clean(headline), heads, tuple(_row(row, least) for row in part)) for headline, part in shown.parted(rows)
    ]


def _row(row: Row, least: int) -> tuple[int, tuple[str, ...]]:
    return row.level - least, (clean(row.label), *(clean(cell.text) for cell in row.cells))


def _own(shown: Shown, portfolio: Portfolio) -> str:
    """Return the presenter's own words, told from the study's."""
    return portfolio.texts.own_words_said.format(shown.note) if shown.note else ""


def _is_quote(shown: Shown) -> bool:
    return LETTERS.get(shown.code[:1]) == QUOTE


def _new(parts: Iterable[str], told: set[str]) -> str:
    """Join what no paragraph above has said."""
    new = [part for part in dict.fromkeys(parts) if part and part not in told]
    told.update(new)
    return " ".join(new)


def _said(shown: Shown, portfolio: Portfolio, told: Iterable[str]) -> list[str]:
    """Return the chosen quote, or what the study says (once in the whole text) and the counts."""
    if _is_quote(shown):
        quoted = [(card.shows, f"{portfolio.quoted(card.quote.text)} ({card.speaker})") for card in shown.quotes]
        return [" ".join(filter(None, parts)) for parts in quoted]
    said = shown.statement
    is_new = said and not any(said.text in above for above in told)
    return [*([f"{said.text} ({said.source})"] if said and is_new else []), *shown.brief][:MOST]


def _footnote(portfolio: Portfolio) -> str:
    """Name source, places, study, version, address and day, once for the whole text."""
    t = portfolio.texts
    places = dict.fromkeys(place for shown in portfolio.shown for place in shown.location.split("; ") if place)
    source = ", ".join(part for part in (portfolio.source, _joined(places)) if part)
    note = t.footnote.format(source=source, study=portfolio.title, version=portfolio.version)
    return (
        ", ".join(part for part in (note, portfolio.address, t.retrieved.format(t.date(portfolio.day))) if part) + "."
    )


def _joined(places: Iterable[str]) -> str:
    """Name places in the study, what they have in common once: "Abschnitt 6.3.1, 6.3.2; Tabelle 2"."""
    kinds: dict[str, list[str]] = {}
    for place in places:
        kind, _, number = place.rpartition(" ")
        kinds.setdefault(kind, []).append(number)
    return "; ".join(f"{kind} {', '.join(sorted(n, key=_in_order))}".strip() for kind, n in kinds.items())


def _in_order(number: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", number)]
