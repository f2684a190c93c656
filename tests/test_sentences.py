import itertools
import re
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.answers.findings import Finding
from dashboard.package.dataset import Dataset
from dashboard.texts import DE, EN, LANGUAGES
from dashboard.values.sentences import caution, introduction, lead, sentence, value
from tests.conftest import all_findings

LR = Finding(
    category_id="thema",
    category="Thema",
    parent_id="",
    parent="",
    level=2,
    details="",
    definition="",
    selected=True,
    quotes=0,
    group_id="lr",
    group="Landrätinnen und Landräte",
    short="LR",
    position=0,
    respondents=6,
    partner="",
    state="counted",
    low=1,
    high=1,
    asked=6,
    of_low=None,
    of_high=None,
    reason="exact",
    printed=None,
    printed_note="",
    location="",
)
DEZ = replace(
    LR, group_id="dez", group="Dezernentinnen und Dezernenten", short="Dez", position=1, respondents=15, asked=15
)
SUB = replace(DEZ, category="Unterthema", parent_id="thema", parent="Thema", level=3, of_low=9, of_high=9)
NONE = {"low": None, "high": None}


@pytest.mark.parametrize(
    ("finding", "said", "cell"),
    [
        (LR, "1 von 6 befragten Landrätinnen und Landräten nannte „Thema“.", "1 von 6 (17 %)"),
        (
            replace(DEZ, low=9, high=9),
            "9 von 15 befragten Dezernentinnen und Dezernenten (60 %) nannten „Thema“.",
            "9 von 15 (60 %)",
        ),
        (
            replace(LR, low=6, high=6),
            "6 von 6 befragten Landrätinnen und Landräten nannten „Thema“.",
            "6 von 6 (100 %)",
        ),
        (
            replace(LR, state="not_named", low=0, high=0),
            "Von 6 befragten Landrätinnen und Landräten nannte niemand „Thema“; nicht genannt heißt nicht abgelehnt.",
            "nicht genannt",
        ),
        (
            replace(LR, low=2, high=2, asked=4),
            "2 von 4 befragten Landrätinnen und Landräten nannten „Thema“; 2 weitere wurden dazu nicht befragt.",
            "2 von 4 (50 %)",
        ),
        (
            replace(LR, low=2, high=2, asked=5),
            "2 von 5 befragten Landrätinnen und Landräten nannten „Thema“; 1 weitere Person wurde dazu nicht befragt.",
            "2 von 5 (40 %)",
        ),
        (
            replace(DEZ, state="range", low=8, high=9, partner="Kommunen"),
            "8–9 von 15 befragten Dezernentinnen und Dezernenten nannten „Thema“ mit Bezug auf Kommunen; "
            "genauer geht es aus der Untersuchung nicht hervor.",
            "8–9 von 15",
        ),
        (
            replace(DEZ, state="withheld", low=1, high=2),
            "Weniger als 3 von 15 befragten Dezernentinnen und Dezernenten nannten „Thema“; "
            "die genaue Zahl steht zum Schutz der Befragten hier nicht.",
            "weniger als 3",
        ),
        (
            replace(SUB, low=7, high=7),
            "7 der 9 Dezernentinnen und Dezernenten, die „Thema“ nannten, nannten dabei „Unterthema“; "
            "15 wurden befragt.",
            "7 der 9 (78 %)",
        ),
        (
            replace(SUB, low=1, high=1),
            "1 der 9 Dezernentinnen und Dezernenten, die „Thema“ nannten, nannte dabei „Unterthema“; "
            "15 wurden befragt.",
            "1 der 9 (11 %)",
        ),
        (
            replace(SUB, state="not_named", low=0, high=0),
            "Von den 9 Dezernentinnen und Dezernenten, die „Thema“ nannten, nannte niemand „Unterthema“; "
            "15 wurden befragt; nicht genannt heißt nicht abgelehnt.",
            "nicht genannt",
        ),
        (
            replace(SUB, low=1, high=1, of_low=1, of_high=1),
            "Die eine Person der Gruppe Dezernentinnen und Dezernenten, die „Thema“ nannte, nannte dabei "
            "„Unterthema“; 15 wurden befragt.",
            "die eine Person",
        ),
        (
            replace(SUB, state="not_by_partner", partner="Vereine", **NONE),
            "Wie viele Dezernentinnen und Dezernenten „Unterthema“ mit Bezug auf Vereine nannten, "
            "wurde nicht nach Partnern ausgezählt.",
            "nicht nach Partnern ausgezählt",
        ),
        (
            replace(LR, state="not_asked", asked=0, **NONE),
            "Zu „Thema“ wurden Landrätinnen und Landräte nicht befragt.",
            "nicht gefragt",
        ),
        (
            replace(LR, state="not_counted", asked=0, **NONE),
            "Wie viele Landrätinnen und Landräte „Thema“ nannten, wurde hier nicht ausgezählt.",
            "nicht ausgezählt",
        ),
        (
            replace(SUB, state="nobody_above", low=0, high=0, of_low=0, of_high=0),
            "Niemand von 15 befragten Dezernentinnen und Dezernenten nannte „Thema“; "
            "zu „Unterthema“ gibt es deshalb keine Angabe.",
            "Thema nicht genannt",
        ),
    ],
)
def test_each_kind_of_finding_has_its_sentence_and_its_cell(finding: Finding, said: str, cell: str) -> None:
    assert sentence(finding, DE) == said.replace(" %", "\u202f%")
    assert value(finding, DE) == cell.replace(" %", "\u202f%")
    assert sentence(finding, EN).endswith(".")
    assert value(finding, EN)


def test_the_lead_names_the_larger_count_first(dataset: Dataset) -> None:
    cells = [f for f in all_findings(dataset) if f.category_id == "landkreise-kommunen"]
    assert lead(cells, DE) == (
        "9 von 15 Dezernentinnen und Dezernenten und 1 von 6 Landrätinnen und Landräten "
        "nannten „Zusammenarbeit mit anderen Landkreisen und Kommunen“."
    )
    nobody = [f for f in all_findings(dataset, groups=("lr",)) if f.category_id == "oeffentlichkeitsarbeit"]
    assert lead(nobody, DE) == "Niemand von 6 Landrätinnen und Landräten nannte „Presse- und Öffentlichkeitsarbeit“."


def test_the_caution_is_computed_for_its_bases(dataset: Dataset) -> None:
    cells = [f for f in all_findings(dataset) if f.category_id == "landkreise-kommunen"]
    assert caution(cells, "", DE) == (
        "6 und 15 Personen: eine Person mehr ändert den Anteil um 17 beziehungsweise 7 Prozentpunkte."
    )
    assert caution([replace(LR, asked=1)], "", DE) == DE.caution_one
    assert caution([], "", DE) == ""
    large = [replace(LR, asked=base) for base in (100, 140)]
    assert caution(large, "", DE) == "100 und 140 Personen: eine Person mehr ändert den Anteil um 1 Prozentpunkt."
    assert "um 1 beziehungsweise weniger als 1 Prozentpunkt." in caution([*large[:1], replace(LR, asked=400)], "", DE)


def test_a_page_lists_no_more_than_four_groups_in_a_sentence() -> None:
    cells = [replace(DEZ, group_id=str(n), group=f"Gruppe {n}", low=2, high=2) for n in range(5)]
    assert "Gruppe 3" in introduction(cells[:4], [], DE)
    assert introduction(cells, [], DE) == ""
    assert introduction(cells, [replace(SUB, low=7, high=7)], DE).startswith("7 der 9")


def test_below_a_base_of_ten_a_sentence_has_no_percent_and_a_percent_never_stands_alone(dataset: Dataset) -> None:
    for texts, partner in itertools.product(LANGUAGES.values(), ("", "kommunen")):
        for f in all_findings(dataset, partner=partner, language=texts.language):
            said = sentence(f, texts)
            if f.base < 10 or f.low in (0, 1):
                assert "%" not in said
            assert re.search(r"\d", said) or not f.is_figure
            assert not re.search(r"(^|[^(\d])\d+\s?%", said)


@given(st.integers(1, 30), st.data())
def test_the_cell_and_the_sentence_name_the_same_persons(asked: int, data: st.DataObject) -> None:
    low = data.draw(st.integers(1, asked))
    finding = replace(DEZ, low=low, high=low, asked=asked, respondents=asked)
    for texts in LANGUAGES.values():
        in_cell = [int(n) for n in re.findall(r"\d+", value(finding, texts))]
        in_sentence = [int(n) for n in re.findall(r"\d+", sentence(finding, texts))]
        assert in_cell[:2] == in_sentence[:2] == [low, asked]


# Words that claim more than a count can (quotes and labels of the source aside).
CLAIMS = {
    "de": r"nur|fast|kaum|lediglich|mehrheit\w*|drittel\w*|hälfte|s(?:e|ie)h(?:en|t)|sahen|f[iau]nde[nt]|lehn\w* .* ab|"
    r"ablehn\w*|abgelehnt|signifikan\w*",
    "en": r"only|almost|hardly|barely|merely|majority|third|half of|sees?|saw|finds?|found|rejects?|rejected|"
    r"significan\w*",
}
ALLOWED = ("nicht genannt heißt nicht abgelehnt", "das heißt nicht abgelehnt", "does not mean rejected")


def claims(text: str, language: str) -> list[str]:
    for phrase in ALLOWED:
        text = re.sub(phrase, "", text, flags=re.IGNORECASE)
    return re.findall(rf"\b(?:{CLAIMS[language]})\b", text, flags=re.IGNORECASE)


def test_the_guard_can_fail() -> None:
    assert claims("Nur eine Mehrheit fand das; sie lehnten es ab.", "de") == ["Nur", "Mehrheit", "lehnten es ab"]
    assert claims("Only a third found it.", "en") == ["Only", "third", "found"]


def test_no_sentence_of_ours_claims_more_than_the_count(dataset: Dataset) -> None:
    for language, texts in LANGUAGES.items():
        ours = [getattr(texts, field.name) for field in fields(texts)]
        ours = [text for item in ours for text in ([item] if isinstance(item, str) else item)]
        ours = [text for item in ours for text in ([item] if isinstance(item, str) else item)]
        for partner, group in itertools.product(
            ("", "kommunen", "andere-landkreise", "vereine"), ((), ("lr",), ("dez",))
        ):
            found = all_findings(dataset, partner=partner, groups=group, language=language)
            plain = [replace(f, category="x", parent="y") for f in found]
            by_category = [list(cells) for _, cells in itertools.groupby(plain, key=lambda f: f.category_id)]
            ours += [sentence(f, texts) for f in plain]
            ours += [lead(cells, texts) for cells in by_category]
            ours += [
                introduction(cells, [f for f in plain if f.parent_id == cells[0].category_id], texts)
                for cells in by_category
            ]
            ours += [caution(plain, "", texts)]
        study = dataset.study
        words = [study.question, study.provenance, study.caution, study.lead_title, study.lead_note]
        words += [note.note for note in study.printed_differences]
        words += [item.text for item in study.method if item.text] + [item.label for item in study.method]
        ours += [w.in_language(language) for w in words]
        assert {text: claims(text, language) for text in ours if claims(text, language)} == {}
