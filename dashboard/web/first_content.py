"""What is answered at every address that is nothing else: the page itself, written into Streamlit's document."""

import gzip
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import settings
from dashboard.selection.pages import PAGES
from dashboard.web import document, errors, plain, studies
from dashboard.web.compressed import encodings
from dashboard.web.states import NotShown

HTML = "text/html; charset=utf-8"
HARD = 9
"""How hard a document is packed: a page is to take at most 25 kB on its way."""
PATHS = {page.path for page in PAGES.values()}


@dataclass(frozen=True, slots=True)
class Answer:
    """A document or a file, packed, with the tag that tells whether a browser has it already."""

    status: int
    language: str
    packed: bytes
    tag: str
    media_type: str = HTML

    @classmethod
    def of(cls, body: bytes, language: str, status: int = 200, media_type: str = HTML) -> "Answer":
        """Pack a document."""
        tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        return cls(status, language, gzip.compress(body, HARD), tag, media_type)

    def response(self, scope: Scope, more: Mapping[str, str] = MappingProxyType({})) -> Response:
        """Answer a request with it, with nothing but its tag where the browser has it; `more` are further headers."""
        headers = {"content-language": self.language, "vary": "accept-encoding", "etag": self.tag, **more}
        headers["cache-control"] = "no-store" if settings.is_preview() else "no-cache"
        if self.status == 200 and has(scope, self.tag):
            return Response(status_code=304, headers=headers)
        packed = "gzip" in encodings(scope)
        if packed:
            headers["content-encoding"] = "gzip"
        body = self.packed if packed else gzip.decompress(self.packed)
        return Response(body, self.status, headers, self.media_type)


def has(scope: Scope, tag: str) -> bool:
    """Say whether whoever asks has what this tag names already."""
    return any(tag in named for named in Headers(scope=scope).getlist("if-none-match"))


class FirstContent:
    """Answers pages at once, and what is no page with 404, where Streamlit would send its empty page."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute]) -> None:
        self.app = app
        self.routes = routes

    def _is_elsewhere(self, scope: Scope) -> bool:
        files = any(part in scope["path"] for part in ("/static/", "/media/", "/_stcore/"))
        return files or any(route.matches(scope)[0] == Match.FULL for route in self.routes)

    def _at_the_top(self, scope: Scope) -> Scope:
        """Return what asks for one of our own routes below the server's path as if it lay at the top, as they do."""
        base = studies.base()
        if not base or scope["type"] != "http" or not scope["path"].startswith(f"{base}/"):
            return scope
        path = scope["path"].removeprefix(base)
        inner = {**scope, "path": path, "raw_path": path.encode()}
        return inner if any(route.matches(inner)[0] != Match.NONE for route in self.routes) else scope

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope = self._at_the_top(scope)
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or self._is_elsewhere(scope):
            await self.app(scope, receive, send)
            return
        base = studies.base()
        path = scope["path"].removeprefix(base) if scope["path"].startswith(f"{base}/") else ""
        if elsewhere := _one_place(scope["path"], base):
            query = scope["query_string"].decode("latin-1")
            await RedirectResponse(elsewhere + (f"?{query}" if query else ""), 308)(scope, receive, send)
            return
        if path in PATHS:
            await (await run_in_threadpool(_page, scope, path)).response(scope)(scope, receive, send)
            return
        empty = False

        async def send_page(message: Message) -> None:
            nonlocal empty
            if message["type"] == "http.response.start":
                length = Headers(raw=message["headers"]).get("content-length")
                empty = message["status"] == 200 and length == str(len(document.ORIGINAL))
            if not empty:
                await send(message)

        await self.app(_plainly(scope), receive, send_page)
        if empty:
            await (await run_in_threadpool(_missing, scope)).response(scope)(scope, receive, send)


def _one_place(path: str, base: str) -> str:
    """Return where a page lies that is asked for with a slash too many, or the first one with one too few; else ""."""
    if base and path == base:
        return f"{base}/"
    shorter = path.rstrip("/")
    return shorter if shorter != path and shorter.startswith(base) and shorter.removeprefix(base) in PATHS else ""


def _page(scope: Scope, path: str) -> Answer:
    """Return the page of a path; where it cannot be written, Streamlit's document, which says why."""
    language = document.language(scope)

    def made(head: str, body: str, language: str) -> Answer:
        return Answer.of(document.page(language, head, body), language)

    try:
        written = plain.write(path, _asked(scope), _server(scope), made)
    except NotShown as state:
        head, body = plain.not_shown(path, _asked(scope), state, language)
        return Answer.of(document.alone(language, head, body), language, state.status)
    except Exception as error:
        errors.note(error)
        written = None
    return written or Answer.of(document.page(language), language)


def _missing(scope: Scope) -> Answer:
    """Say that there is no such page and lead on."""
    language = document.language(scope)
    head, body = plain.missing(language, studies.base())
    return Answer.of(document.alone(language, head, body), language, 404)


def _asked(scope: Scope) -> dict[str, list[str]]:
    return parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)


def _server(scope: Scope) -> str:
    """Return where this server is asked, as the browser knows it."""
    return f"{scope['scheme']}://{Headers(scope=scope).get('host', '')}"


def _plainly(scope: Scope) -> Scope:
    """Ask for the whole page as it is: only so can it be told from others by its length."""
    dropped = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in dropped]}
