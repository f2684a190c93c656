"""What a slide is made of: words, persons as shapes, charts and tables one can edit."""

from collections.abc import Sequence
from typing import Any

from lxml import etree
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
from dashboard.texts import Texts
from dashboard.texts.fitting import width as measured
from dashboard.texts.fitting import wrapped
from dashboard.values.colours import STAGE
from dashboard.values.dots import Mark, place
from dashboard.values.tables import Cell, Row

FONT = "Arial"
TAGS = {"de": "de-DE", "en": "en-GB"}
LEFT, INNER = Pt(42), Pt(876)
WIDER, INSETS = 1.18, 15
"""How much wider our words are in the slides' font than in the measured one, at most; a box's inset, in points."""
DOT, STEP, GAP = 18, 24, 11
"""Diameter of a person, from one to the next, and the gap after every fifth, in points."""


class _InertWorkbook(Workbook):  # type: ignore[misc]
    """The workbook behind a chart: without this a name that begins with "=" would be a live formula."""

    def __init__(self, file: Any, options: dict[str, Any]) -> None:
        super().__init__(file, options | {"strings_to_formulas": False, "strings_to_urls": False})


xlsx.Workbook = _InertWorkbook


def words(
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
    height = tall(said, size)
    frame = slide.shapes.add_textbox(x, y, width, height).text_frame
    frame.word_wrap = True
    for number, text in enumerate(said):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        paragraph.space_after = Pt(8)
        run = paragraph.add_run()
        run.text, run.font.size, run.font.color.rgb = clean(text), Pt(size), rgb(colour)
        if spoken:
            run._r.get_or_add_rPr().set("lang", TAGS[spoken])
    return int(y + height)


def tall(said: Sequence[str], size: int) -> int:
    """Return how high some paragraphs are, each with the space after it."""
    return int(Pt(size * 1.3 * sum(lines(text, size) for text in said) + 8 * len(said)))


def lines(text: str, size: int, *, bold: bool = False) -> int:
    """Return how many lines a paragraph takes over the whole width."""
    return len(wrapped(text, size * WIDER, INNER.pt - INSETS, bold=bold))


def room(text: str, size: int, *, bold: bool = False) -> float:
    """Return how wide a box must be that holds a text in one line, in points."""
    return measured(text, size * WIDER, bold=bold) + INSETS


def label(slide: Any, text: str, x: float, y: int, width: float, *, bold: bool = False) -> None:
    """Write a line of its own."""
    frame = slide.shapes.add_textbox(Pt(x), y, Pt(width), Pt(34)).text_frame
    frame.vertical_anchor, frame.word_wrap = MSO_ANCHOR.MIDDLE, True
    run = frame.paragraphs[0].add_run()
    run.text = clean(text)
    run.font.size, run.font.bold, run.font.color.rgb = Pt(24), bold, rgb(STAGE.ink)


def wide(number: int, size: float) -> float:
    """Return how wide a row of persons is, in points."""
    return (place(number - 1, STEP, GAP) + STEP) * size if number else 0


def persons(slide: Any, cell: Cell, row: Sequence[Mark], x: float, y: float, size: float) -> None:
    """Draw a group person by person."""
    group = slide.shapes.add_group_shape()
    # python-pptx would measure the whole group again at each person: once at the end is enough.
    measure, group.shapes._recalculate_extents = group.shapes._recalculate_extents, lambda: None
    for number, kind in enumerate(row):
        at = x + place(number, STEP, GAP) * size
        mark(group, kind, at, y + 17 - DOT * size / 2, group_colour(cell.finding), size)
    measure()
    describe(group, cell.sentence)


def mark(group: Any, kind: Mark, x: float, y: float, colour: str, size: float) -> None:
    """Draw one person; the forms are those of the screen."""
    dot, middle = DOT * size, DOT * size / 2
    if kind == "not_asked":
        dash = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(x + 2), Pt(y + middle - 1), Pt(dot - 4), Pt(2))
        fill(dash, STAGE.ring)
        return
    if kind == "off_topic":
        small = dot / 3
        fill(group.shapes.add_shape(MSO_SHAPE.OVAL, Pt(x + small), Pt(y + small), Pt(small), Pt(small)), STAGE.ring)
        return
    circle = group.shapes.add_shape(MSO_SHAPE.OVAL, Pt(x), Pt(y), Pt(dot), Pt(dot))
    _flat(circle)
    if kind == "named":
        fill(circle, colour)
        return
    circle.fill.background()
    circle.line.color.rgb, circle.line.width = rgb(STAGE.ring), Pt(2)
    if kind == "unsure":
        half = group.shapes.add_shape(MSO_SHAPE.PIE, Pt(x), Pt(y), Pt(dot), Pt(dot))
        fill(half, colour)
        guides = half.element.find(f".//{qn('a:avLst')}")
        for child in list(guides):
            guides.remove(child)
        for name, angle in (("adj1", 5400000), ("adj2", 16200000)):
            etree.SubElement(guides, qn("a:gd"), {"name": name, "fmla": f"val {angle}"})


def fill(shape: Any, colour: str) -> None:
    """Fill a shape with a colour, without outline."""
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour)
    shape.line.fill.background()
    _flat(shape)


def _flat(shape: Any) -> None:
    """Take the shadow away that the template gives each shape."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


def describe(shape: Any, words: str) -> None:
    """Give an object its alternative text."""
    next(shape._element.iter(qn("p:cNvPr"))).set("descr", clean(words)[:20000])


def group_colour(finding: Finding) -> str:
    """Return the colour of a finding's group."""
    return STAGE.groups[finding.position % len(STAGE.groups)]


def rgb(colour: str) -> RGBColor:
    """Return a colour as the library wants it."""
    return RGBColor.from_string(colour[1:])


def chart(slide: Any, rows: Sequence[Row], texts: Texts) -> None:
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
    describe(frame, " ".join(cell.sentence for row in rows for cell in row.cells if cell.finding.is_figure))
    chart = frame.chart
    chart.has_title = False
    chart.has_legend = False
    chart.font.size, chart.font.name = Pt(16), FONT
    chart.plots[0].gap_width, chart.plots[0].overlap = 60, 0
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = rgb(STAGE.ring)
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, 100, 50
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = '0" %"', False
    axis.has_title = True
    title = axis.axis_title.text_frame.paragraphs[0].add_run()
    title.text, title.font.size, title.font.bold = texts.chart_axis, Pt(14), False
    axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    axis.major_gridlines.format.line.color.rgb = rgb(STAGE.line)
    for n, series in enumerate(chart.plots[0].series):
        _series(series, groups[n], [row.cells[n] for row in rows])


def _series(series: Any, group: Finding, cells: Sequence[Cell]) -> None:
    """Colour the bars of one group and say at each what it is."""
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = rgb(group_colour(group))
    for number, cell in enumerate(cells):
        if cell.finding.share_of_asked is None:
            continue
        label = series.points[number].data_label
        label.position = XL_LABEL_POSITION.OUTSIDE_END
        label.text_frame.word_wrap = False
        run = label.text_frame.paragraphs[0].add_run()
        run.text = clean(f"{cell.finding.short}  {cell.plain}")
        run.font.size = Pt(15)


def table(slide: Any, rows: Sequence[Row], texts: Texts) -> None:
    """Add the study's table: topics as rows, groups as columns."""
    groups = [cell.finding for cell in rows[0].cells]
    frame = slide.shapes.add_table(len(rows) + 1, len(groups) + 1, LEFT, Pt(140), INNER, Pt(30 * (len(rows) + 1)))
    describe(frame, texts.table_caption)
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
            cell.fill.fore_color.rgb = rgb(STAGE.background if n else "#E3E7EB")
            cell.margin_left = Pt(6 + (16 * (level - least) if column == 0 else 0))
            cell.margin_top = cell.margin_bottom = Pt(3)
            run = cell.text_frame.paragraphs[0].add_run()
            run.text, run.font.size = clean(text), size if n or len(groups) < 3 else Pt(14)
            run.font.bold, run.font.color.rgb = n == 0 or (column == 0 and level == least), rgb(STAGE.ink)
