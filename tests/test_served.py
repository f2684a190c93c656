"""A running server, spoken to over real sockets as a browser does."""

import asyncio
import gzip
import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from benchmarks.reader import Reader
from benchmarks.served import Server, serving
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
