"""A running server, spoken to over real sockets as a browser does."""

import asyncio
import gzip
import http.client
import json
import os
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from benchmarks.reader import Reader, Refused
from benchmarks.served import ROOT, Server, serving
from dashboard.texts import DE, EN
from dashboard.web.headers import HEADERS
from dashboard.web.server import ICON
from tests.test_routes import awaited

pytestmark = pytest.mark.long

COUNTING = """
import gc
def note(phase, info):
    if phase == "stop" and info["generation"] == 2:
        print("full collection", flush=True)
gc.callbacks.append(note)
"""
"""Run by Python at its start: the server itself says when all garbage was collected."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server all tests of this file share."""
    with serving(log=tmp_path_factory.mktemp("server") / "log.txt") as started:
        yield started


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Put one request to the server; return status, headers in small letters, body."""
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=30)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def test_garbage_is_not_collected_after_each_run(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(COUNTING, encoding="utf-8")

    async def read(server: str) -> None:
        reader = Reader(server)
        await reader.open()
        for _ in range(20):
            assert not (await reader.visit("/kategorien")).wrong
        await reader.close()

    with serving(settings={"PYTHONPATH": str(tmp_path)}) as server:
        awaited(read(server.address))
        assert 0 < server.logged().count("full collection") < 20


@pytest.mark.parametrize("path", ["/", "/kategorien", "/gibt-es-nicht"])
@pytest.mark.parametrize("packed", ["gzip", ""])
def test_the_page_is_ours_before_any_script_runs(server: Server, path: str, packed: str) -> None:
    for words in (DE, EN):
        address = f"{path}?lang={words.language}"
        status, headers, body = ask(server, address, **{"Accept-Encoding": packed} if packed else {})
        html = (gzip.decompress(body) if packed else body).decode()
        known = path != "/gibt-es-nicht"
        assert status == (200 if known else 404) and headers.get("content-encoding", "") == packed
        assert f'<html lang="{words.language}">' in html and headers["content-language"] == words.language
        title = f"<title>{words.categories_title if path == '/kategorien' else words.missing_title} – "
        assert (title if path != "/" else words.plain_without) in html and html.count("<h1") == 1
        assert "_stcore/agent" not in html and "Streamlit app can" not in html
        again = ask(server, address, **{"If-None-Match": "*", "Range": "bytes=0-10"})
        assert again[0] == status and again[2] == html.encode()
        assert ask(server, address, "HEAD")[0::2] == (status, b"")


@pytest.mark.parametrize("path", ["openapi.json", "interact", "mcp", "x", ""])
def test_nobody_reads_the_app_without_its_page(server: Server, path: str) -> None:
    for method in ("GET", "POST"):
        assert ask(server, f"/_stcore/agent/{path}", method)[0] == 404
    assert ask(server, f"/kategorien/_stcore/agent/{path}")[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/_stcore/metrics",
        "/x/_stcore/metrics",
        "/_stcore/agent/mcp",
        "/_stcore/upload_file/a/b",
        "/healthz",
        "/static/gibt-es-nicht.js",
        "/media/x.js",
        "/_stcore/health",
        "/einlass",
        "/%00",
        "//x",
        "/vortrag",
    ],
)
def test_every_answer_carries_the_security_headers(server: Server, path: str) -> None:
    status, headers, _ = ask(server, path)
    assert status < 500
    assert (
        headers.items() >= {name: value for name, value in HEADERS.items() if name != "content-security-policy"}.items()
    )
    assert "frame-ancestors 'self'" in headers["content-security-policy"] or path == "/vortrag"


@pytest.mark.parametrize(
    "path", ["/", "/vortrag?deck=o", "/healthz", "/einlass", "/x/_stcore/stream", "/gibt-es-nicht"]
)
def test_a_connection_that_is_refused_carries_them_too(server: Server, path: str) -> None:
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    status, headers, _ = ask(server, path, **upgrade, **{"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="})
    assert status == 403 and headers.items() >= HEADERS.items()
    assert ask(server, "/healthz")[0] == 200 and "Traceback" not in server.logged()


@pytest.mark.parametrize("path", ["/", "/einlass", "/healthz", "/vortrag?deck=o", "/fonts/SourceSansPro-Regular.ttf"])
def test_nobody_makes_a_tunnel_of_an_address(server: Server, path: str) -> None:
    place = urlsplit(server.address)
    with socket.create_connection((place.hostname, place.port), timeout=30) as client:
        client.sendall(f"CONNECT {path} HTTP/1.1\r\nHost: {place.netloc}\r\nConnection: close\r\n\r\n".encode())
        assert client.recv(1000).split(b" ")[1] in (b"404", b"405")
    assert "Traceback" not in server.logged()


def test_no_foreign_page_steers_ours(server: Server) -> None:
    assert ask(server, "/_stcore/host-config", Origin="https://share.streamlit.io")[0] == 421
    status, headers, body = ask(server, "/_stcore/host-config")
    config = json.loads(body)
    assert status == 200 and config["allowedOrigins"] == [] and not config["useExternalAuthToken"]
    assert "https://" not in body.decode() and "access-control-allow-origin" not in headers


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "OPTIONS", "GET"])
def test_nothing_can_be_uploaded(server: Server, method: str) -> None:
    async def try_to() -> None:
        reader = Reader(server.address)
        await reader.open()
        status, headers, _ = await asyncio.to_thread(
            ask,
            server,
            f"/_stcore/upload_file/{reader.session}/x",
            method,
            **{"X-Xsrftoken": "x", "Cookie": "_streamlit_xsrf=x"},
        )
        assert status == 404 and headers["x-content-type-options"] == "nosniff"
        await reader.close()

    awaited(try_to())


def test_more_than_there_is_room_for_wait_and_nobody_inside_notices(tmp_path: Path) -> None:
    settings = {"BEFUNDATLAS_SESSIONS": "3", "BEFUNDATLAS_NEW_PER_SECOND": "100"}

    async def crowd(server: Server) -> None:
        inside = [Reader(server.address) for _ in range(3)]
        for reader in inside:
            assert not (await reader.open()).wrong
        waiting = Reader(server.address)
        entering = asyncio.create_task(waiting.open("/zitate"))
        away = [asyncio.create_task(Reader(server.address).knock()) for _ in range(5)]
        await asyncio.sleep(1)
        assert not entering.done()
        state = await asyncio.to_thread(ask, server, "/kategorien/../einlass")
        assert state[2] == b'{"crowded": true}'
        assert (await asyncio.to_thread(ask, server, "/healthz"))[0] == 200
        for reader in inside:
            assert not (await reader.visit("/kategorien")).wrong
        inside[0].hang_up()
        assert not (await entering).wrong
        for refused in await asyncio.gather(*away, return_exceptions=True):
            assert isinstance(refused, Refused) and refused.status == 503
            assert int(refused.headers["Retry-After"]) > 0 and refused.headers["x-content-type-options"] == "nosniff"
        for reader in (*inside[1:], waiting):
            await reader.close()

    with serving(settings=settings, log=tmp_path / "log.txt") as server:
        awaited(crowd(server))
        assert "Traceback" not in server.logged(), server.logged()


def test_behind_a_proxy_each_reader_has_an_address_of_their_own(tmp_path: Path) -> None:
    def through_a_proxy(server: Server, address: str) -> Reader:
        return Reader(server.address, headers={"X-Forwarded-For": address, "X-Forwarded-Proto": "https"})

    async def come(server: Server) -> None:
        readers = [through_a_proxy(server, address) for address in ("10.0.0.1", "10.0.0.2")]
        for reader in readers:
            assert not (await reader.open()).wrong
        with pytest.raises(Refused):
            await through_a_proxy(server, "10.0.0.1").knock()
        for reader in readers:
            await reader.close()

    with serving(settings={"BEFUNDATLAS_SESSIONS_PER_ADDRESS": "1"}, log=tmp_path / "log.txt") as server:
        awaited(come(server))


def test_a_setting_that_is_no_number_stops_the_start() -> None:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port=0"]
    settings = os.environ | {"BEFUNDATLAS_RUNS": "viele"}
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "BEFUNDATLAS_RUNS muss eine ganze Zahl" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "name", ["%00.js", "js/%00", "x" * 300 + ".js", "%ff%fe.css", "..%2f..%2findex.html", "%E2%80%AE.js"]
)
@pytest.mark.parametrize("folder", ["static", "fonts", "media", "mitnehmen", "kategorien", "_stcore", "component"])
def test_a_strange_name_is_not_found_and_breaks_nothing(server: Server, folder: str, name: str) -> None:
    before = server.logged()
    status, _, body = ask(server, f"/{folder}/{name}", **{"Accept-Encoding": "gzip"})
    assert status < 500 and (status in (400, 404) or folder in ("kategorien", "_stcore", "component", "mitnehmen"))
    assert b"Traceback" not in body and server.logged() == before


def test_clients_that_hang_up_leave_no_trace_in_the_log(server: Server) -> None:
    before = server.logged()
    place = urlsplit(server.address)
    reset = struct.pack("ii", 1, 0)

    def hang_up(sent: bytes, *, wait: float = 0.05) -> None:
        with socket.create_connection((place.hostname, place.port)) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
            client.sendall(sent)
            time.sleep(wait)

    head = f"Host: {place.netloc}\r\n"
    upgrade = (
        f"GET /_stcore/stream HTTP/1.1\r\n{head}Upgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {'A' * 22}==\r\n\r\n"
    ).encode()
    for wait in (0, 0.05, 0.3):
        for method, path in (
            ("POST", "/mitnehmen/csv?deck=o"),
            ("POST", "/mitnehmen/pdf?deck=o"),
            ("PUT", "/"),
            ("GET", "/"),
        ):
            hang_up(f"{method} {path} HTTP/1.1\r\n{head}Content-Length: 100000\r\n\r\nhalf".encode(), wait=wait)
        for path in (
            "/",
            "/kategorien",
            "/vortrag?deck=o",
            "/static/js/index.js",
            "/healthz",
            "/fonts/SourceSansPro-Regular.ttf",
        ):
            hang_up(f"GET {path} HTTP/1.1\r\n{head}\r\n".encode(), wait=wait)
        for sent in (
            upgrade,
            upgrade[:-2],
            upgrade + b"\x82\xfe\xff\xff",
            upgrade + b"\x82\x80",
            upgrade + b"\x88\x80aaaa",
        ):
            hang_up(sent, wait=wait)
        for sent in (b"", b"\0" * 1000, b"GET / HTTP/9\r\n\r\n", b"\x16\x03\x01"):
            hang_up(sent, wait=wait)

    async def in_the_middle() -> None:
        for _ in range(10):
            reader = Reader(server.address)
            await reader.open()
            message = BackMsg()
            message.rerun_script.query_string = "category=akteure"
            await reader.send(message)
            reader.hang_up()
        reader = Reader(server.address)
        assert not (await reader.open("/zitate")).wrong
        await reader.close()

    awaited(in_the_middle())
    said = server.logged()[len(before) :]
    assert "Traceback" not in said and "Exception" not in said, said


def test_the_icon_is_ours_where_a_browser_looks_for_one(server: Server) -> None:
    status, headers, body = ask(server, "/favicon.png")
    assert (status, headers["content-type"], body) == (200, "image/svg+xml", ICON.read_bytes())
    assert b'rel="shortcut icon" href="./favicon.png"' in ask(server, "/")[2]
