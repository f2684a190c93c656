"""Views as an OpenDocument spreadsheet: the same sheets as the workbook, each table a named range with its headings."""

from html import escape
from typing import Any

from odfdo import Element

from dashboard.exports.opendocument import begun, element, paragraph, styled, written
from dashboard.exports.sheets import Entry, Grid, Share, Sheet, height, sheets
from dashboard.kept.presentation import Portfolio
from dashboard.texts import Texts

LETTER = 0.19
"""Centimetres a letter takes in a column."""
HEAD_HEIGHT = 31.0
PAGES = {"across": ("29.7cm", "21cm", "landscape"), "upright": ("21cm", "29.7cm", "portrait")}


def ods(portfolio: Portfolio) -> bytes:
    """Return the spreadsheet: about, one sheet a view, the codebook."""
    document = begun("spreadsheet", portfolio)
    made = sheets(portfolio)
    styled(document, _pages(), "styles.xml")
    styled(document, _masters(portfolio.study_id), "styles.xml", "office:master-styles")
    styled(document, _styles(made, portfolio.texts))
    for sheet in made:
        document.body.append(Element.from_tag(_sheet(sheet, portfolio.texts)))
    marked = [_marked(sheet) for sheet in made if sheet.grid]
    document.body.append(Element.from_tag(element("table:database-ranges", None, *marked)))
    return written(document)


def _pages() -> str:
    """Describe the paper: as wide as a sheet, as many pages high as it needs."""
    return "".join(
        f'<style:page-layout style:name="{name}"><style:page-layout-properties fo:page-width="{width}" '
        f'fo:page-height="{tall}" style:print-orientation="{way}" style:scale-to-X="1" style:scale-to-Y="0" '
        'fo:margin-top="1.5cm" fo:margin-bottom="1.5cm" fo:margin-left="1.5cm" fo:margin-right="1.5cm"/>'
        '<style:footer-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-top="0.2cm"/>'
        "</style:footer-style></style:page-layout>"
        for name, (width, tall, way) in PAGES.items()
    )


def _masters(study_id: str) -> str:
    pages = "<text:page-number>1</text:page-number> / <text:page-count>1</text:page-count>"
    foot = f"<text:p>{escape(study_id)}<text:tab/>{pages}</text:p>"
    return "".join(
        f'<style:master-page style:name="{name}" style:page-layout-name="{name}"><style:header style:display="false"/>'
        f"<style:footer>{foot}</style:footer></style:master-page>"
        for name in PAGES
    )


def _styles(made: list[Sheet], texts: Texts) -> str:
    """Return the styles of sheets, columns, rows and cells, each width and height once."""
    tables = "".join(
        f'<style:style style:name="{name}-sheet" style:family="table" style:master-page-name="{name}">'
        '<style:table-properties table:display="true"/></style:style>'
        for name in PAGES
    )
    widths = {width for sheet in made for width in sheet.widths}
    columns = "".join(
        f'<style:style style:name="w{width}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{width * LETTER:.2f}cm"/></style:style>'
        for width in sorted(widths)
    )
    heights = {HEAD_HEIGHT} | {height(row, sheet.widths) for sheet in made for row in _lines(sheet)}
    heights |= {height(sheet.before[:1], sheet.widths, bold=True) for sheet in made}
    rows = "".join(
        f'<style:style style:name="{_tall(one)}" style:family="table-row"><style:table-row-properties '
        f'style:row-height="{one:.1f}pt" style:use-optimal-row-height="false"/></style:style>'
        for one in sorted(heights)
    )
    shares = (
        '<number:percentage-style style:name="percent"><number:number number:decimal-places="0" '
        f'number:min-integer-digits="1"/><number:text>{texts.percent(0)[1:]}</number:text></number:percentage-style>'
    )
    around = 'style:family="table-cell" style:parent-style-name="Default"'
    wrapped = '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"{}/>'
    bold = '<style:text-properties fo:font-weight="bold"/>'
    right = wrapped.format(' fo:padding-right="0.3cm"') + '<style:paragraph-properties fo:text-align="end"/>'
    lined = wrapped.format(' fo:border-bottom="0.5pt solid #000000" fo:background-color="#f6f8fa"')
    cells = (
        f'<style:style style:name="words" {around}>{wrapped.format("")}</style:style>'
        f'<style:style style:name="strong" {around}>{wrapped.format("")}{bold}</style:style>'
        f'<style:style style:name="head" {around}>{lined}{bold}</style:style>'
        f'<style:style style:name="number" {around}>{right}</style:style>'
        f'<style:style style:name="share" {around} style:data-style-name="percent">{right}</style:style>'
    )
    return shares + tables + columns + rows + cells


def _tall(points: float) -> str:
    return f"h{points:.0f}"


def _lines(sheet: Sheet) -> list[tuple[Entry, ...]]:
    rows = sheet.grid.rows if sheet.grid else ()
    return [*((line,) for line in (*sheet.before, *sheet.after)), *rows, ()]


def _sheet(sheet: Sheet, texts: Texts) -> Any:
    """Return a sheet with its columns, lines and table."""
    made = element("table:table", {"table:name": sheet.name, "table:style-name": f"{_page(sheet)}-sheet"})
    made.extend(element("table:table-column", {"table:style-name": f"w{width}"}) for width in sheet.widths)
    for number, line in enumerate(sheet.before):
        made.append(_row((line,), sheet, texts, "words" if number else "strong"))
    if sheet.grid:
        made.append(_row((), sheet, texts))
        heads = _row(sheet.grid.heads, sheet, texts, "head", HEAD_HEIGHT)
        made.append(element("table:table-header-rows", None, heads))
        made.extend(_row(row, sheet, texts) for row in sheet.grid.rows)
        made.append(_row((), sheet, texts))
    made.extend(_row((line,), sheet, texts) for line in sheet.after)
    place = f"{_quoted(sheet.name)}.A1:{_quoted(sheet.name)}.{_column(sheet.printed)}{_long(sheet)}"
    made.set(f"{{{made.nsmap['table']}}}print-ranges", place)
    return made


def _page(sheet: Sheet) -> str:
    return "across" if sheet.landscape else "upright"


def _long(sheet: Sheet) -> int:
    """Return how many rows a sheet has: a table has one of headings, and stands between two empty ones."""
    return len(sheet.before) + len(sheet.after) + (len(sheet.grid.rows) + 3 if sheet.grid else 0)


def _row(row: tuple[Entry, ...], sheet: Sheet, texts: Texts, style: str = "words", tall: float | None = None) -> Any:
    points = tall or height(row, sheet.widths, bold=style == "strong")
    cells = (_cell(entry, texts, style) for entry in row)
    return element("table:table-row", {"table:style-name": _tall(points)}, *cells)


def _cell(entry: Entry, texts: Texts, style: str) -> Any:
    """Return a cell. Only a formula's own attribute makes one: text that looks like one stays text."""
    if entry is None or entry == "":
        return element("table:table-cell")
    if isinstance(entry, Share):
        value = {"office:value-type": "percentage", "office:value": f"{entry.percent / 100:g}"}
        return element("table:table-cell", value | _styled("share"), paragraph(texts.percent(entry.percent)))
    if isinstance(entry, int):
        value = {"office:value-type": "float", "office:value": str(entry)}
        return element("table:table-cell", value | _styled("number"), paragraph(str(entry)))
    lines = (paragraph(line) for line in entry.split("\n"))
    return element("table:table-cell", {"office:value-type": "string"} | _styled(style), *lines)


def _styled(style: str) -> dict[str, str]:
    return {"table:style-name": style}


def _marked(sheet: Sheet) -> Any:
    """Say where the table of a sheet stands, and that its first row holds the headings."""
    grid: Grid = sheet.grid  # type: ignore[assignment]
    first = len(sheet.before) + 2
    last = f"{_column(len(grid.heads) - 1)}{first + len(grid.rows)}"
    place = f"{_quoted(sheet.name)}.A{first}:{_quoted(sheet.name)}.{last}"
    said = {"table:name": grid.name, "table:target-range-address": place}
    return element(
        "table:database-range", said | {"table:contains-header": "true", "table:display-filter-buttons": "true"}
    )


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


def _column(number: int) -> str:
    return chr(ord("A") + number)
