"""German groups in the cases a sentence needs: bent where the word is sure, else called "Personen der Gruppe"."""

import re
from dataclasses import replace

import pytest

from dashboard.texts import DE, EN
from dashboard.texts.plurals import plural
from dashboard.values.comparisons import compare
from dashboard.values.sentences import base, lead, sentence, turning
from tests.test_sentences import DEZ, LR, NONE, SUB

BENT = {
    "Landrätinnen und Landräte": ("Landrätinnen und Landräte", "Landrätinnen und Landräten"),
    "Dezernentinnen und Dezernenten": ("Dezernentinnen und Dezernenten", "Dezernentinnen und Dezernenten"),
    "Bürgermeisterinnen und Bürgermeister": (
        "Bürgermeisterinnen und Bürgermeister",
        "Bürgermeisterinnen und Bürgermeistern",
    ),
    "Bürgermeister und Bürgermeisterinnen": (
        "Bürgermeister und Bürgermeisterinnen",
        "Bürgermeistern und Bürgermeisterinnen",
    ),
    "Bürgermeister*innen": ("Bürgermeister*innen", "Bürgermeister*innen"),
    "MitarbeiterInnen": ("MitarbeiterInnen", "MitarbeiterInnen"),
    "Ärztinnen und Ärzte": ("Ärztinnen und Ärzte", "Ärztinnen und Ärzten"),
    "Bäuerinnen und Bauern": ("Bäuerinnen und Bauern", "Bäuerinnen und Bauern"),
    "Chefinnen und Chefs": ("Chefinnen und Chefs", "Chefinnen und Chefs"),
    "Beamtinnen und Beamte": ("Beamtinnen und Beamten", "Beamtinnen und Beamten"),
    "IT-Leiter": ("IT-Leiter", "IT-Leitern"),
    "Landräte": ("Landräte", "Landräten"),
    "Stadträte": ("Stadträte", "Stadträten"),
    "Frauen": ("Frauen", "Frauen"),
    "Männer": ("Männer", "Männern"),
    "Frauen, Männer und Kinder": ("Frauen, Männer und Kinder", "Frauen, Männern und Kindern"),
    "Frauen über 60": ("Frauen über 60", "Frauen über 60"),
    "Leiter der Ämter": ("Leiter der Ämter", "Leitern der Ämter"),
    "Fachkräfte für Arbeitssicherheit": ("Fachkräfte für Arbeitssicherheit", "Fachkräften für Arbeitssicherheit"),
    "Leute": ("Leute", "Leuten"),
    "Erwachsene": ("Erwachsenen", "Erwachsenen"),
    "Ehrenamtliche": ("Ehrenamtlichen", "Ehrenamtlichen"),
    "Studierende": ("Studierenden", "Studierenden"),
    "Befragte aus kleinen Landkreisen": ("Befragten aus kleinen Landkreisen", "Befragten aus kleinen Landkreisen"),
}
"""Labels the rule is sure of, as after "der 9" and after "von 9"."""

UNSURE = (
    *("Alle", "Alle Befragten", "Verwaltung", "Gemeinde", "Familie", "Presse", "Software Developer", "Developer"),
    *("Stakeholder", "CEOs", "IT", "IHK", "DIE LINKE", "LANDRÄTE", "über 60", "Über 60 Jahre", "18–29 Jahre", "60+"),
    *("Süden", "Norden", "Sachsen", "München", "Hannover", "Baden", "Alter", "Innen", "Essen", "Landrat", "Ärztin"),
    *("Landrätinnen und Landrat", "junge Frauen", "Frauen und andere", "Frauen aus Städten und Männer", "Frauen (60+)"),
    *("Haupt- und Ehrenamtliche", "Nutzer der Software oder Frauen", "unter 30", "mit Kindern", "A", "€", "ß", "Ende"),
    *(
        "Personen , die",
        "<b>Frauen</b>",
        "Frauen/Männer",
        "Frau Landräte",
        "Amt Süd",
        "Gruppe 1",
        "Softwares",
        "x" * 300,
    ),
)


@pytest.mark.parametrize(("label", "cases"), BENT.items(), ids=BENT)
def test_a_plural_the_rule_is_sure_of_is_bent(label: str, cases: tuple[str, str]) -> None:
    bent = plural(label)
    assert (bent.nominative, bent.genitive, bent.dative) == (label, *cases)


@pytest.mark.parametrize("label", UNSURE)
def test_what_may_be_no_plural_stays_as_it_is_written(label: str) -> None:
    around = f"Personen der Gruppe „{label}“"
    bent = plural(label)
    assert {bent.nominative, bent.genitive, bent.dative} == {around}


def test_the_study_says_the_dative_itself() -> None:
    assert plural("Landräte", "Landräten") == plural("Landräte")
    own = plural("Software Developer", "Software-Developern")
    assert own.dative == "Software-Developern"
    assert own.genitive == "Personen der Gruppe „Software Developer“"
    near = plural("Nutzer", "Nutzern")
    assert (near.nominative, near.dative, near.asked) == ("Nutzer", "Nutzern", "befragten Nutzern")
    far = plural("Über 60", "Menschen über 60")
    assert far.nominative == "Personen der Gruppe „Über 60“"
    assert far.dative == "Menschen über 60"


EVERY = (
    LR,
    replace(DEZ, low=64, high=64, asked=140, respondents=140),
    replace(DEZ, state="not_named", low=0, high=0),
    replace(DEZ, state="range", low=8, high=9, partner="Kommunen"),
    replace(DEZ, state="withheld", low=1, high=2),
    replace(DEZ, state="suppressed", low=0, high=15),
    replace(SUB, low=7, high=7),
    replace(SUB, low=1, high=1),
    replace(SUB, state="range", low=7, high=8),
    replace(SUB, state="withheld", low=1, high=2),
    replace(SUB, state="suppressed", low=0, high=9),
    replace(SUB, state="not_named", low=0, high=0),
    replace(SUB, low=1, high=1, of_low=1, of_high=1),
    replace(SUB, state="not_named", low=0, high=0, of_low=1, of_high=1),
    replace(SUB, state="not_by_partner", partner="Vereine", **NONE),
    replace(LR, state="not_asked", asked=0, **NONE),
    replace(LR, state="not_counted", asked=0, **NONE),
    replace(SUB, state="nobody_above", low=0, high=0, of_low=0, of_high=0),
)


def _said(label: str) -> list[str]:
    """Return every sentence of ours that names a group of this label."""
    findings = [replace(f, group=label) for f in EVERY]
    said = [words for f in findings for words in (sentence(f, DE), base(f, DE))]
    said += [lead([f, DEZ], DE) for f in findings if f.is_figure and f.state != "suppressed"]
    said += [DE.asked(number, label, label) for number in (1, 2)]
    return said


@pytest.mark.parametrize("label", BENT)
def test_every_sentence_holds_a_sure_label_in_one_of_its_cases(label: str) -> None:
    for words in _said(label):
        assert any(form in words for form in (label, *BENT[label])), words
        assert "befragten Befragten" not in words


@pytest.mark.parametrize("label", UNSURE)
def test_no_sentence_bends_an_unsure_label_or_uses_it_as_a_plural(label: str) -> None:
    for words in _said(label):
        assert label in words
        left = re.sub(rf"Person(en)? der Gruppe („{re.escape(label)}“|{re.escape(label)},)", "", words)
        assert not re.search(rf"(?<!\w){re.escape(label)}(?!\w)", left), words


def test_an_unsure_label_keeps_both_numbers_and_reads_well() -> None:
    everyone = replace(DEZ, group="Alle", low=64, high=64, asked=140, respondents=140)
    assert sentence(everyone, DE) == ("64 von 140 befragten Personen der Gruppe „Alle“ (46\u202f%) nannten „Thema“.")
    assert lead([everyone], DE) == "64 von 140 Personen der Gruppe „Alle“ nannten „Thema“."
    assert DE.asked(140, "Alle", "Alle") == "140 Personen der Gruppe „Alle“ befragt"
    assert DE.asked(1, "Alle", "A") == "1 Person der Gruppe „Alle“ befragt (A)"
    assert DE.asked(14, "Befragte aus kleinen Landkreisen", "klein") == "14 Befragte aus kleinen Landkreisen (klein)"
    part = replace(SUB, group="Alle", low=7, high=7)
    assert sentence(part, DE).startswith("7 der 9 Personen der Gruppe „Alle“, die „Thema“ nannten, nannten dabei")
    assert base(everyone, DE) == "140 von 140 Personen der Gruppe „Alle“ wurden dazu befragt."
    assert "Alle interviewed" in sentence(everyone, EN)
    turned = compare([replace(LR, low=6, high=6, group="Alle"), replace(DEZ, low=3, high=3)])
    assert turned and "5 Personen der Gruppe „Alle“ weniger" in turning(turned, DE)


def test_the_dative_of_the_study_stands_in_its_sentences() -> None:
    own = replace(DEZ, group="Nutzer", group_dative="Nutzern", low=9, high=9)
    assert sentence(own, DE).startswith("9 von 15 befragten Nutzern")
    assert sentence(replace(own, group_dative=""), DE).startswith("9 von 15 befragten Personen der Gruppe „Nutzer“")
