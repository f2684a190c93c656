"""The warner finds what a set written apart from its rules holds, and rarely marks for nothing.

The rules' own examples: `test_warner_rules.py`.
"""

import json

import pytest

from publish import warner
from tests.publish.warner_set import SET, measure, read


def test_the_set_is_whole() -> None:
    rows = [json.loads(line) for line in SET.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 110 and sum(not row["marks"] for row in rows) >= 30
    assert sum(len(row["marks"]) for row in rows) == sum(len(example.marks) for example in read(SET)) == 120


@pytest.mark.parametrize(("half", "missed", "false"), [("learned from", 0, 14), ("measured only", 1, 22)])
def test_recall_and_false_alarms_are_no_worse_than_they_were(half: str, missed: int, false: int) -> None:
    result = measure(read(SET)[0 if half == "learned from" else 1 :: 2])
    assert result.recall >= 0.95 and len(result.missed) <= missed, result.missed
    assert result.false_alarms <= 0.5 and len(result.false) <= false, result.false


def test_a_mark_is_a_stretch_of_the_text_and_none_lies_in_another() -> None:
    for example in read(SET):
        end = 0
        for mark in warner.marks(example.text):
            assert example.text[mark.start : mark.start + len(mark.text)] == mark.text
            assert mark.start >= end
            end = mark.start + len(mark.text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Frau Oelmüller rief an.", "name"),
        ("Das war in Essen so.", "place"),
        ("Das Essen war kalt.", ""),
        ("Das Internet war weg.", ""),
        ("Am 3. März 2019 kam der Bescheid.", "date"),
        ("Rufen Sie 07071 123456 an.", "phone"),
        ("Schreiben Sie an amt@kreis.example.", "mail"),
        ("Die CDU war dagegen.", "party"),
        ("Ich war als einzige Frau im Gremium.", "superlative"),
        ("Wir reden jede Woche miteinander.", ""),
    ],
)
def test_each_kind_by_hand(text: str, kind: str) -> None:
    assert [mark.kind for mark in warner.marks(text)][:1] == ([kind] if kind else [])
