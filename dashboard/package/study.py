"""The `study` block of a package's description as a frozen value."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in German and English."""

    de: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the words in "de" or "en"."""
        return self.en if language == "en" else self.de


@dataclass(frozen=True, slots=True)
class Lead:
    """One of the findings the overview opens with, and words of a quote that stand for it."""

    category_id: str
    quote_id: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class MethodItem:
    """One fact about the method; `text` is None where it is not documented."""

    label: Words
    text: Words | None


@dataclass(frozen=True, slots=True)
class PrintedDifference:
    """Why a printed percentage differs from the computed one."""

    category_id: str
    group_id: str
    note: Words


@dataclass(frozen=True, slots=True)
class Study:
    """What a package says about the study as a whole."""

    study_id: str
    package_version: str
    created: str
    sources: tuple[str, ...]
    licenses: tuple[str, ...]
    default_language: str
    synthetic: bool
    preview: bool
    levels: tuple[Words, ...]
    title: Words
    question: Words
    provenance: Words
    caution: Words
    subject: Words | None
    region: Words
    lead_title: Words
    lead_note: Words
    lead: tuple[Lead, ...]
    printed_differences: tuple[PrintedDifference, ...]
    method: tuple[MethodItem, ...]


class StudyError(Exception):
    """The study block cannot be used; `faults` holds (kind, place) of everything wrong in it."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        super().__init__(str(faults))
        self.faults = faults


def read_study(description: dict[str, Any]) -> Study:
    """Read the study block of `datapackage.json`. Raise StudyError with all its faults."""
    if not isinstance(description.get("study"), dict):
        raise StudyError([("no_study", "study")])
    reader = _Reader(description["study"])
    lead = reader.block("lead")
    study = Study(
        study_id=str(description.get("name")),
        package_version=str(description.get("version")),
        created=str(description.get("created")),
        sources=tuple(reader.titles(description.get("sources"))),
        licenses=tuple(reader.titles(description.get("licenses"))),
        default_language=reader.one_of("default_language", ("de", "en")),
        synthetic=reader.flag("synthetic"),
        preview=bool(reader.source.get("preview")),
        levels=tuple(reader.words(level, "label", f"levels[{n}]") for n, level in enumerate(reader.blocks("levels"))),
        title=reader.words(reader.source, "title"),
        question=reader.words(reader.source, "question"),
        provenance=reader.words(reader.source, "provenance"),
        caution=reader.words(reader.source, "caution"),
        subject=reader.words(reader.source, "subject") if reader.source.get("subject_de") else None,
        region=reader.words(reader.source, "region"),
        lead_title=reader.words(lead, "title", "lead"),
        lead_note=reader.words(lead, "note", "lead"),
        lead=_lead(reader, lead),
        printed_differences=_printed_differences(reader),
        method=_method(reader),
    )
    if reader.faults:
        raise StudyError(reader.faults)
    return study


def _lead(reader: "_Reader", lead: dict[str, Any]) -> tuple[Lead, ...]:
    return tuple(
        Lead(
            reader.text(item, "category_id", f"lead.findings[{n}]"),
            str(item.get("quote_id") or ""),
            str(item.get("excerpt") or ""),
        )
        for n, item in enumerate(reader.listed(lead.get("findings"), "lead.findings"))
    )


def _printed_differences(reader: "_Reader") -> tuple[PrintedDifference, ...]:
    listed = reader.listed(reader.source.get("printed_differences", []), "printed_differences")
    return tuple(
        PrintedDifference(
            reader.text(item, "category_id", f"printed_differences[{n}]"),
            reader.text(item, "group_id", f"printed_differences[{n}]"),
            reader.words(item, "note", f"printed_differences[{n}]"),
        )
        for n, item in enumerate(listed)
    )


def _method(reader: "_Reader") -> tuple[MethodItem, ...]:
    return tuple(
        MethodItem(
            reader.words(item, "label", f"method[{n}]"),
            reader.words(item, "text", f"method[{n}]") if item.get("text_de") else None,
        )
        for n, item in enumerate(reader.blocks("method"))
    )


class _Reader:
    """Reads fields of untrusted JSON and collects what is wrong instead of stopping at the first."""

    def __init__(self, source: dict[str, Any]) -> None:
        self.source = source
        self.faults: list[tuple[str, str]] = []

    def text(self, block: dict[str, Any], key: str, place: str = "") -> str:
        value = block.get(key)
        if isinstance(value, str) and value.strip():
            return value
        self.faults.append(("missing_property", ".".join(p for p in ("study", place, key) if p)))
        return ""

    def words(self, block: dict[str, Any], key: str, place: str = "") -> Words:
        return Words(self.text(block, f"{key}_de", place), self.text(block, f"{key}_en", place))

    def block(self, key: str) -> dict[str, Any]:
        value = self.source.get(key)
        if isinstance(value, dict):
            return value
        self.faults.append(("missing_property", f"study.{key}"))
        return {}

    def blocks(self, key: str) -> list[dict[str, Any]]:
        items = self.listed(self.source.get(key), key)
        if not items:
            self.faults.append(("missing_property", f"study.{key}"))
        return items

    def listed(self, value: Any, place: str) -> list[dict[str, Any]]:
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            return value
        self.faults.append(("no_list", f"study.{place}"))
        return []

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        value = self.source.get(key)
        if value in allowed:
            return str(value)
        self.faults.append(("missing_property", f"study.{key} ({' | '.join(allowed)})"))
        return allowed[0]

    def flag(self, key: str) -> bool:
        value = self.source.get(key)
        if isinstance(value, bool):
            return value
        self.faults.append(("missing_property", f"study.{key} (true | false)"))
        return False

    def titles(self, items: Any) -> list[str]:
        if isinstance(items, list):
            titles = [item.get("title") for item in items if isinstance(item, dict)]
            return [title for title in titles if isinstance(title, str) and title]
        return []
