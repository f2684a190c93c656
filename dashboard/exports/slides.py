"""Views as PowerPoint slides: native charts and tables one can edit, persons as shapes, words in the notes."""

import copy
import io
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboard.exports import slide_parts as parts
from dashboard.exports.clean import clean
from dashboard.exports.slide_parts import DOT, FONT, INNER, LEFT, TAGS
from dashboard.kept.presentation import Portfolio
from dashboard.kept.screens import Screen, leading, numbered, screens, under_headings
from dashboard.texts import Texts
from dashboard.values.colours import STAGE
from dashboard.values.dots import MOST_DOTS, marks
from dashboard.values.sayings import judged
from dashboard.values.shown import Shown
from dashboard.values.tables import Row, davon_note, printed_note

WIDTH, HEIGHT = Pt(960), Pt(540)
ROWS_A_SLIDE = 8
BARS_A_SLIDE = 12
LARGEST = 1.6
"""How much larger persons are drawn where they are all a slide shows."""


def pptx(portfolio: Portfolio) -> bytes:
    """Return the slides: a title, then each view screen by screen, its table and its chart."""
    deck = Presentation()
    _master(deck, portfolio)
    opening, usual = deck.slide_layouts
    _opening(deck.slides.add_slide(opening), portfolio)
    for shown in portfolio.shown:
        for screen in screens(shown, portfolio):
            if not screen.rows:
                _screen(_slide(deck, usual, screen.headline, shown, portfolio), screen, portfolio)
        rows = [] if shown.table is None else [row for row in shown.table.rows if not row.heading]
        said = shown.title if shown.cells or not shown.statement else leading(shown)[0]
        for headline, part in under_headings(shown, rows):
            _figures(partial(_slide, deck, usual, headline or said, shown, portfolio), part, portfolio.texts)
    titles = [slide.shapes.title for slide in deck.slides]
    for title, headline in zip(titles, numbered([title.text for title in titles], portfolio.texts), strict=True):
        if title.text != headline:
            _entitle(title, headline)
    deck.core_properties.title = clean(portfolio.title)[:255]
    deck.core_properties.author = "Befundatlas"
    deck.core_properties.language = _tag(portfolio)
    deck.core_properties.comments = clean(f"{portfolio.version} {portfolio.notice}")[:255]
    for slide in deck.slides:
        _speak(slide, portfolio)
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _figures(new: Callable[[], Any], rows: Sequence[Row], texts: Texts) -> None:
    """Show the topics under one headline as bars and as a table, on as many new slides as they take."""
    drawn = [row for row in rows if any(cell.finding.share_of_asked for cell in row.cells)]
    for chunk in _chunks(drawn, max(1, BARS_A_SLIDE // len(drawn[0].cells))) if len(drawn) > 1 else ():
        slide = new()
        parts.chart(slide, chunk, texts)
        _notes(slide, _of_chart(chunk, texts))
    for chunk in _chunks(rows, ROWS_A_SLIDE):
        slide = new()
        parts.table(slide, chunk, texts)
        _notes(slide, [davon_note(chunk, texts), printed_note((cell for row in chunk for cell in row.cells), texts)])


def _chunks(rows: Sequence[Row], most: int) -> Iterator[Sequence[Row]]:
    """Spread rows evenly over as few slides as hold them."""
    slides = -(-len(rows) // most)
    for n in range(slides):
        yield rows[n * len(rows) // slides : (n + 1) * len(rows) // slides]


def _master(deck: Any, portfolio: Portfolio) -> None:
    """Make the master and two layouts, title and finding, out of the library's own template."""
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    layouts = deck.slide_layouts
    for layout in [layout for n, layout in enumerate(layouts) if n not in (0, 5)]:
        layouts.remove(layout)
    layouts[0].name, layouts[1].name = portfolio.texts.slide_title, portfolio.texts.finding
    theme = deck.slide_master.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    )
    tree = etree.fromstring(theme.blob)
    spaces = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    for face in tree.iterfind(".//a:fontScheme/*/a:latin", spaces):
        face.set("typeface", FONT)
    colours = {"dk1": STAGE.ink, "lt1": STAGE.background, "dk2": STAGE.muted, "lt2": "#F6F8FA", "hlink": STAGE.accent}
    colours |= {f"accent{n}": colour for n, colour in enumerate(STAGE.groups, start=1)}
    for name, colour in colours.items():
        (place,) = tree.iterfind(f".//a:clrScheme/a:{name}", spaces)
        for child in list(place):
            place.remove(child)
        etree.SubElement(place, qn("a:srgbClr")).set("val", colour[1:])
    theme._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    for holder in (deck.slide_master, *layouts):
        _placeholders(holder)


def _placeholders(holder: Any) -> None:
    """Put headline, words, source and number where every slide has them."""
    for shape in list(holder.placeholders):
        kind = shape.element.find(f".//{qn('p:ph')}").get("type")
        if kind == "dt":
            shape.element.getparent().remove(shape.element)
        elif kind in ("title", "ctrTitle"):
            tall = kind == "ctrTitle"
            _put(shape, LEFT, Pt(150 if tall else 24), INNER, Pt(120 if tall else 118))
            _style(shape, 40 if tall else 30, bold=True)
        elif kind == "subTitle":
            _put(shape, LEFT, Pt(280), INNER, Pt(150))
            _style(shape, 24)
        elif kind == "ftr":
            _put(shape, LEFT, Pt(484), Pt(790), Pt(44))
            _style(shape, 14)
        elif kind == "sldNum":
            _put(shape, Pt(840), Pt(484), Pt(78), Pt(44))
            _style(shape, 14, right=True)
        elif kind == "body":
            _put(shape, LEFT, Pt(150), INNER, Pt(320))


def _put(shape: Any, left: int, top: int, width: int, height: int) -> None:
    shape.left, shape.top, shape.width, shape.height = left, top, width, height


def _style(shape: Any, size: int, *, bold: bool = False, right: bool = False) -> None:
    """Set how the words of a placeholder look, on the master and its layouts."""
    body = shape.element.find(qn("p:txBody"))
    body.find(qn("a:bodyPr")).set("anchor", "ctr" if size < 20 else "t")
    styles = body.find(qn("a:lstStyle"))
    for child in list(styles):
        styles.remove(child)
    level = etree.SubElement(styles, qn("a:lvl1pPr"), {"algn": "r" if right else "l", "marL": "0", "indent": "0"})
    etree.SubElement(level, qn("a:buNone"))
    run = etree.SubElement(level, qn("a:defRPr"), {"sz": str(size * 100), "b": "1" if bold else "0"})
    fill = etree.SubElement(run, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:schemeClr")).set("val", "tx1" if size > 20 else "tx2")


def _opening(slide: Any, portfolio: Portfolio) -> None:
    t = portfolio.texts
    slide.shapes.title.text = clean(portfolio.title)
    lines = [portfolio.notice, portfolio.question, t.stage_base.format(portfolio.bases), portfolio.caution]
    slide.placeholders[1].text = clean("\n".join(line for line in lines if line))
    said = [portfolio.source, portfolio.licenses, portfolio.version, portfolio.address]
    slide.notes_slide.notes_text_frame.text = clean("\n".join(line for line in said if line))


def _entitle(title: Any, headline: str) -> None:
    """Write a headline as large as its room allows."""
    title.text = clean(headline)
    size = next((size for size, most in ((30, 3), (24, 4)) if parts.lines(headline, size, bold=True) <= most), 20)
    title.text_frame.paragraphs[0].runs[0].font.size = Pt(size)


def _slide(deck: Any, layout: Any, headline: str, shown: Shown, portfolio: Portfolio) -> Any:
    """Begin a slide: headline, source and number below, words for whoever speaks in the notes."""
    slide = deck.slides.add_slide(layout)
    _entitle(slide.shapes.title, headline)
    for holder in layout.placeholders:
        kind = holder.element.find(f".//{qn('p:ph')}").get("type")
        if kind in ("ftr", "sldNum"):
            slide.shapes._spTree.append(copy.deepcopy(holder.element))
    foot = next(s for s in slide.placeholders if s.element.find(f".//{qn('p:ph')}").get("type") == "ftr")
    of_study = shown.statement.source if shown.statement and headline == shown.statement.text else ""
    foot.text_frame.text = clean(" ".join(p for p in (portfolio.notice, of_study, portfolio.source_of(shown)) if p))
    stated = [shown.headline, shown.under] if shown.statement else []
    said = [
        shown.note,
        *stated,
        shown.sentence,
        *(cell.sentence for cell in shown.figures),
        *shown.points,
        shown.question,
    ]
    said += (
        [portfolio.texts.may_title, *(judged(one, portfolio.texts) for one in shown.sayings)] if shown.sayings else []
    )
    rest = [shown.caution, portfolio.source_of(shown), shown.address]
    words = "\n".join(dict.fromkeys(line for line in (*said, *rest) if line))
    slide.notes_slide.notes_text_frame.text = clean(words)
    return slide


def _screen(slide: Any, screen: Screen, portfolio: Portfolio) -> None:
    y = int(Pt(190 if screen.cells and not screen.card else 160))
    if screen.under:
        y = max(y, parts.words(slide, [screen.shown.title], Pt(136), 16, STAGE.muted))
    if screen.cells:
        y = _lines(slide, screen, y)
        _legend(slide, screen, portfolio, Pt(452))
    if screen.points:
        y = parts.words(slide, [f"• {point}" for point in screen.points], y, 22)
    if screen.card:
        about = screen.card.who
        if screen.card.shows:
            y = parts.words(slide, [screen.card.shows], y, 18, STAGE.muted)
        y = parts.words(slide, [portfolio.quoted(screen.words)], y + Pt(6), 24, spoken=portfolio.spoken)
        parts.words(slide, [about], y, 16, STAGE.muted)
    if screen.remark:
        y = parts.words(slide, [screen.remark], y, 18, STAGE.muted)
    if screen.shown.note and screen.part == 1:
        said = screen.shown.note.split("\n")
        size = 18 if parts.tall(said, 18) <= Pt(444) - y else 14
        parts.words(slide, said, max(y, Pt(444) - parts.tall(said, size)), size, STAGE.muted)


def _legend(slide: Any, screen: Screen, portfolio: Portfolio, y: int) -> None:
    """Draw what each kind of person means, in one line."""
    x = float(LEFT.pt) + 8
    for mark in screen.marks:
        said = portfolio.texts.marks[mark]
        group = slide.shapes.add_group_shape()
        parts.mark(group, mark, x, y / 12700 + 2, STAGE.muted, 0.8)
        parts.describe(group, said)
        width = parts.room(said, 16)
        parts.words(slide, [said], y - Pt(6), 16, STAGE.muted, Pt(x + 14), Pt(width))
        x += 14 + width


def _lines(slide: Any, screen: Screen, y: int) -> int:
    """Draw the groups of a screen, persons and words each in their column; return where the next may begin."""
    rows = [marks(cell.finding) for cell in screen.cells]
    alone = not screen.card and len(rows) <= 3
    label = max(70, max(parts.room(cell.finding.short, 24, bold=True) for cell in screen.cells))
    longest = max(parts.wide(len(row), 1) for row in rows)
    size = max(1.0, min(LARGEST, 560 / longest)) if alone and longest else 1.0
    left = float(LEFT.pt) + label
    for cell, row in zip(screen.cells, rows, strict=True):
        finding, x = cell.finding, left
        if row:
            parts.persons(slide, cell, row, left, y / 12700, size)
            x += parts.wide(max(map(len, rows)), size) + 16
        elif finding.respondents > MOST_DOTS and finding.share_of_asked:
            bar = slide.shapes.add_shape(
                MSO_SHAPE.RECTANGLE, Pt(x), y + Pt(8), Pt(3 * finding.share_of_asked[0]), Pt(DOT)
            )
            parts.fill(bar, parts.group_colour(finding))
            parts.describe(bar, cell.sentence)
            x += 316
        room = float(LEFT.pt + INNER.pt) - x
        parts.label(slide, finding.short, float(LEFT.pt), y, label, bold=True)
        if room < 150:
            x, y, room = left, y + int(Pt(30)), 600
        parts.label(slide, cell.persons, x, y, room)
        y += int(Pt(46 * size))
    return y


def _of_chart(rows: Sequence[Row], texts: Texts) -> list[str]:
    """Say what the bars do not show by themselves."""
    cells = [cell for row in rows for cell in row.cells]
    ranges = (cell.plain for cell in cells if cell.finding.state == "range" and not cell.finding.is_withheld)
    return [texts.range_bar.format(said) for said in [next(ranges, "")] if said]


def _notes(slide: Any, said: Sequence[str]) -> None:
    """Say below a table or chart what its figures need."""
    if lines := [line for line in said if line]:
        parts.words(slide, lines, Pt(474) - parts.tall(lines, 14), 14, STAGE.muted)


def _speak(slide: Any, portfolio: Portfolio) -> None:
    """Tag every word but those of a quote with the file's language, on the slide and in its notes."""
    for root in (slide._element, slide.notes_slide._element):
        for paragraph in root.iter(qn("a:p")):
            for run in (*paragraph.iter(qn("a:r")), *paragraph.iter(qn("a:fld"))):
                properties = run.find(qn("a:rPr"))
                if properties is None:
                    properties = etree.Element(qn("a:rPr"))
                    run.insert(0, properties)
                if properties.get("lang") != TAGS[portfolio.spoken]:  # the library's template tags some as American
                    properties.set("lang", _tag(portfolio))


def _tag(portfolio: Portfolio) -> str:
    return TAGS[portfolio.texts.language]
