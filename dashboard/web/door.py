"""Who is let in: new readers wait at the door while many come at once; whoever is in is not disturbed."""

import asyncio
import json
import time
from collections import Counter, deque
from collections.abc import Callable

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import texts
from dashboard.web.document import language
from dashboard.web.limits import Limits, has_room

PATIENCE = 10.0
"""Seconds somebody waits at the door; Streamlit's page gives up after 15 and asks again."""
BURST = 4.0
"""Seconds of the rate that may come in at once: a hall that opens a code on a slide."""
RETRY = 5
"""Seconds after which whoever was sent away is asked to come back."""
STREAM = "/_stcore/stream"
STATE = "/einlass"


class Door:
    """Lets readers in at a bounded rate, in order of arrival, each address in its turn. Belongs to one event loop."""

    def __init__(self, limits: Limits, is_busy: Callable[[], bool]) -> None:
        self._limits = limits
        self._is_busy = is_busy
        self._inside: Counter[str] = Counter()
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}
        self._tokens = self._burst = BURST * limits.new_per_second
        self._filled = time.monotonic()
        self._usher: asyncio.Task[None] | None = None
        self._sent_away = 0
        self._last_sent_away = -PATIENCE
        self._waits: list[float] = []

    @property
    def inside(self) -> int:
        """Return how many readers are in."""
        return self._inside.total()

    @property
    def is_crowded(self) -> bool:
        """Say whether somebody waits or was sent away just now."""
        return bool(self._waiting) or time.monotonic() - self._last_sent_away < 2 * RETRY

    async def enter(self, address: str) -> bool:
        """Wait to be let in; False where it takes too long. Whoever is in leaves through `leave`."""
        if not self._waiting and self._admits(address):
            return True
        if sum(map(len, self._waiting.values())) >= self._limits.waiting:
            return self._send_away()
        called = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(address, deque()).append(called)
        if self._usher is None or self._usher.done():
            self._usher = asyncio.create_task(self._call())
        start = time.monotonic()
        try:
            await asyncio.wait({called}, timeout=PATIENCE)
        except asyncio.CancelledError:
            if called.done():
                self.leave(address)
            else:
                self._forget(address, called)
            raise
        self._waits.append(time.monotonic() - start)
        if called.done():
            return True
        self._forget(address, called)
        return self._send_away()

    def leave(self, address: str) -> None:
        """Make room."""
        self._inside[address] -= 1
        if not self._inside[address]:
            del self._inside[address]

    def counts(self) -> tuple[list[float], int]:
        """Return the seconds of those who waited and how many were sent away since this was asked last."""
        counted = self._waits, self._sent_away
        self._waits, self._sent_away = [], 0
        return counted

    def _admits(self, address: str) -> bool:
        """Let somebody from an address in if there is room and the rate allows it."""
        now = time.monotonic()
        self._tokens = min(self._burst, self._tokens + (now - self._filled) * self._limits.new_per_second)
        self._filled = now
        full = self.inside >= self._limits.sessions or self._inside[address] >= self._limits.per_address
        if full or self._tokens < 1 or self._is_busy():
            return False
        self._tokens -= 1
        self._inside[address] += 1
        return True

    async def _call(self) -> None:
        """Call those who wait, address by address, until nobody does."""
        while self._waiting:
            address = next((address for address in self._waiting if self._admits(address)), None)
            if address is None:
                await asyncio.sleep(0.02)
                continue
            line = self._waiting.pop(address)
            line.popleft().set_result(None)
            if line:
                self._waiting[address] = line

    def _forget(self, address: str, called: asyncio.Future[None]) -> None:
        line = self._waiting[address]
        line.remove(called)
        if not line:
            del self._waiting[address]

    def _send_away(self) -> bool:
        self._sent_away += 1
        self._last_sent_away = time.monotonic()
        return False


class Admission:
    """Stands before Streamlit's WebSocket, and tells a page that waits whether others wait too."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app = app
        self.door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].endswith(STATE) and scope["method"] in ("GET", "HEAD"):
            state = json.dumps({"crowded": self.door.is_crowded})
            answer = Response(state, media_type="application/json", headers={"cache-control": "no-store"})
            await answer(scope, receive, send)
        elif scope["type"] == "websocket" and scope["path"].endswith(STREAM):
            await self._stream(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        address = (scope.get("client") or ("",))[0]
        first = await receive()
        entering = asyncio.create_task(self.door.enter(address))
        going = asyncio.ensure_future(receive())
        try:
            await asyncio.wait({entering, going}, return_when=asyncio.FIRST_COMPLETED)
            if going.done() and going.result()["type"] != "websocket.disconnect":
                await asyncio.wait({entering})  # spoke before she was let in, which no browser does
            may_enter = entering.done() and entering.result()
        finally:
            for task in (entering, going):
                task.cancel()
            await asyncio.wait({entering, going})
        if may_enter and not has_room():  # connections that never say a word hold the rest
            self.door.leave(address)
            may_enter = False
        if may_enter:
            early = [] if going.cancelled() else [going.result()]
            try:
                await self.app(scope, _after([first, *early], receive), send)
            finally:
                self.door.leave(address)
        else:  # whoever has gone does not hear it
            await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        words = texts.LANGUAGES[language(scope)]
        response = PlainTextResponse(words.crowded, status_code=503, headers={"retry-after": str(RETRY)})
        await response(scope, receive, send)


def _after(messages: list[Message], receive: Receive) -> Receive:
    """Receive what was received already, then the rest."""

    async def receive_next() -> Message:
        return messages.pop(0) if messages else await receive()

    return receive_next
