"""Views as a spreadsheet: one sheet a view, numbers as numbers, withheld figures as words, no formula from text."""

import io
from typing import Any

import xlsxwriter
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.exports.clean import clean
from dashboard.kept.presentation import Portfolio
from dashboard.texts import Texts
from dashboard.texts.fitting import width as measured
from dashboard.texts.fitting import wrapped
from dashboard.values.shown import Shown
from dashboard.values.tables import Cell, printed_note

WIDTHS = (46, 28, 16, 10, 8, 9, 26, 70, 30)
PRINTED = 6
"""The last column on paper; sentence and location stand beside for the screen."""


def xlsx(portfolio: Portfolio) -> bytes:
    """Return the workbook: about, one sheet a view, the codebook."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    t = portfolio.texts
    book.set_properties({"title": clean(portfolio.title), "comments": clean(f"{portfolio.version} {portfolio.notice}")})
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "words": book.add_format({"text_wrap": True, "valign": "top"}),
        "strong": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "number": book.add_format({"num_format": "0", "valign": "top"}),
        "share": book.add_format({"num_format": "0 %", "valign": "top"}),
    }
    names: set[str] = set()
    _about(book.add_worksheet(_name(t.sheet_about, names)), portfolio, formats)
    for number, shown in enumerate(portfolio.shown, start=1):
        name = _name(f"{number} {shown.title.rsplit('›')[-1].strip()}", names)
        _sheet(book.add_worksheet(name), shown, portfolio, formats)
    _codebook(book, book.add_worksheet(_name(t.sheet_codebook, names)), portfolio, formats)
    book.close()
    return buffer.getvalue()


def _about(about: Worksheet, portfolio: Portfolio, formats: dict[str, Format]) -> None:
    """Fill the sheet that says what this is and what it stands on."""
    t = portfolio.texts
    lines = [portfolio.title, portfolio.question, portfolio.notice, t.stage_base.format(portfolio.bases)]
    lines += [portfolio.caution, t.limits_short, portfolio.source, portfolio.licenses, portfolio.version]
    lines += [portfolio.address, t.retrieved.format(t.date(portfolio.day))]
    about.set_column(0, 0, 110)
    for row, line in enumerate(line for line in lines if line):
        about.write_string(row, 0, clean(line), formats["strong" if row == 0 else "words"])
        about.set_row(row, _height(clean(line), 110))
    about.set_paper(9)
    about.fit_to_pages(1, 0)


def _codebook(book: Workbook, codebook: Worksheet, portfolio: Portfolio, formats: dict[str, Format]) -> None:
    """Fill the sheet of categories with their definitions."""
    codebook.set_column(0, 0, 60)
    if any(definition for _, _, definition in portfolio.codebook):
        codebook.set_column(1, 1, 90)
    codebook.set_paper(9)
    codebook.fit_to_pages(1, 0)
    for row, (level, label, definition) in enumerate(portfolio.codebook):
        indent = book.add_format({"indent": level - 1, "bold": level == 1, "text_wrap": True, "valign": "top"})
        codebook.write_string(row, 0, clean(label), indent)
        codebook.write_string(row, 1, clean(definition), formats["words"])
        codebook.set_row(row, max(_height(clean(label), 56), _height(clean(definition), 90)))


def _words(shown: Shown) -> list[str]:
    """Return what a view says before its figures."""
    stated = [shown.statement.text, shown.statement.source] if shown.statement else []
    return [shown.title, *stated, shown.sentence, shown.remark, shown.selection, shown.note, *shown.points]


def _sheet(sheet: Worksheet, shown: Shown, portfolio: Portfolio, formats: dict[str, Format]) -> None:
    """Fill the sheet of one view: what it says, its figures, its quotes, what they stand on."""
    t = portfolio.texts
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    row = 0

    def line(words: str, form: str = "words") -> None:
        nonlocal row
        if words:
            text = clean(words)[:32000]
            sheet.merge_range(row, 0, row, PRINTED, "", formats[form])
            sheet.write_string(row, 0, text, formats[form])
            sheet.set_row(row, _height(text, sum(WIDTHS[: PRINTED + 1])))
            row += 1

    for words in (portfolio.notice, *_words(shown)):
        line(words, "strong" if words == shown.title else "words")
    if shown.figures:
        row = _figures(sheet, row, shown, t, formats) + 2
    for card in shown.quotes:
        line(card.citation)
    row += 1
    after = (shown.caution, shown.location, portfolio.title, portfolio.version, shown.address)
    for words in (printed_note(shown.figures, t), *after):
        line(words)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.print_area(0, 0, row, PRINTED)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{portfolio.study_id}&R&P / &N")


def _figures(sheet: Worksheet, row: int, shown: Shown, t: Texts, formats: dict[str, Format]) -> int:
    """Write the figures of a view from a row on, under the headlines they stand under; return the last row."""
    heads = (t.topic, t.group, t.partner, t.column_named, t.column_base, t.column_share)
    for column, head in enumerate((*heads, t.fact_count, t.column_words, t.column_location)):
        sheet.write_string(row, column, head, formats["head"])
    sheet.set_row(row, 31)
    sheet.freeze_panes(row + 1, 1)
    sheet.repeat_rows(row)
    part = ""
    for cell in shown.figures:
        if (headline := shown.part_of(cell.finding.category_id)) != part:
            row, part = row + 1, headline
            sheet.write_string(row, 0, clean(headline), formats["strong"])
        row += 1
        _figure(sheet, row, cell, formats)
    return row


def _height(text: str, letters: float) -> float:
    """Return the height of a row in points: programs that open the file do not measure wrapped lines themselves."""
    room = 0.95 * letters * measured("0")
    lines = sum(len(wrapped(part, 1, room)) for part in text.split("\n"))
    return min(15.0 * lines + 1, 400)


def _figure(sheet: Worksheet, row: int, cell: Cell, formats: dict[str, Format]) -> None:
    """Write one figure; what is not known exactly stays words, and withheld counts have no number anywhere."""
    finding = cell.finding
    numbers: list[tuple[Any, str]] = [
        (finding.low if finding.state in ("counted", "not_named") else None, "number"),
        (finding.base if finding.is_figure and not finding.is_withheld else None, "number"),
        (None if finding.share is None else finding.share / 100, "share"),
    ]
    for column, words in ((0, finding.category), (1, finding.group), (2, finding.partner)):
        sheet.write_string(row, column, clean(words), formats["words"])
    for column, (value, form) in enumerate(numbers, start=3):
        if value is not None:
            sheet.write_number(row, column, value, formats[form])
        elif form == "number" and column == 3 and finding.state == "range" and not finding.is_withheld:
            sheet.write_string(row, column, f"{finding.low}–{finding.high}", formats["words"])
    for column, words in ((6, cell.text), (7, cell.sentence), (8, finding.location)):
        sheet.write_string(row, column, clean(words)[:32000], formats["words"])
    texts = (finding.category, finding.group, finding.partner, "", "", "", cell.text, cell.sentence, finding.location)
    sheet.set_row(row, max(_height(clean(text), width) for text, width in zip(texts, WIDTHS, strict=True)))


def _name(title: str, taken: set[str]) -> str:
    """Return a sheet's name as Excel takes it: 31 characters, none of []:*?/\\, no apostrophe at its ends, once."""
    plain = "".join(" " if c in "[]:*?/\\" else c for c in clean(title)).strip("' ")[:31].rstrip() or "–"
    name, number = plain, 2
    while name.casefold() in taken:
        name = f"{plain[:27]} {number}"
        number += 1
    taken.add(name.casefold())
    return name
