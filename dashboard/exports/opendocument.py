"""What spreadsheet and text of the OpenDocument kind share: an empty file in the reader's language, elements, words."""

import io
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from lxml import etree
from odfdo import Document, Element

from dashboard.exports.clean import clean
from dashboard.kept.presentation import Portfolio

NAMESPACES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{place}:1.0"
    for name, place in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
} | {"xlink": "http://www.w3.org/1999/xlink"}
COUNTRIES = {"de": "DE", "en": "GB"}
THUMBNAIL = "Thumbnails/thumbnail.png"
Attributes = Mapping[str, str]


def begun(kind: str, portfolio: Portfolio) -> Document:
    """Return an empty document ("spreadsheet", "text") with title and language, of whose template nothing is told."""
    document = Document(kind)
    document.body.clear()
    meta = document.meta
    meta.title = clean(portfolio.title)
    meta.description = clean(f"{portfolio.version} {portfolio.notice}".strip())
    language = portfolio.texts.language
    meta.language = f"{language}-{COUNTRIES[language]}"
    for told in meta.get_elements("//meta:user-defined | //meta:document-statistic"):
        told.delete()
    spoken = {"fo:language": language, "fo:country": COUNTRIES[language]}
    for style in document.styles.get_elements("//style:default-style/style:text-properties"):
        for name, value in spoken.items():
            style.set_attribute(name, value)
    for numbers in document.styles.get_elements("//text:outline-style"):
        numbers.delete()  # headings carry none
    for name in ("ooo:view-settings", "ScriptConfiguration"):
        for setting in document.settings.get_elements(f"//*[@config:name='{name}']"):
            setting.delete()  # they name sheets of the template
    if THUMBNAIL in document.get_parts():
        document.del_part(THUMBNAIL)  # a picture of the template's first page, not of ours
    return document


def written(document: Document) -> bytes:
    """Return a document as the bytes of its file."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def styled(document: Document, markup: str, part: str = "content.xml", place: str = "office:automatic-styles") -> None:
    """Add styles to a document; the markup is this program's own."""
    declared = " ".join(f'xmlns:{name}="{address}"' for name, address in NAMESPACES.items())
    above: Any = document.get_part(part)
    above = above.get_element(f"//{place}")
    for style in etree.fromstring(f"<all {declared}>{markup}</all>"):
        above.append(Element.from_tag(style))


def element(tag: str, attributes: Attributes | None = None, *inside: Any) -> Any:
    """Return an element by names as they stand in a file: "table:table-row"; attributes likewise."""
    named = {_full(name): value for name, value in (attributes or {}).items()}
    made = etree.Element(_full(tag), named, nsmap=NAMESPACES)
    made.extend(inside)
    return made


def paragraph(text: str, style: str = "", tag: str = "text:p", attributes: Attributes | None = None) -> Any:
    """Return a paragraph; line breaks, tabs and spaces side by side are elements of their own."""
    own = {"text:style-name": style} if style else {}
    made = element(tag, {**own, **(attributes or {})})
    write(made, text)
    return made


def write(into: Any, text: str) -> None:
    """Write words at the end of an element."""
    for part in re.split(r"(\n|\t|  +)", clean(text)):
        if part == "\n":
            into.append(element("text:line-break"))
        elif part == "\t":
            into.append(element("text:tab"))
        elif part.startswith("  "):
            into.append(element("text:s", {"text:c": str(len(part))}))
        elif part and len(into):
            into[-1].tail = (into[-1].tail or "") + part
        elif part:
            into.text = (into.text or "") + part


@cache
def _full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"
