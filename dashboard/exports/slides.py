"""Views as PowerPoint slides: native charts and tables one can edit, persons as shapes, words in the notes."""

import copy
import io
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.chart import xlsx
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt
from xlsxwriter import Workbook

from dashboard.answers.findings import Finding
from dashboard.exports.clean import clean
from dashboard.kept.presentation import Portfolio
from dashboard.kept.screens import Screen, screens
from dashboard.texts import Texts
from dashboard.values.colours import STAGE
from dashboard.values.dots import MOST_DOTS, Mark, marks, place
from dashboard.values.shown import Shown
from dashboard.values.tables import Cell, Row, davon_note, printed_note

FONT = "Arial"
TAGS = {"de": "de-DE", "en": "en-GB"}
WIDTH, HEIGHT = Pt(960), Pt(540)
LEFT, INNER = Pt(42), Pt(876)
ROWS_A_SLIDE = 8
BARS_A_SLIDE = 12
DOT, STEP, GAP = 18, 24, 11
"""Diameter of a person, from one to the next, and the gap after every fifth, in points."""
LARGEST = 1.6
"""How much larger persons are drawn where they are all a slide shows."""


class _InertWorkbook(Workbook):  # type: ignore[misc]
    """The workbook behind a chart: without this a name that begins with "=" would be a live formula."""

    def __init__(self, file: Any, options: dict[str, Any]) -> None:
        super().__init__(file, options | {"strings_to_formulas": False, "strings_to_urls": False})


xlsx.Workbook = _InertWorkbook


def pptx(portfolio: Portfolio) -> bytes:
    """Return the slides: a title, then each view screen by screen, its table and its chart."""
    deck = Presentation()
    _master(deck, portfolio)
    title, finding = deck.slide_layouts
    _opening(deck.slides.add_slide(title), portfolio)
    for shown in portfolio.shown:
        for screen in screens(shown, portfolio):
            if not screen.rows:
                _screen(_slide(deck, finding, screen.headline, shown, portfolio), screen, portfolio)
        rows = [] if shown.table is None else [row for row in shown.table.rows if not row.heading]
        for headline, part in shown.parted(rows):
            new = partial(_slide, deck, finding, headline or shown.title, shown, portfolio)
            _figures(new, part, portfolio.texts)
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
        _chart(slide, chunk, texts)
        _notes(slide, _of_chart(chunk, texts))
    for chunk in _chunks(rows, ROWS_A_SLIDE):
        slide = new()
        _table(slide, chunk, texts)
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
    parts = [portfolio.source, portfolio.licenses, portfolio.version, portfolio.address]
    slide.notes_slide.notes_text_frame.text = clean("\n".join(part for part in parts if part))


def _slide(deck: Any, layout: Any, headline: str, shown: Shown, portfolio: Portfolio) -> Any:
    """Begin a slide: headline, source and number below, words for whoever speaks in the notes."""
    slide = deck.slides.add_slide(layout)
    title = slide.shapes.title
    title.text = clean(headline)
    lines = -(-len(headline) // 50)
    title.text_frame.paragraphs[0].runs[0].font.size = Pt(30 if lines <= 3 else 24 if lines <= 4 else 20)
    for holder in layout.placeholders:
        kind = holder.element.find(f".//{qn('p:ph')}").get("type")
        if kind in ("ftr", "sldNum"):
            slide.shapes._spTree.append(copy.deepcopy(holder.element))
    foot = next(s for s in slide.placeholders if s.element.find(f".//{qn('p:ph')}").get("type") == "ftr")
    foot.text_frame.text = clean(" ".join(p for p in (portfolio.notice, portfolio.source_of(shown)) if p))
    said = [shown.note, shown.sentence, *(cell.sentence for cell in shown.figures), *shown.points, shown.question]
    rest = [shown.caution, portfolio.source_of(shown), shown.address]
    words = "\n".join(dict.fromkeys(line for line in (*said, *rest) if line))
    slide.notes_slide.notes_text_frame.text = clean(words)
    return slide


def _screen(slide: Any, screen: Screen, portfolio: Portfolio) -> None:
    y = int(Pt(190 if screen.cells and not screen.card else 160))
    if screen.cells:
        y = _lines(slide, screen, y)
        _legend(slide, screen, portfolio, Pt(452))
    if screen.points:
        y = _words(slide, [f"• {point}" for point in screen.points], y, 22)
    if screen.card:
        about = screen.card.who
        y = _words(slide, [portfolio.quoted(screen.words)], y + Pt(6), 24, spoken=portfolio.spoken)
        _words(slide, [about], y, 16, STAGE.muted)
    if screen.remark:
        y = _words(slide, [screen.remark], y, 18, STAGE.muted)
    if screen.shown.note and screen.part == 1:
        said = screen.shown.note.split("\n")
        size = 18 if _tall(said, 18) <= Pt(444) - y else 14
        _words(slide, said, max(y, Pt(444) - _tall(said, size)), size, STAGE.muted)


def _legend(slide: Any, screen: Screen, portfolio: Portfolio, y: int) -> None:
    """Draw what each kind of person means, in one line."""
    x = float(LEFT.pt) + 8
    for mark in screen.marks:
        said = portfolio.texts.marks[mark]
        group = slide.shapes.add_group_shape()
        _mark(group, mark, x, y / 12700 + 2, STAGE.muted, 0.8)
        _describe(group, said)
        width = 10 * len(said) + 14
        _words(slide, [said], y - Pt(6), 16, STAGE.muted, Pt(x + 14), Pt(width))
        x += 14 + width


def _words(
    slide: Any,
    said: Sequence[str],
    y: int,
    size: int,
    colour: str = STAGE.ink,
    x: int = LEFT,
    width: int = INNER,
    spoken: str = "",
) -> int:
    """Write paragraphs, in the language `spoken` where it is not the file's; return where the next may begin."""
    height = _tall(said, size)
    frame = slide.shapes.add_textbox(x, y, width, height).text_frame
    frame.word_wrap = True
    for number, text in enumerate(said):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        paragraph.space_after = Pt(8)
        run = paragraph.add_run()
        run.text, run.font.size, run.font.color.rgb = clean(text), Pt(size), _rgb(colour)
        if spoken:
            run._r.get_or_add_rPr().set("lang", TAGS[spoken])
    return int(y + height)


def _tall(said: Sequence[str], size: int) -> int:
    """Return how high some paragraphs are, each with the space after it."""
    return int(Pt(size * 1.3 * sum(-(-len(text) * size // 1560) or 1 for text in said) + 8 * len(said)))


def _lines(slide: Any, screen: Screen, y: int) -> int:
    """Draw the groups of a screen, persons and words each in their column; return where the next may begin."""
    rows = [marks(cell.finding) for cell in screen.cells]
    alone = not screen.card and len(rows) <= 3
    label = max(70, max(15 * len(cell.finding.short) for cell in screen.cells) + 14)
    longest = max(_wide(len(row), 1) for row in rows)
    size = max(1.0, min(LARGEST, 560 / longest)) if alone and longest else 1.0
    left = float(LEFT.pt) + label
    for cell, row in zip(screen.cells, rows, strict=True):
        finding, x = cell.finding, left
        if row:
            _persons(slide, cell, row, left, y / 12700, size)
            x += _wide(max(map(len, rows)), size) + 16
        elif finding.respondents > MOST_DOTS and finding.share_of_asked:
            bar = slide.shapes.add_shape(
                MSO_SHAPE.RECTANGLE, Pt(x), y + Pt(8), Pt(3 * finding.share_of_asked[0]), Pt(DOT)
            )
            _fill(bar, _colour(finding))
            _describe(bar, cell.sentence)
            x += 316
        room = float(LEFT.pt + INNER.pt) - x
        _label(slide, finding.short, float(LEFT.pt), y, label, bold=True)
        if room < 150:
            x, y, room = left, y + int(Pt(30)), 600
        _label(slide, cell.persons, x, y, room)
        y += int(Pt(46 * size))
    return y


def _label(slide: Any, text: str, x: float, y: int, width: float, *, bold: bool = False) -> None:
    frame = slide.shapes.add_textbox(Pt(x), y, Pt(width), Pt(34)).text_frame
    frame.vertical_anchor, frame.word_wrap = MSO_ANCHOR.MIDDLE, True
    run = frame.paragraphs[0].add_run()
    run.text = clean(text)
    run.font.size, run.font.bold, run.font.color.rgb = Pt(24), bold, _rgb(STAGE.ink)


def _wide(number: int, size: float) -> float:
    """Return how wide a row of persons is, in points."""
    return (place(number - 1, STEP, GAP) + STEP) * size if number else 0


def _persons(slide: Any, cell: Cell, row: Sequence[Mark], x: float, y: float, size: float) -> None:
    """Draw a group person by person."""
    group = slide.shapes.add_group_shape()
    # python-pptx would measure the whole group again at each person: once at the end is enough.
    measure, group.shapes._recalculate_extents = group.shapes._recalculate_extents, lambda: None
    for number, mark in enumerate(row):
        at = x + place(number, STEP, GAP) * size
        _mark(group, mark, at, y + 17 - DOT * size / 2, _colour(cell.finding), size)
    measure()
    _describe(group, cell.sentence)


def _mark(group: Any, mark: Mark, x: float, y: float, colour: str, size: float) -> None:
    """Draw one person; the forms are those of the screen."""
    dot, middle = DOT * size, DOT * size / 2
    if mark == "not_asked":
        dash = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(x + 2), Pt(y + middle - 1), Pt(dot - 4), Pt(2))
        _fill(dash, STAGE.ring)
        return
    if mark == "off_topic":
        small = dot / 3
        _fill(group.shapes.add_shape(MSO_SHAPE.OVAL, Pt(x + small), Pt(y + small), Pt(small), Pt(small)), STAGE.ring)
        return
    circle = group.shapes.add_shape(MSO_SHAPE.OVAL, Pt(x), Pt(y), Pt(dot), Pt(dot))
    _flat(circle)
    if mark == "named":
        _fill(circle, colour)
        return
    circle.fill.background()
    circle.line.color.rgb, circle.line.width = _rgb(STAGE.ring), Pt(2)
    if mark == "unsure":
        half = group.shapes.add_shape(MSO_SHAPE.PIE, Pt(x), Pt(y), Pt(dot), Pt(dot))
        _fill(half, colour)
        guides = half.element.find(f".//{qn('a:avLst')}")
        for child in list(guides):
            guides.remove(child)
        for name, angle in (("adj1", 5400000), ("adj2", 16200000)):
            etree.SubElement(guides, qn("a:gd"), {"name": name, "fmla": f"val {angle}"})


def _fill(shape: Any, colour: str) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = _rgb(colour)
    shape.line.fill.background()
    _flat(shape)


def _flat(shape: Any) -> None:
    """Take the shadow away that the template gives each shape."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


def _chart(slide: Any, rows: Sequence[Row], texts: Texts) -> None:
    """Add a bar chart one can edit: shares of all asked in whole percent, "n von N" at each bar.

    The axis runs top-down so that slide and screen agree; each bar says its group, so there is no legend that programs
    order differently. A withheld count and an absence have no bar.
    """
    data = CategoryChartData(number_format="0")
    data.categories = [clean(row.label) for row in rows]
    groups = [cell.finding for cell in rows[0].cells]
    for n, finding in enumerate(groups):
        shares = [row.cells[n].finding.share_of_asked for row in rows]
        data.add_series(clean(finding.group), [None if share is None else share[0] for share in shares])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, LEFT, Pt(126), INNER, Pt(322), data)
    _describe(frame, " ".join(cell.sentence for row in rows for cell in row.cells if cell.finding.is_figure))
    chart = frame.chart
    chart.has_title = False
    chart.has_legend = False
    chart.font.size, chart.font.name = Pt(16), FONT
    chart.plots[0].gap_width, chart.plots[0].overlap = 60, 0
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = _rgb(STAGE.ring)
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, 100, 50
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = '0" %"', False
    axis.has_title = True
    title = axis.axis_title.text_frame.paragraphs[0].add_run()
    title.text, title.font.size, title.font.bold = texts.chart_axis, Pt(14), False
    axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    axis.major_gridlines.format.line.color.rgb = _rgb(STAGE.line)
    for n, series in enumerate(chart.plots[0].series):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _rgb(_colour(groups[n]))
        for number, row in enumerate(rows):
            if row.cells[n].finding.share_of_asked is None:
                continue
            label = series.points[number].data_label
            label.position = XL_LABEL_POSITION.OUTSIDE_END
            label.text_frame.word_wrap = False
            run = label.text_frame.paragraphs[0].add_run()
            run.text = clean(f"{row.cells[n].finding.short}  {row.cells[n].plain}")
            run.font.size = Pt(15)


def _table(slide: Any, rows: Sequence[Row], texts: Texts) -> None:
    """Add the study's table: topics as rows, groups as columns."""
    groups = [cell.finding for cell in rows[0].cells]
    frame = slide.shapes.add_table(len(rows) + 1, len(groups) + 1, LEFT, Pt(140), INNER, Pt(30 * (len(rows) + 1)))
    _describe(frame, texts.table_caption)
    table = frame.table
    size = Pt(20 if len(rows) <= 4 and len(groups) < 3 else 16)
    table.columns[0].width = Emu(int(INNER * {1: 0.6, 2: 0.46, 3: 0.4}.get(len(groups), 0.34)))
    for column in range(1, len(groups) + 1):
        table.columns[column].width = Emu((INNER - table.columns[0].width) // len(groups))
    least = min(row.level for row in rows)
    lines = [[texts.topic, *(finding.group for finding in groups)]]
    lines += [[row.label, *(cell.text for cell in row.cells)] for row in rows]
    for n, (line, level) in enumerate(zip(lines, [least, *(row.level for row in rows)], strict=True)):
        for column, text in enumerate(line):
            cell = table.cell(n, column)
            cell.fill.solid()
            cell.fill.fore_color.rgb = _rgb(STAGE.background if n else "#E3E7EB")
            cell.margin_left = Pt(6 + (16 * (level - least) if column == 0 else 0))
            cell.margin_top = cell.margin_bottom = Pt(3)
            run = cell.text_frame.paragraphs[0].add_run()
            run.text, run.font.size = clean(text), size if n or len(groups) < 3 else Pt(14)
            run.font.bold, run.font.color.rgb = n == 0 or (column == 0 and level == least), _rgb(STAGE.ink)


def _of_chart(rows: Sequence[Row], texts: Texts) -> list[str]:
    """Say what the bars do not show by themselves."""
    cells = [cell for row in rows for cell in row.cells]
    ranges = (cell.plain for cell in cells if cell.finding.state == "range" and not cell.finding.is_withheld)
    return [texts.range_bar.format(said) for said in [next(ranges, "")] if said]


def _notes(slide: Any, said: Sequence[str]) -> None:
    """Say below a table or chart what its figures need."""
    if lines := [line for line in said if line]:
        _words(slide, lines, Pt(474) - _tall(lines, 14), 14, STAGE.muted)


def _describe(shape: Any, words: str) -> None:
    """Give an object its alternative text."""
    next(shape._element.iter(qn("p:cNvPr"))).set("descr", clean(words)[:20000])


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


def _colour(finding: Finding) -> str:
    return STAGE.groups[finding.position % len(STAGE.groups)]


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:])
