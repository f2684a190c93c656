"""Places in texts: the unit is told from the texts, whatever the tool said it was."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.imports.offsets import Span, Unit, fit, line_feeds
from publish.imports.project import Unreadable

TEXT = "\r\n".join(
    f"Frau Müller sagt 🙂: Zeile {n} heißt „Größe“, und das 👩‍👩‍👧 wächst über Straßen." for n in range(30)
)
COUNT: dict[str, Callable[[str], int]] = {
    "code_points": len,
    "utf16": lambda part: len(part.encode("utf-16-le")) // 2,
    "bytes": lambda part: len(part.encode()),
}


def counted(text: str, start: int, end: int, unit: str) -> tuple[int, int]:
    """Count a span of code points of the raw text in another unit."""
    before, within = text[:start], text[start:end]
    if unit.endswith("_lf"):
        before, within = line_feeds(before), line_feeds(within)
    count = COUNT[unit.removesuffix("_lf")]
    return count(before), count(before) + count(within)


def words_of(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        found.append((at, at + len(word)))
        at += len(word)
    return found


@pytest.mark.parametrize("first", ["code_points", "utf16", "bytes"])
@pytest.mark.parametrize("snippets", [True, False])
@pytest.mark.parametrize("unit", ["code_points", "utf16", "bytes", "code_points_lf", "utf16_lf", "bytes_lf"])
def test_every_unit_is_found_whichever_was_expected(unit: str, first: Unit, snippets: bool) -> None:
    spots = words_of(TEXT)
    spans = [Span("a", *counted(TEXT, s, e, unit), TEXT[s:e] if snippets else None) for s, e in spots]
    found = fit({"a": TEXT}, spans, first, "f")
    assert found.unit == unit
    plain = TEXT.replace("\r\n", "\n")
    assert [plain[slice(*place)] for place in found.places if place] == [TEXT[s:e] for s, e in spots]
    assert found.told[0].kind == f"counted_in_{unit}" and found.told[0].number == len(spots) == found.checked


pieces = st.lists(
    st.sampled_from(["Wort", "Größe", "🙂", " ", "\n", "\r\n", "\r", "e\u0301", "漢字", ".", "ß"]), min_size=1
)


@given(pieces, st.sampled_from(sorted(COUNT)), st.data())
def test_any_span_with_its_words_comes_back(parts: list[str], unit: Unit, data: st.DataObject) -> None:
    text = "".join(parts)
    ends = [0]
    for part in parts:
        ends.append(ends[-1] + len(part))
    spots = data.draw(st.lists(st.tuples(st.sampled_from(ends), st.sampled_from(ends)).map(sorted), min_size=1))
    # "\r" then "\n" as parts of their own make one line end: no tool marks half of one
    whole = [(s, e) for s, e in spots if not any(text[p - 1 : p + 1] == "\r\n" for p in (s, e) if p)]
    found = fit({"a": text}, [Span("a", *counted(text, s, e, unit), text[s:e]) for s, e in whole], unit, "f")
    assert found.matched == found.checked == len(whole)
    wanted = [(len(line_feeds(text[:s])), len(line_feeds(text[:e]))) for s, e in whole]
    assert list(found.places) == wanted


def test_in_plain_ascii_the_first_is_right_and_a_bad_rate_is_said() -> None:
    found = fit({"a": "one two three"}, [Span("a", 1, 2), Span("a", 4, 7), Span("a", 9, 10)], "utf16", "f")
    assert (found.unit, found.matched, found.checked) == ("utf16", 1, 3)
    assert found.places == ((1, 2), (4, 7), (9, 10))
    assert [told.kind for told in found.told] == ["counted_in_utf16", "places_doubtful"]


def test_half_a_word_in_a_small_study_is_no_reason_to_refuse() -> None:
    text = "Ähnlich groß 🙂 wie früher."
    found = fit({"a": text}, [Span("a", 0, 4)], "code_points", "f")
    assert found.places == ((0, 4),) and found.unit == "code_points"


def test_places_that_fit_in_no_unit_are_refused_with_the_rates() -> None:
    spans = [Span("a", n, n + 7, "steht nirgends") for n in range(0, 300, 3)]
    with pytest.raises(Unreadable) as caught:
        fit({"a": TEXT}, spans, "bytes", "f.db")
    assert caught.value.fault.kind == "places_fit_nowhere" and caught.value.fault.details == ("0", "0", "0")


def test_a_place_outside_its_text_has_none_and_is_a_miss() -> None:
    spans = [Span("a", 0, 4)] * 40 + [Span("a", -1, 4), Span("a", 0, 10**12)]
    found = fit({"a": "Wort für Wort"}, spans, "code_points", "f")
    assert found.places[-2:] == (None, None) and (found.matched, found.checked) == (40, 42)
    assert fit({"a": "Wort"}, [Span("a", 4, 0)], "code_points", "f").places == (None,)


def test_few_emoji_are_enough_to_tell_utf16() -> None:
    """Only the last of many spans differ, so both units fit nearly all: the better one is taken."""
    text = "Wort " * 1000 + "🙂 Ende hier, mit letzten Worten"
    spots = words_of(text)
    found = fit({"a": text}, [Span("a", *counted(text, s, e, "utf16")) for s, e in spots], "code_points", "f")
    assert found.unit == "utf16" and found.matched == found.checked


def test_nothing_to_check_takes_the_first() -> None:
    found = fit({"a": "x"}, [], "bytes", "f")
    assert (found.unit, found.places, found.told) == ("bytes", (), ())
    assert fit({"a": "Wort"}, [Span("a", 2, 2)], "bytes", "f").told == ()


def test_scripts_without_blanks_have_no_words_to_halve() -> None:
    text = "漢字かな混じり文" * 40
    spans = [Span("a", n, n + 3) for n in range(100)]
    assert fit({"a": text}, spans, "code_points", "f").matched == 100


def test_a_large_text_with_many_spans_is_fast() -> None:
    text = "Größe und 🙂 Straße.\r\n" * 20_000
    spots = words_of(text)[:80_000]
    starts = []
    at = units = 0
    for s, e in spots:
        units += COUNT["utf16"](text[at:s])
        starts.append(Span("a", units, units + COUNT["utf16"](text[s:e])))
        at = s
    begun = time.perf_counter()
    assert fit({"a": text}, starts, "code_points", "f").unit == "utf16"
    assert time.perf_counter() - begun < 8


def test_words_that_do_not_stand_there_are_refused_in_ascii_too() -> None:
    with pytest.raises(Unreadable):
        fit({"a": "one two three"}, [Span("a", 0, 3, "two"), Span("a", 4, 7, "three")], "bytes", "f")
