"""A phone as remote for a talk: both ask, and are answered as soon as there is something new."""

import asyncio
import json
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard.exports import handout
from dashboard.kept import remote
from dashboard.texts import LANGUAGES
from dashboard.web import document, studies
from dashboard.web.asked import address, body, is_own, unless_gone
from dashboard.web.limits import has_room
from dashboard.web.pairings import (
    CODE_LASTS,
    CROWDED,
    ELSEWHERE,
    GONE,
    HURRIED,
    MOST_WAITING,
    NOBODY,
    SILENT,
    STRANGE,
    Pairings,
    Place,
    Refused,
    Talk,
)

PAIRINGS = Pairings()
LARGEST_BODY = 2000
HOLD = 20.0
"""Seconds a question waits for something new: proxies cut what takes a minute."""
ANSWER = 3.0
"""Seconds the speaker window has to take a step before it lapses."""
LOOK = 1.0
"""Seconds between two looks at what no event tells: that a window no longer listens, that the server ends."""
STEPS = ("forward", "back", "black", "jump")
UNCACHED = {"cache-control": "no-store"}


class Said:
    """What a request says in its body; whatever is not of the kind that is asked for is refused."""

    def __init__(self, sent: bytes) -> None:
        try:
            read = json.loads(sent)
        except (ValueError, RecursionError):
            read = None
        if not isinstance(read, dict):
            raise Refused(*STRANGE)
        self._read: dict[str, Any] = read

    def text(self, name: str) -> str:
        """Return a short text of plain letters, "" where there is none."""
        value = self._read.get(name, "")
        if not isinstance(value, str) or len(value) > 60 or not value.isascii():
            raise Refused(*STRANGE)
        return value

    def number(self, name: str, least: int = 0) -> int:
        """Return a number of a screen or of a step."""
        value = self._read.get(name)
        if type(value) is not int or not least <= value <= 10**9:
            raise Refused(*STRANGE)
        return value

    def place(self) -> Place:
        """Return where a talk is."""
        at, number, black = self.number("at", 1), self.number("all", 1), self._read.get("black")
        if not isinstance(black, bool) or not at <= number <= 9999:
            raise Refused(*STRANGE)
        return Place(at, number, black)

    def get(self, name: str) -> object:
        """Return a value that is only compared."""
        return self._read.get(name)


async def page(request: Request) -> Response:
    """Serve the page a phone opens."""
    words = LANGUAGES[document.language(request.scope)]
    policy = f"{remote.policy()}; frame-ancestors 'none'"
    described = {"content-security-policy": policy, "content-language": words.language}
    return HTMLResponse(remote.document(words.language), headers=UNCACHED | described)


async def code(request: Request, said: Said) -> object:
    """Give a talk a code for one more phone, with where to enter it."""
    if not has_room():
        raise Refused(*CROWDED)
    talk = PAIRINGS.open(said.text("key"), address(request))
    language = document.language(request.scope)
    path = f"{studies.base()}/fernbedienung{'' if language == 'de' else f'?lang={language}'}"
    whole = studies.whole(path, str(request.base_url).rstrip("/"))
    drawn = await run_in_threadpool(handout.code, f"{whole}#{talk.code}") if whole else ""
    told = {"key": talk.key, "code": talk.code, "seconds": int(CODE_LASTS), "remotes": len(talk.remotes)}
    return told | {"address": whole, "drawn": drawn}


async def pair(request: Request, said: Said) -> object:
    """Pair the phone that sends the code of a talk."""
    return {"token": PAIRINGS.pair(said.text("code"), address(request))}


async def unpair(_: Request, said: Said) -> object:
    """End one pairing, asked for by the phone, or all of a talk, asked for by the speaker window."""
    if key := said.text("key"):
        PAIRINGS.unpair_all(key)
    else:
        PAIRINGS.unpair(said.text("token"))
    return {"remotes": 0}


async def listen(_: Request, said: Said) -> object:
    """Tell the speaker window what phones ask for, or that others are paired than it knows."""
    talk = PAIRINGS.talk(said.text("key"))
    turn = talk.hear(said.place(), said.number("done"), PAIRINGS.clock())
    try:
        await _until(
            talk, lambda: talk.turn != turn or bool(talk.steps) or len(talk.remotes) != said.get("remotes"), HOLD
        )
    finally:
        if talk.turn == turn:
            talk.is_waiting, talk.heard = False, PAIRINGS.clock()
    if talk.is_over:
        raise Refused(*GONE)
    if talk.turn != turn:
        raise Refused(*ELSEWHERE)
    steps = [{"number": step.number, "do": step.do, "at": step.at} for step in talk.steps]
    return {"steps": steps, "remotes": len(talk.remotes)}


async def watch(_: Request, said: Said) -> object:
    """Tell a phone where the talk is, as soon as that is another place than it knows."""
    token = said.text("token")
    talk = PAIRINGS.talk_of(token)
    phone = talk.remotes[token]
    if phone.waiting >= MOST_WAITING:
        raise Refused(*HURRIED)
    phone.waiting += 1
    try:
        await _until(talk, lambda: token not in talk.remotes or _told(talk) != said.get("seen"), HOLD)
    finally:
        phone.waiting -= 1
    if token not in talk.remotes:
        raise Refused(*GONE)
    return _told(talk)


async def step(_: Request, said: Said) -> object:
    """Have the speaker window take a step, and say where the talk is when it has; what it does not take lapses."""
    token, do, name = said.text("token"), said.text("do"), said.text("name")
    at = said.number("at", 1) if do == "jump" else 0
    if do not in STEPS or not name:
        raise Refused(*STRANGE)
    talk = PAIRINGS.talk_of(token)
    phone = talk.remotes[token]
    if not PAIRINGS.listens(talk):
        raise Refused(*NOBODY)
    if name in phone.steps:  # sent twice
        return _told(talk)
    asked = talk.ask_for(do, at)
    phone.steps.append(name)
    try:
        await _until(talk, lambda: talk.done >= asked.number or token not in talk.remotes, ANSWER)
    finally:
        talk.withdraw(asked)
    if talk.done >= asked.number:
        return _told(talk)
    raise Refused(*(SILENT if token in talk.remotes else GONE))


def _told(talk: Talk) -> dict[str, object]:
    place = talk.place
    return {"at": place.at, "all": place.all, "black": place.black, "listening": PAIRINGS.listens(talk)}


async def _until(talk: Talk, is_new: Callable[[], bool], seconds: float) -> None:
    """Wait until there is something new of a talk, it is over, or nobody should wait any longer."""
    end = asyncio.get_running_loop().time() + seconds
    while not (is_new() or talk.is_over or _is_ending()):
        left = end - asyncio.get_running_loop().time()
        if left <= 0:
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(talk.changed.wait(), min(left, LOOK))


def _is_ending() -> bool:
    """Say whether the server was told to end: it waits for every answer that is still to come."""
    return bool(getattr(getattr(signal.getsignal(signal.SIGTERM), "__self__", None), "should_exit", False))


def _asked(work: Callable[[Request, Said], Awaitable[object]]) -> Callable[[Request], Awaitable[Response]]:
    """Return the endpoint of some work: what it refuses is told in the reader's words."""

    async def answer(request: Request) -> Response:
        sent = await body(request, LARGEST_BODY)
        words = LANGUAGES[document.language(request.scope)]
        if not is_own(request):
            return PlainTextResponse(words.remote_foreign, status_code=403, headers=UNCACHED)
        try:
            said = Said(sent)
            return JSONResponse(await unless_gone(request, _done(work, request, said)), headers=UNCACHED)
        except Refused as why:
            wait = {"retry-after": "60"} if why.status in (429, 503) else {}
            return PlainTextResponse(getattr(words, why.words), status_code=why.status, headers=UNCACHED | wait)

    return answer


async def _done(work: Callable[[Request, Said], Awaitable[object]], request: Request, said: Said) -> object:
    return await work(request, said)


ROUTES = [
    Route("/fernbedienung", page),
    *(
        Route(f"/fernbedienung/{name}", _asked(work), methods=["POST"])
        for name, work in {
            "code": code,
            "verbinden": pair,
            "trennen": unpair,
            "hoeren": listen,
            "sehen": watch,
            "schritt": step,
        }.items()
    ),
]
