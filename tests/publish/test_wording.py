"""Quotes are compared with what was said, counted by whose they are, and looked through in their own language."""

import time
from pathlib import Path

import pytest

from publish.description import METHOD
from publish.warner import marks
from publish.wording import likeness
from tests.publish import studies
from tests.publish.test_lists import ask

pytestmark = pytest.mark.long

HEADER = "quote_id,segment_id,category_id,text,state,basis,released_by,released_on"
SAID = "Wir sprechen uns jeden Morgen ab, und wenn es brennt, rufen wir an."


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = studies.write(tmp_path / "probe", studies.small(60))
    texts = {0: SAID, 4: "Busse fahren selten."}
    rows = [
        f'S{n},P{n},"{texts.get(n, "")}",{0 if n in texts else ""},{len(texts.get(n, "")) or ""}' for n in range(60)
    ]
    (folder / "segments.csv").write_text(
        "\n".join(["segment_id,respondent_id,text,start,end", *rows]), encoding="utf-8"
    )
    return folder


def quote(study: Path, *rows: tuple[str, str]) -> None:
    lines = [f'Q{n},{segment},bus,"{text}",released,ok,wir,2026-01-01' for n, (segment, text) in enumerate(rows)]
    (study / "quotes.csv").write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        (SAID, 100),
        ("… wenn es brennt – rufen wir an!", 100),
        ("Wir sprechen uns ab, und wenn es brennt, rufen wir an.", 100),
        ("Wir sprechen uns jeden Abend ab.", 83),
        ("Es brennt jeden Tag lichterloh.", 40),
        ("Lorem ipsum", 0),
        ("…", 0),
    ],
)
def test_likeness_is_the_share_of_words_that_were_said_in_their_order(text: str, percent: int) -> None:
    assert likeness(text, SAID) == percent


def test_long_texts_are_compared_in_time() -> None:
    started = time.monotonic()
    assert likeness("ab cd " * 1_500, "ab ef cd " * 100_000) > 90
    assert time.monotonic() - started < 10


def test_a_wording_far_from_what_was_said_asks_for_a_decision(study: Path, tmp_path: Path) -> None:
    quote(study, ("S0", "Wir sprechen uns jeden Abend ab."), ("S4", "Wir warten stundenlang auf Busse."), ("S8", "Ja."))
    status, said = ask("check", study)
    assert status == 0
    assert "quotes.csv, Zeile 2: 83 % der Wörter stehen so im Segment." in said
    assert "quotes.csv, Zeile 3: 20 % der Wörter" in said and "Zeile 4:" not in said
    assert "quotes.csv, Zeile 3: nur so viel des Wortlauts steht im Segment: „20 %“" in said
    assert "only so much of the wording stands in the segment: “20 %”" in ask("check", study, lang="en")[1]
    target = tmp_path / "data" / "probe"
    status, said = ask("release", study, "--to", target)
    assert status == 2 and "„20 %“" in said and not target.exists()
    (study / "decisions.csv").write_text(
        "quote_id,mark,decision,reason\nQ1,20 %,keep,Zur Anonymisierung umgeschrieben\n"
    )
    assert ask("release", study, "--to", target)[0] == 0


def test_a_decision_holds_for_the_wording_it_was_made_for(study: Path) -> None:
    quote(study, ("S4", "Wir warten stundenlang auf Busse."))
    (study / "decisions.csv").write_text(
        "quote_id,mark,decision,reason\nQ0,20 %,keep,Zur Anonymisierung umgeschrieben\n"
    )
    assert "Keine offene Markierung" in ask("check", study)[1]
    quote(study, ("S4", "Wir warten stundenlang."))
    assert "„0 %“" in ask("check", study)[1]


def test_a_segment_that_contradicts_itself_is_told(study: Path) -> None:
    assert "start und end" not in ask("check", study)[1]
    path = study / "segments.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(f",0,{len(SAID)}", ",0,7"), encoding="utf-8")
    assert "bei 1 Segmenten ist text nicht so lang, wie start und end angeben (Zeilen 2 …)" in ask("check", study)[1]


def test_whose_words_the_quotes_are(study: Path) -> None:
    assert "Zitiert sind" not in ask("check", study)[1]
    quote(study, *((segment, f"So ist das {n}.") for n, segment in enumerate(("S8", "S12", "S16"))))
    said = ask("check", study)[1]
    assert "Zitiert sind: Gruppe A 3 von 30 Personen; Gruppe B 0 von 30 Personen." in said
    assert "mehr als ein Drittel" not in said
    quote(study, *((segment, f"So ist das {n}.") for n, segment in enumerate(("S8", "S8", "S12", "S16"))))
    said = ask("check", study)[1]
    assert "Eine Person gibt mehr als ein Drittel der freigegebenen Zitate, 2 von 4 (quotes.csv, Zeilen 2, 3)" in said
    assert "P8" not in said
    assert "One person gives more than a third" in ask("check", study, lang="en")[1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The trains run every morning, and nobody knows why.", []),
        ("We talk to each other on Monday, that's what I've learned. There is no other way.", []),
        ("We met at home and talked about it when I was at work.", []),
        ("What counts is that they listen to us. Then it works.", []),
        ("I think that Berlin is far away from Tübingen.", ["Berlin", "Tübingen"]),
        ("Then Miller came, and Anna's team met Will in May 2021.", ["Miller", "Anna's", "Will", "May 2021"]),
        ("Anna told them that the mayor is right.", ["Anna", "the mayor"]),
        (
            "You can write to office@county.example, or call 0123 456789.",
            ["office@county.example", "0123 456789"],
        ),
        ("I was the first woman in the council.", ["the first woman in the council"]),
        ("Der Bürgermeister sagt: that is it.", ["Der Bürgermeister"]),
        ("Was Müller sagt, gilt.", ["Müller"]),
    ],
)
def test_the_language_of_a_quote_decides_what_is_marked_in_it(text: str, found: list[str]) -> None:
    assert [mark.text for mark in marks(text)] == found


def test_how_quotes_were_chosen_is_asked_of_the_method() -> None:
    assert ("Auswahl der Zitate", "Choice of quotes") in METHOD
