"""`python -m dashboard.export` writes what it is asked for and says what is wrong in words, with status 2."""

import shutil
from pathlib import Path

import pytest

from dashboard import check, export
from tests.conftest import FIRST_STUDY

pytestmark = pytest.mark.long


def test_a_shipped_deck_as_every_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {ending: tmp_path / f"study.{ending}" for ending in ("html", "pdf", "pptx", "xlsx", "ods", "docx", "odt")}
    arguments = [text for ending, path in files.items() for text in (f"--{ending}", str(path))]
    assert export.main([str(FIRST_STUDY), "--deck", "abschnitt-6-3", *arguments]) == 0
    assert capsys.readouterr().out.split() == [str(path) for path in files.values()]
    assert [path.read_bytes()[:4] for path in files.values()] == [b"<!do", b"%PDF", *[b"PK\x03\x04"] * 5]


def test_english_is_english(tmp_path: Path) -> None:
    path = tmp_path / "study.html"
    assert export.main([str(FIRST_STUDY), "--lang", "en", "--html", str(path)]) == 0
    assert '<html lang="en">' in path.read_text(encoding="utf-8")


def test_without_a_wish_the_language_is_the_study_s_own(tmp_path: Path) -> None:
    folder = shutil.copytree(FIRST_STUDY, tmp_path / FIRST_STUDY.name)
    path = folder / "datapackage.json"
    described = path.read_text(encoding="utf-8").replace('"default_language": "de"', '"default_language": "en"')
    path.write_text(described, encoding="utf-8")
    assert export.main([str(folder), "--html", str(tmp_path / "study.html")]) == 0
    assert '<html lang="en">' in (tmp_path / "study.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nirgends", "--pdf", "out.pdf"], "nirgends"),
        ([str(FIRST_STUDY), "--deck", "keiner", "--pdf", "out.pdf"], "abschnitt-6-3"),
        ([str(FIRST_STUDY), "--deck", "abschnitt-6-3", "--xlsx", "nirgends/out.xlsx"], "nirgends"),
    ],
)
def test_bad_input_is_told_in_words(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert export.main(arguments) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("language", "place"), [("de", "findings.csv, Zeile 3: "), ("en", "findings.csv, row 3: ")])
def test_faults_are_told_as_the_check_tells_them(
    language: str, place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(FIRST_STUDY, tmp_path / FIRST_STUDY.name)
    path = folder / "findings.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[2] = lines[2].replace(",15,", ",x,")
    path.write_text("\n".join(lines), encoding="utf-8")
    assert export.main([str(folder), "--lang", language, "--pdf", str(tmp_path / "out.pdf")]) == 2
    told = capsys.readouterr().err
    assert check.main([str(folder), "--lang", language]) == 2
    assert place in told and told == capsys.readouterr().err


def test_nothing_asked_for_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as error:
        export.main([str(FIRST_STUDY)])
    assert error.value.code == 2 and "--html" in capsys.readouterr().err
