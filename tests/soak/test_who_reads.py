"""Who may read: a foreign name for this server is refused on every path, a foreign page starts nothing."""

import json
from pathlib import Path

import pytest

from benchmarks.served import Server
from tests.browser.conftest import ADDRESS
from tests.soak import wire
from tests.soak.addresses import ENDINGS, PAGES
from tests.soak.client import Tab
from tests.soak.judge import judge_headers
from tests.soak.probed import probed
from tests.soak.report import Report
from tests.soak.wire import Answer

FOREIGN = (
    "attacker.example",
    "attacker.example:{port}",
    "127.0.0.1.attacker.example",
    "localhost.attacker.example:{port}",
    "localhost:{port}.attacker.example",
    "127.0.0.1:{port}@attacker.example",
    "attacker.example:{port}#127.0.0.1",
    "[::1].attacker.example",
    "atlas.example.attacker.example",
    "xatlas.example",
    "127.0.0.2.nip.io",
    "",
)
OWN = ("127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}", "[::1]:{port}")
PATHS = (
    *PAGES, "/vortrag?deck=o", "/vortrag/fassung", "/healthz", "/static/index.html", "/fonts/SourceSansPro-Regular.ttf",
    "/_stcore/health", "/_stcore/host-config", "/_stcore/metrics", "/media/x", "/component/x", "/unbekannt",
)  # fmt: skip
DECK = [("deck", "o"), ("deck", "t.landkreise-kommunen")]
BROKEN_OFF = ("ConnectionResetError", "BrokenPipeError", "closed without")


def _ask(server: Server, path: str, host: str, method: str = "GET", body: bytes | None = None) -> Answer:
    named = [("host", host.format(port=server.port))]
    return wire.get(server.port, path, method=method, headers=named, body=body)


@pytest.mark.parametrize("public", ["", ADDRESS], ids=["loopback alone", "with a public address"])
def test_foreign_hosts(report: Report, tmp_path: Path, public: str) -> None:
    with probed(tmp_path / "log.txt", public=public) as server:
        for host in FOREIGN:
            for path in PATHS:
                _refused(report, _ask(server, path, host), f"{path}, Host: {host}")
            for ending in ENDINGS:
                answer = _ask(server, f"/mitnehmen/{ending}?deck=o", host, "POST", b"{}")
                _refused(report, answer, f"POST /mitnehmen/{ending}, Host: {host}")
            status = _handshake(server, host, f"http://{host}".format(port=server.port))
            report.check(400 <= status < 500, "a foreign host opens a session", f"{host}: {status}")
        for host in (*OWN, *(["atlas.example"] if public else [])):
            report.check(_ask(server, "/vortrag?deck=o", host).status == 200, "an own name is refused", host)
        own = f"localhost:{server.port}"
        report.check(_handshake(server, own, f"http://{own}") == 101, "an own name opens no session")


def _refused(report: Report, answer: Answer, shown: str) -> None:
    report.check(400 <= answer.status < 500, "a foreign host is answered", f"{answer.status} {shown}")
    report.check("attacker.example" not in answer.text, "a foreign host is named in an answer", shown)
    judge_headers(report, answer, shown)


def _handshake(server: Server, host: str, origin: str) -> int:
    """Knock at the WebSocket as a page of `origin` does that knows this server as `host`; return the status."""
    upgrade = [("upgrade", "websocket"), ("connection", "upgrade"), ("sec-websocket-version", "13")]
    keys = [("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="), ("sec-websocket-protocol", "streamlit")]
    named = [("host", host.format(port=server.port)), ("origin", origin)]
    return wire.get(server.port, "/_stcore/stream", headers=[*named, *upgrade, *keys]).status


def test_what_names_the_server(report: Report, tmp_path: Path) -> None:
    """No header of the client stands in codes, citations or files."""
    names = (
        "x-forwarded-host",
        "x-forwarded-server",
        "x-host",
        "x-original-host",
        "x-http-host-override",
        "referer",
        "origin",
    )
    with probed(tmp_path / "log.txt", public="") as server:
        for name in names:
            headers = [(name, "https://attacker.example" if name in ("referer", "origin") else "attacker.example")]
            answer = wire.get(server.port, "/vortrag", *DECK, headers=headers)
            report.check("attacker.example" not in answer.text, "a header of the client is named in a deck", name)
            headers += [("forwarded", "host=attacker.example")]
            answer = wire.get(server.port, "/mitnehmen/txt", *DECK, method="POST", headers=headers, body=b"{}")
            report.check("attacker.example" not in answer.text, "a header of the client is named in a file", name)


def test_a_foreign_page_starts_nothing(report: Report, tmp_path: Path) -> None:
    """What a page elsewhere can send without asking: forms and no-cors requests, with and without an origin."""
    with probed(tmp_path / "log.txt") as server:
        foreign = (
            [("origin", "https://attacker.example")],
            [("origin", "null")],
            [("origin", "https://attacker.example"), ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")],
            [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")],
            [("origin", f"http://127.0.0.1:{server.port + 1}")],
            [("origin", f"http://127.0.0.1:{server.port}.attacker.example")],
        )
        for headers in foreign:
            for ending in ("txt", "pdf", "html"):
                kind = [("content-type", "text/plain"), *headers]
                answer = wire.get(server.port, f"/mitnehmen/{ending}", *DECK, method="POST", headers=kind, body=b"{}")
                report.check(
                    answer.status in (400, 403, 421), "a foreign page starts a file", f"{answer.status} {headers}"
                )
        answer = wire.take(server.port, "txt", ["o"])
        report.check(answer.status == 200, "our own page starts no file", answer.status)
        for origin in ("https://attacker.example", "null"):
            status = _handshake(server, server.host, origin)
            report.check(status != 101, "a foreign page opens a session", f"{origin}: {status}")


def test_doors_that_are_shut(report: Report, tmp_path: Path) -> None:
    """What Streamlit brings along and nobody here needs answers nothing, with our headers."""
    with probed(tmp_path / "log.txt") as server:
        shut = (
            ("PUT", "/_stcore/upload_file/a/b", b"x" * 100_000),
            ("DELETE", "/_stcore/upload_file/a/b", None),
            ("GET", "/_stcore/metrics", None),
            ("GET", "/_stcore/agent/openapi.json", None),
            ("GET", "/vortrag?study=gibt-es-nicht&deck=o", None),
            ("GET", "/vortrag/fassung?study=gibt-es-nicht", None),
            ("POST", "/mitnehmen/txt?study=gibt-es-nicht&deck=o", b"{}"),
        )
        for method, path, body in shut:
            own = [("origin", server.address)]
            answer = wire.get(server.port, path, method=method, body=body, headers=own)
            report.check(answer.status == 404, "a door that should be shut", f"{method} {path}: {answer.status}")
            judge_headers(report, answer, f"{method} {path}")
        before = server.memory_of_all()
        small, *large = [wire.awaited(_upload(server, size)) for size in (1_000, *[30_000_000] * 5)]
        more = server.memory_of_all() - before
        report.say(f"an upload of 1 kB: {small}; five of 30 MB: {large}, {more:.0f} MB more in memory")
        report.check(small == "404", "a session uploads files", small)
        # Refused before all is sent, it may find the connection broken off before it has read why.
        refused = [told for told in large if told == "404" or told.startswith(BROKEN_OFF)]
        report.check(len(refused) == len(large), "a session uploads files", large)
        report.check(more <= 30, "what is uploaded stays in memory", f"{more:.0f} MB")
        told = wire.get(server.port, "/_stcore/host-config").text
        foreign = [o for o in json.loads(told or "{}").get("allowedOrigins", []) if "127.0.0.1" not in o]
        report.check(not foreign, "host-config lists foreign origins", foreign)
        for path in (
            "/vortrag?deck=o",
            "/",
            "/vortrag/fassung",
            "/unbekannt",
            "/fonts/x",
            "/static/%00.js",
            "/healthz",
        ):
            judge_headers(report, wire.get(server.port, path), path)


async def _upload(server: Server, size: int) -> str:
    """Upload a file as a session of ours could: with its number and the token that the server hands out."""
    tab = Tab(server.address)
    await tab.knock()
    await tab.open("")
    given = await wire.ask(server.port, wire.plain(server.port, "/_stcore/health"))
    token = given.header("set-cookie").partition("=")[2].partition(";")[0]
    whole = b'--x\r\ncontent-disposition: form-data; name="f"; filename="f"\r\n\r\n' + b"y" * size + b"\r\n--x--\r\n"
    kind = [("content-type", "multipart/form-data; boundary=x"), ("origin", server.address)]
    shown = [("cookie", f"_streamlit_xsrf={token}"), ("x-xsrftoken", token)] if token else []
    path = f"/_stcore/upload_file/{tab.session or 'a'}/f"
    answer = await wire.ask(
        server.port, wire.plain(server.port, path, method="PUT", headers=[*kind, *shown], body=whole)
    )
    await tab.close()
    return str(answer.status or answer.lost)
