"""The list of withdrawn packages fails closed: what names a hash in any form hides it, what is unclear hides all."""

import logging
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard import check, export
from dashboard.package import library as packages
from dashboard.package import withdrawn
from dashboard.package.dataset import FaultyPackage, load
from dashboard.package.library import ROUNDS, Library
from dashboard.package.withdrawn import NAME, parse, read
from dashboard.texts import DE
from dashboard.web import studies
from tests.conftest import FIRST_STUDY, ROOT
from tests.pages import open_page
from tests.test_routes import ask

pytestmark = pytest.mark.long

STUDY, OTHER = FIRST_STUDY.name, "demo-zusammenarbeit"
HASH = load(FIRST_STUDY).version
FOREIGN = "0123456789abcdef" * 4

NAMED: dict[str, bytes] = {
    "as releases write it": f"sha256\n{HASH}\n".encode(),
    "among others": f"sha256\n{FOREIGN}\n{HASH}\n{FOREIGN[::-1]}\n".encode(),
    "capitals": f"SHA256\n{HASH.upper()}\n".encode(),
    "semicolons": f"sha256;\n{HASH};\n".encode(),
    "a leading space": f"sha256\n {HASH}\n".encode(),
    "tabs and blanks": f"sha256\n\t{HASH}  \t\n".encode(),
    "byte order mark": f"\ufeffsha256\n{HASH}\n".encode(),
    "byte order mark before the hash": f"\ufeff{HASH}\n".encode(),
    "quotes": f'"sha256"\n"{HASH}"\n'.encode(),
    "apostrophes": f"'{HASH}'\n".encode(),
    "no heading": f"{HASH}\n".encode(),
    "no end of line": f"sha256\n{HASH}".encode(),
    "ends of lines of Windows": f"sha256\r\n{HASH}\r\n".encode(),
    "ends of lines of old": f"sha256\r{HASH}\r".encode(),
    "blank lines": f"\n\nsha256\n\n{HASH}\n\n".encode(),
    "utf-16": f"sha256\n{HASH}\n".encode("utf-16"),
    "utf-16 the other way": b"\xfe\xff" + f"sha256\n{HASH}\n".encode("utf-16-be"),
    "utf-16 without a mark": f"sha256\n{HASH}\n".encode("utf-16-le"),
    "utf-32": f"sha256\n{HASH}\n".encode("utf-32"),
    "with the name of the sum": f"sha256:{HASH}\n".encode(),
    "with a date and words": f"sha256,date,why\n{HASH},2026-11-24,auf Wunsch\n".encode(),
    "after words in Windows-1252": f"sha256\nzurückgezogen {HASH}\n".encode("cp1252"),
    "in the second column": f"when;sha256\n2026-11-24;{HASH}\n".encode(),
    "in groups of four": " ".join(HASH[n : n + 4] for n in range(0, 64, 4)).encode(),
    "two without an end of line between": f"sha256\n{FOREIGN}{HASH}\n".encode(),
    "two on a line": f"sha256\n{FOREIGN},{HASH}\n".encode(),
    "half of it after another": f"sha256\n{FOREIGN},{HASH[:30]}\n".encode(),
    "half of it after another without anything between": f"sha256\n{FOREIGN}{HASH[:9]}\n".encode(),
    "two digits of it after another": f"sha256\n{FOREIGN}, {HASH[:2]}\n".encode(),
    "half a line": f"sha256\n{FOREIGN}\n{HASH[:31]}".encode(),
    "one digit of a line": f"sha256\n{HASH[0]}".encode(),
    "its second half": f"{HASH[32:]}\n{FOREIGN}\n".encode(),
}
UNCLEAR: dict[str, bytes] = {
    "empty": b"",
    "words": b"sha256\nmail of Monday\n",
    "a remark": f"# withdrawn\n{FOREIGN}\n".encode(),
    "half a heading": b"sha2",
    "a mistyped hash": f"sha256\n{FOREIGN[:30]}o{FOREIGN[31:]}\n".encode(),
    "base 64": b"sha256\n9kTxfGpv3kX0eXv3kX0eXv3kX0eXv3kX0eXv3kX0eXs=\n",
    "digits of another script": "sha256\n٠١٢٣\n".encode(),
    "no text": bytes(range(128, 256)),
    "half a character of utf-16": b"\xff\xfes\x00h\x00a\x002\x005\x006\x00\n\x00z",
    "a table of another program": b"PK\x03\x04\x14\x00",
}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (STUDY, OTHER):
        shutil.copytree(ROOT / "data" / name, tmp_path / "data" / name)
    monkeypatch.setenv("BEFUNDATLAS_DATA", str(tmp_path / "data"))
    studies._library.cache_clear()
    return tmp_path / "data"


def shown(library: Library) -> list[str]:
    """Return the studies a reader can open."""
    names = [name for name in library.studies if not isinstance(library.open(name), FaultyPackage)]
    assert names == [name for name, said in library.studies.items() if not isinstance(said, FaultyPackage)]
    return names


@pytest.mark.parametrize("form", NAMED)
def test_whatever_names_a_hash_hides_its_package_and_no_other(form: str, data: Path) -> None:
    (data / NAME).write_bytes(NAMED[form])
    unclear = form == "in the second column"  # its heading is none
    assert shown(Library(data)) == ([] if unclear else [OTHER])
    (data / NAME).unlink()
    library = Library(data)
    assert shown(library) == [STUDY, OTHER]
    (data / NAME).write_bytes(NAMED[form])
    library.refresh()
    assert STUDY not in shown(library)


@pytest.mark.parametrize("form", UNCLEAR)
def test_what_cannot_be_read_hides_all_it_might_name(form: str, data: Path, caplog: pytest.LogCaptureFixture) -> None:
    library = Library(data)
    assert shown(library) == [STUDY, OTHER]
    (data / NAME).write_bytes(UNCLEAR[form])
    with caplog.at_level(logging.ERROR, "befundatlas"):
        assert library.refresh() and not library.refresh()
    assert sum("might name any study" in message for message in caplog.messages) == 1
    assert shown(library) == [] == shown(Library(data))
    (data / NAME).write_text(f"sha256\n{FOREIGN}\n", encoding="utf-8")
    library.refresh()
    assert shown(library) == [STUDY, OTHER]


def _directory(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _broken_link(path: Path) -> None:
    path.symlink_to("nirgends")


def _huge(path: Path) -> None:
    path.touch()
    os.truncate(path, 1024**3)


def _long(path: Path) -> None:
    path.write_text("sha256\n" + f"{FOREIGN},\n" * 20_000, encoding="utf-8")


@pytest.mark.parametrize("put", [_directory, _pipe, _broken_link, _huge, _long])
def test_what_is_no_list_in_its_place_hides_all(put: Callable[[Path], None], data: Path) -> None:
    put(data / NAME)
    assert shown(Library(data)) == []


def test_a_list_that_has_not_changed_is_not_taken_apart_at_every_look(data: Path) -> None:
    (data / NAME).write_text(f"sha256\n{FOREIGN}\n", encoding="utf-8")
    library = Library(data)
    before = parse.cache_info().misses
    for _ in range(3):
        assert not library.refresh() and shown(library) == [STUDY, OTHER]
    assert parse.cache_info().misses == before
    (data / NAME).write_text(f"sha256\n{HASH}\n", encoding="utf-8")
    assert library.refresh() and shown(library) == [OTHER]


@pytest.mark.parametrize("call", ["open", "fstat", "fdopen"])
def test_a_list_that_could_be_read_a_moment_ago_hides_all(
    call: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data / NAME).write_text(f"sha256\n{FOREIGN}\n", encoding="utf-8")
    library = Library(data)
    assert shown(library) == [STUDY, OTHER]
    really = getattr(os, call)

    def refused(*_: Any, **__: Any) -> Any:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(os, call, refused)
    assert read(data).unread
    library.refresh()
    monkeypatch.setattr(os, call, really)
    assert set(map(type, library.studies.values())) == {FaultyPackage}
    library.refresh()
    assert shown(library) == [STUDY, OTHER]


def test_where_there_is_no_list_nothing_is_withdrawn(data: Path) -> None:
    assert shown(Library(data)) == [STUDY, OTHER]
    (data / NAME).write_text("sha256\n", encoding="utf-8")
    assert shown(Library(data)) == [STUDY, OTHER]


@pytest.mark.parametrize("name", ["Withdrawn.csv", "WITHDRAWN.CSV"])
def test_a_list_in_other_capitals_is_the_list(name: str, data: Path) -> None:
    (data / name).write_text(f"sha256\n{HASH}\n", encoding="utf-8")
    assert shown(Library(data)) == [OTHER]
    (data / name).write_bytes(b"")
    assert shown(Library(data)) == []


def test_a_list_that_is_just_being_written_forgets_nothing(data: Path) -> None:
    """Written from its start or put aside by an editor: until it stands still, what it named stays."""
    before = "sha256\n" + f"{FOREIGN}\n" * 100
    whole = before + f"{HASH}\n"
    (data / NAME).write_text(whole, encoding="utf-8")
    library = Library(data)
    for half in (before, before[: len(before) // 2], None, "", "sha256\n", before, whole):
        (data / NAME).unlink(missing_ok=True)
        if half is not None:
            (data / NAME).write_text(half, encoding="utf-8")
        library.refresh()
        assert STUDY not in shown(library) and STUDY not in listed(library)
    assert shown(library) == [OTHER]


def test_the_same_list_is_read_once(data: Path) -> None:
    withdrawn.parse.cache_clear()
    (data / NAME).write_text(f"sha256\n{HASH}\n", encoding="utf-8")
    library = Library(data)
    for _ in range(5):
        library.refresh()
    assert withdrawn.parse.cache_info().misses == 1 and shown(library) == [OTHER]


@pytest.mark.parametrize("content", [f"sha256\n{HASH}\n", ""])
def test_no_command_shows_or_praises_a_withdrawn_package(
    content: str, data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = data.parent / "made.html"
    assert check.main([str(data / STUDY)]) == 0
    (data / NAME).write_text(content, encoding="utf-8")
    for folder, here in ((data / STUDY, data), (Path(STUDY), data), (Path(), data / STUDY)):
        monkeypatch.chdir(here)
        capsys.readouterr()
        assert check.main([str(folder)]) == 2
        assert export.main([str(folder), "--html", str(made)]) == 2
        told = capsys.readouterr()
        assert not told.out and told.err.count("zurückgezogen") >= 2 and not made.exists()


def test_page_and_health_check_say_so(data: Path) -> None:
    (data / NAME).write_text("sha256\n\nnach Rücksprache\n", encoding="utf-8")
    page = open_page("overview").html
    assert DE.faulty_title in page and f"{NAME}, Zeile 3" in page and "Liste der zurückgezogenen Fassungen" in page
    assert ask("/healthz")[0] == 503
    (data / NAME).write_text(f"sha256\n{HASH[:20]}\n", encoding="utf-8")
    studies.refresh()
    assert "Teil einer Prüfsumme" in open_page("overview", study=[STUDY]).html
    studies._library.cache_clear()


def listed(library: Library) -> list[str]:
    """Return the studies whose titles are told though nobody has opened one."""
    return [name for name, said in library.studies.items() if not isinstance(said, FaultyPackage)]


def test_a_withdrawn_package_nobody_has_opened_is_not_named_either(data: Path) -> None:
    running = Library(data)
    (data / NAME).write_text(f"sha256\n{load(data / STUDY).version}\n", encoding="utf-8")
    assert running.refresh() and not running.refresh()
    assert listed(running) == [OTHER] == listed(Library(data))
    (data / NAME).unlink()
    assert [running.refresh() for _ in range(ROUNDS + 1)] == [*[False] * ROUNDS, True]
    assert listed(running) == [STUDY, OTHER] == shown(running)


HARM: dict[str, Callable[[Path], object]] = {
    "a file gone": Path.unlink,
    "a file cut": lambda path: path.write_bytes(path.read_bytes()[:-100]),
    "a file emptied": lambda path: path.write_bytes(b""),
    "a folder for a file": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("started", [True, False])
def test_a_withdrawn_package_that_is_no_longer_whole_is_not_named_either(started: bool, harm: str, data: Path) -> None:
    (data / NAME).write_text(f"sha256\n{load(data / OTHER).version}\n", encoding="utf-8")
    running = Library(data) if started else None
    HARM[harm](data / OTHER / "quotes.csv")
    library = running or Library(data)
    for _ in range(ROUNDS + 2):
        library.refresh()
        assert listed(library) == [STUDY]


def test_a_package_swapped_while_it_is_looked_at_is_not_named_by_what_was_withdrawn(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data / NAME).write_text(f"sha256\n{HASH}\n", encoding="utf-8")
    fresh = data.parent / "fresh"
    shutil.copytree(data / STUDY, fresh)
    for file in fresh.iterdir():
        file.write_bytes(file.read_bytes().replace(b'"created": "2', b'"created": "1'))
    really = packages.describe

    def swapped(path: Path) -> Any:
        said = really(path)
        if path.name == STUDY and fresh.exists():
            shutil.rmtree(path)
            fresh.rename(path)
        return said

    monkeypatch.setattr(packages, "describe", swapped)
    library = Library(data)
    assert not fresh.exists() and STUDY not in listed(library)
    for _ in range(ROUNDS + 1):
        library.refresh()
    assert STUDY in listed(library)


def test_while_its_hash_cannot_be_told_a_package_is_not_named(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (data / NAME).write_text(f"sha256\n{FOREIGN}\n", encoding="utf-8")
    monkeypatch.setattr(packages, "read_whole", lambda _: (None, {}, []))
    library = Library(data)
    assert listed(library) == []
    monkeypatch.undo()
    assert library.refresh() and listed(library) == [STUDY, OTHER] == shown(library)


def test_a_long_list_as_releases_write_it_is_read_and_any_other_hides_all() -> None:
    many = "".join(f"{n:064x}\n" for n in range(50_000))
    assert len(parse(f"sha256\n{many}".encode()).hashes) == 50_000
    assert parse(f"sha256\n{many}x,y\n".encode()).unread
