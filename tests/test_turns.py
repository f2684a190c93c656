"""Pages are built a few at a time: in order of arrival, readers who are in first, and nothing holds a turn for ever."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest

from dashboard.web import turns
from dashboard.web.turns import Turns

SOON = 10.0


class Gone(Exception):
    pass


def nothing() -> None:
    pass


@contextmanager
def waiting(
    line: Turns, name: str, order: list[str], *, newcomer: bool, here: Callable[[], object] = nothing
) -> Iterator[None]:
    """Let a thread ask for a turn; at the end it must have come back."""

    def run() -> None:
        try:
            with line.turn(newcomer=newcomer, here=here):
                order.append(name)
        except Gone:
            order.append(f"{name} left")

    before = queued(line)
    thread = threading.Thread(target=run)
    thread.start()
    until(lambda: queued(line) > before)
    yield
    thread.join(SOON)
    assert not thread.is_alive()


def queued(line: Turns) -> int:
    return sum(map(len, line._lines.values()))


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + SOON
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.005)


def all_wait(line: Turns, names: str) -> list[str]:
    """Hold the turn while readers (small letters) and newcomers (capitals) arrive; return in which order they came."""
    order: list[str] = []
    with ExitStack() as arrived:
        first = line.turn(newcomer=False, here=nothing)
        first.__enter__()
        for name in names:
            arrived.enter_context(waiting(line, name, order, newcomer=name.isupper()))
        first.__exit__(None, None, None)
    return order


def test_readers_who_are_in_come_in_order_and_before_newcomers() -> None:
    assert all_wait(Turns(1), "ABab") == ["a", "b", "A", "B"]


def test_every_fourth_turn_is_a_newcomers() -> None:
    order = all_wait(Turns(1), "Aabcdefg")
    assert order.index("A") <= 3 and [name for name in order if name != "A"] == list("abcdefg")


def test_a_lone_reader_never_waits() -> None:
    line = Turns(1)
    for newcomer in (True, False):
        with line.turn(newcomer=newcomer, here=nothing):
            assert not queued(line)
    assert line.waits() == []


def test_one_place_is_kept_for_those_who_are_in() -> None:
    line, order = Turns(2), list[str]()
    first = line.turn(newcomer=True, here=nothing)
    first.__enter__()
    with waiting(line, "A", order, newcomer=True):
        with line.turn(newcomer=False, here=nothing):
            assert order == [] and line.newcomers == 1
        first.__exit__(None, None, None)
    assert order == ["A"]


def test_whoever_has_gone_stops_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LOOK", 0.01)
    line, order = Turns(1), list[str]()

    def gone() -> None:
        raise Gone

    with line.turn(newcomer=False, here=nothing), waiting(line, "a", order, newcomer=False, here=gone):
        until(lambda: order == ["a left"])
    assert not queued(line) and not line._running


def test_a_turn_is_given_back_whatever_happens() -> None:
    line = Turns(1)
    for error in (ValueError, KeyboardInterrupt, Gone):
        with pytest.raises(error), line.turn(newcomer=False, here=nothing):
            raise error
    assert not line._running


def test_a_run_that_hangs_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LOOK", 0.01)
    monkeypatch.setattr(turns, "LONGEST", 0.05)
    line, order = Turns(1), list[str]()
    with line.turn(newcomer=False, here=nothing), waiting(line, "a", order, newcomer=False):
        until(lambda: order == ["a"])


def test_long_waits_are_counted_once() -> None:
    line, order = Turns(1), list[str]()
    first = line.turn(newcomer=False, here=nothing)
    first.__enter__()
    with waiting(line, "a", order, newcomer=False):
        line._lines[False][0].drawn -= 5
        first.__exit__(None, None, None)
    [wait] = line.waits()
    assert order == ["a"] and wait > 5 and line.waits() == []


def test_many_threads_never_exceed_the_number() -> None:
    line, lock, running, most = Turns(3), threading.Lock(), 0, 0

    def work(n: int) -> None:
        nonlocal running, most
        with line.turn(newcomer=n % 3 == 0, here=nothing):
            with lock:
                running += 1
                most = max(most, running)
            time.sleep(0.001)
            with lock:
                running -= 1

    threads = [threading.Thread(target=work, args=(n,)) for n in range(200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SOON)
    assert 1 <= most <= 3 and not line._running and not queued(line)
