"""A paragraph for a paper to be decided on: finding, limits, source as a footnote, date."""

from dashboard.exports.clean import clean
from dashboard.kept.presentation import Portfolio
from dashboard.values.shown import Shown
from dashboard.values.tables import printed_note


def text(portfolio: Portfolio) -> bytes:
    """Return the views as plain text in UTF-8: a paragraph each that says nothing twice, footnotes at the end."""
    t = portfolio.texts
    paragraphs: list[str] = [portfolio.notice] if portfolio.notice else []
    notes: list[str] = []
    told: set[str] = set()
    for shown in portfolio.shown:
        quotes = [f"{portfolio.quoted(card.quote.text)} ({card.speaker})" for card in shown.quotes[:2]]
        said = [part for part in (shown.note, *_said(shown), *quotes, printed_note(shown.figures, t)) if part]
        new = [part for part in dict.fromkeys(said) if part not in told]
        told.update(new)
        note = _note(shown, portfolio)
        if new:
            notes += [note] if note not in notes else []
            paragraphs.append(f"{' '.join(new)} [{notes.index(note) + 1}]")
    paragraphs += dict.fromkeys(shown.caution for shown in portfolio.shown[:1] if shown.figures)
    paragraphs.append(t.limits_short)
    paragraphs += [f"[{number}] {note}" for number, note in enumerate(notes, start=1)]
    return (clean("\n\n".join(paragraphs)) + "\n").encode()


def _said(shown: Shown) -> list[str]:
    rows = () if shown.table is None else shown.table.rows
    drawn = {cell.finding.category_id for cell in shown.cells}
    below: list[str] = []
    for headline, part in shown.parted(rows):
        cells = [cell for row in part for cell in row.cells]
        below += [f"{headline}:"] if headline else []
        below += [c.sentence for c in cells if c.finding.is_figure and c.finding.category_id not in drawn]
    stated = [f"{shown.statement.text} ({shown.statement.source})"] if shown.statement else []
    return [*stated, shown.sentence, shown.remark, *shown.points, *below]


def _note(shown: Shown, portfolio: Portfolio) -> str:
    t = portfolio.texts
    note = t.footnote.format(source=portfolio.place_of(shown), study=portfolio.title, version=portfolio.version)
    return f"{note} {portfolio.address} {t.retrieved.format(t.date(portfolio.day))}.".replace("  ", " ")
