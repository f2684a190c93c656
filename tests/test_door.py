"""New readers are let in at a bounded rate, in order, each address in its turn; refused ones are told so."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from dashboard import settings
from dashboard.texts import DE, EN
from dashboard.web import admission, door
from dashboard.web.door import Admission, Door
from dashboard.web.limits import Limits
from dashboard.web.turns import Turns
from tests.test_routes import awaited

MANY = Limits(sessions=1000, per_address=1000, new_per_second=1000)


def at(limits: Limits, *, is_busy: Callable[[], bool] = lambda: False) -> Door:
    return Door(limits, is_busy)


def test_a_lone_reader_walks_in() -> None:
    async def enter() -> None:
        entry = at(Limits(new_per_second=1))
        assert await asyncio.wait_for(entry.enter("a"), 0.01)
        assert entry.inside == 1 and not entry.is_crowded and entry.counts() == ([], 0)
        entry.leave("a")
        assert entry.inside == 0

    awaited(enter())


def test_who_comes_first_is_let_in_first_each_address_in_its_turn() -> None:
    order: list[str] = []

    async def knock(entry: Door, name: str) -> None:
        assert await entry.enter(name[0])
        order.append(name)

    async def all_knock() -> None:
        busy = True
        entry = at(MANY, is_busy=lambda: busy)
        async with asyncio.TaskGroup() as group:
            for name in ("a1", "a2", "a3", "a4", "b1", "c1", "b2"):
                group.create_task(knock(entry, name))
            await asyncio.sleep(0.05)
            assert order == [] and entry.is_crowded
            busy = False

    awaited(all_knock())
    assert order == ["a1", "b1", "c1", "a2", "b2", "a3", "a4"]


def test_the_rate_holds_after_the_first_rush(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(door.time, "monotonic", lambda: now)
    entry = at(Limits(new_per_second=10))
    rush = sum(entry._admits("a") for _ in range(100))
    assert rush == 10 * door.BURST
    now += 1
    assert sum(entry._admits("a") for _ in range(100)) == 10


@pytest.mark.parametrize("limits", [Limits(sessions=2), Limits(per_address=2)])
def test_a_full_house_waits_until_somebody_leaves(limits: Limits, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "PATIENCE", 0.1)

    async def enter() -> None:
        entry = at(limits)
        assert await entry.enter("a") and await entry.enter("a")
        assert not await entry.enter("a")
        assert entry.counts()[1] == 1 and entry.is_crowded
        assert await entry.enter("b") is (limits.per_address == 2)
        waiting = asyncio.create_task(entry.enter("a"))
        await asyncio.sleep(0.02)
        entry.leave("a")
        assert await waiting and not entry._waiting

    awaited(enter())


def test_one_address_does_not_shut_out_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "PATIENCE", 5)

    async def enter() -> None:
        entry = at(Limits(new_per_second=50, per_address=3))
        crowd = [asyncio.create_task(entry.enter("hall")) for _ in range(200)]
        await asyncio.sleep(0)
        assert await asyncio.wait_for(entry.enter("home"), 2)
        assert entry._inside == {"hall": 3, "home": 1}
        for task in crowd:
            task.cancel()
        await asyncio.wait(crowd)
        assert not entry._waiting

    awaited(enter())


def test_whoever_hangs_up_while_waiting_takes_no_place() -> None:
    async def enter() -> None:
        busy = True
        entry = at(MANY, is_busy=lambda: busy)
        tasks = [asyncio.create_task(entry.enter("a")) for _ in range(10)]
        await asyncio.sleep(0.05)
        for task in tasks[:9]:
            task.cancel()
        busy = False
        await asyncio.wait(tasks)
        assert tasks[9].result() and entry.inside == 1 and not entry._waiting
        # Called and hanging up in the same moment: the place is given back.
        busy = True
        late = asyncio.create_task(entry.enter("a"))
        await asyncio.sleep(0.05)
        entry._waiting["a"][0].set_result(None)
        entry._waiting.clear()
        entry._inside["a"] += 1
        late.cancel()
        await asyncio.wait([late])
        assert late.cancelled() and entry.inside == 1

    awaited(enter())


def test_no_more_wait_than_there_is_room_for() -> None:
    async def enter() -> None:
        entry = at(Limits(waiting=2), is_busy=lambda: True)
        waiting = [asyncio.create_task(entry.enter("a")) for _ in range(2)]
        await asyncio.sleep(0)
        assert not await asyncio.wait_for(entry.enter("a"), 0.05)
        for task in waiting:
            task.cancel()
        await asyncio.wait(waiting)

    awaited(enter())


class Socket:
    """One handshake, as a server hands it to the application."""

    def __init__(self, query: str = "", path: str = door.STREAM, kind: str = "websocket") -> None:
        self.sent: list[dict[str, Any]] = []
        self.coming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.coming.put_nowait({"type": "websocket.connect"})
        self.scope = {
            "type": kind, "path": path, "query_string": query.encode(), "client": ("a", 1), "headers": [],
            "method": "GET", "extensions": {"websocket.http.response": {}},
        }  # fmt: skip

    async def send(self, message: Any) -> None:
        self.sent.append(dict(message))

    async def through(self, entry: Door, app: Callable[..., Awaitable[None]]) -> None:
        await Admission(app, entry)(self.scope, self.coming.get, self.send)


@pytest.mark.parametrize("words", [DE, EN])
def test_who_is_refused_is_told_when_to_come_back(words: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "PATIENCE", 0.05)

    async def app(*_: object) -> None:
        raise AssertionError("let in")

    async def knock() -> None:
        socket, entry = Socket(f"lang={words.language}"), at(MANY, is_busy=lambda: True)
        await socket.through(entry, app)
        start, body = socket.sent
        headers = {name.decode(): value.decode() for name, value in start["headers"]}
        assert start["type"] == "websocket.http.response.start" and start["status"] == 503
        assert headers["retry-after"] == str(door.RETRY) and body["body"].decode() == words.crowded
        assert not entry.inside

    awaited(knock())


def test_who_is_let_in_is_counted_until_the_end() -> None:
    async def knock() -> None:
        entry, heard = at(MANY), []

        async def app(_scope: Any, receive: Any, _send: Any) -> None:
            assert entry.inside == 1
            heard.extend([await receive(), await receive()])
            raise ValueError

        socket = Socket()
        socket.coming.put_nowait({"type": "websocket.receive", "bytes": b"early"})
        with pytest.raises(ValueError):
            await socket.through(entry, app)
        assert [message["type"] for message in heard] == ["websocket.connect", "websocket.receive"]
        assert entry.inside == 0

    awaited(knock())


def test_who_speaks_while_she_waits_is_let_in_and_heard() -> None:
    async def knock() -> None:
        busy, heard = True, []
        entry = at(MANY, is_busy=lambda: busy)

        async def app(_scope: Any, receive: Any, _send: Any) -> None:
            heard.extend([await receive(), await receive()])

        socket = Socket()
        socket.coming.put_nowait({"type": "websocket.receive", "bytes": b"early"})
        coming = asyncio.create_task(socket.through(entry, app))
        await asyncio.sleep(0.05)
        busy = False
        await asyncio.wait_for(coming, 5)
        assert [message["type"] for message in heard] == ["websocket.connect", "websocket.receive"]
        assert entry.inside == 0

    awaited(knock())


def test_a_page_learns_whether_others_wait() -> None:
    async def ask() -> None:
        async def app(*_: object) -> None: ...

        busy = True
        entry = at(MANY, is_busy=lambda: busy)
        for crowded in (False, True):
            socket = Socket(path="/x" + door.STATE, kind="http")
            await socket.through(entry, app)
            assert json.loads(socket.sent[1]["body"]) == {"crowded": crowded}
            waiting = asyncio.create_task(entry.enter("a"))
            await asyncio.sleep(0)
        busy = False
        await waiting

    awaited(ask())


def test_once_a_minute_the_log_says_how_many_waited(caplog: pytest.LogCaptureFixture) -> None:
    async def minutes() -> None:
        entry = at(MANY)
        entry._waits, entry._sent_away = [1.0, 7.25], 3
        telling = asyncio.create_task(admission.tell(entry, Turns(1), every=0.01))
        await asyncio.sleep(0.2)
        telling.cancel()

    with caplog.at_level(logging.WARNING):
        awaited(minutes())
    [told] = caplog.messages
    assert "2 waited to be let in (longest 7.2 s), 3 were asked to come back" in told


def test_settings_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Limits.read() == Limits() and Limits().per_address >= 500
    for name in settings.LIMITS.values():
        monkeypatch.setenv(name, "7")
    assert Limits.read() == Limits(7, 7, 7, 7)


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5", "９", "1" * 5000, " 1"])
def test_a_setting_that_is_no_number_ends_with_a_sentence(
    value: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BEFUNDATLAS_RUNS", value)
    with pytest.raises(SystemExit) as ended:
        Limits.read()
    assert ended.value.code == 2
    assert "BEFUNDATLAS_RUNS muss" in capsys.readouterr().err


def test_no_more_are_let_in_than_the_system_has_room_for() -> None:
    assert Limits().within(None) == Limits()
    assert Limits().within(65_536) == Limits()
    for descriptors in (700, 1024, 4096, 20_000):
        fitted = Limits().within(descriptors)
        # 4 a reader, 1 each who waits, 3 each of 128 who have left
        assert fitted.sessions * 4 + fitted.waiting + 3 * 128 < descriptors
    assert Limits(sessions=5).within(4096).sessions == 5 and Limits().within(100).sessions == 1
