"""More sockets than a process may open: it refuses in words, logs little, and serves again when they are gone."""

import asyncio
import resource
import time
from pathlib import Path

import pytest

from benchmarks.served import Server
from tests.soak import settings, wire
from tests.soak.client import Tab
from tests.soak.judge import judge_log
from tests.soak.probed import probed
from tests.soak.report import Report

LIMIT = 256
SOCKETS = 300
HELD = 30.0
MOST_LOGGED = 1.0
"""Megabytes a server may log in the time in which it has no descriptors left."""


async def _crowd(server: Server, number: int) -> tuple[list[Tab], dict[int, int]]:
    """Open as many sessions as can be, all at once; return the tabs and how often which status came."""

    async def come(tab: Tab) -> int:
        try:
            async with asyncio.timeout(20):
                status = await tab.knock()
                return status if status != 101 or (await tab.open("")).finished else -2
        except TimeoutError:
            return -1

    tabs = [Tab(server.address) for _ in range(number)]
    came = await asyncio.gather(*(come(tab) for tab in tabs))
    return tabs, {status: came.count(status) for status in sorted(set(came))}


async def _hold(report: Report, server: Server) -> None:
    """Hold more sessions than there is room for, ask for health meanwhile, then leave."""
    tabs, came = await _crowd(server, SOCKETS)
    report.say(
        f"{SOCKETS} sessions at once, {LIMIT} descriptors: {came} (-1: no answer within 20 s, -2: accepted, no page)"
    )
    wordless = {status: number for status, number in came.items() if status <= 0}
    report.check(not wordless, "sessions hang or are cut off without a word", wordless)
    late = await _look(report, server)
    report.check(late <= 3, "healthz does not answer at the limit", f"{late} times")
    for tab in tabs:
        tab.hang_up()


async def _idle(report: Report, server: Server) -> None:
    """Hold more connections that say nothing than there is room for: nobody can be answered meanwhile."""
    held = []
    for _ in range(SOCKETS):
        try:
            async with asyncio.timeout(5):
                held.append(await asyncio.open_connection("127.0.0.1", server.port))
        except (OSError, TimeoutError):
            break
    report.say(f"{len(held)} connections that say nothing")
    await _look(report, server)
    for _, writer in held:
        writer.transport.abort()


async def _look(report: Report, server: Server) -> int:
    """Watch the log for a while; return how often health was not told."""
    quiet, end, late = server.log_size(), time.monotonic() + HELD, 0
    while time.monotonic() < end:
        answer = await wire.ask(server.port, wire.plain(server.port, "/healthz"), 5)
        late += answer.status != 200
        await asyncio.sleep(1)
    grown = server.log_size() - quiet
    report.say(f"log: {grown:.2f} MB more in {HELD:.0f} s; healthz failed {late} times; {server.descriptors()} open")
    report.check(grown <= MOST_LOGGED, "the log grows without end at the limit", f"{grown:.1f} MB in {HELD:.0f} s")
    return late


def test_no_descriptors_left(report: Report, tmp_path: Path) -> None:
    prefix = ("sh", "-c", f'ulimit -n {LIMIT} && exec "$@"', "sh")
    with probed(tmp_path / "log.txt", prefix=prefix) as server:
        wire.get(server.port, "/vortrag", ("deck", "o"))
        wire.awaited(_idle(report, server))
        wire.awaited(_hold(report, server))
        start, status = time.monotonic(), 0
        while status != 200 and time.monotonic() < start + 30 * settings.BUSY:
            time.sleep(0.5)
            status = wire.get(server.port, "/healthz", patience=5).status
        report.say(f"after all have left: healthz {status} after {time.monotonic() - start:.1f} s")
        report.check(status == 200, "the server does not come back")
        if status == 200:
            answer = wire.take(server.port, "txt", ["o"])
            report.check(answer.status == 200, "no file is made afterwards", answer.status)
            wire.awaited(_read(report, server))
        judge_log(report, server)


async def _read(report: Report, server: Server) -> None:
    tab = Tab(server.address)
    report.check(await tab.knock() == 101, "no session is opened afterwards")
    run = await tab.open("kategorien")
    report.check(run.finished and not run.wrong, "no page is drawn afterwards", run.wrong)
    await tab.close()


def test_a_low_soft_limit_is_raised(report: Report, tmp_path: Path) -> None:
    if resource.getrlimit(resource.RLIMIT_NOFILE)[1] < 4_096:
        pytest.skip("not probed: the hard limit of this computer is too low to be raised to")
    with probed(tmp_path / "log.txt", prefix=("sh", "-c", 'ulimit -S -n 256 && exec "$@"', "sh")) as server:
        report.check(wire.get(server.port, "/healthz").status == 200, "the server does not answer")
        limit = server.soft_limit()
        report.say(f"started with 256 descriptors, has {limit}")
        report.check(limit >= 4_096, "the soft limit stays low", limit)
