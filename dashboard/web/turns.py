"""Who builds a page next: a few at a time, in order of arrival, readers who are in before those who have just come.

Without turns all runs share one core, so that everybody waits until the last is served; a turn at a time serves the
first after the time of one page.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

LOOK = 0.5
"""Seconds after which somebody who waits looks whether there is still a reader to wait for."""
LONGEST = 10.0
"""Seconds after which a run that has not come back is no longer counted: one that hangs must not stop all others."""
NOTED = 1.0
"""Seconds of waiting the log speaks of."""
FAIR = 4
"""Every fourth turn is a newcomer's, however many changes the readers make who are in."""


@dataclass(eq=False)
class _Ticket:
    newcomer: bool
    called: threading.Event = field(default_factory=threading.Event)
    drawn: float = field(default_factory=time.monotonic)
    started: float = 0.0


class Turns:
    """The turns of one server. Threads take them; a turn is given back whatever happens in it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._lines: dict[bool, deque[_Ticket]] = {False: deque(), True: deque()}
        self._running: set[_Ticket] = set()
        self._since_newcomer = 0
        self._waits: list[float] = []

    @property
    def newcomers(self) -> int:
        """Return how many wait for their first page."""
        return len(self._lines[True])

    @contextmanager
    def turn(self, *, newcomer: bool, here: Callable[[], object]) -> Iterator[None]:
        """Wait for a turn, then hold it. `here` raises when there is nobody left to wait for."""
        ticket = _Ticket(newcomer)
        with self._lock:
            self._lines[newcomer].append(ticket)
            self._call()
        try:
            while not ticket.called.wait(LOOK):
                here()
                with self._lock:
                    self._call()
            here()
            yield
        finally:
            with self._lock:
                if ticket in self._running:
                    self._running.remove(ticket)
                else:
                    self._lines[newcomer].remove(ticket)
                self._call()

    def waits(self) -> list[float]:
        """Return the seconds of those who had to wait for long since this was asked last."""
        with self._lock:
            waits, self._waits = self._waits, []
        return waits

    def _call(self) -> None:
        """Call whoever comes next, as long as there is room."""
        now = time.monotonic()
        while line := self._next(now):
            ticket = line.popleft()
            ticket.started = now
            self._running.add(ticket)
            if now - ticket.drawn > NOTED:
                self._waits.append(now - ticket.drawn)
            ticket.called.set()

    def _next(self, now: float) -> deque[_Ticket] | None:
        """Return the line whose turn it is; newcomers leave one place free for those who are in, if there are two."""
        inside, newcomers = self._lines[False], self._lines[True]
        running = [ticket.newcomer for ticket in self._running if now - ticket.started < LONGEST]
        if len(running) >= self._most or not (inside or newcomers):
            return None
        may_come = newcomers and sum(running) < max(1, self._most - 1)
        if may_come and (not inside or self._since_newcomer >= FAIR - 1):
            self._since_newcomer = 0
            return newcomers
        self._since_newcomer += 1
        return inside or None
