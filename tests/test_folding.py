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
    assert matches("aaaaaa", "aaaa") == [(0, 6)]


def test_a_short_word_is_found_as_a_word_alone() -> None:
    text = "In koordinierenden Runden (in Bund, in-house): Ich bin drin."
    assert [text[a:b] for a, b in matches(text, "in")] == ["In", "in", "in"]
    assert [text[a:b] for a, b in matches(text, "rund")] == ["Rund"]


def found(word: str, text: str) -> bool:
    """Look for a word by hand: one of up to three letters among the words a text is made of."""
    if len(word) > 3:
        return word in text
    places = [n for n in range(len(text)) if text.startswith(word, n)]
    return any(not text[max(n - 1, 0) : n].isalnum() and not text[n + len(word) :][:1].isalnum() for n in places)


@given(st.text().map(clean), st.text(max_size=5))
def test_a_text_has_a_place_exactly_when_the_folded_text_contains_a_word(text: str, query: str) -> None:
    words = fold(query).split()
    assert bool(matches(text, query)) == any(found(word, fold(text)) for word in words)
    assert all(0 <= a < b <= len(text) for a, b in matches(text, query))
