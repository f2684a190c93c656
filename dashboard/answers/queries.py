"""One function per question in `sql/`: (db, selection, language) -> rows. Every query takes its own cursor.

What every change of the selection asks (findings, quotes, counts) comes as plain rows; the rest, asked once a package,
as DataFrames: one of 26 columns costs as much again as its question.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from dashboard.selection.selection import Selection
from dashboard.texts.folding import fold

if TYPE_CHECKING:  # a process that makes files works with answers and asks nothing: these two would double its memory
    import duckdb
    import pandas as pd

T = TypeVar("T")
SQL = Path(__file__).parent / "sql"


Rows = list[dict[str, Any]]
ALL = Selection()


def findings(db: duckdb.DuckDBPyConnection, selection: Selection = ALL, language: str = "de") -> Rows:
    """Return one row per shown category and group, with the fields of `findings.Finding`."""
    return _ask(db, selection, language, "findings", _rows)


def quotes(db: duckdb.DuckDBPyConnection, selection: Selection = ALL, language: str = "de") -> Rows:
    """Return one row per quote, with the fields of `quotes.Quote`."""
    return _ask(db, selection, language, "quotes", _rows)


def counts(db: duckdb.DuckDBPyConnection, selection: Selection = ALL, language: str = "de") -> Rows:
    """Return one row: findings, quotes, and quotes hidden because their group is not known."""
    return _ask(db, selection, language, "counts", _rows)


def categories(db: duckdb.DuckDBPyConnection, selection: Selection = ALL, language: str = "de") -> pd.DataFrame:
    """Return every category: category_id, parent_id ("" at the top), level from 1, label."""
    return _ask(db, selection, language, "categories", _frame)


def groups(db: duckdb.DuckDBPyConnection, selection: Selection = ALL, language: str = "de") -> pd.DataFrame:
    """Return every group: group_id, label, short, position from 0, respondents, population (0: unknown)."""
    return _ask(db, selection, language, "groups", _frame)


def sets(db: duckdb.DuckDBPyConnection, selection: Selection = ALL, language: str = "de") -> pd.DataFrame:
    """Return every group set: set_id, label (the short names of its groups)."""
    return _ask(db, selection, language, "sets", _frame)


def partners(db: duckdb.DuckDBPyConnection, selection: Selection = ALL, language: str = "de") -> pd.DataFrame:
    """Return every partner: partner_id, label, counted (bool), quotes."""
    return _ask(db, selection, language, "partners", _frame)


def decks(db: duckdb.DuckDBPyConnection, selection: Selection = ALL, language: str = "de") -> pd.DataFrame:
    """Return every deck the study ships: deck_id, label, views (codes in order)."""
    return _ask(db, selection, language, "decks", _frame)


@cache
def sql(name: str) -> str:
    """Return the text of one question, or of "derived": how the tables are made that all of them ask."""
    folder = SQL.parents[1] / "package" if name == "derived" else SQL
    return (folder / f"{name}.sql").read_text(encoding="utf-8")


def asked(name: str, selection: Selection, language: str) -> tuple[tuple[str, Any], ...]:
    """Return the parameters a question takes of a selection, each with its value; answers are kept by them."""
    parameters = {
        "language": language,
        "categories": tuple(sorted(set(selection.categories))),
        "set": selection.set_id,
        "groups": tuple(sorted(set(selection.groups))),
        "partner": selection.partner,
        "words": tuple(sorted(set(fold(selection.text).split()))),
    }
    return tuple((key, value) for key, value in parameters.items() if f"${key}" in sql(name))


def _ask(
    db: duckdb.DuckDBPyConnection,
    selection: Selection,
    language: str,
    name: str,
    fetch: Callable[[duckdb.DuckDBPyConnection], T],
) -> T:
    """Run one question; a parameter the question does not mention is left away."""
    used = {key: list(value) if isinstance(value, tuple) else value for key, value in asked(name, selection, language)}
    with db.cursor() as cursor:
        return fetch(cursor.execute(sql(name), used))


def _frame(answer: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return answer.df()


def _rows(answer: duckdb.DuckDBPyConnection) -> Rows:
    names = [str(column[0]) for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
