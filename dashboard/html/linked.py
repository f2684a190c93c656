"""What a page is, for programs that look into its source: schema.org as JSON-LD."""

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from dashboard.answers.quotes import Quote
from dashboard.answers.reader import Reader
from dashboard.package.record import Contributor, Record
from dashboard.values.about import source, title
from dashboard.values.citations import DOI_AT

MOST_QUOTES = 20
FORMATS = {"csv": "text/csv", "json": "application/json"}


def dataset(here: Reader, description: str) -> Markup:
    """Describe a study with where its figures lie."""
    answers = here.answers
    files = [
        (FORMATS[ending], here.links.whole(href))
        for ending, href in here.links.figures("categories")
        if ending in FORMATS
    ]
    return _written(
        {
            "@type": "Dataset",
            "name": title(answers),
            "description": description,
            "url": here.links.whole(here.links.page("overview")),
            "version": f"{answers.study.package_version} {here.links.version}",
            "license": list(answers.study.licenses),
            "citation": source(answers),
            **_recorded(answers.study.record),
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": href} for kind, href in files
            ],
        }
    )


def _recorded(record: Record) -> dict[str, Any]:
    """Return what a package tells catalogues, as far as it tells it."""
    told = {
        "creator": [_maker(one) for one in record.authors],
        "contributor": [_maker(one) for one in record.contributors if one not in record.authors],
        "identifier": f"{DOI_AT}{record.doi}" if record.doi else "",
        "keywords": list(record.keywords),
        "spatialCoverage": record.spatial,
        "temporalCoverage": record.temporal,
    }
    return {name: value for name, value in told.items() if value}


def _maker(one: Contributor) -> dict[str, Any]:
    if not one.family:
        kind = "Organization" if one.organization == one.title else "Person"
        return {"@type": kind, "name": one.title}
    person = {"@type": "Person", "name": one.title, "givenName": one.given, "familyName": one.family}
    of = {"affiliation": {"@type": "Organization", "name": one.organization}} if one.organization else {}
    return {name: value for name, value in person.items() if value} | of


def quotations(here: Reader, said: Sequence[Quote]) -> Markup:
    """Describe quotes with where the study has them; of whose words they are no more than the page says."""
    quoted = [
        {"@type": "Quotation", "text": q.text, "citation": source(here.answers, q.location)} for q in said[:MOST_QUOTES]
    ]
    return _written({"@graph": quoted}) if quoted else Markup("")


def _written(described: dict[str, Any]) -> Markup:
    """Write JSON that can end no element: every "<" stands in it by its number."""
    text = json.dumps({"@context": "https://schema.org", **described}, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - nothing in it is markup
