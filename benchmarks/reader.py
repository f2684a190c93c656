"""A reader without a browser: speaks Streamlit's own protocol over a WebSocket, as its page in the browser does."""

import asyncio
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Subprotocol

PATIENCE = 180.0
"""Seconds until a run counts as lost."""

OLDEST_MESSAGE = 2
"""For how many runs the browser keeps a message it need not be sent again."""


class Refused(Exception):
    """The server answered the handshake with a status instead of opening a connection."""

    def __init__(self, status: int, headers: Mapping[str, str]) -> None:
        super().__init__(f"{status}, Retry-After: {headers.get('Retry-After')}")
        self.status = status
        self.headers = headers


@dataclass
class Run:
    """What came back of one run of the script: seconds, what was drawn anew, how much as before, what failed."""

    seconds: float = 0.0
    elements: list[Element] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    repeated: int = 0

    def of(self, kind: str) -> list[Element]:
        """Return the elements of one kind that were drawn (what the browser has already is not sent again)."""
        return [element for element in self.elements if element.WhichOneof("type") == kind]


class Reader:
    """One tab: opens an address, then changes filters or follows links, one at a time."""

    def __init__(self, server: str, here: str = "127.0.0.1", headers: Mapping[str, str] | None = None) -> None:
        self.server = server
        self.here = here
        self.headers = headers
        self.query = ""
        self.pages: dict[str, str] = {}
        self.page_hash = ""
        self.session = ""
        self.widgets: dict[str, WidgetState] = {}
        self.known: dict[str, int] = {}
        self.runs = 0
        self.last = Run()
        self._socket: ClientConnection | None = None

    async def knock(self) -> None:
        """Open the WebSocket. Raises `Refused` where the server says no, OSError where it is not there."""
        parts = urlsplit(self.server)
        try:
            self._socket = await connect(
                f"ws://{parts.netloc}/_stcore/stream",
                subprotocols=[Subprotocol("streamlit"), Subprotocol("PLACEHOLDER_AUTH_TOKEN")],
                origin=self.server,  # type: ignore[arg-type]
                local_addr=(self.here, 0),
                additional_headers=self.headers,
                compression=None,
                ping_interval=None,
                open_timeout=PATIENCE,
                close_timeout=1,
                max_size=None,
                proxy=None,
                user_agent_header=None,
            )
        except InvalidStatus as error:
            raise Refused(error.response.status_code, error.response.headers) from None

    async def open(self, path: str = "/", query: str = "") -> Run:
        """Open an address in a new tab; the time includes the handshake."""
        start = time.perf_counter()
        if self._socket is None:
            await self.knock()
        run = await self.visit(path, query)
        run.seconds = time.perf_counter() - start
        return run

    async def visit(self, path: str, query: str = "") -> Run:
        """Follow a link inside the app: another page, another query, the widgets as they were."""
        self.query = query
        name = path.strip("/")
        state = self._state(page_script_hash=self.pages.get(name, ""))
        if not state.page_script_hash:
            state.page_name = name
        return await self.run(state)

    async def choose(self, widget: WidgetState) -> Run:
        """Change one widget; the others are sent along as the browser does."""
        self.widgets[widget.id] = widget
        return await self.run(self._state(page_script_hash=self.page_hash))

    async def run(self, state: ClientState) -> Run:
        """Ask for a run of the script and wait until it has finished."""
        await self.send(BackMsg(rerun_script=state))
        async with asyncio.timeout(PATIENCE):
            return await self._finished()

    async def send(self, message: BackMsg) -> None:
        """Send one message as it is."""
        await self.send_raw(message.SerializeToString())

    async def send_raw(self, data: bytes | str) -> None:
        """Send one frame as it is."""
        assert self._socket is not None
        await self._socket.send(data)

    async def close(self) -> None:
        """Leave."""
        if self._socket is not None:
            await self._socket.close()
            self._socket = None

    def hang_up(self) -> None:
        """Leave without a word, as a phone without a network does."""
        assert self._socket is not None
        self._socket.transport.abort()

    def _state(self, **fields: str) -> ClientState:
        state = ClientState(query_string=self.query, **fields)
        state.widget_states.widgets.extend(self.widgets.values())
        state.cached_message_hashes.extend(self.known)
        info = state.context_info
        info.timezone, info.timezone_offset, info.locale = "Europe/Berlin", -60, "de-DE"
        info.url, info.is_embedded, info.color_scheme = self.server + "/", False, "light"
        return state

    async def _finished(self) -> Run:
        assert self._socket is not None
        run, started, begun = Run(), time.perf_counter(), False
        while True:
            message = ForwardMsg.FromString(await self._socket.recv(decode=False))
            kind = message.WhichOneof("type")
            begun = begun or kind == "new_session"
            self._note(message, kind, run)
            finished = begun and kind == "script_finished"
            if finished and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    run.wrong.append(ForwardMsg.ScriptFinishedStatus.Name(message.script_finished))
                run.seconds = time.perf_counter() - started
                self._remember(run)
                return run

    def _note(self, message: ForwardMsg, kind: str | None, run: Run) -> None:
        """Keep of a message what the browser would act on."""
        if message.metadata.cacheable:
            self.known[message.hash] = self.runs
        if kind == "ref_hash":
            self.known[message.ref_hash] = self.runs
            run.repeated += 1
        elif kind == "new_session":
            self.page_hash = message.new_session.page_script_hash
            self.session = message.new_session.initialize.session_id
        elif kind == "navigation":
            self.page_hash = message.navigation.page_script_hash
            self.pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            run.elements.append(element)
            if element.WhichOneof("type") in ("exception", "alert"):
                run.wrong.append(element.alert.body or element.exception.type)
        elif kind in ("session_event", "page_not_found"):
            run.wrong.append(str(message))

    def _remember(self, run: Run) -> None:
        """Keep what is on screen: the widgets the next message carries, the messages that need not be sent again."""
        self.last = run
        self.runs += 1
        self.known = {known: seen for known, seen in self.known.items() if self.runs - seen <= OLDEST_MESSAGE}
        shown = [state for element in run.elements if (state := _shown(element))]
        told = {state.id: state for state in shown if state.WhichOneof("value")}
        self.widgets = {state.id: self.widgets[state.id] for state in shown if state.id in self.widgets} | told


def _shown(element: Element) -> WidgetState | None:
    """Return what a widget of the filter bar shows, as the browser would send it; no value where it keeps its own."""
    match element.WhichOneof("type"):
        case "multiselect" | "button_group" as kind:
            box = getattr(element, kind)
            state = WidgetState(id=box.id)
            if box.set_value:
                state.string_array_value.SetInParent()
                state.string_array_value.data.extend(box.raw_values)
        case "selectbox":
            list_ = element.selectbox
            state = WidgetState(id=list_.id, string_value=list_.raw_value if list_.set_value else None)
        case "text_input":
            text = element.text_input
            state = WidgetState(id=text.id, string_value=text.value if text.set_value else None)
        case _:
            return None
    return state


def any_choice(run: Run, chance: random.Random) -> WidgetState | None:
    """Return another choice in one of the lists that were drawn, None where there is no list."""
    lists = run.of("multiselect") + run.of("button_group") + run.of("selectbox")
    if not lists:
        return None
    element = chance.choice(lists)
    if element.WhichOneof("type") == "selectbox":
        return WidgetState(id=element.selectbox.id, string_value=chance.choice(element.selectbox.options))
    if element.WhichOneof("type") == "button_group":
        box: Any = element.button_group
        options = [option.content for option in box.options]
    else:
        box = element.multiselect
        options = list(box.options)
    state = WidgetState(id=box.id)
    state.string_array_value.SetInParent()
    state.string_array_value.data.extend(chance.sample(options, chance.randint(0, min(2, len(options)))))
    return state
