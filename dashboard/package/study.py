"""The `study` block of a package's description as a frozen value."""

from dataclasses import dataclass
from typing import Any

from dashboard.package.record import UNRECORDED, Record, read_record


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in German and English."""

    de: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the words in "de" or "en"."""
        return self.en if language == "en" else self.de


@dataclass(frozen=True, slots=True)
class Statement:
    """What the study claims, restated, and where it says so."""

    words: Words
    location: str


@dataclass(frozen=True, slots=True)
class Change:
    """Why figures are other than in the release before: those of a topic, or with no `category_id` all of them."""

    category_id: str
    words: Words


PUBLICATION = ("author", "publisher", "isbn", "doi", "url", "read_at")


@dataclass(frozen=True, slots=True)
class Source:
    """A publication. `author` is "Family, Given", several with a semicolon; what is not known is "", `year` None.

    `read_at` says where it was read, if not in the publication itself.
    """

    title: str
    author: str = ""
    publisher: str = ""
    year: int | None = None
    isbn: str = ""
    doi: str = ""
    url: str = ""
    read_at: str = ""

    @property
    def short(self) -> str:
        """Return how a footnote names it: family names and title."""
        return ", ".join(part for part in (self._families, self.title) if part)

    @property
    def brief(self) -> str:
        """Return how a line with little room names it: family names, else the title."""
        return self._families or self.title

    @property
    def _families(self) -> str:
        return "/".join(author.split(",")[0].strip() for author in self.author.split(";"))


@dataclass(frozen=True, slots=True)
class Lead:
    """One of the findings the overview opens with, and a quote that stands for it ("" for none)."""

    category_id: str
    quote_id: str


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
    """What a package says about the study as a whole.

    `answer` are the categories whose statements answer its question.
    """

    study_id: str
    package_version: str
    created: str
    sources: tuple[Source, ...]
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
    answer: tuple[str, ...]
    statement: Statement | None
    printed_differences: tuple[PrintedDifference, ...]
    method: tuple[MethodItem, ...]
    contact: Words | None = None
    changes: tuple[Change, ...] = ()
    record: Record = UNRECORDED


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
        sources=_sources(reader, description.get("sources")),
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
        answer=reader.texts(lead.get("answer", []), "lead.answer"),
        statement=_statement(reader),
        printed_differences=_printed_differences(reader),
        method=_method(reader),
        contact=reader.words(reader.source, "contact") if reader.source.get("contact_de") else None,
        changes=tuple(
            Change(str(item.get("category_id") or ""), reader.words(item, "text", f"changes[{n}]"))
            for n, item in enumerate(reader.listed(reader.source.get("changes", []), "changes"))
        ),
        record=read_record(description),
    )
    if reader.faults:
        raise StudyError(reader.faults)
    return study


def _lead(reader: "_Reader", lead: dict[str, Any]) -> tuple[Lead, ...]:
    return tuple(
        Lead(
            reader.text(item, "category_id", f"lead.findings[{n}]"),
            str(item.get("quote_id") or ""),
        )
        for n, item in enumerate(reader.listed(lead.get("findings"), "lead.findings"))
    )


def _statement(reader: "_Reader") -> Statement | None:
    if not any(reader.source.get(f"statement_{part}") for part in ("de", "en", "location")):
        return None
    return Statement(reader.words(reader.source, "statement"), reader.text(reader.source, "statement_location"))


def _sources(reader: "_Reader", listed: Any) -> tuple[Source, ...]:
    """Read where a study was published; what is no text there is left out, a year that is none is told."""
    made = []
    for n, item in enumerate(listed if isinstance(listed, list) else []):
        if not isinstance(item, dict) or not isinstance(item.get("title"), str) or not item["title"]:
            continue
        year = item.get("year")
        if year is not None and (isinstance(year, bool) or not isinstance(year, int) or not 1000 <= year <= 9999):
            reader.faults.append(("no_year", f"sources[{n}].year"))
            year = None
        told = {key: item[key] for key in PUBLICATION if isinstance(item.get(key), str)}
        made.append(Source(item["title"], year=year, **told))
    return tuple(made)


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

    def texts(self, value: Any, place: str) -> tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
            return tuple(value)
        self.faults.append(("no_list_of_texts", place))
        return ()

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
