"""Files are told apart by what they hold, and what nobody can read is refused with what to do."""

import os
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from publish.imports import opening
from publish.imports.archive import Archive
from publish.imports.opening import decoded, opened
from publish.imports.project import Unreadable
from publish.imports.refi.xml import root_of
from publish.imports.texts import DOING, REFUSED, TOLD


def refused(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        opened(path)
    fault = caught.value.fault
    assert all(REFUSED[lang][fault.kind][0].format(*fault.details) for lang in ("de", "en"))
    assert fault.file == path.name
    return fault.kind


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def database(path: Path, *tables: str) -> Path:
    with closing(sqlite3.connect(path)) as made:
        for table in tables:
            made.execute(f"create table {table} (x)")
        made.commit()
    return path


def archive(path: Path, *members: str) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name in members:
            made.writestr(name, "x")
    return path


def compound(stream: str) -> bytes:
    """The beginning of an OLE2 file, and one entry of its directory."""
    name = stream.encode("utf-16-le")
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(1016)
        + name.ljust(64, b"\0")
        + bytes([len(name) + 2, 0])
        + bytes(62)
    )


def test_every_word_exists_in_both_languages() -> None:
    for words in (REFUSED, TOLD, DOING):
        assert words["de"].keys() == words["en"].keys()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<?xml version='1.0'?><a/>", "xml"),
        (b"\xef\xbb\xbf\n <a/>", "xml"),
        ("<a/>".encode("utf-16"), "xml"),
        ("<a/>".encode("utf-16-le"), "xml"),
        (b"document,code\na,b\n", "text"),
        (b"PK;Name\n1;x\n", "text"),
        ("\ufeff\ufeffid;tag\n".encode(), "text"),
        ("Größe;Maß\n".encode("cp1252"), "text"),
        (("Größe;🙂" * 40_000).encode("utf-16"), "text"),
        (("Größe;🙂" * 40_001).encode(), "text"),
        (compound("Workbook"), "workbook"),
        (compound("Book"), "workbook"),
        (b"SQLite format 3\0 and no more", "database"),
    ],
)
@pytest.mark.parametrize("name", ["a.qdpx", "a.mx24", "a"])
def test_the_name_of_a_file_says_nothing(content: bytes, kind: str, name: str, tmp_path: Path) -> None:
    assert opened(written(tmp_path / name, content)).kind == kind


def test_workbooks(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    openpyxl.Workbook().save(path)
    assert opened(path).kind == "workbook"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert opened(path).kind == "workbook"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", "x")
        made.writestr("xl/sheet.xml", " " * 30_000_000)
    assert refused(path) == "archive_bomb"


def test_databases(tmp_path: Path) -> None:
    assert opened(database(tmp_path / "a.qda", "code_text", "source")).kind == "database"
    assert refused(database(tmp_path / "b.sqlite3", "Texts", "Codewords", "Codings", "Memos")) == "native_maxqda"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.nvp", "native_nvivo"), ("a.NVPX", "native_nvivo"), ("a.mx12", "native_maxqda"), ("a.mex22", "no_text"),
        ("a.atlproj", "native_atlasti"), ("a.atlcb", "native_atlasti"), ("a.hpr7", "native_atlasti"), ("a", "no_text"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused_with_where_to_export(name: str, kind: str, tmp_path: Path) -> None:
    assert refused(written(tmp_path / name, b"ab\0cd" * 100)) == kind
    assert refused(written(tmp_path / name, compound("WordDocument"))) == kind


def test_native_projects_by_what_they_hold(tmp_path: Path) -> None:
    assert refused(archive(tmp_path / "a", "project.aprx", "contents/x")) == "native_atlasti"
    assert refused(archive(tmp_path / "b", "project.nvp")) == "native_nvivo"
    assert refused(written(tmp_path / "c", b"\x01\x0f\0\0" + bytes(9000))) == "native_nvivo"
    assert refused(written(tmp_path / "d", compound("x") + "NVivo 12".encode("utf-16-le"))) == "native_nvivo"


def test_what_is_no_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "missing") == "no_such_file"
    assert refused(tmp_path) == "is_a_folder"
    assert refused(written(tmp_path / "empty", b"")) == "empty_file"
    (tmp_path / "dead").symlink_to(tmp_path / "nowhere")
    assert refused(tmp_path / "dead") == "no_such_file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_nobody_waits_for_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe") == "no_plain_file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_nobody_may_read(tmp_path: Path) -> None:
    path = written(tmp_path / "a", b"x")
    path.chmod(0)
    assert refused(path) == "unreadable"


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGEST", 10)
    assert refused(written(tmp_path / "a", b"x" * 11)) == "too_large"
    assert opened(written(tmp_path / "a", b"x" * 10)).kind == "text"


def test_members_are_found_whatever_their_capitals(tmp_path: Path) -> None:
    found = Archive(archive(tmp_path / "a", "Sources/A.txt", "Projekt.QDE", "__MACOSX/b.qde", "x/._c.qde"))
    assert found.find("sources/a.TXT") == "Sources/A.txt" and found.find("sources\\a.txt") == "Sources/A.txt"
    assert found.projects == ("Projekt.QDE",) and found.read("Projekt.QDE") == b"x" and found.find("b") is None


def test_texts_are_decoded_as_they_were_written() -> None:
    words = "Größe: „so“ 12 €\r\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"):
        assert decoded(words.encode(encoding)) == words
    assert decoded(b"\xef\xbb\xbf" + words.encode("utf-8-sig")) == words
    assert decoded(b"a\0b") is None and decoded(b"\xff\xfea") is None and decoded(b"") == ""


@pytest.mark.parametrize(
    ("head", "root"),
    [
        (b"<?xml version='1.0'?>\n<!-- <x> --><!DOCTYPE a [<!ENTITY b 'c'>]><q:a b='c'/>", "a"),
        (b"<a", "a"),
        (b"<!-- never closed <a>", ""),
        (b"text <a>", ""),
        (b"<?a?>" * 9000 + b"!", ""),
        (b" " * 60_000 + b"!", ""),
        (b"<!DOCTYPE " + b"[" * 60_000, ""),
    ],
)
def test_the_root_is_found_in_no_time(head: bytes, root: str) -> None:
    assert root_of(head) == root
