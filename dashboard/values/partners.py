"""Partner: what was named with regard to whom, by whom, and in which words?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dashboard.answers.answers import Answers
from dashboard.answers.findings import Finding
from dashboard.answers.quotes import Quote
from dashboard.selection.address import Links
from dashboard.selection.selection import Selection
from dashboard.texts import Texts
from dashboard.values.cards import Card, cards
from dashboard.values.dots import Key, key
from dashboard.values.sentences import MOST_GROUPS, caution, lead, plain_value
from dashboard.values.shown import Shown, said_of, write_out
from dashboard.values.tables import Table, table

MOST_SAID, MOST_ROWS, MOST_CARDS = 5, 12, 3
"""How many sentences a card says, how many rows it shows unfolded, how many quotes it brings."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """One counted partner: sentences, table, quotes, where the assignment comes from.

    `more` says how many topics only the table has, `none` what nobody named, `quotes` how many there are where not all
    are shown; "" where there is nothing to say.
    """

    label: str
    said: tuple[str, ...]
    more: str
    none: str
    table: Table
    folded: str
    cards: tuple[Card, ...]
    quotes: str
    source: str
    caution: str
    links: Links


def portrait(
    label: str, findings: Sequence[Finding], cards: Sequence[Card], total: int, links: Links, texts: Texts
) -> Portrait:
    """Show what was counted with regard to one partner; what was not counted for it is left out.

    `cards` are the first of `total` quotes, `links` those of the partner.
    """
    counted = [f for f in findings if f.is_figure and f.selected]
    named = {f.category_id for f in counted if f.high}
    listed = [f for f in findings if f.category_id in named]
    topics = [list(cells) for _, cells in groupby((f for f in listed if f.level == 2), key=lambda f: f.category_id)]
    topics.sort(key=lambda cells: -max(f.low or 0 for f in cells))
    silent = dict.fromkeys(f.category for f in counted if f.level == 2 and f.category_id not in named)
    said = topics[:MOST_SAID] if topics and len(topics[0]) <= MOST_GROUPS else []
    locations = dict.fromkeys(f.location for f in listed if f.location)
    laid_out = table(listed, texts)
    return Portrait(
        label,
        tuple(lead(cells, texts) for cells in said),
        texts.count(texts.partner_more, len(topics) - len(said)) if len(topics) > len(said) > 0 else "",
        texts.partner_none.format(texts.listed([texts.quoted.format(c) for c in silent])) if silent else "",
        laid_out,
        texts.partner_table.format(len(topics)) if len(laid_out.rows) > MOST_ROWS and said else "",
        tuple(cards),
        texts.count(texts.show_all_quotes, total) if total > len(cards) else "",
        texts.partner_source.format(texts.listed(list(locations))) if locations else "",
        caution(listed, "", texts),
        links,
    )


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """`kind`: named, not_named, suppressed or not_counted; the words say which, and by how many."""

    kind: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One category with a cell for each partner."""

    label: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Partners as columns, categories as rows."""

    partners: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


def matrix(columns: Sequence[tuple[str, Sequence[Finding]]], links: Sequence[Links], texts: Texts) -> Matrix:
    """Lay out every counted category by every partner; the three states differ in words, not in colour alone."""
    by_category: dict[str, list[list[Finding]]] = {}
    for _, findings in columns:
        for category_id, cells in groupby(findings, key=lambda f: f.category_id):
            by_category.setdefault(category_id, []).append(list(cells))
    rows = [
        MatrixRow(
            cells[0][0].category,
            tuple(_matrix_cell(cell, link, texts) for cell, link in zip(cells, links, strict=True)),
        )
        for cells in by_category.values()
        if cells[0][0].selected and cells[0][0].state != "not_counted"
    ]
    return Matrix(tuple(label for label, _ in columns), tuple(rows))


def _matrix_cell(findings: Sequence[Finding], links: Links, texts: Texts) -> MatrixCell:
    named = [f for f in findings if f.is_figure and f.high and f.state != "suppressed"]
    if named:
        said = ", ".join(f"{f.short} {plain_value(f, texts)}" for f in named)
        return MatrixCell("named", texts.matrix_named.format(said), _figure(named[0], links))
    suppressed = [f for f in findings if f.state == "suppressed"]
    if suppressed:
        return MatrixCell("suppressed", texts.suppressed, _figure(suppressed[0], links))
    if any(f.is_figure for f in findings):
        return MatrixCell("not_named", texts.not_named, _figure(findings[0], links))
    return MatrixCell("not_counted", texts.not_by_partner, "")


def _figure(finding: Finding, links: Links) -> str:
    return links.figure(finding.category_id, finding.group_id)


@dataclass(frozen=True, slots=True)
class Partners:
    """The counted partners one by one, all of them as one table, and those that were not counted, in words."""

    intro: str
    key: Key
    counted: tuple[Portrait, ...]
    uncounted: str
    matrix: Matrix | None


def page(answers: Answers, selection: Selection, links: Links) -> Partners:
    """Show what was named with regard to each partner, or to the one that is selected."""
    texts = answers.texts
    rows = answers.partners()
    told = [row for row in rows if selection.partner in ("", row["partner_id"])]
    counted = [row for row in told if row["counted"]]
    uncounted = [row["label"] for row in told if not row["counted"]]
    about = {row["partner_id"]: replace(selection, partner=row["partner_id"]) for row in rows}
    found = {partner: answers.findings(narrowed) for partner, narrowed in about.items()}
    columns = [(row["label"], found[row["partner_id"]]) for row in rows]
    return Partners(
        intro=" ".join([texts.partners_intro, *([texts.partners_counted] if counted else [])]),
        key=key((f for row in counted for f in found[row["partner_id"]]), texts),
        counted=tuple(_portrait(answers, selection, links, row["label"], about[row["partner_id"]]) for row in counted),
        uncounted=texts.uncounted_text.format(texts.listed(uncounted)) if uncounted else "",
        matrix=matrix(columns, [links.at(narrowed) for narrowed in about.values()], texts) if counted else None,
    )


def _portrait(answers: Answers, selection: Selection, links: Links, label: str, about: Selection) -> Portrait:
    quotes: Sequence[Quote] = answers.quotes(about)
    some = cards(answers, selection, links, quotes[:MOST_CARDS])
    return portrait(label, answers.findings(about), some, len(quotes), links.at(about), answers.texts)


def shown(answers: Answers, selection: Selection, links: Links) -> Shown:
    """Write out what was named about a partner, or about each of them most."""
    texts, labels = answers.texts, answers.known().partners
    wanted = [selection.partner] if selection.partner else list(labels)
    named = {partner: _named(answers.findings(replace(selection, partner=partner))) for partner in wanted}
    if not selection.partner:
        points = [said_of(topics[0], texts) for topics in named.values() if topics]
        return write_out(
            answers, selection, links, title=texts.partners, points=points, question=texts.question_partner
        )
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
    )


def _named(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Return the counted topics of a partner, the most named first."""
    by_category = [list(cells) for _, cells in groupby(findings, key=lambda f: f.category_id)]
    counted = [cells for cells in by_category if any(f.low for f in cells if f.is_figure and not f.is_withheld)]
    return sorted(counted, key=lambda cells: -sum(f.low or 0 for f in cells if not f.is_withheld))
