"""How near the public wording of a quote is to what was said, and whose words the quotes are."""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from publish.coded_study import CodedStudy

ASK = 60
"""Below so many percent somebody has to say why the wording may stand."""
MOST_COMPARED = 4_000_000
"""Pairs of words; beyond, their order is not looked at."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A quote whose wording is not all in its segment, and how much of it is."""

    row: int
    quote_id: str
    released: bool
    percent: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """How many persons of a group are quoted."""

    label_de: str
    label_en: str | None
    quoted: int
    persons: int


def differing(study: CodedStudy) -> list[Differing]:
    """Compare each quote with the text of its segment, where there is one."""
    rows = study.db.execute(
        "select q.row, quote_id, state = 'released', q.text, s.text from quotes q join segments s using (segment_id) "
        "where s.text is not null order by q.row"
    ).fetchall()
    found = [Differing(row, quote, released, likeness(text, said)) for row, quote, released, text, said in rows]
    return [quote for quote in found if quote.percent < 100]


def likeness(quote: str, said: str) -> int:
    """Return how many percent of a quote's words stand in what was said, in their order, rounded down.

    Capitals, punctuation, omissions and what is left out before and behind make no difference.
    """
    words, spoken = (re.findall(r"\w+", text.casefold()) for text in (quote, said))
    if not words:
        return 0
    if f" {' '.join(words)} " in f" {' '.join(spoken)} ":
        return 100
    if len(words) * len(spoken) > MOST_COMPARED:
        return 100 * sum((Counter(words) & Counter(spoken)).values()) // len(words)
    matcher = SequenceMatcher(None, spoken, words, autojunk=False)
    return 100 * sum(block.size for block in matcher.get_matching_blocks()) // len(words)


def by_group(study: CodedStudy) -> list[Quoted]:
    """Return how many persons of each group of the first set gave a released quote."""
    rows = study.db.execute(
        """
        select g.label_de, g.label_en, count(distinct m.respondent_id) filter (m.respondent_id in (
            select respondent_id from quotes join segments using (segment_id) where state = 'released'
        )), count(distinct m.respondent_id)
        from groups g join members m using (group_id)
        where g.set_id = (select set_id from groups order by sort, row limit 1)
        group by g.group_id, g.label_de, g.label_en, g.sort, g.row order by g.sort, g.row
        """
    ).fetchall()
    return [Quoted(*row) for row in rows]


def from_one(study: CodedStudy) -> tuple[list[int], int] | None:
    """Return the rows of one person's quotes, where she gives several and more than a third, and the number of all."""
    people = study.db.execute(
        "select list(q.row order by q.row) from quotes q join segments using (segment_id) where state = 'released' "
        "group by respondent_id order by count(*) desc, min(q.row)"
    ).fetchall()
    number = sum(len(rows) for (rows,) in people)
    most = people[0][0] if people else []
    return (most, number) if len(most) > 1 and 3 * len(most) > number else None


def odd_lengths(study: CodedStudy) -> list[int]:
    """Return the rows of segments whose text is not as long as their start and end say."""
    rows = study.db.execute("select row from segments where end_at - start_at <> length(text) order by row").fetchall()
    return [row for (row,) in rows]
