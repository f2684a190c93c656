"""Zip archives from elsewhere: bounded before anything is unpacked, members found whatever their capitals."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from publish.files import LARGEST
from publish.imports.project import Unreadable

MOST_MEMBERS = 20_000
LARGEST_DIRECTORY = 10_000_000
"""Bytes of the list of members: it is read whole before they can be counted."""
HIGHEST_RATIO = 100
HARMLESS = 1_000_000
"""A member up to this many bytes may be packed as tightly as it likes: blank pages and empty tables are."""
CHUNK = 1 << 20
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, ValueError, OSError, IndexError, MemoryError)

Holds = Literal["project", "workbook", "atlasti", "nvivo", "nothing"]


class Archive:
    """The members of a zip file, nothing unpacked yet. Raise Unreadable where one of the bounds is broken."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._said():
            _require_short_directory(path)
            with zipfile.ZipFile(path) as file:
                members = [member for member in file.infolist() if not member.is_dir()]
        if len(members) > MOST_MEMBERS:
            raise Unreadable("archive_too_many", path.name, f"{MOST_MEMBERS:,}".replace(",", " "))
        if sum(member.file_size for member in members) > LARGEST:
            raise Unreadable("archive_too_large", path.name, LARGEST // 1_000_000)
        self._members = {}
        for member in members:
            name = member.filename.replace("\\", "/")
            if name.startswith("/") or re.match("[A-Za-z]:", name) or ".." in name.split("/"):
                raise Unreadable("archive_path_outside", path.name)
            if member.flag_bits & 1:
                raise Unreadable("archive_encrypted", path.name)
            if not _is_of_macos(name):
                self._members[name] = member
        self._by_name = {name.lower(): name for name in self._members}

    @property
    def names(self) -> Sequence[str]:
        """Return the members' names, with `/` between folders; what macOS adds for itself is left out."""
        return tuple(self._members)

    @property
    def projects(self) -> Sequence[str]:
        """Return the members that are descriptions of a REFI-QDA project."""
        return tuple(name for name in self._members if name.lower().endswith(".qde"))

    @property
    def holds(self) -> Holds:
        """Say what kind of archive this is, by its members."""
        if self.projects:
            return "project"
        if "xl/workbook.xml" in self._by_name or "xl/workbook.bin" in self._by_name or self._is_open_document():
            return "workbook"
        if "project.aprx" in self._by_name:
            return "atlasti"
        return "nvivo" if any(name.endswith((".nvp", ".nvpx")) for name in self._by_name) else "nothing"

    def find(self, name: str) -> str | None:
        """Return the member of a name, whatever its capitals; None where there is none."""
        return self._by_name.get(name.replace("\\", "/").lower())

    def read(self, name: str) -> bytes:
        """Unpack one member. Raise Unreadable where it is broken or packed as only a bomb is."""
        member = self._members[name]
        if member.file_size > HARMLESS and member.file_size > HIGHEST_RATIO * member.compress_size:
            raise Unreadable("archive_bomb", self._path.name)
        with self._said(), zipfile.ZipFile(self._path) as file, file.open(member) as opened:
            return opened.read(member.file_size + 1)

    def require_sound(self) -> None:
        """Unpack every member and forget it, for readers of their own. Raise Unreadable as `read` does."""
        for name in self._members:
            self.read(name)

    def _is_open_document(self) -> bool:
        mimetype = self.find("mimetype")
        return mimetype is not None and b"opendocument.spreadsheet" in self.read(mimetype)[:200]

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except (NotImplementedError, RuntimeError) as error:  # a packing or an encryption that Python does not know
            raise Unreadable("archive_unknown_packing", self._path.name) from error
        except BROKEN as error:
            raise Unreadable("archive_broken", self._path.name) from error


def _is_of_macos(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith("._")


def _require_short_directory(path: Path) -> None:
    """Refuse an archive whose list of members alone would fill the memory."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - (1 << 16) - 22))
        tail = file.read()
    end = tail.rfind(b"PK\5\6")
    if end < 0:
        raise zipfile.BadZipFile
    (size,) = struct.unpack_from("<L", tail, end + 12)
    wide = tail.rfind(b"PK\6\6", 0, end)
    if size == 0xFFFFFFFF and wide >= 0:
        (size,) = struct.unpack_from("<Q", tail, wide + 40)
    if size > LARGEST_DIRECTORY:
        raise Unreadable("archive_too_many", path.name, f"{MOST_MEMBERS:,}".replace(",", " "))
