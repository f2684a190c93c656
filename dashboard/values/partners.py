"""What was named with regard to a cooperation partner, as a card and as one table of all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.answers.findings import Finding
from dashboard.texts import Texts
from dashboard.values.sentences import MOST_GROUPS, caution, lead, plain_value
from dashboard.values.tables import Card, Table, table


@dataclass(frozen=True, slots=True)
class Links:
    """Where a partner leads: to a category, to its figures in full, to all pages narrowed to the partner."""

    category: Callable[[str], str]
    detail: Callable[[Finding], str]
    only: str
    quotes: str


def counted(findings: Sequence[Finding], keep: str = "") -> tuple[list[Finding], int]:
    """Leave out what was not counted by partner; return the rest, and how many topics that left out.

    A wall of "not counted by partner" would hide the few topics that were. What lies above a topic that stays, and
    the category `keep`, stay too; where no partner is asked for, everything does.
    """
    if not any(f.partner for f in findings):
        return list(findings), 0
    told = {f.category_id for f in findings if f.state not in ("not_by_partner", "not_counted")} | {keep}
    parents = {f.category_id: f.parent_id for f in findings}
    for category in tuple(told):
        while category := parents.get(category, ""):
            told.add(category)
    left_out = {f.category_id for f in findings if f.state == "not_by_partner"} - told
    return [f for f in findings if f.category_id in told], len(left_out)


MOST_SAID, MOST_ROWS, MOST_CARDS = 5, 12, 3
"""How many sentences a card says, how many rows it shows unfolded, how many quotes it brings."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """One counted partner: sentences, table, quotes, where the assignment comes from.

    `more` says how many topics only the table has, `none` what nobody named; "" where there is nothing to say.
    """

    label: str
    said: tuple[str, ...]
    more: str
    none: str
    table: Table
    folded: str
    cards: tuple[Card, ...]
    quotes: int
    source: str
    caution: str
    links: Links


def portrait(label: str, findings: Sequence[Finding], cards: Sequence[Card], links: Links, texts: Texts) -> Portrait:
    """Show what was counted with regard to one partner; what was not counted for it is left out."""
    counted = [f for f in findings if f.is_figure and f.selected]
    named = {f.category_id for f in counted if f.high}
    shown = [f for f in findings if f.category_id in named]
    topics = [list(cells) for _, cells in groupby((f for f in shown if f.level == 2), key=lambda f: f.category_id)]
    topics.sort(key=lambda cells: -max(f.low or 0 for f in cells))
    silent = dict.fromkeys(f.category for f in counted if f.level == 2 and f.category_id not in named)
    said = topics[:MOST_SAID] if topics and len(topics[0]) <= MOST_GROUPS else []
    locations = dict.fromkeys(f.location for f in shown if f.location)
    laid_out = table(shown, texts)
    return Portrait(
        label,
        tuple(lead(cells, texts) for cells in said),
        texts.count(texts.partner_more, len(topics) - len(said)) if len(topics) > len(said) > 0 else "",
        texts.partner_none.format(texts.listed([texts.quoted.format(c) for c in silent])) if silent else "",
        laid_out,
        texts.partner_table.format(len(topics)) if len(laid_out.rows) > MOST_ROWS and said else "",
        tuple(cards[:MOST_CARDS]),
        len(cards),
        texts.partner_source.format(texts.listed(list(locations))) if locations else "",
        caution(shown, "", texts),
        links,
    )


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """`kind`: named, not_named, withheld or not_counted; the words say which, and by how many."""

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
    named = [f for f in findings if f.is_figure and f.high and f.state != "hidden"]
    if named:
        said = ", ".join(f"{f.short} {plain_value(f, texts)}" for f in named)
        return MatrixCell("named", texts.matrix_named.format(said), links.detail(named[0]))
    hidden = [f for f in findings if f.state == "hidden"]
    if hidden:
        return MatrixCell("withheld", texts.hidden, links.detail(hidden[0]))
    if any(f.is_figure for f in findings):
        return MatrixCell("not_named", texts.not_named, links.detail(findings[0]))
    return MatrixCell("not_counted", texts.not_by_partner, "")
