"""Every finding of both studies says the same on screen, slide, handout, spreadsheet, HTML file and in words."""

import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from dashboard.answers.reader import Reader
from dashboard.exports import handout, paragraph, slides, spreadsheet, whole, workbook
from dashboard.kept import stage
from dashboard.kept.presentation import Portfolio
from dashboard.kept.screens import of_deck
from dashboard.kept.thumbnails import thumbnail
from dashboard.kept.whole import whole as collect
from dashboard.selection.selection import Selection
from dashboard.values.dots import marks
from dashboard.values.sentences import plain_value, sentence, told
from dashboard.values.tables import Cell
from tests.exports.folios import STUDIES, everything, opened, portfolio, pressed
from tests.test_agreement import integers

pytestmark = pytest.mark.long


@pytest.fixture(scope="module", params=[STUDIES[0], pytest.param(STUDIES[1], marks=pytest.mark.long)])
def view(request: pytest.FixtureRequest) -> Reader:
    return opened(request.param)


@pytest.fixture(scope="module")
def taken(view: Reader) -> Portfolio:
    return portfolio(view, everything(view))


@pytest.fixture(scope="module")
def cells(taken: Portfolio) -> list[Cell]:
    """Return every figure, each once."""
    return list(dict.fromkeys(cell for shown in taken.shown for cell in shown.figures))


def test_every_figure_is_taken_along(view: Reader, cells: list[Cell]) -> None:
    asked = {
        (f.category_id, f.group_id, f.partner)
        for set_id in view.known.set_groups
        for f in view.answers.findings(Selection(set_id=set_id))
        if f.is_figure
    }
    assert asked <= {(c.finding.category_id, c.finding.group_id, c.finding.partner) for c in cells}
    assert len(asked) >= 76


def test_screen(taken: Portfolio) -> None:
    html = stage.document(taken, "/n", "/b", {})
    sections = re.findall(r'<section class="screen.*?</section>', html, re.DOTALL)
    said = dict.fromkeys((s.code for s in taken.shown), "")
    for section in sections:
        said[re.search('data-code="([^"]+)"', section)[1]] += unescape(section)  # type: ignore[index]
    for shown in taken.shown:
        for cell in shown.figures:
            if cell.finding.is_figure:
                assert cell.persons in said[shown.code], (shown.code, cell.persons)
                if marks(cell.finding):
                    assert f'aria-label="{cell.sentence}"' in said[shown.code]


def test_screens_in_small(taken: Portfolio) -> None:
    said = dict.fromkeys((shown.code for shown in taken.shown), "")
    for screen in of_deck(taken):
        drawn = thumbnail(screen)
        said[screen.shown.code] += unescape(drawn)
        numbers = {cell.persons for cell in (*screen.cells, *(cell for row in screen.rows for cell in row.cells))}
        assert numbers <= {unescape(words) for words in re.findall(r"<text[^>]*>(.*?)</text>", drawn)}
    for shown in taken.shown:
        assert all(cell.persons in said[shown.code] for cell in shown.figures if cell.finding.is_figure)


def test_slides(taken: Portfolio, cells: list[Cell]) -> None:
    deck = Presentation(io.BytesIO(slides.pptx(taken)))
    words, described, notes = [], [], []
    for slide in deck.slides:
        notes.append(slide.notes_slide.notes_text_frame.text)
        for shape in slide.shapes:
            described.append(shape._element.xpath(".//p:cNvPr")[0].get("descr") or "")
            if shape.has_text_frame:
                words.append(shape.text_frame.text)
            if shape.has_table:
                words += [cell.text for row in shape.table.rows for cell in row.cells]
            if shape.has_chart:
                for series in shape.chart.plots[0].series:
                    words += re.findall("<a:t>(.*?)</a:t>", series._element.xml)
    told, alternatives, spoken = set(words), "\n".join(described), "\n".join(notes)
    for cell in cells:
        assert cell.sentence in spoken
        if cell.finding.is_figure:
            assert {cell.persons, cell.text} & told, cell
            assert cell.text in told or cell.sentence in alternatives
            if cell.finding.share_of_asked:
                assert cell.sentence in alternatives


def test_handout(taken: Portfolio, cells: list[Cell]) -> None:
    text = pressed("".join(page.extract_text() for page in PdfReader(io.BytesIO(handout.pdf(taken))).pages))
    for cell in cells:
        assert pressed(cell.text) in text, cell.text
    for shown in taken.shown:
        assert pressed(shown.title) in text


def test_spreadsheet(taken: Portfolio) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook.xlsx(taken)))
    other = CalamineWorkbook.from_filelike(io.BytesIO(spreadsheet.ods(taken)))
    for number, (shown, sheet) in enumerate(zip(taken.shown, book.worksheets[1:-1], strict=True), start=1):
        rows = [[c.value for c in row] for row in sheet.iter_rows(max_col=9)]
        assert rows == [_nine(row) for row in other.get_sheet_by_index(number).to_python(skip_empty_area=False)]
        for cell in shown.figures:
            finding = cell.finding
            row = next(r for r in rows if r[7] == cell.sentence and r[6] == cell.text)
            assert row[:2] == [finding.category, finding.group]
            if finding.is_withheld:
                assert row[3:6] == [None, None, None]
            elif finding.state in ("counted", "not_named"):
                assert row[3:5] == [finding.low, finding.base]
                if finding.share is not None:
                    assert round(row[5] * 100) == finding.share
            elif finding.state == "range":
                said = f"{finding.low}–{finding.high}" if finding.state == "range" and not finding.is_withheld else None
                assert row[3] == said and row[5] is None


def _nine(row: Sequence[object]) -> list[object]:
    """Return nine cells, those that hold nothing as None."""
    return [None if cell == "" else cell for cell in (*row, *[""] * 9)[:9]]


def test_text(taken: Portfolio) -> None:
    said = paragraph.text(taken).decode()
    for shown in taken.shown:
        own = [cell.finding for cell in shown.cells]
        for finding in own if shown.code.startswith(("b.", "t.")) else ():
            if finding.high and finding.state != "suppressed" and len(own) > 1:
                assert f"{told(finding, taken.texts)} von {finding.asked} " in said, finding
            assert finding.state != "suppressed" or finding.category in said
        for one in shown.brief[:2]:
            assert one in said


def test_html_file(view: Reader) -> None:
    study = collect(view.answers, view.links)
    html = whole.html(portfolio(view, []), study).decode()
    data = json.loads(re.search('<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)[1])  # type: ignore[index]
    number = 0
    for (set_id, partner), figures in study.figures.items():
        rows = {(r[0], r[1]): r for r in data["figures"][f"{set_id}|{partner}"]}
        for cell in figures:
            finding = cell.finding
            if finding.state == "not_counted":
                continue
            number += 1
            row = rows[finding.category_id, finding.group_id]
            assert row[2:4] == [cell.text, cell.sentence]
            if finding.state in ("counted", "range", "not_named") and isinstance(row[4], str) and row[4]:
                assert (row[4].count("n"), row[4].count("n") + row[4].count("u")) == (finding.low, finding.high)
                assert len(row[4]) == finding.respondents
    assert number > 80
    assert {q["id"] for q in data["quotes"]} == {q.quote_id for q in view.answers.quotes()}
    assert study.everyone
    counts = re.findall(r"<strong>(.*?)</strong>", html[html.index('<section class="everyone"') : html.index("<form")])
    cells = [cell for choice in study.everyone.choices for cell in choice.cells]
    assert counts == [cell.plain for cell in cells]
    assert set(map(str, counts)) <= {
        plain_value(replace(f, of_low=None, of_high=None), view.texts) for f in view.answers.findings()
    }


@pytest.mark.parametrize("study", [STUDIES[0], pytest.param(STUDIES[1], marks=pytest.mark.long)])
def test_the_integers_in_words_are_those_of_the_sentence(study: str) -> None:
    view = opened(study)
    for finding in view.answers.findings():
        if finding.state == "counted" and finding.of is None and (finding.low or 0) > 1:
            assert integers(sentence(finding, view.texts))[:2] == [finding.low, finding.asked]
