"""The one page Streamlit serves, as readers here get it: in their language, without what is not ours.

It is a shell: what introduces a page goes into its head, the page itself before the element Streamlit draws in.
"""

import hashlib
import json
import re
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st
from starlette.types import Scope

from dashboard import texts
from dashboard.values import colours

HERE = Path(__file__).parent
STREAMLIT = Path(st.__file__).resolve().parent / "static"
ORIGINAL = (STREAMLIT / "index.html").read_bytes()
WIDGETS = ("BidiComponent", "ButtonGroup", "Multiselect", "Selectbox", "TextInput")
"""The parts of Streamlit that every page has."""
SHEETS = ("plain.css", "persons.css", "thumbnail.css", "style.css")
LATER = r'<(?:script type="module"|link rel="(?:modulepreload|stylesheet)")[^>]*>(?:</script>)?'
"""What Streamlit itself needs: the first content does not wait for it, and fetches it once it is drawn."""
FIRST = '<script fetchpriority="high" '
"""Of a script that is put into a page a browser would otherwise ask after all the rest."""
LATE = "befundatlas.js"
INTRODUCTION, CONTENT = "<!-- befundatlas: introduction -->", "<!-- befundatlas: content -->"


def language(scope: Scope) -> str:
    """Return the first language known of those an address asks for, else German."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [])
    return next((one for one in asked if one in texts.LANGUAGES), "de")


def scripts() -> list[bytes]:
    """Return the scripts that stand in a page, for the policy that allows them and no others."""
    return re.findall(rb"<script>(.*?)</script>", shell("de").encode(), re.DOTALL)


def page(language: str, head: str = "", body: str = "") -> bytes:
    """Return Streamlit's page in a language around a head and a body of ours."""
    around = shell(language)
    head = head or "<title>Befundatlas</title>"
    body = body or f"<noscript><p>{texts.LANGUAGES[language].needs_script}</p></noscript>"
    return around.replace(INTRODUCTION, head, 1).replace(CONTENT, body, 1).encode()


def alone(language: str, head: str, body: str) -> bytes:
    """Return a page of ours without Streamlit, where it has nothing to show."""
    start = f'<!DOCTYPE html><html lang="{language}"><head><meta charset="UTF-8">'
    sized = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    return f"{start}{sized}{head}</head><body><style>{style()}</style>{body}</body></html>".encode()


@cache
def shell(language: str) -> str:
    """Return Streamlit's page with places for ours. Raises RuntimeError if Streamlit writes it in another way."""
    words = texts.LANGUAGES[language]
    original = ORIGINAL.decode()
    later = re.findall(LATER, original)
    written = re.sub(LATER, "", original)
    for pattern, ours in (
        (r'<html lang="en">', f'<html lang="{language}">'),
        (r"<title>Streamlit</title>", INTRODUCTION),
        (r'\./static/media/SourceSansVF-Upright[^"]*', "./fonts/BefundatlasSans.woff2"),
        # Whose page it is stays in it; the licence is named as programs name it, a hundredth of what a page weighs.
        (
            r"Licensed under the Apache License, .*?limitations under the License\.",
            "SPDX-License-Identifier: Apache-2.0",
        ),
        # The comment above the link to Streamlit's interface for programs goes with it.
        (r'<!--(?:(?!-->).)*-->\s*<link rel="service-desc"[^>]*>', ""),
        # For a service that draws pages for search engines, which read ours as they come.
        (r"<!--(?:(?!-->).)*-->\s*<script>\s*window.prerenderReady = false\s*</script>", ""),
        # Behind the head, where Streamlit adds its styles: of rules that weigh the same ours come last.
        (
            r'<div id="root"></div>',
            f'<style>{style()}</style>{_late()}{CONTENT}{_waiting(words)}<div id="root"></div>'
            f'<template id="befundatlas-later">{_later(later)}</template>'
            f"<script>{_script('plain.js')}</script>",
        ),
        (r"<noscript>.*?</noscript>", ""),
    ):
        found = re.findall(pattern, written, flags=re.DOTALL)
        if len(found) != 1:
            raise RuntimeError(f"Streamlit's page has {len(found)} of {pattern}")
        written = written.replace(found[0], ours)
    if sum(part.startswith("<script") for part in later) != 1:
        raise RuntimeError(f"Streamlit's page starts with {later}")
    return re.sub(r"\s*\n\s*", "\n", written)


def _later(named: list[str]) -> str:
    """Return what Streamlit's page names, the script first, and what it would ask for once it is to be drawn."""
    parts = json.loads((STREAMLIT / "manifest.json").read_text(encoding="utf-8"))
    needed = [name for name in parts if Path(name).stem in WIDGETS]
    for name in needed:
        needed += [other for other in parts[name].get("imports", ()) if other not in needed]
    files = [file for file in (parts[name]["file"] for name in needed) if file.encode() not in ORIGINAL]
    more = [f'<link rel="modulepreload" crossorigin href="./{file}">' for file in files]
    return "".join(named + more).replace("<script ", FIRST)


def _late() -> str:
    """Return what asks for our script beside the page, early: a press before it has come is lost."""
    return f'<script defer src="./{LATE}?{hashlib.sha256(late().encode()).hexdigest()[:8]}"></script>'


@cache
def style() -> str:
    """Return our style sheets with their colours and the words only a style can place."""
    folder = HERE.parent / "html"
    sheet = "".join((folder / name).read_text(encoding="utf-8") for name in SHEETS)
    placed = "".join(
        f"html[lang={name}] [data-testid=stExpandSidebarButton]::after{{content:'{said.menu}'}}"
        for name, said in texts.LANGUAGES.items()
    )
    # every page carries it: without comments, line ends, and blanks no style sheet needs
    blanks = r"/\*.*?\*/|\s*\n\s*|(?<=[{};,])\s+|(?<=[a-z]:) +|\s+(?=[{}])|;\s*(?=})| (?=>)|(?<=>) "
    written = re.sub(blanks, "", sheet, flags=re.DOTALL)
    coloured = ".stApp,.plainpage,#befundatlas-waiting"
    return f"{colours.variables(coloured, colours.LIGHT, colours.DARK)}{written}{placed}"


@cache
def late() -> str:
    """Return the script that is asked for beside the page: no first paint waits for it."""
    return _script("waiting.js", "script/copy.js", "plain_line.js")


def _script(*parts: str) -> str:
    written = "\n".join((HERE / part).read_text(encoding="utf-8") for part in parts)
    return re.sub(r"^\s*(?://.*\s+)*", "", written, flags=re.MULTILINE)


def _waiting(words: texts.Texts) -> str:
    return (
        f'<div id="befundatlas-waiting" role="status" hidden data-crowded="{escape(words.crowded)}" '
        f'data-away="{escape(words.away)}"></div>'
    )
