"""Only who comes by a name this server goes by is answered, over HTTP and over WebSockets."""

import http.client
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from benchmarks.served import Server, serving
from dashboard.texts import DE, EN
from dashboard.web import visitors
from dashboard.web.headers import HEADERS

EVERYWHERE = (
    "/", "/kategorien", "/gibt-es-nicht", "/vortrag?deck=o", "/vortrag/fassung", "/healthz",
    "/fonts/SourceSansPro-Regular.ttf", "/_stcore/health",
    "/_stcore/host-config", "/_stcore/metrics", "/static/index.html", "/favicon.png",
)  # fmt: skip
OWN = socket.gethostname().lower()


def scope(*hosts: str, server: Any = ("127.0.0.1", 8501), **headers: str) -> dict[str, Any]:
    named = [(b"host", host.encode("latin-1")) for host in hosts]
    return {"type": "http", "server": server, "headers": named + [(k.encode(), v.encode()) for k, v in headers.items()]}


LOCAL, LAN, ANY6, TUNNEL = ("127.0.0.1", 8501), ("192.168.1.5", 8501), ("::ffff:192.168.1.5", 8501), ("::1", 8501)


@pytest.mark.parametrize("server", [LOCAL, LAN, ANY6, TUNNEL, None, ("/run/atlas.sock", None)])
@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "127.0.0.1:8600", "[::1]:8501", "LOCALHOST:1", "localhost.", "0.0.0.0:8501"]
)
def test_a_computer_is_known_to_itself(host: str, server: Any) -> None:
    assert visitors.is_known(scope(host, server=server))


@pytest.mark.parametrize("server", [LOCAL, LAN, ANY6, TUNNEL, None])
@pytest.mark.parametrize(
    "host",
    ["attacker.example", "localhost.attacker.example", "127.0.0.1.attacker.example", "", " ",
     "127.0.0.1@attacker.example", "attacker.example:80:80", "[::1", "::1", "localhost/", "loc\xe4lhost",
     "127.0.0.1, attacker.example", "*", "0x7f.1", "2130706433", "atlas.example.attacker.example", "-",
     "localhost:999999", "localhost:port", "xn--bcher-kva.example"],
)  # fmt: skip
def test_a_foreign_or_malformed_name_is_not_known(host: str, server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEFUNDATLAS_ADRESSE", "https://atlas.example")
    assert not visitors.is_known(scope(host, server=server))


def test_one_name_and_no_other_must_stand_there() -> None:
    assert not visitors.is_known(scope())
    assert not visitors.is_known(scope("localhost", "attacker.example"))
    assert not visitors.is_known(scope("localhost", "localhost"))


@pytest.mark.parametrize(
    "host", ["192.168.1.5:8501", "203.0.113.7", "[2001:db8::1]:8501", OWN, f"{OWN}:8501", f"{OWN.split('.')[0]}.local"]
)
def test_over_a_network_an_address_and_the_own_name_are_known(host: str) -> None:
    assert visitors.is_known(scope(host, server=LAN)) and visitors.is_known(scope(host, server=ANY6))
    for server in (LOCAL, TUNNEL, None):
        assert not visitors.is_known(scope(host, server=server))


@pytest.mark.parametrize(
    ("public", "hosts", "known"),
    [("https://atlas.example", "", {"atlas.example", "ATLAS.example:443"}),
     ("https://atlas.example:8443/befunde/", "", {"atlas.example:8443", "atlas.example"}),
     ("atlas.example/befunde", "", {"atlas.example"}),
     ("", "eins.example, zwei.example:8501,https://drei.example/", {"eins.example", "zwei.example", "drei.example:80"}),
     ("https://landkreis-köln.example", "", {"landkreis-köln.example".encode("idna").decode()}),
     ("http://203.0.113.7:8080", "2001:db8::1,[2001:db8::2]:80", {"203.0.113.7", "[2001:db8::1]", "[2001:db8::2]"}),
     ("https://[", " ,,a..b,*,https://", set())],
)  # fmt: skip
def test_the_settings_name_names(public: str, hosts: str, known: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEFUNDATLAS_ADRESSE", public)
    monkeypatch.setenv("BEFUNDATLAS_HOSTS", hosts)
    others = {"attacker.example", "*", "a..b", "2001", "https", "eins", "example"}
    assert {host for host in others | known if visitors.is_known(scope(host))} == known


@pytest.mark.parametrize("server", [LOCAL, LAN])
@pytest.mark.parametrize("host", ["atlas.example", "203.0.113.7", OWN, "0.0.0.0"])
def test_a_preview_knows_this_computer_alone(host: str, server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEFUNDATLAS_ADRESSE", "https://atlas.example")
    assert not visitors.is_known(scope(host, server=server), preview=True)
    assert visitors.is_known(scope("127.0.0.1:8502", server=server), preview=True)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = {"BEFUNDATLAS_HOSTS": "atlas.example"}
    with serving(settings=settings, log=tmp_path_factory.mktemp("server") / "log.txt") as started:
        yield started


@pytest.fixture(scope="module")
def open_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server others are let in to, without any setting."""
    log = tmp_path_factory.mktemp("open") / "log.txt"
    with serving(options=["--server.address=0.0.0.0"], log=log) as started:
        yield started


def ask(server: Server, path: str, host: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=30)
    connection.putrequest(method, path, skip_host=True)
    for name, value in {"Host": host, **headers}.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def handshake(server: Server, host: str, origin: str | None = None, **headers: str) -> int:
    """Knock for a WebSocket; return the status of the answer, 101 where it opens."""
    upgrade = {
        "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol": "streamlit",
    }  # fmt: skip
    with socket.create_connection(
        (urlsplit(server.address).hostname, urlsplit(server.address).port), timeout=30
    ) as line:
        lines = {"Host": host, **upgrade, **({"Origin": origin} if origin else {}), **headers}
        asked = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        line.sendall(f"GET /_stcore/stream HTTP/1.1\r\n{asked}\r\n".encode())
        return int(line.recv(100).split(b" ")[1])


@pytest.mark.long
@pytest.mark.parametrize("path", EVERYWHERE)
def test_a_rebound_name_is_refused_at_every_address(server: Server, path: str) -> None:
    for method in ("GET", "POST", "HEAD", "OPTIONS"):
        status, headers, body = ask(server, path, "attacker.example", method)
        assert status == 421 and HEADERS.items() <= headers.items()
        assert headers["cache-control"] == "no-store"
        if method != "HEAD":
            assert all(words.refused["foreign"][0] in body for words in (DE, EN)) and "attacker" not in body
    assert ask(server, path, urlsplit(server.address).netloc)[0] in (200, 404)


@pytest.mark.long
def test_a_rebound_name_opens_no_connection(server: Server) -> None:
    here = urlsplit(server.address).netloc
    assert handshake(server, "attacker.example", "http://attacker.example") == 403
    assert handshake(server, "attacker.example") == 403
    assert handshake(server, here, "http://attacker.example") == 403
    assert handshake(server, here, "http://localhost:9999") == 403
    assert handshake(server, here, "null") == 403
    assert handshake(server, here, f"http://{here}") == 101
    assert handshake(server, here) == 101
    assert handshake(server, "atlas.example", "https://atlas.example") == 101
    assert "attacker.example" in server.logged() and "Traceback" not in server.logged()


@pytest.mark.long
def test_a_foreign_page_starts_no_export(server: Server) -> None:
    here = urlsplit(server.address).netloc
    path = "/mitnehmen/txt?deck=o"
    assert ask(server, path, here, "POST", Origin="http://attacker.example")[0] == 421
    assert ask(server, path, here, "POST", Origin=f"http://{here}")[0] == 200


@pytest.mark.long
def test_without_a_setting_a_server_for_others_answers_to_addresses_only(open_server: Server) -> None:
    port = urlsplit(open_server.address).port
    assert ask(open_server, "/healthz", "203.0.113.7")[0] == 421  # nobody comes by that from this computer
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing: asks which of its addresses the computer would use
        outside = str(probe.getsockname()[0])
    away = Server(f"http://{outside}:{port}", open_server.pid, open_server.log)
    for host, status in ((f"{outside}:{port}", 200), (OWN, 200), ("203.0.113.7", 200), ("attacker.example", 421)):
        assert ask(away, "/healthz", host)[0] == status
    assert handshake(away, f"{outside}:{port}", f"http://{outside}:{port}") == 101
    assert handshake(away, "attacker.example", "http://attacker.example") == 403


@pytest.mark.long
def test_no_address_comes_from_a_foreign_name(server: Server) -> None:
    assert "http://atlas.example/" in ask(server, "/vortrag?deck=o", "atlas.example")[2]
    for path in EVERYWHERE:
        assert "attacker" not in ask(server, path, "attacker.example", **{"X-Forwarded-Host": "attacker.example"})[2]
    here = urlsplit(server.address).netloc
    forwarded = {"X-Forwarded-Host": "attacker.example", "Forwarded": "host=attacker.example"}
    assert "attacker" not in ask(server, "/vortrag?deck=o", here, **forwarded)[2]


def test_the_settings_are_in_the_readme() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    assert "BEFUNDATLAS_HOSTS" in readme and "proxy_set_header Host $http_host" in readme
