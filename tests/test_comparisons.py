from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from dashboard.package.dataset import Dataset
from dashboard.texts import DE
from dashboard.values.comparisons import compare, sorted_by
from dashboard.values.sentences import turning
from tests.conftest import all_findings
from tests.test_sentences import DEZ, LR


def test_of_the_first_study_eight_turn_with_one_person_six_with_two_four_with_more(dataset: Dataset) -> None:
    topics = [f for f in all_findings(dataset) if f.level == 2]
    found = [compare(list(cells)) for _, cells in groupby(topics, key=lambda f: f.category_id)]
    assert Counter(min(c.turn, 3) for c in found if c) == {0: 1, 1: 7, 2: 6, 3: 4}


@given(st.integers(1, 12).flatmap(lambda a: st.tuples(st.just(a), st.integers(0, a))), st.integers(12, 20), st.data())
def test_turning_agrees_with_trying_every_number_of_persons(
    small: tuple[int, int], base: int, data: st.DataObject
) -> None:
    asked, low = small
    other = data.draw(st.integers(0, base))
    comparison = compare(
        [replace(LR, low=low, high=low, asked=asked), replace(DEZ, low=other, high=other, asked=base, respondents=base)]
    )
    assert comparison

    def sign(named: int) -> int:
        difference = Fraction(named, asked) - Fraction(other, base)
        return (difference > 0) - (difference < 0)

    if sign(low) == 0:
        assert comparison.turn == 0
    else:
        tried = [abs(n - low) for n in range(asked + 1) if sign(n) != sign(low)]
        assert comparison.turn == min(tried)


def test_ranges_withheld_counts_and_single_groups_are_not_compared() -> None:
    assert compare([LR]) is None
    assert compare([LR, replace(DEZ, state="range", low=8, high=9)]) is None
    assert compare([LR, replace(DEZ, state="not_by_partner", low=None, high=None)]) is None


def test_the_sentence_names_persons_and_direction() -> None:
    comparison = compare([LR, replace(DEZ, low=9, high=9)])
    assert comparison
    assert turning(comparison, DE) == (
        "Erst wenn 3 Landrätinnen und Landräte mehr das Thema genannt hätten, wären die Anteile gleich oder umgekehrt."
    )
    fewer = compare([replace(LR, low=6, high=6), replace(DEZ, low=14, high=14)])
    assert fewer and "1 Person weniger" in turning(fewer, DE)


def test_the_order_can_be_chosen() -> None:
    a = compare([replace(LR, category="Zeta"), replace(DEZ, low=9, high=9)])
    b = compare([replace(LR, category="alpha"), replace(DEZ, low=5, high=5)])
    assert a and b
    assert sorted_by([b, a], "turn") == [a, b]
    assert sorted_by([a, b], "name") == [b, a]
    assert sorted_by([b, a], "study") == [b, a]
