"""Every printed figure and every quote of the study is in the package and on the pages."""

import csv
import re
from html import unescape
from pathlib import Path

import pytest

from dashboard.answers import queries, quotes
from dashboard.answers.reader import read
from dashboard.html import markup
from dashboard.package.dataset import Dataset
from dashboard.selection.selection import Selection
from dashboard.texts import DE
from dashboard.texts.share import percent
from dashboard.values import sentences
from dashboard.values.cards import cards
from tests.conftest import all_findings
from tests.pages import open_page

HERE = Path(__file__).parent
PRINTED = list(csv.DictReader((HERE / "first_study" / "printed.csv").read_text(encoding="utf-8").splitlines()))
QUOTES = (HERE / "first_study" / "quotes.txt").read_text(encoding="utf-8").splitlines()
SOURCE = HERE.parents[1] / "shared" / "source"


def test_the_package_holds_every_finding(dataset: Dataset) -> None:
    counted = [f for f in all_findings(dataset) if f.is_figure]
    by_partner = [f for p in ("andere-landkreise", "kommunen") for f in all_findings(dataset, partner=p) if f.is_figure]
    assert (len(counted), len(by_partner)) == (79, 10)
    assert len({(r["category"], r["subcategory"], r["group"]) for r in PRINTED}) == 76


@pytest.fixture(scope="module")
def themen() -> dict[tuple[str, str], str]:
    """Return the text of each cell of the table on "Themen" by (label, group)."""
    html = open_page("categories").html
    cells = {}
    for row in re.findall(r"<tr role=\"row\" class=\"level-.*?</tr>", html, re.DOTALL):
        label = unescape(re.search(r"data-go>(.*?)</a>", row)[1])  # type: ignore[index]
        for cell in re.findall(r"<td.*?</td>", row, re.DOTALL):
            group = re.search(r"class=\"who\"[^>]*>(.*?)<", cell)[1]  # type: ignore[index]
            cells[label, group] = unescape(re.sub(r"<svg.*?</svg>", "", cell, flags=re.DOTALL))
    return cells


@pytest.mark.parametrize("row", PRINTED, ids=lambda r: f"{r['table']}-{r['subcategory'] or r['category']}-{r['group']}")
def test_every_printed_figure_stands_in_its_cell(themen: dict[tuple[str, str], str], row: dict[str, str]) -> None:
    named, base = int(row["named"]), int(row["base"])
    cell = themen[row["subcategory"] or row["category"], row["group"]]
    form = DE.of_those if row["subcategory"] else DE.of
    computed = percent(named, base)
    if named == 0:
        assert DE.not_named in cell
    elif row["subcategory"] and base == 1:
        assert DE.one_person in cell
    else:
        assert f"{form.format(named, base)} ({DE.percent(computed)})" in cell
    if row["printed_percent"] and int(row["printed_percent"]) != computed:
        assert DE.printed.format(DE.percent(int(row["printed_percent"]))) in cell
    else:
        assert "<details" not in cell


def test_the_figures_by_partner_are_those_of_table_12(dataset: Dataset) -> None:
    expected = {
        ("andere-landkreise", "landkreise-kommunen"): [(0, 0), (7, 7)],
        ("andere-landkreise", "abstimmung-vergleich-landkreise"): [(0, 0), (7, 7)],
        ("kommunen", "landkreise-kommunen"): [(1, 1), (8, 9)],
        ("kommunen", "austausch-ausgleich-kommunen"): [(1, 1), (8, 8)],
        ("kommunen", "praesenz-vor-ort"): [(0, 0), (2, 2)],
    }
    found = {}
    for partner in ("andere-landkreise", "kommunen", "verbaende"):
        for f in all_findings(dataset, partner=partner):
            if f.is_figure:
                found.setdefault((partner, f.category_id), []).append((f.low, f.high))
            else:
                assert f.state in ("not_by_partner", "not_counted")
    assert found == expected


def test_every_quote_stands_to_the_letter_and_says_no_more_than_is_known(dataset: Dataset) -> None:
    said = quotes.read(queries.quotes(dataset.db, Selection()))
    assert [q.text for q in said] == QUOTES
    assert [q.group_id for q in said] == ["dez", "dez", "", "", "dez"]
    assert [q.group_basis for q in said] == ["inferred", "inferred", "unknown", "unknown", "inferred"]
    html = unescape(open_page("quotes").html)
    assert all(f"„{text}“" in html for text in QUOTES)
    assert sentences.speaker(said[2], DE) == DE.unassigned
    here = read(dataset, {})
    (card,) = cards(here.answers, here.selection, here.links, said[:1])
    assert "aus der Tabelle erschlossen" in card.speaker


def test_highlighting_leaves_the_words_as_they_are() -> None:
    for text in QUOTES:
        assert unescape(re.sub("</?mark>", "", str(markup.highlight(text, "landkreis ist")))) == text


@pytest.mark.skipif(not SOURCE.exists(), reason="the source of the first study does not lie beside the checkout")
def test_the_figures_of_this_test_are_those_of_the_source() -> None:
    source = list(csv.DictReader((SOURCE / "findings_as_printed.csv").read_text(encoding="utf-8").splitlines()))
    assert [(r["category"], r["subcategory"], r["group"], r["n"], r["base"], r["pct_printed"]) for r in source] == [
        (r["category"], r["subcategory"], r["group"], r["named"], r["base"], r["printed_percent"]) for r in PRINTED
    ]
    text = (SOURCE / "abschnitt-6-3.txt").read_text(encoding="utf-8")
    assert re.findall("„([^“]*)“", text) == QUOTES
