"""How to cite a study, for programs: CITATION.cff (Citation File Format 1.2.0), of type dataset."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from dashboard.answers.answers import Answers
from dashboard.exports.clean import clean
from dashboard.package.record import Contributor, doi_of
from dashboard.package.study import Source
from dashboard.texts import Texts
from dashboard.values.about import title

NAME = "CITATION.cff"
MEDIA_TYPE = "application/yaml; charset=utf-8"
SPDX = (
    *("CC0-1.0", "CC-BY-3.0", "CC-BY-4.0", "CC-BY-SA-3.0", "CC-BY-SA-4.0", "CC-BY-NC-3.0", "CC-BY-NC-4.0"),
    *("CC-BY-NC-SA-4.0", "CC-BY-ND-4.0", "CC-BY-NC-ND-4.0", "ODbL-1.0", "ODC-By-1.0", "PDDL-1.0"),
)
"""Licences of data the format knows by name; of others it takes an address."""


def cff(answers: Answers) -> bytes:
    """Return the file; what is not known is left out, but who wrote a study: the format wants somebody named."""
    study, texts = answers.study, answers.texts
    record = study.record
    licence = next((one for one in record.licences if one.name in SPDX), None)
    at = next((one.path for one in record.licences if one.path.startswith("https://")), "")
    said = {
        "cff-version": "1.2.0",
        "message": texts.cff_message,
        "type": "dataset",
        "title": title(answers),
        "authors": _authors(answers),
        "version": study.package_version,
        "date-released": _date(study.created),
        "doi": record.doi,
        "keywords": list(dict.fromkeys(record.keywords)),
        "license": licence.name if licence else "",
        "license-url": "" if licence else at,
        "identifiers": [{"type": "other", "value": f"sha256:{answers.dataset.version}", "description": texts.cff_hash}],
        "references": [_reference(one, texts) for one in study.sources if one.author or one.publisher],
    }
    return ("\n".join(_yaml(_filled(said))) + "\n").encode()


def _authors(answers: Answers) -> list[dict[str, str]]:
    """Return the authors of a study; where it names none, those of what it was published in."""
    named = [_person(one) for one in answers.study.record.authors]
    published = [person for source in answers.study.sources for person in _families(source)]
    return _once(named or published) or [{"name": answers.texts.undocumented}]


def _person(one: Contributor) -> dict[str, str]:
    """Return a person by her names, an entity by its one name."""
    if one.family:
        return _filled({"family-names": one.family, "given-names": one.given, "affiliation": one.organization})
    return {"name": one.title}


def _families(source: Source) -> list[dict[str, str]]:
    """Return the authors of a publication: "Family, Given", several with a semicolon."""
    names = [name.strip().partition(", ") for name in source.author.split(";") if name.strip()]
    return [_filled({"family-names": family, "given-names": given}) for family, _, given in names]


def _reference(source: Source, texts: Texts) -> dict[str, Any]:
    isbn = source.isbn.replace(" ", "-")
    return _filled(
        {
            "type": "book" if isbn else "generic",
            "title": source.title,
            "authors": _once(_families(source)) or [{"name": texts.undocumented}],
            "publisher": {"name": source.publisher} if source.publisher else "",
            "year": source.year or "",
            "isbn": isbn,
            "doi": doi_of(source.doi),
            "url": source.url if source.url.startswith(("https://", "http://")) else "",
        }
    )


def _once(persons: list[dict[str, str]]) -> list[dict[str, str]]:
    return [one for n, one in enumerate(persons) if one not in persons[:n]]


def _date(created: str) -> str:
    try:
        return datetime.fromisoformat(created).date().isoformat()
    except ValueError:
        return ""


def _filled(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value}


def _yaml(block: dict[str, Any]) -> Iterator[str]:
    """Write a block; every text in quotation marks as JSON has them, so that nothing in it is markup."""
    for key, value in block.items():
        if isinstance(value, list):
            yield f"{key}:"
            for item in value:
                lines = list(_yaml(item)) if isinstance(item, dict) else [_scalar(item)]
                yield from (f"{'  ' if n else '- '}{line}" for n, line in enumerate(lines))
        elif isinstance(value, dict):
            yield f"{key}:"
            yield from (f"  {line}" for line in _yaml(value))
        else:
            yield f"{key}: {_scalar(value)}"


def _scalar(value: str | int) -> str:
    # Blanks of every kind are one: some of them would be line breaks to YAML.
    return json.dumps(" ".join(clean(value).split()) if isinstance(value, str) else value, ensure_ascii=False)
