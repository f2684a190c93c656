"""The studies a server shows: each findings package as a whole, taken up anew when its folder changes."""

import csv
import hashlib
import logging
import os
import threading
from pathlib import Path

from dashboard.dataset import Dataset, FaultyPackage, load
from dashboard.reading import Fault

LOG = logging.getLogger("befundatlas")
WITHDRAWN = "withdrawn.csv"
"""Beside the packages: the hashes of packages that must not be shown any more."""

Print = tuple[tuple[str, int, int, int], ...]


class Library:
    """Findings packages by the names of their folders. A reader always gets one state of each, whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._studies: dict[str, Dataset | FaultyPackage] = {}
        self._read: dict[str, Dataset | FaultyPackage] = {}
        self._prints: dict[str, Print] = {}
        self._withdrawn: frozenset[str] = frozenset()
        self._turn = threading.Lock()
        self.refresh()

    @property
    def studies(self) -> dict[str, Dataset | FaultyPackage]:
        """Return what can be opened and what cannot; the first is the one an address without `study` means.

        BEFUNDATLAS_STUDY names it. Else real studies come before invented ones, older before newer: a study that is
        added never takes the place of the first.
        """
        return self._studies

    def refresh(self) -> bool:
        """Take up what has changed on disk. Return whether anything else is shown now.

        A package that has become faulty leaves the last good one in place; the log says so.
        """
        with self._turn:
            read = dict(self._read)
            folders = {path.name: path for path in _packages(self.folder)}
            for gone in read.keys() - folders.keys():
                del read[gone], self._prints[gone]
                LOG.info("%s is gone", gone)
            for name, path in folders.items():
                entry = self._changed(name, path)
                if isinstance(entry, FaultyPackage) and isinstance(read.get(name), Dataset):
                    LOG.error("%s is faulty now, the last good version stays: %s", name, _advice(path))
                elif entry is not None:
                    read[name] = entry
            withdrawn = _hashes(self.folder / WITHDRAWN)
            if read == self._read and withdrawn == self._withdrawn:
                return False
            self._read, self._withdrawn = read, withdrawn
            shown = {name: _unless_withdrawn(entry, withdrawn) for name, entry in read.items()}
            self._studies = dict(sorted(shown.items(), key=lambda item: _place(*item)))
            return True

    def _changed(self, name: str, path: Path) -> Dataset | FaultyPackage | None:
        """Read a package if its folder changed since the last time and stands still now."""
        before = fingerprint(path)
        if before == self._prints.get(name):
            return None
        entry = _open(path)
        if fingerprint(path) != before:
            return None  # it changed while it was read: the next round takes it up
        self._prints[name] = before
        return entry


def fingerprint(folder: Path) -> Print:
    """Return what tells one state of a folder from another without reading it: names, sizes, times, inodes."""
    try:
        files = sorted(entry for entry in folder.iterdir() if entry.is_file())
        return tuple((f.name, s.st_size, s.st_mtime_ns, s.st_ino) for f in files for s in [f.stat()])
    except OSError:
        return ()


def _packages(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")]
    except OSError:
        return []


def _open(path: Path) -> Dataset | FaultyPackage:
    try:
        dataset = load(path)
    except FaultyPackage as error:
        LOG.error("%s cannot be opened: %s", path.name, _advice(path))
        return error
    if dataset.study.preview and not os.environ.get("BEFUNDATLAS_PREVIEW"):
        LOG.error("%s is a preview and stays closed", path.name)
        return FaultyPackage(path, [Fault("preview_package", "")])
    LOG.info("%s opened, version %s", path.name, dataset.version[:8])
    return dataset


def _unless_withdrawn(entry: Dataset | FaultyPackage, withdrawn: frozenset[str]) -> Dataset | FaultyPackage:
    if isinstance(entry, Dataset) and entry.version in withdrawn:
        LOG.error("%s was withdrawn and is not shown", entry.folder.name)
        return FaultyPackage(entry.folder, [Fault("withdrawn", "")])
    return entry


def _advice(path: Path) -> str:
    return f"python -m dashboard.check {path}"


def _hashes(path: Path) -> frozenset[str]:
    try:
        rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    except OSError:
        return frozenset()
    length = hashlib.sha256().digest_size * 2
    return frozenset(row[0] for row in rows if row and len(row[0]) == length)


def _place(name: str, entry: Dataset | FaultyPackage) -> tuple[bool, bool, bool, str, str]:
    first = name == os.environ.get("BEFUNDATLAS_STUDY")
    if isinstance(entry, FaultyPackage):
        return not first, True, True, "", name
    return not first, False, entry.study.synthetic, entry.study.created, name
