"""What the study says stands wherever its topic does, first, with its location, marked as the study's."""

import io
import re
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from dashboard.answers.findings import Finding
from dashboard.answers.reader import Reader
from dashboard.exports import handout, paragraph, picture, slides, whole, workbook
from dashboard.kept import stage
from dashboard.kept.whole import whole as collect
from dashboard.texts import LANGUAGES
from tests import packages
from tests.exports.folios import opened, portfolio, pressed
from tests.pages import open_page, serving

pytestmark = pytest.mark.long


def stated(view: Reader) -> list[Finding]:
    return list({f.category_id: f for f in view.answers.findings() if f.statement}.values())


def words_of(deck: bytes) -> str:
    shapes = [shape for slide in Presentation(io.BytesIO(deck)).slides for shape in slide.shapes]
    return " ".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_statement_is_on_screen_stage_slide_paper_and_in_the_files(language: str) -> None:
    view, texts = opened("landkreis-schnittstellen", language), LANGUAGES[language]
    topics = stated(view)
    assert len(topics) == 16
    everything = portfolio(view, ["o"])
    file = unescape(whole.html(everything, collect(view.answers, view.links)).decode().replace("\\u0027", "'"))
    for f in topics:
        source = texts.statement_source.format(f.statement_location)
        made = portfolio(view, [f"t.{f.category_id}"])
        html = unescape(open_page("categories", category=[f.category_id], lang=[language]).html)
        shown = unescape(stage.document(made, "/n", "/b", {}))
        paper = pressed("".join(page.extract_text() for page in PdfReader(io.BytesIO(handout.pdf(made))).pages))
        for said in (html, shown, words_of(slides.pptx(made)), paragraph.text(made).decode(), file):
            assert f.statement in said and source in said, (f.category_id, said)
        assert pressed(f.statement) in paper and pressed(source) in paper
        assert f.statement in re.sub(r"<[^>]*>", " ", html)
        main = html[html.index("<h1") :]
        before = main[: main.index(f.statement)]
        assert not re.search(r"\d+ (von|of) \d+", before), "the statement comes before how many"


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_the_whole_study_says_and_what_answers_its_question(language: str) -> None:
    view, texts = opened("landkreis-schnittstellen", language), LANGUAGES[language]
    study = view.answers.study
    assert study.statement
    says, source = study.statement.words.in_language(language), texts.statement_source.format(study.statement.location)
    made = portfolio(view, ["m"])
    for said in (
        open_page("method", lang=[language]).html,
        stage.document(made, "/n", "/b", {}),
        words_of(slides.pptx(made)),
        whole.html(made, collect(view.answers, view.links)).decode(),
    ):
        assert says in unescape(said) and source in unescape(said)
    answers = [f.statement for f in stated(view) if f.category_id in study.answer]
    html = unescape(open_page("overview", lang=[language]).html)
    assert " ".join(answers) in html and html.index(answers[0]) < html.index("<table")
    made = portfolio(view, ["o"])
    assert " ".join(answers) in unescape(stage.document(made, "/n", "/b", {}))
    assert " ".join(answers) in words_of(slides.pptx(made))


def test_a_study_without_statements_says_nothing_in_their_place(tmp_path: Path) -> None:
    folder = packages.make(tmp_path)
    view = opened(folder)
    assert not stated(view)
    mark = LANGUAGES["de"].statement_source.split(",")[0]
    with serving(tmp_path):
        for page in ("overview", "categories", "method"):
            assert mark not in open_page(page).html
    made = portfolio(view, ["o", "t.thema-0-0", "m"])
    assert mark not in stage.document(made, "/n", "/b", {}) and mark not in words_of(slides.pptx(made))


def test_pictures_and_spreadsheets_carry_the_statement_too() -> None:
    view = opened("landkreis-schnittstellen")
    made = portfolio(view, ["b.abstimmung-vergleich-landkreise"])
    (shown,) = made.shown
    assert shown.statement
    drawing = unescape(picture.svg(made).decode())
    assert drawing.count("<desc>" + shown.statement.text) == 1
    assert pressed(shown.statement.text) in pressed(re.sub(r"<[^>]*>", "", drawing))
    book = openpyxl.load_workbook(io.BytesIO(workbook.xlsx(made)))
    cells = [c.value for row in book.worksheets[1].iter_rows() for c in row if c.value]
    assert cells.index(shown.statement.text) < cells.index(shown.sentence)
