"""What the researcher says she found goes into the package with its place, looked through for names like a quote."""

from pathlib import Path

import pytest

from dashboard.package.dataset import load
from publish import release
from tests.conftest import all_findings
from tests.publish import studies

SAID = "Wer Bus fährt, spricht sich ab."


def stated(folder: Path, words: str) -> Path:
    tables = studies.small(60)
    header, rows = tables["categories"]
    more = ("statement_de", "statement_location")
    tables["categories"] = (
        (*header, *more),
        [(*row, *((words, "Teil 2") if row[0] == "bus" else ("", ""))) for row in rows],
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
