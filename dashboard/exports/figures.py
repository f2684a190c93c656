"""What a page says as JSON for a program: docs/figures.schema.json says of each field what it means."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from dashboard.answers.answers import Answers
from dashboard.answers.findings import Finding
from dashboard.answers.quotes import Quote
from dashboard.answers.reader import Reader
from dashboard.texts import Texts
from dashboard.values import contents, sentences
from dashboard.values.about import about, caution

FORMAT = 1
"""Counted up when a field goes or means something else; that fields are added does not change it."""


def written(here: Reader, name: str, value: object) -> bytes:
    """Return what the page of this name says in `value`; what is kept back or absent is null, never 0."""
    answers, texts, study = here.answers, here.texts, here.answers.study
    said, around = contents.findings(value), about(here.answers, here.selection)
    path = here.links.shown(name)
    whole = {
        "format": FORMAT,
        "page": name,
        "title": contents.heading(value, name, texts),
        "address": here.links.whole(path) or path,
        "language": texts.language,
        "study": {
            "study_id": study.study_id,
            "title": around.title,
            "synthetic": study.synthetic,
            "notice": around.notice,
            "version": study.package_version,
            "hash": here.links.version,
            "created": study.created,
            "licenses": list(study.licenses),
            "sources": [asdict(source) for source in study.sources],
        },
        "selection": _selection(here, around.selected),
        "unknown": list(here.dropped),
        "bases": _bases(here),
        "caution": caution(answers, said),
        "statements": _statements(said),
        "figures": [_figure(f, texts) for f in said],
        "quotes": [_quote(q, answers) for q in contents.quotes(value)],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _selection(here: Reader, words: str) -> dict[str, Any]:
    chosen = here.selection
    return {
        "category": list(chosen.categories),
        "group": list(chosen.groups),
        "set": chosen.set_id,
        "partner": chosen.partner,
        "q": chosen.text,
        "words": words,
    }


def _bases(here: Reader) -> list[dict[str, Any]]:
    return [
        {
            "group_id": row["group_id"],
            "group": row["label"],
            "short": row["short"],
            "respondents": row["respondents"],
            "population": row["population"] or None,
        }
        for row in here.answers.groups(here.selection.set_id)
    ]


def _statements(said: Iterable[Finding]) -> list[dict[str, str]]:
    """Return what the study claims on the topics of some figures, each once."""
    stated = {f.category_id: f for f in said if f.statement}
    return [
        {"category_id": f.category_id, "category": f.category, "text": f.statement, "location": f.statement_location}
        for f in stated.values()
    ]


def _figure(f: Finding, texts: Texts) -> dict[str, Any]:
    low, high = f.told or (None, None)
    return {
        "category_id": f.category_id,
        "category": f.category,
        "group_id": f.group_id,
        "group": f.group,
        "partner_id": f.partner_id or None,
        "partner": f.partner or None,
        "state": f.state,
        "reason": f.reason if f.is_figure or f.state == "elsewhere" else None,
        "named_low": low,
        "named_high": high,
        "asked": f.asked or None,
        "base": f.base or None,
        "percent_of_base": f.share,
        "printed_percent": None if f.is_withheld else f.printed,
        "words": sentences.value(f, texts),
        "sentence": sentences.sentence(f, texts),
        "location": f.location,
    }


def _quote(quote: Quote, answers: Answers) -> dict[str, Any]:
    return {
        "quote_id": quote.quote_id,
        "text": quote.text,
        "language": answers.study.default_language,
        "speaker": sentences.speaker(quote, answers.texts),
        "group_id": quote.group_id or None,
        "group_basis": quote.group_basis,
        "category_id": quote.category_id,
        "path": quote.path,
        "shows": quote.shows,
        "partners_of_study": list(quote.partners_of_study),
        "partners_of_ours": list(quote.partners_of_ours),
        "location": quote.location,
    }
