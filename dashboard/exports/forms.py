"""Which files there are, and the one way to make each of them."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.exports import csv, handout, odt, paragraph, picture, slides, spreadsheet, word, workbook
from dashboard.kept.presentation import Portfolio


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file: its ending, its media type, what makes it, and whether the presenter's own words stand in it."""

    ending: str
    media_type: str
    make: Callable[[Portfolio], bytes]
    holds_notes: bool = False


def _figures(portfolio: Portfolio) -> bytes:
    findings = [cell.finding for shown in portfolio.shown for cell in shown.figures]
    return csv.for_excel(list(dict.fromkeys(findings)), portfolio.title, portfolio.texts)


FORMS = {
    form.ending: form
    for form in (
        Form("pdf", "application/pdf", handout.pdf, holds_notes=True),
        Form(
            "pptx",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            slides.pptx,
            holds_notes=True,
        ),
        Form(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            workbook.xlsx,
            holds_notes=True,
        ),
        Form("ods", "application/vnd.oasis.opendocument.spreadsheet", spreadsheet.ods, holds_notes=True),
        Form(
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            word.docx,
            holds_notes=True,
        ),
        Form("odt", "application/vnd.oasis.opendocument.text", odt.odt, holds_notes=True),
        Form("csv", "text/csv", _figures),
        Form("txt", "text/plain; charset=utf-8", paragraph.text, holds_notes=True),
        Form("png", "image/png", picture.png),
        Form("svg", "image/svg+xml", picture.svg),
    )
}


def make(ending: str, portfolio: Portfolio) -> bytes:
    """Make a file of a portfolio; KeyError for an unknown kind."""
    return FORMS[ending].make(portfolio)
