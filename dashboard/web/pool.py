"""Where files are made: two processes of their own, so that whoever reads does not wait for whoever takes along."""

import ctypes
import gc
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import spawn
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from dashboard.web.gate import Busy, Gate, Wanted

AT_ONCE = 2
MOST = 40
MOST_KEPT = 150
"""Megabytes a process may keep when its file is made: what keeps more is ended, the next file starts a new one."""
MOST_FILES = 50
"""So many files one process makes, also where the system does not say how much memory it keeps."""
Job = tuple[Callable[..., bytes], *tuple[object, ...]]
"""Some work and the values it is done with."""


class Unwanted(Exception):
    """Nobody waits for the file any more."""


class FilePool:
    """Makes files two at a time, the others wait their turn. The processes start with the first file."""

    def __init__(self) -> None:
        self.gate = Gate("files", AT_ONCE, MOST)
        self._workers = [_Worker() for _ in range(AT_ONCE)]
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)

    async def make(self, address: str, prepare: Callable[[], Job], gate: Gate | None = None) -> bytes:
        """Make a file for an address in its turn: `prepare` collects here what it says, a process writes it.

        What comes through a `gate` of its own takes none of the places here. Raise Busy before anything is done where
        too many wait, and whatever the work raises.
        """
        return await (gate or self.gate).through(address, lambda wanted: self._made(prepare, wanted))

    def _made(self, prepare: Callable[[], Job], wanted: Wanted) -> bytes:
        work, *values = prepare()
        if not wanted:
            raise Unwanted
        worker = self._idle.get()
        try:
            return worker.do(work, *values)
        finally:
            self._idle.put(worker)

    def close(self) -> None:
        """End the processes, one that is at work when its file is made; what waits is given up."""
        self.gate.close()
        for worker in self._workers:
            worker.close()


class _Worker:
    """One process that makes one file at a time. One that died or grew is replaced, and no other is touched."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._files = 0
        self._lock = threading.Lock()
        self._closed = False

    def do(self, work: Callable[..., bytes], *values: object) -> bytes:
        """Do some work. Where the process dies of it, as for want of memory, a new one tries once more."""
        try:
            return self._once(work, *values)
        except BrokenProcessPool:
            return self._once(work, *values)

    def _once(self, work: Callable[..., bytes], *values: object) -> bytes:
        try:
            made, kept = self._started().submit(_weighed, work, *values).result()
        except BrokenProcessPool:
            self._end()
            raise
        self._files += 1
        if kept > MOST_KEPT or self._files >= MOST_FILES:
            self._end(wait=True)
        return made

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

    def _end(self, *, wait: bool = False) -> None:
        with self._lock:
            pool, self._pool, self._files = self._pool, None, 0
        if pool is not None:
            pool.shutdown(wait=wait, cancel_futures=True)


def _without_main(name: str, prepare: Callable[[str], dict[str, Any]] = spawn.get_preparation_data) -> dict[str, Any]:
    """Tell a new process all but which script is the main one, for it would run it.

    Streamlit puts the script of the pages there when the first reader comes: each process built a page, kept more
    than it may and was ended after one file.
    """
    told = prepare(name)
    return {what: value for what, value in told.items() if not what.startswith("init_main")}


spawn.get_preparation_data = _without_main


def _weighed(work: Callable[..., bytes], *values: object) -> tuple[bytes, int]:
    """Do some work; return it with the megabytes this process keeps after it, 0 where the system does not say."""
    made = work(*values)
    gc.collect()
    give_back()
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return made, pages * os.sysconf("SC_PAGE_SIZE") // 1024**2
    except (OSError, AttributeError):
        return made, 0


def give_back() -> None:
    """Return to the system what was freed: the C library of Linux keeps it, forty megabytes after a handout."""
    with suppress(OSError, AttributeError, TypeError):  # TypeError: not on Windows
        ctypes.CDLL(None).malloc_trim(0)


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
