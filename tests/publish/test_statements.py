"""What the researcher says she found goes into the package with its place, looked through for names like a quote."""

from pathlib import Path

import pytest

from dashboard.package.dataset import load
from publish import coded_study, release
from publish.marks import open_marks
from tests.conftest import all_findings
from tests.publish import studies

SAID = "Wer Bus fährt, spricht sich ab."


def stated(folder: Path, words: str, english: str = "") -> Path:
    tables = studies.small(60)
    header, rows = tables["categories"]
    more = ("statement_de", "statement_en", "statement_location")
    tables["categories"] = (
        (*header, *more),
        [(*row, *((words, english, "Teil 2") if row[0] == "bus" else ("", "", ""))) for row in rows],
    )
    return studies.write(folder / "probe", tables)


def test_a_statement_stands_in_the_package_with_its_place(tmp_path: Path) -> None:
    target = tmp_path / "data" / "probe"
    release.release(stated(tmp_path, SAID), target)
    found = {f.category_id: (f.statement, f.statement_location) for f in all_findings(load(target))}
    assert found["bus"] == (SAID, "Teil 2") and found["bahn"] == ("", "")
    english = {f.category_id: f.statement for f in all_findings(load(target), "en")}
    assert english["bus"] == SAID, "where there are no English words the German ones stand"


def test_a_study_without_statements_has_no_columns_for_them(tmp_path: Path) -> None:
    target = tmp_path / "data" / "probe"
    release.release(studies.write(tmp_path / "probe", studies.small(60)), target)
    assert "statement" not in (studies.lying(target) / "categories.csv").read_text(encoding="utf-8").split("\n")[0]


def test_a_name_in_a_statement_waits_for_a_decision(tmp_path: Path) -> None:
    words = "Mit Herrn Meier spricht man sich ab."
    with pytest.raises(release.Undecided) as error:
        release.release(stated(tmp_path / "one", words), tmp_path / "data" / "probe")
    assert [(m.file, m.row) for m in error.value.open_marks] == [("categories.csv", 4)]
    (mark,) = [m.mark.text for m in error.value.open_marks]
    assert "Meier" in mark
    tables = stated(tmp_path / "two", words)
    (tables / "decisions.csv").write_text(
        f"quote_id,mark,decision,reason\nbus,{mark},keep,erfunden\n", encoding="utf-8"
    )
    assert release.release(tables, tmp_path / "data" / "probe").version


def test_english_words_are_looked_through_as_english_and_decided_the_same_way(tmp_path: Path) -> None:
    """Also where they are too few to be told from German ones; what both languages have is decided once."""
    study = stated(tmp_path / "one", "Absprachen trägt Herr Meier.", "Buses run by Herr Meier, says Winterbottom.")
    (study / "quotes.csv").write_text(
        "quote_id,segment_id,category_id,text,state,basis,released_by,released_on,shows_de,shows_en\n"
        "Q0,S0,bus,So ist das.,released,ok,wir,2026-01-01,Der Bus fährt.,Bus to Smalltown\n"
        "Q1,S4,bus,So ist es.,draft,,,,Der Bus fährt.,Bus to Nowhereville\n",
        encoding="utf-8",
    )
    found = [(m.file, m.row, m.mark.text) for m in open_marks(coded_study.load(study))]
    names = [("categories.csv", 4, "Winterbottom"), ("quotes.csv", 2, "Smalltown")]
    assert set(names) < set(found) and len(set(found)) == len(found)
    assert [mark for _, _, mark in found if "Meier" in mark] == ["Herr Meier"]
    rows = [f"{'Q0' if file == 'quotes.csv' else 'bus'},{mark},keep,erfunden" for file, _, mark in found]
    (study / "decisions.csv").write_text("quote_id,mark,decision,reason\n" + "\n".join(rows), encoding="utf-8")
    assert open_marks(coded_study.load(study)) == []
