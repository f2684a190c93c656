"""The board of partners and topics: each field a few persons by group, or in words why there are none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dashboard.answers.findings import Finding
from dashboard.selection.address import PERSONS, Links
from dashboard.texts import Texts
from dashboard.values.dots import small_width
from dashboard.values.sentences import plain_value, value

ROOM, BESIDE = 640, 44
"""Pixels the fields of a row share where a desk shows them, and those a count takes in each."""
MOST_ROWS, FEW_ROWS = 12, 4
"""Topics up to which sub-topics have rows of their own, and up to which a phone shows the board itself."""
WHOM = "#mit-wem"
"""Where a page says with whom a chosen topic was named."""

Topics = dict[str, list[Finding]]
"""The findings of each topic by its id, in the study's order."""


@dataclass(frozen=True, slots=True)
class Line:
    """One group in a field: its finding, and what stands beside its picture: the count, or why there is none.

    `full` says the count with its base, for where no legend is in sight.
    """

    finding: Finding
    words: str
    full: str

    @property
    def is_drawn(self) -> bool:
        """Say whether persons are drawn: where somebody is known to have named it."""
        return bool(self.finding.high) and not self.finding.is_withheld


@dataclass(frozen=True, slots=True)
class Field:
    """One topic with regard to one partner.

    `absence` is the state all its groups share instead of figures, "" where there are some; `words` say it. `label`
    says all of it, for whoever hears the field. `by_all`: all groups named it. `href` opens it, "" where nothing was
    counted.
    """

    lines: tuple[Line, ...]
    absence: str
    words: str
    label: str
    by_all: bool
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """A topic with a field for each partner; `above` is the heading it stands under where the order is the study's."""

    category_id: str
    label: str
    above: str
    fields: tuple[Field, ...]
    persons: int


@dataclass(frozen=True, slots=True)
class Board:
    """Partners as columns (label, address of that one alone), topics as rows.

    `groups` are (short, full, position, respondents).

    `in_dots`: a field has room for one dot a person, else each group is a bar.
    """

    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    groups: tuple[tuple[str, str, int, int], ...]
    in_dots: bool

    @property
    def partners(self) -> tuple[str, ...]:
        """Return the names of the partners."""
        return tuple(label for label, _ in self.columns)

    @property
    def is_few(self) -> bool:
        """Say whether the topics are few enough for a phone to show each with all its partners."""
        return len(self.rows) <= FEW_ROWS

    @property
    def parts(self) -> tuple[tuple[str, tuple[Row, ...]], ...]:
        """Return the rows by the topic they stand under."""
        return tuple((above, tuple(rows)) for above, rows in groupby(self.rows, key=lambda row: row.above))

    @property
    def absences(self) -> frozenset[str]:
        """Return why persons are not drawn somewhere."""
        fields = [field for row in self.rows for field in row.fields]
        hatched = {"suppressed" for field in fields for line in field.lines if line.finding.state == "suppressed"}
        return frozenset({field.absence for field in fields if field.absence} | hatched)


def by_topic(findings: Sequence[Finding]) -> Topics:
    """Return findings by their topics."""
    return {category: list(cells) for category, cells in groupby(findings, key=lambda f: f.category_id)}


def topics_of(found: Sequence[Topics]) -> list[str]:
    """Return the selected topics counted with regard to any partner; of many only the upper ones."""
    every = {category: cells[0] for topics in found for category, cells in topics.items()}
    counted = {c for topics in found for c, cells in topics.items() if any(f.is_figure for f in cells)}

    def under(category: str) -> bool:
        above = every[category].parent_id
        return above in counted or (above in every and under(above))

    topics = [c for c, first in every.items() if c in counted and first.selected]
    return topics if len(topics) <= MOST_ROWS else [c for c in topics if not under(c)]


def named_by_all(cells: Sequence[Finding]) -> bool:
    """Say whether every group named it, as far as the counts are told."""
    return bool(cells) and all(f.is_figure and f.low for f in cells)


def may_be_by_all(cells: Sequence[Finding]) -> bool:
    """Say whether every group may have named it: none is known not to have, and some counts are kept back."""
    return not named_by_all(cells) and all(f.high for f in cells)


def persons(cells: Sequence[Finding]) -> int:
    """Return how many persons named it: what is kept back counts as nobody, so that no order tells it."""
    return sum(f.low or 0 for f in cells if f.is_figure and not f.is_withheld)


def board(found: Mapping[str, Topics], links: Links, texts: Texts) -> Board:
    """Lay out what was counted with regard to some partners, in the study's order or the most persons first."""
    address, chosen = links.address, links.address.selection
    topics = topics_of(list(found.values()))
    rows = [_row(category, topics, found, links, texts) for category in topics]
    rows = [row for row in rows if not address.by_all or any(field.by_all for field in row.fields)]
    if address.order == PERSONS:
        rows.sort(key=lambda row: -row.persons)
    figures = [f for topics in found.values() for cells in topics.values() for f in cells]
    groups = {(f.short, f.group, f.position, f.respondents) for f in figures}
    largest = max((f.respondents for f in figures), default=0)
    return Board(
        columns=tuple((links.known.partners[p], links.page("partners", replace(chosen, partner=p))) for p in found),
        rows=tuple(rows),
        groups=tuple(sorted(groups, key=lambda group: group[2])),
        in_dots=len(found) * (small_width(largest) + BESIDE) <= ROOM,
    )


def _row(category: str, topics: Sequence[str], found: Mapping[str, Topics], links: Links, texts: Texts) -> Row:
    cells = {partner: some[category] for partner, some in found.items()}
    first = next(iter(cells.values()))[0]
    above = texts.board_below.format(texts.quoted.format(first.parent)) if first.parent_id in topics else first.parent
    return Row(
        category_id=category,
        label=first.category,
        above="" if links.address.order == PERSONS else above,
        fields=tuple(_field(some, partner, links, texts) for partner, some in cells.items()),
        persons=sum(persons(some) for some in cells.values()),
    )


def _field(cells: Sequence[Finding], partner: str, links: Links, texts: Texts) -> Field:
    states = {f.state for f in cells}
    absence = next(iter(states)) if len(states) == 1 and not any(_is_told(f) for f in cells) else ""
    first = cells[0]
    said = value(first, texts) if absence else "; ".join(f"{f.short} {plain_value(f, texts)}" for f in cells)
    return Field(
        lines=() if absence else tuple(Line(f, _count(f, texts), plain_value(f, texts)) for f in cells),
        absence=absence,
        words=value(first, texts) if absence else "",
        label=texts.field.format(topic=first.category, partner=links.known.partners[partner], said=said),
        by_all=named_by_all(cells),
        href=field_address(first.category_id, partner, links) if any(f.is_figure for f in cells) else "",
    )


def field_address(category_id: str, partner: str, links: Links) -> str:
    """Return the address of the board with one field opened."""
    return links.shown("partners", opened=f"{category_id}.{partner}") + "#offen"


def _is_told(finding: Finding) -> bool:
    """Say whether a count stands in the field: exact, within a range, or as "fewer than"."""
    return bool(finding.high) and finding.state != "suppressed"


def _count(finding: Finding, texts: Texts) -> str:
    if finding.asked < finding.respondents and finding.state in ("counted", "range"):
        return plain_value(finding, texts)  # the legend says how many of the group there are, not how many were asked
    if finding.state in ("counted", "range") and finding.low is not None and finding.high is not None:
        return texts.number(finding.low, finding.high)
    return value(finding, texts)
