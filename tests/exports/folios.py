"""Portfolios for tests: of a study that is shipped, or of hostile values."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dashboard.answers.reader import Reader, read
from dashboard.kept import presentation
from dashboard.kept.presentation import Portfolio
from dashboard.package.dataset import Dataset, load
from dashboard.selection import deck
from dashboard.values.statements import Statement
from tests.conftest import ROOT

STUDIES = ("landkreis-schnittstellen", "demo-zusammenarbeit")
ADDRESS = "https://atlas.example"


def opened(study: str | Path, language: str = "de") -> Reader:
    """Open a study as the page for presenting does."""
    dataset: Dataset = load(ROOT / "data" / study)
    reader = read(dataset, {"lang": [language]})
    return replace(reader, links=replace(reader.links, whole=lambda path: ADDRESS + path))


def portfolio(view: Reader, codes: Sequence[str]) -> Portfolio:
    """Write out views; every one of them must be known."""
    items = [deck.read(code, view.known) for code in codes]
    assert all(items), [code for code, item in zip(codes, items, strict=True) if not item]
    return presentation.portfolio(view.answers, view.links, [item for item in items if item], "2026-11-23")


def pressed(text: str) -> str:
    """Return a text without what line breaks do to it."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def everything(view: Reader) -> list[str]:
    """Return a view of every page, of every category with and without what lies beneath, by set and partner."""
    counted = {f.category_id for f in view.answers.findings() if f.state != "not_counted"}
    codes = ["o", "g", "p", "w", "s", "m", *(f"b.{c}" for c in view.known.categories if c in counted)]
    codes += [f"t.{c}" for c in view.known.categories]
    for set_id in tuple(view.known.set_groups)[1:]:
        codes += [f"b.{c}...{set_id}" for c in view.known.categories if c in counted]
    codes += [f"p...{partner}" for partner in view.known.partners]
    codes += [f"z.{quote.quote_id}" for quote in view.answers.quotes()[:20]]
    return codes


HOSTILE = (
    "=1+1",
    "@SUM(A1:A9)",
    "+49 7071 1",
    "-2+3",
    "<script>alert(1)</script>",
    '#eval("1") #read("/etc/passwd") $x$ *fett* _schräg_ `code`',
    "\\href{x}{y} \\input{z}",
    "links \u202egespiegelt\u202c rechts",
    "null\x00 tab\x0b feed\ufffe mark\ufeff",
    "👩‍🌾 Emoji und 漢字",
    "w" * 1_000,
    "Ein Satz von vielen. " * 60,
    "' Apostroph [x]:*?/\\ ",
    "</script><!-- ]]> &amp; \u2028 Zeile",
)
"""What a text must not do: compute, run, include, turn round, crash."""


def hostile(view: Reader, text: str) -> Portfolio:
    """Return a portfolio in which every word that comes from data is `text`."""
    made = portfolio(view, ["t.landkreise-kommunen", "m", "z.vergleichsring"])

    def cell(one):  # type: ignore[no-untyped-def]
        finding = replace(one.finding, category=text, group=text, short=text[:40], location=text, parent=text)
        return replace(one, finding=finding, sentence=text, why=text)

    def shown(one):  # type: ignore[no-untyped-def]
        table = one.table and replace(
            one.table,
            groups=tuple((text, text, n) for _, _, n in one.table.groups),
            rows=tuple(replace(r, label=text, cells=tuple(map(cell, r.cells))) for r in one.table.rows),
        )
        quotes = tuple(
            replace(
                c, quote=replace(c.quote, text=text, path=text), shows=text, speaker=text, partners=text, citation=text
            )
            for c in one.quotes
        )
        words = dict.fromkeys(("title", "sentence", "caution", "selection", "location", "question", "note"), text)
        return replace(
            one,
            cells=tuple(map(cell, one.cells)),
            table=table,
            quotes=quotes,
            points=(text,) * len(one.points),
            statement=Statement(text, text),
            sayings=tuple(replace(s, sentence=text, why=text) for s in one.sayings),
            **words,
        )

    words = dict.fromkeys(
        ("title", "question", "version", "source", "source_brief", "licenses", "caution", "notice", "bases"), text
    )
    return replace(made, shown=tuple(map(shown, made.shown)), codebook=((1, text, text),), **words)
