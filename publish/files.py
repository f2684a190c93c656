"""Files that protect persons: read whole or refused, written whole or not at all, by one at a time."""

import contextlib
import csv
import io
import json
import os
import shutil
import signal
import stat
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock, Timeout

from dashboard.package.cells import Fault

LARGEST = 500_000_000
PATIENCE = 2.0
"""For how many seconds a file is written again and again that somebody holds: a reader of a package closes at once."""
PAUSE = 0.02
END = "\r\n\0"
"""Ends a row on its way into a file: either return in a cell is quoted then, and no cell that is good has all three."""
AT_ONCE = 500
"""Rows that are written at once."""
T = TypeVar("T")


class Busy(Exception):
    """Another release or withdrawal of the same study, or into the same folder, is under way."""


@contextlib.contextmanager
def alone(lock: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold a lock file; the system lets go when the process ends, however it ends. Raise Busy where another has it."""
    # A link is not followed and nobody waits for a pipe: a data folder may be shared. What cannot be locked by the
    # system is not locked by a mark, which would outlive its owner.
    held = FileLock(lock, blocking=wait, thread_local=False, fallback_to_soft=False)
    try:
        held.acquire()
    except Timeout as error:
        raise Busy from error
    try:
        yield
    finally:
        held.release()


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Let Ctrl+C pass by while files are written: what is begun is finished, in a moment, and told as done."""
    if threading.current_thread() is not threading.main_thread():  # nor is it heard elsewhere
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)


def patiently(work: Callable[[], T], path: Path) -> T:
    """Do something to a file or folder; where the system refuses, try again for a while.

    On Windows nothing replaces or removes what somebody has open, or what is marked as read-only.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return work()
        except PermissionError:
            if time.monotonic() > until:
                raise
            _make_writable(path)
            time.sleep(PAUSE)


def _make_writable(path: Path) -> None:
    with contextlib.suppress(OSError):
        if not path.is_symlink() and not path.stat().st_mode & stat.S_IWRITE:
            path.chmod(path.stat().st_mode | stat.S_IWRITE)


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """Say of which file it is that something failed: the system does not where a file is open already."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise


def replace(path: Path, content: bytes) -> None:
    """Write a file so that at any moment either the old or the new one is there, whole; a link to a file stays one."""
    leads_to = Path(os.path.realpath(path))
    if leads_to.is_file() or not leads_to.exists():  # a device or a pipe is nobody's to replace
        path = leads_to
    beside = path.with_name(f".{path.name}.new")
    write(beside, content)
    patiently(lambda: beside.replace(path), path)
    settle(path.parent)


def write(path: Path, content: bytes) -> None:
    """Write a file and wait until it lies on the disk."""
    with naming(path), patiently(lambda: path.open("wb"), path) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def settle(folder: Path) -> None:
    """Wait until the names in a folder lie on the disk, where the system can say so.

    Else the power may fail between two files and leave only the later one written.
    """
    if not hasattr(os, "O_DIRECTORY"):  # Windows opens no folder
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        with naming(folder):
            os.fsync(opened)
    finally:
        os.close(opened)


def clear(path: Path) -> None:
    """Remove what an earlier run left, whatever it is; where a link leads, nothing is touched."""
    if path.is_symlink() or path.is_file():
        patiently(path.unlink, path)
    elif path.exists():
        patiently(lambda: shutil.rmtree(path, onerror=_once_writable), path)


def _once_writable(remove: Callable[..., Any], path: str, _: Any) -> None:
    """Remove what the system refused to, now that it may be written."""
    _make_writable(Path(path).parent)
    _make_writable(Path(path))
    with contextlib.suppress(FileNotFoundError):
        remove(path)


def table(header: Sequence[str], rows: Iterable[Sequence[object]], between: str = "") -> bytes:
    """Write a CSV file: UTF-8, commas, line feeds; None is an empty cell.

    `between`: what her spreadsheet expects between columns. It finds the encoding marked then: a double click opens it.
    """
    written = io.BytesIO("\ufeff".encode() if between else b"")
    written.seek(0, io.SEEK_END)
    some = io.StringIO()
    writer = csv.writer(some, delimiter=between or ",", lineterminator=END)
    rows = chain([header], rows)
    while lines := list(islice(rows, AT_ONCE)):
        writer.writerows(lines)
        written.write(some.getvalue().replace(END, "\n").encode())
        some.seek(some.truncate(0))
    return written.getvalue()


def delimiter(header: str) -> str:
    """Return what parts the columns of a CSV file: semicolons where its first line has more of them than commas."""
    return ";" if header.count(";") > header.count(",") else ","


def read(folder: Path, name: str, faults: list[Fault]) -> bytes | None:
    """Return what stands in a file, None where there is none.

    A file that is there and cannot be read, or only under a name with other capitals, is a fault: taking it for absent
    would take away what it protects.
    """
    path = folder / name
    if not os.path.lexists(path):
        others = [entry for entry in os.listdir(folder) if entry.lower() == name]  # noqa: PTH208 (names, not paths)
        faults += [Fault("other_case", other, None, (name,)) for other in others]
        return None
    if not path.is_file():
        kind = "is_a_folder" if path.is_dir() else "no_plain_file" if path.exists() else "link_to_nothing"
        faults.append(Fault(kind, name))
        return None
    try:
        if path.stat().st_size > LARGEST:
            faults.append(Fault("too_large", name, None, (str(LARGEST // 1_000_000),)))
            return None
        return path.read_bytes()
    except OSError as error:
        faults.append(Fault("unreadable", name, None, (error.strerror or "",)))
        return None


def text(name: str, content: bytes, faults: list[Fault]) -> str | None:
    """Return the words of a file in UTF-8, None with a fault that names the encoding it seems to have."""
    wide = b"\0" in content[:200]
    row = 1
    try:
        if not wide:
            return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
    wide = wide or content.startswith((b"\xff\xfe", b"\xfe\xff"))
    faults.append(Fault("not_utf8", name, row, ("UTF-16" if wide else "Windows-1252",)))
    return None


def parse(name: str, content: bytes, faults: list[Fault]) -> Any:
    """Return the value of a JSON file, None with a fault where it is not JSON to the letter.

    Python reads more than JSON allows: NaN, a key given twice, half a character. All would be lost or break on writing.
    """
    words = text(name, content, faults)
    if words is None:
        return None
    try:
        value = json.loads(words, parse_constant=_refuse_constant, object_pairs_hook=_once)
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        faults.append(Fault("half_character", name))
    except json.JSONDecodeError as error:
        faults.append(Fault("no_json", name, error.lineno))
    except RecursionError:
        faults.append(Fault("too_deep", name))
    except _Twice as error:
        faults.append(Fault("key_twice", name, None, (str(error),)))
    except ValueError:
        faults.append(Fault("no_number", name))
    else:
        return value
    return None


class _Twice(Exception):
    """A key stands twice in one object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(key[:60])
        found[key] = value
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(name)
