"""Long work is shown on a terminal and nowhere else; whoever stops it finds nothing half written."""

import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from publish import coded_study, progress, release, undo
from publish.package import build, unprotected
from publish.steps import Step
from publish.texts import WORDS
from tests.conftest import ROOT
from tests.publish.test_lists import state


def test_every_command_tells_its_steps(study: Path, target: Path) -> None:
    heard: list[str] = []

    def tell(step: Step, done: int = 0, of: int = 0, what: str = "") -> None:
        assert 0 <= done <= of or not of, what
        heard.append(step)

    def steps() -> list[str]:
        told = list(dict.fromkeys(heard))
        heard.clear()
        return told

    opened = coded_study.load(study, tell)
    build(opened, (), tell=tell)
    assert steps() == ["read", "check", "count", "attack"]
    done = release.release(study, target, tell=tell)
    assert steps() == ["read", "check", "count", "attack", "write"]
    unprotected(opened, tell)
    assert steps() == ["count"]
    release.withdraw(study, "P0", target, tell=tell)
    assert steps()[0] == "read"
    later = release.release(study, target, tell=tell).version
    assert later != done.version and steps()[-1] == "write"
    undo.undo(study, target, later, tell=tell)
    assert steps() == ["read", "check", "write"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_step_has_its_words(language: str) -> None:
    for step in ("read", "check", "count", "attack", "merge", "write"):
        assert progress.said(step, 0, 0, "", language) and "{" not in progress.said(step, 0, 0, "", language)
    assert "120" in progress.said("read", 119_900_000, 225_000_000, "segments.csv", language)
    assert re.search(r"3.* 7 .* 9 ", progress.said("attack", 7, 9, "3", language))


def on_terminal(command: list[object], *, stop_at: str = "") -> tuple[int, str, str]:
    """Run a command whose errors go to a terminal; return its status, what it printed, what the terminal got."""
    here, there = pty.openpty()
    slowly = "import runpy, sys\nfrom publish import progress\nprogress.PATIENCE = 0.0\nsys.argv[0] = 'publish'\n"
    slowly += "runpy.run_module('publish', run_name='__main__', alter_sys=True)"
    with subprocess.Popen(
        [sys.executable, "-c", slowly, *map(str, command)],
        cwd=ROOT, env=os.environ | {"TERM": "xterm", "COLUMNS": "100"}, stdout=subprocess.PIPE, stderr=there, text=True,
    ) as process:  # fmt: skip
        os.close(there)
        shown = b""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                shown += os.read(here, 4096)
            except OSError:
                break
            if stop_at and stop_at in shown.decode(errors="replace"):
                process.send_signal(signal.SIGINT)
                stop_at = ""
        os.close(here)
        assert process.stdout
        return process.wait(60), process.stdout.read(), shown.decode(errors="replace")


def large(study: Path) -> None:
    with (study / "segments.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"T{n},P{n % 60},{'Wort ' * 20}\n" for n in range(100_000))


@pytest.mark.long
def test_on_a_terminal_it_is_drawn_and_what_is_printed_is_the_same(study: Path) -> None:
    large(study)
    status, printed, shown = on_terminal(["check", study])
    piped = subprocess.run(
        [sys.executable, "-m", "publish", "check", str(study)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert status == 0 and printed == piped.stdout and piped.stderr == ""
    assert "segments.csv: " in shown and " MB" in shown


@pytest.mark.long
@pytest.mark.parametrize("command", ["check", "preview", "release", "withdraw", "undo"])
def test_whoever_stops_it_reads_so_and_nothing_is_written(command: str, study: Path, target: Path) -> None:
    large(study)
    arguments: list[Any] = [command, study]
    if command in ("withdraw", "undo"):
        release.release(study, target)
    if command not in ("check", "preview"):
        arguments += ["P0"] if command == "withdraw" else []
        arguments += ["--to", target]
    before = state(study, target.parent)
    status, printed, shown = on_terminal(arguments, stop_at="segments.csv")
    assert status == 2 and printed == "" and WORDS["de"]["interrupted"] in shown and "Traceback" not in shown
    assert state(study, target.parent) == before
    assert command in ("withdraw", "undo") or not target.parent.exists()


def test_while_it_is_written_nobody_stops_it(study: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = release.check

    def pressed(*arguments: Any) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        real(*arguments)

    monkeypatch.setattr(release, "check", pressed)
    done = release.release(study, target)
    assert (target / "current").read_text(encoding="utf-8").strip() == done.version
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
