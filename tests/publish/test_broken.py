"""Whatever a study is broken by: every command says so in words with exit status 2, in time, and writes nothing."""

import json
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish import preview, refusals
from tests.publish import breaking, studies
from tests.publish.test_lists import ask, state

pytestmark = pytest.mark.long

SECONDS = 10
QUICK = 12
ALL = 150


@pytest.fixture(autouse=True)
def _in_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError(f"longer than {SECONDS} seconds")

    monkeypatch.setattr(preview, "serve", lambda *_: 0)
    monkeypatch.setattr(preview, "is_free", lambda _: True)
    before = signal.signal(signal.SIGALRM, stop)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def timed(*command: object, lang: str) -> tuple[int, str]:
    handlers = [signal.getsignal(sign) for sign in (signal.SIGTERM, signal.SIGHUP)]
    started = time.monotonic()
    signal.alarm(SECONDS)
    try:
        return ask(*command, lang=lang)
    finally:
        signal.alarm(0)
        for sign, handler in zip((signal.SIGTERM, signal.SIGHUP), handlers, strict=True):
            signal.signal(sign, handler)
        assert time.monotonic() - started < SECONDS


@pytest.mark.parametrize("seed", [n if n < QUICK else pytest.param(n, marks=pytest.mark.soak) for n in range(ALL)])
def test_a_broken_study_is_refused_in_words(seed: int, tmp_path: Path) -> None:
    study, target = breaking.study(tmp_path / "probe"), tmp_path / "data" / "probe"
    if seed % 2:
        studies.released(study, target)
    done = breaking.broken(study, seed)
    before, lang = state(study, tmp_path / "data"), ("de", "en")[seed % 2]
    status, said = timed("check", study, lang=lang)
    assert status in (0, 2) and said.strip() and "Traceback" not in said, done
    assert timed("preview", study, lang=lang)[0] in (status, 0), done  # it waits for no earlier release
    assert state(study, tmp_path / "data") == before, done
    if status == 0:
        return  # what was done to it is none of our business: "twice" of a list, a cell that may stand there
    told = [name for name in (*(path.name for path in study.iterdir()), "datapackage.json") if name in said]
    assert told or "releases.json" in done[0], (done, said)  # a register may tell of other persons: too few changed
    assert "{" not in said, (done, said)
    in_study = said.splitlines()[0].endswith(("Fehler in der Codierstudie:", "faults in the coded study:"))
    for command in (("undo", study, "--never-handed-out"), ("release", study), ("withdraw", study, "P2")):
        status, later = timed(*command, "--to", target, lang=lang)
        assert "Traceback" not in later, (done, later)
        if command[0] == "undo" and not in_study and not status:
            return  # what cannot be released now may well be taken back: what was released before
        assert status == 2, (done, later)
        if in_study:
            assert later == said, done
        if in_study or command[0] in ("undo", "release"):
            assert state(study, tmp_path / "data") == before, done


@pytest.mark.parametrize("seed", [n if n < QUICK // 3 else pytest.param(n, marks=pytest.mark.soak) for n in range(ALL)])
@pytest.mark.parametrize("command", ["undo", "withdraw"])
def test_whatever_lies_beside_the_packages_is_told_in_words(command: str, seed: int, tmp_path: Path) -> None:
    """A state cut off, a pipe for a list: taken back or withdrawn all the same, or nothing is."""
    study, target = breaking.study(tmp_path / "probe"), tmp_path / "data" / "probe"
    studies.released(study, target)
    refusals.refuse(target.parent, ["0" * 64])
    done = breaking.place(target.parent, seed)
    before, lang = state(study, target.parent), ("de", "en")[seed % 2]
    more = ("P2",) if command == "withdraw" else ("--never-handed-out",)
    status, said = timed(command, study, *more, "--to", target, lang=lang)
    assert status in (0, 2) and said.strip() and "Traceback" not in said and "{" not in said, (done, said)
    if status == 0:
        entries = json.loads((study / "releases.json").read_text(encoding="utf-8"))
        assert entries[0]["state"] in ("undone", "withdrawn")
        assert entries[0]["hash"] in refusals.refused(target.parent)
    elif command == "undo" or not (study / "withdrawn.csv").read_bytes().count(b"P2"):
        assert state(study, target.parent) == before, (done, said)
