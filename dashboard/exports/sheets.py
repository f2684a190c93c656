"""Views as the sheets of a workbook, whatever program writes it: what each says, its one table, what it stands on.

The first cell of every sheet says what the sheet is; no cell is merged; a table has one row of headings and nothing
but data below it.
"""

from dataclasses import dataclass

from dashboard.exports.clean import clean
from dashboard.kept.presentation import Portfolio
from dashboard.texts import Texts
from dashboard.texts.fitting import width as measured
from dashboard.texts.fitting import wrapped
from dashboard.values.shown import Shown
from dashboard.values.tables import Cell, printed_note

WIDTHS = (56, 28, 20, 10, 8, 9, 28, 70, 30, 40)
PRINTED = 6
"""The last column on paper; sentence and location stand beside for the screen."""
LONGEST = 32_000
"""Letters a cell of Excel holds, nearly."""
LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class Share:
    """A share in whole percent."""

    percent: int


Entry = str | int | Share | None
"""What a cell holds: words, a number of persons, a share, nothing."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its headings, rows as wide as they are; `name` is that of the range it stands in."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: lines, the first of them what it is; its table, where it has one; lines below it.

    `widths` are those of its columns in letters, `printed` is the last of them on paper.
    """

    name: str
    before: tuple[str, ...]
    grid: Grid | None
    after: tuple[str, ...]
    widths: tuple[int, ...]
    printed: int
    landscape: bool = True


def sheets(portfolio: Portfolio) -> list[Sheet]:
    """Return about, one sheet a view, the codebook."""
    t, names = portfolio.texts, set[str]()
    made = [_about(portfolio, _name(t.sheet_about, names))]
    for number, shown in enumerate(portfolio.shown, start=1):
        name = _name(f"{number} {shown.title.rsplit('›')[-1].strip()}", names)
        made.append(_view(portfolio, shown, number, name))
    return [*made, _codebook(portfolio, _name(t.sheet_codebook, names))]


def height(row: tuple[Entry, ...], widths: tuple[int, ...], *, bold: bool = False) -> float:
    """Return the height of a row in points: programs that open the file do not measure wrapped lines themselves."""
    texts = [(text, letters) for text, letters in zip(row, widths, strict=False) if isinstance(text, str) and text]
    lines = max((_lines(text, letters, bold=bold) for text, letters in texts), default=1)
    return min(15.0 * lines + 1, 400)


def _lines(text: str, letters: float, *, bold: bool) -> int:
    room = 0.92 * letters * measured("0")
    return sum(len(wrapped(part, 1, room, bold=bold)) for part in text.split("\n"))


def _about(portfolio: Portfolio, name: str) -> Sheet:
    """Say what the file is and what it stands on."""
    t = portfolio.texts
    lines = [t.sheet_of.format(t.sheet_about, portfolio.title), portfolio.question, portfolio.notice]
    lines += [t.stage_base.format(portfolio.bases), portfolio.caution, t.limits_short, portfolio.source]
    lines += [portfolio.licenses, portfolio.version, portfolio.address, t.retrieved.format(t.date(portfolio.day))]
    return Sheet(name, _said(*lines), None, (), (88,), 0, landscape=False)


def _codebook(portfolio: Portfolio, name: str) -> Sheet:
    """List the categories with their definitions."""
    t = portfolio.texts
    defined = any(definition for _, _, definition in portfolio.codebook)
    heads = (t.column_topic, t.column_level, t.column_definition)[: 3 if defined else 2]
    rows = tuple(
        (_cell(label), level, _cell(definition))[: len(heads)] for level, label, definition in portfolio.codebook
    )
    before = _said(t.sheet_of.format(t.sheet_codebook, portfolio.title), portfolio.notice)
    return Sheet(
        name, before, Grid("codebook", heads, rows), (), (60, 8, 90)[: len(heads)], len(heads) - 1, landscape=False
    )


def _view(portfolio: Portfolio, shown: Shown, number: int, name: str) -> Sheet:
    """Write down one view: what it says, its figures, its quotes, what they stand on."""
    t = portfolio.texts
    stated = (shown.statement.text, shown.statement.source) if shown.statement else ()
    words = (*stated, shown.sentence, shown.remark, shown.selection, shown.note, *shown.points)
    quotes = (card.citation for card in shown.quotes)
    after = (shown.caution, shown.location, portfolio.title, portfolio.version, shown.address)
    return Sheet(
        name,
        _said(t.sheet_view.format(number, shown.title), portfolio.notice, *words),
        _figures(shown, f"figures_{number}", t) if shown.figures else None,
        _said(*quotes, printed_note(shown.figures, t), *after),
        WIDTHS,
        PRINTED,
    )


def _figures(shown: Shown, name: str, t: Texts) -> Grid:
    """Return the figures of a view; where its topics stand under several headlines, each row says under which."""
    heads = [t.topic, t.group, t.partner, t.column_named, t.column_base, t.column_share, t.fact_count]
    heads += [t.column_words, t.column_location, *([t.column_part] if shown.parts else [])]
    rows = (
        (*_figure(cell), *([_cell(shown.part_of(cell.finding.category_id))] if shown.parts else []))
        for cell in shown.figures
    )
    return Grid(name, tuple(heads), tuple(rows))


def _figure(cell: Cell) -> tuple[Entry, ...]:
    """Return one figure; what is not known exactly stays words, and withheld counts have no number anywhere."""
    f = cell.finding
    named: Entry = f.low if f.state in ("counted", "not_named") else None
    if f.state == "range" and not f.is_withheld:
        named = f"{f.low}–{f.high}"
    base = f.base if f.is_figure and not f.is_withheld else None
    share = None if f.share is None else Share(f.share)
    words = (_cell(cell.text), _cell(cell.sentence), _cell(f.location))
    return (_cell(f.category), _cell(f.group), _cell(f.partner), named, base, share, *words)


def _said(*lines: str) -> tuple[str, ...]:
    return tuple(_cell(line) for line in lines if line)


def _cell(text: str) -> str:
    return clean(text)[:LONGEST]


def _name(title: str, taken: set[str]) -> str:
    """Return a sheet's name as Excel takes it: 31 characters, none of []:*?/\\, no apostrophe at its ends, once."""
    plain = "".join(" " if c in "[]:*?/\\" else c for c in clean(title)).strip("' ")[:LONGEST_NAME].rstrip() or "–"
    name, number = plain, 2
    while name.casefold() in taken:
        name = f"{plain[:27]} {number}"
        number += 1
    taken.add(name.casefold())
    return name
