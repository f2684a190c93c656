"""What docs/coded-study.md shows works: its five files, its commands, its list of columns."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from publish import coded_study, tables
from publish.command import app
from publish.counting import Count, Place, count
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "coded-study.md").read_text(encoding="utf-8")


def test_the_five_files_of_the_guide_are_a_study(tmp_path: Path) -> None:
    files = re.findall(r"`(\w+\.csv)`: [^`]*?(?:`[^`]*`[^`]*?)*\n```\n(.*?)```", TEXT, re.DOTALL)
    assert [name for name, _ in files] == [
        f"{t}.csv" for t in ("respondents", "groups", "categories", "segments", "codings")
    ]
    study = tmp_path / "guide"
    study.mkdir()
    for name, content in files:
        (study / name).write_text(content, encoding="utf-8")
    quotes, decisions = re.findall(r"```\n(quote_id,.*?)```", TEXT, re.DOTALL)
    (study / "quotes.csv").write_text(quotes, encoding="utf-8")
    (study / "decisions.csv").write_text(decisions, encoding="utf-8")
    runner = CliRunner()
    assert runner.invoke(app, ["new", str(study)]).exit_code == 0
    assert count(coded_study.load(study).db)[Place("zusammenarbeit", "leitung", "")] == Count(1, 2)
    checked = runner.invoke(app, ["check", str(study)])
    assert checked.exit_code == 0 and "Keine offene Markierung" in checked.output
    line = ["release", str(study), "--to", str(tmp_path / "data" / "guide")]
    asked = runner.invoke(app, line)  # three persons: nearly everything is withheld
    assert asked.exit_code == 2 and "--yes" in asked.output and not (tmp_path / "data" / "guide").exists()
    released = runner.invoke(app, [*line, "--yes"])
    assert released.exit_code == 0, released.output


def test_the_list_of_columns_is_that_of_the_reader() -> None:
    listed = {
        name: set(re.findall(r"`(\w+)`", re.sub(r": (this person.*?below it|who has.*?writes it\))", "", rest)))
        for name, rest in re.findall(r"^\| `(\w+)\.csv`\*? \|(.*)\|$", TEXT, re.MULTILINE)
    }
    known = {table: {column.name for column in columns} for table, columns in tables.FILES.items()}
    assert listed == known


@pytest.mark.parametrize("command", re.findall(r"-m publish (\w+)", TEXT))
def test_its_commands_exist(command: str) -> None:
    assert command in {
        c.name or (c.callback and c.callback.__name__.removesuffix("_study")) for c in app.registered_commands
    }
