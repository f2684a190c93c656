"""A quote as a value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

SEPARATOR = " › "
"""Between the labels of a path."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a respondent, to the letter. `group_basis`: stated, inferred or unknown (then no group).

    `shows` says what they are an example of, "" where nobody said.
    """

    quote_id: str
    text: str
    group_basis: str
    group_id: str
    group: str
    category_id: str
    location: str
    shows: str
    path: str
    partners_of_study: tuple[str, ...]
    partners_of_ours: tuple[str, ...]

    @property
    def category(self) -> str:
        """Return the topic alone, without those above it."""
        return self.path.rsplit(SEPARATOR, 1)[-1]


def read(rows: Iterable[Mapping[str, Any]]) -> list[Quote]:
    """Turn the answer of `quotes.sql` into quotes, in its order."""
    lists = ("partners_of_study", "partners_of_ours")
    return [Quote(**{**row, **{name: tuple(row[name]) for name in lists}}) for row in rows]
