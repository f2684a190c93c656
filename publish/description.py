"""What a package says about its study: the researcher's own words, and honest defaults where she wrote none."""

import copy
from collections.abc import Sequence
from typing import Any

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
)
"""What COREQ asks a report of interviews for, in its order; told as not documented until somebody writes it."""


def description(given: dict[str, Any], *, depth: int, persons: int, lead: Sequence[str]) -> dict[str, Any]:
    """Complete `datapackage.json` of a coded study for a package; `lead` are the categories the overview opens with."""
    whole = copy.deepcopy(given)
    study = whole["study"]
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
    whole["study"] = defaults | study
    return whole
