"""The content security policy of documents with a script of their own."""

import base64
import hashlib


def alone(script: str, *more: str) -> str:
    """Allow a document its own script and styles and nothing foreign; `more` are further directives."""
    directives = (
        "default-src 'none'",
        f"script-src {digest(script.encode())}",
        "style-src 'unsafe-inline'",
        "img-src data:",
        *more,
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(directives)


def digest(script: bytes) -> str:
    """Return the source expression that allows one script by its content."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
