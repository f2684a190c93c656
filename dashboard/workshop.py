"""Where files are made: two processes of their own, so that whoever reads does not wait for whoever takes along."""

import asyncio
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from queue import SimpleQueue

AT_ONCE = 2
MOST_WAITING = 40


class Busy(Exception):
    """More files are asked for than can be made within a minute or so."""


class Workshop:
    """Makes files two at a time, the others wait their turn. The processes start with the first file."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(AT_ONCE, "workshop")
        self._workers = [_Worker() for _ in range(AT_ONCE)]
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._asked = 0

    async def make(self, work: Callable[..., bytes], *values: object) -> bytes:
        """Do some work in its turn. Raise Busy where too many wait, and whatever the work raises."""
        if self._asked >= MOST_WAITING:
            raise Busy
        self._asked += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._made, work, *values)
        finally:
            self._asked -= 1

    def _made(self, work: Callable[..., bytes], *values: object) -> bytes:
        worker = self._idle.get()
        try:
            return worker.do(work, *values)
        finally:
            self._idle.put(worker)

    def close(self) -> None:
        """End the processes, one that is at work when its file is made; what waits is given up."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.close()


class _Worker:
    """One process that makes one file at a time. One that died is replaced, and no other is touched."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()
        self._closed = False

    def do(self, work: Callable[..., bytes], *values: object) -> bytes:
        """Do some work. Where the process dies of it, as for want of memory, a new one tries once more."""
        try:
            return self._started().submit(work, *values).result()
        except BrokenProcessPool:
            self._end()
        try:
            return self._started().submit(work, *values).result()
        except BrokenProcessPool:
            self._end()
            raise

    def close(self) -> None:
        """End the process and start no other."""
        with self._lock:
            self._closed = True
        self._end()

    def _started(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._closed:
                raise Busy
            if self._pool is None:
                context = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=_modest)
            return self._pool

    def _end(self) -> None:
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)


def _modest() -> None:
    """Let whoever reads go first, where the system knows how, and end when the server has ended without a word."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(19)
    threading.Thread(target=_end_with_server, daemon=True).start()


def _end_with_server() -> None:
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        os._exit(0)
