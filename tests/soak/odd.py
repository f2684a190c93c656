"""Headers nobody should send, and requests that are no HTTP at all."""

import random

from tests.soak import payloads
from tests.soak.wire import Sent

HOSTS = (
    b"attacker.example",
    b"attacker.example:80",
    b"127.0.0.1.attacker.example",
    b"localhost.attacker.example",
    b"127.0.0.1@attacker.example",
    b"attacker.example#127.0.0.1",
    b"[::1].attacker.example",
    b"127.0.0.1:99999",
    b"127.0.0.1:x",
    b"<p7q>",
    b"xn--e1afmkfd",
    b"\xc3\xa4.example",
    b"a" * 300,
    b"2130706433",
    b"127.1",
    b"0x7f.0.0.1",
    b"localhost%00.attacker.example",
    b"localhost:80:80",
    b"[::ffff:10.0.0.1]",
    b"[::1%25eth0]",
    b"\xe2\x93\x9bocalhost",
    b"",
)
"""None of these is this server."""

FORWARDED = (
    b"x-forwarded-host", b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-prefix", b"forwarded", b"x-real-ip",
    b"x-original-url", b"x-rewrite-url", b"x-http-method-override", b"x-forwarded-port", b"x-script-name",
    b"x-http-method", b"via", b"max-forwards", b"te", b"trailer",
)  # fmt: skip


ELSEWHERE = (
    "/", "/vortrag?deck=o", "/healthz", "/einlass", "/mitnehmen/pdf?deck=o", "/x/_stcore/stream", "/unbekannt",
    "/_stcore/upload_file/a/b", "/_stcore//stream", "/fonts/x", "/static/index.html", "/_stcore/metrics",
    "/%00/_stcore/stream",
)  # fmt: skip
"""Where nobody opens a WebSocket."""

FRAMES = (
    b"\x82\x05hello",
    b"\xf2\x80\0\0\0\0",
    b"\x83\x80\0\0\0\0",
    b"\x80\x80\0\0\0\0",
    b"\x02\x81\0\0\0\0x" + b"\x02\x81\0\0\0\0y",
    b"\x89\xfe\x00\xff\0\0\0\0" + b"p" * 255,
    b"\x09\x80\0\0\0\0",
    b"\x81\x82\0\0\0\0\xff\xfe",
    b"\x88\x82\0\0\0\0\x00\x01",
    b"\x88\x81\0\0\0\0\x03",
    b"\x82\xff" + b"\xff" * 8 + b"\0\0\0\0",
    b"\x82\xff\0\0\0\0\x7f\xff\xff\xff\0\0\0\0xxxx",
    b"\x02\x80\0\0\0\0" + b"\x00\x80\0\0\0\0" * 5_000,
    b"\x8a\x80\0\0\0\0" * 2_000,
    b"\xc2\x84\0\0\0\0\xff\xff\xff\xff",
    b"GET /smuggled HTTP/1.1\r\n\r\n",
)
"""No frames, frames of a server, of reserved kinds, without end, longer than they are: sent with the handshake."""

EXTENSIONS = (b"permessage-deflate; server_max_window_bits=99", b"permessage-deflate, " * 2_000 + b"x", b";;,=")


def knock(
    port: int, path: str, frames: bytes = b"", *, key: bytes = b"dGhlIHNhbXBsZSBub25jZQ==", more: bytes = b""
) -> bytes:
    """Return the bytes of a WebSocket handshake with a path, with what is sent along before it is answered."""
    named = b"host: 127.0.0.1:%d\r\norigin: http://127.0.0.1:%d\r\n" % (port, port)
    asked = b"upgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: " + key
    return b"GET " + path.encode() + b" HTTP/1.1\r\n" + named + asked + b"\r\n" + more + b"\r\n" + frames


def odd_headers(chance: random.Random, usual: list[bytes]) -> list[bytes]:
    """Return a request's headers with some that are strange but lawful."""
    lines = list(usual)
    for _ in range(chance.choice((1, 1, 2, 4))):
        lines += _some(chance)
    if chance.random() < 0.25:
        lines[0] = b"host: " + chance.choice(HOSTS)
    return lines


def _some(chance: random.Random) -> list[bytes]:
    evil = chance.choice(payloads.ECHOES).encode()
    ranges = (
        b"bytes=0-",
        b"bytes=-1",
        b"bytes=5-2",
        b"bytes=" + b"0-1," * 900 + b"2-3",
        b"bytes=0-99999999999999999999",
        b"x",
    )
    match chance.randrange(11):
        case 0:
            name = chance.choice(FORWARDED)
            return [name + b": " + chance.choice((b"attacker.example", b"javascript:", b"/healthz", b"DELETE", evil))]
        case 1:
            return [
                b"accept-language: " + chance.choice((b"tlh", b"de;q=nan", b"," * 4_000, evil, b"\xff\xfe", b"*" * 900))
            ]
        case 2:
            return [b"range: " + chance.choice(ranges)]
        case 3:
            origin = b"origin: " + chance.choice((b"https://attacker.example", b"null", evil))
            return [origin, b"sec-fetch-mode: no-cors", b"sec-fetch-site: cross-site"]
        case 4:
            return [
                b"cookie: " + chance.choice((b"_streamlit_xsrf=x|y|z|w", b"a=" * 3_000, evil, b"_streamlit_user=\xff"))
            ]
        case 5:
            return [
                b"accept-encoding: " + chance.choice((b"br;q=1, gzip;q=0", b"identity;q=0", b"*;q=0", b"zstd", evil))
            ]
        case 6:
            return [
                b"if-none-match: " + chance.choice((b"*", b'W/"x"', evil)),
                b"if-modified-since: Xxx, 99 Foo 0000 99:99:99 GMT",
            ]
        case 7:
            return [b"x-%d: %s" % (n, b"y" * 300) for n in range(chance.choice((20, 60)))]
        case 8:
            # somebody else each time, if anybody believed it
            claimed = b", ".join(b"10.%d.%d.%d" % tuple(chance.randbytes(3)) for _ in range(chance.choice((1, 9, 900))))
            return [b"x-forwarded-for: " + chance.choice((claimed, b"unknown", b"[::1]:x", b"1.2.3.4\xff"))]
        case 9:
            return [
                b"content-encoding: " + chance.choice((b"gzip", b"deflate, gzip", b"br", b"zstd")),
                b"priority: u=0",
                b"upgrade: " + chance.choice((b"h2c", b"TLS/1.3", b"websocket, h2c", evil)),
                b"early-data: 1",
            ]
        case _:
            kind = b"content-type: " + chance.choice((b"multipart/form-data", b"application/json;charset=utf-7", evil))
            return [kind, b"user-agent: " + evil, b"referer: " + evil, b"expect: 100-continue"]


def odd_request(chance: random.Random, port: int, target: str) -> Sent:
    """Return bytes a server must refuse, or bear: no HTTP, two lengths, folded lines, nothing, half of it."""
    host, line = b"host: 127.0.0.1:%d\r\n" % port, target.encode()
    end = b"connection: close\r\n\r\n"
    chunked = b"transfer-encoding: chunked\r\n"
    post, stream = b"POST /mitnehmen/txt HTTP/1.1\r\n" + host, b"GET /_stcore/stream HTTP/1.1\r\n" + host
    smuggled = b"GET /smuggled HTTP/1.1\r\n" + host + b"\r\n"
    whole = (
        b"GET " + line + b" HTTP/1.1\r\n" + host + host + end,
        b"GET " + line + b" HTTP/1.1\r\n" + end,
        b"GET " + line + b" HTTP/9.9\r\n" + host + end,
        b"GET " + line + b"\r\n\r\n",
        b"GET  " + line + b"  HTTP/1.1\r\n" + host + end,
        b"GET " + line + b" x y z HTTP/1.1\r\n" + host + end,
        b"GET \xff\xfe\x00 HTTP/1.1\r\n" + host + end,
        b"GET http://attacker.example" + line + b" HTTP/1.1\r\n" + host + end,
        b"GET " + line + b" HTTP/1.1\n" + host.replace(b"\r", b"") + b"\n",
        b"GET " + line + b" HTTP/1.1\r\n" + host + b"x: a\r\n b\r\n" + end,
        b"GET " + line + b" HTTP/1.1\r\n" + host + b"x : a\r\n" + end,
        b"GET " + line + b" HTTP/1.1\r\n" + host + b"x: a\x00b\r\n" + end,
        b"GET " + line + b" HTTP/1.1\r\n" + host + b"x: " + b"y" * 70_000 + b"\r\n" + end,
        b"GET /" + b"y" * 70_000 + b" HTTP/1.1\r\n" + host + end,
        post + b"content-length: 4\r\ncontent-length: 90\r\n" + end + smuggled,
        post + b"content-length: 4\r\ntransfer-encoding: chunked\r\n" + end + b"0\r\n\r\n" + smuggled,
        post + b"transfer-encoding: xchunked\r\n" + end + b"0\r\n\r\n",
        post + b"content-length: -5\r\n" + end,
        post + b"content-length: 99999999999999999999\r\n" + end,
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(200)),
        stream + b"upgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 1\r\n\r\n",
        stream + b"upgrade: h2c\r\nconnection: upgrade, http2-settings\r\nhttp2-settings: x\r\n\r\n",
        bytes(chance.randrange(256) for _ in range(chance.choice((1, 40, 4_000)))) + b"\r\n\r\n",
        (b"GET " + line + b" HTTP/1.1\r\n" + host + b"\r\n") * 30 + b"GET /healthz HTTP/1.1\r\n" + host + end,
        b"HEAD / HTTP/1.1\r\n" + host + b"\r\n" + b"DELETE / HTTP/1.1\r\n" + host + b"\r\n" + smuggled,
        post + chunked + end + b"2;" + b"x=y;" * 20_000 + b"\r\n{}\r\n0\r\n\r\n",
        post + chunked + end + b"0x2\r\n{}\r\n0\r\n\r\n" + smuggled,
        post + chunked + end + b"2_0\r\n" + b"x" * 20 + b"\r\n0\r\n\r\n" + smuggled,
        post + chunked + end + b"0" * 3_000 + b"2\r\n{}\r\n0\r\n\r\n",
        post + chunked + end + b"f" * 40 + b"\r\n{}",
        post + chunked + end + b"2\r\n{}\r\n0\r\n" + b"x-trailer: y\r\n" * 2_000 + b"host: attacker.example\r\n\r\n",
        post + chunked + end + b"1\r\n{\r\n" * 3_000 + b"0\r\n\r\n",
        post + b"transfer-encoding: chunked, chunked\r\n" + end + b"0\r\n\r\n" + smuggled,
        post + b"transfer-encoding: \x0bchunked\r\ncontent-length: 2\r\n" + end + b"{}" + smuggled,
        post + b"content-length: +2\r\n" + end + b"{}",
        post + b"content-length: 2, 2\r\n" + end + b"{}",
        b"GET " + line + b" HTTP/1.1\r\n" + host + b"content-length: 20\r\n" + end + smuggled,
        b"OPTIONS * HTTP/1.1\r\n" + host + end,
        b"\r\n" * 500 + b"GET " + line + b" HTTP/1.1\r\n" + host + end,
        b"GET " + line + b" HTTP/1.1\r\n" + host + b"x: y\r\n" * 5_000 + end,
        b"GET " + line + b" HTTP/1.0\r\nconnection: keep-alive\r\n\r\n",
        b"PROXY TCP4 10.0.0.1 127.0.0.1 1 80\r\nGET " + line + b" HTTP/1.1\r\n" + host + end,
        *(knock(port, path) for path in ELSEWHERE),
        *(knock(port, "/_stcore/stream", frames) for frames in FRAMES),
        knock(port, "/_stcore/stream", key=b"x"),
        knock(port, "/_stcore/stream", key=b"\xff" * 300),
        *(knock(port, "/_stcore/stream", more=b"sec-websocket-extensions: " + asked + b"\r\n") for asked in EXTENSIONS),
        knock(port, "/_stcore/stream", more=b"sec-websocket-protocol: \xff\xfe, ,,\r\n"),
        knock(port, "/_stcore/stream", more=b"content-length: 5\r\n"),
    )  # fmt: skip
    chosen = chance.choice(whole)
    match chance.randrange(5):
        case 0:
            return Sent((chosen[: max(1, len(chosen) // 2)],), drop=True)
        case 1:
            middle = min(len(chosen) - 1, 30)
            return Sent((chosen[:middle], chosen[middle:]), 0.1)
        case _:
            return Sent((chosen,))
