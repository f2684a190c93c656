"""Packages are taken up as a whole while the server runs; a faulty one never takes the place of a good one."""

import errno
import gc
import json
import logging
import os
import shutil
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.package import files
from dashboard.package import library as packages
from dashboard.package.cells import Fault
from dashboard.package.dataset import Dataset, FaultyPackage, load, open_files
from dashboard.package.library import MOST_OPEN, ROUNDS, Library
from tests.conftest import FIRST_STUDY, seal
from tests.exchange import swap

pytestmark = pytest.mark.long

NAME = FIRST_STUDY.name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(FIRST_STUDY, tmp_path / "data" / NAME)
    return tmp_path / "data"


def version(library: Library, name: str = NAME) -> str:
    opened = library.open(name)
    assert isinstance(opened, Dataset)
    return opened.version


def faults(library: Library, name: str = NAME) -> list[str]:
    opened = library.open(name)
    assert isinstance(opened, FaultyPackage) and library.studies[name] is opened
    return [fault.kind for fault in opened.faults]


def copies(folder: Path, number: int) -> list[str]:
    """Put copies of the study beside it under other names; return all names in order."""
    names = [NAME, *(f"weitere-{n:03}" for n in range(number))]
    for name in names[1:]:
        path = shutil.copytree(FIRST_STUDY, folder / name) / "datapackage.json"
        path.write_text(path.read_text(encoding="utf-8").replace(f'"{NAME}"', f'"{name}"'), encoding="utf-8")
    return names


def change(folder: Path, old: str, new: str) -> None:
    path = folder / NAME / "findings.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    seal(folder / NAME)


def test_nothing_changes_while_nothing_changes(folder: Path) -> None:
    library = Library(folder)
    before = library.open(NAME)
    assert not library.refresh()
    assert library.open(NAME) is before


def test_a_changed_package_is_taken_up(folder: Path) -> None:
    library = Library(folder)
    before = version(library)
    change(folder, "Tabelle 12", "Tabelle 13")
    assert library.refresh()
    assert version(library) != before


def test_a_faulty_package_leaves_the_last_good_one(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    seal(folder / NAME)
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
    assert [library.refresh() for _ in range(3)] == [False, False, True]
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
    assert faults(library) == ["withdrawn"]
    assert not library.refresh()
    listed.unlink()
    for _ in range(ROUNDS):
        assert not library.refresh() and faults(library) == ["withdrawn"]
    assert library.refresh()
    assert version(library)


def test_a_preview_opens_for_the_researcher_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / NAME / "datapackage.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["study"]["preview"] = True
    path.write_text(json.dumps(whole), encoding="utf-8")
    assert faults(Library(folder)) == ["preview_package"]
    monkeypatch.setenv("BEFUNDATLAS_PREVIEW", "1")
    assert version(Library(folder))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of packages read whole, as they are read."""
    names: list[str] = []

    def reading(path: Path, contents: dict[str, bytes], wrong: list[Fault]) -> Dataset:
        names.append(path.name)
        return open_files(path, contents, wrong)

    monkeypatch.setattr(packages, "open_files", reading)
    return names


def test_a_package_is_read_when_it_is_asked_for(folder: Path, read: list[str]) -> None:
    copies(folder, 3)
    library = Library(folder)
    assert len(library.studies) == 4 and not read
    library.refresh()
    version(library, "weitere-001")
    version(library, "weitere-001")
    assert read == ["weitere-001"]
    change(folder, "Tabelle 12", "Tabelle 13")
    library.refresh()
    assert read == ["weitere-001"]
    assert library.open("gibt-es-nicht") is None


def test_who_asks_at_once_waits_for_one_reading_and_nobody_else_waits(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies(folder, 1)
    library, released, read = Library(folder), threading.Event(), []
    version(library)

    def slowly(path: Path, contents: dict[str, bytes], wrong: list[Fault]) -> Dataset:
        read.append(path.name)
        assert released.wait(20)
        return open_files(path, contents, wrong)

    monkeypatch.setattr(packages, "open_files", slowly)
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(library.open, "weitere-000") for _ in range(4)]
        assert version(library)
        assert not library.refresh()
        released.set()
        assert len({id(opened.result()) for opened in asked}) == 1
    assert read == ["weitere-000"]


def test_those_asked_for_last_stay_open_and_nobody_loses_what_is_read(folder: Path) -> None:
    names = copies(folder, MOST_OPEN)
    closed: list[str] = []
    library = Library(folder, closed.append)
    first = library.open(NAME)
    assert isinstance(first, Dataset)
    for name in names[1:]:
        library.open(NAME)
        version(library, name)
    assert len(closed) == 1 and library.open(NAME) is first
    for name in names[1:]:
        version(library, name)
    assert first.version in closed
    with first.db.cursor() as cursor:
        assert cursor.execute("select count(*) from quotes").fetchall() == [(5,)]
    gone = weakref.ref(first)
    del first
    gc.collect()
    assert gone() is None


def test_a_fault_in_tables_shows_when_the_package_is_opened(folder: Path) -> None:
    copies(folder, 1)
    change(folder, ",exact,", ",exakt,")
    library = Library(folder)
    assert next(iter(library.studies)) == NAME
    assert faults(library) == ["not_allowed"]
    assert next(iter(library.studies)) == "weitere-000"
    change(folder, ",exakt,", ",exact,")
    assert library.refresh()
    assert version(library)


def test_what_is_faulty_now_stays_open_as_it_was_whatever_else_is_opened(folder: Path) -> None:
    names = copies(folder, MOST_OPEN + 1)
    library = Library(folder)
    before = version(library)
    change(folder, ",exact,", ",exakt,")
    library.refresh()
    for name in names[1:]:
        version(library, name)
    assert version(library) == before


def test_a_folder_that_changes_all_the_while_is_told_so_and_tried_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(folder)
    states = iter(range(10**6))
    monkeypatch.setattr(files, "fingerprint", lambda _: next(states))
    opened = library.open(NAME)
    assert isinstance(opened, FaultyPackage) and [f.kind for f in opened.faults] == ["changing"]
    monkeypatch.undo()
    assert version(library)


def test_what_is_gone_while_it_is_opened_is_gone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library(folder)

    def vanishing(path: Path, contents: dict[str, bytes], wrong: list[Fault]) -> Dataset:
        shutil.rmtree(path)
        library.refresh()
        return open_files(path, contents, wrong)

    monkeypatch.setattr(packages, "open_files", vanishing)
    assert isinstance(library.open(NAME), Dataset)
    library.refresh()
    assert library.open(NAME) is None and library.studies == {}


def test_a_faulty_package_keeps_its_faults_and_nothing_it_read(folder: Path) -> None:
    change(folder, ",exact,", ",exakt,")
    broken = Library(folder).open(NAME)
    assert isinstance(broken, FaultyPackage) and broken.faults
    assert broken.__traceback__ is None and broken.__context__ is None and broken.__cause__ is None


@pytest.mark.parametrize("call", ["describe", "open_files"])
def test_whatever_goes_wrong_in_one_package_the_others_are_served_and_refreshed(
    call: str, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    copies(folder, 2)
    really = getattr(packages, call)

    def failing(path: Path, *rest: object) -> object:
        if path.name == "weitere-000":
            raise MemoryError("a fault of ours")
        return really(path, *rest)

    monkeypatch.setattr(packages, call, failing)
    library = Library(folder)
    before = version(library)
    assert faults(library, "weitere-000") == ["unexpected"]
    assert sum("a fault of ours" in (record.exc_text or "") for record in caplog.records) == 1
    change(folder, "Tabelle 12", "Tabelle 13")
    (folder / "withdrawn.csv").write_text(f"sha256\n{version(library, 'weitere-001')}\n", encoding="utf-8")
    assert library.refresh()
    assert version(library) != before
    assert faults(library, "weitere-001") == ["withdrawn"]
    monkeypatch.undo()
    path = folder / "weitere-000" / "findings.csv"
    path.touch()
    assert [library.refresh() for _ in range(3)] == [False, False, True]
    assert version(library, "weitere-000")


def test_a_number_of_5000_digits_is_one_faulty_package(folder: Path) -> None:
    copies(folder, 1)
    path = folder / "weitere-000" / "datapackage.json"
    whole = path.read_text(encoding="utf-8")
    long = whole.replace('"version"', '"x": ' + "9" * 5000 + ', "version"', 1)
    path.write_text(long, encoding="utf-8")
    library = Library(folder)
    assert version(library) and faults(library, "weitere-000") == ["number_too_long"]
    path.write_text(whole, encoding="utf-8")
    seal(path.parent)
    library.refresh()
    assert version(library, "weitere-000")
    path.write_text(long, encoding="utf-8")
    change(folder, "Tabelle 12", "Tabelle 13")
    before = version(library)
    library.refresh()
    assert version(library) != before and version(library, "weitere-000")


def other(folder: Path) -> Path:
    """Make another state of the package that differs in two of its files."""
    made = Path(shutil.copytree(folder / NAME, folder.parent / "neu" / NAME))
    for name, old, new in (("findings.csv", "Tabelle 12", "Tabelle 13"), ("quotes.csv", "Besuche", "Besuch")):
        text = (made / name).read_text(encoding="utf-8")
        (made / name).write_text(text.replace(old, new), encoding="utf-8")
    return made


@pytest.mark.parametrize("first_opened", [True, False])
def test_a_sealed_package_copied_file_by_file_is_never_a_mixture(folder: Path, first_opened: bool) -> None:
    fresh = other(folder)
    seal(folder / NAME)
    seal(fresh)
    whole = {load(folder / NAME).version, load(fresh).version}
    library = Library(folder)
    if first_opened:
        version(library)
    told = []
    for path in sorted(fresh.iterdir()):
        shutil.copy(path, folder / NAME / path.name)
        library.refresh()
        opened = library.open(NAME)
        told.append("" if isinstance(opened, FaultyPackage) or opened is None else opened.version)
    assert set(told) - {""} <= whole
    assert told[-1] == load(fresh).version
    assert not first_opened or all(told)


@pytest.mark.parametrize("first_opened", [True, False])
def test_a_package_without_hashes_waits_until_its_folder_has_stood_still(folder: Path, first_opened: bool) -> None:
    fresh = other(folder)
    whole = {load(folder / NAME).version, load(fresh).version}
    library = Library(folder)
    if first_opened:
        version(library)
    for path in sorted(fresh.iterdir()):
        shutil.copy(path, folder / NAME / path.name)
        library.refresh()
        opened = library.open(NAME)
        if isinstance(opened, FaultyPackage):
            assert not first_opened and [f.kind for f in opened.faults] == ["changing"]
        else:
            assert opened is not None and opened.version in whole
    assert [library.refresh() for _ in range(3)] == [False, True, False]
    assert version(library) == load(fresh).version


def test_what_lies_there_at_the_start_is_opened_at_once_and_what_comes_waits(folder: Path) -> None:
    library = Library(folder)
    assert version(library)
    copies(folder, 1)
    assert not library.refresh() and "weitere-000" not in library.studies
    seal(folder / "weitere-000")
    assert library.refresh()
    assert version(library, "weitere-000")


@pytest.mark.parametrize("sealed", [True, False])
def test_a_folder_that_changes_during_every_load_is_taken_up(
    sealed: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = other(folder)
    if sealed:
        seal(folder / NAME)
        seal(fresh)
    whole = {load(folder / NAME).version, load(fresh).version}
    library = Library(folder)
    first = version(library)
    swapped = []

    def swapping(path: Path, contents: dict[str, bytes], wrong: list[Fault]) -> Dataset:
        swap(fresh, path)
        swapped.append(path)
        return open_files(path, contents, wrong)

    monkeypatch.setattr(packages, "open_files", swapping)
    swap(fresh, folder / NAME)
    seen = []
    for _ in range(9):
        library.refresh()
        seen.append(version(library))
    assert set(seen) == whole and seen[-1] in whole and len(swapped) >= 3
    assert next(n for n, told in enumerate(seen) if told != first) == (0 if sealed else 2)


def failing(monkeypatch: pytest.MonkeyPatch, call: str, part: str, error: OSError) -> None:
    """Let a call of `os` or of `Path` fail for paths that end so, as for want of rights or of file descriptors."""
    place = Path if hasattr(Path, call) and call != "open" else os
    really = getattr(place, call)

    def fails(path: str | Path, *rest: object, **more: object) -> object:
        if str(path).endswith(part):
            raise error
        return really(path, *rest, **more)

    monkeypatch.setattr(place, call, fails)


def test_a_folder_nobody_may_enter_is_one_faulty_package(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    copies(folder, 1)
    for name in files.NAMES:
        failing(monkeypatch, "lstat", f"weitere-000/{name}", PermissionError(errno.EACCES, "Permission denied"))
    library = Library(folder)
    assert faults(library, "weitere-000") == ["folder_unreadable"]
    change(folder, "Tabelle 12", "Tabelle 13")
    assert library.refresh() and not library.refresh()
    assert version(library)
    assert sum("weitere-000" in message for message in caplog.messages) == 1
    monkeypatch.undo()
    assert library.refresh() or library.refresh() or library.refresh()
    assert version(library, "weitere-000")


def test_a_folder_that_cannot_be_listed_for_a_moment_keeps_its_studies(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    copies(folder, 1)
    library = Library(folder)
    before = version(library)
    failing(monkeypatch, "scandir", str(folder), OSError(errno.EMFILE, "Too many open files"))
    assert not library.refresh() and not library.refresh()
    assert version(library) == before and version(library, "weitere-000")
    assert sum("cannot be listed" in message for message in caplog.messages) == 1
    monkeypatch.undo()
    shutil.rmtree(folder / "weitere-000")
    assert library.refresh()
    assert list(library.studies) == [NAME]


def test_what_cannot_be_read_for_a_moment_is_read_at_the_next_look(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    copies(folder, 1)
    library = Library(folder)
    before = version(library)
    change(folder, "Tabelle 12", "Tabelle 13")
    failing(monkeypatch, "open", ".csv", OSError(errno.EMFILE, "Too many open files"))
    for _ in range(3):
        library.refresh()
        assert version(library) == before
        assert faults(library, "weitere-000") == ["unreadable"] * 7, faults(library, "weitere-000")
    assert sum("last good version stays" in message for message in caplog.messages) == 1
    assert len(caplog.messages) == 3
    monkeypatch.undo()
    assert library.refresh()
    assert version(library) != before and version(library, "weitere-000")


def test_what_is_no_package_is_no_trap(folder: Path) -> None:
    library = Library(folder)
    (folder / "Mein Ordner mit Leerzeichen").mkdir()
    (folder / "datei").write_text("x", encoding="utf-8")
    (folder / "kreis").symlink_to("kreis")
    (folder / "nirgends").symlink_to("/gibt/es/nicht")
    (folder / "verweis").symlink_to(folder / NAME)
    os.mkfifo(folder / "rohr")
    (folder / "mit-rohr").mkdir()
    os.mkfifo(folder / "mit-rohr" / "datapackage.json")
    os.mkfifo(folder / "mit-rohr" / "findings.csv")
    for _ in range(4):
        library.refresh()
    assert list(library.studies) == [NAME, "Mein Ordner mit Leerzeichen", "mit-rohr", "verweis"]
    assert faults(library, "mit-rohr") == ["no_plain_file"]
    assert faults(library, "verweis") == ["name_differs"]
    assert version(library)
