"""Streamlit's own scripts, styles and icons as they are sent: packed once, and of the icons those it can show."""

import gzip
import mimetypes
import re
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import brotli
import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.texts.fitting import FONTS

FOLDER = Path(st.__file__).resolve().parent / "static" / "static"
COMPRESSIBLE = {".js", ".css", ".html", ".json", ".svg", ".txt"}
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli.compress, quality=9),
    "gzip": partial(gzip.compress, compresslevel=6),
}
"""The best first. Harder than 9, Brotli takes thirty times as long for a tenth less."""
ICONS = "media/MaterialSymbols-Rounded"
FEWER_ICONS = FONTS / "MaterialSymbols.woff2"
"""Those of thousands that Streamlit names, under the name and licence of the whole."""
KEPT = {"cache-control": "public, max-age=31536000, immutable"}
ICONS_KEPT = {"cache-control": "public, max-age=86400"}
"""Their address names the whole font: it stays when other icons are chosen of it."""


@cache
def files() -> dict[str, Path]:
    """Return every file Streamlit's page may ask for, by its path."""
    return {path.relative_to(FOLDER).as_posix(): path for path in FOLDER.rglob("*") if path.is_file()}


class CompressedFiles:
    """Serves them compressed; a name nobody knows is not found, whatever is in it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.packed: dict[tuple[str, str], bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "/static/" not in scope["path"]:
            await self.app(scope, receive, send)
            return
        name = scope["path"].split("/static/", 1)[1]
        file = files().get(name)
        taken = encodings(scope)
        encoding = next((one for one in PACKERS if one in taken), "")
        response: Response
        if file is None:
            response = PlainTextResponse("not found\n", status_code=404)
        elif scope["method"] in ("GET", "HEAD") and name.startswith(ICONS):
            response = Response(_icons(), media_type="font/woff2", headers=ICONS_KEPT)
        elif scope["method"] != "GET" or file.suffix not in COMPRESSIBLE or not encoding:
            await self.app(scope, receive, send)
            return
        else:
            response = Response(
                await run_in_threadpool(self._pack, name, file, encoding),
                media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
                headers={"content-encoding": encoding, "vary": "accept-encoding", **KEPT},
            )
        await response(scope, receive, send)

    def _pack(self, name: str, file: Path, encoding: str) -> bytes:
        if (name, encoding) not in self.packed:
            self.packed[name, encoding] = PACKERS[encoding](file.read_bytes())
        return self.packed[name, encoding]


@cache
def _icons() -> bytes:
    return FEWER_ICONS.read_bytes()


def encodings(scope: Scope) -> set[str]:
    """Return the packings whoever asks takes."""
    asked = ",".join(Headers(scope=scope).getlist("accept-encoding")).lower()
    refused = r";\s*q=0(\.0*)?\s*(;|$)"
    return {part.split(";")[0].strip() for part in asked.split(",") if not re.search(refused, part)}
