"""Thousands of runs over WebSockets with what no browser sends: no error page, no traceback, nobody else waits."""

import asyncio
import random
import time
from collections import Counter
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from benchmarks.served import Server
from dashboard.web.messages import LARGEST
from tests.conftest import ROOT
from tests.soak import settings, states, wire
from tests.soak.client import Run, Tab
from tests.soak.ids import of_all_studies
from tests.soak.judge import judge_log
from tests.soak.probed import probed
from tests.soak.report import Report
from tests.soak.test_addresses import one_reader, warm_up

NUMBER = 2_000
A_TAB = 5
AT_ONCE = 6
QUICK = 1.0
"""Seconds in which healthz answers meanwhile."""


class Probe:
    """Tabs that misbehave, and what came of it."""

    def __init__(self, report: Report, server: Server) -> None:
        self.report, self.server, self.ids = report, server, of_all_studies()
        self.counted: Counter[str] = Counter()
        self.slowest = 0.0

    async def tab(self, number: int) -> None:
        """Open a page as a reader, then send a few hostile messages; some leave in the middle."""
        chance = random.Random(f"{settings.SEED}-tab-{number}")
        tab = Tab(self.server.address)
        status = await self._knock(tab, chance)
        if status != 101:
            self.counted[f"handshake {status}"] += 1
            self.report.check(status in (400, 403, 429, 503), "handshake neither accepted nor refused in words", status)
            return
        try:
            self._judge(await tab.open(chance.choice(states.PAGES)), f"tab {number}, opening")
            for n in range(A_TAB):
                if not await self._hostile(tab, chance, f"tab {number}, message {n}"):
                    break
        finally:
            if chance.random() < 0.5:
                tab.hang_up()
            await tab.close()

    async def _knock(self, tab: Tab, chance: random.Random) -> int:
        if chance.random() < 0.9:
            return await tab.knock()
        odd = ("streamlit", "x" * 3_000), ("streamlit",), ("streamlit", "x", "00000000-0000-0000-0000-000000000000")
        if chance.random() < 0.5:
            return await tab.knock(compression="deflate")
        return await tab.knock(protocols=chance.choice(odd))

    async def _hostile(self, tab: Tab, chance: random.Random, place: str) -> bool:
        """Send one hostile message; say whether the tab is still open."""
        ways = {"rerun": 70, "other": 8, "frame": 7, "ping": 3, "drop": 3, "burst": 4, "crumbs": 4, "bomb": 1}
        way = chance.choices(list(ways), list(ways.values()))[0]
        self.counted[way] += 1
        if way == "rerun":
            message = states.rerun(chance, self.ids, tab.widgets, tab.pages)
            if message.ByteSize() > LARGEST:
                self.counted["too large"] += 1
                return not (await tab.run(message, waits=False)).closed  # dropped: no run comes of it
            run = await tab.run(message)
            self._judge(run, f"{place}: {_short(message)}")
            tab.widgets |= run.widgets()
            return run.finished
        if way == "other":
            run = await tab.run(states.other(chance), waits=False)
            self._judge(run, place)
            return not run.closed
        if way == "frame":
            return not (await tab.run(states.frame(chance), waits=False)).closed
        if way == "burst":
            sent = [states.rerun(chance, self.ids, tab.widgets, tab.pages) for _ in range(chance.choice((5, 40)))]
            stops = [BackMsg(stop_script=True)] * chance.choice((0, 1, 20))
            if not await tab.burst([m for m in (*sent, *stops) if m.ByteSize() <= LARGEST]):
                return False
            await asyncio.sleep(chance.choice((0.0, 0.5)))
            return chance.random() < 0.5
        if way == "crumbs":
            small = BackMsg(rerun_script=ClientState(query_string=states.query(chance, self.ids)[:20_000]))
            return await tab.crumble(small, chance.choice((1, 7)))
        if way == "bomb":
            return not (await tab.run(states.BOMB, waits=False)).closed
        if way == "ping":
            return await tab.flood(200)
        sending = asyncio.create_task(tab.run(BackMsg(rerun_script=ClientState(page_name="zitate"))))
        await asyncio.sleep(chance.choice((0.0, 0.05, 0.3)))
        tab.hang_up()
        await sending
        return False

    def _judge(self, run: Run, place: str) -> None:
        self.counted["runs"] += run.finished
        self.counted["closed by the server"] += run.closed
        self.slowest = max(self.slowest, run.seconds if run.finished else 0)
        for wrong in run.wrong:
            self.report.problem(wrong, place)


async def _watch_health(server: Server, over: asyncio.Event) -> list[float]:
    """Ask four times a second whether the server lives; return the seconds each answer took."""
    seconds = []
    while not over.is_set():
        answer = await wire.ask(server.port, wire.plain(server.port, "/healthz"), 30)
        seconds.append(answer.seconds if answer.status == 200 else 99.0)
        await asyncio.sleep(0.25)
    return seconds


async def _probe(probe: Probe) -> list[float]:
    numbers, over = iter(range(settings.scaled(NUMBER) // A_TAB + 1)), asyncio.Event()

    async def one_after_another() -> None:
        for number in numbers:
            await probe.tab(number)

    watch = asyncio.create_task(_watch_health(probe.server, over))
    await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))
    over.set()
    return await watch


def test_hostile_states(report: Report, tmp_path: Path) -> None:
    written = _files()
    with probed(tmp_path / "log.txt") as server:
        wire.awaited(warm_up(server))
        wire.awaited(one_reader(server, report))
        before, at_rest = server.memory_of_all(), server.descriptors()
        probe = Probe(report, server)
        seconds = sorted(wire.awaited(_probe(probe)))
        report.say(f"{dict(probe.counted)}, slowest run {probe.slowest:.2f} s")
        report.say(f"healthz meanwhile: median {seconds[len(seconds) // 2]:.3f} s, slowest {seconds[-1]:.2f} s")
        late = sum(second > QUICK * settings.BUSY for second in seconds)
        report.check(late <= len(seconds) // 100, f"healthz slower than {QUICK * settings.BUSY:.0f} s", f"{late} times")
        report.say(f"right after: {server.memory_of_all():.0f} MB, {server.descriptors() - at_rest} more descriptors")
        time.sleep(settings.REST)
        resting = server.memory_of_all()
        wire.awaited(one_reader(server, report))  # sessions that have left are forgotten when the next one comes
        time.sleep(3)
        after = server.memory_of_all()
        report.say(
            f"memory {before:.0f} MB, after {settings.REST:.0f} s of rest {resting:.0f}, with a reader {after:.0f}"
        )
        report.check(
            after <= before + settings.MEMORY, f"more than {settings.MEMORY} MB stay", f"{after - before:.0f} MB"
        )
        report.check(server.descriptors() <= at_rest + 20, "descriptors stay open", server.descriptors() - at_rest)
        judge_log(report, server)
    report.check(_files() == written, "a client made the server write files", _files() ^ written)


def _short(message: BackMsg) -> str:
    """Return what tells one message from another: page, and each widget's kind with the type that it was sent."""
    asked = message.rerun_script
    sent = [f"{w.id[:60]} {w.WhichOneof('value')}" for w in asked.widget_states.widgets[:4]]
    return f"page {asked.page_name[:20] or asked.page_script_hash[:8]}, {sent}, ?{asked.query_string[:60]}"


def _files() -> set[str]:
    """Return the files of the house: no client may have one written."""
    folders = (ROOT, ROOT / "dashboard", ROOT / "dashboard" / "web", ROOT / "pages", ROOT / "data", ROOT / ".streamlit")
    return {path.as_posix() for folder in folders for path in folder.iterdir() if path.name != "__pycache__"}
