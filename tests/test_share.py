from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.texts.share import percent


def test_half_a_percent_is_rounded_up() -> None:
    assert percent(1, 8) == 13


@given(st.integers(1, 10_000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_a_share_is_never_more_than_half_a_percent_off(figure: tuple[int, int]) -> None:
    named, base = figure
    error = percent(named, base) - Fraction(100 * named, base)
    assert Fraction(-1, 2) < error <= Fraction(1, 2)


@pytest.mark.parametrize("figure", [(1, 0), (-1, 3), (4, 3)])
def test_what_is_no_share_is_refused(figure: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no share"):
        percent(*figure)
