"""The security headers of every answer, and the addresses of Streamlit's that nobody here needs."""

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import settings
from dashboard.html.policy import digest
from dashboard.web import document

_HASHES = " ".join(map(digest, document.scripts()))
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
CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/upload_file")
"""Metrics for machines nobody has, an interface that reads the app without its page, files nobody needs to send."""

REFUSAL = "websocket.http.response"
"""How a connection that was never opened is refused with an answer of one's own."""


class Headers:
    """Adds the security headers to whatever is answered inside."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answered = False

        async def send_with_headers(message: Message) -> None:
            nonlocal answered
            if message["type"] == "websocket.close" and not answered and REFUSAL in scope.get("extensions", {}):
                # As it stands the server would make a bare 403 of it.
                await send_with_headers({"type": f"{REFUSAL}.start", "status": 403, "headers": []})
                message = {"type": f"{REFUSAL}.body", "body": b""}
            answered = True
            if message["type"] in ("http.response.start", f"{REFUSAL}.start"):
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if not settings.is_indexed():
                    headers.setdefault("x-robots-tag", "noindex")
            await send(message)

        await self.app(scope, receive, send_with_headers)


class Closed:
    """Answers what lies at a closed address as if it was not there."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and any(closed in scope["path"] for closed in CLOSED):
            await PlainTextResponse("not found\n", status_code=404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)
