"""Ctrl-C ends the waiting for work that must not be cut, and nothing else."""

import _thread
import signal
import threading
import time

import pytest

from publish.engines.apart import apart


def test_what_it_gives_and_raises_is_given_and_raised() -> None:
    assert apart(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        apart(lambda: 1 / 0)
    with pytest.raises(TimeoutError, match="its own"):
        apart(lambda: (_ for _ in ()).throw(TimeoutError("its own")), patience=60)


def test_ctrl_c_ends_the_waiting_and_not_the_work() -> None:
    lock, goes_on = threading.Lock(), threading.Event()

    def work() -> None:
        with lock:
            _thread.interrupt_main()
            goes_on.wait(30)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            apart(work)
    finally:
        signal.signal(signal.SIGINT, before)
    assert lock.locked()
    goes_on.set()
    assert lock.acquire(timeout=30)


def test_patience_ends() -> None:
    goes_on = threading.Event()
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        apart(lambda: goes_on.wait(60), patience=0.3)
    goes_on.set()
    assert time.monotonic() - begun < 30
