"""What a page in a browser can send over its WebSocket. Everything else is dropped, with one line in the log."""

import asyncio
import json
import logging
import re
import time
from urllib.parse import urlsplit

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState

LOG = logging.getLogger("befundatlas")
DROPPED = "dropped what no browser sends: %s"
NEEDED = ("rerun_script", "stop_script", "app_heartbeat")
"""The kinds of message the pages need. Readers empty no caches, install nothing and fetch no file this way."""
VALUES = {
    "top": "string_array_value",
    "topic": "string_array_value",
    "group": "string_array_value",
    "set": "string_value",
    "partner": "string_value",
    "text": "string_value",
    "page": "int_value",
    "chart": "string_value",
    "charts": "bool_value",
    "study": "string_value",
}
"""The widgets of the pages, by how their keys begin, and the field each sends its value in."""
WIDGET = re.compile(rf"\$\$ID-[0-9a-f]{{32}}-({'|'.join(VALUES)})-.*", re.DOTALL)
MARKUP = re.compile(r"\$\$STREAMLIT_INTERNAL_KEY_\$\$ID-[0-9a-f]{32}-quotes__events")
"""The list of quotes, which alone of our markup tells the server something."""

LARGEST = 1_000_000
"""Bytes of one message; all choices of a page are a few thousand."""
RATE, BURST = 10.0, 40.0
"""Messages a second, and at once, that are read of one reader: no hand is faster, and nobody crowds out others."""


class Messages:
    """Hands on what a browser can have sent."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        free, since = BURST, time.monotonic()

        async def receive_checked() -> Message:
            nonlocal free, since
            while True:
                message = await receive()
                now = time.monotonic()
                free, since = min(BURST, free + (now - since) * RATE) - 1, now
                if free < 0:
                    await asyncio.sleep(-free / RATE)
                if message["type"] != "websocket.receive":
                    return message
                sent, dropped = checked(message.get("bytes") or b"")
                if dropped:
                    LOG.warning(DROPPED, ", ".join(sorted(dropped)))
                if sent is not None:
                    return {"type": "websocket.receive", "bytes": sent}

        await self.app(scope, receive_checked if scope["type"] == "websocket" else receive, send)


def checked(data: bytes) -> tuple[bytes | None, set[str]]:
    """Return a message without what no browser sends (None if nothing is left) and the names of what was dropped."""
    if len(data) > LARGEST:
        return None, {"a message too large"}
    try:
        message = BackMsg.FromString(data)
    except DecodeError:
        return None, {"no message"}
    kind = message.WhichOneof("type")
    if kind not in NEEDED:
        return None, {kind or "an empty message"}
    if kind != "rerun_script":
        return data, set()
    dropped = _clean(message.rerun_script)
    return (message.SerializeToString() if dropped else data), dropped


def _clean(state: ClientState) -> set[str]:
    """Take away of a wish for a run what cannot be meant; return the names of what was taken away."""
    dropped = {reason for widget in state.widget_states.widgets if (reason := _wrong(widget))}
    if dropped:
        kept = [widget for widget in state.widget_states.widgets if not _wrong(widget)]
        del state.widget_states.widgets[:]
        state.widget_states.widgets.extend(kept)
    if state.fragment_id:
        state.ClearField("fragment_id")
        dropped.add("a part of a page")
    if not _is_address(state.context_info.url):
        state.context_info.ClearField("url")
        dropped.add("an address that is none")
    return dropped


def _wrong(widget: WidgetState) -> str:
    """Return what is wrong with the state of a widget, "" if nothing is; a value that is absent was cleared."""
    named = WIDGET.fullmatch(widget.id)
    if named is None:
        return _wrong_markup(widget)
    if widget.WhichOneof("value") not in (VALUES[named[1]], None):
        return "a value of another kind"
    if named[1] == "chart" and widget.string_value and not _is_selection(widget.string_value):
        return "a selection that is none"
    return ""


def _wrong_markup(widget: WidgetState) -> str:
    """Return what is wrong with what our markup tells: which quote an address means, and it keeps nothing."""
    if MARKUP.fullmatch(widget.id) is None:
        return "an unknown widget"
    if widget.WhichOneof("value") is None or _is_telling(widget.json_trigger_value):
        return ""
    return "a value of another kind"


def _is_telling(text: str) -> bool:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return False
    entries = told if isinstance(told, list) else [told]
    return all(isinstance(e, dict) and e.get("event") == "absent" and isinstance(e.get("value"), str) for e in entries)


def _is_selection(text: str) -> bool:
    """Say whether a text is what a chart sends: points, each with the ids of its category and its group."""
    try:
        pairs = [point["customdata"] for point in json.loads(text)["selection"]["points"]]
        ids = [pair[n] if isinstance(pair, list) else pair[str(n)] for pair in pairs for n in (0, 1)]
    except (ValueError, TypeError, LookupError, RecursionError):
        return False
    return all(isinstance(one, str) and one.isprintable() for one in ids)


def _is_address(text: str) -> bool:
    try:
        return urlsplit(text).port != 0
    except ValueError:
        return False
