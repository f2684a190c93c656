"""A file given to the import: told apart by what it holds, never by its name, and bounded before it is read."""

import mmap
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from publish import files
from publish.imports.archive import Archive
from publish.imports.project import Project, Unreadable
from publish.steps import Listener

LARGEST = files.LARGEST
"""Bytes of a file, and of all members of an archive together."""
HEAD = 1 << 16
QUALCODER = "data.qda"
STEPS = 1_000_000
"""Of SQLite, to list tables: in a file made for it their pages lead to each other without an end."""

Kind = Literal["xml", "archive", "workbook", "database", "text"]


@dataclass(frozen=True, slots=True)
class File:
    """An export. `kind`: what its first bytes and, for an archive, its members say it is."""

    path: Path
    kind: Kind

    @property
    def name(self) -> str:
        """Return what messages call it."""
        return self.path.name


class Reader(Protocol):
    """One format. `columns`: the header of each field, as the mapping says; formats with fixed fields ignore it."""

    @property
    def TRIED(self) -> bool:  # noqa: N802 - a constant of each reader
        """Say whether it was tried on a file the tool itself wrote, not by documentation alone: the guide says so."""
        ...

    def recognises(self, file: File) -> bool:
        """Say whether a file is of this format, by its content; never raise for one that is not."""
        ...

    def read(self, file: File, columns: Mapping[str, str], listen: Listener) -> Project:
        """Return what the file holds. Raise Unreadable for what cannot be used."""
        ...


def opened(path: Path) -> File:
    """Say what kind of file this is: `archive` is a zip with one REFI-QDA project, `workbook` any spreadsheet.

    The folder of a QualCoder project stands for the database in it.
    Raise Unreadable for a file that is missing, empty, too large or not to be read, for an archive or a binary file
    that holds nothing we know, and for the native projects of the coding tools, with where to export from.
    """
    if path.is_dir() and (path / QUALCODER).is_file():
        path = path / QUALCODER
    _require_plain(path)
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
        return File(path, _kind(path, head))
    except OSError as error:
        raise Unreadable("unreadable", path.name, error.strerror or "") from error


def decoded(content: bytes) -> str | None:
    """Return the words of a text file, without byte order marks; None where it is no text.

    UTF-8 and UTF-16 (by its mark, or by its empty bytes), else cp1252, as Windows writes. Line ends stay as they are.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif [byte == 0 for byte in content[:4]] == [False, True, False, True]:
        encodings = ["utf-16-le"]
    elif [byte == 0 for byte in content[:4]] == [True, False, True, False]:
        encodings = ["utf-16-be"]
    else:
        encodings = ["utf-8", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            words = content.decode(encoding).lstrip("\ufeff")
        except UnicodeDecodeError:
            continue
        return None if "\0" in words else words
    return None


def _require_plain(path: Path) -> None:
    if not path.exists():
        raise Unreadable("no_such_file", path.name)
    if path.is_dir():
        raise Unreadable("is_a_folder", path.name)
    if not path.is_file():
        raise Unreadable("no_plain_file", path.name)
    size = path.stat().st_size
    if not size:
        raise Unreadable("empty_file", path.name)
    if size > LARGEST:
        raise Unreadable("too_large", path.name, LARGEST // 1_000_000)


def _kind(path: Path, head: bytes) -> Kind:
    if head.startswith((b"PK\3\4", b"PK\5\6", b"PK\7\x08")):
        return _kind_of_archive(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _kind_of_compound(path)
    if head.startswith(b"SQLite format 3\0"):
        if _tables(path) >= {"Texts", "Codewords", "Codings"}:
            raise Unreadable("native_maxqda", path.name)
        return "database"
    if head.startswith(b"\x01\x0f\0\0"):  # the first page of a database of SQL Server
        raise Unreadable("native_nvivo", path.name)
    words = decoded(head)
    if words is None:  # a piece of UTF-16 may end within a character
        words = decoded(head[:-2]) if len(head) == HEAD else None
    if words is None:
        raise Unreadable(_native(path) or "no_text", path.name)
    return "xml" if words.lstrip().startswith("<") else "text"


def _kind_of_archive(path: Path) -> Kind:
    archive = Archive(path)
    match archive.holds:
        case "project":
            if len(archive.projects) > 1:
                raise Unreadable("archive_several_projects", path.name, len(archive.projects))
            return "archive"
        case "workbook":
            archive.require_sound()
            return "workbook"
        case "atlasti":
            raise Unreadable("native_atlasti", path.name)
        case "nvivo":
            raise Unreadable("native_nvivo", path.name)
    raise Unreadable(_native(path) or "archive_without_project", path.name)


def _kind_of_compound(path: Path) -> Kind:
    """Say what an OLE2 file holds, by the names in its directory: `.xls`, `.doc` and `.nvp` begin alike."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for stream in ("Workbook", "Book"):
            entry = stream.encode("utf-16-le")
            if content.find(entry.ljust(64, b"\0") + bytes([len(entry) + 2, 0])) >= 0:
                return "workbook"
        if content.find("EncryptedPackage".encode("utf-16-le")) >= 0:
            raise Unreadable("encrypted_workbook", path.name)
        nvivo = content.find("NVivo".encode("utf-16-le")) >= 0 or content.find(b"NVivo") >= 0
    raise Unreadable("native_nvivo" if nvivo else _native(path) or "no_text", path.name)


def _tables(path: Path) -> set[str]:
    """Return the names of the tables of a SQLite file, none where it is broken: its reader says so."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            database.set_progress_handler(lambda: 1, STEPS)
            return {name for (name,) in database.execute("select name from sqlite_master where type = 'table'")}
    except (sqlite3.Error, UnicodeDecodeError):  # a name may be spoiled too
        return set()


def _native(path: Path) -> str | None:
    """Say whose project a file may be that nobody can read: its name helps to word the refusal, to nothing else."""
    suffix = path.suffix.lower()
    for start, kind in ((".nvp", "native_nvivo"), (".mx", "native_maxqda"), (".atl", "native_atlasti")):
        if suffix.startswith(start):
            return kind
    return "native_atlasti" if suffix.startswith(".hpr") else None
