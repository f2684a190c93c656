"""What surrounds the pages: warm-up, headers, compressed files, a health check, one place for errors."""

import base64
import gc
import gzip
import hashlib
import logging
import mimetypes
import re
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import queries, routes, texts, ui
from dashboard.study import Study

LOG = logging.getLogger("befundatlas")
STATIC = Path(st.__file__).resolve().parent / "static"
COMPRESSIBLE = {".js", ".css", ".html", ".json", ".svg", ".txt"}
_INLINE = re.findall(rb"<script>(.*?)</script>", (STATIC / "index.html").read_bytes(), re.DOTALL)
_HASHES = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in _INLINE)
HEADERS = {
    # Streamlit mounts inline components as blob modules; nothing else may run, nothing foreign be asked.
    "content-security-policy": "default-src 'self'; script-src 'self' blob: "
    f"{_HASHES}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Open the first study and freeze what stays: without it each rerun pays for a full collection."""
    await run_in_threadpool(_warm)
    gc.collect()
    gc.freeze()
    stop = threading.Event()
    watch = threading.Thread(target=_watch, args=(stop,), name="packages", daemon=True)
    watch.start()
    yield
    stop.set()
    routes.WORKSHOP.close()


def _warm() -> None:
    """Answer once what the first reader will ask."""
    first = ui.read_view("overview", {})
    if isinstance(first, ui.View):
        first.findings()
        first.quotes()
        first.ask(queries.counts)


def _watch(stop: threading.Event) -> None:
    """Look for changed packages every two seconds; whatever goes wrong with one must not end the watch.

    Where looking itself is much work, as in a folder of a million files, it takes a tenth of the time at most.
    """
    pause = 2.0
    while not stop.wait(pause):
        before = time.thread_time()
        try:
            ui.refresh()
        except Exception:
            LOG.exception("looking for changed packages failed")
        pause = max(2.0, 10 * (time.thread_time() - before))


async def health(_: Request) -> Response:
    """Answer whether studies are served: 200 with their number, 503 if none can be opened."""
    usable = sum(isinstance(entry, Study) for entry in ui.library().studies.values())
    return PlainTextResponse(f"{usable} studies\n", status_code=200 if usable else 503)


def report(error: Exception) -> bool:
    """Log the error and tell the reader in plain words."""
    LOG.error("page failed", exc_info=error)
    words = texts.LANGUAGES.get(st.query_params.get("lang", "de"), texts.DE)
    st.error(f"**{words.broken_title}** {words.broken_text}")
    return True


class Headers:
    """Adds the security headers and writes the reader's language into the page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"].endswith("/_stcore/metrics"):
            await PlainTextResponse("not found\n", status_code=404)(scope, receive, send)
            return
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", ["de"])[0]
        language = asked if asked in texts.LANGUAGES else "de"

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                self_written = headers.get("content-type", "").startswith("text/html")
                if self_written and "content-encoding" not in headers:
                    del headers["content-length"]
                    headers["content-language"] = language
            elif message["type"] == "http.response.body" and b'<html lang="en">' in message.get("body", b""):
                message["body"] = message["body"].replace(b'<html lang="en">', f'<html lang="{language}">'.encode(), 1)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class CompressedFiles:
    """Serves Streamlit's own scripts compressed, packed once: 9 MB become 3 on the first visit."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.packed: dict[Path, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = self._file(scope)
        if file is None:
            await self.app(scope, receive, send)
            return
        if file not in self.packed:
            self.packed[file] = gzip.compress(file.read_bytes(), 6)
        response = Response(
            self.packed[file],
            media_type=mimetypes.guess_type(file.name)[0] or "application/octet-stream",
            headers={
                "content-encoding": "gzip",
                "cache-control": "public, max-age=31536000, immutable",
                "vary": "accept-encoding",
            },
        )
        await response(scope, receive, send)

    def _file(self, scope: Scope) -> Path | None:
        """Return the static file the request means, if it is one worth compressing."""
        if scope["type"] != "http" or scope["method"] != "GET" or "/static/" not in scope["path"]:
            return None
        if not any(name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"]):
            return None
        file = (STATIC / "static" / scope["path"].split("/static/", 1)[1]).resolve()
        inside = file.is_relative_to(STATIC / "static") and file.is_file()
        return file if inside and file.suffix in COMPRESSIBLE else None


MIDDLEWARE = [Middleware(Headers), Middleware(CompressedFiles)]
ROUTES = [Route("/healthz", health), *routes.ROUTES]
