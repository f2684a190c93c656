"""Earlier states of packages: which there are, and one of them opened by the beginning of its hash."""

import re
import stat
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from dashboard.package.cells import Fault
from dashboard.package.columns import DESCRIPTION
from dashboard.package.dataset import Dataset, FaultyPackage, described, open_files
from dashboard.package.entry import may_be_shown
from dashboard.package.files import CURRENT, current, read_in, states
from dashboard.package.study import Study
from dashboard.package.withdrawn import NAME as WITHDRAWN
from dashboard.package.withdrawn import Withdrawn
from dashboard.selection.address import DIGITS

MOST_OPEN = 4
NOTED = re.compile(r"^([0-9a-f]{64}),(\d{4}-\d{2}-\d{2})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class State:
    """A state that lies beside the packages: its hash and what its description says; `current`: the one shown."""

    version: str
    study: Study
    current: bool


class Earlier:
    """States by the folders of their packages, read when they are asked for; never one that is withdrawn, or may be.

    `withdrawn` gives the list of withdrawn packages as it is now, `closed` is told of each state that is open no more.
    """

    def __init__(self, withdrawn: Callable[[], Withdrawn], closed: Callable[[str], object]) -> None:
        self._withdrawn = withdrawn
        self._closed = closed
        self._open: OrderedDict[tuple[Path, str], Dataset] = OrderedDict()
        self._lock = threading.Lock()
        """Held while the above is looked at or changed, never while a file is read."""

    def states(self, path: Path) -> tuple[State, ...]:
        """Return the states of a package, the one shown first, then newest first; a plain package has none."""
        shown = current(path)
        found = []
        for place in self._places(path):
            try:
                faults: list[Fault] = []
                study = described(path, read_in(place, faults, (DESCRIPTION,)), faults)
                written = place.stat().st_mtime_ns
            except (FaultyPackage, OSError):
                continue
            if may_be_shown(study):
                found.append(
                    (place.name == shown, study.created, written, State(place.name, study, place.name == shown))
                )
        return tuple(state for *_, state in sorted(found, key=lambda one: one[:3], reverse=True))

    def open(self, path: Path, digits: str, shown: object = None) -> Dataset | FaultyPackage | None:
        """Return the state whose hash begins with these digits, DIGITS or more: fewer may mean another one tomorrow.

        None where there is none, or more than one.

        `shown` is the package that is open already, which may have no states. One that is withdrawn is told as that.
        """
        if not re.fullmatch(f"[0-9a-f]{{{DIGITS},64}}", digits):
            return None
        if fault := self._withdrawn().against_any(digits):
            return FaultyPackage(path, [fault])
        now = {shown.version: shown} if isinstance(shown, Dataset) else {}
        lying = {place.name: place for place in self._places(path)}
        meant = [version for version in {**lying, **now} if version.startswith(digits)]
        if len(meant) != 1:
            return None
        if meant[0] in now:
            return now[meant[0]]
        key = (path, meant[0])
        with self._lock:
            if key in self._open:
                self._open.move_to_end(key)
                return self._open[key]
        try:
            dataset = _read(path, lying[meant[0]])
        except FaultyPackage as error:
            return FaultyPackage(path, error.faults)
        with self._lock:
            if fault := self._withdrawn().against(dataset.version):  # while it was read
                return FaultyPackage(path, [fault])
            kept = self._open.setdefault(key, dataset)
            self._open.move_to_end(key)
            self._close(list(self._open)[:-MOST_OPEN])
            return kept

    def hides(self, version: str) -> bool:
        """Say whether a state must not be shown: it is withdrawn, or may be."""
        return self._withdrawn().against(version) is not None

    def withdrawn_on(self, path: Path) -> tuple[str, ...]:
        """Return the days on which states of a package were withdrawn, last first, "" where nothing says when.

        A release notes the day beside the states; the list of withdrawn packages says whether it holds.
        """
        listed, place = self._withdrawn().hashes, states(path)
        try:
            found = {lying.name: "" for lying in place.iterdir() if lying.name in listed}
        except OSError:
            return ()
        noted = read_in(place, [], (WITHDRAWN,)).get(WITHDRAWN, b"").decode(errors="replace")
        found |= {version: day for version, day in NOTED.findall(noted) if version in listed}
        return tuple(sorted(found.values(), reverse=True))

    def forget_withdrawn(self, added: Iterable[str]) -> None:
        """Close the states that are withdrawn now; of those `added` to the list nothing is kept, open or not."""
        with self._lock:
            closing = [key for key in self._open if self._withdrawn().against(key[1])]
            self._close(closing)
        for version in set(added) - {version for _, version in closing}:
            self._closed(version)

    def _close(self, keys: list[tuple[Path, str]]) -> None:
        for key in keys:
            self._closed(self._open.pop(key).version)

    def _places(self, path: Path) -> list[Path]:
        """Return the folders of the states that may be shown."""
        withdrawn = self._withdrawn()
        try:
            lying = [place for place in states(path).iterdir() if stat.S_ISDIR(place.lstat().st_mode)]
        except OSError:
            return []
        return [p for p in lying if re.fullmatch("[0-9a-f]{64}", p.name) and withdrawn.against(p.name) is None]


def _read(path: Path, place: Path) -> Dataset:
    faults: list[Fault] = []
    dataset = open_files(path, read_in(place, faults), faults)
    if dataset.version != place.name:
        raise FaultyPackage(path, [Fault("state_differs", CURRENT, None, (place.name[:8],))])
    if not may_be_shown(dataset.study):
        raise FaultyPackage(path, [Fault("preview_package", "")])
    return dataset
