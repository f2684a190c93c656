"""The page of a phone that steps through a talk: it holds buttons and a number, and nothing of the study."""

from functools import cache
from pathlib import Path

from dashboard.html import markup
from dashboard.html.policy import alone
from dashboard.texts import LANGUAGES
from dashboard.values import colours

HERE = Path(__file__).parent


@cache
def document(language: str) -> str:
    """Return the page in one language."""
    return markup.render(
        "remote.html",
        t=LANGUAGES[language],
        colours=colours.variables(":root", colours.LIGHT, colours.DARK),
        style=_file("remote.css"),
        script=_script(),
        policy=policy(),
    )


@cache
def policy() -> str:
    """Return the content security policy of the page: its own script, its own style, nothing foreign."""
    return alone(_script(), "font-src 'self'", "connect-src 'self'")


@cache
def _script() -> str:
    return _file("remote_link.js") + _file("remote.js")


@cache
def _file(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
