"""One place for errors: told to the reader in words with a number, logged once with the same number."""

import logging
import traceback
import zlib
from contextlib import suppress

import streamlit as st
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect, WebSocketDisconnected
from uvicorn.protocols.utils import ClientDisconnected

from dashboard import texts
from dashboard.web.document import language

LOG = logging.getLogger("befundatlas")


def number(error: BaseException) -> int:
    """Return the number of a fault: five digits from what was raised where, the same each time it happens."""
    places = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    return 10_000 + zlib.crc32("\n".join([type(error).__name__, *places]).encode()) % 90_000


def note(error: BaseException) -> int:
    """Log an error beside its number and return the number."""
    LOG.error("error %d", number(error), exc_info=error)
    return number(error)


def report(error: Exception) -> bool:
    """Tell the reader of a page that could not be built; Streamlit shows nothing of its own then."""
    words = texts.LANGUAGES.get(st.query_params.get("lang", "de"), texts.DE)
    st.error(f"**{words.broken_title}** {words.broken_text.format(note(error))}")
    return True


class Errors:
    """Tells whoever asked for something that could not be answered; a client that has gone is no error."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_noting(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        except (ClientDisconnect, ClientDisconnected, WebSocketDisconnect, WebSocketDisconnected):
            return
        except Exception as error:
            fault = note(error)
            if scope["type"] == "http" and not started:
                words = texts.LANGUAGES[language(scope)]
                told = f"{words.broken_title}. {words.broken_text.format(fault)}\n"
                await PlainTextResponse(told, status_code=500)(scope, receive, send)
            elif scope["type"] == "websocket":
                with suppress(Exception):
                    await send({"type": "websocket.close", "code": 1011})
