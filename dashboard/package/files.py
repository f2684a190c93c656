"""What lies in the folder of a package: which state it is in, and the bytes of its files."""

import contextlib
import hashlib
import os
import re
import stat
import time
from collections.abc import Mapping
from pathlib import Path

from dashboard.package.cells import Fault
from dashboard.package.columns import DESCRIPTION, MAY_BE_MISSING, NAMES

LARGEST_FILE = 50 * 1024 * 1024
MEGABYTE = 1024 * 1024
LARGEST_DESCRIPTION = MEGABYTE
"""All of it is shown somewhere: what is longer is no description, and a handout of it would take minutes."""
PLAINLY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A link is not followed, and nobody waits for a pipe."""

CURRENT = "current"
"""In the folder of a package that has states: a line with the hash of the one to show."""
STATES = ".fassungen"
"""Beside the packages: a folder for each that has states, with a folder for each state, named by its hash."""
LARGEST = {DESCRIPTION: LARGEST_DESCRIPTION, CURRENT: 1024}
TRIES, PAUSE = 20, 0.02
"""How often a folder that changes while it is read is read again, and after how many seconds."""
Print = tuple[tuple[int, ...], ...]


def states(folder: Path) -> Path:
    """Return where the states of a package lie, also where its folder is a link."""
    real = Path(os.path.realpath(folder))
    return real.parent / STATES / real.name


def current(folder: Path) -> str | Fault:
    """Return the hash of the state to show, "" where a folder is a plain package and has none."""
    path = folder / CURRENT
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        return Fault("unreadable", CURRENT, None, (error.strerror or "",))
    content = _read(path)
    if isinstance(content, Fault):
        return content
    named = content.decode("utf-8", errors="replace").strip()
    return named if re.fullmatch("[0-9a-f]{64}", named) else Fault("no_state", CURRENT)


def located(folder: Path) -> Path | Fault:
    """Return where the files of a package lie: in its folder, or in the state that `current` names."""
    named = current(folder)
    if isinstance(named, Fault) or not named:
        return named or folder
    place = states(folder) / named
    missing = Fault("state_missing", CURRENT, None, (named[:8],))
    try:
        return place if stat.S_ISDIR(place.lstat().st_mode) else missing
    except (FileNotFoundError, NotADirectoryError):
        return missing
    except OSError as error:
        return Fault("unreadable", CURRENT, None, (error.strerror or "",))


def version_of(contents: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of all files of a package, in hexadecimal: what the list of withdrawn packages names."""
    digest = hashlib.sha256()
    for name in sorted(contents):
        digest.update(f"{name}\0{len(contents[name])}\0".encode() + contents[name])
    return digest.hexdigest()


def fingerprint(folder: Path) -> Print:
    """Return what tells one state of a package from another without reading it: sizes, times, inodes of its files."""
    named = current(folder)
    if isinstance(named, Fault):
        return (_state(folder / CURRENT),)
    if not named:
        return tuple(_state(folder / name) for name in NAMES)
    place = states(folder) / named
    return ((int(named, 16),), _state(folder / CURRENT), *(_state(place / name) for name in NAMES))


def _state(path: Path) -> tuple[int, ...]:
    try:
        found = path.lstat()
    except OSError as error:
        return (error.errno or 0,)
    return (found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def read_files(folder: Path, faults: list[Fault], names: tuple[str, ...] = NAMES) -> dict[str, bytes]:
    """Read the files of a package that can be read; what is wrong with the others is added to `faults`."""
    try:
        if not folder.is_dir():
            faults.append(Fault("not_a_folder" if folder.exists() else "no_folder", "", None, (folder.name,)))
            return {}
        with contextlib.suppress(FileNotFoundError):
            (folder / names[0]).lstat()
    except OSError as error:
        faults.append(Fault("folder_unreadable", "", None, (error.strerror or "",)))
        return {}
    for _ in range(TRIES):
        place = located(folder)
        found: list[Fault] = []
        contents = {} if isinstance(place, Fault) else read_in(place, found, names)
        if isinstance(place, Fault):
            found.append(place)
        elif place != folder and names == NAMES and not found and version_of(contents) != place.name:
            found.append(Fault("state_differs", CURRENT, None, (place.name[:8],)))
        if located(folder) == place:
            break  # else another state became the one to show, and of this one a part may be gone
    faults += found
    return contents


def read_in(place: Path, faults: list[Fault], names: tuple[str, ...] = NAMES) -> dict[str, bytes]:
    """Read files where they lie, whatever `current` says."""
    contents = {}
    for name in names:
        read = _read(place / name)
        if isinstance(read, bytes):
            contents[name] = read
        elif read.kind != "no_file" or name.removesuffix(".csv") not in MAY_BE_MISSING:
            faults.append(read)
    return contents


def _read(path: Path) -> bytes | Fault:
    try:
        found = path.lstat()
        if stat.S_ISDIR(found.st_mode):
            return Fault("is_a_folder", path.name)
        if not stat.S_ISREG(found.st_mode):
            return Fault("no_plain_file", path.name)
        with os.fdopen(os.open(path, PLAINLY), "rb") as file:
            found = os.fstat(file.fileno())
            largest = LARGEST.get(path.name, LARGEST_FILE)
            if found.st_size > largest:
                sizes = (str(-(-found.st_size // MEGABYTE)), str(-(-largest // MEGABYTE)))
                return Fault("too_large", path.name, None, sizes)
            content = file.read(largest)
    except FileNotFoundError:
        return Fault("no_file", path.name)
    except OSError as error:
        return Fault("unreadable", path.name, None, (error.strerror or "",))
    return content or Fault("empty_file", path.name)


def read_whole(path: Path) -> tuple[Print | None, dict[str, bytes], list[Fault]]:
    """Return the files of one state of a folder: what changes while it is read is read again."""
    for _ in range(TRIES):
        faults: list[Fault] = []
        before = fingerprint(path)
        contents = read_files(path, faults)
        if fingerprint(path) == before:
            return before, contents, faults
        time.sleep(PAUSE)
    return None, {}, []


def folders(folder: Path) -> list[Path]:
    """Return the folders below a folder. Raise OSError where it cannot be listed for another reason than missing."""
    try:
        with os.scandir(folder) as entries:
            return [Path(entry) for entry in entries if not entry.name.startswith(".") and _is_folder(entry)]
    except FileNotFoundError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a link that leads to itself, or to where nobody may look
