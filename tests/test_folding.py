from hypothesis import given
from hypothesis import strategies as st

from dashboard.selection.selection import clean
from dashboard.texts.folding import fold, matches


def test_umlauts_case_and_accents_are_folded() -> None:
    assert fold("Bürgermeister Größe Café ẞ ﬁnden") == "buergermeister groesse cafe ss finden"


def test_the_places_found_are_those_of_the_original_text() -> None:
    text = "Der Bürgermeister und die Straße"
    assert [text[a:b] for a, b in matches(text, "buergermeister STRASSE")] == ["Bürgermeister", "Straße"]


def test_overlapping_places_are_one() -> None:
    assert matches("aaaa", "aa") == [(0, 4)]


@given(st.text().map(clean), st.text(max_size=5))
def test_a_text_has_a_place_exactly_when_the_folded_text_contains_a_word(text: str, query: str) -> None:
    words = fold(query).split()
    assert bool(matches(text, query)) == any(word in fold(text) for word in words)
    assert all(0 <= a < b <= len(text) for a, b in matches(text, query))
