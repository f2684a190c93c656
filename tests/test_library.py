"""Packages are taken up as a whole while the server runs; a faulty one never takes the place of a good one."""

import json
import logging
import shutil
from pathlib import Path

import pytest

from dashboard.dataset import Dataset, FaultyPackage
from dashboard.library import Library
from tests.conftest import FIRST_STUDY

NAME = FIRST_STUDY.name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(FIRST_STUDY, tmp_path / "data" / NAME)
    return tmp_path / "data"


def version(library: Library) -> str:
    entry = library.studies[NAME]
    assert isinstance(entry, Dataset)
    return entry.version


def change(folder: Path, old: str, new: str) -> None:
    path = folder / NAME / "findings.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_nothing_changes_while_nothing_changes(folder: Path) -> None:
    library = Library(folder)
    before = library.studies[NAME]
    assert not library.refresh()
    assert library.studies[NAME] is before


def test_a_changed_package_is_taken_up(folder: Path) -> None:
    library = Library(folder)
    before = version(library)
    change(folder, "Tabelle 12", "Tabelle 13")
    assert library.refresh()
    assert version(library) != before


def test_a_faulty_package_leaves_the_last_good_one(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    library = Library(folder)
    before = version(library)
    change(folder, ",exact,", ",exakt,")
    with caplog.at_level(logging.ERROR, "befundatlas"):
        assert not library.refresh()
        assert not library.refresh()
    assert version(library) == before
    assert sum("last good version stays" in message for message in caplog.messages) == 1
    change(folder, ",exakt,", ",exact,")
    library.refresh()
    assert version(library) == before


def test_packages_come_and_go_and_hidden_folders_are_nothing(folder: Path) -> None:
    library = Library(folder)
    shutil.copytree(FIRST_STUDY, folder / f".{NAME}.building" / NAME)
    (folder / "kaputt").mkdir()
    assert library.refresh()
    assert list(library.studies) == [NAME, "kaputt"]
    shutil.rmtree(folder / "kaputt")
    shutil.rmtree(folder / NAME)
    assert library.refresh()
    assert library.studies == {}
    assert Library(folder / "nirgends").studies == {}


def test_a_withdrawn_package_is_closed_and_opened_again_when_the_list_says_so(folder: Path) -> None:
    library = Library(folder)
    listed = folder / "withdrawn.csv"
    listed.write_text(f"sha256\n{version(library)}\n", encoding="utf-8")
    assert library.refresh()
    closed = library.studies[NAME]
    assert isinstance(closed, FaultyPackage) and [f.kind for f in closed.faults] == ["withdrawn"]
    assert not library.refresh()
    listed.unlink()
    assert library.refresh()
    assert version(library)


def test_a_preview_opens_for_the_researcher_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / NAME / "datapackage.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["study"]["preview"] = True
    path.write_text(json.dumps(whole), encoding="utf-8")
    closed = Library(folder).studies[NAME]
    assert isinstance(closed, FaultyPackage) and [f.kind for f in closed.faults] == ["preview_package"]
    monkeypatch.setenv("BEFUNDATLAS_PREVIEW", "1")
    assert version(Library(folder))
