"""Where things stand on a slide and how they look: a master with places to fill, and our own one."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboard.exports import slide_parts as parts
from dashboard.exports.clean import clean
from dashboard.exports.slide_parts import Canvas
from dashboard.texts import Texts
from dashboard.values.colours import STAGE, Palette

FONT = "Arial"
WIDTH, HEIGHT = 960.0, 540.0
LEFT, INNER, FOOT = 42.0, 876.0, 484.0
TITLE, SMALLEST_TITLE = 30.0, 20.0
TITLE_LINE = 1.18
THEME = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
SPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}


@dataclass(slots=True)
class Design:
    """The master slides are made from: where our content may stand, in points, and in which colours.

    `unit` is how many points one of our units (of 960 x 540) takes. `said` tells what of the content does not fit.
    """

    deck: Any
    opening: Any
    usual: Any
    left: float
    width: float
    top: float
    bottom: float
    unit: float
    palette: Palette
    texts: Texts
    is_own: bool
    said: list[str] = field(default_factory=list)

    def slide(self, headline: str, *, opening: bool = False) -> tuple[Any, Canvas]:
        """Begin a slide under a headline; return it and what of it is left for content."""
        layout = self.opening if opening else self.usual
        slide = self.deck.slides.add_slide(layout)
        for holder in list(slide.placeholders):
            if kind_of(holder) not in ("title", "ctrTitle", *(("subTitle",) if opening else ())):
                holder.element.getparent().remove(holder.element)
        for holder in layout.placeholders:
            if kind_of(holder) in ("ftr", "sldNum"):
                slide.shapes._spTree.append(copy.deepcopy(holder.element))
        top = self._entitle(slide, headline)
        room = (self.bottom - top) / self.unit
        muted = MSO_THEME_COLOR.TEXT_2 if self.is_own else MSO_THEME_COLOR.TEXT_1
        return slide, Canvas(slide, self.left, top, self.width / self.unit, room, self.unit, self.palette, muted)

    def _entitle(self, slide: Any, headline: str) -> float:
        """Write a headline as large as its room allows; return where content may begin, in points."""
        title = slide.shapes.title
        if title is None:
            high = 0.05 * self.deck.slide_height / Pt(1)
            title = slide.shapes.add_textbox(Pt(self.left), Pt(high), Pt(self.width), Pt(self.top - high - 6))
            title.text_frame.word_wrap = True
            title.name = self.texts.slide_title
        title.text_frame.text = clean(headline)
        largest = self._largest(title)
        size = _fitting(headline, largest, SMALLEST_TITLE * self.unit, *_box(title), bold=True)
        if size < largest or not title.is_placeholder:
            title.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
        if self.is_own:
            return float(title.top / Pt(1) + _height(headline, size, _box(title)[0], bold=True) + 16)
        return max(self.top, float((title.top + title.height) / Pt(1)) + 6)

    def holds(self, headline: str) -> bool:
        """Say whether a headline fits into the place of headlines without becoming small beside others."""
        title = title_of(self.usual)
        if self.is_own or title is None:
            return True
        smallest = max(0.55 * self._largest(title), 18)
        return _height(headline, smallest, _box(title)[0], bold=True) <= _box(title)[1]

    def _largest(self, title: Any) -> float:
        return TITLE * self.unit if self.is_own or not title.is_placeholder else _size(title, self.deck.slide_master)

    def fill(self, holder: Any, said: str) -> None:
        """Write paragraphs into a placeholder, in smaller letters where they would not fit."""
        holder.text_frame.text = clean(said)
        largest = _size(holder, self.deck.slide_master)
        size = _fitting(said, largest, SMALLEST_TITLE * self.unit, *_box(holder))
        for paragraph in holder.text_frame.paragraphs if size < largest else ():
            for run in paragraph.runs:
                run.font.size = Pt(size)


def own(texts: Texts) -> Design:
    """Return our own design, made of the library's template: dots, a rule, the projector's letters and colours."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    layouts = deck.slide_layouts
    for layout in [layout for n, layout in enumerate(layouts) if n not in (0, 5)]:
        layouts.remove(layout)
    layouts[0].name, layouts[1].name = texts.slide_title, texts.finding
    _paint(deck)
    for holder in (deck.slide_master, *layouts):
        _placeholders(holder)
    _decorate(deck.slide_master)
    return Design(deck, layouts[0], layouts[1], LEFT, INNER, 44, FOOT - 8, 1.0, STAGE, texts, is_own=True)


def _paint(deck: Any) -> None:
    """Give the theme our font and colours."""
    theme = deck.slide_master.part.part_related_by(THEME)
    tree = etree.fromstring(theme.blob)
    for face in tree.iterfind(".//a:fontScheme/*/a:latin", SPACES):
        face.set("typeface", FONT)
    colours = {"dk1": STAGE.ink, "lt1": STAGE.background, "dk2": STAGE.muted, "lt2": "#F6F8FA", "hlink": STAGE.accent}
    colours |= {f"accent{n}": colour for n, colour in enumerate(STAGE.groups, start=1)}
    for name, colour in colours.items():
        (place,) = tree.iterfind(f".//a:clrScheme/a:{name}", SPACES)
        for child in list(place):
            place.remove(child)
        etree.SubElement(place, qn("a:srgbClr")).set("val", colour[1:])
    theme._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _placeholders(holder: Any) -> None:
    """Put headline, words, source and number where every slide has them."""
    for shape in list(holder.placeholders):
        kind = kind_of(shape)
        if kind == "dt":
            shape.element.getparent().remove(shape.element)
        elif kind in ("title", "ctrTitle"):
            _put(shape, LEFT, 44 if kind == "title" else 62, INNER, 150 if kind == "title" else 110)
            _style(shape, TITLE if kind == "title" else 40, bold=True)
        elif kind == "subTitle":
            _put(shape, LEFT, 336, INNER, 136)
            _style(shape, 22)
        elif kind == "ftr":
            _put(shape, LEFT, FOOT, 800, 48)
            _style(shape, 16)
        elif kind == "sldNum":
            _put(shape, 850, FOOT, 68, 48)
            _style(shape, 16, right=True)
        elif kind == "body":
            _put(shape, LEFT, 150, INNER, 320)


def _put(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(left), Pt(top), Pt(width), Pt(height)


def _style(shape: Any, size: float, *, bold: bool = False, right: bool = False) -> None:
    """Set how the words of a placeholder look, on the master and its layouts."""
    body = shape.element.find(qn("p:txBody"))
    properties = body.find(qn("a:bodyPr"))
    for side in ("lIns", "rIns", "tIns", "bIns"):
        properties.set(side, "0")
    for child in list(properties):
        properties.remove(child)
    properties.set("anchor", "t")
    styles = body.find(qn("a:lstStyle"))
    for child in list(styles):
        styles.remove(child)
    level = etree.SubElement(styles, qn("a:lvl1pPr"), {"algn": "r" if right else "l", "marL": "0", "indent": "0"})
    etree.SubElement(level, qn("a:buNone"))
    run = etree.SubElement(level, qn("a:defRPr"), {"sz": str(int(size * 100)), "b": "1" if bold else "0"})
    fill = etree.SubElement(run, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:schemeClr")).set("val", "tx1" if size > 20 else "tx2")


def _decorate(master: Any) -> None:
    """Draw what recurs on every slide: five dots above the headline, a rule above the source."""
    for n in range(5):
        dot = master.shapes._spTree
        _ornament(dot, MSO_SHAPE.OVAL, LEFT + n * 14, 24, 9, 9, STAGE.accent if n < 3 else STAGE.line)
    _ornament(master.shapes._spTree, MSO_SHAPE.RECTANGLE, LEFT, FOOT - 6, INNER, 1.5, STAGE.accent)


def _ornament(tree: Any, shape: MSO_SHAPE, x: float, y: float, width: float, height: float, colour: str) -> None:
    """Draw a plain form on a master, which the library draws on slides alone; screen readers pass over it."""
    name = {MSO_SHAPE.OVAL: "ellipse", MSO_SHAPE.RECTANGLE: "rect"}[shape]
    element = tree.add_autoshape(1000 + len(tree), "", name, Pt(x), Pt(y), Pt(width), Pt(height))
    style = element.find(qn("p:style"))
    if style is not None:
        element.remove(style)
    properties = element.find(qn("p:spPr"))
    filled = etree.SubElement(properties, qn("a:solidFill"))
    etree.SubElement(filled, qn("a:srgbClr")).set("val", colour[1:])
    etree.SubElement(etree.SubElement(properties, qn("a:ln")), qn("a:noFill"))


def title_of(holder: Any) -> Any:
    """Return the place of headlines of a layout, None where it has none."""
    return next((shape for shape in holder.placeholders if kind_of(shape) in ("title", "ctrTitle")), None)


def kind_of(shape: Any) -> str:
    """Return what a placeholder is for, as the format names it."""
    return str(shape.element.find(f".//{qn('p:ph')}").get("type") or "obj")


def _box(holder: Any) -> tuple[float, float]:
    """Return how wide and how high the words in a placeholder may be, in points."""
    return holder.width / Pt(1) - 16, holder.height / Pt(1) - 8


def _height(said: str, size: float, width: float, *, bold: bool = False) -> float:
    return sum(parts.lines(line, size, width, bold=bold) for line in said.split("\n")) * size * TITLE_LINE


def _fitting(said: str, largest: float, smallest: float, width: float, height: float, *, bold: bool = False) -> float:
    """Return how large letters may be for words to fit into a box."""
    size = largest
    while size > smallest and _height(said, size, width, bold=bold) > height:
        size -= 1
    return size


def _size(holder: Any, master: Any) -> float:
    """Return how large a template writes the words of a placeholder, in points."""
    style = "titleStyle" if kind_of(holder) in ("title", "ctrTitle") else "bodyStyle"
    own = "./p:txBody/a:lstStyle/a:lvl1pPr/a:defRPr/@sz"

    def sizes() -> Iterator[str]:
        yield from holder.element.xpath(own)
        for layout in master.slide_layouts:
            for other in layout.placeholders:
                if kind_of(other) == kind_of(holder) and other.placeholder_format.idx == holder.placeholder_format.idx:
                    yield from other.element.xpath(own)
        yield from master._element.xpath(f"./p:txStyles/p:{style}/a:lvl1pPr/a:defRPr/@sz")

    return float(next(sizes(), "3200")) / 100
