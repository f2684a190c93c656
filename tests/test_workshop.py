"""Files are made in two processes, whatever happens to one of them. Real processes, really killed."""

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dashboard import workshop
from dashboard.workshop import AT_ONCE, MOST_WAITING, Busy, Workshop
from tests.conftest import ROOT
from tests.test_routes import awaited

PATIENCE = 30


@pytest.fixture
def made() -> Iterator[Workshop]:
    made = Workshop()
    yield made
    made.close()
    eventually(lambda: not children())


def children() -> set[int]:
    return {child.pid for child in multiprocessing.active_children() if child.pid}


def eventually(so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_too_many_at_once_are_told_to_come_back(made: Workshop) -> None:
    made._asked = MOST_WAITING
    with pytest.raises(Busy):
        awaited(made.make(bytes))


@pytest.mark.long
def test_one_dead_process_is_replaced_by_one_and_the_other_works_on(made: Workshop, tmp_path: Path) -> None:
    most = 0

    async def eight() -> list[bytes]:
        nonlocal most
        waiting = [asyncio.ensure_future(made.make(_slowly, tmp_path)) for _ in range(8)]
        while len(list(tmp_path.iterdir())) < AT_ONCE:
            await asyncio.sleep(0.02)
        os.kill(int(next(tmp_path.iterdir()).name), signal.SIGKILL)
        while not all(task.done() for task in waiting):
            most = max(most, len(children()))
            await asyncio.sleep(0.02)
        return [task.result() for task in waiting]

    done = awaited(eight())
    assert len(done) == 8 and len(set(done)) == AT_ONCE
    assert {path.name for path in tmp_path.iterdir()} > {pid.decode() for pid in done}
    assert len(list(tmp_path.iterdir())) == AT_ONCE + 1
    assert most <= AT_ONCE


@pytest.mark.long
def test_work_that_kills_its_process_twice_is_given_up_and_the_next_is_done(made: Workshop) -> None:
    with pytest.raises(Exception, match="terminated abruptly"):
        awaited(made.make(_die))
    assert awaited(made.make(bytes, b"still here")) == b"still here"


@pytest.mark.long
def test_closing_ends_every_process_and_starts_none() -> None:
    made = Workshop()
    awaited(made.make(_pid))
    assert children()
    made.close()
    eventually(lambda: not children())
    with pytest.raises((Busy, RuntimeError)):
        awaited(made.make(_pid))
    assert not children()


@pytest.mark.long
def test_the_processes_end_with_a_server_that_was_killed() -> None:
    command = [sys.executable, "-c", "from tests import test_workshop; test_workshop._serve()"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        assert int(server.stdout.readline()) != server.pid
        server.kill()
        server.communicate(timeout=PATIENCE)  # ends when nobody holds the pipe any more, the worker included


@pytest.mark.long
def test_a_system_without_priorities_makes_files_too(made: Workshop) -> None:
    assert awaited(made.make(_without_priorities)) == b"made"


def _slowly(folder: Path) -> bytes:
    (folder / str(os.getpid())).touch()
    time.sleep(0.5)
    return _pid()


def _pid() -> bytes:
    return str(os.getpid()).encode()


def _die() -> bytes:
    os._exit(1)


def _without_priorities() -> bytes:
    """As on Windows, where these do not exist."""
    for name in ("nice", "getppid", "fork", "kill"):
        delattr(os, name)
    workshop._modest()
    return b"made"


def _serve() -> None:
    print(awaited(Workshop().make(_pid)).decode(), flush=True)
    time.sleep(PATIENCE)
