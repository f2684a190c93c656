"""The topics of a study as a REFI-QDA codebook (.qdc): to code on with them in any coding tool."""

import json
import uuid
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from dashboard.package import dataset
from publish import release
from publish.imports.project import Code
from publish.imports.project import Path as CodePath

NAMESPACE = "urn:QDA-XML:codebook:1.0"
ORIGIN = "Befundatlas"
MARKS = ("segments.csv", "codings.csv", "respondents.csv")
"""What a coded study has and a findings package has not."""


def write(codes: Iterable[Code]) -> bytes:
    """Return a codebook, valid against Codebook.xsd; the same codes give the same bytes.

    `codes`: each path once, parents before what lies below them, at least one.
    """
    root = etree.Element(f"{{{NAMESPACE}}}CodeBook", {"origin": ORIGIN}, {None: NAMESPACE})
    top: CodePath = ()
    found = {top: etree.SubElement(root, f"{{{NAMESPACE}}}Codes")}
    for code in codes:
        given = {"guid": guid(code.path), "name": code.path[-1], "isCodable": "true" if code.codable else "false"}
        element = etree.SubElement(found[code.path[:-1]], f"{{{NAMESPACE}}}Code", given)
        if code.definition:
            etree.SubElement(element, f"{{{NAMESPACE}}}Description").text = code.definition
        found[code.path] = element
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def guid(path: CodePath) -> str:
    """Return the GUID of a code: of its path, so that it stays the same as long as that does."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:befundatlas:code:{json.dumps(path)}")).upper()


def codes_of(folder: Path) -> tuple[Code, ...]:
    """Return the topics of a coded study or of a findings package, by their German labels.

    Two topics of one label side by side are told apart by a number. Raise FaultyStudy or FaultyPackage.
    """
    coded = any((folder / name).exists() for name in MARKS) or not folder.is_dir()
    db = release.opened(folder, engine=None).db if coded else dataset.load(folder).db
    rows = db.execute(
        "select category_id, parent_id, label_de, definition_de from categories order by sort nulls last, rowid"
    ).fetchall()
    below: dict[str | None, list[tuple[str, str, str | None]]] = {}
    for category, parent, label, definition in rows:
        below.setdefault(parent, []).append((category, label, definition))
    found: dict[CodePath, Code] = {}
    top: CodePath = ()
    waiting = [(top, row) for row in below.get(None, [])][::-1]
    while waiting:
        above, (category, label, definition) = waiting.pop()
        number = 1
        path = (*above, label)
        while path in found:
            number += 1
            path = (*above, f"{label} ({number})")
        found[path] = Code(path, definition or "")
        waiting += [(path, row) for row in below.get(category, [])][::-1]
    return tuple(found.values())
