"""A top category with nothing below it stands beside headings over topics and is counted and shown like any topic."""

from pathlib import Path

import pytest

from dashboard.answers.answers import Answers
from dashboard.package.dataset import Dataset, load
from dashboard.values import tables
from publish import coded_study
from publish.counting import Count, Place
from publish.package import build
from publish.release import release
from tests.publish import studies
from tests.publish.test_lists import ask

CATEGORIES = (
    ("category_id", "parent_id", "label_de"),
    [("verkehr", "", "Verkehr"), ("mittel", "verkehr", "Mittel"), ("bus", "mittel", "Bus"),
     ("bahn", "mittel", "Bahn"), ("geld", "", "Geld"), ("zeit", "", "Zeit")],
)  # fmt: skip


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return studies.write(tmp_path / "probe", studies.small(60) | {"categories": CATEGORIES})


@pytest.fixture
def package(study: Path, tmp_path: Path) -> Dataset:
    release(study, tmp_path / "data" / "probe")
    return load(tmp_path / "data" / "probe")


def test_it_is_counted(study: Path) -> None:
    counts = build(coded_study.load(study), []).counts
    assert counts[Place("geld", "a", "")] == Count(15, 30) and counts[Place("zeit", "b", "")] == Count(15, 30)
    assert Place("verkehr", "a", "") not in counts


def test_it_may_lead(package: Dataset) -> None:
    assert [lead.category_id for lead in package.study.lead] == ["mittel", "geld", "zeit"]


def test_it_is_shown_as_a_topic_under_no_heading(package: Dataset) -> None:
    answers = Answers(package, "de")
    found = answers.findings()
    assert {f.category_id: f.level for f in found} == {
        "verkehr": 1, "mittel": 2, "bus": 3, "bahn": 3, "geld": 2, "zeit": 2,
    }  # fmt: skip
    table = tables.table(found, answers.texts)
    assert [row.category_id for row in table.rows if row.heading] == ["verkehr"]
    assert not {"geld", "zeit"} & set(table.headings)
    assert [(top.label, len(top.below)) for top in tables.codebook(found)] == [("Verkehr", 3), ("Geld", 0), ("Zeit", 0)]


def test_codings_of_a_heading_itself_are_not_passed_over(study: Path) -> None:
    (study / "codings.csv").write_text((study / "codings.csv").read_text() + "S0,verkehr\nS4,verkehr\n")
    status, said = ask("check", study)
    assert status == 0 and "Nur Überschrift und nicht gezählt: verkehr (Codierungen: 2)" in said
    assert "Only a heading and not counted: verkehr (codings: 2)" in ask("check", study, lang="en")[1]
