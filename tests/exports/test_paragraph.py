"""The text for a paper: three sentences a view, one footnote, all chosen quotes or none."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from dashboard.answers.findings import Finding
from dashboard.answers.reader import Reader
from dashboard.exports import paragraph
from dashboard.kept.presentation import Portfolio
from dashboard.texts import DE, LANGUAGES
from dashboard.values import briefs
from tests.exports.folios import STUDIES, everything, opened, portfolio
from tests.test_sentences import DEZ, LR, NONE, claims

pytestmark = pytest.mark.long

QUOTES = ("vergleichsring", "buergermeister-informiert", "besuche-vor-ort")


@pytest.fixture(scope="module")
def view() -> Reader:
    return opened(STUDIES[0])


def written(made: Portfolio) -> str:
    return paragraph.text(made).decode()


def sentences_of(said: str) -> list[str]:
    """Take a text apart where a sentence ends; what is quoted, labels too, counts as one word."""
    plain = re.sub(r"[„“][^“”]*[“”]|\([^)]*\)", "X", said)
    return re.findall(r"[^.!?]+[.!?](?=\s|$)", plain)


def test_a_topic_is_said_in_three_sentences_with_one_footnote(view: Reader) -> None:
    said, limits, note = written(portfolio(view, ["t.landkreise-kommunen"])).strip().split("\n\n")
    assert said == (
        "Zusammengearbeitet wird in der Regel fachlich: Mit anderen Landkreisen vergleicht man sich, mit Kommunen wird "
        "rechtzeitig gesprochen. (Aussage der Untersuchung, sinngemäß, Abschnitt 6.3.1) "
        "9 von 15 Dezernentinnen und Dezernenten und 1 von 6 Landrätinnen und Landräten nannten "
        "„Zusammenarbeit mit anderen Landkreisen und Kommunen“. "
        "8 der 9 Dezernentinnen und Dezernenten nannten dabei „Einbeziehen, Austausch und Ausgleich mit Kommunen“, "
        "7 „Abstimmung und Vergleich mit anderen Landkreisen“; mehrere Nennungen waren möglich. [1]"
    )
    assert limits.count("nicht zufällig") == 1 and limits.endswith(DE.not_named_note)
    assert note.startswith("[1] Quelle: ") and "Tabelle 2, 12; Abschnitt 6.3.1; nach Befundatlas" in note
    assert "„Zusammenarbeit im Landkreis“, Paket 1.2.0" in note and note.endswith("abgerufen am 23.11.2026.")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("study", STUDIES)
def test_no_view_takes_more_than_three_sentences_and_none_claims_more_than_the_counts(
    study: str, language: str
) -> None:
    made = portfolio(opened(study, language), [c for c in everything(opened(study)) if not c.startswith("z.")])
    for shown in made.shown:
        one = replace(made, shown=(replace(shown, quotes=shown.quotes),))
        said = written(one).split("[1]")[0].removeprefix(f"{made.notice}\n\n")
        if shown.statement:
            assert said.count(shown.statement.text) == 1
        own = said.replace(shown.statement.text, "") if shown.statement else said
        assert len(sentences_of(own)) <= briefs.MOST, (shown.code, own)
        assert "%" not in said or len(shown.cells) == 1
        ours = re.sub(r"[„“][^“”]*[“”]", "", " ".join(shown.brief)) if shown.code != "m" else ""
        assert not claims(ours, language), (shown.code, ours)
        assert made.texts.suppressed not in own


def test_who_chose_no_quote_gets_none_and_who_chose_some_gets_each_once(view: Reader) -> None:
    views = ["o", "t.landkreise-kommunen", "w", "b.abstimmung-vergleich-landkreise", "m"]
    made = portfolio(view, views)
    every = [card.quote.text for card in portfolio(view, ["w"]).shown[0].quotes]
    assert len(every) == 5 and any(shown.quotes for shown in made.shown)
    assert not any(text in written(made) for text in every)
    said = written(portfolio(view, [*views[:2], *(f"z.{quote}" for quote in QUOTES), *views[2:]]))
    chosen = {q.text: q for q in view.answers.quotes() if q.quote_id in QUOTES}
    assert [said.count(text) for text in every] == [int(text in chosen) for text in every]
    (alone,) = [part for part in said.split("\n\n") if next(iter(chosen)) in part]
    assert all(f"„{text}“" in alone for text in chosen)


def test_one_footnote_and_the_limits_once_for_many_views(view: Reader) -> None:
    views = ["o", "t.landkreise-kommunen", *(f"z.{quote}" for quote in QUOTES), "g", "t"]
    said = written(portfolio(view, views))
    assert said.count("[1]") == len(said.strip().split("\n\n")) - 1 and "[2]" not in said and said.count("Quelle:") == 1
    assert said.count("Hochrechnen") == 1 and said.count("Zusammengearbeitet wird in der Regel fachlich") == 1


def test_own_words_stay_in_front(view: Reader) -> None:
    made = portfolio(view, ["b.landkreise-kommunen", f"z.{QUOTES[0]}"])
    notes = {made.shown[0].code: "Mein Satz.", made.shown[1].code: "Mein Zitat."}
    first, second, *_ = written(made.with_notes(notes)).split("\n\n")
    assert first.startswith("Eigene Worte: Mein Satz. ") and second.startswith("Eigene Worte: Mein Zitat. ")


def topics(*groups: tuple[Finding, ...]) -> list[Finding]:
    return [replace(f, category_id=str(n), category=f"T{n}") for n, cells in enumerate(groups) for f in cells]


def of_topics(*groups: tuple[Finding, ...]) -> Sequence[str]:
    return briefs.of_topics(topics(*groups), DE)


def test_many_topics_in_words() -> None:
    nobody = {"state": "not_named", "low": 0, "high": 0}
    said = of_topics(
        (replace(LR, low=2, high=2), replace(DEZ, low=9, high=9)),
        (replace(LR, **nobody), replace(DEZ, low=9, high=9)),
        (replace(LR, **nobody), replace(DEZ, **nobody)),
        (replace(LR, low=1, high=1, asked=4), replace(DEZ, low=3, high=3)),
    )
    assert said == (
        "Am höchsten ist die Zahl der Personen unter Landrätinnen und Landräten für „T0“ (2 von 6), "
        "unter Dezernentinnen und Dezernenten für „T0“ und „T1“ (je 9 von 15).",
        "In jeder Gruppe von mindestens einer Person genannt: 2 von 4 Themen; von niemandem genannt: „T2“.",
        "Zu 1 Thema wurden nicht alle befragt.",
    )


def test_what_is_kept_back_is_said_and_is_no_nought() -> None:
    kept = replace(DEZ, state="suppressed", **NONE)
    fewer = replace(DEZ, state="withheld", low=0, high=2)
    said = of_topics((replace(LR, low=2, high=2), kept), (replace(LR, low=1, high=1), fewer))
    assert said[0].startswith("Soweit die Zahlen hier stehen") and "Dezernentinnen" not in said[0]
    assert said[2].startswith("Bei 2 Themen stehen Zahlen zum Schutz der Befragten hier nicht oder nicht genau")
    assert "niemandem" not in " ".join(said) and "0" not in re.sub("T0", "", " ".join(said[:1]))
    one = briefs.of_topic([replace(LR, low=2, high=2), kept], (), "", DE)
    assert one == (
        "2 von 6 Landrätinnen und Landräten nannten „Thema“.",
        "Wie viele Dezernentinnen und Dezernenten dieses Thema nannten, steht zum Schutz der Befragten hier nicht.",
    )
    assert "weniger als 3 von 15" in briefs.of_topic([replace(LR, low=2, high=2), fewer], (), "", DE)[0]


def test_a_count_within_a_range_and_who_was_not_asked() -> None:
    said = briefs.of_topic(
        [replace(LR, low=2, high=2, asked=4), replace(DEZ, state="range", low=8, high=9)], (), "", DE
    )
    assert said[1] == (
        "Genauer als 8–9 geht es aus der Untersuchung nicht hervor; "
        "nicht dazu befragt wurden 2 von 6 Landrätinnen und Landräten."
    )
