"""A text for a paper to be decided on: the findings in few sentences, what they do not carry, one footnote."""

import re
from collections.abc import Iterable
from itertools import groupby

from dashboard.exports.clean import clean
from dashboard.kept.presentation import Portfolio
from dashboard.selection.deck import LETTERS, QUOTE
from dashboard.values.briefs import MOST
from dashboard.values.shown import Shown


def text(portfolio: Portfolio) -> bytes:
    """Return the views as plain text in UTF-8: a paragraph each, none says what stands above; chosen quotes in full.

    Quotes that follow each other share a paragraph. Of views with figures no quote is taken: nobody chose it.
    """
    told: set[str] = set()
    paragraphs = []
    for quoted, views in groupby(portfolio.shown, key=_is_quote):
        said = [_new([_own(shown, portfolio), *_said(shown, portfolio, told)], told) for shown in views]
        paragraphs += [" ".join(filter(None, said))] if quoted else said
    t = portfolio.texts
    limits = [portfolio.caution, t.not_projected if portfolio.caution else t.limits[0], t.not_named_note]
    noted = [f"{said} [1]" for said in paragraphs if said]
    notice = [portfolio.notice] if portfolio.notice else []
    whole = "\n\n".join([*notice, *noted, *filter(None, [_new(limits, told)]), f"[1] {_footnote(portfolio)}"])
    return (clean(whole) + "\n").encode()


def _own(shown: Shown, portfolio: Portfolio) -> str:
    """Return the presenter's own words, told from the study's."""
    return portfolio.texts.own_words_said.format(shown.note) if shown.note else ""


def _is_quote(shown: Shown) -> bool:
    return LETTERS.get(shown.code[:1]) == QUOTE


def _new(parts: Iterable[str], told: set[str]) -> str:
    """Join what no paragraph above has said."""
    new = [part for part in dict.fromkeys(parts) if part and part not in told]
    told.update(new)
    return " ".join(new)


def _said(shown: Shown, portfolio: Portfolio, told: Iterable[str]) -> list[str]:
    """Return the chosen quote, or what the study says (once in the whole text) and the counts."""
    if _is_quote(shown):
        quoted = [(card.shows, f"{portfolio.quoted(card.quote.text)} ({card.speaker})") for card in shown.quotes]
        return [" ".join(filter(None, parts)) for parts in quoted]
    said = shown.statement
    is_new = said and not any(said.text in above for above in told)
    return [*([f"{said.text} ({said.source})"] if said and is_new else []), *shown.brief][:MOST]


def _footnote(portfolio: Portfolio) -> str:
    """Name source, places, study, version, address and day, once for the whole text."""
    t = portfolio.texts
    places = dict.fromkeys(place for shown in portfolio.shown for place in shown.location.split("; ") if place)
    source = ", ".join(part for part in (portfolio.source, _joined(places)) if part)
    note = t.footnote.format(source=source, study=portfolio.title, version=portfolio.version)
    return (
        ", ".join(part for part in (note, portfolio.address, t.retrieved.format(t.date(portfolio.day))) if part) + "."
    )


def _joined(places: Iterable[str]) -> str:
    """Name places in the study, what they have in common once: "Abschnitt 6.3.1, 6.3.2; Tabelle 2"."""
    kinds: dict[str, list[str]] = {}
    for place in places:
        kind, _, number = place.rpartition(" ")
        kinds.setdefault(kind, []).append(number)
    return "; ".join(f"{kind} {', '.join(sorted(n, key=_in_order))}".strip() for kind, n in kinds.items())


def _in_order(number: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", number)]
