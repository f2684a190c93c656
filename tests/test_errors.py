"""Whatever goes wrong outside the pages is told in words with a number, and the log has that number."""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.websockets import WebSocketDisconnected

from dashboard.texts import DE, EN, Texts
from dashboard.web import server
from dashboard.web.headers import HEADERS
from tests.test_routes import awaited


async def broken(_: Request) -> Response:
    raise ValueError("a secret of the house")


async def stopped(_: Request) -> Response:
    raise ClientDisconnect


async def half(_: Request) -> Response:
    async def parts() -> AsyncIterator[bytes]:
        yield b"begun"
        raise ValueError("too late")

    return StreamingResponse(parts())


async def torn(*_: object) -> None:
    raise ValueError("a broken layer")


ROUTES = [Route("/broken", broken), Route("/stopped", stopped), Route("/half", half)]


def ask(path: str, query: str = "", kind: str = "http") -> list[dict[str, Any]]:
    """Put one request to the application as the server wires it; return what it sends."""
    sent: list[dict[str, Any]] = []

    asked = False

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if asked:
            await asyncio.Event().wait()
        asked = True
        return {"type": "websocket.connect"} if kind == "websocket" else {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        sent.append(dict(message))

    scope = {
        "type": kind, "method": "GET", "path": path, "raw_path": path.encode(), "root_path": "", "scheme": "http",
        "query_string": query.encode(), "headers": [(b"host", b"localhost")],
        "server": ("x", 80), "client": ("x", 1), "http_version": "1.1",
    }  # fmt: skip
    awaited(Starlette(routes=ROUTES, middleware=server.MIDDLEWARE)(scope, receive, send))
    return sent


@pytest.mark.parametrize("words", [DE, EN])
@pytest.mark.parametrize("layer", [False, True])
def test_a_fault_is_told_in_words_with_the_number_of_the_log(
    words: Texts, layer: bool, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    if layer:
        monkeypatch.setattr(server.CompressedFiles, "__call__", torn)
    start, body = ask("/broken", f"lang={words.language}")
    told = body["body"].decode()
    number = re.findall(r"\d{5}", told)
    assert start["status"] == 500 and told.startswith(words.broken_title) and len(number) == 1
    assert "secret" not in told and "Traceback" not in told
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    assert headers.items() >= HEADERS.items() and "utf-8" in headers["content-type"]
    [record] = caplog.records
    assert number[0] in record.getMessage() and record.exc_info
    ask("/broken")
    assert caplog.messages == [record.getMessage()] * 2, "the same fault has another number the second time"


def test_two_faults_have_two_numbers(caplog: pytest.LogCaptureFixture) -> None:
    ask("/broken")
    ask("/half")
    assert len(set(caplog.messages)) == 2


def test_a_client_that_has_gone_is_no_fault(caplog: pytest.LogCaptureFixture) -> None:
    ask("/stopped")
    assert not caplog.records


def test_a_reader_who_goes_while_her_page_is_sent_is_no_fault(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(*_: object) -> None:
        raise WebSocketDisconnected('Cannot call "send" once a close message has been sent.')

    monkeypatch.setattr(server.CompressedFiles, "__call__", gone)
    assert ask("/broken", kind="websocket") == [] and not caplog.records


def test_a_fault_in_the_middle_of_an_answer_is_only_logged(caplog: pytest.LogCaptureFixture) -> None:
    assert [message["type"] for message in ask("/half")] == ["http.response.start", "http.response.body"]
    assert len(caplog.records) == 1


def test_a_fault_on_a_socket_closes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server.CompressedFiles, "__call__", torn)
    [closed] = ask("/broken", kind="websocket")
    assert closed["type"] == "websocket.close"
