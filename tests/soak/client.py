"""A tab without a browser: speaks Streamlit's protocol, and sends what no browser would."""

import asyncio
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage
from websockets.typing import Subprotocol

PATIENCE = 20.0
"""Seconds until a run counts as never ended."""


@dataclass
class Run:
    """What one message to the server led to."""

    finished: bool = False
    closed: bool = False
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)

    def widgets(self) -> dict[str, str]:
        """Return the ids of the widgets that were drawn, with their kinds."""
        drawn = ((e.WhichOneof("type") or "", e) for e in self.elements)
        found = {getattr(getattr(e, kind), "id", ""): kind for kind, e in drawn if kind}
        return {key: kind for key, kind in found.items() if isinstance(key, str) and key}

    def words(self) -> str:
        """Return all that was drawn, as one text to search in."""
        return "\n".join(str(element) for element in self.elements)


class Tab:
    """One connection; `headers` go into the handshake."""

    def __init__(
        self, server: str, *, headers: dict[str, str] | None = None, origin: str | None = "", host: str = ""
    ) -> None:
        self.server = server
        self.headers = headers or {}
        self.origin = server if origin == "" else origin
        self.host = host
        self.widgets: dict[str, str] = {}
        self.pages: list[str] = []
        self.page_hash = ""
        self.session = ""
        self._socket: ClientConnection | None = None

    async def knock(
        self, *, protocols: tuple[str, ...] = ("streamlit", "PLACEHOLDER_AUTH_TOKEN"), compression: str | None = None
    ) -> int:
        """Open the WebSocket; return 101 or the status of the refusal, 0 for none."""
        parts = urlsplit(self.server)
        uri = f"ws://{self.host or parts.netloc}/_stcore/stream"
        at = {"host": parts.hostname, "port": parts.port}
        try:
            self._socket = await connect(
                uri,
                subprotocols=[Subprotocol(name) for name in protocols],
                origin=self.origin,  # type: ignore[arg-type]
                additional_headers=self.headers,
                compression=compression,
                ping_interval=None,
                open_timeout=PATIENCE,
                close_timeout=1,
                max_size=None,
                proxy=None,
                **at,  # type: ignore[arg-type]
            )
        except InvalidMessage:
            return 0
        except InvalidHandshake as error:
            return int(getattr(getattr(error, "response", None), "status_code", 0))
        except (OSError, TimeoutError):
            return 0
        return 101

    async def open(self, page: str = "", query: str = "") -> Run:
        """Open a page as a reader does and remember what is on it."""
        run = await self.run(BackMsg(rerun_script=ClientState(page_name=page, query_string=query)))
        self.widgets |= run.widgets()
        return run

    async def run(self, message: BackMsg | bytes | str, *, waits: bool = True) -> Run:
        """Send something and read until a run has finished, the connection is closed, or nothing comes any more."""
        start, run = time.perf_counter(), Run()
        assert self._socket is not None
        try:
            async with asyncio.timeout(PATIENCE if waits else 1.0):
                await self._socket.send(message.SerializeToString() if isinstance(message, BackMsg) else message)
                while not run.finished:
                    self._note(ForwardMsg.FromString(await self._socket.recv(decode=False)), run)
        except ConnectionClosed:
            run.closed = True
        except TimeoutError:
            if waits:
                run.wrong.append("no end of the run")
        run.seconds = time.perf_counter() - start
        return run

    async def burst(self, messages: list[BackMsg]) -> bool:
        """Send messages without waiting for what comes of them; say whether the connection is still open."""
        assert self._socket is not None
        try:
            for message in messages:
                await self._socket.send(message.SerializeToString())
        except ConnectionClosed:
            return False
        return True

    async def crumble(self, message: BackMsg, size: int) -> bool:
        """Send a message in fragments of a few bytes each; say whether the connection is still open."""
        assert self._socket is not None
        whole = message.SerializeToString() or b"x"
        try:
            await self._socket.send([whole[n : n + size] for n in range(0, len(whole), size)])
        except ConnectionClosed:
            return False
        return True

    async def flood(self, pings: int) -> bool:
        """Send many pings of the largest size; say whether the connection is still open."""
        assert self._socket is not None
        try:
            for number in range(pings):
                await self._socket.ping(f"{time.perf_counter_ns()}-{number:0>100}"[:125])
        except ConnectionClosed:
            return False
        return True

    def hang_up(self) -> None:
        """Leave without a word."""
        if self._socket is not None:
            self._socket.transport.abort()

    async def close(self) -> None:
        if self._socket is not None:
            await self._socket.close()
            self._socket = None

    def _note(self, message: ForwardMsg, run: Run) -> None:
        kind = message.WhichOneof("type")
        if kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            run.finished = True
            if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                run.wrong.append("compile error")
        elif kind == "new_session":
            self.session = message.new_session.initialize.session_id
        elif kind == "navigation":
            self.pages = [page.page_script_hash for page in message.navigation.app_pages]
            self.page_hash = message.navigation.page_script_hash
        elif kind == "session_event" and message.session_event.WhichOneof("type") == "script_compilation_exception":
            run.wrong.append("exception as a session event")
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            run.elements.append(element)
            if element.WhichOneof("type") == "exception":
                run.wrong.append(f"exception element: {element.exception.type} {element.exception.message[:80]}")
            elif element.WhichOneof("type") == "alert":
                run.wrong.append(f"error page: {element.alert.body[:60]}")
