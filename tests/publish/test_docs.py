"""What docs/coded-study.md shows works: its five files, its commands, its list of columns."""

import json
import re
from pathlib import Path

import pytest

from publish import coded_study
from publish.command import app
from publish.counting import Count, Place, count
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "coded-study.md").read_text(encoding="utf-8")


def test_the_five_files_of_the_guide_are_a_study(tmp_path: Path) -> None:
    files = re.findall(r"`(\w+\.csv)`: [^`]*?(?:`[^`]*`[^`]*?)*\n```\n(.*?)```", TEXT, re.DOTALL)
    assert [name for name, _ in files] == [
        f"{t}.csv" for t in ("respondents", "groups", "categories", "segments", "codings")
    ]
    for name, content in files:
        (tmp_path / name).write_text(content, encoding="utf-8")
    description = {"name": "guide", "version": "1", "study": {"title_de": "Beispiel"}}
    (tmp_path / "datapackage.json").write_text(json.dumps(description), encoding="utf-8")
    counts = count(coded_study.load(tmp_path).db)
    assert counts[Place("zusammenarbeit", "leitung", "")] == Count(1, 2)


def test_the_list_of_columns_is_that_of_the_reader() -> None:
    listed = {
        name: set(re.findall(r"`(\w+)`", re.sub(r": this person.*?below it", "", rest)))
        for name, rest in re.findall(r"^\| `(\w+)\.csv`\*? \|(.*)\|$", TEXT, re.MULTILINE)
    }
    known = {table: {column.name for column in columns} for table, columns in coded_study.FILES.items()}
    assert listed == known


@pytest.mark.parametrize("command", re.findall(r"-m publish (\w+)", TEXT))
def test_its_commands_exist(command: str) -> None:
    assert command in {
        c.name or (c.callback and c.callback.__name__.removesuffix("_study")) for c in app.registered_commands
    }
