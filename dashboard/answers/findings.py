"""A finding as a value: one category, one group, and how many persons named it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dashboard.texts.share import percent

State = Literal[
    "counted",
    "range",
    "not_named",
    "withheld",
    "suppressed",
    "not_asked",
    "elsewhere",
    "not_by_partner",
    "not_counted",
    "nobody_above",
]
FIGURES: tuple[State, ...] = ("counted", "range", "not_named", "withheld", "suppressed")


@dataclass(frozen=True, slots=True)
class Finding:
    """One cell. Counts are persons; `asked` is its base, `of` those who named the category above.

    `of` is None where the category above was not counted. `low` and `high` are None in every state
    but those of FIGURES. `position` numbers the group within its set from 0 and gives its colour. `show_printed`:
    the reader wants the printed percentage where there is one. `group_dative` is how the study writes the group in the
    dative, "" where it does not say. `statement` is what the study claims on the category, restated, "" where nothing.
    """

    category_id: str
    category: str
    parent_id: str
    parent: str
    level: int
    details: str
    definition: str
    selected: bool
    quotes: int
    group_id: str
    group: str
    short: str
    position: int
    respondents: int
    partner: str
    state: State
    low: int | None
    high: int | None
    asked: int
    of_low: int | None
    of_high: int | None
    reason: str
    printed: int | None
    printed_note: str
    location: str
    group_dative: str = ""
    statement: str = ""
    statement_location: str = ""
    show_printed: bool = False
    partner_id: str = ""

    @property
    def is_figure(self) -> bool:
        """Say whether persons were counted here (withheld counts included)."""
        return self.state in FIGURES

    @property
    def is_withheld(self) -> bool:
        """Say whether the count is kept back to protect persons: told as "fewer than k", or not told at all."""
        return self.state in ("withheld", "suppressed")

    @property
    def told(self) -> tuple[int, int] | None:
        """Return how many named it at least and at most, None where that is kept back or there is no such count."""
        if self.low is None or self.high is None or self.is_withheld or not self.is_figure:
            return None
        return self.low, self.high

    @property
    def of(self) -> int | None:
        """Return the base of "davon" where it is one number."""
        return self.of_low if self.of_low == self.of_high else None

    @property
    def base(self) -> int:
        """Return the base of the share a table shows: "davon" where there is one, else those asked."""
        return self.asked if self.of is None else self.of

    @property
    def share(self) -> int | None:
        """Return the share of the base in whole percent where the count is exact."""
        if self.state not in ("counted", "not_named") or self.low is None or not self.base:
            return None
        return percent(self.low, self.base)

    @property
    def share_of_asked(self) -> tuple[int, int] | None:
        """Return the lowest and highest possible share of all asked in whole percent."""
        if self.low is None or self.high is None or self.is_withheld or not self.asked:
            return None
        return percent(self.low, self.asked), percent(self.high, self.asked)

    @property
    def differs(self) -> bool:
        """Say whether the study printed another percentage than its counts give."""
        return self.printed is not None and self.share is not None and self.printed != self.share


def read(rows: Iterable[Mapping[str, Any]], *, printed: bool = False) -> list[Finding]:
    """Turn the answer of `findings.sql` into findings, in its order."""
    return [Finding(**row, show_printed=printed) for row in rows]
