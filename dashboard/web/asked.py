"""What a request says of whoever asks and of what, and how long she waits for the answer."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from dashboard.answers.reader import Reader
from dashboard.texts import LANGUAGES
from dashboard.web import document, studies
from dashboard.web.states import NotShown

T = TypeVar("T")
Serve = Callable[[Request], Awaitable[Response]]
UNCACHED = {"cache-control": "no-store"}


def is_own(request: Request) -> bool:
    """Say whether a page of this server asks: no other may have something made in the name of whoever opened it.

    A browser tells by either of two headers; an origin that is not this server's is refused before (`visitors`).
    """
    site = request.headers.get("sec-fetch-site")
    return "origin" in request.headers if site is None else site in ("same-origin", "none")


def address(request: Request) -> str:
    """Return where a request comes from."""
    return request.client.host if request.client else ""


def opened_for(request: Request, server: str) -> Reader | Response:
    """Open the study an address names, or say why not: no other one takes its place.

    `server` is where links begin that lead others here. Off the event loop: it may have to be read from disk.
    """
    asked = parse_qs(request.url.query)
    words = LANGUAGES[document.language(request.scope)]
    named = asked.get("study")
    if named and not any(study in studies.library().studies for study in named):
        return PlainTextResponse(words.take_no_study, status_code=404)
    opened = studies.read(asked, server)
    if isinstance(opened, Reader):
        return opened
    if isinstance(opened, NotShown):
        said = f"{words.not_shown_title[opened.is_withdrawn]}. {words.not_shown_text[opened.is_withdrawn]}"
        return PlainTextResponse(said, status_code=opened.status, headers=UNCACHED)
    if opened is None:
        return PlainTextResponse(words.take_no_study, status_code=404)
    return PlainTextResponse(words.faulty_title, status_code=503)


def while_shown(serve: Serve) -> Serve:
    """Wrap what takes a while to make: of a state that is withdrawn meanwhile nothing is given out."""

    async def served(request: Request) -> Response:
        made = await serve(request)
        now = await run_in_threadpool(opened_for, request, "") if made.status_code == 200 else made
        return now if isinstance(now, Response) else made

    return served


async def body(request: Request, most: int) -> bytes:
    """Read what was sent to its end; nothing is kept of what is longer than `most` bytes.

    All of it, before any refusal: an answer in between breaks the connection off.
    """
    kept, size = b"", 0
    async for chunk in request.stream():
        size += len(chunk)
        kept = kept + chunk if size <= most else b""
    return kept


async def unless_gone(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Do some work as long as somebody waits for it. Raise ClientDisconnect when nobody does any more."""
    doing = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait((doing, gone), return_when=asyncio.FIRST_COMPLETED)
        if not doing.done():
            raise ClientDisconnect
        return doing.result()
    finally:
        for task in (doing, gone):
            task.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await task


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
