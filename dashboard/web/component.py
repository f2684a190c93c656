"""Our own HTML inside Streamlit: one component whose links move inside the app and whose buttons copy."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.exports.forms import FORMS
from dashboard.selection import deck

SCRIPT = Path(__file__).parent / "script"


def show(html: str, key: str, language: str, on_absent: Callable[[str], None] | None = None) -> None:
    """Show our own HTML; `key` is unique on the page.

    `on_absent` is told the id an address names behind "#" that is not in the HTML: only the browser knows it.
    """
    # As bytes: a dictionary would be written as JSON twice, its umlauts and quotation marks escaped.
    data = f"{language} {'asks' if on_absent else ''}\n{html}".encode()
    told = {"on_absent_change": lambda: on_absent(st.session_state[key].absent)} if on_absent else {}
    _markup()(data=data, key=key, **told)


@st.cache_resource(show_spinner=False)
def _markup() -> Callable[..., Any]:
    return st.components.v2.component("befundatlas", js=_script(), isolate_styles=False)


@cache
def _script() -> str:
    """Return the parts of the script as one, with what the server knows better: a component takes one text."""
    holding = [form.ending for form in FORMS.values() if form.holds_notes]
    known = f"const MOST = {deck.MOST}\nconst HOLD_NOTES = {json.dumps(holding)}\n"
    return "\n".join([*(path.read_text(encoding="utf-8") for path in sorted(SCRIPT.glob("*.js"))), known])
