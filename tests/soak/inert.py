"""Whether a text of a hostile package is only a text in what the dashboard makes of it: page, file, sheet, drawing."""

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

from pypdf import PdfReader

from tests.soak.payloads import CANARY, MARK

FETCHED = {"src", "srcset", "poster", "data", "background", "xlink:href", "formaction", "action", "ping", "manifest"}
LED = {"link", "use", "image", "base", "script", "feimage", "iframe"}
"""Elements whose `href` is fetched or obeyed."""
ACTIVE = {"iframe", "object", "embed", "base", "applet", "frame", "foreignobject", "portal", MARK}
OWN = ("data:", "blob:", "#", "/", "mailto:")
PASSWD = "root:x:0"


class Markup(HTMLParser):
    """Collects what a browser would run or fetch of a document."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script" and ("type", "application/json") not in attributes
        if tag in ACTIVE:
            self.found.append(f"an active element: <{tag}>")
        if tag == "meta" and ("http-equiv", "refresh") in [(k, (v or "").lower()) for k, v in attributes]:
            self.found.append("an active element: <meta refresh>")
        for name, value in attributes:
            self._attribute(tag, name, (value or "").strip())

    def _attribute(self, tag: str, name: str, value: str) -> None:
        plain = re.sub(r"\s", "", value.lower())
        if (name.startswith("on") and MARK in value) or plain.startswith(("javascript:", "vbscript:")):
            self.found.append(f"an attribute that runs: {name}={value[:40]}")
        elif name in FETCHED or (name == "href" and tag in LED):
            if value and (not value.startswith(OWN) or value.startswith("//")):
                self.found.append(f"a foreign address that is fetched: {tag} {name}={value[:60]}")
        elif name == "style" and "url(" in value and CANARY in value:
            self.found.append(f"a foreign address that is fetched: style {value[:60]}")


def html(text: str, scripts: int) -> list[str]:
    """Return what is wrong with markup that may hold `scripts` scripts of our own."""
    parser = Markup()
    parser.feed(text)
    parser.close()
    if parser.scripts != scripts:
        parser.found.append(f"{parser.scripts} scripts instead of {scripts}")
    for style in re.findall(r"<style[^>]*>(.*?)</style", text, re.DOTALL):
        if CANARY in style:
            parser.found.append("a foreign address in a style")
    return parser.found


def formula(cell: str) -> str:
    """Return the sign that makes a spreadsheet compute a cell, as the first that shows; "" where it is text."""
    seen = "".join(c for c in cell if unicodedata.category(c) not in ("Cf", "Cc", "Zs", "Cn", "Mn") and c != "\u3164")
    sign = unicodedata.normalize("NFKC", seen[:1])
    return seen[0] if sign in ("=", "+", "-", "@") and not re.fullmatch(r"[+-]?[\d.,]+", seen) else ""


def _csv(content: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"):
        for cell in row:
            if sign := formula(cell):
                yield f"a formula{' (full width)' if ord(sign) > 127 else ''}: {cell[:40]!a}"


def _xml_parts(content: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xlsx", ".bin")) and zipfile.is_zipfile(io.BytesIO(archive.read(name))):
                yield from ((f"{name}/{inner}", text) for inner, text in _xml_parts(archive.read(name)))
            elif name.endswith((".xml", ".rels", ".vml")):
                yield name, archive.read(name).decode("utf-8")


def _office(content: bytes) -> Iterator[str]:
    for name, text in _xml_parts(content):
        if re.search(r"<(?:\w+:)?f[ >]", text) and "worksheets/" in name:
            yield f"a formula: in {name}"
        if "externalLink" in name or "vbaProject" in name:
            yield f"an active part: {name}"
        if name.endswith(".rels"):
            yield from (
                f"a foreign address: {name} leads to {to[:60]}"
                for to in re.findall(r'Target="([^"]*)"', text)
                if CANARY in to
            )


def _pdf(content: bytes) -> Iterator[str]:
    reader = PdfReader(io.BytesIO(content))
    for number in {*reader.xref.get(0, {}), *reader.xref_objStm}:
        held = str(reader.get_object(number))
        yield from (f"{key} in the PDF" for key in ("/JavaScript", "/JS'", "/Launch", "/EmbeddedFile'") if key in held)
        if "/URI" in held and CANARY in held:
            yield f"a link to {CANARY}"
    if any(PASSWD in page.extract_text() for page in reader.pages):
        yield "/etc/passwd was read"


def _svg(content: bytes) -> Iterator[str]:
    yield from html(content.decode("utf-8"), 0)


def _txt(content: bytes) -> Iterator[str]:
    text = content.decode("utf-8")
    turning = [
        f"{ord(c):04x}" for c in text if unicodedata.bidirectional(c) in ("RLO", "LRO", "RLE", "LRE", "RLI", "LRI")
    ]
    if turning:
        yield f"turns letters round: {sorted(set(turning))}"
    if PASSWD in text:
        yield "/etc/passwd was read"


def _png(content: bytes) -> Iterator[str]:
    if not content.startswith(b"\x89PNG"):
        yield "no picture"


CHECKS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "csv": _csv, "xlsx": _office, "pptx": _office, "pdf": _pdf, "svg": _svg, "txt": _txt, "png": _png,
}  # fmt: skip


def file(ending: str, content: bytes, scripts: int = 0) -> list[str]:
    """Return what is wrong with a file of a kind; `scripts` are our own in an HTML file."""
    if ending == "html":
        return html(content.decode("utf-8"), scripts)
    try:
        return list(CHECKS[ending](content))
    except Exception as error:
        return [f"cannot be read: {type(error).__name__} {error}"[:120]]
