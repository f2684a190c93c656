"""How many respondents named what: the one statement that counts, and its answer as values."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

COUNT = (Path(__file__).parent / "sql" / "count.sql").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a count stands: category, group, partner ("" regardless of partner)."""

    category_id: str
    group_id: str
    partner_id: str


@dataclass(frozen=True, slots=True)
class Count:
    """Persons who named it, of those asked."""

    named: int
    asked: int


def count(db: duckdb.DuckDBPyConnection) -> dict[Place, Count]:
    """Count every cell of a coded study: category x group x (each partner and regardless of partner)."""
    rows = db.execute(COUNT).fetchall()
    return {Place(c, g, p or ""): Count(named, asked) for c, g, p, named, asked in rows}
