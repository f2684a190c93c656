"""A text for a paper to be decided on as a Word document: its paragraphs, then pictures beside real tables."""

import io
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as Written
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.run import Run

from dashboard.exports.clean import clean
from dashboard.exports.paper import Figures, Grid, by_speaker, figures, paper
from dashboard.kept.presentation import Portfolio

WIDE = 16.0
TOPIC = 6.5
"""Centimetres: of the page between its margins, of the column of topics."""
INDENT = 0.4
FONT = "Calibri"
OF_TEMPLATE = ("/thumbnail", "/stylesWithEffects")
"""What the template has beside its styles: a picture of its first page, styles for Word 2010 in English."""
LANGUAGES = {"de": "de-DE", "en": "en-GB"}


def docx(portfolio: Portfolio) -> bytes:
    """Return the text: what the plain one says, then the figures of each view."""
    document = _begun(portfolio)
    document.add_heading(clean(portfolio.title), 1)
    for said in paper(portfolio).written:
        line = document.add_paragraph()
        for words, is_quote in by_speaker(said, portfolio):
            run = line.add_run(words)
            if is_quote and portfolio.spoken != portfolio.texts.language:
                _speaks(run, portfolio.spoken)
    views = figures(portfolio)
    if views:
        document.add_heading(portfolio.texts.paper_figures, 2)
    for view in views:
        _view(document, view)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _begun(portfolio: Portfolio) -> Written:
    """Return an empty A4 page with title and language."""
    document = Document()
    told, language = document.core_properties, LANGUAGES[portfolio.texts.language]
    told.title, told.author, told.language = clean(portfolio.title)[:255], "Befundatlas", language
    told.comments = clean(f"{portfolio.version} {portfolio.notice}".strip())[:255]
    told.created = told.modified = datetime.fromisoformat(portfolio.day)
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, to in relations.items() if to.reltype.endswith(OF_TEMPLATE)]:
            del relations[key]
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)
    document.styles["Normal"].font.name = FONT
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin = page.bottom_margin = Cm(2)
    return document


def _speaks(run: Run, language: str) -> None:
    """Say in which language the words of a run are."""
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), LANGUAGES[language])
    run._element.get_or_add_rPr().append(spoken)


def _view(document: Written, view: Figures) -> None:
    """Add the figures of a view: its picture, its tables, what they stand on."""
    document.add_heading(view.title, 3)
    picture = document.add_picture(io.BytesIO(view.picture), width=Cm(WIDE))
    picture._inline.docPr.set("title", view.title)
    picture._inline.docPr.set("descr", view.alternative)
    for grid in view.grids:
        if grid.headline:
            under = document.add_paragraph()
            under.add_run(grid.headline).bold = True
            under.paragraph_format.keep_with_next = True
        _table(document, grid, view.title)
    for note in view.notes:
        line = document.add_paragraph()
        line.paragraph_format.space_before = Pt(4)
        line.add_run(note).font.size = Pt(10)


def _table(document: Written, grid: Grid, title: str) -> None:
    """Add a table whose first row is one of headings, repeated on every page."""
    others = len(grid.heads) - 1
    widths = [Cm(TOPIC), *[Cm((WIDE - TOPIC) / others)] * others]
    table = document.add_table(rows=0, cols=len(grid.heads), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _described(table._tbl.tblPr, grid.headline or title)
    for number, (depth, words) in enumerate([(0, grid.heads), *grid.rows]):
        row = table.add_row()
        marks = row._tr.get_or_add_trPr()
        for mark in ("w:cantSplit", *([] if number else ["w:tblHeader"])):
            marks.append(OxmlElement(mark))
        for place, (cell, said, width) in enumerate(zip(row.cells, words, widths, strict=True)):
            cell.width = width
            line = cell.paragraphs[0]
            line.add_run(said).bold = True if number == 0 else None
            if depth and place == 0:
                line.paragraph_format.left_indent = Cm(depth * INDENT)


def _described(properties: Any, title: str) -> None:
    """Give a table a title for whoever cannot see where it stands."""
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), title)
    properties.append(caption)
