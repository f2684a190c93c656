"""A whole study as one HTML file: opens with a double click, without server and network."""

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dashboard.exports.clean import clean
from dashboard.kept.presentation import Portfolio
from dashboard.kept.whole import Whole
from dashboard.texts.folding import fold
from dashboard.values.cards import Card
from dashboard.values.colours import DARK, LIGHT
from dashboard.values.figures import MOST_DOTS, marks
from dashboard.values.tables import Cell

HERE = Path(__file__).parent
MARKS = {"named": "n", "unsure": "u", "not_named": "o", "off_topic": "f", "not_asked": "x"}


def html(portfolio: Portfolio, study: Whole) -> bytes:
    """Return the file. Data stands in it as JSON, so nothing in it can be markup or script."""
    template = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).get_template("whole.html")
    script = _file("whole.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    data = json.dumps(_data(portfolio, study), ensure_ascii=False, separators=(",", ":"))
    written = template.render(
        p=portfolio,
        t=portfolio.texts,
        w=study,
        style=Markup(_file("whole.css")),  # noqa: S704 (our own file)
        script=Markup(script),  # noqa: S704 (our own file)
        colours=Markup(_colours()),  # noqa: S704 (our own constants)
        data=Markup(data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")),  # noqa: S704 (no "<" is left)
        policy=f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'",
        made=portfolio.texts.whole_made.format(portfolio.texts.date(portfolio.day)),
    )
    return written.encode()


def _data(portfolio: Portfolio, study: Whole) -> dict[str, Any]:
    t = portfolio.texts
    return {
        "categories": [[c, parent, clean(label), clean(words)] for c, parent, label, words in study.categories],
        "sets": [[set_id, clean(label), groups] for set_id, label, groups in study.sets],
        "partners": study.partners,
        "figures": {f"{set_id}|{partner}": [_cell(c) for c in cells if c.finding.state != "not_counted"]
                    for (set_id, partner), cells in study.figures.items()},
        "quotes": [
            {
                "id": card.quote.quote_id,
                "quoted": clean(portfolio.quoted(card.quote.text)),
                "folded": fold(card.quote.text),
                "category": card.quote.category_id,
                "group": card.quote.group_id,
                "partners": partners,
                "about": clean(_about(card)),
            }
            for card, partners in study.quotes
        ],
        "spoken": portfolio.spoken,
        "words": {
            "all": t.whole_all,
            "nothing": t.whole_nothing,
            "topic": t.topic,
            "topics": t.whole_result,
            "quotes": t.quotes_left,
        },
    }  # fmt: skip


def _about(card: Card) -> str:
    quote = card.quote
    return " · ".join(part for part in (quote.path, card.speaker, card.partners, quote.location) if part)


def _cell(cell: Cell) -> list[Any]:
    """Write a figure as category, group, words, sentence, persons as letters or a share of many."""
    finding = cell.finding
    row = "".join(MARKS[mark] for mark in marks(finding))
    many = finding.respondents > MOST_DOTS and finding.share_of_asked
    drawn = row or (finding.share_of_asked[0] if many and finding.share_of_asked else "")
    return [finding.category_id, finding.group_id, clean(cell.text), clean(cell.sentence), drawn]


def _colours() -> str:
    names = ("background", "panel", "ink", "muted", "line", "accent", "ring", "mark")
    pairs = [(name, getattr(LIGHT, name), getattr(DARK, name)) for name in names]
    pairs += [(f"group-{n}", *both) for n, both in enumerate(zip(LIGHT.groups, DARK.groups, strict=True))]
    return ":root{color-scheme:light dark;" + "".join(f"--{n}:light-dark({a},{b});" for n, a, b in pairs) + "}"


@cache
def _file(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
