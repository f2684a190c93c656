"""Who may have something made beside the pages, and when: first come, first served, and nobody takes every place."""

import asyncio
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
EACH = 8
"""How many places one address may hold; behind a proxy a whole house may share one."""


class Busy(Exception):
    """More is asked for than can be made within a minute or so, in all or by one address."""


class Wanted:
    """Says whether anybody still waits for some work."""

    def __init__(self) -> None:
        self._gone = threading.Event()

    def __bool__(self) -> bool:
        return not self._gone.is_set()

    def end(self) -> None:
        """Say that nobody waits any more."""
        self._gone.set()


class Gate:
    """Lets work in: `at_once` threads do it, in the order it came; at most `most` are inside, at work or waiting."""

    def __init__(self, name: str, at_once: int, most: int, each: int = EACH) -> None:
        self.most = most
        self.each = each
        self._threads = ThreadPoolExecutor(at_once, name)
        self._inside: Counter[str] = Counter()

    @property
    def inside(self) -> int:
        """Return how many places are taken."""
        return self._inside.total()

    async def through(self, address: str, work: Callable[[Wanted], T]) -> T:
        """Do some work for an address in its turn. Raise Busy before anything is done where there is no place.

        Whoever is cancelled gives back her place at once: work that waits is dropped, work that has begun is told.
        """
        if self.inside >= self.most or self._inside[address] >= self.each:
            raise Busy
        self._inside[address] += 1
        wanted = Wanted()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, wanted)
        finally:
            wanted.end()
            self._inside[address] -= 1
            if not self._inside[address]:
                del self._inside[address]

    def close(self) -> None:
        """Let nobody in any more; what waits is given up."""
        self._threads.shutdown(wait=False, cancel_futures=True)
