"""How much room words take."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.texts.fitting import width, wrapped


@given(st.text(), st.floats(1, 50), st.booleans())
def test_every_line_fits_and_no_letter_is_lost(text: str, room: float, bold: bool) -> None:
    lines = wrapped(text, 1, room, bold=bold)
    assert lines and "".join(lines).replace(" ", "") == "".join(c for c in text if c not in " \t\n")
    assert all(len(line) <= 1 or width(line, bold=bold) <= room + 1e-6 for line in lines)


def test_words_stay_whole_where_they_can_and_the_narrow_space_holds() -> None:
    assert wrapped("Abstimmung mit Gemeinden", 10, width("Abstimmung mit", 10)) == ["Abstimmung mit", "Gemeinden"]
    assert wrapped("etwa 60\u202f%", 10, width("etwa 60", 10)) == ["etwa", "60\u202f%"]
    assert wrapped("", 10, 100) == [""]
    assert width("W") > width("i") and width("a", bold=True) != width("a") and width("\u6f22") == 1
