"""What a slide is made of: words, persons as shapes, charts one can edit; each at a place on a canvas."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.chart import xlsx
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Pt
from xlsxwriter import Workbook

from dashboard.answers.findings import Finding
from dashboard.exports.clean import clean
from dashboard.texts import Texts
from dashboard.texts.fitting import width as measured
from dashboard.texts.fitting import wrapped
from dashboard.values.colours import Palette
from dashboard.values.dots import MOST_DOTS, Mark, field_columns, marks, place
from dashboard.values.tables import Cell, Row

TAGS = {"de": "de-DE", "en": "en-GB"}
WIDER = 1.18
"""How much wider our words are in a slide's font than in the measured one, at most."""
LINE, AFTER = 1.22, 6
"""Height of a line in the size of its letters, and the space after a paragraph."""
DOT, STEP, GAP = 18, 24, 11
"""Diameter of a person, from one to the next, and the gap after every fifth."""


class _InertWorkbook(Workbook):  # type: ignore[misc]
    """The workbook behind a chart: without this a name that begins with "=" would be a live formula."""

    def __init__(self, file: Any, options: dict[str, Any]) -> None:
        super().__init__(file, options | {"strings_to_formulas": False, "strings_to_urls": False})


xlsx.Workbook = _InertWorkbook


@dataclass(frozen=True, slots=True)
class Canvas:
    """The part of a slide that is ours to fill, measured in units of which a slide of our own is 960 wide and 540 high.

    `left` and `top` are where it begins, in points, `unit` is one of its units in points; `width` and `height` are in
    units. Words take the colours of the slide's theme, marks those of `palette`.
    """

    slide: Any
    left: float
    top: float
    width: float
    height: float
    unit: float
    palette: Palette
    muted: MSO_THEME_COLOR

    def box(self, x: float, y: float, width: float, height: float) -> tuple[int, int, int, int]:
        """Return a place on the canvas as the library wants it."""
        return (
            Pt(self.left + x * self.unit),
            Pt(self.top + y * self.unit),
            Pt(width * self.unit),
            Pt(height * self.unit),
        )

    def size(self, units: float) -> Any:
        """Return the size of letters or lines."""
        return Pt(round(units * self.unit, 1))


def words(
    canvas: Canvas,
    said: Sequence[str],
    y: float,
    size: float,
    *,
    x: float = 0,
    width: float = 0,
    muted: bool = False,
    bold: bool = False,
    spoken: str = "",
) -> float:
    """Write paragraphs, in the language `spoken` where it is not the file's; return how high they are."""
    room = width or canvas.width - x
    height = tall(said, size, room, bold=bold)
    frame = _frame(canvas, x, y, room, height)
    frame.word_wrap = True
    for number, text in enumerate(said):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        paragraph.space_after = canvas.size(AFTER)
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = clean(text), canvas.size(size), bold
        run.font.color.theme_color = canvas.muted if muted else MSO_THEME_COLOR.TEXT_1
        if spoken:
            run._r.get_or_add_rPr().set("lang", TAGS[spoken])
    return height


def _frame(canvas: Canvas, x: float, y: float, width: float, height: float) -> Any:
    frame = canvas.slide.shapes.add_textbox(*canvas.box(x, y, width, height)).text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def tall(said: Sequence[str], size: float, width: float, *, bold: bool = False) -> float:
    """Return how high some paragraphs are, each with the space after it."""
    return size * LINE * sum(lines(text, size, width, bold=bold) for text in said) + AFTER * len(said)


def lines(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """Return how many lines a paragraph takes."""
    return len(wrapped(text, size * WIDER, width, bold=bold))


def room(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is in one line, with some room to spare."""
    return measured(text, size * WIDER, bold=bold) + 0.4 * size


def label(canvas: Canvas, text: str, x: float, y: float, size: float, *, bold: bool = False) -> None:
    """Write a line of its own, its middle at `y`."""
    height = size * LINE
    wide = min(1.4 * room(text, size, bold=bold), canvas.width - x)  # a wider font must not break the line
    frame = _frame(canvas, x, y - height / 2, wide, height)
    frame.vertical_anchor, frame.word_wrap = MSO_ANCHOR.MIDDLE, True
    run = frame.paragraphs[0].add_run()
    run.text, run.font.size, run.font.bold = clean(text), canvas.size(size), bold
    run.font.color.theme_color = MSO_THEME_COLOR.TEXT_1


def wide(number: int, size: float) -> float:
    """Return how wide a row of persons is."""
    return (place(number - 1, STEP, GAP) + DOT) * size if number else 0


def persons(canvas: Canvas, cell: Cell, x: float, y: float, size: float) -> None:
    """Draw a group person by person in one row, its middle at `y`."""
    drawn = marks(cell.finding)
    at = [(x + place(n, STEP, GAP) * size, y - DOT * size / 2) for n in range(len(drawn))]
    _group(canvas, cell.sentence, drawn, at, group_colour(canvas, cell.finding), size)


def field(canvas: Canvas, cell: Cell, x: float, y: float, size: float) -> None:
    """Draw a group person by person in rows, from the corner at the top."""
    columns, drawn = field_columns(cell.finding), marks(cell.finding)
    at = [(x + n % columns * STEP * size, y + n // columns * STEP * size) for n in range(len(drawn))]
    _group(canvas, cell.sentence, drawn, at, group_colour(canvas, cell.finding), size)


def everyone(canvas: Canvas, number: int, alt: str, x: float, y: float, columns: int, size: float) -> None:
    """Draw so many persons who were asked, in neutral grey: whoever was asked has named nothing yet."""
    at = [(x + n % columns * STEP * size, y + n // columns * STEP * size) for n in range(number)]
    _group(canvas, alt, ["named"] * number, at, canvas.palette.ring, size)


def _group(
    canvas: Canvas, alt: str, drawn: Sequence[Mark], at: Sequence[tuple[float, float]], colour: str, size: float
) -> None:
    group = canvas.slide.shapes.add_group_shape()
    # python-pptx would measure the whole group again at each person: once at the end is enough.
    measure, group.shapes._recalculate_extents = group.shapes._recalculate_extents, lambda: None
    for kind, (x, y) in zip(drawn, at, strict=True):
        mark(canvas, group, kind, x, y, colour, size)
    measure()
    describe(group, alt)


def mark(canvas: Canvas, group: Any, kind: Mark, x: float, y: float, colour: str, size: float) -> None:
    """Draw one person; the forms are those of the screen."""
    dot, ring, add = DOT * size, canvas.palette.ring, group.shapes.add_shape
    if kind == "not_asked":
        fill(add(MSO_SHAPE.RECTANGLE, *canvas.box(x + 2, y + dot / 2 - 1, dot - 4, 2)), ring)
        return
    if kind == "off_topic":
        fill(add(MSO_SHAPE.OVAL, *canvas.box(x + dot / 3, y + dot / 3, dot / 3, dot / 3)), ring)
        return
    if kind == "named":
        fill(add(MSO_SHAPE.OVAL, *canvas.box(x, y, dot, dot)), colour)
        return
    circle = add(MSO_SHAPE.OVAL, *canvas.box(x + 1, y + 1, dot - 2, dot - 2))
    _flat(circle)
    circle.fill.background()
    circle.line.color.rgb, circle.line.width = rgb(ring), canvas.size(2)
    if kind == "unsure":
        half = add(MSO_SHAPE.PIE, *canvas.box(x, y, dot, dot))
        fill(half, colour)
        guides = half.element.find(f".//{qn('a:avLst')}")
        for child in list(guides):
            guides.remove(child)
        for name, angle in (("adj1", 5400000), ("adj2", 16200000)):
            etree.SubElement(guides, qn("a:gd"), {"name": name, "fmla": f"val {angle}"})


def bar(canvas: Canvas, cell: Cell, x: float, y: float, width: float, height: float) -> None:
    """Draw how many of a group too large for persons named it, on a track as long as all asked; middle at `y`."""
    share = cell.finding.share_of_asked
    add = canvas.slide.shapes.add_shape
    fill(add(MSO_SHAPE.RECTANGLE, *canvas.box(x, y - height / 2, width, height)), canvas.palette.line)
    drawn = add(MSO_SHAPE.RECTANGLE, *canvas.box(x, y - height / 2, width * (share[0] if share else 0) / 100, height))
    fill(drawn, group_colour(canvas, cell.finding))
    describe(drawn, cell.sentence)


def rule(canvas: Canvas, x: float, y: float, width: float, height: float, colour: str) -> None:
    """Draw a rule, or a bar beside a quote."""
    fill(canvas.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *canvas.box(x, y, width, height)), colour)


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


def group_colour(canvas: Canvas, finding: Finding) -> str:
    """Return the colour of a finding's group."""
    return canvas.palette.groups[finding.position % len(canvas.palette.groups)]


def rgb(colour: str) -> RGBColor:
    """Return a colour as the library wants it."""
    return RGBColor.from_string(colour[1:])


def chart(canvas: Canvas, rows: Sequence[Row], y: float, height: float, texts: Texts) -> None:
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
    place = canvas.box(0, y, canvas.width, height)
    frame = canvas.slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place, data)
    describe(frame, " ".join(cell.sentence for row in rows for cell in row.cells if cell.finding.is_figure))
    chart, size = frame.chart, canvas.size(18)
    chart.has_title = chart.has_legend = False
    chart.font.size, chart.font.color.theme_color = size, MSO_THEME_COLOR.TEXT_1
    chart.plots[0].gap_width, chart.plots[0].overlap = 60, 0
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = rgb(canvas.palette.ring)
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, 100, 50
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = '0" %"', False
    axis.has_title = True
    title = axis.axis_title.text_frame.paragraphs[0].add_run()
    title.text, title.font.size, title.font.bold = texts.chart_axis, canvas.size(16), False
    axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    axis.major_gridlines.format.line.color.rgb = rgb(canvas.palette.line)
    for n, series in enumerate(chart.plots[0].series):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(group_colour(canvas, groups[n]))
        _labels(series, [row.cells[n] for row in rows], size)


def _labels(series: Any, cells: Sequence[Cell], size: Any) -> None:
    """Say at each bar of a group what it is."""
    for number, cell in enumerate(cells):
        if cell.finding.share_of_asked is None:
            continue
        label = series.points[number].data_label
        label.position = XL_LABEL_POSITION.OUTSIDE_END
        label.text_frame.word_wrap = False
        run = label.text_frame.paragraphs[0].add_run()
        run.text, run.font.size = clean(f"{cell.finding.short}  {cell.plain}"), size


def is_bar(cell: Cell) -> bool:
    """Say whether a group is drawn as a bar: it has too many persons to be drawn one by one."""
    return cell.finding.respondents > MOST_DOTS and bool(cell.finding.share_of_asked)
