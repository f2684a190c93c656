"""A phone as remote, as the server answers it: talk and phone side by side, and whatever else comes."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest

from dashboard.texts import DE, EN
from dashboard.web import remote
from dashboard.web.pairings import Pairings
from tests.test_routes import HOST, ask, asking, awaited

pytestmark = pytest.mark.long

Answer = tuple[int, Any]


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(remote, "PAIRINGS", Pairings())
    monkeypatch.setattr(remote, "HOLD", 1.0)
    monkeypatch.setattr(remote, "ANSWER", 0.5)
    monkeypatch.setattr(remote, "LOOK", 0.05)
    yield


async def post(what: str, said: object, **options: Any) -> Answer:
    sent = said if isinstance(said, bytes) else json.dumps(said).encode()
    status, headers, body = await asking(f"/fernbedienung/{what}", "POST", sent, **options)
    assert headers["cache-control"] == "no-store"
    return status, json.loads(body) if headers["content-type"] == "application/json" else body.decode()


class Stage:
    """A speaker window: asks, takes steps, asks again."""

    def __init__(self) -> None:
        self.key, self.code, self.at, self.done, self.remotes, self.black = "", "", 1, 0, 0, False
        self.taken: list[str] = []

    async def offer(self) -> None:
        status, given = await post("code", {"key": self.key})
        assert status == 200
        self.key, self.code = given["key"], given["code"]

    async def listen(self) -> Answer:
        said = {"key": self.key, "at": self.at, "all": 12, "black": self.black}
        status, told = await post("hoeren", said | {"done": self.done, "remotes": self.remotes})
        if status == 200:
            self.remotes = told["remotes"]
            for step in told["steps"]:
                self.taken.append(step["do"])
                self.done = step["number"]
                self.at = step["at"] or self.at + 1
        return status, told

    async def run(self) -> None:
        while (await self.listen())[0] == 200:
            pass


async def paired(stage: Stage) -> str:
    await stage.offer()
    status, told = await post("verbinden", {"code": stage.code})
    assert status == 200
    return str(told["token"])


def step(token: str, do: str, name: str = "one", **more: object) -> Awaitable[Answer]:
    return post("schritt", {"token": token, "do": do, "name": name, **more})


def with_talk(play: Callable[[Stage, str], Awaitable[None]]) -> None:
    async def run() -> None:
        stage = Stage()
        token = await paired(stage)
        listening = asyncio.create_task(stage.run())
        await asyncio.sleep(0.05)
        try:
            await play(stage, token)
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)

    awaited(run())


def test_the_page_stands_alone_in_both_languages() -> None:
    for words in (DE, EN):
        status, headers, body = ask("/fernbedienung", lang=[words.language])
        html = body.decode()
        assert status == 200 and f'lang="{words.language}"' in html and words.remote_forward in html
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'sha256-")
        assert headers["content-security-policy"].endswith("frame-ancestors 'none'")
        assert headers["content-language"] == words.language


def test_a_code_comes_with_the_address_of_this_server(monkeypatch: pytest.MonkeyPatch) -> None:
    given = json.loads(ask("/fernbedienung/code", "POST", b"{}", lang=["en"])[2])
    assert given["address"] == f"http://{HOST}/fernbedienung?lang=en" and given["drawn"].startswith("<svg")
    monkeypatch.setenv("BEFUNDATLAS_ADRESSE", "https://atlas.example/studie/")
    given = json.loads(ask("/fernbedienung/code", "POST", b"{}")[2])
    assert given["address"] == "https://atlas.example/studie/fernbedienung"
    monkeypatch.delenv("BEFUNDATLAS_ADRESSE")
    local = {"host": "localhost", "origin": "http://localhost"}
    given = json.loads(ask("/fernbedienung/code", "POST", b"{}", headers=local)[2])
    assert given["address"] == given["drawn"] == "" and len(given["code"]) == 6


def test_steps_reach_the_talk_and_its_place_the_phone() -> None:
    async def play(stage: Stage, token: str) -> None:
        assert await step(token, "forward", "1") == (200, {"at": 2, "all": 12, "black": False, "listening": True})
        assert (await step(token, "jump", "2", at=7))[1]["at"] == 7
        assert stage.taken == ["forward", "jump"] and stage.remotes == 1
        both = await asyncio.gather(step(token, "forward", "3"), step(token, "forward", "4"))
        assert {status for status, _ in both} == {200} and stage.at == 9

    with_talk(play)


def test_a_step_sent_twice_is_taken_once() -> None:
    async def play(stage: Stage, token: str) -> None:
        await step(token, "forward", "same")
        assert (await step(token, "forward", "same"))[0] == 200
        assert stage.taken == ["forward"]

    with_talk(play)


def test_a_phone_is_told_what_changes_and_what_does_not_waits() -> None:
    async def play(_: Stage, token: str) -> None:
        status, seen = await post("sehen", {"token": token, "seen": None})
        assert status == 200 and seen == {"at": 1, "all": 12, "black": False, "listening": True}
        waiting = asyncio.create_task(post("sehen", {"token": token, "seen": seen}))
        await asyncio.sleep(0.1)
        assert not waiting.done()
        await step(token, "forward")
        assert (await waiting)[1]["at"] == 2

    with_talk(play)


def test_two_phones_and_no_third() -> None:
    async def play(stage: Stage, _: str) -> None:
        second = await paired(stage)
        await step(second, "forward")
        assert stage.taken == ["forward"] and stage.remotes == 2
        assert await post("code", {"key": stage.key}) == (409, DE.remote_full)
        assert await post("verbinden", {"code": stage.code}, lang=["en"]) == (409, EN.remote_full)

    with_talk(play)


def test_of_two_at_once_with_one_code_one_is_paired() -> None:
    async def both() -> None:
        stage = Stage()
        await stage.offer()
        answers = await asyncio.gather(*(post("verbinden", {"code": stage.code}, client=c) for c in ("a", "b")))
        assert sorted(status for status, _ in answers) == [200, 404]
        assert (404, DE.remote_wrong) in answers

    awaited(both())


def test_wrong_codes_are_limited_in_words() -> None:
    async def guess() -> list[Answer]:
        return [await post("verbinden", {"code": "x"}, client="10.0.0.1") for _ in range(6)]

    answers = awaited(guess())
    assert answers == [(404, DE.remote_wrong)] * 5 + [(429, DE.remote_wait)]


def test_whoever_is_unpaired_is_told_and_steps_no_more() -> None:
    async def play(stage: Stage, token: str) -> None:
        second = await paired(stage)
        waiting = asyncio.create_task(post("sehen", {"token": token, "seen": None}))
        await waiting
        waiting = asyncio.create_task(post("sehen", {"token": token, "seen": waiting.result()[1]}))
        await asyncio.sleep(0.05)
        assert (await post("trennen", {"token": token}))[0] == 200
        assert await waiting == (410, DE.remote_gone)
        assert await step(token, "forward") == (410, DE.remote_gone)
        assert (await post("trennen", {"key": stage.key}))[0] == 200
        assert await step(second, "forward") == (410, DE.remote_gone)
        assert await post("trennen", {"token": token}) == (410, DE.remote_gone)
        assert stage.taken == []

    with_talk(play)


def test_where_nobody_listens_a_step_has_no_effect_later() -> None:
    async def alone() -> None:
        stage = Stage()
        token = await paired(stage)
        (talk,) = remote.PAIRINGS._talks.values()
        assert await step(token, "forward", "1") == (504, DE.remote_silent)
        talk.heard -= 100
        assert await step(token, "forward", "2") == (409, DE.remote_nobody)
        assert not (await post("sehen", {"token": token, "seen": None}))[1]["listening"]
        stage.remotes = 1
        status, told = await stage.listen()
        assert (status, told["steps"]) == (200, [])

    awaited(alone())


def test_of_two_windows_the_last_one_listens() -> None:
    async def two() -> None:
        stage = Stage()
        await paired(stage)
        stage.remotes = 1
        first = asyncio.create_task(stage.listen())
        await asyncio.sleep(0.05)
        second = asyncio.create_task(stage.listen())
        assert await first == (409, DE.remote_elsewhere)
        assert (await second)[0] == 200

    awaited(two())


def test_a_window_that_hangs_up_no_longer_listens() -> None:
    async def hang_up() -> None:
        stage = Stage()
        await paired(stage)
        gone = asyncio.Event()
        said = {"key": stage.key, "at": 1, "all": 2, "black": False, "done": 0, "remotes": 1}
        asking_still = asyncio.create_task(
            asking("/fernbedienung/hoeren", "POST", json.dumps(said).encode(), gone=gone)
        )
        await asyncio.sleep(0.05)
        (talk,) = remote.PAIRINGS._talks.values()
        assert talk.is_waiting
        gone.set()
        await asking_still
        assert not talk.is_waiting

    awaited(hang_up())


def test_questions_of_one_phone_are_bounded() -> None:
    async def many(_: Stage, token: str) -> None:
        seen = (await post("sehen", {"token": token, "seen": None}))[1]
        answers = await asyncio.gather(*(post("sehen", {"token": token, "seen": seen}) for _ in range(9)))
        assert [status for status, _ in answers].count(429) == 5

    with_talk(many)


def test_no_foreign_page_pairs() -> None:
    for what in ("code", "verbinden", "trennen", "hoeren", "sehen", "schritt"):
        status, _, body = ask(f"/fernbedienung/{what}", "POST", b"{}", headers={"sec-fetch-site": "cross-site"})
        assert (status, body.decode()) == (403, DE.remote_foreign)
        assert ask(f"/fernbedienung/{what}")[0] == 405
    assert not remote.PAIRINGS._talks


BODIES = (
    b"",
    b"no json",
    b"[" * 1900,
    b"\xff\xfe",
    b"[]",
    b"5",
    b"null",
    b'{"a":' + b"9" * 1900 + b"}",
    b"x" * 9_000_000,
)
VALUES = (5, None, [], {}, True, "ü" * 9, "\ud800", "x" * 99)
STRANGE: list[object] = [
    *BODIES,
    *({name: value} for name in ("key", "code", "token") for value in VALUES),
    *({"do": "jump", "at": at, "name": "n"} for at in (0, -1, 1.5, "1", True, 10**30, None)),
]


@pytest.mark.parametrize("said", STRANGE, ids=lambda said: str(said)[:30])
def test_whatever_is_sent_is_answered_in_words(said: object, caplog: pytest.LogCaptureFixture) -> None:
    async def all_of_them() -> None:
        with caplog.at_level(logging.DEBUG, "befundatlas"):
            for what in ("code", "verbinden", "trennen", "hoeren", "sehen", "schritt"):
                status, told = await post(what, said)
                assert (400 <= status < 500 and told) or (what == "code" and status == 200), what

    awaited(all_of_them())
    assert not [record for record in caplog.records if record.name == "befundatlas"]


@pytest.mark.parametrize(
    "wrong",
    [{"at": 0}, {"at": 13}, {"at": True}, {"all": 10**5}, {"black": 1}, {"done": -1}, {"done": 5}],
)
def test_a_talk_says_where_it_is_in_numbers(wrong: dict[str, object]) -> None:
    async def listen() -> Answer:
        stage = Stage()
        await stage.offer()
        usual = {"key": stage.key, "at": 1, "all": 12, "black": False, "done": 0, "remotes": 0}
        return await post("hoeren", usual | wrong)

    assert awaited(listen()) == (400, DE.remote_strange)
