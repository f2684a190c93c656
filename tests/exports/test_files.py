"""Files others open: nothing in them runs, breaks or gives away, and what makes them accessible is there."""

import io
import itertools
import json
import re
from dataclasses import replace
from html import unescape

import openpyxl
import pytest
import typst
from page import ValidationProfile, validate_pdf_bytes
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject

from dashboard.answers.reader import Reader
from dashboard.exports import csv, forms, handout, paragraph, picture, slides, whole, workbook
from dashboard.exports.clean import MISSING, PRINTED, clean, printable
from dashboard.kept import stage
from dashboard.kept.presentation import Portfolio
from dashboard.kept.whole import whole as collect
from dashboard.texts.fitting import FONTS
from tests.exports.folios import HOSTILE, hostile, opened, portfolio, pressed
from tests.test_dots import persons

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def view() -> Reader:
    return opened("landkreis-schnittstellen")


@pytest.fixture(scope="module")
def shipped(view: Reader) -> Portfolio:
    return portfolio(view, list(view.answers.decks()[0]["views"]))


def faults_of_accessibility(pdf: bytes) -> list[str]:
    """What an independent validator of PDF/UA-1 finds wrong, rule and message."""
    report = validate_pdf_bytes(pdf, profile=ValidationProfile.PDF_UA_1)
    assert report.rules.total > 100
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


@pytest.mark.parametrize(
    "text",
    [*HOSTILE[:6], *(pytest.param(t, marks=pytest.mark.long) for t in HOSTILE[6:])],
    ids=lambda text: re.sub(r"\W+", " ", text)[:20],
)
def test_text_from_data_is_inert_in_every_file(view: Reader, text: str) -> None:
    made = hostile(view, text)
    for ending in forms.FORMS:
        assert forms.make(ending, made)
    book = openpyxl.load_workbook(io.BytesIO(workbook.xlsx(made)))
    cells = [c for sheet in book.worksheets for row in sheet.iter_rows() for c in row if c.value is not None]
    assert all(c.data_type != "f" and c.hyperlink is None for c in cells)
    assert any(c.value == clean(text)[:32000] for c in cells)
    deck = Presentation(io.BytesIO(slides.pptx(made)))
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                inside = openpyxl.load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
                assert all(c.data_type != "f" and c.hyperlink is None for row in inside.active.iter_rows() for c in row)
    paper = handout.pdf(made)
    assert faults_of_accessibility(paper) == []
    said = itertools.accumulate(pressed(page.extract_text()) for page in PdfReader(io.BytesIO(paper)).pages)
    assert any(pressed(printable(text))[:100] in so_far for so_far in said)
    html = stage.document(made, "/n", "/b", {})
    assert "<script>alert" not in html and html.count("<script>") == 1
    file = whole.html(made, collect(view.answers, view.links)).decode()
    assert "<script>alert" not in file and file.count("</script>") == 2
    for line in csv.for_excel([], text, made.texts).decode("utf-8-sig").splitlines():
        assert not line.startswith(("=", "@"))
    drawing = picture.svg(made).decode()
    assert "<script" not in drawing and "\u202e" not in drawing and "\u202e" not in paragraph.text(made).decode()


def test_a_quote_of_three_pages_is_told_in_full(view: Reader) -> None:
    text = " ".join(f"Das war der Satz mit der Nummer {n}." for n in range(250))
    made = portfolio(view, ["z.vergleichsring"])
    (card,) = made.shown[0].quotes
    long = replace(made.shown[0], quotes=(replace(card, quote=replace(card.quote, text=text)),))
    made = replace(made, shown=(long,))
    pages = PdfReader(io.BytesIO(handout.pdf(made))).pages
    assert len(pages) >= 3 and "Nummer249." in re.sub(r"\s", "", pages[-1].extract_text())
    deck = Presentation(io.BytesIO(slides.pptx(made)))
    words = " ".join(s.text_frame.text for slide in deck.slides for s in slide.shapes if s.has_text_frame)
    assert all(f"Nummer {n}." in words for n in range(250))
    assert all(f"Nummer {n}." in stage.document(made, "/n", "/b", {}) for n in (0, 124, 249))


def test_a_character_the_font_lacks_becomes_a_square_and_nothing_turns() -> None:
    assert printable("Grüße 👩") == f"Grüße {MISSING}"
    assert clean("a\u202eb\x00c\x0bd\ufffee\nf") == "abcde\nf"


def test_the_handout_is_tagged_throughout(shipped: Portfolio) -> None:
    reader = PdfReader(io.BytesIO(handout.pdf(shipped)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "de" and root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata and reader.metadata.title == shipped.title
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()
    kinds: dict[str, int] = {}
    headings: list[int] = []

    def walk(node: object) -> None:
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, DictionaryObject) and "/S" in node:
            kind = str(node["/S"])
            kinds[kind] = kinds.get(kind, 0) + 1
            if re.fullmatch("/H[1-6]", kind):
                headings.append(int(kind[2:]))
            if kind == "/Figure":
                assert node.get("/Alt")
            if kind == "/TH":
                attributes = node.get("/A")
                assert "Scope" in str(attributes.get_object() if attributes is not None else "")
            walk(node.get("/K", []))

    walk(root["/StructTreeRoot"]["/K"])
    assert kinds["/Figure"] >= 6 and kinds["/Table"] == 2 and kinds["/TH"] >= 6 and kinds["/Link"] >= 8
    assert headings[0] == 1 and all(after - before <= 1 for before, after in itertools.pairwise(headings))
    for page in reader.pages:
        depth = 0
        for operands, operator in ContentStream(page["/Contents"], reader).operations:
            if operator in (b"BDC", b"BMC"):
                depth += 1
                assert operator == b"BMC" or operands[0] == "/Artifact" or "/MCID" in str(operands[1]) or depth > 1
            elif operator == b"EMC":
                depth -= 1
            elif operator in (b"Tj", b"TJ", b"'", b'"', b"Do", b"f", b"S", b"B"):
                assert depth > 0, operator
        text = re.sub(r"\s+", " ", page.extract_text())
        assert shipped.version in text and "Befragt: 6 LR und 15 Dez" in text
        assert "https://atlas.example/praesentieren?deck=o" in text.replace(" ", "")


def test_a_validator_finds_the_handout_accessible(shipped: Portfolio) -> None:
    made = handout.pdf(shipped)
    assert faults_of_accessibility(made) == []
    untagged = PdfWriter()
    for page in PdfReader(io.BytesIO(made)).pages:
        untagged.add_page(page)
    copy = io.BytesIO()
    untagged.write(copy)
    assert any("TAGGED" in fault for fault in faults_of_accessibility(copy.getvalue()))


def test_fonts_are_in_the_file_and_come_with_their_licence(shipped: Portfolio) -> None:
    made = handout.pdf(shipped)
    assert b"SourceSansPro" in made and b"/FontFile" in made
    assert "SIL Open Font License" in (FONTS / "LICENSE.txt").read_text(encoding="utf-8")


def test_the_spreadsheet_is_set_up_for_reading_and_paper(shipped: Portfolio) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook.xlsx(shipped)))
    assert len(book.worksheets) == len(shipped.shown) + 2
    assert len({sheet.title.casefold() for sheet in book.worksheets}) == len(book.worksheets)
    sheet = book.worksheets[2]
    assert sheet.freeze_panes and sheet.page_setup.orientation == "landscape" and sheet.print_title_rows
    assert not any(written.merged_cells.ranges for written in book.worksheets)
    shares = [c for row in sheet.iter_rows() for c in row if c.number_format == "0 %"]
    assert sorted(round(c.value * 100) for c in shares if c.value is not None)[-1] == 100 or shares
    codebook = book.worksheets[-1]
    assert [c.value for c in next(codebook.iter_cols())][3] == shipped.codebook[0][1]


def test_a_paragraph_names_source_and_day(shipped: Portfolio) -> None:
    said = paragraph.text(shipped).decode()
    assert "9 von 15" in said and "abgerufen am 23.11.2026" in said and said.count("[1] Quelle:") == 1
    assert shipped.texts.not_projected in said and shipped.texts.not_named_note in said


def test_a_picture_of_a_figure(shipped: Portfolio) -> None:
    one = replace(shipped, shown=shipped.shown[1:2])
    assert picture.png(one).startswith(b"\x89PNG")
    drawing = picture.svg(one).decode()
    assert len(persons(drawing)["named"]) == 10 and "9 von 15" in drawing


def test_a_picture_of_a_table_has_headings_and_says_what_it_leaves_out(view: Reader) -> None:
    made = portfolio(view, ["t"])
    table = made.shown[0].table
    assert table and any(row.heading for row in table.rows)
    drawing = picture.svg(made).decode()
    said = [unescape(text) for text in re.findall("<text[^>]*>(.*?)</text>", drawing)]
    assert view.texts.not_counted not in drawing
    assert next(row.label for row in table.rows if row.heading) in said
    counted = [row for row in table.rows if not row.heading]
    drawn = [row for row in counted if row.cells[0].sentence in unescape(drawing)]
    assert 4 < len(drawn) < len(counted) and drawn == counted[: len(drawn)]
    assert view.texts.picture_left[1].format(len(counted) - len(drawn)) in said
    assert sum(drawing.count(f"{cell.finding.short} {cell.persons}") for cell in drawn[0].cells) >= 2
    assert picture.png(made).startswith(b"\x89PNG")


def test_a_picture_of_few_topics_leaves_none_out(view: Reader) -> None:
    made = portfolio(view, ["g.akteure"])
    table = made.shown[0].table
    assert table and len(table.rows) == 3
    drawing = unescape(picture.svg(made).decode())
    assert all(cell.sentence in drawing for row in table.rows for cell in row.cells)
    assert all(headline in drawing for headline, _ in made.shown[0].parts)
    assert view.texts.picture_left[1].split("{}")[1] not in drawing


def test_the_html_file_is_small_and_asks_nobody(view: Reader) -> None:
    made = whole.html(portfolio(view, []), collect(view.answers, view.links))
    assert len(made) < 1_000_000
    html = made.decode()
    assert not re.search(r"(?:src|href)=\"(?!#)", html) and "url(" not in html
    assert "default-src 'none'" in unescape(html)


@pytest.mark.long
def test_invented_data_says_so_in_every_file() -> None:
    view = opened("demo-zusammenarbeit")
    made = portfolio(view, ["b.austausch"])
    notice = view.texts.synthetic
    assert "_erfunden" in made.file_name
    assert notice in paragraph.text(made).decode() and notice.split()[0] in picture.svg(made).decode()
    deck = Presentation(io.BytesIO(slides.pptx(made)))
    assert all(notice in "".join(s.text_frame.text for s in slide.shapes if s.has_text_frame) for slide in deck.slides)
    paper = handout.pdf(made)
    assert faults_of_accessibility(paper) == []
    pages = PdfReader(io.BytesIO(paper)).pages
    assert all(pressed(notice) in pressed(page.extract_text()) for page in pages)
    book = openpyxl.load_workbook(io.BytesIO(workbook.xlsx(made)))
    assert all(any(c.value == notice for row in s.iter_rows() for c in row) for s in book.worksheets[:-1])
    assert notice in whole.html(made, collect(view.answers, view.links)).decode()
    assert notice in stage.document(made, "/n", "/b", {})


def test_a_quote_with_a_view_of_its_own_is_read_once(shipped: Portfolio) -> None:
    said = (
        pressed(paragraph.text(shipped).decode()),
        pressed("".join(page.extract_text() for page in PdfReader(io.BytesIO(handout.pdf(shipped))).pages)),
    )
    for text in said:
        assert text.count(pressed("bspw. über den Vergleichsring")) == 1


def test_a_word_of_any_length_stays_on_the_paper(view: Reader) -> None:
    made = hostile(view, "Donaudampfschifffahrtsgesellschaft" * 9)
    data = json.dumps(handout._data(made), ensure_ascii=False)
    pages = typst.compile(
        str(handout.TEMPLATE), root=str(handout.TEMPLATE.parent), format="png", ppi=36, font_paths=PRINTED,
        sys_inputs={"data": data},
    )  # fmt: skip
    for page in pages if isinstance(pages, list) else [pages]:
        paper = Image.open(io.BytesIO(page)).convert("L")
        margin = paper.crop((paper.width - int(paper.width * 1.8 / 21), 0, *paper.size))
        assert margin.getextrema() == (255, 255)
    drawing = Image.open(io.BytesIO(picture.png(made))).convert("L")
    edge = drawing.crop((drawing.width - 10, 0, *drawing.size))
    assert edge.getextrema() == (255, 255)


def test_what_is_drawn_is_explained_beside_it(shipped: Portfolio) -> None:
    html = stage.document(shipped, "/n", "/b", {})
    explained = [pressed(re.sub(r"<[^>]*>", "", part)) for part in re.findall(r'<p class="base">(.*?)</p>', html)]
    base = "Befragt: 6 Landrätinnen und Landräte (LR) und 15 Dezernentinnen und Dezernenten (Dez)"
    assert pressed(f"genannt nicht genannt nannte das Oberthema nicht {base}") in explained
    assert pressed(f"genannt nicht genannt {base}") in explained
    deck = Presentation(io.BytesIO(slides.pptx(shipped)))
    words = [{s.text_frame.text for s in slide.shapes if s.has_text_frame} for slide in deck.slides]
    assert any({"genannt", "nicht genannt"} <= slide for slide in words)
    assert any("7 der 9" in slide and slide & {"nannte das Oberthema nicht"} for slide in words)
    note = "„7 der 9“: unter den 9, die das Oberthema nannten; von allen Befragten der Gruppe sind es 7 von 15."
    paper = pressed("".join(page.extract_text() for page in PdfReader(io.BytesIO(handout.pdf(shipped))).pages))
    assert pressed(note) in paper and pressed("Gefüllt: genannt.") in paper


@pytest.mark.long
def test_a_view_says_who_was_asked_of_its_own_groups() -> None:
    made = portfolio(opened("demo-zusammenarbeit"), ["b.austausch", "b.austausch...groesse"])
    assert [shown.bases for shown in made.shown] == ["20 LR, 22 Dez und 18 BM", "14 klein, 27 mittel und 19 groß"]
    html = stage.document(made, "/n", "/b", {})
    assert all(html.count(f"Befragt: {shown.spelled}") >= 1 for shown in made.shown)
    deck = Presentation(io.BytesIO(slides.pptx(made)))
    feet = ["".join(s.text_frame.text for s in slide.shapes if s.has_text_frame) for slide in deck.slides]
    assert "14 klein" in feet[-1] and "20 LR" not in feet[-1]


def test_a_topic_nobody_was_counted_for_shows_what_lies_beneath(view: Reader) -> None:
    (shown,) = portfolio(view, ["b.policy-cycle"]).shown
    assert shown.table and len(shown.table.rows) > 1 and shown.title == "Policy Cycle"
