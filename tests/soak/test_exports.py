"""Sixty files at once, decks at once, clients that hang up: memory bounded, readers undisturbed, places free again."""

import asyncio
import statistics
import time
from pathlib import Path

from benchmarks.served import Server, resident
from tests.soak import settings, wire
from tests.soak.ids import many_views
from tests.soak.judge import judge_log
from tests.soak.probed import probed
from tests.soak.report import Report
from tests.soak.wire import Answer, Sent, plain, taking

STUDY = "demo-zusammenarbeit"
DECK = many_views(STUDY)
FORMS = ("pptx", "pdf", "xlsx", "html")
MOST = 800
"""Megabytes of server and workers at the peak."""

WORKER = 200
"""Megabytes a worker may keep afterwards (decision 0014 says 150)."""


class Watch:
    """Looks at memory and health twice a second."""

    def __init__(self, server: Server) -> None:
        self.server, self.over = server, asyncio.Event()
        self.peak, self.health = 0.0, [0.0]

    async def run(self) -> None:
        while not self.over.is_set():
            answer = await wire.ask(self.server.port, plain(self.server.port, "/healthz"), 30)
            self.health.append(answer.seconds if answer.status == 200 else 99.0)
            self.peak = max(self.peak, self.server.memory_of_all())
            await asyncio.sleep(0.3)

    def tell(self, report: Report, what: str) -> None:
        slowest, median = max(self.health), statistics.median(self.health)
        report.say(f"{what}: peak {self.peak:.0f} MB, healthz median {median:.3f} s, slowest {slowest:.2f} s")
        report.check(self.peak <= MOST, f"more than {MOST} MB", f"{what}: {self.peak:.0f} MB")
        report.check(median <= 0.2 * settings.BUSY, "healthz slow (median)", f"{what}: {median:.2f} s")
        report.check(slowest <= 2 * settings.BUSY, "healthz slow (slowest)", f"{what}: {slowest:.1f} s")


async def _at_once(server: Server, requests: list[Sent], patience: float) -> tuple[list[Answer], Watch]:
    watch = Watch(server)
    looking = asyncio.create_task(watch.run())
    await asyncio.sleep(1)
    answers = await asyncio.gather(*(wire.ask(server.port, sent, patience) for sent in requests))
    watch.over.set()
    await looking
    return list(answers), watch


def _judge(report: Report, answers: list[Answer], what: str) -> None:
    """Check that everybody was served, or told in words to come back."""
    kinds = [a.status or a.lost for a in answers]
    told = {str(kind): kinds.count(kind) for kind in dict.fromkeys(kinds)}
    report.say(f"{what}: {told}, slowest {max(a.seconds for a in answers):.1f} s")
    for answer in answers:
        if answer.status in (429, 503):
            report.check(answer.header("retry-after"), f"{what}: {answer.status} without Retry-After", answer.text[:60])
            report.check(answer.body, f"{what}: {answer.status} without words")
            report.check(
                answer.seconds < 5 * settings.BUSY, f"{what}: refused only after the work", f"{answer.seconds:.0f} s"
            )
        else:
            report.check(answer.status == 200, f"{what}: neither served nor told", answer.status or answer.lost)
    report.check(any(a.status == 200 for a in answers), f"{what}: nobody is served")


def test_sixty_files_at_once(report: Report, tmp_path: Path) -> None:
    with probed(tmp_path / "log.txt") as server:
        requests = [taking(server.port, FORMS[n % len(FORMS)], DECK, STUDY) for n in range(60)]
        answers, watch = wire.awaited(_at_once(server, requests, 300))
        _judge(report, answers, "60 files")
        watch.tell(report, "60 files")
        time.sleep(min(settings.REST, 30))
        kept = [round(resident(pid)) for pid in server.workers()]
        report.say(f"workers afterwards: {kept} MB")
        report.check(all(k <= WORKER for k in kept), f"a worker keeps more than {WORKER} MB", kept)
        judge_log(report, server)


def test_sixty_decks_at_once(report: Report, tmp_path: Path) -> None:
    with probed(tmp_path / "log.txt") as server:
        deck = [("study", STUDY), *(("deck", code) for code in DECK)]
        requests = [plain(server.port, "/vortrag", deck) for _ in range(60)]
        answers, watch = wire.awaited(_at_once(server, requests, 120))
        _judge(report, answers, "60 decks")
        watch.tell(report, "60 decks")
        judge_log(report, server)


def test_clients_that_hang_up(report: Report, tmp_path: Path) -> None:
    with probed(tmp_path / "log.txt") as server:
        wire.take(server.port, "txt", ["o"])
        free = wire.awaited(_hang_up(server))
        report.say(f"after 45 files nobody waits for, a small one is made within {free:.1f} s")
        report.check(free <= 15 * settings.BUSY, "places of clients that have left stay taken", f"{free:.0f} s")
        judge_log(report, server)


async def _hang_up(server: Server) -> float:
    """Ask for 45 large files and leave; return the seconds until somebody else gets a small one."""
    requests = [taking(server.port, FORMS[n % 2], DECK, STUDY) for n in range(45)]
    dropped = [asyncio.create_task(wire.ask(server.port, sent, 300)) for sent in requests]
    await asyncio.sleep(2)
    for task in dropped:
        task.cancel()
    await asyncio.gather(*dropped, return_exceptions=True)
    start = time.monotonic()
    while (await wire.ask(server.port, taking(server.port, "txt", ["o"]), 120)).status != 200:
        if time.monotonic() > start + 120:
            break
        await asyncio.sleep(0.5)
    return time.monotonic() - start
