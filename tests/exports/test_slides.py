"""Slides: a slide is a screen, in our design or in somebody else's."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Pt

from dashboard import export, settings
from dashboard.answers.reader import Reader
from dashboard.exports import slides
from dashboard.exports.slide_template import UnfitTemplate
from dashboard.kept.presentation import Portfolio
from dashboard.kept.screens import of_deck
from dashboard.texts import DE
from dashboard.values.colours import DARK, STAGE
from dashboard.values.tables import Row
from tests.conftest import FIRST_STUDY
from tests.exports.folios import opened, portfolio

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def view() -> Reader:
    return opened("landkreis-schnittstellen")


@pytest.fixture(scope="module")
def shipped(view: Reader) -> Portfolio:
    return portfolio(view, list(view.answers.decks()[0]["views"]))


def words_on(deck: Any) -> list[str]:
    """Return what stands on each slide."""
    return ["\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame) for slide in deck.slides]


def test_the_slides_are_whole(shipped: Portfolio) -> None:
    noted = shipped.with_notes({"t.landkreise-kommunen": "Meine Worte"})
    deck = Presentation(io.BytesIO(slides.pptx(noted)))
    assert (deck.slide_width, deck.slide_height) == (12192000, 6858000)
    assert [layout.name for layout in deck.slide_layouts] == [shipped.texts.slide_title, shipped.texts.finding]
    assert len(deck.slides) >= 10
    for number, slide in enumerate(deck.slides):
        notes = slide.notes_slide.notes_text_frame.text
        assert slide.shapes.title.text and notes
        if number:
            kinds = [p.get("type") for p in slide._element.iter("{*}ph")]
            assert kinds.count("sldNum") == 1 and kinds.count("ftr") == 1
        for run in slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}rPr"):
            assert run.get("lang") == "de-DE"
        for shape in slide.shapes:
            described = shape._element.xpath(".//p:cNvPr")[0].get("descr")
            assert shape.is_placeholder or shape.has_text_frame or described, shape.name
            assert shape.left >= 0 and shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width and shape.top + shape.height <= deck.slide_height
    assert any("Meine Worte" in slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    assert any(shipped.shown[1].question in slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    assert not any("Meine Worte" in said for said in words_on(deck))


def test_own_words_stand_on_the_first_slide_of_a_view_where_they_shall(shipped: Portfolio) -> None:
    view = "t.landkreise-kommunen"
    noted = shipped.with_notes({view: "Meine Worte", "o": "Andere Worte"}, {view})
    words = words_on(Presentation(io.BytesIO(slides.pptx(noted))))
    assert sum("Meine Worte" in said for said in words) == 1 and not any("Andere Worte" in said for said in words)
    (at,) = (n for n, said in enumerate(words) if "Meine Worte" in said)
    shown = next(shown for shown in shipped.shown if shown.code == view)
    assert shown.statement and shown.statement.text in words[at - 1] and shown.statement.text not in words[at]
    assert shipped.texts.own_words_said.format("Meine Worte") in words[at] and shown.title in words[at]


def test_own_words_stand_beside_what_has_room_for_them(view: Reader) -> None:
    made = portfolio(view, ["m"]).with_notes({"m": "Kurz gesagt"}, {"m"})
    without = Presentation(io.BytesIO(slides.pptx(portfolio(view, ["m"]))))
    deck = Presentation(io.BytesIO(slides.pptx(made)))
    assert len(deck.slides) - len(without.slides) in (0, 1)
    sizes = [
        run.font.size
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if "Kurz gesagt" in run.text
    ]
    assert sizes and min(sizes) >= Pt(20)


def test_a_slide_is_a_screen_and_what_is_left_out_is_on_neither(view: Reader) -> None:
    def headlines(*codes: str) -> tuple[list[str], list[str]]:
        made = portfolio(view, codes)
        deck = Presentation(io.BytesIO(slides.pptx(made)))
        return [screen.headline for screen in of_deck(made)], [slide.shapes.title.text for slide in deck.slides][1:]

    on_screen, on_slides = headlines("o", "g", "p...kommunen")
    assert on_screen == on_slides and len(on_screen) > 8
    fewer, slides_left = headlines("o", "g_2_3", "p...kommunen")
    assert fewer == slides_left and len(fewer) == len(on_screen) - 2
    assert headlines("o", "g_" + "_".join(map(str, range(1, 40))))[0][2:] == headlines("g")[0][:1]


def test_large_groups_are_charts_that_can_be_edited(shipped: Portfolio) -> None:
    def large(row: Row) -> Row:
        return replace(
            row,
            cells=tuple(
                replace(c, finding=replace(c.finding, respondents=c.finding.respondents + 30)) for c in row.cells
            ),
        )

    made = replace(
        shipped,
        shown=tuple(
            replace(s, table=replace(s.table, rows=tuple(large(row) for row in s.table.rows)) if s.table else None)
            for s in shipped.shown
        ),
    )
    deck = Presentation(io.BytesIO(slides.pptx(made)))
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    small = Presentation(io.BytesIO(slides.pptx(shipped)))
    assert charts and not any(shape.has_chart for slide in small.slides for shape in slide.shapes)
    for chart in charts:
        book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        rows = [list(row) for row in book.active.iter_rows(values_only=True)]
        plot = chart.plots[0]
        assert rows[0][1:] == [series.name for series in plot.series]
        assert [row[0] for row in rows[1:]] == list(plot.categories)
        for n, series in enumerate(plot.series, start=1):
            assert [row[n] for row in rows[1:]] == list(series.values)
    plots = [chart.plots[0] for chart in charts]
    shares = {c: v for plot in plots for c, v in zip(plot.categories, plot.series[1].values, strict=True)}
    assert shares["Abstimmung und Vergleich mit anderen Landkreisen"] == 47 and shares["Präsenz vor Ort"] == 13


def template(change: Callable[[Any], object] | None = None) -> bytes:
    """Return somebody else's presentation with a slide of her own, 4:3."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Haushalt 2026"
    if change:
        change(deck)
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def paint(colour: str) -> Callable[[Any], object]:
    def change(deck: Any) -> None:
        fill = deck.slide_master.background.fill
        fill.solid()
        fill.fore_color.rgb = RGBColor.from_string(colour)

    return change


def without_titles(deck: Any) -> None:
    for holder in (deck.slide_master, *deck.slide_layouts):
        for shape in list(holder.placeholders):
            if shape.element.find(".//{*}ph").get("type") in ("title", "ctrTitle"):
                shape.element.getparent().remove(shape.element)


def no_room(deck: Any) -> None:
    for holder in (deck.slide_master, *deck.slide_layouts):
        for shape in holder.placeholders:
            shape.left, shape.top, shape.width, shape.height = Pt(40), Pt(300), Pt(200), Pt(200)


def test_somebody_elses_master_is_taken_and_her_slides_are_not(shipped: Portfolio) -> None:
    made, unfit = slides.of(shipped, template())
    deck = Presentation(io.BytesIO(made))
    own = Presentation(io.BytesIO(slides.pptx(shipped)))
    assert (deck.slide_width, deck.slide_height) == (Pt(720), Pt(540)) and not unfit
    assert len(deck.slides) == len(own.slides)
    assert "Haushalt 2026" not in "".join(words_on(deck))
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert len([name for name in packed.namelist() if name.startswith("ppt/slides/slide")]) == len(own.slides)
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert len(set(titles)) == len(titles)
    for slide, ours, said in zip(deck.slides, own.slides, words_on(deck), strict=True):
        assert ours.shapes.title.text.split(" (")[0] in said
        assert {p.element.find(".//{*}ph").get("type") for p in slide.placeholders} <= {
            "title", "ctrTitle", "subTitle", "ftr", "sldNum",
        }  # fmt: skip
        for shape in slide.shapes:
            assert shape.left + shape.width <= deck.slide_width + Pt(1)
            assert shape.top + shape.height <= deck.slide_height + Pt(1)


@pytest.mark.parametrize(("colour", "palette"), [("FFFFFF", STAGE), ("101820", DARK)])
def test_marks_stand_out_on_the_masters_background(shipped: Portfolio, colour: str, palette: Any) -> None:
    made, _ = slides.of(shipped, template(paint(colour)))
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        drawn = "".join(packed.read(n).decode() for n in packed.namelist() if n.startswith("ppt/slides/slide"))
    assert all(f'val="{one[1:]}"' in drawn for one in palette.groups[:2])


def test_what_does_not_fit_is_said(shipped: Portfolio) -> None:
    made, unfit = slides.of(shipped, template(without_titles))
    assert unfit == [DE.template_no_title]
    deck = Presentation(io.BytesIO(made))
    assert DE.template_no_title in deck.slides[0].notes_slide.notes_text_frame.text
    assert all(screen.headline in said for screen, said in zip(of_deck(shipped), words_on(deck)[1:], strict=True))


def other_kind(kind: bytes) -> bytes:
    """Return a template as PowerPoint saves it when it is no plain presentation."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template())) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"presentation.main+xml", kind))
    return buffer.getvalue()


UNFIT = [
    (b"", DE.template_broken),
    (b"keine Praesentation", DE.template_broken),
    (template()[:9000], DE.template_broken),
    (other_kind(b"template.main+xml"), DE.template_other),
    (other_kind(b"macroEnabled.main+xml"), DE.template_other),
    (template(no_room), DE.template_no_room),
    (bytes(50_000_001), DE.template_large),
]


@pytest.mark.parametrize(("file", "why"), UNFIT, ids=range(len(UNFIT)))
def test_a_file_that_can_be_no_master_is_refused_in_words(
    file: bytes, why: str, shipped: Portfolio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    with pytest.raises(UnfitTemplate) as refused:
        slides.of(shipped, file)
    assert str(refused.value) == why
    kept = tmp_path / "vorlage.pptx"
    kept.write_bytes(file)
    asked = [str(FIRST_STUDY), "--pptx", str(tmp_path / "out.pptx"), "--template", str(kept)]
    assert export.main(asked) == 2 and why in capsys.readouterr().err and not (tmp_path / "out.pptx").exists()
    monkeypatch.setenv(settings.SLIDE_TEMPLATE, str(kept))
    notes = Presentation(io.BytesIO(slides.pptx(shipped))).slides[0].notes_slide.notes_text_frame.text
    assert why in notes and "vorlage.pptx" in notes


def test_the_command_takes_a_template_and_tells_a_missing_one(tmp_path: Path, capsys: Any) -> None:
    kept, out = tmp_path / "vorlage.pptx", tmp_path / "out.pptx"
    asked = [str(FIRST_STUDY), "--pptx", str(out), "--template", str(kept)]
    assert export.main(asked) == 2 and "vorlage.pptx" in capsys.readouterr().err and not out.exists()
    kept.write_bytes(template())
    assert export.main(asked) == 0 and Presentation(str(out)).slide_width == Pt(720)
