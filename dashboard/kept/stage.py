"""A deck as one HTML document for a projector: large letters, keys, and nothing that needs a network."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from dashboard.html import markup
from dashboard.kept.presentation import Portfolio
from dashboard.kept.screens import screens
from dashboard.values import colours

HERE = Path(__file__).parent


def document(portfolio: Portfolio, newest: str, back: str, codes: dict[str, tuple[str, str]]) -> str:
    """Return a deck as one HTML document.

    `newest` is asked for a newer package, `back` leads to the page the deck was put together on; `codes` are
    (address, QR code as SVG) by view.
    """
    return markup.render(
        "stage.html",
        p=portfolio,
        t=portfolio.texts,
        screens=[screen for shown in portfolio.shown for screen in screens(shown, portfolio)],
        version=portfolio.hash,
        newest=newest,
        back=back,
        codes=codes,
        tools=portfolio.texts.stage_do,
        colours=colours.stage_variables(),
        style=_file("stage.css"),
        script=_file("stage.js"),
        policy=policy(),
    )


@cache
def policy() -> str:
    """Return the content security policy of the document: its own script, its own style, nothing foreign."""
    digest = base64.b64encode(hashlib.sha256(_file("stage.js").encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:; "
        "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
    )


@cache
def _file(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
