"""„Darf ich sagen …?“: every sentence judged by rule, none that a withheld count would answer."""

from dataclasses import replace

import pytest

from dashboard.answers.answers import Answers
from dashboard.package.dataset import Dataset, load
from dashboard.texts import DE, LANGUAGES
from dashboard.values.sayings import sayings
from tests.conftest import ROOT


def of(answers: Answers, category: str) -> list[tuple[str, bool]]:
    return [
        (s.sentence, s.allowed) for s in sayings(answers, [f for f in answers.findings() if f.category_id == category])
    ]


def test_what_one_topic_of_the_first_study_carries(dataset: Dataset) -> None:
    topic, dez = "„Presse- und Öffentlichkeitsarbeit“", "Dezernentinnen und Dezernenten"
    assert of(Answers(dataset, "de"), "oeffentlichkeitsarbeit") == [
        (f"5 von 15 befragten Dezernentinnen und Dezernenten (33\u202f%) nannten {topic}.", True),
        (f"33\u202f% der Dezernentinnen und Dezernenten in Baden-Württemberg nennen {topic}.", False),
        (f"Für Landrätinnen und Landräte spielt {topic} keine Rolle.", False),
        (f"Unter den Befragten nannten {dez} {topic} häufiger als Landrätinnen und Landräte.", True),
    ]


def test_a_share_of_those_who_named_the_topic_above_is_none_of_all_asked(dataset: Dataset) -> None:
    answers = Answers(dataset, "de")
    own = [f for f in answers.findings() if f.category_id == "abstimmung-vergleich-landkreise"]
    (saying,) = [s for s in sayings(answers, own) if "78" in s.sentence]
    assert (
        saying.sentence.startswith("78\u202f% der befragten Dezernentinnen und Dezernenten nannten")
        and not saying.allowed
    )
    assert "7 der 9, die „Zusammenarbeit mit anderen Landkreisen und Kommunen“ nannten" in saying.why
    assert "7 von 15 (47\u202f%)" in saying.why


def test_a_count_that_stands_in_the_study_alone_is_no_nobody(dataset: Dataset) -> None:
    topic = "„Problemdefinition“"
    assert (f"Niemand der Landrätinnen und Landräte nannte {topic}.", False) in of(
        Answers(dataset, "de"), "problemdefinition"
    )


def test_more_often_is_no_where_one_person_turns_it_and_not_asked_where_nobody_named_it(dataset: Dataset) -> None:
    answers = Answers(dataset, "de")
    (saying,) = [
        s
        for s in sayings(answers, [f for f in answers.findings() if f.category_id == "agenda-setting"])
        if "häufiger" in s.sentence
    ]
    assert not saying.allowed and "1 Person mehr" in saying.why
    assert not any("häufiger" in said for said, _ in of(answers, "politikterminierung"))


@pytest.mark.parametrize("study", ["landkreis-schnittstellen", "demo-zusammenarbeit"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_topic_has_at_most_five_with_yes_and_no_and_a_reason(study: str, language: str) -> None:
    answers, texts = Answers(load(ROOT / "data" / study), language), LANGUAGES[language]
    found = answers.findings()
    for category in dict.fromkeys(f.category_id for f in found):
        judged = sayings(answers, [f for f in found if f.category_id == category])
        assert len(judged) <= 5 and all(s.why for s in judged)
        exact = [f for f in found if f.category_id == category and f.state in ("counted", "not_named")]
        assert bool(judged) == bool(exact)
        assert not judged or {s.allowed for s in judged} == {True, False} or all(f.low == f.asked for f in exact)
        hidden = [f for f in found if f.category_id == category and f.is_withheld]
        for s in judged:
            assert not any(f.group in s.sentence for f in hidden), "a withheld count is judged by no sentence"
            assert "{" not in s.sentence + s.why and texts.may_verdict[s.allowed]


def test_a_study_of_withheld_counts_has_nothing_to_judge(dataset: Dataset) -> None:
    answers = Answers(dataset, "de")
    found = [replace(f, state="withheld", low=1, high=2) for f in answers.findings() if f.category_id == "akteure"]
    assert sayings(answers, found) == ()
    assert DE.may_title
