"""XML from elsewhere: no DTD, no entities, no network, bounded in size and depth; names without their namespaces."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from publish.imports.project import Unreadable

LARGEST = 64_000_000
DEEPEST = 200
HEAD = 1 << 16
# Groups that never give back what they took: else a crafted beginning would take for ever.
BEFORE = r"(?>\s|<\?.*?\?>|<!--.*?-->)*+"
DOCTYPE = re.compile(BEFORE + "<!DOCTYPE", re.DOTALL)
ROOT = re.compile(
    BEFORE + r"(?><!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)?" + BEFORE + r"<(?:[\w.-]+:)?([^\W\d][\w.-]*)", re.DOTALL
)
Element = Any
"""An element of lxml, which has no types."""


def parse(content: bytes, root: str, file: str) -> Element:
    """Return the root of a document. Raise Unreadable: no XML, a DTD, too deep, too large, another root."""
    if len(content) > LARGEST:
        raise Unreadable("xml_too_large", file, LARGEST // 1_000_000)
    if DOCTYPE.match(_decoded(content)):
        raise Unreadable("xml_doctype", file)
    # Without huge_tree libxml2 itself ends at 256 levels, 10 MB of one text, and entities that grow.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        found = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in (error.msg or ""):
            raise Unreadable("xml_too_deep", file, DEEPEST) from None
        line = max(1, error.lineno or 1)
        raise Unreadable("no_xml", file, line, row=line) from None
    except (LookupError, ValueError):  # an encoding nobody knows
        raise Unreadable("no_xml", file, 1, row=1) from None
    if found.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("xml_doctype", file)
    if name(found) != root:
        raise Unreadable("xml_other_root", file, root, name(found)[:40])
    _require_shallow(found, file)
    return found


def root_of(head: bytes) -> str:
    """Return the local name of the root element of a document that begins so; "" where it begins otherwise."""
    found = ROOT.match(_decoded(head))
    return found[1] if found else ""


def name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """Return the elements right below that have one of these names, in their order; all where none is given."""
    return (child for child in element if not names or name(child) in names)


def below(element: Element, *path: str) -> Iterator[Element]:
    """Return the elements at the end of a path of names."""
    if not path:
        yield element
        return
    for child in children(element, path[0]):
        yield from below(child, *path[1:])


def text(element: Element, child: str) -> str | None:
    """Return the text within the first child of a name, None where there is no such child."""
    for found in children(element, child):
        return "".join(found.itertext())
    return None


def _decoded(head: bytes) -> str:
    """Return the beginning of a document as far as its prolog needs it, which is ASCII."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[:HEAD].decode("utf-16", "replace").lstrip("\ufeff")
    if b"\0" in head[:4]:
        return head[:HEAD].decode("utf-16-le" if head[1:2] == b"\0" else "utf-16-be", "replace")
    return head[:HEAD].decode("utf-8", "replace").lstrip("\ufeff")


def _require_shallow(root: Element, file: str) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise Unreadable("xml_too_deep", file, DEEPEST)
