"""A whole study as one HTML file: opens with a double click, without server and network."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps

from dashboard.exports.clean import clean
from dashboard.html.markup import render
from dashboard.html.policy import alone
from dashboard.kept.presentation import Portfolio
from dashboard.kept.whole import Whole
from dashboard.texts.folding import fold
from dashboard.texts.share import percent
from dashboard.values.colours import DARK, LIGHT, variables
from dashboard.values.dots import BAR_WIDTH, BRACKET, GAP, HEIGHT, MOST_DOTS, RADIUS, SMALLEST, STEP, bracket, marks
from dashboard.values.tables import Cell

HERE = Path(__file__).parent
PERSONS = HERE.parent / "html" / "persons.css"
MARKS = {"named": "n", "unsure": "u", "not_named": "o", "off_topic": "f", "not_asked": "x"}


def html(portfolio: Portfolio, study: Whole) -> bytes:
    """Return the file. Data stands in it as JSON, so nothing in it can be markup or script."""
    template = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).get_template("whole.html")
    script = _file(HERE / "whole.js")
    written = template.render(
        p=portfolio,
        t=portfolio.texts,
        w=study,
        style=_file(PERSONS) + _file(HERE / "whole.css"),
        everyone=clean(render("respondents.html", r=study.everyone, t=portfolio.texts)) if study.everyone else "",
        script=script,
        colours=variables(":root", LIGHT, DARK, first="color-scheme:light dark;"),
        data=htmlsafe_json_dumps(_data(portfolio, study), ensure_ascii=False, separators=(",", ":")),
        policy=alone(script),
        made=portfolio.texts.whole_made.format(portfolio.texts.date(portfolio.day)),
    )
    return written.encode()


def _data(portfolio: Portfolio, study: Whole) -> dict[str, Any]:
    t = portfolio.texts
    return {
        "categories": [[c, parent, *map(clean, words)] for c, parent, *words in study.categories],
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
                "shows": clean(card.shows),
                "about": clean(card.about),
            }
            for card, partners in study.quotes
        ],
        "spoken": portfolio.spoken,
        "dots": {"step": STEP, "gap": GAP, "radius": RADIUS, "smallest": SMALLEST, "height": HEIGHT,
                 "bracket": BRACKET, "bar": BAR_WIDTH},
        "words": {
            "all": t.whole_all,
            "nothing": t.whole_nothing,
            "topic": t.topic,
            "topics": t.whole_result,
            "quotes": t.quotes_left,
        },
    }  # fmt: skip


def _cell(cell: Cell) -> list[Any]:
    """Write a figure as category, group, words, sentence, persons as letters or a share of many, bracket."""
    finding = cell.finding
    row = "".join(MARKS[mark] for mark in marks(finding))
    many = finding.respondents > MOST_DOTS and finding.share_of_asked
    drawn = row or (finding.share_of_asked[0] if many and finding.share_of_asked else "")
    base = bracket(finding) if row else percent(bracket(finding), finding.asked) if many else 0
    return [finding.category_id, finding.group_id, clean(cell.text), clean(cell.sentence), drawn, base]


@cache
def _file(path: Path) -> str:
    return path.read_text(encoding="utf-8")
