"""Views as a spreadsheet for Excel: numbers as numbers, tables marked as tables, no formula from text."""

import io

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.exports.clean import clean
from dashboard.exports.sheets import Entry, Grid, Share, Sheet, height, sheets
from dashboard.kept.presentation import Portfolio

AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
PLAIN = "Table Style Light 1"


def xlsx(portfolio: Portfolio) -> bytes:
    """Return the workbook: about, one sheet a view, the codebook."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **AS_TEXT})
    book.set_properties({"title": clean(portfolio.title), "comments": clean(f"{portfolio.version} {portfolio.notice}")})
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "words": book.add_format({"text_wrap": True, "valign": "top"}),
        "strong": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "number": book.add_format({"num_format": "0", "valign": "top", "align": "right", "indent": 1}),
        "share": book.add_format({"num_format": "0 %", "valign": "top", "align": "right", "indent": 1}),
    }
    for made in sheets(portfolio):
        _sheet(book.add_worksheet(made.name), made, portfolio, formats)
    book.close()
    return buffer.getvalue()


def _sheet(sheet: Worksheet, made: Sheet, portfolio: Portfolio, formats: dict[str, Format]) -> None:
    """Fill a sheet and set it up for paper."""
    for column, width in enumerate(made.widths):
        sheet.set_column(column, column, width)
    row = 0
    for line in made.before:
        sheet.write_string(row, 0, line, formats["words" if row else "strong"])
        sheet.set_row(row, height((line,), made.widths, bold=not row))
        row += 1
    if made.grid:
        row = _grid(sheet, row + 1, made.grid, made, formats) + 1
    for line in made.after:
        sheet.write_string(row, 0, line, formats["words"])
        sheet.set_row(row, height((line,), made.widths))
        row += 1
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, row, made.printed)
    sheet.set_footer(f"&L{portfolio.study_id}&R&P / &N")
    if made.landscape:
        sheet.set_landscape()
        sheet.freeze_panes(0, 1)


def _grid(sheet: Worksheet, row: int, grid: Grid, made: Sheet, formats: dict[str, Format]) -> int:
    """Write a table from a row on; return the row below it."""
    heads = [{"header": head, "header_format": formats["head"]} for head in grid.heads]
    marked = {"name": grid.name, "columns": heads, "style": PLAIN}
    sheet.add_table(row, 0, row + len(grid.rows), len(heads) - 1, marked)
    sheet.set_row(row, 31)
    sheet.repeat_rows(row)
    for number, cells in enumerate(grid.rows, start=row + 1):
        for column, entry in enumerate(cells):
            _cell(sheet, number, column, entry, formats)
        sheet.set_row(number, height(cells, made.widths))
    return row + len(grid.rows) + 1


def _cell(sheet: Worksheet, row: int, column: int, entry: Entry, formats: dict[str, Format]) -> None:
    if entry is None or entry == "":
        return
    if isinstance(entry, str):
        sheet.write_string(row, column, entry, formats["words"])
    elif isinstance(entry, Share):
        sheet.write_number(row, column, entry.percent / 100, formats["share"])
    else:
        sheet.write_number(row, column, entry, formats["number"])
