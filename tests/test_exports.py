import io
import json
import zipfile
from csv import reader
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.exports import csv, package
from dashboard.exports.clean import inert
from dashboard.package.dataset import load
from dashboard.texts import DE, EN, Texts
from dashboard.values.citations import bibtex
from tests.conftest import FIRST_STUDY
from tests.test_sentences import LR


def test_the_package_can_be_taken_along_and_opened_again(tmp_path: Path) -> None:
    opened = load(FIRST_STUDY)
    data = package.zipped(FIRST_STUDY.name, opened.files)
    assert data == package.zipped(FIRST_STUDY.name, dict(reversed(opened.files.items())))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(tmp_path)
        assert json.loads(archive.read(f"{FIRST_STUDY.name}/datapackage.json"))["name"] == FIRST_STUDY.name
    assert load(tmp_path / FIRST_STUDY.name).version == opened.version


def test_for_excel_has_a_mark_semicolons_and_no_formula() -> None:
    data = csv.for_excel([replace(LR, category="=1+1"), replace(LR, category="@SUM")], "S", DE)
    assert data.startswith(b"\xef\xbb\xbf")
    lines = data.decode("utf-8-sig").splitlines()
    assert lines[0].count(";") == len(csv.HEADER) - 1
    assert ";'=1+1;" in lines[1] and ";'@SUM;" in lines[2]
    assert ";=1+1;" not in data.decode()


@pytest.mark.parametrize("sign", [*"=+-@", *"＝＋－＠", "﹢", "﹦", "−"])
@pytest.mark.parametrize(
    "before",
    [
        "",
        " ",
        "\t",
        "\n",
        "\u00a0",
        "\u2003",
        "\u200b",
        "\u2060",
        "\ufeff",
        "\u00ad",
        "\u202e",
        " \u200b ",
        "\ufe0f",
        "\u034f",
        "\u3164",
    ],
)
def test_no_cell_begins_with_what_a_spreadsheet_computes(before: str, sign: str) -> None:
    data = csv.for_excel([replace(LR, category=f"{before}{sign}1+1", location=f"{before}{sign}x")], "S", DE)
    (cells,) = list(reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))[1:]
    assert cells[2] == f"'{before}{sign}1+1" and cells[-1] == f"'{before}{sign}x"


def test_words_and_numbers_stay_as_they_are() -> None:
    assert inert("\t1") == "'\t1" and inert("\r1") == "'\r1"
    for word in ("Thema", " a = b", "5-6", "\u200bThema", "„=“", "", "…"):
        assert inert(word) == word
    row = csv.for_excel([LR], "S", DE).decode("utf-8-sig").splitlines()[1]
    assert "'" not in row


def test_a_withheld_count_is_not_betrayed() -> None:
    for state, low, high, words in (("withheld", 1, 2, DE.withheld.format(3)), ("suppressed", 0, 6, DE.suppressed)):
        finding = replace(LR, state=state, low=low, high=high)
        row = csv.plain([finding], "S", DE).decode().splitlines()[1].split(",")
        named = dict(zip(csv.HEADER, row, strict=True))
        assert (named["named_low"], named["named_high"], named["percent_of_base"]) == ("", "", "")
        assert named["words"] == words


def test_bibtex_escapes_what_tex_would_read() -> None:
    entry = bibtex("id", "A & B {50 %}", "1", "q_1", "http://x/?a=1&b=2", "2026-01-01", DE)
    assert r"A \& B (50 \%)" in entry
    assert entry.startswith("@misc{id,") and entry.endswith("}")


def test_bibtex_is_in_the_reader_s_language_and_invents_no_year() -> None:
    def entry(created: str, texts: Texts = DE, study: str = "id") -> str:
        return bibtex(study, "T", "1", "S", "", created, texts)

    assert "note = {Quelle: S}" in entry("2026-01-01") and "note = {Source: S}" in entry("2026-01-01", EN)
    for date in ("2026-11-23", "2026-11-23T00:00:00Z", "2026-11-23T10:00:00+02:00"):
        assert "year = {2026}" in entry(date)
    for no_date in ("", "None", "neulich", "2026-13-40", "23.11.2026", "1234567890", "20.2.2026 oder später"):
        assert "year" not in entry(no_date)
    assert entry("", study="学 {x},y").startswith("@misc{xy,") and entry("", study="学").startswith(
        "@misc{befundatlas,"
    )
