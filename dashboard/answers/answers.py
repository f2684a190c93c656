"""Everything one package answers in one language, each question from the cache if it was asked before."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from dashboard.answers import queries
from dashboard.answers.cache import Cache
from dashboard.answers.findings import Finding
from dashboard.answers.findings import read as read_findings
from dashboard.answers.quotes import Quote
from dashboard.answers.quotes import read as read_quotes
from dashboard.package.study import Study
from dashboard.selection.address import LANGUAGES
from dashboard.selection.known import Known
from dashboard.selection.selection import Selection
from dashboard.texts import LANGUAGES as TEXTS
from dashboard.texts import Texts

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

    from dashboard.package.dataset import Dataset

ANSWERS = Cache(64 * 1024 * 1024)
"""What the open packages have answered: 64 MB for all of them together."""

T = TypeVar("T")
Row = dict[str, Any]
Question = Callable[["duckdb.DuckDBPyConnection", Selection, str], "queries.Rows | pd.DataFrame"]


@dataclass(frozen=True)
class Answers:
    """What one package says, in one language; knows no reader and no server.

    Answers are values that nobody can change, so they are shared between readers as they are: Streamlit's own cache
    would copy each one on every run. A key names the package by its version and only what its question uses.
    `printed`: the reader wants the printed percentage where there is one.
    """

    dataset: Dataset
    language: str
    printed: bool = False

    @property
    def study(self) -> Study:
        """Return what the package says about itself."""
        return self.dataset.study

    @property
    def texts(self) -> Texts:
        """Return the words around the answers."""
        return TEXTS[self.language]

    def findings(self, selection: Selection = queries.ALL) -> tuple[Finding, ...]:
        """Return one finding per shown category and group, in the order of the study."""
        found = self._kept("findings", queries.findings, selection, lambda rows: tuple(read_findings(rows)))
        if not self.printed:
            return found
        return tuple(f if f.printed is None else replace(f, show_printed=True) for f in found)

    def quotes(self, selection: Selection = queries.ALL) -> tuple[Quote, ...]:
        """Return the quotes of a selection, in the order of the study."""
        return self._kept("quotes", queries.quotes, selection, lambda rows: tuple(read_quotes(rows)))

    def counts(self, selection: Selection = queries.ALL) -> Row:
        """Return how many findings and quotes a selection has, and how many quotes are hidden by it."""
        return self._rows(queries.counts, selection)[0]

    def groups(self, set_id: str = "") -> tuple[Row, ...]:
        """Return the groups of a set: group_id, label, short, dative, position, respondents, population."""
        return self._rows(queries.groups, Selection(set_id=set_id))

    def partners(self) -> tuple[Row, ...]:
        """Return the cooperation partners: partner_id, label, counted, quotes."""
        return self._rows(queries.partners)

    def decks(self) -> tuple[Row, ...]:
        """Return the decks the study ships: deck_id, label, views."""
        return self._rows(queries.decks)

    def known(self, set_id: str = "") -> Known:
        """Return the ids of the study, with the labels of one group set; which other studies there are is not known."""

        def make() -> Known:
            categories = self._rows(queries.categories)
            sets = {row["set_id"]: row["label"] for row in self._rows(queries.sets)}
            return Known(
                studies=(self.study.study_id,),
                languages=languages(self.study),
                parents={row["category_id"]: row["parent_id"] for row in categories},
                categories={row["category_id"]: row["label"] for row in categories},
                groups={row["group_id"]: row["label"] for row in self.groups(set_id)},
                partners={row["partner_id"]: row["label"] for row in self.partners()},
                sets=sets,
                set_groups={
                    asked: frozenset(row["group_id"] for row in self.groups(asked)) for asked in ("", *tuple(sets)[1:])
                },
                quotes=frozenset(quote.quote_id for quote in self.quotes()),
            )

        return ANSWERS.get((self.dataset.version, "known", self.language, set_id), make)

    def _rows(self, question: Question, selection: Selection = queries.ALL) -> tuple[Row, ...]:
        return self._kept("rows", question, selection, tuple)

    def _kept(self, kind: str, question: Question, selection: Selection, read: Callable[[list[Row]], T]) -> T:
        def ask() -> T:
            answer = question(self.dataset.db, selection, self.language)
            records = answer if isinstance(answer, list) else answer.to_dict("records")
            return read([{str(name): value for name, value in row.items()} for row in records])

        name = question.__name__
        key: tuple[Hashable, ...] = (self.dataset.version, kind, name, queries.asked(name, selection, self.language))
        return ANSWERS.get(key, ask)


def languages(study: Study) -> tuple[str, ...]:
    """Return the languages of a study, its own first."""
    return (study.default_language, *(language for language in LANGUAGES if language != study.default_language))
