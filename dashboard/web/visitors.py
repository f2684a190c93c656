"""Who may read: whoever came by a name this server goes by, and to a preview only who holds its key.

A page elsewhere can let its own name point to this computer (DNS rebinding) and read what is served here in the
browser of whoever opened it. An IP address cannot be bent that way, a name can, so names must be known.
"""

import ipaddress
import logging
import os
import re
import secrets
import signal
import socket
import sys
import threading
import time
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard import settings, texts
from dashboard.html import markup
from dashboard.selection.pages import ADDRESSES
from dashboard.values import colours

LOG = logging.getLogger("befundatlas")
ENTRY = "zugang"
"""The parameter of the address a preview prints: its key, good once."""
MOST_TOLD = 50


class Visitors:
    """Refuses foreign names, pages of others that open a connection, and in a preview whoever has no key to it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.key = Key() if settings.is_preview() else None
        self.told: set[str] = set()
        if self.key:
            threading.Thread(target=self.key.wait, name="preview", daemon=True).start()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await refusal(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _refusal(self, scope: Scope) -> Response | None:
        """Return what to answer instead, None where the visitor may pass."""
        if not is_known(scope, preview=self.key is not None) or not (_is_own_page(scope) or may_be_read(scope)):
            self._tell(Headers(scope=scope).get("host", ""))
            return _page("foreign", 421)
        if self.key is None:
            return None
        entry = self.key.enter(scope)
        return entry if entry or self.key.fits(scope) else _page("closed", 403)

    def _tell(self, host: str) -> None:
        if host not in self.told and len(self.told) < MOST_TOLD:
            self.told.add(host)
            LOG.warning(
                "refused: %r is no name of this server (BEFUNDATLAS_HOSTS), or a foreign page asked", host[:100]
            )


class Key:
    """The key to a preview: a word in the address the console prints, which one browser changes for a cookie."""

    def __init__(self) -> None:
        self._word = ""
        self._cookie = secrets.token_urlsafe(32)

    def wait(self) -> None:
        """Take the word from whoever started this process; when that one ends, however it ends, end too.

        It comes through the standard input: arguments can be read by every user of a computer.
        """
        self._word = sys.stdin.readline().strip()
        sys.stdin.read()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(5)
        os._exit(1)

    def enter(self, scope: Scope) -> Response | None:
        """Return the way in for the address with the word; for anybody who comes with it later there is none."""
        said = parse_qs(scope["query_string"].decode("latin-1")).get(ENTRY, [""])[0]
        if not said or scope["type"] != "http" or scope["method"] != "GET":
            return None
        onward = RedirectResponse("/", status_code=303, headers={"cache-control": "no-store"})
        if self.fits(scope):
            return onward
        if not self._word or not _same(said, self._word):
            return None
        self._word = ""
        onward.set_cookie(_cookie_name(scope), self._cookie, path="/", httponly=True, samesite="strict")
        return onward

    def fits(self, scope: Scope) -> bool:
        """Say whether a request carries the cookie."""
        return _same(HTTPConnection(scope).cookies.get(_cookie_name(scope), ""), self._cookie)


def _cookie_name(scope: Scope) -> str:
    """Name the port: browsers share cookies between all ports of a computer, and previews may run side by side."""
    return f"befundatlas-vorschau-{scope['server'][1]}"


def _same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode(), other.encode())


def is_known(scope: Scope, *, preview: bool = False) -> bool:
    """Say whether a request names this server as it is known.

    Always: this computer's own names for itself. Then those of BEFUNDATLAS_ADRESSE and BEFUNDATLAS_HOSTS; and where the
    request came in over a network, IP addresses and the computer's name. A preview knows the first alone.
    """
    hosts = Headers(scope=scope).getlist("host")
    name = host_of(hosts[0]) if len(hosts) == 1 else ""
    address = _address(name)
    if name == "localhost" or (address and (address.is_loopback or (address.is_unspecified and not preview))):
        return True
    if preview or not name:
        return False
    given = _given(settings.address(), settings.hosts())
    return name in given or (_came_from_outside(scope) and (address is not None or name in _own_names()))


def host_of(netloc: str) -> str:
    """Return the name in "name:port" in small letters, an IPv6 address without brackets, "" where it is malformed."""
    found = re.fullmatch(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9_.-]+))(?::[0-9]{1,5})?", netloc.lower())
    return (found[1] or found[2]).removesuffix(".") if found else ""


def _is_own_page(scope: Scope) -> bool:
    """Say whether the page that asks is one of this server's, as far as the browser names it.

    Streamlit asks the same; but whether it knows a foreign one it finds out by asking the internet for its own address.
    """
    headers = Headers(scope=scope)
    return all(origin.partition("://")[2] == headers.get("host") for origin in headers.getlist("origin"))


def may_be_read(scope: Scope) -> bool:
    """Say whether any page may ask for this: figures of a server whose owner said so, in no one's name."""
    reads = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
    return reads and scope["path"] in ADDRESSES and settings.is_open()


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _came_from_outside(scope: Scope) -> bool:
    """Say whether the connection was made to an address that others can reach."""
    address = _address(str((scope.get("server") or ("",))[0]))
    return address is not None and not address.is_loopback


@cache
def _given(public: str, hosts: str) -> frozenset[str]:
    """Return the names of the two settings, with or without scheme, port and umlauts."""
    names = set()
    for text in (public.strip(), *(host.strip() for host in hosts.split(","))):
        try:
            name = text if _address(text) else urlsplit(text if "//" in text else f"//{text}").hostname or ""
            names.add(name.lower() if _address(name) else name.removesuffix(".").encode("idna").decode())
        except ValueError:
            LOG.error("BEFUNDATLAS_ADRESSE, BEFUNDATLAS_HOSTS: %r is no name of a computer", text[:100])
    return frozenset(names - {""})


@cache
def _own_names() -> frozenset[str]:
    name = socket.gethostname().lower()
    short = name.split(".")[0]
    return frozenset((name, short, f"{short}.local"))


def _page(kind: str, status: int) -> Response:
    """Say in both languages why there is nothing to read here: whose language it is nobody knows yet."""
    html = markup.render("refused.html", kind=kind, languages=texts.LANGUAGES.values(), style=_style())
    return HTMLResponse(html, status_code=status, headers={"cache-control": "no-store"})


@cache
def _style() -> str:
    return colours.variables(".stApp", colours.LIGHT, colours.DARK) + (Path(__file__).parent / "refused.css").read_text(
        encoding="utf-8"
    )
