import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from itertools import combinations, pairwise
from typing import get_args

import pytest

from dashboard.answers.findings import Finding
from dashboard.package.dataset import Dataset
from dashboard.texts import DE, EN, paragraphs
from dashboard.values.charts import CONFIG, bars
from dashboard.values.colours import DARK, LIGHT, Palette, contrast
from dashboard.values.dots import BAR_WIDTH, BRACKET, HEIGHT, Key, Mark, bracket, dots, drawn_height, key, legend, marks
from dashboard.values.sentences import sentence
from tests.conftest import ROOT, all_findings
from tests.test_sentences import DEZ, LR, NONE, SUB


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (replace(LR, low=4, high=4), {"named": 4, "not_named": 2}),
        (replace(SUB, low=7, high=7), {"named": 7, "not_named": 2, "off_topic": 6}),
        (replace(LR, low=2, high=2, asked=4), {"named": 2, "not_named": 2, "not_asked": 2}),
        (replace(DEZ, state="range", low=8, high=9), {"named": 8, "unsure": 1, "not_named": 6}),
        (replace(DEZ, state="not_named", low=0, high=0), {"not_named": 15}),
        (replace(LR, state="not_asked", asked=0, **NONE), {"not_asked": 6}),
        (replace(SUB, state="nobody_above", low=0, high=0, of_low=0, of_high=0), {"off_topic": 15}),
        (replace(DEZ, state="withheld", low=1, high=2), {}),
        (replace(DEZ, state="not_by_partner", **NONE), {}),
        (replace(DEZ, respondents=31, asked=31), {}),
    ],
)
def test_every_state_has_its_marks_and_the_whole_group_is_drawn(finding: Finding, expected: dict[str, int]) -> None:
    found = marks(finding)
    assert Counter(found) == expected
    assert len(found) in (0, finding.respondents)


def persons(svg: str) -> dict[str, list[float]]:
    """Return the middle of each person that is drawn, by mark; one who perhaps named it is half a disc and a ring."""
    found: dict[str, list[float]] = {}
    for kind, drawn in re.findall(r'<path class="(named|not_named|off_topic|not_asked)" d="([^"]+)"', svg):
        for x, shape in re.findall(r"M([\d.]+) [\d.]+([^M]+)", drawn):
            width = {"h": 8.0, "z": 0.0}.get(shape[0] if shape[0] == "h" else shape[-1])
            radius = width / 2 if width is not None else float(shape[1:].split()[0])
            found.setdefault(kind, []).append(float(x) + radius)
    return found


def test_every_figure_of_the_study_is_drawn_with_its_sentence(dataset: Dataset) -> None:
    for partner in ("", "kommunen", "andere-landkreise"):
        for f in all_findings(dataset, partner=partner):
            svg = dots(f, DE)
            assert bool(svg) == f.is_figure
            if svg:
                root = ET.fromstring(svg)
                assert root.get("role") == "img"
                assert root.get("aria-label") == sentence(f, DE)
                drawn = [part for part in root if part.get("class") != "base"]
                each = Counter({kind: len(of) for kind, of in persons(svg).items()})
                unsure = Counter(named=marks(f).count("unsure"), not_named=marks(f).count("unsure"))
                assert each == Counter(mark for mark in marks(f) if mark != "unsure") + unsure
                assert len(root) - len(drawn) == bool(bracket(f))


def test_dots_are_of_one_size_in_every_group_with_a_gap_after_every_fifth(dataset: Dataset) -> None:
    sizes = {f.short: dots(f, DE) for f in all_findings(dataset) if f.category_id == "landkreise-kommunen"}
    heights = {re.search(r'height="(\d+)"', svg)[1] for svg in sizes.values()}  # type: ignore[index]
    assert len(heights) == 1
    xs = sorted(x for of in persons(sizes["Dez"]).values() for x in of)
    steps = [b - a for a, b in pairwise(xs)]
    assert [n for n, step in enumerate(steps, 1) if step > min(steps)] == [5, 10]


def test_the_base_of_davon_is_bracketed_as_far_as_its_last_person() -> None:
    nine = replace(SUB, low=7, high=7, of_low=9, of_high=9)
    assert bracket(nine) == 9 and drawn_height(nine) == HEIGHT + BRACKET
    (base,) = [part for part in ET.fromstring(dots(nine, DE)) if part.get("class") == "base"]
    end = float(base.get("d", "").split("H")[1].split("V")[0])
    middles = sorted(x for of in persons(dots(nine, DE)).values() for x in of)
    assert middles[8] < end < middles[9]
    for none in (DEZ, replace(SUB, of_low=SUB.asked, of_high=SUB.asked), replace(SUB, state="withheld", low=1, high=2)):
        assert not bracket(none) and "base" not in dots(none, DE) and drawn_height(none) == HEIGHT


LARGE = replace(DEZ, respondents=140, asked=140)


@pytest.mark.parametrize(
    ("finding", "shares"),
    [
        (replace(LARGE, low=64, high=64), {"named": 64, "not_named": 76}),
        (replace(LARGE, state="not_named", low=0, high=0), {"not_named": 140}),
        (replace(LARGE, state="range", low=60, high=70), {"named": 60, "unsure": 10, "not_named": 70}),
        (replace(LARGE, low=64, high=64, asked=100), {"named": 64, "not_named": 36, "not_asked": 40}),
        (
            replace(SUB, respondents=140, asked=140, low=30, high=30, of_low=64, of_high=64),
            {"named": 30, "not_named": 34, "off_topic": 76},
        ),
    ],
)
def test_a_group_of_more_than_thirty_is_a_bar_that_says_the_same(finding: Finding, shares: dict[str, int]) -> None:
    root = ET.fromstring(dots(finding, DE))
    assert root.get("aria-label") == sentence(finding, DE)
    assert not persons(str(dots(finding, DE)))
    drawn = {}
    for part in root:
        if part.get("class") == "base":
            assert float(part.get("d", "").split("H")[1].split("V")[0]) + 1 == pytest.approx(
                BAR_WIDTH * 64 / 140, abs=0.1
            )
        elif part.tag == "path":
            start, end = re.findall(r"M([\d.]+) 7H([\d.]+)", part.get("d", ""))[0]
            drawn["not_asked"] = float(end) - float(start) + 2
        elif part.tag == "rect":
            inset = 2 if part.get("class") == "not_named" else 0
            kind = "unsure" if part.get("height") == "5" else str(part.get("class"))
            drawn[kind] = float(part.get("width", 0)) + inset
            assert float(part.get("x", 0)) + float(part.get("width", 0)) <= BAR_WIDTH
    assert drawn.keys() == shares.keys()
    for kind, number in shares.items():
        assert drawn[kind] == pytest.approx(BAR_WIDTH * number / 140, abs=0.2)


def test_what_dots_leave_to_words_no_bar_draws() -> None:
    small = [replace(DEZ, state="withheld", low=1, high=2), replace(DEZ, state="not_by_partner", **NONE)]
    small.append(replace(SUB, low=1, high=1, of_low=1, of_high=3))
    for finding in small:
        assert dots(finding, DE) == dots(replace(finding, respondents=140), DE) == ""


def test_the_legend_explains_what_is_drawn_and_nothing_else() -> None:
    assert legend([LARGE], DE) == DE.legend_bars
    assert legend([replace(LARGE, asked=100), LR], DE) == paragraphs(
        [DE.legend_dots, DE.legend_bars, DE.legend_parts["not_asked"]]
    )
    assert key([replace(LARGE, asked=100), LR], DE) == Key(
        ("named", "not_named"), paragraphs([DE.legend_bars, DE.legend_parts["not_asked"]])
    )
    assert legend([SUB], DE) == paragraphs([DE.legend_dots, DE.legend_marks["off_topic"]])
    assert legend([replace(DEZ, state="not_by_partner", **NONE)], DE) == ""
    for texts in (DE, EN):
        assert set(texts.legend_marks) <= set(get_args(Mark)) >= set(texts.legend_parts)
        assert set(texts.key_marks) == set(get_args(Mark))


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_mark_and_every_text_has_its_contrast(palette: Palette) -> None:
    for ground in (palette.background, palette.panel):
        assert contrast(palette.ring, ground) >= 3
        assert all(contrast(colour, ground) >= 3 for colour in palette.groups)
        assert all(contrast(colour, ground) >= 4.5 for colour in (palette.ink, palette.muted, palette.accent))
    assert contrast(palette.ink, palette.mark) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_in_grey_print_the_states_differ_by_form_and_the_first_groups_by_lightness(palette: Palette) -> None:
    drawn = {
        kind: dots(f, DE)
        for kind, f in {
            "named": replace(LR, low=6, high=6),
            "not_named": replace(LR, state="not_named", low=0, high=0),
            "off_topic": replace(SUB, state="nobody_above", low=0, high=0, of_low=0, of_high=0),
            "not_asked": replace(LR, state="not_asked", asked=0, **NONE),
        }.items()
    }
    shapes = {
        kind: re.search(r'd="M[\d.]+ [\d.]+([^M"]+)', svg)[1]  # type: ignore[index]
        for kind, svg in drawn.items()
    }
    style = (ROOT / "dashboard" / "html" / "persons.css").read_text(encoding="utf-8")
    assert ".dots .named { fill: var(--group)" in style
    assert ".dots .not_named { fill: none" in style
    assert len({(shape, kind == "not_named") for kind, shape in shapes.items()}) == 4
    assert contrast(*palette.groups[:2]) > 1.5


def test_the_first_two_group_colours_stay_apart_for_colour_blind_readers() -> None:
    # Viénot, Brettel and Mollon 1999: what is left for protan and deutan readers, in linear RGB.
    lost = {
        "protan": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
        "deutan": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
    }
    for palette in (LIGHT, DARK):
        for matrix in lost.values():
            seen = []
            for colour in palette.groups[:2]:
                rgb = [(int(colour[i : i + 2], 16) / 255) ** 2.2 for i in (1, 3, 5)]
                seen.append(
                    [max(0.0, sum(m * c for m, c in zip(row, rgb, strict=True))) ** (1 / 2.2) for row in matrix]
                )
            for first, second in combinations(seen, 2):
                assert sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5 > 0.3


def test_the_theme_of_the_server_has_the_same_colours() -> None:
    config = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    for palette, section in ((LIGHT, "light"), (DARK, "dark")):
        part = config.split(f"[theme.{section}]")[1].split("[")[0]
        for name, colour in {
            "primaryColor": palette.accent,
            "backgroundColor": palette.background,
            "secondaryBackgroundColor": palette.panel,
            "textColor": palette.ink,
            "linkColor": palette.accent,
            "borderColor": palette.line,
        }.items():
            assert f'{name} = "{colour}"' in part


def test_bars_carry_sentence_share_and_category(dataset: Dataset) -> None:
    below = [f for f in all_findings(dataset) if f.parent_id == "landkreise-kommunen"]
    chart = bars(below, DE, LIGHT)
    assert chart
    trace = chart.figure["data"][0]
    assert trace["x"] == [0, 47, 17, 53, 0, 13]
    assert [data[0] for data in trace["customdata"]] == [f.category_id for f in below]
    assert all(sentence(f, DE) in chart.alt for f in below)
    assert CONFIG["showSendToCloud"] is False


def test_a_range_is_drawn_as_far_as_it_is_sure(dataset: Dataset) -> None:
    below = [f for f in all_findings(dataset, partner="kommunen") if f.parent_id == "akteure"]
    chart = bars(below, DE, LIGHT)
    assert chart
    sure, unsure = chart.figure["data"]
    assert (sure["x"], unsure["base"], unsure["x"], unsure["text"]) == ([17, 53], [53], [7], ["Dez  8–9 von 15"])


def test_nothing_counted_is_no_chart(dataset: Dataset) -> None:
    below = [f for f in all_findings(dataset, partner="vereine") if f.parent_id == "akteure"]
    assert bars(below, DE, LIGHT) is None


def test_labels_from_data_cannot_carry_markup_into_a_chart() -> None:
    chart = bars([replace(LR, category="<a href='x'>Thema</a>")], DE, LIGHT)
    assert chart
    assert "<a" not in str(chart.figure).replace("&lt;a", "")
