"""What catalogues and archives ask of a study: who made it, its DOI, keywords, where and when it was asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}(?:\.\d+)*/[\w:/;\-.()\[\]\\]+)", re.ASCII)
"""A DOI as people write it: bare, or as an address; the group is the DOI itself."""
PERIOD = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:/(\d{4}(?:-\d\d(?:-\d\d)?)?))?")
"""A year, month or day of ISO 8601, or two of them with a slash between."""
AUTHORS = {"author", "creator"}
CONTRIBUTOR = ("title", "givenName", "familyName", "organization", "path")


@dataclass(frozen=True, slots=True)
class Contributor:
    """Who made a study, as a Data Package names her; what is not known is ""."""

    title: str
    given: str = ""
    family: str = ""
    organization: str = ""
    path: str = ""
    roles: tuple[str, ...] = ()

    @property
    def listed(self) -> str:
        """Return the name as lists of works have it: "Family, Given", else as it is written."""
        return ", ".join(part for part in (self.family, self.given) if part) if self.family else self.title


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence: its name, an SPDX id where it has one, and where its text stands."""

    name: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What a package tells catalogues; nothing of it is needed, and what is missing is "" or empty.

    `doi` is that of the package itself, without "https://doi.org/"; those of publications stand at the sources.
    `temporal` is a year, month or day of ISO 8601, or two with a slash between.
    """

    contributors: tuple[Contributor, ...] = ()
    doi: str = ""
    keywords: tuple[str, ...] = ()
    spatial: str = ""
    temporal: str = ""
    licences: tuple[Licence, ...] = ()

    @property
    def authors(self) -> tuple[Contributor, ...]:
        """Return who is named as an author; where nobody has a role of that kind, those without any role."""
        named = tuple(one for one in self.contributors if AUTHORS & set(one.roles))
        return named or tuple(one for one in self.contributors if not one.roles)


UNRECORDED = Record()
"""Of a package that tells catalogues nothing."""


def read_record(description: Mapping[str, Any]) -> Record:
    """Read what catalogues ask for. What is of another kind than it should be is left out: it hinders nobody."""
    coverage = description["study"].get("coverage")
    where = coverage if isinstance(coverage, dict) else {}
    temporal = _text(where, "temporal")
    return Record(
        contributors=tuple(
            _contributor(item) for item in _listed(description, "contributors", dict) if name_of(item) or _org(item)
        ),
        doi=doi_of(_text(description, "id")),
        keywords=tuple(word for word in _listed(description, "keywords", str) if word.strip()),
        spatial=_text(where, "spatial"),
        temporal=temporal if PERIOD.fullmatch(temporal) else "",
        licences=tuple(
            Licence(_text(item, "name"), _text(item, "path")) for item in _listed(description, "licenses", dict)
        ),
    )


def doi_of(text: str) -> str:
    """Return the DOI a text is, "" where it is none."""
    found = DOI.fullmatch(text.strip())
    return found[1] if found else ""


def name_of(contributor: Mapping[str, Any]) -> str:
    """Return how a contributor of a description is called: her title, else her names."""
    names = (_text(contributor, "givenName"), _text(contributor, "familyName"))
    return _text(contributor, "title") or " ".join(part for part in names if part)


def _org(contributor: Mapping[str, Any]) -> str:
    return _text(contributor, "organization")


def _contributor(item: Mapping[str, Any]) -> Contributor:
    given, family, organization, path = (_text(item, key) for key in CONTRIBUTOR[1:])
    roles = tuple(role for role in [*_listed(item, "roles", str), _text(item, "role")] if role)
    return Contributor(name_of(item) or organization, given, family, organization, path, roles)


def _text(block: Mapping[str, Any], key: str) -> str:
    value = block.get(key)
    return value.strip() if isinstance(value, str) else ""


def _listed(block: Mapping[str, Any], key: str, kind: type) -> list[Any]:
    value = block.get(key)
    return [item for item in value if isinstance(item, kind)] if isinstance(value, list) else []
