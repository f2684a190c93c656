"""The one page Streamlit serves, as readers here get it: in their language, without what is not ours."""

import gzip
import re
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import texts
from dashboard.values import colours

ORIGINAL = (Path(st.__file__).resolve().parent / "static" / "index.html").read_bytes()
HEAD = f"""<style>
      [data-testid=stSkipToContent] {{ display: none }} /* English, and it stands before ours */
      #befundatlas-waiting {{ position: fixed; inset: 0 0 auto; z-index: 1000000; padding: 1rem; text-align: center;
        font: 1rem/1.5 "Source Sans", sans-serif; color: {colours.LIGHT.ink}; background: {colours.LIGHT.panel};
        border-bottom: 1px solid {colours.LIGHT.line} }}
      #befundatlas-waiting[hidden] {{ display: none }}
      @media (prefers-color-scheme: dark) {{ #befundatlas-waiting {{ color: {colours.DARK.ink};
        background: {colours.DARK.panel}; border-color: {colours.DARK.line} }} }}
    </style>
    <script>{(Path(__file__).parent / "waiting.js").read_text(encoding="utf-8")}</script>"""


def language(scope: Scope) -> str:
    """Return the language an address asks for, German where it asks for none that is known."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", ["de"])[0]
    return asked if asked in texts.LANGUAGES else "de"


@cache
def page(language: str) -> bytes:
    """Return Streamlit's page in a language. Raises RuntimeError if Streamlit writes it in another way."""
    words = texts.LANGUAGES[language]
    written = ORIGINAL.decode()
    for pattern, ours in (
        (r'<html lang="en">', f'<html lang="{language}">'),
        (r"<title>Streamlit</title>", "<title>Befundatlas</title>"),
        # The comment above the link to Streamlit's interface for programs goes with it.
        (r'<!--(?:(?!-->).)*-->\s*<link rel="service-desc"[^>]*>', HEAD),
        # Behind the head, where Streamlit adds its styles: of rules that weigh the same ours come last.
        (r'<div id="root"></div>', f'<style>{style()}</style>{_waiting(words)}<div id="root"></div>'),
        (r"<noscript>.*?</noscript>", f"<noscript><p>{words.needs_script}</p></noscript>"),
    ):
        found = re.findall(pattern, written, flags=re.DOTALL)
        if len(found) != 1:
            raise RuntimeError(f"Streamlit's page has {len(found)} of {pattern}")
        written = written.replace(found[0], ours)
    return written.encode()


def style() -> str:
    """Return our style sheet with its colours and the words only a style can place, in the page's language."""
    sheet = (Path(__file__).parents[1] / "html" / "style.css").read_text(encoding="utf-8")
    placed = "".join(
        f"html[lang={name}] [data-testid=stExpandSidebarButton]::after{{content:'{said.menu}'}}"
        for name, said in texts.LANGUAGES.items()
    )
    return f"{colours.variables('.stApp', colours.LIGHT, colours.DARK)}{sheet}{placed}"


def _waiting(words: texts.Texts) -> str:
    return (
        f'<div id="befundatlas-waiting" role="status" hidden data-crowded="{escape(words.crowded)}" '
        f'data-away="{escape(words.away)}"></div>'
    )


@cache
def packed(language: str) -> bytes:
    """Return the same page, compressed."""
    return gzip.compress(page(language), 9)


class Document:
    """Puts our page where Streamlit answers with its own: at every address that is nothing else."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute]) -> None:
        self.app = app
        self.routes = routes

    def _is_elsewhere(self, scope: Scope) -> bool:
        files = any(part in scope["path"] for part in ("/static/", "/media/", "/_stcore/"))
        return files or any(route.matches(scope)[0] != Match.NONE for route in self.routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or self._is_elsewhere(scope):
            await self.app(scope, receive, send)
            return
        compressed = "gzip" in Headers(scope=scope).get("accept-encoding", "")
        body = (packed if compressed else page)(language(scope))
        replaced = False

        async def send_page(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                replaced = message["status"] == 200 and headers.get("content-length") == str(len(ORIGINAL))
                if replaced:
                    _describe(headers, len(body), language(scope), compressed=compressed)
                    message = {**message, "headers": headers.raw}
            elif replaced:
                if message.get("more_body"):
                    return
                message = {"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body}
            await send(message)

        await self.app(_plainly(scope), receive, send_page)


def _plainly(scope: Scope) -> Scope:
    """Ask for the whole page as it is: only so can it be told from others by its length."""
    dropped = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in dropped]}


def _describe(headers: MutableHeaders, length: int, language: str, *, compressed: bool) -> None:
    for name in ("etag", "last-modified", "accept-ranges"):
        del headers[name]
    headers["content-length"] = str(length)
    headers["content-language"] = language
    headers["vary"] = "accept-encoding"
    if compressed:
        headers["content-encoding"] = "gzip"
