"""HTTP by hand: any bytes, each over a connection of its own to 127.0.0.1; slowly, in pieces, or broken off."""

import asyncio
import json
import time
import zlib
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlencode

T = TypeVar("T")
PATIENCE = 60.0
"""Seconds until a probe gives up waiting for an answer."""

LARGEST = 60_000_000


@dataclass(frozen=True)
class Sent:
    """A request: its bytes in pieces with a pause between them; `drop`: hang up when they are sent."""

    pieces: tuple[bytes, ...]
    pause: float = 0.0
    drop: bool = False
    method: str = "GET"


@dataclass
class Answer:
    """What came back; status 0: nothing, and `lost` says why."""

    status: int = 0
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    seconds: float = 0.0
    lost: str = ""

    def header(self, name: str) -> str:
        """Return a header, "" where it is absent."""
        return next((value for key, value in self.headers if key == name.lower()), "")

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", errors="replace")


def plain(
    port: int,
    path: str,
    parameters: Sequence[tuple[str, str]] = (),
    *,
    method: str = "GET",
    headers: Sequence[tuple[str, str]] = (),
    body: bytes | None = None,
) -> Sent:
    """Write a request as a well-behaved client does; a header that is given replaces ours."""
    target = path + ("?" + urlencode(parameters) if parameters else "")
    content = b"" if body is None else body
    usual = {"host": f"127.0.0.1:{port}", "accept-encoding": "gzip", "connection": "close"}
    if body is not None:
        usual["content-length"] = str(len(content))
    given = {name.lower() for name, _ in headers}
    lines = [f"{name}: {value}" for name, value in [*((n, v) for n, v in usual.items() if n not in given), *headers]]
    head = f"{method} {target} HTTP/1.1\r\n" + "".join(f"{line}\r\n" for line in lines) + "\r\n"
    return Sent(
        (head.encode("utf-8", errors="surrogateescape"), content) if content else (head.encode(),), 0, method=method
    )


async def ask(port: int, sent: Sent, patience: float = PATIENCE) -> Answer:
    """Send a request and read the whole answer."""
    answer, start = Answer(), time.perf_counter()
    try:
        async with asyncio.timeout(patience):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=LARGEST)
            try:
                await _write(writer, sent)
                if sent.drop:
                    writer.transport.abort()
                    answer.lost = "dropped by us"
                else:
                    await _read(reader, answer, sent.method)
            finally:
                writer.transport.abort()
    except TimeoutError:
        answer.lost = f"no answer within {patience:.0f} s"
    except (OSError, ValueError, asyncio.IncompleteReadError, zlib.error) as error:
        answer.lost = answer.lost or f"{type(error).__name__}: {error}"[:120]
    answer.seconds = time.perf_counter() - start
    return answer


async def _write(writer: asyncio.StreamWriter, sent: Sent) -> None:
    for number, piece in enumerate(sent.pieces):
        if number and sent.pause:
            await asyncio.sleep(sent.pause)
        try:
            writer.write(piece)
            await writer.drain()
        except ConnectionError:
            return  # the server has refused already; its answer may still be read


async def _read(reader: asyncio.StreamReader, answer: Answer, method: str) -> None:
    while True:
        first = (await reader.readline()).decode("latin-1").split(None, 2)
        if len(first) < 2 or not first[0].startswith("HTTP/"):
            answer.lost = "closed without an answer"
            return
        answer.status, answer.headers = int(first[1]), []
        while line := (await reader.readline()).strip():
            name, _, value = line.decode("latin-1").partition(":")
            answer.headers.append((name.strip().lower(), value.strip()))
        if answer.status >= 200 or answer.status == 101:
            break
    if method != "HEAD" and answer.status not in (101, 204, 304):
        answer.body = await _body(reader, answer)


async def _body(reader: asyncio.StreamReader, answer: Answer) -> bytes:
    if answer.header("transfer-encoding") == "chunked":
        parts = []
        while size := int((await reader.readline()).split(b";")[0], 16):
            parts.append(await reader.readexactly(size))
            await reader.readline()
        body = b"".join(parts)
    elif answer.header("content-length"):
        body = await reader.readexactly(int(answer.header("content-length")))
    else:
        body = await reader.read(LARGEST)
    whole = answer.header("content-encoding") == "gzip" and body and answer.status != 206
    return zlib.decompress(body, 31) if whole else body


def awaited(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a thread of its own: a browser in this process may have left a loop running."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def get(port: int, path: str, *parameters: tuple[str, str], patience: float = PATIENCE, **more: object) -> Answer:
    """Ask once, outside a loop."""
    return awaited(ask(port, plain(port, path, parameters, **more), patience))  # type: ignore[arg-type]


def take(port: int, ending: str, deck: Sequence[str], study: str = "", **more: object) -> Answer:
    """Have a file made."""
    return awaited(ask(port, taking(port, ending, deck, study), **more))  # type: ignore[arg-type]


def taking(port: int, ending: str, deck: Sequence[str], study: str = "", notes: object = None) -> Sent:
    """Write the request for a file as the page does."""
    parameters = [("study", study)] if study else []
    parameters += [("deck", code) for code in deck]
    own = [
        ("origin", f"http://127.0.0.1:{port}"),
        ("content-type", "application/json"),
        ("sec-fetch-site", "same-origin"),
    ]
    body = json.dumps({"notes": notes or {}}).encode()
    return plain(port, f"/mitnehmen/{ending}", parameters, method="POST", headers=own, body=body)
