"""OpenDocument and Word: the same figures in real tables, described pictures, nothing that computes, nothing kept back.

Spreadsheets are read by calamine, which is none of the libraries that write them; documents as XML.
"""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from dashboard.exports import drawing, forms, odt, paragraph, sheets, spreadsheet, word, workbook
from dashboard.exports.clean import clean
from dashboard.kept.presentation import Portfolio
from tests.exports.folios import HOSTILE, STUDIES, hostile, opened, portfolio

pytestmark = pytest.mark.long

CODES = {
    STUDIES[0]: ["o", "t", "g", "p", "t.landkreise-kommunen", "z.vergleichsring", "m"],
    STUDIES[1]: ["o", "t.zusammenarbeit", "b.austausch...groesse", "p", "p...kommunen"],
}
DOCUMENTS = {"odt": odt.odt, "docx": word.docx}
CONTENT = {"ods": "content.xml", "odt": "content.xml", "docx": "word/document.xml"}
DOT = drawing.render_png('<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="9"/>')


@pytest.fixture(scope="module", params=[(STUDIES[0], "de"), (STUDIES[0], "en"), (STUDIES[1], "en")])
def made(request: pytest.FixtureRequest) -> Portfolio:
    study, language = request.param
    return portfolio(opened(study, language), CODES[study])


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put one small picture in the place of all: what pictures say stands beside them, too."""
    monkeypatch.setattr(drawing, "render_png", lambda _: DOT)


def tree(data: bytes, kind: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return etree.fromstring(parts.read(CONTENT[kind]))


def named(whole: Any, local: str) -> list[Any]:
    """Return all elements of a name, whatever its namespace."""
    return [one for one in whole.iter() if etree.QName(one).localname == local]


def said(one: Any) -> str:
    return "".join(one.itertext())


def rows_of(data: bytes, name: str) -> list[list[Any]]:
    rows: list[list[Any]] = (
        CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(name).to_python(skip_empty_area=False)
    )
    return rows


def same(entry: sheets.Entry) -> object:
    return "" if entry is None else entry.percent / 100 if isinstance(entry, sheets.Share) else entry


def test_both_spreadsheets_hold_the_same_and_say_in_their_first_cell_what_a_sheet_is(made: Portfolio) -> None:
    every = sheets.sheets(made)
    for data in (workbook.xlsx(made), spreadsheet.ods(made)):
        assert CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names == [sheet.name for sheet in every]
        for sheet in every:
            rows = rows_of(data, sheet.name)
            lines = [row[0] for row in rows if row[0] != "" and not any(c != "" for c in row[1:])]
            assert rows[0][0] == sheet.before[0] and ": " in sheet.before[0]
            assert lines[: len(sheet.before)] == list(sheet.before)
            assert lines[len(lines) - len(sheet.after) :] == list(sheet.after)
            if sheet.grid:
                first = len(sheet.before) + 1
                width = len(sheet.grid.heads)
                assert tuple(rows[first][:width]) == sheet.grid.heads
                told = [tuple(row[:width]) for row in rows[first + 1 : first + 1 + len(sheet.grid.rows)]]
                assert told == [tuple(map(same, row)) for row in sheet.grid.rows]
    assert every[0].before[0].startswith(made.texts.sheet_about) and every[-1].before[0].endswith(made.title)


def test_no_cell_is_merged_and_every_table_is_marked_with_its_headings(made: Portfolio) -> None:
    every = sheets.sheets(made)
    book = openpyxl.load_workbook(io.BytesIO(workbook.xlsx(made)))
    for sheet, written in zip(every, book.worksheets, strict=True):
        assert not written.merged_cells.ranges
        marked = [(table.name, table.headerRowCount) for table in written.tables.values()]
        assert marked == ([(sheet.grid.name, 1)] if sheet.grid else [])
        for table in written.tables.values():
            assert [column.name for column in table.tableColumns] == list(sheet.grid.heads)  # type: ignore[union-attr]
    whole = tree(spreadsheet.ods(made), "ods")
    assert not named(whole, "covered-table-cell") and "spanned" not in etree.tostring(whole).decode()
    ranges = {one.get(key_of(one, "name")): one for one in named(whole, "database-range")}
    assert list(ranges) == [sheet.grid.name for sheet in every if sheet.grid]
    for sheet in every:
        if sheet.grid:
            one, first = ranges[sheet.grid.name], len(sheet.before) + 2
            last = f"{chr(64 + len(sheet.grid.heads))}{first + len(sheet.grid.rows)}"
            quoted = "'" + sheet.name.replace("'", "''") + "'"
            assert one.get(key_of(one, "target-range-address")) == f"{quoted}.A{first}:{quoted}.{last}"
            assert one.get(key_of(one, "contains-header")) == "true"
    assert len(named(whole, "table-header-rows")) == len(ranges)


def key_of(one: Any, local: str) -> str:
    return next(key for key in one.attrib if etree.QName(key).localname == local)


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_says_the_paragraphs_and_has_every_figure_in_a_real_table(kind: str, made: Portfolio) -> None:
    whole = tree(DOCUMENTS[kind](made), kind)
    paragraphs = [said(one) for one in named(whole, "p")]
    for line in paragraph.text(made).decode().strip().split("\n\n"):
        assert line in paragraphs
    tables = {said(row) for row in named(whole, "table-row" if kind == "odt" else "tr")}
    for shown in made.shown:
        if shown.figures:
            rows = shown.table.rows if shown.table else ()
            for label, cells in [(row.label, row.cells) for row in rows if not row.heading] or [
                (shown.cells[0].finding.category, shown.cells)
            ]:
                assert label + "".join(cell.text for cell in cells) in tables
    heads = named(whole, "table-header-rows" if kind == "odt" else "tblHeader")
    tables_written = named(whole, "table" if kind == "odt" else "tbl")
    assert len(heads) == len(tables_written) >= sum(bool(shown.figures) for shown in made.shown)
    assert not named(whole, "covered-table-cell") and not named(whole, "gridSpan") and not named(whole, "vMerge")


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_picture_has_an_alternative_text(kind: str, made: Portfolio) -> None:
    whole = tree(DOCUMENTS[kind](made), kind)
    if kind == "odt":
        texts = [said(next(c for c in one if etree.QName(c).localname == "desc")) for one in named(whole, "frame")]
    else:
        texts = [one.get("descr") for one in named(whole, "docPr")]
    drawn = [shown for shown in made.shown if shown.figures]
    assert len(texts) == len(drawn) and all(texts)
    for shown, alternative in zip(drawn, texts, strict=True):
        assert all(cell.sentence in alternative for cell in shown.cells)
        assert alternative.endswith(made.texts.paper_alternative.split("{} ")[1])


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("kind", ["ods", *DOCUMENTS])
def test_a_document_says_its_language_and_nothing_of_its_template(kind: str, made: Portfolio) -> None:
    data = forms.make(kind, made)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert parts.testzip() is None
        texts = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
        assert not [name for name in parts.namelist() if "thumbnail." in name]
    assert clean(made.title) in texts
    told = re.findall(r'fo:language="(\w+)"|<w:lang [^>]*w:val="(\w+)-', texts)
    assert {one for pair in told for one in pair if one} <= {made.texts.language, made.spoken} and told
    assert "python-docx" not in texts and "Feuille" not in texts


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: re.sub(r"\W+", " ", text)[:20])
def test_what_looks_like_a_formula_stays_text(text: str) -> None:
    made = hostile(opened(STUDIES[0]), text)
    data = spreadsheet.ods(made)
    whole = tree(data, "ods")
    assert not [one for one in whole.iter() for key in one.attrib if "formula" in key or "href" in key]
    cells = [cell for row in rows_of(data, sheets.sheets(made)[1].name) for cell in row]
    assert re.sub(r"\s+", " ", clean(text)[:32000]).strip() in [re.sub(r"\s+", " ", str(c)).strip() for c in cells]
    for kind, make in DOCUMENTS.items():
        written = tree(make(made), kind)
        assert not named(written, "instrText") and not named(written, "fldSimple") and not named(written, "hyperlink")
        assert "<script" not in etree.tostring(written).decode()


@pytest.mark.parametrize("formula", ["=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example")', "@SUM(1)", "+1", "-1"])
def test_a_command_is_text_in_both_spreadsheets(formula: str) -> None:
    made = hostile(opened(STUDIES[0]), formula)
    book = openpyxl.load_workbook(io.BytesIO(workbook.xlsx(made)))
    found = [c for row in book.worksheets[1].iter_rows() for c in row if c.value == formula]
    assert found and all(c.data_type == "s" and c.hyperlink is None for c in found)
    whole = tree(spreadsheet.ods(made), "ods")
    cells = [one for one in named(whole, "table-cell") if said(one) == formula]
    assert cells and all(one.get(key_of(one, "value-type")) == "string" for one in cells)


def test_a_quote_keeps_its_language_in_a_document() -> None:
    made = portfolio(opened(STUDIES[0], "en"), ["z.vergleichsring"])
    quote = made.quoted(made.shown[0].quotes[0].quote.text)
    spans = [one for one in named(tree(odt.odt(made), "odt"), "span") if said(one) == quote]
    assert [one.get(key_of(one, "style-name")) for one in spans] == ["spoken"]
    runs = [one for one in named(tree(word.docx(made), "docx"), "r") if said(one) == quote]
    assert [lang.get(key_of(lang, "val")) for one in runs for lang in named(one, "lang")] == ["de-DE"]
    own = portfolio(opened(STUDIES[0]), ["z.vergleichsring"])
    assert not named(tree(odt.odt(own), "odt"), "span")


@pytest.mark.usefixtures("undrawn")
def test_own_words_stand_in_every_document() -> None:
    made = portfolio(opened(STUDIES[0]), ["b.landkreise-kommunen"])
    noted = made.with_notes({made.shown[0].code: "Meine Worte."})
    for kind in CONTENT:
        assert "Meine Worte." in said(tree(forms.make(kind, noted), kind))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_them_and_reads_the_same_numbers(tmp_path: Path) -> None:
    made = portfolio(opened(STUDIES[1]), ["b.austausch"])
    for kind in ("ods", "odt"):
        (tmp_path / f"made.{kind}").write_bytes(forms.make(kind, made))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    for kind, target in (("ods", every_sheet), ("odt", "txt:Text (encoded):UTF8")):
        out = tmp_path / kind
        command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", str(out)]
        subprocess.run([*command, str(tmp_path / f"made.{kind}")], check=True, capture_output=True, timeout=180)
        text = "\n".join(path.read_text(encoding="utf-8-sig") for path in out.iterdir())
        for cell in made.shown[0].figures:
            f = cell.finding
            assert cell.text in text
            assert kind == "odt" or re.search(rf",{f.low},{f.base},{f.share}\s?%,", text)
