"""What a package says about its study: the researcher's own words, and honest defaults where she wrote none."""

import copy
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import NoneType
from typing import Any

from dashboard.package.cells import Column
from dashboard.package.record import CONTRIBUTOR
from dashboard.package.study import PUBLICATION

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

Kind = tuple[type, ...]
TEXT: Kind = (str,)
NULLABLE: Kind = (str, NoneType)
YEAR: Kind = (int, NoneType)
FACT: Kind = (str, int, NoneType)
"""Text; a year without quotation marks is meant as one."""
NUMBER: Kind = (int,)
FLAG: Kind = (bool,)


def _in_both(kind: Kind, *names: str) -> dict[str, Kind]:
    return {f"{name}_{language}": kind for name in names for language in ("de", "en")}


PUBLIC: Mapping[str, Any] = {
    **dict.fromkeys(("$schema", "id", "name", "title", "description", "homepage", "version", "created"), TEXT),
    "keywords": [TEXT],
    "contributors": [dict.fromkeys(CONTRIBUTOR, TEXT) | {"roles": [TEXT]}],
    "licenses": [dict.fromkeys(("name", "title", "path"), TEXT)],
    "sources": [dict.fromkeys(("title", "path", *PUBLICATION), TEXT) | {"year": YEAR}],
    "study": {
        **dict.fromkeys(("default_language", "evidence", "statement_location"), TEXT),
        "synthetic": FLAG,
        **_in_both(TEXT, "title", "question", "provenance", "caution", "subject", "region", "statement", "contact"),
        "levels": [_in_both(TEXT, "label")],
        "method": [_in_both(TEXT, "label") | _in_both(FACT, "text")],
        "lead": {
            **_in_both(TEXT, "title", "note"),
            "answer": [TEXT],
            "findings": [dict.fromkeys(("category_id", "quote_id"), TEXT)],
        },
        "printed_differences": [dict.fromkeys(("category_id", "group_id"), TEXT) | _in_both(TEXT, "note")],
        "changes": [dict.fromkeys(("category_id",), TEXT) | _in_both(TEXT, "text")],
        "coverage": dict.fromkeys(("spatial", "temporal"), NULLABLE),
        "disclosure": {"level": TEXT, "threshold": NUMBER},
    },
}
"""What of a coded study's description is made public, by kind: an object by its keys, a list by its one entry."""
LEVELS = {
    1: [("Thema", "Topic")],
    2: [("Thema", "Topic"), ("Unterthema", "Sub-topic")],
    3: [("Bereich", "Area"), ("Thema", "Topic"), ("Unterthema", "Sub-topic")],
}
METHOD = (
    ("Auswertung", "Analysis"),
    ("Auswahl der Befragten", "Choice of respondents"),
    ("Jahr der Interviews", "Year of the interviews"),
    ("Erhebung", "Data collection"),
    ("Zahl der Codierenden", "Number of coders"),
    ("Übereinstimmung der Codierenden", "Coder agreement"),
    ("Software", "Software"),
    ("Anonymisierung", "Anonymisation"),
    ("Auswahl der Zitate", "Choice of quotes"),
)
"""What COREQ asks a report of interviews for, in its order; told as not documented until somebody writes it."""


def public(given: Any, left: list[str], wrong: list[tuple[str, str]]) -> dict[str, Any]:
    """Return what of a description may be made public, in its own order.

    Whatever PUBLIC does not name goes into `left` by its place; what is of another kind than named there goes into
    `wrong` with the kind expected. The list of resources is the package's own affair and named nowhere.
    """
    known = {key: value for key, value in given.items() if key != "resources"}
    return dict(_public(known, PUBLIC, "", left, wrong))


def _public(
    given: dict[str, Any], allowed: Mapping[str, Any], place: str, left: list[str], wrong: list[tuple[str, str]]
) -> Iterator[tuple[str, Any]]:
    for key, value in given.items():
        here = place + "".join(letter if letter.isprintable() else "?" for letter in key[:60])
        if key not in allowed:
            left.append(here)
        else:
            kept = _value(value, allowed[key], here, left, wrong)
            if kept is not None or allowed[key] in (NULLABLE, FACT):
                yield key, kept


def _value(value: Any, allowed: Any, here: str, left: list[str], wrong: list[tuple[str, str]]) -> Any:
    if value is None:
        return None
    if isinstance(allowed, dict) and isinstance(value, dict):
        return dict(_public(value, allowed, f"{here}.", left, wrong))
    if isinstance(allowed, list) and isinstance(value, list):
        entries = [_value(entry, allowed[0], f"{here}[{n}]", left, wrong) for n, entry in enumerate(value)]
        return [entry for entry in entries if entry is not None]
    if isinstance(allowed, tuple) and isinstance(value, allowed) and (bool in allowed or not isinstance(value, bool)):
        return str(value) if allowed == FACT else value
    wrong.append((here, _expected(allowed)))
    return None


def _expected(allowed: Any) -> str:
    """Name a kind as JSON does."""
    if isinstance(allowed, tuple):
        names = {str: "string", int: "number", bool: "true, false", NoneType: "null"}
        return ", ".join(names[kind] for kind in allowed)
    return "object" if isinstance(allowed, dict) else "array"


def description(given: dict[str, Any], *, depth: int, persons: int, lead: Sequence[str]) -> dict[str, Any]:
    """Complete `datapackage.json` of a coded study for a package; `lead` are the categories the overview opens with."""
    whole = copy.deepcopy(given) | {"$schema": PROFILE}
    study = whole["study"]
    for item in study.get("method", []):  # who writes German alone is understood in German
        item["text_en"] = item.get("text_en") or item.get("text_de")
    title = study["title_de"]
    whole.setdefault("title", title)
    whole.setdefault("sources", [{"title": title}])
    whole.setdefault("licenses", [{"name": "notspecified", "title": "Lizenz nicht angegeben"}])
    levels = [*LEVELS[min(depth, 3)], *((f"Ebene {n}", f"Level {n}") for n in range(4, depth + 1))]
    defaults: dict[str, Any] = {
        "default_language": "de",
        "evidence": "codings",
        "synthetic": False,
        "title_en": title,
        "question_de": title,
        "question_en": study.get("title_en", title),
        "provenance_de": "Codierte Interviews. Ort und Jahr der Erhebung: nicht dokumentiert.",
        "provenance_en": "Coded interviews. Place and year of the interviews: not documented.",
        "caution_de": f"Die Zahlen gelten für diese {persons} Personen und lassen sich nicht hochrechnen.",
        "caution_en": f"The figures hold for these {persons} persons and cannot be projected.",
        "region_de": "im Untersuchungsgebiet",
        "region_en": "in the area of the study",
        "levels": [{"label_de": de, "label_en": en} for de, en in levels],
        "method": [{"label_de": de, "label_en": en, "text_de": None, "text_en": None} for de, en in METHOD],
        "lead": {
            "title_de": "Am häufigsten genannt",
            "title_en": "Named most often",
            "note_de": "Ausgewählt nach: die Themen, die in einer Gruppe die meisten Personen nannten.",
            "note_en": "Selected by: the topics most persons of a group named.",
            "findings": [{"category_id": category} for category in lead],
        },
    }
    coverage = {"spatial": None, "temporal": None} | study.get("coverage", {})
    whole["study"] = defaults | study | {"lead": defaults["lead"] | study.get("lead", {}), "coverage": coverage}
    # Data Packages know no empty list of these: what is not known is absent.
    return {key: value for key, value in whole.items() if value or key not in ("contributors", "keywords")}


def begun(folder: Path, known: Mapping[str, str] | None = None) -> bytes:
    """Return the description a new coded study begins with, named after its folder.

    `known`: what the method says so far, by German label; the other items stand there to be filled in.
    """
    name = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-") or "studie"
    texts = known or {}
    method = [{"label_de": de, "label_en": en, "text_de": texts.get(de), "text_en": texts.get(de)} for de, en in METHOD]
    description = {
        "$schema": PROFILE,
        "name": name,
        "version": "1.0.0",
        "created": date.today().isoformat(),
        **dict.fromkeys(("id", "contributors", "keywords")),
        "study": {"title_de": folder.resolve().name or name, "disclosure": {"level": "public"}, "method": method}
        | {"coverage": {"spatial": None, "temporal": None}},
    }
    return (json.dumps(description, ensure_ascii=False, indent=2) + "\n").encode()


def resource(table: str, columns: Sequence[Column], content: bytes) -> dict[str, Any]:
    """Describe a file as a Data Package does, from the columns the dashboard reads; its hash tells a copy cut short."""
    numbers = ("count", "optional_count", "percent")
    fields: list[dict[str, Any]] = []
    for column, kind in columns:
        entry: dict[str, Any] = {"name": column, "type": "integer" if kind in numbers else "string"}
        if isinstance(kind, tuple):
            entry["constraints"] = {"enum": [value for value in kind if value]}
        elif kind in ("id", "label", "words", "count"):
            entry["constraints"] = {"required": True}
        fields.append(entry)
    return {
        "name": table.replace("_", "-"),
        "path": f"{table}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": fields, "missingValues": [""]},
    }
