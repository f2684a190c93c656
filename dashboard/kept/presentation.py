"""What a chosen view says, as one list of values: screen, slides, handout and spreadsheet only write it down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from dashboard.answers.findings import Finding
from dashboard.selection.deck import Item
from dashboard.texts import LANGUAGES, Texts
from dashboard.values import comparisons, rare, sentences, tables
from dashboard.values.tables import Card, Cell, Row, Table

if TYPE_CHECKING:
    from dashboard.answers.quotes import Quote
    from dashboard.web.ui import View

MOST_QUOTES = 6
MOST_POINTS = 12
LONGEST_ADDRESS = 500
EVERYTHING = {"categories": (), "groups": (), "partner": "", "text": ""}


@dataclass(frozen=True, slots=True)
class Shown:
    """One view written out. `cells` are one topic's figures by group, `table` the topics beneath, `points` sentences.

    `remark` says what else one must know of the cells, `bases` how many of each group were asked, `location` where the
    study says it, `question` one to discuss, `address` where others can read it ("" where nobody else can reach the
    server), `path` the same within it. `headed`: the sentence is the message, else the title is; `note` are the
    presenter's own words. `parts` are (headline, category ids) of a table whose topics stand under several headlines.
    """

    code: str
    title: str
    sentence: str
    remark: str
    cells: tuple[Cell, ...]
    table: Table | None
    points: tuple[str, ...]
    quotes: tuple[Card, ...]
    caution: str
    selection: str
    bases: str
    location: str
    question: str
    path: str
    address: str
    headed: bool = True
    note: str = ""
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def part_of(self, category_id: str) -> str:
        """Return the headline a topic of the table stands under, "" where the view has one for all."""
        return next((headline for headline, topics in self.parts if category_id in topics), "")

    def parted(self, rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
        """Return rows of the table by the headline they stand under."""
        return [(headline, list(part)) for headline, part in groupby(rows, lambda row: self.part_of(row.category_id))]

    @property
    def figures(self) -> tuple[Cell, ...]:
        """Return every figure of the view, once."""
        rows = () if self.table is None else tuple(cell for row in self.table.rows for cell in row.cells)
        counted = (*self.cells, *(cell for cell in rows if cell.finding.state != "not_counted"))
        return tuple({(c.finding.category_id, c.finding.group_id, c.finding.partner): c for c in counted}.values())


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Views of one study to take along.

    `notice` says what must stand on every page: invented, internal, or "". `codebook` is (level, label, definition),
    `spoken` the language of the study's own words, its quotes.
    """

    study_id: str
    title: str
    question: str
    version: str
    hash: str
    source: str
    licenses: str
    caution: str
    notice: str
    day: str
    address: str
    bases: str
    shown: tuple[Shown, ...]
    codebook: tuple[tuple[int, str, str], ...]
    spoken: str
    texts: Texts

    @property
    def file_name(self) -> str:
        """Return a name that sorts and says what is inside, without ending: study, day, beginning of the hash."""
        invented = f"_{self.texts.invented}" if self.notice else ""
        return f"{self.study_id}_{self.day}_{self.hash[:4]}{invented}"

    def quoted(self, words: str) -> str:
        """Return a respondent's words in the quotation marks of their own language."""
        return LANGUAGES[self.spoken].quoted.format(words)

    def with_notes(self, notes: Mapping[str, str]) -> Portfolio:
        """Return the same with the presenter's own words at their views."""
        return replace(self, shown=tuple(replace(s, note=notes.get(s.code, "")) for s in self.shown))


def show(item: Item, view: View, whole: Callable[[str], str]) -> Shown:
    """Write one view out; `whole` makes an address others can reach of a path."""
    view = replace(view.narrowed(item.narrow(view.filters)), page=_page(item))
    if item.page == "quote":
        quote = next(q for q in view.quotes(groups=(), partner="") if q.quote_id == item.quote_id)
        path = view.link("quotes", view.filters.focus(quote.category_id)) + f"#{quote.quote_id}"
        return _written(item, view, path, whole, title=quote.path, quotes=[quote], question=view.texts.question_quote)
    return _SHOWN[item.page](item, view, view.link(item.page), whole)


def portfolio(view: View, items: Sequence[Item], day: str, whole: Callable[[str], str]) -> Portfolio:
    """Write out views to take along; `day` is the ISO date they were taken."""
    study, texts = view.dataset.study, view.texts
    shown = tuple(_once(item, show(item, view, whole), items) for item in items)
    bases = {one.bases for one in shown}
    return Portfolio(
        study_id=study.study_id,
        title=view.study_title,
        question=study.question.in_language(texts.language),
        version=view.version,
        hash=view.dataset.version[:8],
        source=view.source,
        licenses="; ".join(study.licenses),
        caution=study.caution.in_language(texts.language),
        notice=texts.preview if study.preview else texts.synthetic if study.synthetic else "",
        day=day,
        address=_address(shown, view, whole),
        bases=bases.pop() if len(bases) == 1 else view.bases,
        shown=shown,
        codebook=tuple(
            {f.category_id: (f.level, f.category, f.definition) for f in view.findings(**EVERYTHING)}.values()
        ),
        spoken=study.default_language,
        texts=texts,
    )


def _once(item: Item, shown: Shown, items: Sequence[Item]) -> Shown:
    """Leave out of a deck's views the quotes that are no screen of theirs: what is taken home is what was chosen.

    A view with a table shows none of its own, one with a topic's figures the first that has no view of its own.
    """
    if item.page in ("quote", "quotes") or len(items) == 1:
        return shown
    alone = {other.quote_id for other in items if other.page == "quote"}
    others = [card for card in shown.quotes if card.quote.quote_id not in alone]
    return replace(shown, quotes=() if shown.table else tuple(others[:1]))


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole study for one file: the code tree, every figure by set and partner ("" regardless), every quote.

    `categories` are (id, parent, label, definition), `sets` (id, label, groups as (id, label, short, position)),
    `partners` (id, label); `figures` maps (set, partner) to the cells of every category and group.
    """

    categories: tuple[tuple[str, str, str, str], ...]
    sets: tuple[tuple[str, str, tuple[tuple[str, str, str, int], ...]], ...]
    partners: tuple[tuple[str, str], ...]
    figures: Mapping[tuple[str, str], tuple[Cell, ...]]
    quotes: tuple[tuple[Card, tuple[str, ...]], ...]


def whole(view: View) -> Whole:
    """Collect a whole study."""
    known, texts = view.known, view.texts
    sets = list(known.set_groups)
    partners = tuple(known.partners)
    figures = {
        (set_id, partner): tables.cells(view.findings(**EVERYTHING | {"set_id": set_id, "partner": partner}), texts)
        for set_id in sets
        for partner in ("", *partners)
    }
    definitions = {cell.finding.category_id: cell.finding.definition for cell in figures["", ""]}
    quotes = view.quotes(**EVERYTHING, set_id="")
    about: dict[str, list[str]] = {quote.quote_id: [] for quote in quotes}
    for partner in partners:
        for quote in view.quotes(**EVERYTHING | {"partner": partner, "set_id": ""}):
            about[quote.quote_id].append(partner)
    return Whole(
        categories=tuple((c, known.parents[c], label, definitions.get(c, "")) for c, label in known.categories.items()),
        sets=tuple(
            (
                set_id,
                label,
                tuple(
                    dict.fromkeys(
                        (cell.finding.group_id, cell.finding.group, cell.finding.short, cell.finding.position)
                        for cell in figures[set_id, ""]
                    )
                ),
            )
            for set_id, label in zip(sets, known.sets.values(), strict=True)
        ),
        partners=tuple((p, known.partners[p]) for p in partners),
        figures=figures,
        quotes=tuple((card, tuple(about[card.quote.quote_id])) for card in view.cards(quotes)),
    )


def _address(shown: Sequence[Shown], view: View, whole: Callable[[str], str]) -> str:
    """Return where to read on: the only view, the deck where its address is short enough for paper, else the study."""
    if len(shown) == 1:
        return shown[0].address
    cleared = replace(view, filters=view.filters.cleared())
    deck = whole(cleared.presenting([one.code for one in shown]))
    return deck if shown and len(deck) <= LONGEST_ADDRESS else whole(view.link("overview", view.filters.cleared()))


def _page(item: Item) -> str:
    return "quotes" if item.page == "quote" else item.page


def _written(
    item: Item,
    view: View,
    path: str,
    whole: Callable[[str], str],
    *,
    title: str,
    sentence: str = "",
    cells: Sequence[Finding] = (),
    below: Sequence[Finding] = (),
    points: Sequence[str] = (),
    quotes: Sequence[Quote] = (),
    question: str = "",
    headed: bool = True,
    parts: Sequence[tuple[str, tuple[str, ...]]] = (),
) -> Shown:
    texts = view.texts
    figures = [*cells, *below]
    named = [*(f.location for f in figures), *(q.location for q in quotes)]
    written = tables.cells(cells, texts, below)
    elsewhere = bool(cells) and cells[0].details == "elsewhere" and not below and not quotes
    places = dict.fromkeys(place for location in named for place in location.split("; "))
    return Shown(
        code=item.code,
        title=title,
        sentence=sentence,
        remark=next((cell.why for cell in written if cell.why), texts.no_details if elsewhere else ""),
        cells=written,
        table=tables.table(below, texts) if below else None,
        points=tuple(points[:MOST_POINTS]),
        quotes=tuple(view.cards(quotes[:MOST_QUOTES])),
        caution=sentences.caution(figures, view.dataset.study.caution.in_language(texts.language), texts),
        selection=view.selection,
        bases=view.bases,
        location="; ".join([place for place in places if place][:4]),
        question=question,
        path=path,
        address=whole(path),
        headed=headed and bool(sentence),
        parts=tuple(parts),
    )


def _finding(item: Item, view: View, path: str, whole: Callable[[str], str]) -> Shown:
    """Show one topic's figures by group and its words."""
    found = view.findings()
    own = [f for f in found if f.category_id == item.categories[0] and f.state != "not_counted"]
    if not own:
        return _categories(item, view, path, whole)
    groups = {f.group_id for f in own}
    quotes = [q for q in view.quotes(groups=()) if q.group_id in groups or not q.group_id]
    return _written(
        item,
        view,
        path,
        whole,
        title=view.known.categories[item.categories[0]],
        sentence=_said(own, view.texts),
        cells=own,
        quotes=quotes,
        question=_question(own, view.texts),
    )


def _categories(item: Item, view: View, path: str, whole: Callable[[str], str]) -> Shown:
    """Show a topic with what lies beneath it, or all topics of a selection."""
    texts, found = view.texts, view.findings()
    if len(item.categories) == 1:
        own = [f for f in found if f.category_id == item.categories[0]]
        below = [f for f in found if f.parent_id == item.categories[0]]
        counted = [f for f in own if f.state != "not_counted"]
        return _written(
            item,
            view,
            path,
            whole,
            title=view.known.categories[item.categories[0]],
            sentence=_said(counted, texts),
            cells=counted,
            below=[*own, *below] if below else [],
            quotes=view.quotes(),
            question=_question(counted, texts),
        )
    topics = [f for f in found if f.selected and f.level <= 2]
    return _written(
        item, view, path, whole, title=texts.categories_title, sentence=view.selection, below=topics, headed=False
    )


def _overview(item: Item, view: View, path: str, whole: Callable[[str], str]) -> Shown:
    """Show who was asked and the findings the study opens with."""
    study, found = view.dataset.study, view.findings()
    leads = [lead.category_id for lead in study.lead]
    return _written(
        item,
        view,
        path,
        whole,
        title=study.question.in_language(view.texts.language),
        below=[f for f in found if f.category_id in leads],
        points=[
            study.provenance.in_language(view.texts.language),
            *view.asked,
            study.caution.in_language(view.texts.language),
        ],
        question=view.texts.question_overview,
        headed=False,
    )


def _groups(item: Item, view: View, path: str, whole: Callable[[str], str]) -> Shown:
    """Show what the page says: two groups side by side, and how much hangs on one person."""
    texts = view.texts
    side = comparisons.side_by_side(view.findings(), item.groups, list(view.known.groups), view.filters.order)
    if not side.compared:
        any_figure = any(f.is_figure for f in side.topics)
        said = texts.groups_two if any_figure else texts.no_results
        return _written(item, view, path, whole, title=texts.groups, sentence=said)
    parts = [
        (template.format(len(compared)), tuple(c.smaller.category_id for c in compared))
        for template, compared in (
            (texts.reliable_title, side.reliable),
            (texts.unreliable_title, side.unreliable),
        )
        if compared
    ]
    return _written(
        item,
        view,
        path,
        whole,
        title=texts.groups,
        sentence=texts.hangs_counts.format(**side.counts),
        below=[f for _, topics in parts for topic in topics for f in side.topics if f.category_id == topic],
        points=[texts.reliable_note],
        question=texts.question_groups,
        parts=parts,
    )


def _partners(item: Item, view: View, path: str, whole: Callable[[str], str]) -> Shown:
    """Show what was named about a partner, or about each of them most."""
    texts = view.texts
    wanted = [item.partner] if item.partner else list(view.known.partners)
    named = {partner: _named(view.findings(partner=partner)) for partner in wanted}
    if item.partner:
        figures = [f for cells in named[item.partner] for f in cells]
        return _written(
            item,
            view,
            path,
            whole,
            title=view.known.partners[item.partner],
            sentence=_said(named[item.partner][0], texts) if figures else texts.no_results,
            cells=named[item.partner][0] if figures else (),
            below=figures,
            quotes=view.quotes(),
            question=texts.question_partner,
        )
    points = [_said(cells[0], texts) for cells in named.values() if cells]
    return _written(item, view, path, whole, title=texts.partners, points=points, question=texts.question_partner)


def _named(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Return the counted topics of a partner, the most named first."""
    by_category = [list(cells) for _, cells in groupby(findings, key=lambda f: f.category_id)]
    counted = [cells for cells in by_category if any(f.low for f in cells if f.is_figure and not f.is_withheld)]
    return sorted(counted, key=lambda cells: -sum(f.low or 0 for f in cells if not f.is_withheld))


def _quotes(item: Item, view: View, path: str, whole: Callable[[str], str]) -> Shown:
    texts = view.texts
    return _written(item, view, path, whole, title=texts.quotes, quotes=view.quotes(), question=texts.question_quote)


def _rare(item: Item, view: View, path: str, whole: Callable[[str], str]) -> Shown:
    texts = view.texts
    sorted_out = rare.sort_out([f for f in view.findings() if f.selected])
    single = [f for cells in sorted_out.single for f in cells if f.low == 1 and f.is_figure and not f.is_withheld]
    return _written(
        item,
        view,
        path,
        whole,
        title=texts.rare,
        sentence=texts.not_named_note,
        points=[sentences.sentence(f, texts) for f in single] or [texts.no_results],
        headed=False,
        question=texts.question_nobody,
    )


def _method(item: Item, view: View, path: str, whole: Callable[[str], str]) -> Shown:
    texts, study = view.texts, view.dataset.study
    by_partner = [] if "partners" in view.absent else [texts.limits_partners]
    return _written(
        item,
        view,
        path,
        whole,
        title=texts.limits_title,
        points=[f"{study.caution.in_language(texts.language)} {texts.not_projected}", *texts.limits[1:], *by_partner],
        question=texts.question_overview,
        headed=False,
    )


def _said(cells: Sequence[Finding], texts: Texts) -> str:
    return sentences.sentence(cells[0], texts) if len(cells) == 1 else sentences.lead(cells, texts) if cells else ""


def _question(cells: Sequence[Finding], texts: Texts) -> str:
    """Ask what one might discuss; never why one group named a topic more often where one person would turn that."""
    if not cells:
        return ""
    topic = texts.quoted.format(cells[0].category)
    compared = comparisons.compare(cells) if len(cells) == 2 else None
    if compared and compared.is_reliable:
        return texts.question_difference.format(topic)
    if not any(f.high for f in cells):
        return texts.question_nobody_topic.format(topic)
    return texts.question_topic.format(topic)


_SHOWN = {
    "overview": _overview,
    "categories": _categories,
    "groups": _groups,
    "partners": _partners,
    "quotes": _quotes,
    "rare": _rare,
    "method": _method,
    "finding": _finding,
}
