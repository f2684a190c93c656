"""Where a table begins, what its cells say, and which column holds what."""

import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from publish.imports.opening import opened
from publish.imports.project import Unreadable
from publish.imports.tables.columns import fit
from publish.imports.tables.header_words import WORDS
from publish.imports.tables.headers import FOLDED, fold
from publish.imports.tables.sheets import Sheet, sheets
from tests.publish.imports.formats.table_files import read, write_csv, write_ods, write_xlsx


def only(path: Path) -> Sheet:
    (sheet,) = sheets(opened(path))
    return sheet


def below(sheet: Sheet) -> list[list[str]]:
    return [row for _, row in sheet.rows()]


def test_cells_are_written_as_they_stand(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    day, moment = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    span = book.add_format({"num_format": "[h]:mm:ss"})
    sheet.write_row(0, 0, ["whole", "part", "truth", "day", "moment", "span", "error", "formula", "text"])
    sheet.write_number(1, 0, 12.0)
    sheet.write_number(1, 1, 2.35)
    sheet.write_boolean(1, 2, True)
    sheet.write_datetime(1, 3, datetime.datetime(2026, 2, 3), day)
    sheet.write_datetime(1, 4, datetime.datetime(2026, 2, 3, 4, 5, 6), moment)
    sheet.write_datetime(1, 5, datetime.timedelta(hours=30, seconds=5), span)
    sheet.write_formula(1, 6, "=1/0", None, "#DIV/0!")
    sheet.write_formula(1, 7, '="a"', None, "kept")
    sheet.write_string(1, 8, "  007\r\n😀")
    book.close()
    (row,) = below(only(tmp_path / "a.xlsx"))
    assert row == ["12", "2.35", "TRUE", "2026-02-03", "2026-02-03 04:05:06", "30:00:05", "", "kept", "  007\r\n😀"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_separator_and_the_encoding_are_found(tmp_path: Path, separator: str, encoding: str) -> None:
    rows = [["Name", "Größe", "Was, wo; wie"], ["Änne", "2,35", "a;b,c\n\td"], ["Bär", "3,1", "so, ja; nein"]]
    sheet = only(write_csv(tmp_path / "a", rows, separator, encoding))
    assert sheet.header == ("Name", "Größe", "Was, wo; wie") and below(sheet) == rows[1:]


def test_two_marks_at_the_start_are_none(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbf\xef\xbb\xbfdocument,code,text\r\na,b,c\r\n")
    assert only(path).header[0] == "document"


def test_a_cell_merged_downwards_stands_in_each_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Interview", "Code", "Zitat"], ["A", "x", "1"], [None, "y", "2"], [None, "z", "3"], ["B", "x", "4"]):
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    book.save(tmp_path / "a.xlsx")
    assert [row[0] for row in below(only(tmp_path / "a.xlsx"))] == ["A", "A", "A", "B"]


def test_a_header_over_two_rows_is_read_once(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Document", "Code", "Text"], [None, None, None], ["a", "b", "c"]):
        sheet.append(row)
    for column in "ABC":
        sheet.merge_cells(f"{column}1:{column}2")
    book.save(tmp_path / "a.xlsx")
    found = only(tmp_path / "a.xlsx")
    assert found.header == ("Document", "Code", "Text")
    assert [row for row in below(found) if tuple(row) != found.header] == [["a", "b", "c"]]


def test_the_header_is_found_below_titles(tmp_path: Path) -> None:
    rows = [["Export, 2026"], ["Projekt", "Demo"], [], ["Nummer", "Alter", "Rolle", "Ort"], ["1", "30", "Team", "Bonn"]]
    for path in (write_xlsx(tmp_path / "a", {"A": rows}), write_ods(tmp_path / "b", {"A": rows})):
        assert only(path).header == ("Nummer", "Alter", "Rolle", "Ort")


def test_row_numbers_are_those_of_the_sheet(tmp_path: Path) -> None:
    rows = [[], ["Titel"], ["Document", "Code", "Text"], ["a", "b", "c"], [], ["d", "e", "f"]]
    assert [number for number, _ in only(write_xlsx(tmp_path / "a", {"A": rows})).rows()] == [4, 6]


def test_no_word_stands_for_two_fields() -> None:
    """Else a header would be taken for the first of them."""
    seen: dict[str, str] = {}
    for field, words in FOLDED.items():
        for word in words:
            assert word not in seen, (word, field, seen[word])
            seen[word] = field


@pytest.mark.parametrize("one", ["Dokumentname", "DOKUMENT NAME", "dokument_name", "Dokument-Name", " Dokumentname: "])
def test_headers_are_compared_without_case_and_signs(one: str) -> None:
    assert fold(one) == fold("Dokumentname")


def test_umlauts_may_be_written_in_two_ways() -> None:
    assert fold("Fläche") == fold("Flaeche") == fold("FLÄCHE") and fold("Größe") == fold("Groesse")
    assert fold("Początek") == fold("poczatek") and fold("Objętość") == fold("objetosc")


@pytest.mark.parametrize(
    "lang", ["de", "en", "fr", "es", "it", "pt", "pl", "nl", "cs", "tr", "ru", "uk", "zh", "ja", "ko"]
)
def test_columns_are_known_in_each_language_of_maxqda(tmp_path: Path, lang: str) -> None:
    fields = ("document group", "document", "code", "begin", "end", "weight", "text")
    header = [WORDS[field][lang][0] for field in fields]
    sheet = only(write_xlsx(tmp_path / "a", {"A": [header, ["", "a", "b", 1, 2, 0, "c"]]}))
    assert fit("a", sheet, fields, fields, {}).at == {field: index for index, field in enumerate(fields)}


def test_a_column_without_a_word_goes_by_its_values_only_where_one_passes(tmp_path: Path) -> None:
    words = [f"das ist die Stelle Nummer {number} von vielen" for number in range(9)]
    rows = [["D", "K", "W"], *[[f"i{n % 2}", f"A > B{n % 3}", text] for n, text in enumerate(words)]]
    sheet = only(write_csv(tmp_path / "a.csv", rows))
    found = fit("a.csv", sheet, ("document", "code", "text"), ("document", "code", "text"), {})
    assert found.at == {"code": 1, "text": 2} and [c.field for c in found.asked] == ["document"]
    twice = only(write_csv(tmp_path / "b.csv", [[*row, row[-1]] for row in rows]))
    found = fit("b.csv", twice, ("document", "code"), ("document", "code"), {})
    assert found.at == {"code": 1}


def test_what_the_mapping_says_wins(tmp_path: Path) -> None:
    sheet = only(write_csv(tmp_path / "a.csv", [["Code", "Thema", "Document"], ["a", "b", "c"]]))
    found = fit("a.csv", sheet, ("document", "code"), ("document", "code"), {"code": "Thema", "text": "anderswo"})
    assert found.at == {"code": 1, "document": 2} and list(found.rest) == ["Code"]


def test_a_sheet_that_was_read_is_let_go(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["Document", "Code", "Text"], ["a", "b", "c"]])
    first = only(path)
    assert only(path) is first
    below(first)
    assert only(path) is not first


def test_a_sheet_the_mapping_names_must_be_there(tmp_path: Path) -> None:
    rows = [["Document", "Code", "Text"], ["a", "b", "c"]]
    path = write_xlsx(tmp_path / "a", {"One": rows, "Two": [*rows, ["d", "e", "f"]]})
    assert len(read(path, sheet="Two").codings) == 2
    with pytest.raises(Unreadable) as refused:
        read(path, sheet="Drei")
    assert refused.value.fault.kind == "no_such_sheet"
