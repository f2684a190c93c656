"""Thousands of hostile addresses: no error of ours, no hang, nothing echoed, nothing kept."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.served import Server
from tests.browser.conftest import ADDRESS
from tests.soak import settings, states, wire
from tests.soak.addresses import ENDINGS, PAGES, Address, Maker
from tests.soak.client import Tab
from tests.soak.ids import STUDIES, of_all_studies
from tests.soak.judge import judge, judge_log
from tests.soak.probed import probed
from tests.soak.report import Report
from tests.soak.wire import Answer, plain, taking

NUMBER = 20_000
AT_ONCE = 6
EXPORTS_AT_ONCE = 2


class Statistics:
    """What all the answers had in common."""

    def __init__(self) -> None:
        self.status: Counter[str] = Counter()
        self.seconds: dict[str, list[tuple[float, int]]] = {}

    def note(self, address: Address, answer: Answer) -> None:
        self.status[f"{address.kind} {answer.status or 'lost'}"] += 1
        self.seconds.setdefault(address.kind, []).append((answer.seconds, address.number))

    def lines(self) -> Iterator[str]:
        for kind, seconds in sorted(self.seconds.items()):
            seconds.sort()
            slowest, number = seconds[-1]
            told = {k.split()[1]: n for k, n in sorted(self.status.items()) if k.startswith(f"{kind} ")}
            median = seconds[len(seconds) // 2][0]
            yield f"{kind}: {len(seconds)}, median {median:.3f} s, slowest {slowest:.2f} s (number {number}), {told}"


def test_hostile_addresses(report: Report, tmp_path: Path) -> None:
    with probed(tmp_path / "log.txt") as server:
        wire.awaited(warm_up(server))
        wire.awaited(one_reader(server, report))
        before, alone, at_rest = server.memory_of_all(), server.memory(), server.descriptors()
        statistics = wire.awaited(_probe(report, server))
        for line in statistics.lines():
            report.say(line)
        report.check(server.lives(), "the server has ended")
        answer = wire.get(server.port, "/healthz")
        report.check(answer.status == 200, "healthz does not answer afterwards", answer)
        report.say(f"memory of server and workers: {before:.0f} MB before, {server.memory_of_all():.0f} MB right after")
        report.say(f"of these the server: {alone:.0f} MB before, {server.memory():.0f} MB right after")
        time.sleep(settings.REST)
        wire.awaited(one_reader(server, report))  # sessions that have left are forgotten when the next one comes
        time.sleep(3)
        after = server.memory_of_all()
        report.say(
            f"after {settings.REST:.0f} s of rest {after:.0f} MB, {server.descriptors() - at_rest} more descriptors"
        )
        report.check(
            after <= before + settings.MEMORY, f"more than {settings.MEMORY} MB stay", f"{after - before:.0f} MB"
        )
        report.check(server.descriptors() <= at_rest + 20, "descriptors stay open", server.descriptors() - at_rest)
        judge_log(report, server)


async def one_reader(server: Server, report: Report) -> None:
    """Read every page as a reader does: that works before and after."""
    for page in states.PAGES:
        tab = Tab(server.address)
        status = await tab.knock()
        if status != 101:
            report.problem("a reader is refused", status)
            continue
        run = await tab.open(page, "category=landkreise-kommunen&group=lr" if page == "befund" else "")
        report.check(run.finished and not run.wrong and run.elements, "a reader gets no page", f"{page}: {run.wrong}")
        await tab.close()


async def warm_up(server: Server) -> None:
    """Ask for everything once as a reader would: what a quiet server keeps is in memory then."""
    for path in PAGES:
        await wire.ask(server.port, plain(server.port, path))
    for study in STUDIES:
        for code in ("o", "g", "p", "m"):
            await wire.ask(server.port, plain(server.port, "/vortrag", [("study", study), ("deck", code)]))
        for ending in ENDINGS:
            await wire.ask(server.port, taking(server.port, ending, ["o", "g"], study))


async def _probe(report: Report, server: Server) -> Statistics:
    maker, statistics = Maker(settings.SEED, server.port, of_all_studies()), Statistics()
    numbers = iter(range(settings.scaled(NUMBER)))
    exports = asyncio.Semaphore(EXPORTS_AT_ONCE)

    async def one_after_another() -> None:
        for number in numbers:
            address = maker.make(number)
            async with exports if address.kind in ("export", "body") else asyncio.Semaphore():
                answer = await wire.ask(server.port, address.sent, wire.PATIENCE if address.valid else 10)
            statistics.note(address, answer)
            judge(report, address, answer, (server.host, ADDRESS))
            if not server.lives():
                return

    await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))
    return statistics
