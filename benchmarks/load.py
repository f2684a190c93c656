"""How many readers one server carries: a herd, a steady audience, many reruns, newcomers who knock without end.

    .venv/bin/python benchmarks/load.py                      all with the criteria, as Streamlit ships it beside ours
    .venv/bin/python benchmarks/load.py --burst 60 30        60 new sessions a second for 30 s while readers change
    .venv/bin/python benchmarks/load.py --herd 200           one of them alone: --herd N, --steady N, --reruns N

Starts its own servers on free ports and speaks to them as the page in a browser does, without a browser: one process
with one event loop, on the same cores as the server. A reader chooses in the filter bar or follows a link with ids of
the packages in `data/`, on all pages. "Wrong" is a run that drew an error, "lost" a reader who never saw a page.
"""

import argparse
import asyncio
import csv
import random
import re
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode

from websockets.exceptions import ConnectionClosed

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.reader import Reader, Refused, Run, any_choice
from benchmarks.served import ROOT, Server, serving

T = TypeVar("T")
PATHS = (
    "/",
    "/kategorien",
    "/gruppen",
    "/partner",
    "/zitate",
    "/einzelstimmen",
    "/methode",
    "/praesentieren",
    "/befund",
)
SHIPPED = ("--runner.postScriptGC=true",)
"""The setting Streamlit ships, in place of ours."""
GONE = (ConnectionClosed, OSError, TimeoutError)
THINK = 10.0
"""Mean seconds between what a reader of the audience does."""
HOUSES = 20
"""Addresses the readers come from, in equal parts."""
INSIDE = 20
"""Readers who are in while others knock; each changes something every 5 s on average."""
STAY = 120.0
"""Seconds after the last knock until somebody who was told to wait gives up."""


@dataclass
class Seen:
    """What a number of readers met: seconds until the live page, of a herd until the document with its content too."""

    seconds: list[float] = field(default_factory=list)
    content: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    lost: int = 0
    refused: int = 0

    def add(self, run: Run) -> None:
        self.seconds.append(run.seconds)
        self.wrong += run.wrong[:1]

    def row(self, name: str) -> str:
        """Return one line: median, 95th percentile, largest in seconds; wrong, lost, refused handshakes."""
        p50, p95 = (percentile(self.seconds, n) for n in (50, 95))
        largest = max(self.seconds, default=0.0)
        return (
            f"  {name:24} {len(self.seconds):6} {p50:8.3f} {p95:8.3f} {largest:8.3f} "
            f"{len(self.wrong):6} {self.lost:5} {self.refused:8}"
        )


HEADING = f"  {'seconds':24} {'runs':>6} {'p50':>8} {'p95':>8} {'max':>8} {'wrong':>6} {'lost':>5} {'refused':>8}"


def percentile(values: list[float], percent: int) -> float:
    if len(values) < 2:
        return values[0] if values else 0.0
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


class Selections:
    """Random addresses with ids of the packages."""

    def __init__(self, data: Path, chance: random.Random) -> None:
        self.chance = chance
        self.studies = {
            folder.name: [_ids(folder / f"{table}.csv") for table in ("categories", "groups", "partners")]
            for folder in sorted(data.iterdir())
            if (folder / "datapackage.json").exists()
        }

    def any(self) -> tuple[str, str]:
        """Return a page and a query."""
        study = self.chance.choice(list(self.studies))
        categories, groups, partners = self.studies[study]
        query: list[tuple[str, str]] = [("study", study)]
        if self.chance.random() < 0.5:
            query += [("category", c) for c in self.chance.sample(categories, self.chance.randint(1, 2))]
        if self.chance.random() < 0.4:
            query.append(("group", self.chance.choice(groups)))
        if self.chance.random() < 0.3:
            query.append(("partner", self.chance.choice(partners)))
        return self.chance.choice(PATHS), urlencode(query)


def _ids(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row[0] for row in list(csv.reader(file))[1:]]


class Crowd:
    """Readers of one server and what they met."""

    def __init__(self, server: Server, seed: int = 1) -> None:
        self.server = server
        self.chance = random.Random(seed)
        self.selections = Selections(ROOT / "data", self.chance)

    async def change(self, reader: Reader) -> Run:
        """Choose something in the filter bar, or go elsewhere."""
        widget = any_choice(reader.last, self.chance) if self.chance.random() < 0.5 else None
        return await (reader.choose(widget) if widget else reader.visit(*self.selections.any()))

    async def enter(self, seen: Seen, patience: float, address: tuple[str, str] | None = None) -> Reader | None:
        """Open a tab; whoever is refused comes back as Streamlit's page does: after 0.25 to 4 seconds."""
        start, tries = time.perf_counter(), 0
        while True:
            reader = Reader(self.server.address, f"127.0.0.{self.chance.randint(2, HOUSES + 1)}")
            try:
                run = await reader.open(*(address or self.selections.any()))
            except Refused:
                seen.refused += 1
                pause = min(4.0, 0.5 * 2**tries)
                tries += 1
                if time.perf_counter() - start + pause < patience:
                    await asyncio.sleep(self.chance.uniform(pause / 2, pause))
                    continue
                seen.lost += 1
                return None
            except GONE:
                seen.lost += 1
                return None
            run.seconds = time.perf_counter() - start
            seen.add(run)
            return reader

    async def stay(self, reader: Reader, seen: Seen, think: float, until: float) -> None:
        """Change something now and then until the end."""
        try:
            while (pause := self.chance.expovariate(1 / think)) + time.perf_counter() < until:
                await asyncio.sleep(pause)
                seen.add(await self.change(reader))
        except GONE:
            seen.lost += 1

    async def herd(self, size: int) -> Seen:
        """Let `size` readers open the start page within one second, as a code on a slide makes them."""
        seen = Seen()

        async def one(delay: float) -> Reader | None:
            await asyncio.sleep(delay)
            try:
                seconds, document = await get(self.server.address, "/")
                font = re.search(rb"fonts/[^\"]*woff2", document)
                await get(self.server.address, f"/{font[0].decode()}" if font else "/healthz")
            except OSError:
                seen.lost += 1
                return None
            seen.content.append(seconds)
            return await self.enter(seen, STAY, ("/", ""))

        await leave(await asyncio.gather(*(one(n / size) for n in range(size))))
        return seen

    async def audience(self, size: int, seconds: float) -> Seen:
        """Let `size` readers in, ten a second, then measure while each changes something every 10 s."""
        entering, seen = Seen(), Seen()

        async def one(delay: float) -> Reader | None:
            await asyncio.sleep(delay)
            return await self.enter(entering, STAY)

        readers = [r for r in await asyncio.gather(*(one(n / 10) for n in range(size))) if r]
        end = time.perf_counter() + seconds
        await asyncio.gather(*(self.stay(reader, seen, THINK, end) for reader in readers))
        await leave(readers)
        seen.lost += entering.lost
        seen.wrong += entering.wrong
        return seen

    async def reruns(self, number: int, tabs: int = 20, each: int = 50) -> tuple[Seen, list[float]]:
        """Run the script `number` times in 20 tabs, none older than 50 runs; return the memory at each quarter too."""
        seen, memory = Seen(), []
        quarters = [number * n // 4 for n in range(5)]

        async def tab() -> None:
            while len(seen.seconds) + seen.lost < number:
                reader = await self.enter(seen, STAY)
                for _ in range(each if reader else 0):
                    if len(seen.seconds) >= quarters[len(memory)] and len(memory) < 4:
                        memory.append(self.server.memory())
                    if len(seen.seconds) >= number:
                        break
                    try:
                        seen.add(await self.change(reader))
                    except GONE:
                        seen.lost += 1
                        break
                await leave([reader])

        await asyncio.gather(*(tab() for _ in range(tabs)))
        memory.append(self.server.memory())
        return seen, memory

    async def burst(self, rate: float, seconds: float) -> tuple[Seen, Seen, list[float]]:
        """Let `rate` newcomers a second knock while 20 readers are in; return both and how long /healthz took.

        Newcomers come to a page as a link that was passed round leads there; those who are in choose at random.
        """
        inside, knocking, beats = Seen(), Seen(), []
        readers = [r for r in [await self.enter(Seen(), STAY) for _ in range(INSIDE)] if r]
        start = time.perf_counter()
        end = start + seconds

        async def knock(delay: float) -> Reader | None:
            await asyncio.sleep(delay)
            return await self.enter(knocking, seconds + STAY - delay, (self.chance.choice(PATHS), ""))

        async def listen(done: asyncio.Event) -> None:
            while not done.is_set():
                beats.append(await beat(self.server.address))
                await asyncio.sleep(0.5)

        over = asyncio.Event()
        listening = asyncio.create_task(listen(over))
        changing = asyncio.gather(*(self.stay(reader, inside, 5.0, end) for reader in readers))
        entered = await asyncio.gather(*(knock(n / rate) for n in range(int(rate * seconds))))
        await changing
        over.set()
        await listening
        await leave([*readers, *entered])
        return inside, knocking, beats


async def beat(server: str) -> float:
    """Return how long the health check took."""
    return (await get(server, "/healthz"))[0]


async def get(server: str, path: str) -> tuple[float, bytes]:
    """Ask for an address; return how long the answer took, without end where it is not 200, and the answer."""
    start = time.perf_counter()
    host, port = server.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    if b" 200 " not in answer.split(b"\r\n", 1)[0]:
        return float("inf"), answer
    return time.perf_counter() - start, answer


async def leave(readers: list[Reader | None]) -> None:
    for reader in readers:
        with suppress(*GONE):
            if reader:
                await reader.close()


async def watched(server: Server, doing: Awaitable[T]) -> T:
    """Wait for something, then print what CPU and memory the server used over that time, in five parts."""
    task = asyncio.ensure_future(doing)
    samples = [(time.perf_counter(), server.cpu(), server.memory())]
    while not task.done():
        await asyncio.wait([task], timeout=1)
        samples.append((time.perf_counter(), server.cpu(), server.memory()))
    steps = [samples[round(n * (len(samples) - 1) / 5)] for n in range(6)]
    cpu = [f"{100 * (b[1] - a[1]) / (b[0] - a[0]):.0f}" if b[0] > a[0] else "-" for a, b in pairwise(steps)]
    memory = [f"{step[2]:.0f}" for step in steps]
    print(f"  {samples[-1][0] - samples[0][0]:.0f} s, server CPU % {' '.join(cpu)}, memory MB {' '.join(memory)}")
    return task.result()


def measured(options: tuple[str, ...], act: Callable[[Crowd], Awaitable[T]]) -> T:
    """Start a server, open each page of each study once, then act; say what it logged as failed."""
    with serving(options=options) as server:

        async def whole() -> T:
            crowd = Crowd(server)
            for study in crowd.selections.studies:
                for path in PATHS:
                    reader = Reader(server.address)
                    await reader.open(path, f"study={study}")
                    await reader.close()
            return await watched(server, act(crowd))

        result = asyncio.run(whole())
        log = server.logged()
        if log.count("Traceback"):
            print(f"  {log.count('Traceback')} tracebacks in {log.count(chr(10))} lines of log")
        return result


def herd(size: int, name: str, options: tuple[str, ...]) -> Seen:
    print(f"{size} open within one second ({name})")
    seen = measured(options, lambda crowd: crowd.herd(size))
    print(f"{HEADING}\n{Seen(seen.content).row('until the content is there')}\n{seen.row('until the page is live')}")
    return seen


def steady(size: int, seconds: float, name: str, options: tuple[str, ...]) -> Seen:
    print(f"{size} viewers, a change each every {THINK:.0f} s, for {seconds:.0f} s ({name})")
    seen = measured(options, lambda crowd: crowd.audience(size, seconds))
    print(f"{HEADING}\n{seen.row('change to page')}")
    return seen


def reruns(number: int, name: str, options: tuple[str, ...]) -> tuple[Seen, list[float]]:
    print(f"{number} reruns in 20 tabs ({name})")
    seen, memory = measured(options, lambda crowd: crowd.reruns(number))
    print(f"{HEADING}\n{seen.row('change to page')}")
    print(f"  memory MB at the start, each quarter, the end: {' '.join(f'{m:.0f}' for m in memory)}")
    return seen, memory


def burst(rate: float, seconds: float, name: str, options: tuple[str, ...]) -> tuple[Seen, Seen, list[float]]:
    print(f"{rate:.0f} new sessions a second for {seconds:.0f} s, {INSIDE} readers inside ({name})")
    inside, knocking, beats = measured(options, lambda crowd: crowd.burst(rate, seconds))
    print(f"{HEADING}\n{inside.row('inside: change to page')}\n{knocking.row('newcomers: first page')}")
    print(f"  /healthz: p50 {percentile(beats, 50):.3f} s, largest {max(beats):.3f} s")
    return inside, knocking, beats


def criteria(seconds: float) -> bool:
    """Measure what the product promises, as shipped beside ours; print and return whether it holds."""
    for name, options in (("as Streamlit ships it", SHIPPED), ("ours", ())):
        crowd = herd(200, name, options)
        small = steady(150, seconds, name, options)
        large = steady(500, seconds, name, options)
    worn, memory = reruns(40_000, "ours", ())
    inside, knocking, beats = burst(60, 30, "ours", ())
    p95 = percentile(small.seconds, 95), percentile(large.seconds, 95)
    growth = memory[-1] / memory[2] - 1
    median, largest = percentile(inside.seconds, 50), max(inside.seconds)
    errors = sum(len(seen.wrong) + seen.lost for seen in (crowd, small, large, worn, inside))
    results = [
        (f"200 in one second have the content within 2 s: {max(crowd.content):.1f} s", max(crowd.content) <= 2),
        (f"200 in one second live within 6 s, none lost: {max(crowd.seconds):.1f} s, {crowd.lost} lost",
         max(crowd.seconds) <= 6 and not crowd.lost),
        (f"150 viewers p95 under 0.5 s: {p95[0]:.2f} s", p95[0] < 0.5),
        (f"500 viewers p95 under 1 s: {p95[1]:.2f} s", p95[1] < 1),
        (f"memory grows by under 5 % over the second half of 40,000 reruns: {100 * growth:.1f} %", growth < 0.05),
        (f"while 60 a second knock, readers who are in wait 0.1 s (median), 2 s (most): {median:.2f}, {largest:.2f} s",
         median < 0.1 and largest < 2),
        (f"and /healthz answers within a second: {max(beats):.2f} s", max(beats) < 1),
        (f"nothing wrong, nobody lost: {errors}, {knocking.lost} of the newcomers", errors + knocking.lost == 0),
    ]  # fmt: skip
    for words, holds in results:
        print(f"{'PASS' if holds else 'FAIL'}  {words}")
    return all(holds for _, holds in results)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--herd", type=int, metavar="N")
    parser.add_argument("--steady", type=int, metavar="N")
    parser.add_argument("--reruns", type=int, metavar="N")
    parser.add_argument("--burst", type=float, nargs=2, metavar=("RATE", "SECONDS"))
    parser.add_argument("--seconds", type=float, default=60, help="how long an audience is measured (default 60)")
    parser.add_argument("--shipped", action="store_true", help="with the setting Streamlit ships, in place of ours")
    asked = parser.parse_args()
    how = ("as Streamlit ships it", SHIPPED) if asked.shipped else ("ours", ())
    if asked.herd:
        herd(asked.herd, *how)
    if asked.steady:
        steady(asked.steady, asked.seconds, *how)
    if asked.reruns:
        reruns(asked.reruns, *how)
    if asked.burst:
        burst(*asked.burst, *how)
    if asked.herd or asked.steady or asked.reruns or asked.burst:
        return 0
    return 0 if criteria(asked.seconds) else 1


if __name__ == "__main__":
    sys.exit(main())
