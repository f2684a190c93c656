"""The same integers stand in sentence, table, chart, tooltip, dots, detail and file, for every finding."""

import csv as standard
import io
import re
from html import unescape

import pytest

from dashboard.exports import csv
from dashboard.package.dataset import Dataset
from dashboard.texts import LANGUAGES
from dashboard.values.charts import bars
from dashboard.values.colours import LIGHT
from dashboard.values.dots import dots, marks
from dashboard.values.sentences import sentence, value
from tests.conftest import all_findings
from tests.pages import open_page


def integers(text: str) -> list[int]:
    return [int(n) for n in re.findall(r"\d+", text)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("partner", ["", "kommunen", "andere-landkreise"])
def test_every_picture_of_a_finding_says_the_same(dataset: Dataset, language: str, partner: str) -> None:
    texts = LANGUAGES[language]
    found = [f for f in all_findings(dataset, language=language, partner=partner) if f.is_figure]
    assert found
    written = io.StringIO(csv.plain(found, "S", texts).decode())
    file = {(r["category_id"], r["group_id"]): r for r in standard.DictReader(written)}
    for f in found:
        said = sentence(f, texts)
        in_sentence = integers(re.sub(r"[„“][^“”]*[“”]", "", said.replace(f.category, "").replace(f.parent, "")))
        assert f.low is not None and f.high is not None
        in_cell = integers(value(f, texts))
        expected = [f.low] if f.low == f.high else [f.low, f.high]
        if f.low and f.of != 1:
            base = f.of if f.of is not None else f.asked
            assert in_cell[: len(expected) + 1] == [*expected, base]
            assert in_sentence[: len(expected) + 1] == [*expected, base]
        assert f.asked in in_sentence
        drawn = marks(f)
        assert (drawn.count("named"), drawn.count("named") + drawn.count("unsure")) == (f.low, f.high)
        assert len(drawn) - drawn.count("not_asked") == f.asked
        assert unescape(re.search(r'aria-label="(.*?)"', dots(f, texts))[1]) == said  # type: ignore[index]
        chart = bars([f], texts, LIGHT)
        assert chart and chart.alt == said
        tooltip = chart.figure["data"][0]["customdata"][0][2]
        assert unescape(tooltip.replace("<br>", " ")) == said
        label = chart.figure["data"][-1]["text"][0]
        if f.high:
            assert integers(label) == [*expected, f.asked]
        row = file[f.category_id, f.group_id]
        assert (int(row["named_low"]), int(row["named_high"]), int(row["asked"])) == (f.low, f.high, f.asked)
        assert row["words"] == value(f, texts)


@pytest.mark.long
def test_the_detail_of_every_finding_says_the_same(dataset: Dataset) -> None:
    texts = LANGUAGES["de"]
    for partner, category in dict.fromkeys(
        (p, f.category_id)
        for p in ("", "kommunen", "andere-landkreise")
        for f in all_findings(dataset, partner=p)
        if f.is_figure
    ):
        html = unescape(open_page("finding", category=[category], partner=[partner] if partner else []).html)
        for f in all_findings(dataset, partner=partner, categories=(category,)):
            if f.category_id == category:
                assert f'<p class="said">{sentence(f, texts)}' in html
                assert f"<dd>{value(f, texts)}" in html


def test_printed_instead_of_computed_is_marked_everywhere() -> None:
    html = unescape(open_page("categories", printed=["1"]).html)
    assert "1 von 6 (gedruckt 16\u202f%)" in html
    assert "9 von 15 (gedruckt 60\u202f%)" in html
    assert "11 von 15 (gedruckt 69\u202f%)" in html
    assert LANGUAGES["de"].printed_mode in html
    assert not re.search(r"\(\d+\u202f%\)", html)
