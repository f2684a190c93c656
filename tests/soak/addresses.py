"""Hostile addresses: the n-th of a seed is always the same bytes.

    .venv/bin/python -m tests.soak.addresses SEED NUMBER

writes one to the console, to be sent again by hand.
"""

import json
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote

from dashboard.selection.pages import ADDRESSES
from tests.soak import payloads
from tests.soak.ids import AllIds, Ids, of_all_studies
from tests.soak.odd import odd_headers, odd_request
from tests.soak.wire import Sent

PAGES = (
    "/",
    "/kategorien",
    "/gruppen",
    "/partner",
    "/zitate",
    "/einzelstimmen",
    "/methode",
    "/praesentieren",
    "/befund",
    "/api",
    *ADDRESSES,
)
ENDINGS = ("pdf", "pptx", "xlsx", "csv", "txt", "png", "svg", "html")
INNER = (
    "/_stcore/health", "/_stcore/host-config", "/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/stream",
    "/_stcore/upload_file/a/b", "/_stcore/agent/openapi.json", "/_stcore/allowed-message-origins", "/_stcore/message",
    "/_stcore/bidi-components/x/y.js", "/component/x/index.html", "/media/x.png", "/app/static/x", "/oauth2callback",
    "/auth/login", "/auth/logout", "/robots.txt", "/favicon.ico", "/.well-known/security.txt", "/.git/config", "/.env",
    "/einlass", "/x/einlass", "/_stcore//metrics", "/x/_stcore/metrics", "/%5fstcore/metrics",
    "/_stcore/./upload_file/a", "/_stcore/%61gent/openapi.json", "/_STCORE/health", "/vortrag%0a", "/vortrag/fassung/",
    "/mitnehmen/", "/%5ccanary.invalid/", "/%09/canary.invalid/", "/?zugang=x", "/static/../_stcore/metrics",
    "/media/..%2f..%2fapp.py", "/healthz/..;/x",
)  # fmt: skip
METHODS = ("PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "PATCH", "POST", "CONNECT", "PROPFIND", "get")
LETTERS = "otgpwsmbzx"


@dataclass(frozen=True)
class Address:
    """One request with what the probe must know to judge the answer."""

    number: int
    kind: str
    sent: Sent
    valid: bool = True
    """False: no HTTP, so the answer is the protocol's own."""


class Maker:
    """Makes the addresses of a seed."""

    def __init__(self, seed: int, port: int, ids: AllIds) -> None:
        self.seed, self.port, self.ids = seed, port, ids

    def make(self, number: int) -> Address:
        chance = random.Random(f"{self.seed}-{number}")
        ways: dict[str, tuple[float, Callable[[random.Random], tuple[Sent, bool]]]] = {
            "page": (26, lambda c: (self._get(c, self._path(c, c.choice(PAGES)), self._query(c)), True)),
            "deck": (
                20,
                lambda c: (self._get(c, c.choice(("/vortrag",) * 4 + ("/vortrag/fassung",)), self._deck(c)), True),
            ),
            "export": (4, lambda c: (self._export(c), True)),
            "inner": (12, lambda c: (self._get(c, self._path(c, c.choice(INNER)), self._query(c, 2)), True)),
            "file": (14, lambda c: (self._get(c, self._file(c), ""), True)),
            "method": (12, lambda c: (self._method(c), True)),
            "body": (6, self._body),
            "odd": (6, lambda c: (odd_request(c, self.port, "/vortrag?deck=o"), False)),
        }
        kind = chance.choices(list(ways), [weight for weight, _ in ways.values()])[0]
        sent, valid = ways[kind][1](chance)
        return Address(number, kind, sent, valid)

    def _value(self, chance: random.Random) -> str:
        """Return a value, percent-encoded (or deliberately not quite)."""
        known = self.ids.all
        match chance.randrange(10):
            case 0 | 1 | 2 | 3:
                return chance.choice(known)
            case 4:
                return quote(chance.choice(payloads.ECHOES), safe="")
            case 5:
                return chance.choice(payloads.RAW) * chance.choice((1, 3))
            case 6:
                return quote(chance.choice(payloads.ECHOES), safe="") * chance.choice((1, 30))
            case 7:
                return quote(chance.choice(known) + chance.choice(payloads.NOISE), safe="")
            case _:
                return quote(chance.choice(payloads.NOISE), safe="", errors="surrogatepass")

    def _query(self, chance: random.Random, most: int = 9) -> str:
        names = (
            "study",
            "lang",
            "set",
            "category",
            "group",
            "partner",
            "q",
            "printed",
            "sort",
            "all",
            "open",
            "deck",
            "version",
            "fassung",
            "embed",
        )
        pairs = []
        for _ in range(chance.randint(0, most)):
            name = chance.choice(names) if chance.random() < 0.93 else self._value(chance)
            pairs += [f"{name}={self._value(chance)}"] * chance.choice((1, 1, 1, 1, 2, 60))
        if chance.random() < 0.2:
            pairs.append("deck=" + self._code(chance, self.ids.of[self.ids.studies[0]]))
        return "&".join(pairs)[:30_000]

    def _code(self, chance: random.Random, ids: Ids) -> str:
        """Return a view of a study, mostly of known ids; its groups are those of any set."""
        letter = chance.choice(LETTERS)
        if letter == "z":
            return "z." + (chance.choice(ids.quotes) if chance.random() < 0.8 else self._value(chance))
        fields = [
            "~".join(chance.choice(ids.categories) for _ in range(chance.choice((0, 1, 1, 1, 2, 9)))),
            "~".join(chance.choice(ids.groups) for _ in range(chance.choice((0, 0, 1, 1, 2, 5)))),
            chance.choice((*ids.partners, "", "")),
            chance.choice((*ids.sets[1:], "", "")),
        ]
        if chance.random() < 0.2:
            fields[chance.randrange(4)] = self._value(chance)
        return ".".join([letter, *fields]).rstrip("." if chance.random() < 0.95 else "")

    def _deck(self, chance: random.Random) -> str:
        """Return the query of a deck; one in eight names the views of another study."""
        study = chance.choice(self.ids.studies)
        meant = study if chance.random() < 0.875 else chance.choice(self.ids.studies)
        codes = [self._code(chance, self.ids.of[meant]) for _ in range(chance.choice((1, 1, 2, 3, 6, 40)))]
        pairs = [f"study={study}", *(f"deck={code}" for code in codes)]
        names = ("set", "lang", "version", "fassung", "study", "group", "category", "q")
        pairs += [f"{chance.choice(names)}={self._value(chance)}" for _ in range(chance.choice((0, 1, 2)))]
        chance.shuffle(pairs)
        return "&".join(pairs)

    def _get(self, chance: random.Random, path: str, query: str) -> Sent:
        return self._request(chance, "GET", path + (f"?{query}" if query else ""))

    def _request(self, chance: random.Random, method: str, target: str, body: bytes | None = None) -> Sent:
        usual = [b"host: 127.0.0.1:%d" % self.port, b"connection: close"]
        usual += [b"accept-encoding: gzip"] if chance.random() < 0.7 else []
        usual += [b"content-length: %d" % len(body)] if body is not None else []
        usual += [b"origin: http://127.0.0.1:%d" % self.port] if method == "POST" else []
        lines = odd_headers(chance, usual) if chance.random() < 0.35 else usual
        head = f"{method} {target} HTTP/1.1\r\n".encode("utf-8", errors="replace")
        return Sent((head + b"\r\n".join(lines) + b"\r\n\r\n" + (body or b""),), method=method)

    def _path(self, chance: random.Random, path: str) -> str:
        match chance.randrange(12):
            case 0:
                return path.rstrip("/") + "/" + self._value(chance)
            case 1:
                return "/" + self._value(chance).lstrip("/")
            case 2:
                return path.upper() if chance.random() < 0.5 else path + "/"
            case 3:
                return path.rstrip("/") + "/" + "n" * chance.choice((256, 300, 5_000, 9_000))
            case 4:
                return chance.choice(("//", "/./", "/%2e/", "/;x=1", f"//{payloads.CANARY}/")) + path.lstrip("/")
            case _:
                return path

    def _file(self, chance: random.Random) -> str:
        base = chance.choice(
            (
                "/static/",
                "/fonts/",
                "/static/js/",
                "/component/",
                "/media/",
                "/_stcore/bidi-components/",
                "/app/static/",
                "/",
            )
        )
        name = chance.choice(
            (
                "%00.js", "x%00y.css", "index.html", "SourceSansPro-Regular.ttf", "../app.py", "..%2f..%2fapp.py",
                "....//....//etc/passwd", "%c0%ae%c0%ae/etc/passwd", "%5c%5cevil%5cshare", "/etc/passwd", "C:%5cx.js",
                "n" * 256 + ".js", "n" * 9_000 + ".css", "%f0%9f%91%a9" * 64 + ".js", "%ff%fe.js", "a/" * 300 + "b.js",
                "file:///etc/passwd", "~root/x", ".", "..", "*", "js/*.js", "x.js?" + "a=b&" * 500, "%ed%a0%80.js",
            )
        )  # fmt: skip
        return base + name

    def _export(self, chance: random.Random) -> Sent:
        ending = chance.choice(ENDINGS) if chance.random() < 0.85 else self._value(chance)
        query = self._deck(chance)
        notes = chance.choice(
            (
                {},
                {"notes": {"o": "=1+1", "t.x": "<p7q>"}},
                {"notes": [1]},
                [],
                {"notes": {"o": {"a": 1}}},
                *[{"notes": self._notes(chance, query)}] * 5,
            )
        )
        return self._request(chance, "POST", f"/mitnehmen/{ending}?{query}", json.dumps(notes).encode())

    def _notes(self, chance: random.Random, query: str) -> dict[str, str]:
        """Return own words for the very views of a deck: harmful, of signs no file format holds, or very long."""
        codes = [value for name, value in parse_qsl(query) if name == "deck"]
        kind = chance.choice((*payloads.KINDS.values(), payloads.NOISE, payloads.ECHOES))
        return {code: chance.choice(kind) * chance.choice((1, 1, 40)) for code in codes}

    def _method(self, chance: random.Random) -> Sent:
        method = chance.choice(METHODS)
        paths = (
            *PAGES,
            *INNER,
            "/vortrag",
            "/mitnehmen/pdf",
            "/mitnehmen/exe",
            "/healthz",
            "/static/index.html",
            "/fonts/x",
        )
        body = (
            None if method in ("OPTIONS", "HEAD", "TRACE", "get") else chance.choice((None, b"", b"{}", b"x" * 3_000))
        )
        target = chance.choice(("*", "127.0.0.1:1")) if chance.random() < 0.05 else chance.choice(paths)
        return self._request(chance, method, target, body)

    def _body(self, chance: random.Random) -> tuple[Sent, bool]:
        """Return an export with a body that is deep, huge, slow, dropped or no body at all."""
        deep = chance.choice((b"[", b'{"notes":', b'{"a":[')) * chance.choice((900, 20_000, 60_000))
        large = json.dumps({"notes": {"o": "x" * chance.choice((2_001, 190_000, 3_000_000))}}).encode()
        body = chance.choice(
            (deep, large, b"\xff\xfe{}", b'{"notes": {"o": "\\ud800"}}', b'{"notes": 1e999}', b"\0" * 500)
        )
        host = b"127.0.0.1:%d" % self.port
        head = (
            b"POST /mitnehmen/txt?deck=o HTTP/1.1\r\nhost: "
            + host
            + b"\r\norigin: http://"
            + host
            + b"\r\nconnection: close\r\n"
        )
        chunked, length = head + b"transfer-encoding: chunked\r\n\r\n", head + b"content-length: %d\r\n\r\n"
        match chance.randrange(5):
            case 0:
                return Sent((chunked, b'5\r\n{"not\r\n', b"zz\r\n"), 0.05, method="POST"), False
            case 1:
                return Sent((chunked, b"%x\r\n" % 400 + b"x" * 100), 0.05, drop=True), True
            case 2:
                return Sent((length % 30, *(b"x" for _ in range(30))), 0.05, method="POST"), True
            case 3:
                return Sent((length % len(body), body[: len(body) // 2]), 0.05, drop=True), True
            case _:
                return Sent((length % len(body), body), method="POST"), True


if __name__ == "__main__":
    one = Maker(int(sys.argv[1]), 8501, of_all_studies()).make(int(sys.argv[2]))
    sys.stdout.buffer.write(f"{one.kind}, drop={one.sent.drop}, pause={one.sent.pause}\n".encode())
    sys.stdout.buffer.write(b"".join(one.sent.pieces) + b"\n")
