"""A text for a paper to be decided on as an OpenDocument text: its paragraphs, then pictures beside real tables."""

import io
from typing import Any

from odfdo import Document, Element

from dashboard.exports.opendocument import COUNTRIES, begun, element, paragraph, styled, write, written
from dashboard.exports.paper import Figures, Grid, by_speaker, figures, paper
from dashboard.kept.presentation import Portfolio

WIDE = 16.5
"""Centimetres between the margins of the page, nearly."""
TOPIC = 5.5
INDENT = 0.4
DEEPEST = 6


def odt(portfolio: Portfolio) -> bytes:
    """Return the text: what the plain one says, then the figures of each view."""
    document = begun("text", portfolio)
    styled(document, _styles(portfolio))
    own = portfolio.texts.language
    _add(document, _heading(1, portfolio.title))
    for said in paper(portfolio).written:
        line = element("text:p", {"text:style-name": "said"})
        for words, is_quote in by_speaker(said, portfolio):
            if is_quote and portfolio.spoken != own:
                line.append(paragraph(words, "spoken", "text:span"))
            else:
                write(line, words)
        _add(document, line)
    for number, one in enumerate(figures(portfolio), start=1):
        if number == 1:
            _add(document, _heading(2, portfolio.texts.paper_figures))
        _view(document, one, number)
    return written(document)


def _add(document: Document, made: Any) -> None:
    document.body.append(Element.from_tag(made))


def _heading(level: int, words: str) -> Any:
    return paragraph(words, f"Heading_20_{level}", "text:h", {"text:outline-level": str(level)})


def _view(document: Document, view: Figures, number: int) -> None:
    """Add the figures of a view: its picture, its tables, what they stand on."""
    _add(document, _heading(3, view.title))
    tall = view.proportion * WIDE
    place = document.add_file(io.BytesIO(view.picture))
    shown = {"xlink:href": place, "xlink:type": "simple", "xlink:show": "embed", "xlink:actuate": "onLoad"}
    size = {"svg:width": f"{WIDE}cm", "svg:height": f"{tall:.2f}cm", "draw:name": f"picture{number}"}
    title, described = element("svg:title"), element("svg:desc")
    title.text, described.text = view.title, view.alternative
    frame = element(
        "draw:frame", size | {"text:anchor-type": "as-char"}, element("draw:image", shown), title, described
    )
    _add(document, element("text:p", {"text:style-name": "said"}, frame))
    for place_of, grid in enumerate(view.grids, start=1):
        if grid.headline:
            _add(document, paragraph(grid.headline, "under"))
        _add(document, _table(grid, f"figures_{number}_{place_of}", view.title))
    for note in view.notes:
        _add(document, paragraph(note, "note"))


def _table(grid: Grid, name: str, title: str) -> Any:
    """Return a table whose first row is one of headings."""
    made = element("table:table", {"table:name": name, "table:style-name": "wide"})
    made.append(paragraph(f"{grid.headline or title}", tag="table:title"))
    others = len(grid.heads) - 1
    made.append(element("table:table-column", {"table:style-name": "topic"}))
    made.append(
        element("table:table-column", {"table:style-name": f"of{others}", "table:number-columns-repeated": f"{others}"})
    )
    made.append(element("table:table-header-rows", None, _row([(head, "head") for head in grid.heads])))
    for depth, (topic, *cells) in grid.rows:
        made.append(_row([(topic, f"deep{min(depth, DEEPEST)}"), *((cell, "cell") for cell in cells)]))
    return made


def _row(cells: list[tuple[str, str]]) -> Any:
    return element(
        "table:table-row",
        {"table:style-name": "whole"},
        *(element("table:table-cell", _TEXT, paragraph(words, style)) for words, style in cells),
    )


_TEXT = {"office:value-type": "string", "table:style-name": "lined"}


def _styles(portfolio: Portfolio) -> str:
    """Return the styles of paragraphs and tables, columns for each number of groups."""
    spoken = f'fo:language="{portfolio.spoken}" fo:country="{COUNTRIES[portfolio.spoken]}"'
    columns = "".join(
        f'<style:style style:name="of{n}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{(WIDE - TOPIC) / n:.2f}cm"/></style:style>'
        for n in sorted({len(shown.figures) for shown in portfolio.shown} | set(range(1, 31)))
        if n
    )
    deep = "".join(
        f'<style:style style:name="deep{n}" style:family="paragraph" style:parent-style-name="Standard">'
        f'<style:paragraph-properties fo:margin-left="{n * INDENT:.1f}cm"/></style:style>'
        for n in range(DEEPEST + 1)
    )
    return (
        _of_text("said", 'fo:margin-bottom="0.25cm"')
        + _of_text("under", 'fo:margin-top="0.3cm" fo:margin-bottom="0.1cm" fo:keep-with-next="always"', BOLD)
        + _of_text("note", 'fo:margin-top="0.15cm"', SMALL)
        + _of_text("head", "", BOLD.replace("/>", ' fo:font-size="10pt"/>'))
        + _of_text("cell", "", SMALL)
        + f'<style:style style:name="spoken" style:family="text"><style:text-properties {spoken}/></style:style>'
        + '<style:style style:name="wide" style:family="table"><style:table-properties '
        f'style:width="{WIDE}cm" table:align="left"/></style:style>'
        '<style:style style:name="topic" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{TOPIC}cm"/></style:style>'
        '<style:style style:name="whole" style:family="table-row"><style:table-row-properties '
        'fo:keep-together="always"/></style:style>'
        '<style:style style:name="lined" style:family="table-cell"><style:table-cell-properties '
        'fo:padding="0.1cm" fo:border-bottom="0.5pt solid #56616e"/></style:style>' + columns + deep
    )


SMALL = '<style:text-properties fo:font-size="10pt"/>'
BOLD = '<style:text-properties fo:font-weight="bold"/>'


def _of_text(name: str, space: str, letters: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Standard">'
        f"<style:paragraph-properties {space}/>{letters}</style:style>"
    )
