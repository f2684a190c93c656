"""The handout: A4, tagged after PDF/UA-1, every figure with its sentence, address and QR code on every page."""

import json
from pathlib import Path
from typing import Any

import segno
import typst

from dashboard.exports.clean import PRINTED, breakable, printable, short
from dashboard.exports.persons import dots_svg
from dashboard.kept.presentation import Portfolio
from dashboard.texts import Texts
from dashboard.values.dots import drawn_height, legend
from dashboard.values.sayings import judged
from dashboard.values.shown import Shown
from dashboard.values.tables import Row, Table, davon_note, printed_note

LONGEST_CODE = 800
TEMPLATE = Path(__file__).parent / "handout.typ"


def pdf(portfolio: Portfolio) -> bytes:
    """Return the handout. The data goes in as JSON, so no text can become markup."""
    return typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        format="pdf",
        font_paths=PRINTED,
        pdf_standards=["ua-1"],
        sys_inputs={"data": json.dumps(_data(portfolio), ensure_ascii=False)},
    )


def code(address: str) -> str:
    """Return a QR code of an address as SVG, "" of none and of one too long to be read from paper."""
    if not address or len(address) > LONGEST_CODE:
        return ""
    made = segno.make(address, error="m", micro=False)
    # Without a size of its own: it grows with the place it is put in.
    drawn = str(made.svg_inline(scale=4, border=2, svgclass=None, lineclass=None, omitsize=True))
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def _data(portfolio: Portfolio) -> dict[str, Any]:
    t = portfolio.texts
    return {
        "language": t.language,
        "spoken": portfolio.spoken,
        "name": printable(short(portfolio.title, 160)),
        "title": _said(short(portfolio.title, 160)),
        "author": "Befundatlas",
        "question": _said(portfolio.question),
        "notice": _said(short(portfolio.notice, 160)),
        "version": _said(short(portfolio.version, 60)),
        "base": _said(short(t.stage_base.format(portfolio.bases), 200)),
        "caution": _said(portfolio.caution),
        "source": _said(portfolio.source),
        "licenses": _said(portfolio.licenses),
        "opening": len(portfolio.shown) > 1,
        "address": printable(portfolio.address),
        "code": code(portfolio.address),
        "words": {
            "topic": t.topic,
            "quotes": t.quotes,
            "limits": t.limits_short,
            "may": t.may_title,
            "contents": t.contents,
            "page": t.page,
            "retrieved": t.retrieved.format(t.date(portfolio.day)),
        },
        "shown": [
            _shown(shown, portfolio, asked=shown.question not in {other.question for other in portfolio.shown[:n]})
            for n, shown in enumerate(portfolio.shown)
        ],
    }


def _said(text: str) -> str:
    return breakable(printable(text))


def _shown(shown: Shown, portfolio: Portfolio, *, asked: bool) -> dict[str, Any]:
    return {
        "title": _said(shown.title),
        "statement": _said(shown.statement.text) if shown.statement else "",
        "of_study": _said(shown.statement.source) if shown.statement else "",
        "sentence": _said(shown.sentence),
        "note": _said(shown.note),
        "remark": _said(shown.remark),
        "cells": [
            {
                "dots": dots_svg(cell, portfolio.texts),
                "tall": drawn_height(cell.finding),
                "group": _said(cell.finding.group),
                "text": _said(cell.text),
                "sentence": printable(cell.sentence),
            }
            for cell in shown.cells
        ],
        "legend": _said(legend((cell.finding for cell in shown.cells), portfolio.texts)),
        "table": _table(shown.table, shown, portfolio.texts) if shown.table else None,
        "printed": _said(printed_note(shown.figures, portfolio.texts)),
        "points": [_said(point) for point in shown.points],
        "quotes": [
            {
                "shows": _said(card.shows),
                "text": _said(portfolio.quoted(card.quote.text)),
                "about": _said(card.about),
            }
            for card in shown.quotes
        ],
        "sayings": [_said(judged(one, portfolio.texts)) for one in shown.sayings],
        "question": _said(shown.question) if asked else "",
        "caution": _said(shown.caution),
        "source": _said(portfolio.source_of(shown)),
        "selection": _said(short(shown.selection or portfolio.texts.everything, 160)),
        "address": printable(shown.address),
    }


def _table(table: Table, shown: Shown, texts: Texts) -> dict[str, Any]:
    rows = [row for row in table.rows if not row.heading]
    least = min((row.level for row in rows), default=0)
    written: list[dict[str, Any]] = []
    for headline, part in shown.parted(rows):
        written += [{"label": _said(headline), "indent": 0, "bold": True, "cells": []}] if headline else []
        written += [_row(row, least) for row in part]
    return {
        "note": _said(davon_note(table.rows, texts)),
        "groups": [_said(full) for _, full, _ in table.groups],
        "rows": written,
    }


def _row(row: Row, least: int) -> dict[str, Any]:
    return {
        "label": _said(row.label),
        "indent": row.level - least,
        "bold": row.level == least,
        "cells": [_said(cell.text) for cell in row.cells],
    }
