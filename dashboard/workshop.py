"""Where files are made: two processes of their own, so that whoever reads does not wait for whoever takes along."""

import asyncio
import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

AT_ONCE = 2
MOST_WAITING = 40


class Busy(Exception):
    """More files are asked for than can be made within a minute or so."""


class Workshop:
    """Makes files two at a time, the others wait their turn. The processes start with the first file."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._asked = 0

    async def make(self, work: Callable[..., bytes], *values: object) -> bytes:
        """Do some work in its turn. Raise Busy where too many wait, and whatever the work raises."""
        if self._asked >= MOST_WAITING:
            raise Busy
        self._asked += 1
        try:
            return await self._done(work, *values)
        except BrokenProcessPool:
            self._pool = None  # a process died, as for want of memory: the next try has new ones
            return await self._done(work, *values)
        finally:
            self._asked -= 1

    async def _done(self, work: Callable[..., bytes], *values: object) -> bytes:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(AT_ONCE, mp_context=context, initializer=_modest)
        return await asyncio.get_running_loop().run_in_executor(self._pool, work, *values)

    def close(self) -> None:
        """End the processes; what waits is given up."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)


def _modest() -> None:
    """Let whoever reads go first, and end when the server has ended without a word."""
    os.nice(19)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()


def _end_with(server: int) -> None:
    while os.getppid() == server:
        time.sleep(2)
    os._exit(0)
