"""A deck as one HTML document for a projector: large letters, keys, and nothing that needs a network."""

from functools import cache
from pathlib import Path

from dashboard.html import markup
from dashboard.html.policy import alone
from dashboard.kept.presentation import Portfolio
from dashboard.kept.screens import of_deck
from dashboard.kept.thumbnails import thumbnail
from dashboard.values import colours

HERE = Path(__file__).parent


def document(portfolio: Portfolio, newest: str, back: str, codes: dict[str, tuple[str, str]]) -> str:
    """Return a deck as one HTML document.

    `newest` is asked for a newer package, `back` leads to the page the deck was put together on; `codes` are
    (address, QR code as SVG) by view.
    """
    cut = of_deck(portfolio)
    return markup.render(
        "stage.html",
        p=portfolio,
        t=portfolio.texts,
        screens=cut,
        thumbnails=[thumbnail(screen) for screen in cut],
        version=portfolio.hash,
        newest=newest,
        back=back,
        codes=codes,
        tools=portfolio.texts.stage_do,
        colours=colours.variables(":root", colours.STAGE),
        style=_file("../html/thumbnail.css") + _file("stage.css"),
        script=_script(),
        policy=policy(),
    )


@cache
def policy() -> str:
    """Return the content security policy of the document: its own script, its own style, nothing foreign."""
    return alone(_script(), "font-src 'self'", "connect-src 'self'")


@cache
def _script() -> str:
    return "".join(map(_file, ("stage.js", "stage_copy.js", "remote_link.js", "stage_remote.js")))


@cache
def _file(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
