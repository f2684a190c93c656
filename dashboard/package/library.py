"""The studies a server shows: what their descriptions say, each opened when it is asked for, as a whole."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from dashboard.package.cells import Fault
from dashboard.package.columns import DESCRIPTION
from dashboard.package.dataset import Dataset, FaultyPackage, describe, open_files
from dashboard.package.description import check_resources, is_sealed, parse
from dashboard.package.earlier import Earlier, State
from dashboard.package.entry import Entry, advice, claimed, is_passing, is_same, may_be_shown, place, unexpected
from dashboard.package.files import Print, fingerprint, folders, read_files, read_whole, version_of
from dashboard.package.study import Study
from dashboard.package.withdrawn import NAME as WITHDRAWN
from dashboard.package.withdrawn import Withdrawn
from dashboard.package.withdrawn import read as read_withdrawn

LOG = logging.getLogger("befundatlas")
MOST_OPEN = 16
ROUNDS = 2
"""For how many rounds the folder of a package without hashes stands still before it is taken up, and the list of
withdrawn packages before it is believed that a hash has left it: it may be half written, or away for a moment."""


class Library:
    """Findings packages by the names of their folders. A reader always gets one state of each, whole.

    `closed` is told the version of each package that is no longer open.
    """

    def __init__(self, folder: Path, closed: Callable[[str], object] = lambda _: None) -> None:
        self.folder = folder
        self._closed = closed
        self._entries: dict[str, Entry] = {}
        self._open: OrderedDict[str, Dataset] = OrderedDict()
        self._outlived: set[str] = set()
        """Packages whose folder is faulty now: the last good state stays open, for nobody could open it again."""
        self._withdrawn = Withdrawn()
        self.earlier = Earlier(lambda: self._withdrawn, closed)
        self._listed = (self._withdrawn, ROUNDS)
        """What the list said in the last round, and for how many rounds it has said so."""
        self._studies: dict[str, Study | FaultyPackage] = {}
        self._lock = threading.RLock()
        """Held while the above is looked at or changed, never while a file is read."""
        self._turns: dict[str, threading.Lock] = {}
        """One for each package: whoever reads it whole holds it."""
        self._seen: dict[str, tuple[Print, int]] = {}
        """The state of each folder in the last round, and for how many rounds it has stood still."""
        self._round = threading.Lock()
        self._running = False
        self._unlisted = False
        self._told: dict[str, list[Fault]] = {}
        """What the log was last told of each faulty package: the same is not repeated at every look."""
        self.refresh()
        self._running = True

    @property
    def studies(self) -> Mapping[str, Study | FaultyPackage]:
        """Return what can be opened and what cannot; the first is the one an address without `study` means.

        BEFUNDATLAS_STUDY names it. Else real studies come before invented ones, older before newer: a study that is
        added never takes the place of the first. A fault in the tables of a package shows when it is first opened.
        """
        return self._studies

    def open(self, name: str) -> Dataset | FaultyPackage | None:
        """Return a package, read now if it is not open; None where there is none of that name.

        Whoever asks for the same package meanwhile waits for it, nobody else does. Those asked for last stay open;
        a package that is closed lives on as long as a reader uses it.
        """
        found = self._found(name)
        if found is not None or name not in self._entries:
            return found
        with self._turns.setdefault(name, threading.Lock()):
            found = self._found(name)
            entry = self._entries.get(name)
            return found if found is not None or entry is None else self._take(name, entry.path)

    def states(self, name: str) -> tuple[State, ...]:
        """Return the states of a study, the one shown first; none where its package is plain or may not be shown."""
        return self.earlier.states(self._entries[name].path) if isinstance(self._studies.get(name), Study) else ()

    def open_state(self, name: str, digits: str) -> Dataset | FaultyPackage | None:
        """Return the state of a study whose hash begins with `digits`, a fault for a withdrawn one; None: not here."""
        entry = self._entries.get(name)
        return self.earlier.open(entry.path, digits, self.open(name)) if entry else None

    def refresh(self) -> bool:
        """Take up what has changed on disk. Return whether anything else is shown now.

        An open package is read again, of others their description. A package that has become faulty while it is open
        leaves the last good state in place; the log says so. A package without hashes waits until it stands still: it
        may be copied file by file, and nothing tells the files of two states apart.
        """
        with self._round:
            changed = self._forget_withdrawn()
            folders = self._folders()
            for gone in self._entries.keys() - folders.keys():
                self._drop(gone)
                changed = True
            for name, path in folders.items():
                try:
                    changed = self._look(name, path) or changed
                except Exception:
                    LOG.exception("looking at %s failed", name)
            return changed

    def _folders(self) -> dict[str, Path]:
        """Return the folders of packages; those known where they cannot be listed for a moment."""
        try:
            found = folders(self.folder)
        except OSError as error:
            if not self._unlisted:
                LOG.error("%s cannot be listed, what is open stays: %s", self.folder, error.strerror)
            self._unlisted = True
            return {name: entry.path for name, entry in self._entries.items()}
        self._unlisted = False
        return {path.name: path for path in found}

    def _found(self, name: str) -> Dataset | FaultyPackage | None:
        with self._lock:
            shown = self._studies.get(name)
            if isinstance(shown, FaultyPackage):
                return shown
            if name in self._open:
                self._open.move_to_end(name)
            return self._open.get(name)

    def _look(self, name: str, path: Path) -> bool:
        """Read a package, or only its description, if its folder has changed. Return whether it did."""
        entry = self._entries.get(name)
        state = fingerprint(path)
        before, rounds = self._seen.get(name, ((), 0))
        # What lies there when the server starts was put there before.
        self._seen[name] = (state, rounds + 1 if state == before else 0 if self._running else ROUNDS)
        if entry and entry.print == state and not self._is_unknown(entry):
            return False
        turn = self._turns.setdefault(name, threading.Lock())
        if not turn.acquire(blocking=False):
            return False  # it is just being opened: the next round looks again
        try:
            if not self._is_one_state(name, state, read_files(path, [], (DESCRIPTION,))):
                return False
            if last := self._open.get(name):
                self._take(name, path)
                return self._open.get(name) is not last
            said = self._described(name, path)
            version = claimed(path) if isinstance(said, FaultyPackage) else ""
            if self._withdrawn.names_any and isinstance(said, Study):
                said, version = self._identified(name, path, state, said)
            with self._lock:
                known = entry is not None and is_same(said, entry.said)
                new = Entry(path, () if is_passing(said) else state, said, version)
                self._entries[name] = replace(new, print=()) if self._is_unknown(new) else new
                self._show()
            return not known
        finally:
            turn.release()

    def _take(self, name: str, path: Path) -> Dataset | FaultyPackage:
        """Read a package whole and keep what came of it. Whoever calls holds its turn."""
        state, read = self._read(name, path)
        with self._lock:
            last = self._open.get(name)
            if state is None:
                return last or read
            if isinstance(read, FaultyPackage) and last:
                self._entries[name] = replace(self._entries[name], print=state)
                if name not in self._outlived:
                    LOG.error("%s is faulty now, the last good version stays: %s", name, advice(path))
                self._outlived.add(name)
                return last
            if isinstance(read, FaultyPackage):
                self._entries[name] = Entry(path, state, read, claimed(path))
            else:
                self._entries[name] = Entry(path, state, read.study, read.version)
                self._outlived.discard(name)
                self._open[name] = read
                self._open.move_to_end(name)
                if last and last.version != read.version:
                    self._closed(last.version)
            self._show()
            shown = self._studies[name]
            if isinstance(shown, FaultyPackage) and isinstance(read, Dataset):
                LOG.error("%s is withdrawn, or may be, and is not shown", name)
            return shown if isinstance(shown, FaultyPackage) else read

    def _described(self, name: str, path: Path) -> Study | FaultyPackage:
        try:
            study = describe(path)
        except FaultyPackage as error:
            return self._refused(name, path, error.faults)
        except Exception as error:
            return self._refused(name, path, unexpected(error), error)
        return study if may_be_shown(study) else self._refused(name, path, [Fault("preview_package", "")])

    def _identified(self, name: str, path: Path, state: Print, said: Study) -> tuple[Study | FaultyPackage, str]:
        """Return what a package says with its hash, "" where it changes all the while.

        One that is not whole has no hash to look for in the list of withdrawn packages, and is not named.
        """
        read, contents, faults = read_whole(path)
        if read != state:
            return said, ""
        described = parse(contents[DESCRIPTION], faults) if DESCRIPTION in contents else None
        if described is not None:
            faults += check_resources(described.get("resources"), contents)
        return (self._refused(name, path, faults), "") if faults else (said, version_of(contents))

    def _read(self, name: str, path: Path) -> tuple[Print | None, Dataset | FaultyPackage]:
        """Read and check a package whole. No state: it changes all the while, and this is to be tried again."""
        state = None
        try:
            state, contents, faults = read_whole(path)
            if state is None or not self._is_one_state(name, state, contents):
                return None, FaultyPackage(path, [Fault("changing", "")])
            dataset = open_files(path, contents, faults)
        except FaultyPackage as error:
            refused = self._refused(name, path, error.faults)
            return () if is_passing(refused) else state, refused
        except Exception as error:
            return state, self._refused(name, path, unexpected(error), error)
        if not may_be_shown(dataset.study):
            return state, self._refused(name, path, [Fault("preview_package", "")])
        self._told.pop(name, None)
        LOG.info("%s opened, version %s", name, dataset.version[:8])
        return state, dataset

    def _refused(self, name: str, path: Path, faults: list[Fault], error: Exception | None = None) -> FaultyPackage:
        """Tell the log and make a faulty package to keep: without a traceback, which would hold all that was read."""
        if self._told.get(name) != faults:
            LOG.error("%s cannot be opened: %s", name, advice(path), exc_info=error)
            self._told[name] = faults
        return FaultyPackage(path, faults)

    def _is_one_state(self, name: str, state: Print, contents: Mapping[str, bytes]) -> bool:
        """Say whether files read together are of one state: by their hashes, or since the folder stands still."""
        seen, rounds = self._seen.get(name, ((), 0))
        return (seen == state and rounds >= ROUNDS) or is_sealed(contents.get(DESCRIPTION))

    def _show(self) -> None:
        """Put the studies in order, close what is withdrawn and what was asked for longest ago."""
        shown = {name: self._unless_withdrawn(entry) for name, entry in self._entries.items()}
        self._studies = dict(sorted(shown.items(), key=lambda item: place(*item)))
        for name in [name for name in self._open if isinstance(shown[name], FaultyPackage)]:
            self._close(name)
        for name in [name for name in self._open if name not in self._outlived][:-MOST_OPEN]:
            self._close(name)

    def _unless_withdrawn(self, entry: Entry) -> Study | FaultyPackage:
        fault = self._withdrawn.against(entry.version)
        if not fault and self._is_unknown(entry):
            fault = Fault("changing", "")
        return FaultyPackage(entry.path, [fault]) if fault else entry.said

    def _is_unknown(self, entry: Entry) -> bool:
        """Say whether the list of withdrawn packages may mean this one, whose hash is not known yet."""
        return self._withdrawn.names_any and not entry.version and isinstance(entry.said, Study)

    def _close(self, name: str) -> None:
        self._outlived.discard(name)
        self._closed(self._open.pop(name).version)
        LOG.info("%s closed", name)

    def _drop(self, name: str) -> None:
        with self._lock:
            del self._entries[name]
            if name in self._open:
                self._close(name)
            self._turns.pop(name, None)
            self._seen.pop(name, None)
            self._told.pop(name, None)
            self._show()
        LOG.info("%s is gone", name)

    def _forget_withdrawn(self) -> bool:
        """Read the list of withdrawn packages again. Return whether it has changed."""
        listed = read_withdrawn(self.folder)
        before, rounds = self._listed
        self._listed = (listed, rounds + 1 if listed == before else 0)
        withdrawn = listed if self._listed[1] >= ROUNDS else listed.with_hashes_of(self._withdrawn)
        with self._lock:
            if withdrawn == self._withdrawn:
                return False
            added, self._withdrawn = withdrawn.hashes - self._withdrawn.hashes, withdrawn
            self.earlier.forget_withdrawn(added)
            self._show()
        if withdrawn.unread:
            row = f", line {withdrawn.unread.row}" if withdrawn.unread.row else ""
            LOG.error("%s cannot be read%s: it might name any study, so none is shown", self.folder / WITHDRAWN, row)
        return True
