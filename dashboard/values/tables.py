"""The table of findings as a value: the tree as rows, the groups as columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.answers.findings import Finding
from dashboard.texts import Texts
from dashboard.values.sentences import of_all, persons, plain_value, sentence, value, why_range


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure: its finding, how a table writes it, its sentence; `why` explains a range, "" else.

    `plain` is "9 von 15", of all asked; `persons` the same of the base the table shows: "7 der 9". `of_all` is what
    stands beside such a "davon": "7 von 15 (47 %)", "" where the base is all asked or the count is kept back.
    """

    finding: Finding
    text: str
    plain: str
    persons: str
    sentence: str
    why: str
    of_all: str


@dataclass(frozen=True, slots=True)
class Row:
    """One category with a cell for each group."""

    category_id: str
    label: str
    level: int
    heading: bool
    selected: bool
    details: str
    quotes: int
    cells: tuple[Cell, ...]
    children: int

    @property
    def is_top(self) -> bool:
        """Say whether nothing stands above it."""
        return not self.cells[0].finding.parent_id


MOST_BESIDE, LONGEST_BEFORE = 14, 8
"""Persons of one of two groups at 1280 pixels; letters of a short name at 390."""


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
    def is_many(self) -> bool:
        """Say whether counts stand below their persons: beside them two large groups leave a topic no room."""
        return len(self.groups) > 2 or (len(self.groups) == 2 and self.most > MOST_BESIDE)

    @property
    def is_spelled(self) -> bool:
        """Say whether a group's short name is too long to stand before its persons on a phone."""
        return any(len(short) > LONGEST_BEFORE for short, _, _ in self.groups)

    @property
    def headings(self) -> dict[str, str]:
        """Return by topic the label of the heading it stands under, where there are several headings."""
        above = ""
        found: dict[str, str] = {}
        for row in self.rows:
            if row.heading or row.is_top:
                above = row.label if row.heading else ""
            elif above:
                found[row.category_id] = above
        return found if len(set(found.values())) > 1 else {}

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
            )
        )
    groups = dict.fromkeys((f.short, f.group, f.position) for f in findings)
    return Table(tuple(groups), tuple(rows))


def cells(findings: Sequence[Finding], texts: Texts, below: Sequence[Finding] = ()) -> tuple[Cell, ...]:
    """Write findings as cells; `below` are the findings of their sub-categories, which explain a range."""
    return tuple(
        Cell(
            f,
            value(f, texts),
            plain_value(f, texts),
            persons(f, texts),
            sentence(f, texts),
            why_range(f, below, texts),
            of_all(f, texts),
        )
        for f in findings
    )


def by_partner(findings: Sequence[Finding], keep: str = "") -> tuple[list[Finding], int]:
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
class CodebookTop:
    """A category of the first level with all below it, in the study's order."""

    label: str
    below: tuple[Finding, ...]


def codebook(findings: Sequence[Finding]) -> list[CodebookTop]:
    """Return the code tree, one finding standing for each category."""
    each = list({f.category_id: f for f in findings}.values())
    top = min(f.level for f in each)
    starts = [n for n, f in enumerate(each) if f.level == top or not f.parent_id] + [len(each)]
    return [CodebookTop(each[a].category, tuple(each[a + 1 : b])) for a, b in pairwise(starts)]
