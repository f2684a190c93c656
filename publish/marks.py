"""Marks of the warner in what a package says word for word, and whether somebody has decided them."""

from dataclasses import dataclass

from publish import wording
from publish.coded_study import CodedStudy
from publish.warner import Mark, marks


@dataclass(frozen=True, slots=True)
class OpenMark:
    """A mark of the warner nobody has decided, with the file and row of its words."""

    file: str
    row: int
    mark: Mark
    still_there: bool


class Undecided(Exception):
    """A release waits for decisions on marks in released quotes and in statements."""

    def __init__(self, open_marks: list[OpenMark]) -> None:
        super().__init__(f"{len(open_marks)} marks")
        self.open_marks = open_marks


PUBLISHED_WORDS = """
select 'quotes.csv' as file, quote_id, unnest([text, shows_de]) as words, null as english, row
from quotes where state = 'released'
union all
select 'quotes.csv', quote_id, shows_en, true, row from quotes where state = 'released'
union all
select 'categories.csv', category_id, statement_de, null, row from categories
union all
select 'categories.csv', category_id, statement_en, true, row from categories
order by file desc, row, english nulls first
"""
"""What a package says word for word, with the key its decisions go by, and whether it is English where that is told.

The German words come first: a mark in both languages is told and decided once.
"""


def open_marks(study: CodedStudy) -> list[OpenMark]:
    """Return the marks in what is published word for word that nobody has decided, or that still stand."""
    decided = {
        (quote, mark): decision
        for quote, mark, decision in study.db.execute("select quote_id, mark, decision from decisions").fetchall()
    }
    found: list[OpenMark] = []
    told: set[tuple[str, int, str]] = set()
    for file, key, words, english, row in study.db.execute(PUBLISHED_WORDS).fetchall():
        for mark in marks(words or "", english=english):
            decision = decided.get((key, mark.text))
            once_more = english and (file, row, mark.text) in told
            if decision != "keep" and not once_more:
                found.append(OpenMark(file, row, mark, decision == "replace"))
            if not english:
                told.add((file, row, mark.text))
    for quote in wording.differing(study):
        mark = Mark("wording", f"{quote.percent} %", 0)
        decision = decided.get((quote.quote_id, mark.text))
        if quote.released and quote.percent < wording.ASK and decision != "keep":
            found.append(OpenMark("quotes.csv", quote.row, mark, decision == "replace"))
    return found
