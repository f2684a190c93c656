"""How many respondents named what: the one statement that counts, and its answer as values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from publish.engines.engine import Engine, Lying, Tables
from publish.steps import Listener


def _sql(name: str) -> str:
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")


SAID, COUNT, ASKED = _sql("said"), _sql("count"), _sql("asked")
CODED = """
select category_id, cast(sum(codings) as bigint) as codings from said
where respondent_id in (select respondent_id from members) group by category_id
"""
SAYING: Mapping[str, tuple[str, ...]] = {
    "segments": ("segment_id", "respondent_id"),
    "codings": ("segment_id", "category_id"),
    "segment_partners": ("segment_id", "partner_id"),
}
"""The tables that say who said what, which may lie elsewhere, and all that is read of them."""
READ: Mapping[str, tuple[str, ...]] = {
    "members": ("respondent_id", "group_id"),
    "respondents": ("respondent_id",),
    "categories": ("category_id",),
    "partners": ("partner_id", "counted"),
    "not_asked": ("respondent_id", "category_id"),
}
"""What is handed to an engine of other tables."""


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


@dataclass(frozen=True, eq=False)
class Source:
    """The tables of a study: in `db`, but for what an `engine` keeps of them as the table `said`."""

    db: duckdb.DuckDBPyConnection
    engine: Engine | None = None

    def ask(self, question: str, *small: str) -> list[tuple[Any, ...]]:
        """Answer a question to `said` and tables in `db`, those named in `small`."""
        if self.engine is None:
            return self.db.execute(question).fetchall()
        answer = self.engine.ask(question, {name: table(self.db, name) for name in small})
        return list(zip(*(column.to_pylist() for column in answer.columns), strict=True))


def table(db: duckdb.DuckDBPyConnection, name: str) -> pa.Table:
    """Return a table of a study without what only messages need."""
    columns = ", ".join({**SAYING, **READ}.get(name, ())) or "*"
    return db.sql(f"select {columns} from {name}").to_arrow_table()


def listen(db: duckdb.DuckDBPyConnection, engine: Engine, lying: Mapping[str, Lying], tell: Listener) -> None:
    """Let an engine find out who said what: of the rows in `db`, and of those that lie elsewhere."""
    engine.keep("said", SAID, list(_parts(db, engine, lying)), tell)


def _parts(db: duckdb.DuckDBPyConnection, engine: Engine, lying: Mapping[str, Lying]) -> Iterator[Tables]:
    """Give the parts of the study whose segments, codings and partners belong together."""
    here = {name: table(db, name) for name in (*SAYING, "numbered")}
    if not lying or here["codings"].num_rows:
        yield here
    if lying:
        nothing = {name: rows.slice(0, 0) if name in SAYING else rows for name, rows in here.items()}
        for part in engine.parts(lying):
            yield {**nothing, **part}


def count(source: Source) -> dict[Place, Count]:
    """Count every cell of a coded study: category x group x (each partner and regardless of partner)."""
    named = {Place(c, g, p): n for c, g, p, n in source.ask(COUNT, "tree", "members", "numbered")}
    asked = source.db.execute(ASKED).fetchall()
    partners = [p for (p,) in source.db.execute("select partner_id from numbered order by partner_id").fetchall()]
    places = ((Place(c, g, p), persons) for c, g, persons in asked for p in partners)
    return {place: Count(named.get(place, 0), persons) for place, persons in places}


def codings(source: Source) -> dict[str, int]:
    """Return how many codings each category has that has any."""
    if source.engine is None:
        return dict(source.db.execute("select category_id, count(*) from codings group by category_id").fetchall())
    return dict(source.ask(CODED, "members"))
