"""The table of findings as a value: the tree as rows, the groups as columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.answers.findings import Finding
from dashboard.answers.quotes import Quote
from dashboard.texts import Texts
from dashboard.values.sentences import persons, plain_value, sentence, speaker, value, why_range


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure: its finding, how a table writes it, its sentence; `why` explains a range, "" else.

    `plain` is "9 von 15", of all asked; `persons` the same of the base the table shows: "7 der 9".
    """

    finding: Finding
    text: str
    plain: str
    persons: str
    sentence: str
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """One category with a cell for each group; `davon` says what the shares of its children are of."""

    category_id: str
    label: str
    level: int
    heading: bool
    selected: bool
    details: str
    quotes: int
    cells: tuple[Cell, ...]
    children: int
    davon: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in the study's order; `groups` are (short, full, position)."""

    groups: tuple[tuple[str, str, int], ...]
    rows: tuple[Row, ...]

    @property
    def most(self) -> int:
        """Return the size of the largest group."""
        return max(cell.finding.respondents for row in self.rows for cell in row.cells)

    @property
    def withheld(self) -> bool:
        """Say whether a count is kept back somewhere."""
        return any(cell.finding.is_withheld for row in self.rows for cell in row.cells)


def table(findings: Sequence[Finding], texts: Texts) -> Table:
    """Lay the findings out as the study does. A category nobody was counted for is a heading."""
    by_category: dict[str, list[Finding]] = {}
    for finding in findings:
        by_category.setdefault(finding.category_id, []).append(finding)
    children: dict[str, list[list[Finding]]] = {}
    for figures in by_category.values():
        children.setdefault(figures[0].parent_id, []).append(figures)
    rows = []
    for category_id, figures in by_category.items():
        first = figures[0]
        below = children.get(category_id, [])
        heading = bool(below) and all(f.state == "not_counted" for f in figures)
        rows.append(
            Row(
                category_id=category_id,
                label=first.category,
                level=first.level,
                heading=heading,
                selected=first.selected,
                details=first.details,
                quotes=first.quotes,
                cells=cells(figures, texts, [f for cells_below in below for f in cells_below]),
                children=len(below),
                davon=tuple(_davon(f, texts) for f in below[0]) if below and not heading else (),
            )
        )
    groups = dict.fromkeys((f.short, f.group, f.position) for f in findings)
    return Table(tuple(groups), tuple(rows))


def cells(findings: Sequence[Finding], texts: Texts, below: Sequence[Finding] = ()) -> tuple[Cell, ...]:
    """Write findings as cells; `below` are the findings of their sub-categories, which explain a range."""
    return tuple(
        Cell(
            f, value(f, texts), plain_value(f, texts), persons(f, texts), sentence(f, texts), why_range(f, below, texts)
        )
        for f in findings
    )


def davon_example(rows: Iterable[Row]) -> Cell | None:
    """Return the first figure that is a share of those who named the topic above."""
    cells = (cell for row in rows for cell in row.cells)
    return next((c for c in cells if 1 < (c.finding.of or 0) < c.finding.asked and c.finding.state == "counted"), None)


def davon_note(rows: Iterable[Row], texts: Texts) -> str:
    """Explain by an example what "7 der 9" is of, "" where nothing needs it."""
    cell = davon_example(rows)
    return texts.davon_note.format(said=cell.persons, of=cell.finding.of, plain=cell.plain) if cell else ""


def printed_note(cells: Iterable[Cell], texts: Texts) -> str:
    """Name the percentages the study prints differently, "" where there is none."""
    differing = [cell.finding for cell in cells if cell.finding.differs]
    named = [texts.printed_here.format(f.category, f.short, texts.percent(f.printed or 0)) for f in differing]
    return texts.printed_note.format("; ".join(named)) if named else ""


@dataclass(frozen=True, slots=True)
class Card:
    """A quote as it is shown: with its speaker, its partners, its source to copy, and where it leads."""

    quote: Quote
    speaker: str
    partners: str
    citation: str
    link: str
    query: str
    code: str
    study: str
    spoken: str


def card(
    quote: Quote, link: str, citation: str, code: str, study: str, texts: Texts, query: str = "", spoken: str = "de"
) -> Card:
    """Write a quote as a card.

    `query` is what to highlight, `code` and `study` how decks name it, `spoken` the language of the words.
    """
    partners = [*quote.partners_of_study, *(texts.assigned_by_us.format(p) for p in quote.partners_of_ours)]
    who = speaker(quote, texts) if quote.group else texts.unassigned
    about = texts.about.format(texts.listed(partners)) if partners else ""
    return Card(quote, who, about, citation, link, query, code, study, spoken)


def _davon(child: Finding, texts: Texts) -> str:
    """Name the base of a sub-category's share."""
    if child.of is None:
        return "" if child.of_low is None else texts.davon_withheld.format(child.asked)
    if child.partner and child.of:
        return texts.davon_of_all[child.of > 1].format(child.of, child.asked)
    if child.of == 1:
        return texts.davon_of_one.format(child.asked)
    return texts.davon_of.format(child.of, child.asked) if child.of else texts.nobody_above


@dataclass(frozen=True, slots=True)
class CodebookTop:
    """A category of the first level with all below it, in the study's order."""

    label: str
    below: tuple[Finding, ...]


def codebook(findings: Sequence[Finding]) -> list[CodebookTop]:
    """Return the code tree, one finding standing for each category."""
    each = list({f.category_id: f for f in findings}.values())
    top = min(f.level for f in each)
    starts = [n for n, f in enumerate(each) if f.level == top] + [len(each)]
    return [CodebookTop(each[a].category, tuple(each[a + 1 : b])) for a, b in pairwise(starts)]
