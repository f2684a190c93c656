"""What a request says of whoever asks, and how long she waits for the answer."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect, Request

T = TypeVar("T")


def is_own(request: Request) -> bool:
    """Say whether a page of this server asks: no other may have something made in the name of whoever opened it.

    A browser tells by either of two headers; an origin that is not this server's is refused before (`visitors`).
    """
    site = request.headers.get("sec-fetch-site")
    return "origin" in request.headers if site is None else site in ("same-origin", "none")


def address(request: Request) -> str:
    """Return where a request comes from."""
    return request.client.host if request.client else ""


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
