"""The invented study: withheld figures, group sets, several studies, and that everything says it is invented."""

import itertools
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from dashboard.answers import findings, queries
from dashboard.answers.findings import Finding
from dashboard.exports import csv
from dashboard.package.dataset import Dataset, load
from dashboard.selection.pages import PAGES
from dashboard.selection.selection import Selection
from dashboard.texts import DE, EN, LANGUAGES
from dashboard.values import charts, colours, dots, sentences
from publish import release
from tests.conftest import ROOT
from tests.pages import open_page, read
from tests.publish import studies
from tests.test_pages import text_of

STUDY = "demo-zusammenarbeit"
SELECTIONS = {
    "no filter": {},
    "one category": {"category": ["verkehr"]},
    "sub-category": {"category": ["takt"]},
    "one group": {"group": ["landraete"]},
    "the other set": {"set": ["groesse"]},
    "a group of the other set": {"set": ["groesse"], "group": ["klein"]},
    "one partner": {"partner": ["kommunen"]},
    "uncounted partner": {"partner": ["hochschulen"]},
    "no match": {"category": ["takt"], "q": ["xyz"], "partner": ["vereine"]},
    "a set nobody knows": {"set": ["alter"]},
}


@pytest.fixture(scope="module")
def demo() -> Dataset:
    return load(ROOT / "data" / STUDY)


def all_of(demo: Dataset, **selection: object) -> list[Finding]:
    return findings.read(queries.findings(demo.db, Selection(**selection)))  # type: ignore[arg-type]


@pytest.mark.long
@pytest.mark.parametrize(("page", "selection"), list(itertools.product(PAGES, SELECTIONS)))
def test_every_page_shows_it_and_says_that_it_is_invented(page: str, selection: str) -> None:
    for language, texts in LANGUAGES.items():
        opened = open_page(page, study=[STUDY], lang=[language], **SELECTIONS[selection])
        assert opened.html.count("<h1") == 1
        assert texts.synthetic in opened.html
        assert texts.synthetic_title.format("Demo")[4:] in opened.html.split('class="paper"')[1]
        assert not re.search(r"\bNone\b(?! of)|\bnan\b|<NA>|\{([a-z_]*|\d)\}", text_of(opened))
        for citation in re.findall(r'data-copy="([^"]*)"', opened.html):
            assert texts.synthetic_title.format("")[1:] in unescape(citation) or "@misc" in citation
    if selection == "a set nobody knows":
        assert "alter" in opened.html


@pytest.mark.parametrize("set_id", ["", "groesse"])
@pytest.mark.parametrize("partner", ["", "kommunen", "jugendhilfe"])
def test_a_withheld_figure_is_words_everywhere(demo: Dataset, set_id: str, partner: str) -> None:
    withheld = [f for f in all_of(demo, set_id=set_id, partner=partner) if f.is_withheld]
    assert {f.state for f in withheld} == {"withheld", "suppressed"}
    for f, texts in itertools.product(withheld, (DE, EN)):
        said = sentences.sentence(f, texts)
        words = texts.withheld.format(3) if f.state == "withheld" else texts.suppressed
        assert sentences.value(f, texts) == sentences.plain_value(f, texts) == words
        assert re.search("Schutz|protect", said)
        assert dots.dots(f, texts) == ""
        assert f.share is None and f.share_of_asked is None
        row = csv.plain([f], "S", texts).decode().splitlines()[1]
        assert f",,,{f.asked}," in row
    chart = charts.bars(withheld[:3], DE, colours.LIGHT)
    assert chart
    assert chart.figure["data"][0]["x"] == [0, 0, 0]
    assert all(f.short in text for f, text in zip(withheld, chart.figure["data"][0]["text"], strict=False))


def test_the_share_of_a_withheld_topic_is_no_base(demo: Dataset) -> None:
    found = {(f.category_id, f.group_id): f for f in all_of(demo)}
    below = [
        f for f in found.values() if (f.parent_id, f.group_id) in found and found[f.parent_id, f.group_id].is_withheld
    ]
    assert all(f.of is None for f in below)


def test_the_lead_says_what_is_withheld_once(demo: Dataset) -> None:
    cells = [f for f in all_of(demo) if f.category_id == "runden"]
    seen = replace(cells[0], state="counted", low=7, high=7, asked=20, group="A-Leute")
    small = replace(cells[0], state="withheld", low=1, high=2, asked=20, group="B-Leute")
    suppressed = replace(cells[0], state="suppressed", low=0, high=20, asked=20, group="C-Leute")
    topic = "„Feste Gesprächsrunden“"
    assert sentences.lead([small, seen], DE) == f"7 von 20 A-Leuten und weniger als 3 von 20 B-Leuten nannten {topic}."
    assert sentences.lead([suppressed, seen], DE) == (
        f"7 von 20 A-Leuten nannten {topic}. Für C-Leute steht die Zahl zum Schutz der Befragten hier nicht."
    )
    assert (
        sentences.lead([suppressed], DE)
        == f"Wie viele Befragte {topic} nannten, steht zum Schutz der Befragten hier nicht."
    )
    nobody = [replace(f, state="not_named", low=0, high=0) for f in (seen, small)]
    assert sentences.lead(nobody, DE) == f"Von 20 A-Leuten und 20 B-Leuten nannte niemand {topic}."
    assert sentences.lead(nobody, EN).startswith("None of 20 A-Leute and 20 B-Leute named")


def test_group_sets_are_shown_one_at_a_time() -> None:
    first = open_page("overview", study=[STUDY]).html
    other = open_page("overview", study=[STUDY], set=["groesse"]).html
    assert (
        "Dezernentinnen und Dezernenten befragt" in first and "14 Befragte aus kleinen Landkreisen (klein)" not in first
    )
    assert (
        "14 Befragte aus kleinen Landkreisen (klein)" in other and "Dezernentinnen und Dezernenten befragt" not in other
    )
    assert "group=landraete" not in other


def test_each_study_keeps_its_own_filters() -> None:
    app = open_page("categories", study=[STUDY], category=["verkehr"]).app
    app.query_params.clear()
    app.query_params["group"] = ["dez"]
    html = read(app.run()).html
    assert f'href="/kategorien?study={STUDY}&amp;category=verkehr"' in html
    app.query_params.clear()
    app.query_params["study"] = [STUDY]
    assert 'href="/kategorien?group=dez"' in read(app.run()).html


@pytest.mark.long
@pytest.mark.parametrize("depth", [1, 2])
def test_a_study_without_headings_works_on_every_page(
    depth: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = studies.small(60)
    if depth == 1:
        header, rows = tables["categories"]
        tables["categories"] = (header, [(c, "", label) for c, _, label in rows])
    release.release(studies.write(tmp_path / "flach", tables), tmp_path / "data" / "flach")
    monkeypatch.setenv("BEFUNDATLAS_DATA", str(tmp_path / "data"))
    for page in PAGES:
        for selection in ({}, {"category": ["bus"]}, {"group": ["a"]}):
            opened = open_page(page, **selection)
            assert opened.html.count("<h1") == 1
    assert "15 von 30 (50\u202f%)" in text_of(open_page("categories"))
    assert "15 von 30" in text_of(open_page("groups"))
