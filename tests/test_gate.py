"""A gate keeps order: nobody takes every place, nothing is done for who is turned away or has gone."""

import asyncio
import threading
from collections.abc import Callable, Iterator

import pytest

from dashboard.web.gate import Busy, Gate, Wanted
from tests.test_routes import awaited


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate("test", at_once=1, most=5, each=3)
    yield gate
    gate.close()


class Work:
    """Work that lasts until it is let go, and notes who it was done for."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.done: list[str] = []
        self.wanted: list[bool] = []

    def of(self, address: str) -> Callable[[Wanted], str]:
        def work(wanted: Wanted) -> str:
            self.done.append(address)
            assert self.go_on.wait(20)
            self.wanted.append(bool(wanted))
            return address

        return work


async def entered(gate: Gate, work: Work, *addresses: str) -> list[asyncio.Task[str]]:
    tasks = [asyncio.create_task(gate.through(address, work.of(address))) for address in addresses]
    while not work.done:
        await asyncio.sleep(0.01)
    return tasks


def test_work_is_done_in_the_order_it_came(gate: Gate) -> None:
    async def go() -> None:
        work = Work()
        tasks = await entered(gate, work, *"abcde")
        work.go_on.set()
        assert await asyncio.gather(*tasks) == work.done == list("abcde")
        assert gate.inside == 0

    awaited(go())


@pytest.mark.parametrize(("inside", "turned_away"), [("aabbc", "d"), ("aaa", "a")])
def test_nothing_is_done_for_who_is_turned_away(gate: Gate, inside: str, turned_away: str) -> None:
    async def go() -> None:
        work = Work()
        tasks = await entered(gate, work, *inside)
        with pytest.raises(Busy):
            await gate.through(turned_away, work.of("turned away"))
        if gate.inside < gate.most:
            tasks.append(asyncio.create_task(gate.through("b", work.of("b"))))
        work.go_on.set()
        await asyncio.gather(*tasks)
        assert "turned away" not in work.done
        assert await gate.through(turned_away, work.of("later")) == "later"

    awaited(go())


def test_who_goes_gives_back_her_place_at_once_and_nothing_more_is_done_for_her(gate: Gate) -> None:
    async def go() -> None:
        work = Work()
        tasks = await entered(gate, work, *"abbbc")
        for task in tasks[:4]:
            task.cancel()
        await asyncio.wait(tasks[:4])
        assert gate.inside == 1
        again = asyncio.create_task(gate.through("b", work.of("again")))
        work.go_on.set()
        assert await asyncio.gather(tasks[4], again) == ["c", "again"]
        assert work.done == ["a", "c", "again"] and work.wanted == [False, True, True]
        assert gate.inside == 0

    awaited(go())
