"""Work Ctrl-C must not cut: gRPC, cut while it holds a lock, holds it for good, and the farewell waits for it."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TypeVar

T = TypeVar("T")
PULSE = 0.2
"""How many seconds Ctrl-C waits at most: not every system wakes a thread that waits without end."""


def apart(work: Callable[[], T], patience: float | None = None) -> T:
    """Do it in a thread of its own, so that Ctrl-C ends the waiting alone; raise what it raises.

    Raise TimeoutError after so many seconds of patience; the work goes on as long as the process does.
    """
    outcome: Future[T] = Future()
    threading.Thread(target=_into, args=(outcome, work), daemon=True).start()
    left = patience
    while not wait([outcome], PULSE).done:
        left = None if left is None else left - PULSE
        if left is not None and left <= 0:
            raise TimeoutError
    return outcome.result()


def _into(outcome: Future[T], work: Callable[[], T]) -> None:
    try:
        outcome.set_result(work())
    except BaseException as error:  # raised where it is waited for
        outcome.set_exception(error)
