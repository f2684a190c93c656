"""What a researcher's computer may be: Windows and macOS as far as they can be imitated here, and consoles of both."""

import ast
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest

from dashboard.package.dataset import load
from dashboard.package.library import Library
from publish import files, release, states
from publish.coded_study import FaultyStudy
from publish.release import NotOurs
from tests.conftest import ROOT
from tests.publish import studies
from tests.publish.test_lists import ask

pytestmark = pytest.mark.long

PLACES = ("publish", "dashboard/package", "dashboard/exports", "dashboard/texts", "dashboard/selection")
MODULES = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "posix", "syslog", "msvcrt", "winreg", "ctypes"}
NAMES = {
    "O_NOFOLLOW", "O_NONBLOCK", "O_DIRECTORY", "O_CLOEXEC", "O_BINARY", "O_TMPFILE",
    "SIGHUP", "SIGKILL", "SIGUSR1", "SIGALRM", "fork", "forkpty", "setsid", "getuid", "geteuid", "chown", "mkfifo",
    "mknod", "statvfs", "sync", "fdatasync", "fchmod", "sched_getaffinity", "sendfile", "killpg", "getpgid", "uname",
    "nice", "startfile", "memfd_create", "symlink", "link",
}  # fmt: skip


def only_here(source: str) -> list[str]:
    """Return what of a module is there on some systems only: imports, names not asked for by getattr, places."""
    tree = ast.parse(source)
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names if name.name.split(".")[0] in MODULES]
        elif isinstance(node, ast.ImportFrom):
            found += [node.module or ""] if (node.module or "").split(".")[0] in MODULES else []
            found += [name.name for name in node.names if name.name in NAMES and node.module in ("os", "signal")]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ("os", "signal"):
            found += [node.attr] if node.attr in NAMES else []
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found += [node.value] if node.value.startswith(("/proc/", "/dev/", "/tmp", "/etc/")) else []
    return found


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_called_that_only_some_systems_have(place: str) -> None:
    paths = sorted((ROOT / place).rglob("*.py"))
    assert paths
    assert {path.name: odd for path in paths if (odd := only_here(path.read_text(encoding="utf-8")))} == {}


@pytest.mark.parametrize(
    "source",
    ["import fcntl", "from ctypes import CDLL", "signal.SIGHUP", "os.open(p, os.O_NOFOLLOW)", "x = '/proc/self'"],
)
def test_what_only_linux_has_is_found(source: str) -> None:
    assert only_here(source)
    assert not only_here("getattr(signal, 'SIGHUP', None); os.devnull; os.O_RDONLY")


class Held:
    """Calls of `os` that fail, as on Windows, while somebody has a path open or it is marked as read-only."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, refuse: Callable[[Path, int], bool]) -> None:
        self.refused = 0
        for name in ("replace", "rename", "unlink", "rmdir"):
            self._wrap(monkeypatch, name, refuse)

    def _wrap(self, monkeypatch: pytest.MonkeyPatch, name: str, refuse: Callable[[Path, int], bool]) -> None:
        real = getattr(os, name)

        def guarded(path: Any, *rest: Any, **more: Any) -> Any:
            for one in (path, *rest[:1]):
                if isinstance(one, str | Path) and refuse(Path(one), self.refused):
                    self.refused += 1
                    raise PermissionError(13, "The process cannot access the file", str(one))
            return real(path, *rest, **more)

        monkeypatch.setattr(os, name, guarded)


def test_a_reader_who_holds_a_file_is_waited_for(study: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    studies.released(study, target)
    studies.retitle(study)
    held = Held(monkeypatch, lambda path, n: path.name == "current" and n < 5)
    done = release.release(study, target)
    assert held.refused == 5 and load(target).version == done.version


def test_a_reader_who_never_lets_go_leaves_the_old_one_shown_and_is_told(
    study: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studies.released(study, target)
    before = load(target).version
    studies.retitle(study)
    monkeypatch.setattr(files, "PATIENCE", 0.1)
    with monkeypatch.context() as patched:
        held = Held(patched, lambda path, _: path.name == "current")
        status, said = ask("release", study, "--to", target)
    assert held.refused > 1 and status == 2 and "cannot access" in said
    assert load(target).version == before
    done = release.release(study, target)
    assert load(target).version == done.version and not done.unchanged


def test_read_only_files_are_replaced_and_removed(study: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    studies.released(study, target)
    studies.retitle(study)
    for path in (*target.parent.rglob("*"), *study.glob("release*")):
        if path.is_file() and not path.name.endswith(".lock"):
            path.chmod(stat.S_IREAD)

    def is_read_only(path: Path, _: int) -> bool:
        return path.is_file() and not path.stat().st_mode & stat.S_IWRITE

    Held(monkeypatch, is_read_only)
    done = release.release(study, target, keep=0)
    assert load(target).version == done.version
    assert [path.name for path in (target.parent / ".fassungen" / "probe").iterdir()] == [done.version]


def test_folders_that_cannot_be_opened_are_not_waited_for(
    study: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_DIRECTORY")
    real = os.open

    def opened(path: Any, *rest: Any, **more: Any) -> int:
        if Path(path).is_dir():
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *rest, **more)

    monkeypatch.setattr(os, "open", opened)
    assert release.release(study, target).version == load(target).version


@pytest.fixture
def capitals_are_alike(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let paths be found in whatever capitals, as on macOS and Windows."""

    def really(path: Any) -> Any:
        if not isinstance(path, str | Path):
            return path
        found = Path(Path(path).anchor or ".")
        for part in Path(path).parts[1 if Path(path).anchor else 0 :]:
            names = listed(found) if isdir(found) else []
            found /= part if part in names else next((n for n in names if n.lower() == part.lower()), part)
        return str(found)

    listed, isdir = os.listdir, os.path.isdir
    for place, names in ((os, ("stat", "lstat", "open", "mkdir", "unlink", "listdir", "scandir")), (os.path, ())):
        for name in names:
            real = getattr(place, name)
            monkeypatch.setattr(
                place, name, lambda path=".", *rest, real=real, **more: real(really(path), *rest, **more)
            )
    import io  # what Path.open calls

    opened = io.open
    monkeypatch.setattr(io, "open", lambda path, *rest, **more: opened(really(path), *rest, **more))
    yield


@pytest.mark.usefixtures("capitals_are_alike")
def test_where_capitals_are_alike_the_lists_are_found_and_the_study_is_not_overwritten(
    study: Path, target: Path
) -> None:
    release.release(study, target)
    with pytest.raises(NotOurs):
        release.release(study, study.parent / "PROBE" / "probe")
    release.withdraw(study, "P0", target)
    (study / "withdrawn.csv").rename(study / "Withdrawn.csv")
    assert ask("release", study, "--to", target)[0] == 0
    assert "P0" not in (study / "releases.json").read_text(encoding="utf-8").split('"withdrawn": []')[-1]


def test_lists_in_other_capitals_stop_where_capitals_differ(study: Path, target: Path) -> None:
    release.release(study, target)
    (study / "releases.json").rename(study / "Releases.json")
    with pytest.raises(FaultyStudy):
        release.release(study, target)


def test_a_path_of_more_letters_than_windows_likes(study: Path, tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["ein-ordner-mit-einem-langen-namen"] * 8) / "data" / "probe"
    assert len(str(deep)) > 260
    assert release.release(study, deep).version == load(deep).version
    assert Library(deep.parent).studies["probe"]


def test_a_release_into_a_drive_that_is_not_there_still_counts(study: Path, target: Path) -> None:
    """The register of a colleague's computer, whose release was killed: from here nobody sees how far it came."""
    release.release(study, target)
    path = study / "releases.json"
    text = path.read_text(encoding="utf-8")
    where = str(PureWindowsPath("D:/Daten/data/probe")).replace("\\", "\\\\")
    real = os.path.realpath(target)
    assert f'"{real}"' in text
    path.write_text(text.replace('"released"', '"pending"').replace(f'"{real}"', f'"{where}"'), encoding="utf-8")
    shutil.rmtree(target.parent)
    with (study / "respondents.csv").open("a", encoding="utf-8") as file:
        file.write("N0,a\r\n")
    status, said = ask("release", study, "--to", target)
    assert status == 2 and "„a“" in said
    assert '"pending"' in path.read_text(encoding="utf-8")


def test_every_file_may_end_its_lines_as_windows_does(study: Path, target: Path) -> None:
    first = release.release(study, target)
    (target / "current").write_bytes((target / "current").read_bytes().replace(b"\n", b"\r\n"))
    for path in (*study.glob("*.csv"), *study.glob("*.json"), *target.parent.glob("withdrawn.csv")):
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert load(target).version == first.version
    assert release.release(study, target).unchanged
    release.withdraw(study, "P0", target)
    assert not release.release(study, target).unchanged


@pytest.mark.long
@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437", "utf-8"])
def test_on_any_console_every_word_is_said(encoding: str, study: Path, target: Path) -> None:
    """Without Python's UTF-8: letters a console does not have are written by number, and no file is read so."""
    (study / "quotes.csv").write_text(
        "quote_id,segment_id,category_id,text,state,basis,released_by,released_on\n"
        "Q0,S0,bus,Frau Yıldız fährt nach Łódź.,released,Einwilligung,ich,2026-01-01\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}
    command = [sys.executable, "-X", "utf8=0", "-X", "warn_default_encoding"]
    for arguments, status in (
        (("check", study), 0),
        (("release", study, "--to", target), 2),
        (("withdraw", study, "P99", "--to", target), 2),
    ):
        done = subprocess.run(
            [*command, "-m", "publish", *map(str, arguments)],
            cwd=ROOT, env=environment, capture_output=True, timeout=120, check=False,
        )  # fmt: skip
        said = (done.stdout + done.stderr).decode(encoding, errors="replace")
        assert done.returncode == status and "Traceback" not in said, said
        assert not re.search(f"{ROOT}/(?!.venv).*: EncodingWarning", said), said
        assert said.strip()


def test_a_state_is_shown_although_another_program_holds_the_old_one(
    study: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be removed after a release stays lying and goes with the next release."""
    studies.released(study, target)
    old = load(target).version
    studies.retitle(study)
    monkeypatch.setattr(files, "PATIENCE", 0.1)
    with monkeypatch.context() as patched:
        Held(patched, lambda path, _: old in str(path))
        done = release.release(study, target, keep=0)
    assert load(target).version == done.version and states.lies(target, old)
    assert release.release(study, target, keep=0).unchanged
    assert not states.lies(target, old)


def test_what_a_link_leads_to_is_replaced_where_it_is_a_file_alone(tmp_path: Path) -> None:
    """Whoever runs this as administrator may replace a device of the computer: a link to one is replaced itself."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_text("old", encoding="utf-8")
    for name in ("pipe", "file", "nothing"):
        (tmp_path / f"to-{name}").symlink_to(tmp_path / name)
        files.replace(tmp_path / f"to-{name}", b"new")
        assert (tmp_path / f"to-{name}").read_bytes() == b"new"
    assert (tmp_path / "pipe").is_fifo() and not (tmp_path / "to-pipe").is_symlink()
    assert (tmp_path / "to-file").is_symlink() and (tmp_path / "file").read_bytes() == b"new"
    assert (tmp_path / "to-nothing").is_symlink()
