"""Files are made in two processes, whatever happens to one of them. Real processes, really killed."""

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
import time
import types
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path

import pytest

from dashboard.web import pool
from dashboard.web.gate import Busy
from dashboard.web.pool import AT_ONCE, FilePool
from tests import work
from tests.conftest import ROOT
from tests.test_routes import awaited

PATIENCE = 30


@pytest.fixture
def made() -> Iterator[FilePool]:
    made = FilePool()
    yield made
    made.close()
    eventually(lambda: not children())


OTHERS: set[int] = set()


@pytest.fixture(autouse=True)
def _others() -> None:
    """Other tests of this session may have processes of their own."""
    OTHERS.clear()
    OTHERS.update(children())


def children() -> set[int]:
    return {child.pid for child in multiprocessing.active_children() if child.pid} - OTHERS


def eventually(so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < end
        time.sleep(0.05)


def make(made: FilePool, work: Callable[..., bytes], *values: object) -> Coroutine[None, None, bytes]:
    return made.make("10.0.0.1", lambda: (work, *values))


@pytest.mark.long
def test_no_process_runs_the_script_that_streamlit_makes_the_main_one(
    made: FilePool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "pages.py"
    script.write_text("import pathlib\npathlib.Path(__file__).with_name('ran').touch()\n", encoding="utf-8")
    main = types.ModuleType("__main__")
    main.__file__ = str(script)
    monkeypatch.setitem(sys.modules, "__main__", main)
    assert awaited(make(made, work.pid))
    assert not (tmp_path / "ran").exists()


@pytest.mark.long
def test_one_dead_process_is_replaced_by_one_and_the_other_works_on(made: FilePool, tmp_path: Path) -> None:
    async def eight() -> list[bytes]:
        waiting = [asyncio.ensure_future(make(made, work.slowly, tmp_path)) for _ in range(8)]
        while len(list(tmp_path.iterdir())) < AT_ONCE:
            await asyncio.sleep(0.02)
        os.kill(int(next(tmp_path.iterdir()).name), signal.SIGKILL)
        return await asyncio.gather(*waiting)

    done = awaited(eight())
    assert len(done) == 8 and {pid.decode() for pid in done} <= {path.name for path in tmp_path.iterdir()}
    assert len(list(tmp_path.iterdir())) == AT_ONCE + 1
    assert len(children()) == AT_ONCE


@pytest.mark.long
def test_work_that_kills_its_process_twice_is_given_up_and_the_next_is_done(made: FilePool) -> None:
    with pytest.raises(Exception, match="terminated abruptly"):
        awaited(make(made, work.die))
    assert awaited(make(made, bytes, b"still here")) == b"still here"


@pytest.mark.long
def test_closing_ends_every_process_and_starts_none() -> None:
    made = FilePool()
    awaited(make(made, work.pid))
    assert children()
    made.close()
    eventually(lambda: not children())
    with pytest.raises((Busy, RuntimeError)):
        awaited(make(made, work.pid))
    assert not children()


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not say what a process keeps")
def test_a_process_that_keeps_much_makes_way_for_a_new_one(made: FilePool) -> None:
    before = {awaited(make(made, work.pid)) for _ in range(AT_ONCE)}
    grown = awaited(make(made, work.hoard, 2 * pool.MOST_KEPT))
    assert grown in before
    eventually(lambda: int(grown) not in children())
    after = {awaited(make(made, work.pid)) for _ in range(2 * AT_ONCE)}
    assert grown not in after and len(before & after) == AT_ONCE - 1 and len(children()) == AT_ONCE


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not say what a process keeps")
def test_what_a_file_took_is_given_back(made: FilePool) -> None:
    pids = [awaited(make(made, work.waste, 2 * pool.MOST_KEPT)) for _ in range(2 * AT_ONCE)]
    assert len(set(pids)) == AT_ONCE


@pytest.mark.long
def test_no_process_makes_files_for_ever(made: FilePool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "MOST_FILES", 2)
    pids = [awaited(make(made, work.pid)) for _ in range(4 * AT_ONCE)]
    assert max(pids.count(pid) for pid in pids) == 2
    assert len(children()) <= AT_ONCE


@pytest.mark.long
def test_the_processes_end_with_a_server_that_was_killed() -> None:
    command = [sys.executable, "-c", "from tests import test_pool; test_pool._serve()"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        assert int(server.stdout.readline()) != server.pid
        server.kill()
        server.communicate(timeout=PATIENCE)  # ends when nobody holds the pipe any more, the worker included


@pytest.mark.long
def test_a_system_without_priorities_makes_files_too(made: FilePool) -> None:
    assert awaited(make(made, work.without_priorities)) == b"made"


def _serve() -> None:
    print(awaited(make(FilePool(), work.pid)).decode(), flush=True)
    time.sleep(PATIENCE)
