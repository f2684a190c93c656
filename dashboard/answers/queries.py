"""One function per question in `sql/`: (db, filters) -> rows. Every query takes its own cursor.

What every change of the selection asks (findings, quotes, counts) comes as plain rows; the rest, asked once a package,
as DataFrames: one of 26 columns costs as much again as its question.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pandas as pd

from dashboard.selection.filters import Filters
from dashboard.texts.folding import fold

T = TypeVar("T")
SQL = Path(__file__).parent / "sql"


Rows = list[dict[str, Any]]


def findings(db: duckdb.DuckDBPyConnection, filters: Filters) -> Rows:
    """Return one row per shown category and group, with the fields of `findings.Finding`."""
    return _ask(db, filters, "findings", _rows)


def quotes(db: duckdb.DuckDBPyConnection, filters: Filters) -> Rows:
    """Return one row per quote, with the fields of `quotes.Quote`."""
    return _ask(db, filters, "quotes", _rows)


def counts(db: duckdb.DuckDBPyConnection, filters: Filters) -> Rows:
    """Return one row: findings, quotes, and quotes hidden because their group is not known."""
    return _ask(db, filters, "counts", _rows)


def categories(db: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Return every category: category_id, parent_id ("" at the top), level from 1, label."""
    return _ask(db, filters, "categories", duckdb.DuckDBPyConnection.df)


def groups(db: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Return every group: group_id, label, short, position from 0, respondents, population (0: unknown)."""
    return _ask(db, filters, "groups", duckdb.DuckDBPyConnection.df)


def sets(db: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Return every group set: set_id, label (the short names of its groups)."""
    return _ask(db, filters, "sets", duckdb.DuckDBPyConnection.df)


def partners(db: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Return every partner: partner_id, label, counted (bool), quotes."""
    return _ask(db, filters, "partners", duckdb.DuckDBPyConnection.df)


def decks(db: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Return every deck the study ships: deck_id, label, views (codes in order)."""
    return _ask(db, filters, "decks", duckdb.DuckDBPyConnection.df)


@cache
def sql(name: str) -> str:
    """Return the text of one question, or of "derived": how the tables are made that all of them ask."""
    folder = SQL.parents[1] / "package" if name == "derived" else SQL
    return (folder / f"{name}.sql").read_text(encoding="utf-8")


def asked(name: str, filters: Filters) -> tuple[tuple[str, Any], ...]:
    """Return what of a selection a question uses, the same for selections it answers alike: (parameter, value)."""
    parameters = {
        "language": filters.language,
        "categories": tuple(sorted(set(filters.categories))),
        "set": filters.set_id,
        "groups": tuple(sorted(set(filters.groups))),
        "partner": filters.partner,
        "words": tuple(sorted(set(fold(filters.text).split()))),
    }
    return tuple((key, value) for key, value in parameters.items() if f"${key}" in sql(name))


def _ask(
    db: duckdb.DuckDBPyConnection, filters: Filters, name: str, fetch: Callable[[duckdb.DuckDBPyConnection], T]
) -> T:
    """Run one question; a parameter the question does not mention is left away."""
    used = {key: list(value) if isinstance(value, tuple) else value for key, value in asked(name, filters)}
    with db.cursor() as cursor:
        return fetch(cursor.execute(sql(name), used))


def _rows(answer: duckdb.DuckDBPyConnection) -> Rows:
    names = [str(column[0]) for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
