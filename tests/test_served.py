"""A running server, spoken to over real sockets as a browser does."""

import asyncio
import gzip
import http.client
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from benchmarks.reader import Reader, Refused
from benchmarks.served import ROOT, Server, serving
from dashboard.headers import HEADERS
from dashboard.texts import DE, EN

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
        asyncio.run(read(server.address))
        assert 0 < server.logged().count("full collection") < 20


@pytest.mark.parametrize("path", ["/", "/kategorien", "/gibt-es-nicht"])
@pytest.mark.parametrize("packed", ["gzip", ""])
def test_the_page_is_ours_before_any_script_runs(server: Server, path: str, packed: str) -> None:
    for words in (DE, EN):
        address = f"{path}?lang={words.language}"
        status, headers, body = ask(server, address, **{"Accept-Encoding": packed} if packed else {})
        html = (gzip.decompress(body) if packed else body).decode()
        assert status == 200 and headers.get("content-encoding", "") == packed
        assert f'<html lang="{words.language}">' in html and headers["content-language"] == words.language
        assert words.needs_script in html and "<title>Befundatlas</title>" in html
        assert "_stcore/agent" not in html and "Streamlit app can" not in html
        again = ask(server, address, **{"If-None-Match": "*", "Range": "bytes=0-10"})
        assert again[0] == 200 and again[2] == html.encode()
        assert ask(server, address, "HEAD")[0::2] == (200, b"")


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


def test_no_foreign_page_steers_ours(server: Server) -> None:
    status, headers, body = ask(server, "/_stcore/host-config", Origin="https://share.streamlit.io")
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

    asyncio.run(try_to())


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
        asyncio.run(crowd(server))
        assert "Traceback" not in server.logged(), server.logged()


def test_a_setting_that_is_no_number_stops_the_start() -> None:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port=0"]
    settings = os.environ | {"BEFUNDATLAS_RUNS": "viele"}
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "BEFUNDATLAS_RUNS muss eine ganze Zahl" in done.stderr and "Traceback" not in done.stderr
