"""Files are asked for over real sockets, by many at once and by who hangs up: every answer comes whole, in words."""

import http.client
import json
import socket
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from benchmarks.reader import Reader
from benchmarks.served import Server, serving
from dashboard.texts import DE
from dashboard.web.gate import EACH
from tests.exports.folios import everything, opened
from tests.test_routes import awaited

pytestmark = pytest.mark.long
PATIENCE = 120
Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(log=tmp_path_factory.mktemp("server") / "log.txt") as started:
        yield started
        assert "Traceback" not in started.logged()


@pytest.fixture(scope="module")
def deck() -> str:
    return "&".join(f"deck={code}" for code in everything(opened("landkreis-schnittstellen"))[:30])


def ask(server: Server, path: str, method: str = "POST", body: bytes = b"{}", client: str = "127.0.0.1") -> Answer:
    """Put one request to the server; raise what breaks the connection off."""
    place = urlsplit(server.address).netloc
    connection = http.client.HTTPConnection(place, timeout=PATIENCE, source_address=(client, 0))
    try:
        connection.request(method, path, body=body, headers={"Origin": server.address})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def test_of_a_hundred_who_ask_at_once_everyone_is_answered(server: Server, deck: str) -> None:
    notes = json.dumps({"notes": {"o": "Worte " * 20_000}}).encode()
    asked = [(f"/mitnehmen/{ending}?{deck}", "POST") for ending in ("pdf", "html", "svg")] + [
        (f"/vortrag?{deck}", "GET")
    ]

    def one(n: int) -> Answer:
        path, method = asked[n % len(asked)]
        return ask(server, path, method, notes if method == "POST" else b"", f"127.0.0.{2 + n % 25}")

    with ThreadPoolExecutor(100) as clients:
        answers = list(clients.map(one, range(100)))
    assert set(Counter(status for status, _, _ in answers)) == {200, 503}
    for status, headers, body in answers:
        assert len(body) == int(headers.get("content-length", len(body)))
        assert status == 200 or (body.decode() == DE.take_busy and headers["retry-after"])


@pytest.mark.parametrize(("path", "status"), [("/mitnehmen/exe?deck=o", 404), ("/mitnehmen/pdf?deck=x", 404)])
def test_who_sends_more_than_is_wanted_hears_why_it_is_refused(server: Server, path: str, status: int) -> None:
    answered, _, body = ask(server, path, body=b"x" * 5_000_000)
    assert answered == status and body.decode() in (DE.take_unknown, DE.take_nothing)


def test_a_process_makes_more_than_one_file_when_readers_have_come(server: Server) -> None:
    """Streamlit makes the script of the pages the main one then; a process that ran it would be ended at once."""

    async def read(address: str) -> None:
        reader = Reader(address)
        assert not (await reader.open()).wrong
        await reader.close()

    with serving(log=server.log.with_name("readers.txt")) as fresh:
        awaited(read(fresh.address))
        assert ask(fresh, "/mitnehmen/txt?deck=o")[0] == 200
        before = fresh.workers()
        for _ in range(3):
            assert ask(fresh, "/mitnehmen/txt?deck=o")[0] == 200
        assert before and set(before) <= set(fresh.workers())
        assert "ScriptRunContext" not in fresh.logged()


@pytest.mark.parametrize("half", [True, False])
def test_who_hangs_up_holds_no_place(server: Server, deck: str, half: bool) -> None:
    place = urlsplit(server.address)
    assert place.hostname and place.port
    client = "127.0.0.200"
    for _ in range(5):
        connections = []
        for _ in range(EACH):
            connection = socket.create_connection((place.hostname, place.port), source_address=(client, 0))
            asked = f"POST /mitnehmen/pptx?{deck} HTTP/1.1\r\nHost: {place.netloc}\r\nOrigin: {server.address}\r\n"
            connection.sendall(f"{asked}Content-Length: {100 if half else 2}\r\n\r\n{{}}".encode())
            connections.append(connection)
        time.sleep(0.3)
        for connection in connections:
            connection.close()
    end = time.monotonic() + 5  # what was dropped would take much longer to make
    while (answer := ask(server, "/mitnehmen/svg?deck=t.akteure", client=client))[0] == 503:
        assert time.monotonic() < end
    assert answer[0] == 200
    assert "Traceback" not in server.logged()
