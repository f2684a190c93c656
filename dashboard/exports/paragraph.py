"""A paragraph for a paper to be decided on: finding, limits, source as a footnote, date."""

from dashboard.exports.clean import clean
from dashboard.presentation import Portfolio, Shown


def text(portfolio: Portfolio) -> bytes:
    """Return the views as plain text in UTF-8: a paragraph each, footnotes at the end."""
    t = portfolio.texts
    paragraphs: list[str] = [portfolio.notice] if portfolio.notice else []
    notes: list[str] = []
    for shown in portfolio.shown:
        notes.append(_note(shown, portfolio))
        said = _said(shown)
        quotes = [f"„{card.quote.text}“ ({card.speaker})" for card in shown.quotes[:2]]
        parts = [shown.note, *said, *quotes, shown.caution if shown.figures else ""]
        paragraphs.append(" ".join(part for part in parts if part) + f" [{len(notes)}]")
    paragraphs.append(t.limits_short)
    paragraphs += [f"[{number}] {note}" for number, note in enumerate(notes, start=1)]
    return (clean("\n\n".join(paragraphs)) + "\n").encode()


def _said(shown: Shown) -> list[str]:
    rows = [] if shown.table is None else [cell for row in shown.table.rows for cell in row.cells]
    below = [cell.sentence for cell in rows if cell.finding.is_figure and cell not in shown.cells]
    return [shown.sentence, *below, *shown.points]


def _note(shown: Shown, portfolio: Portfolio) -> str:
    t = portfolio.texts
    place = shown.location or t.undocumented
    note = t.footnote.format(location=place, source=portfolio.source, study=portfolio.title, version=portfolio.version)
    return f"{note} {shown.address or portfolio.address} {t.retrieved.format(t.date(portfolio.day))}.".replace(
        "  ", " "
    )
