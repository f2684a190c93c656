"""Somebody else's presentation as the master of slides: read, emptied, and its places found."""

import io
import re
import zipfile
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboard.exports.slide_design import HEIGHT, SPACES, THEME, WIDTH, Design, kind_of, title_of
from dashboard.texts import Texts
from dashboard.values.colours import DARK, STAGE, contrast

LARGEST_TEMPLATE, MOST_PARTS, LARGEST_UNPACKED = 50_000_000, 5_000, 400_000_000
"""Bytes, parts and bytes unpacked of a template that is read at all."""


class UnfitTemplate(Exception):
    """A file that cannot be the master of slides; its words say why."""


def of_template(file: bytes, texts: Texts) -> Design:
    """Return the design of somebody's own file. Raise UnfitTemplate, in words, where it can be no master."""
    deck = _opened(file, texts)
    layouts = list(deck.slide_layouts)
    if not layouts:
        raise UnfitTemplate(texts.template_no_layout)
    roomy = [one for one in layouts if _has_room(deck, one)]
    usual = _layout(roomy, ("titleOnly",), ("title",)) or next(iter(roomy), None)
    if usual is None:
        raise UnfitTemplate(texts.template_no_room)
    _empty(deck)
    openings = [one for one in layouts if any(kind_of(s) == "subTitle" for s in one.placeholders)]
    opening = _layout(openings, ("title",), ("ctrTitle", "title")) or usual
    unit = min(deck.slide_width / Pt(WIDTH), deck.slide_height / Pt(HEIGHT))
    said = [] if title_of(usual) is not None else [texts.template_no_title]
    if not any(kind_of(s) == "sldNum" for s in usual.placeholders):
        said.append(texts.template_no_number)
    if any(
        one._element.xpath("./p:cSld/p:bg//a:blip | ./p:cSld/p:bg//a:gradFill") for one in (deck.slide_master, usual)
    ):
        said.append(texts.template_picture)
    left, top, room, bottom = _content(deck, usual)
    palette = DARK if _is_dark(deck) else STAGE
    return Design(deck, opening, usual, left, room, top, bottom, unit, palette, texts, is_own=False, said=said)


def _opened(file: bytes, texts: Texts) -> Any:
    """Open a file as a presentation. Raise UnfitTemplate where it is none."""
    if len(file) > LARGEST_TEMPLATE:
        raise UnfitTemplate(texts.template_large)
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as packed:
            members = packed.infolist()
            if len(members) > MOST_PARTS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
                raise UnfitTemplate(texts.template_large)
            kinds = packed.read("[Content_Types].xml")
        if any(kind in kinds for kind in (b"template.main+xml", b"macroEnabled.main+xml")):
            raise UnfitTemplate(texts.template_other)
        deck = Presentation(io.BytesIO(file))
        _ = deck.slide_width + deck.slide_height, deck.slide_master, list(deck.slide_layouts)
        return deck
    except UnfitTemplate:
        raise
    except Exception as error:  # the library answers a broken file with whatever it stumbles over first
        raise UnfitTemplate(texts.template_broken) from error


def _empty(deck: Any) -> None:
    """Take the slides of a template out, and the sections that name them."""
    listed = deck.slides._sldIdLst
    for one in list(listed):
        deck.part.drop_rel(one.rId)
        listed.remove(one)
    for extended in deck.part._element.findall(qn("p:extLst")):
        deck.part._element.remove(extended)


def _layout(layouts: list[Any], kinds: tuple[str, ...], titles: tuple[str, ...]) -> Any:
    """Return the layout of a kind, else the emptiest that has one of some titles; None where none has."""
    for layout in layouts:
        if layout._element.get("type") in kinds and any(kind_of(s) in (*titles, "title") for s in layout.placeholders):
            return layout
    titled = [layout for layout in layouts if any(kind_of(s) in titles for s in layout.placeholders)]
    return min(titled, key=lambda layout: len(list(layout.placeholders)), default=None)


def _content(deck: Any, layout: Any) -> tuple[float, float, float, float]:
    """Return where content may stand in a template, in points: left, top, width, bottom.

    That is where its master has its text; below the title and above what stands at the foot in any case.
    """
    width, height = deck.slide_width / Pt(1), deck.slide_height / Pt(1)
    title = title_of(layout)
    body = next((s for s in deck.slide_master.placeholders if kind_of(s) == "body" and s.height), None)
    place = body or title
    left, room = (place.left / Pt(1), place.width / Pt(1)) if place is not None else (0.045 * width, 0.91 * width)
    top = (title.top + title.height) / Pt(1) + 6 if title is not None else 0.25 * height
    low = [s.top / Pt(1) for s in layout.placeholders if kind_of(s) in ("ftr", "sldNum", "dt") and s.top is not None]
    ends = [y - 4 for y in low if y > 0.75 * height]
    ends += [(body.top + body.height) / Pt(1)] if body is not None else []
    return left, top, room, min(ends, default=0.95 * height)


def _has_room(deck: Any, layout: Any) -> bool:
    """Say whether a layout leaves enough room for content below its title."""
    _, top, room, bottom = _content(deck, layout)
    return bool(bottom - top >= 0.4 * deck.slide_height / Pt(1) and room >= 0.5 * deck.slide_width / Pt(1))


def _is_dark(deck: Any) -> bool:
    """Say whether the master's background is a dark one, by the colour its theme and map give it."""
    master = deck.slide_master
    mapped = master._element.find(qn("p:clrMap"))
    wanted = mapped.get("bg1") if mapped is not None else "lt1"
    tree = etree.fromstring(master.part.part_related_by(THEME).blob)
    painted = master._element.xpath("./p:cSld/p:bg//a:srgbClr/@val")
    place = tree.find(f".//a:clrScheme/a:{wanted}", SPACES)
    named = [] if place is None else [colour.get("lastClr") or colour.get("val", "") for colour in place]
    colour = next((c for c in (*painted, *named) if re.fullmatch("[0-9A-Fa-f]{6}", c)), "FFFFFF")
    return contrast(f"#{colour}", "#FFFFFF") > contrast(f"#{colour}", "#000000")
