"""What is wrong with the description of a coded study, beyond values of the wrong kind."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.package.cells import Fault, is_date, is_id
from dashboard.package.description import check_texts
from dashboard.package.record import PERIOD, doi_of, name_of

NAME = "datapackage.json"
THRESHOLDS = {"internal": 3, "public": 5}
HIGHEST = 1_000
"""A threshold above that is a slip: no study of interviews would show anything."""


def check(description: Mapping[str, Any]) -> Iterator[Fault]:
    """Check a description whose values are of the right kinds, so that a package of it will open."""
    study = description["study"]
    places = [("name", description.get("name")), ("version", description.get("version"))]
    places += [("created", description.get("created")), ("study.title_de", study.get("title_de"))]
    missing = {place for place, value in places if not isinstance(value, str) or not value.strip()}
    for place in (place for place, _ in places if place in missing):
        yield Fault("missing_property", NAME, None, (place,))
    if "created" not in missing and not is_date(description["created"]):
        yield Fault("not_a_date", NAME, None, ("created",))
    if "name" not in missing and not is_id(description["name"]):
        yield Fault("not_a_slug", NAME, None, ("name", shortened(description["name"])))
    for fault in check_texts(description):
        place, _, *more = fault.details
        if place not in missing:
            yield Fault(fault.kind, NAME, None, (place, *more))
    if study.get("default_language", "de") not in ("de", "en"):
        yield Fault("not_allowed", NAME, None, ("study.default_language", "de, en"))
    for number, source in enumerate(description.get("sources", [])):
        if not source.get("title"):
            yield Fault("missing_property", NAME, None, (f"sources[{number}].title",))
        if not 1000 <= source.get("year", 1000) <= 9999:
            yield Fault("no_year", NAME, None, (f"sources[{number}].year",))
    yield from _check_record(description)
    yield from _check_disclosure(study.get("disclosure", {"level": "public"}))


def _check_record(description: Mapping[str, Any]) -> Iterator[Fault]:
    """Check what catalogues would read: names, a DOI that is one, a period programs understand."""
    for number, contributor in enumerate(description.get("contributors", [])):
        if not name_of(contributor) and not contributor.get("organization"):
            yield Fault("missing_property", NAME, None, (f"contributors[{number}].title",))
    own = description.get("id", "")
    if re.match(r"10\.|doi\b|https?://[^/]*doi\.org", own.strip(), re.IGNORECASE) and not doi_of(own):
        yield Fault("no_doi", NAME, None, (shortened(own),))
    temporal = description["study"].get("coverage", {}).get("temporal")
    if temporal and not PERIOD.fullmatch(temporal):
        yield Fault("no_period", NAME, None, (shortened(temporal),))


def _check_disclosure(disclosure: Mapping[str, Any]) -> Iterator[Fault]:
    level = disclosure.get("level")
    if level not in THRESHOLDS:
        yield Fault("not_allowed", NAME, None, ("study.disclosure.level", "internal, public"))
        return
    threshold = disclosure.get("threshold", THRESHOLDS[level])
    if threshold < THRESHOLDS[level]:
        yield Fault("threshold_too_low", NAME, None, (str(THRESHOLDS[level]), level))
    if threshold > HIGHEST:
        yield Fault("threshold_too_high", NAME, None, (str(HIGHEST),))


def shortened(value: str) -> str:
    """Return as much of a value as a message needs, with nothing in it that does not print."""
    return "".join(letter if letter.isprintable() else "?" for letter in value[:40])
