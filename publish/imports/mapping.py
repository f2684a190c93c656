"""What the researcher decided: `import.toml`, read and checked. It is the whole truth of an import."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboard.package.cells import Fault, is_id

NAME = "import.toml"
OPEN = "?"
"""Stands where only the researcher can answer."""
SOURCES = ("cases", "documents", "pattern", "speakers")
ROLES = ("topic", "partner", "structural", "ignore")
UNCODED = ("asked", "left out")
BY = ("code", "overlap")
YES_OR_NO = ("ja", "nein", "yes", "no")
"""Would be ids, but who writes one of them means an answer."""
NO_VALUE = ""
"""What a person's value is called where the export has none."""

Told = dict[str, Any]


class Mistaken(Exception):
    """The mapping cannot be used; `faults` says everything that is wrong."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class CodeRow:
    """What becomes of a code: `role` "" is that of the code above; `under`: ids it is below, None as in the tree."""

    id: str
    role: str = ""
    under: tuple[str, ...] | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """What becomes of a variable: the id of the group set ("" is none) and the group of each raw value."""

    set_id: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """Who was asked about topics, or was not: the persons with one of the values, or those of the documents."""

    topics: tuple[str, ...]
    asked: bool
    variable: str
    values: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """The mapping of an import, by raw names of the export."""

    columns: Mapping[str, str] = field(default_factory=dict)
    source: str = "documents"
    pattern: str = ""
    match: str = ""
    uncoded: str = "asked"
    also: tuple[str, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    groups: Mapping[str, GroupRow] = field(default_factory=dict)
    split: str = ""
    codes: Mapping[str, CodeRow] = field(default_factory=dict)
    code_sets: Mapping[str, CodeRow] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    partners_by: str = "code"
    rules: tuple[Rule, ...] = ()
    agreement: bool = False


def parse(content: str) -> Told:
    """Return the tables of the file. Raise Mistaken where it is no TOML."""
    try:
        return tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line ([0-9]+)", str(error))
        raise Mistaken(
            [Fault("no_toml", NAME, None, (line[1] if line else str(len(content.splitlines())),))]
        ) from error
    except RecursionError as error:
        raise Mistaken([Fault("mapping_too_deep", NAME)]) from error


def open_questions(told: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Name every place where a "?" stands, as the keys that lead to it."""
    for key, value in told.items():
        if value == OPEN:
            yield (*above, key)
        elif isinstance(value, dict):
            yield from open_questions(value, (*above, key))


def answers(told: Told) -> Answers:
    """Return what the tables say. Raise Mistaken with everything that is of the wrong kind or unknown."""
    check = _Check()
    read, persons = check.table(told, "read"), check.table(told, "persons")
    partners, agreement = check.table(told, "partners"), check.table(told, "agreement")
    found = Answers(
        columns=check.texts(told, "columns"),
        source=check.one_of(persons, "persons.from", "from", SOURCES, "documents"),
        pattern=check.text(persons, "persons.pattern", "pattern"),
        match=check.text(persons, "persons.match", "match"),
        uncoded=check.one_of(persons, "persons.uncoded", "uncoded", UNCODED, "asked"),
        also=tuple(filter(None, check.list_of(persons, "persons.also", "also"))),
        keys=check.texts(persons, "keys"),
        values={name: check.texts(check.table(persons, "values"), name) for name in check.table(persons, "values")},
        groups={name: check.group(name, row) for name, row in check.table(told, "groups").items()},
        split=check.text(read, "read.split", "split"),
        codes={name: check.code("codes", name, row) for name, row in check.table(told, "codes").items()},
        code_sets={name: check.code("code_sets", name, row) for name, row in check.table(told, "code_sets").items()},
        headings=check.texts(told, "headings"),
        partners_by=check.one_of(partners, "partners.by", "by", BY, "code"),
        rules=(*check.rules(told, "asked"), *check.rules(told, "not_asked")),
        agreement=check.flag(agreement, "agreement.compute", "compute"),
    )
    check.ids(found)
    if check.faults:
        raise Mistaken(check.faults)
    return found


class _Check:
    """Takes values of the right kind out of tables, and notes each that is not."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def wrong(self, kind: str, *details: str) -> None:
        self.faults.append(Fault(kind, NAME, None, details))

    def table(self, told: Told, name: str) -> Told:
        value = told.get(name, {})
        if isinstance(value, dict):
            return value
        self.wrong("mapping_kind", name, "[…]")
        return {}

    def text(self, told: Told, place: str, name: str) -> str:
        value = told.get(name, "")
        if isinstance(value, str):
            return value
        self.wrong("mapping_kind", place, '"…"')
        return ""

    def texts(self, told: Told, name: str) -> dict[str, str]:
        return {key: self.text(self.table(told, name), f"{name}.{key}", key) for key in self.table(told, name)}

    def list_of(self, told: Told, place: str, name: str) -> tuple[str, ...]:
        value = told.get(name, [])
        value = [value] if isinstance(value, str) else value
        if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
            return tuple(value)
        self.wrong("mapping_kind", place, '["…"]')
        return ()

    def one_of(self, told: Told, place: str, name: str, allowed: tuple[str, ...], otherwise: str) -> str:
        value = self.text(told, place, name) or otherwise
        if value not in allowed:
            self.wrong("mapping_allowed", place, ", ".join(allowed))
        return value

    def flag(self, told: Told, place: str, name: str) -> bool:
        value = told.get(name, False)
        if not isinstance(value, bool):
            self.wrong("mapping_kind", place, "true, false")
        return value is True

    def code(self, table: str, name: str, row: Any) -> CodeRow:
        place = f"{table}.{name}"
        if not isinstance(row, dict):
            self.wrong("mapping_kind", place, '{ id = "…", role = "…" }')
            return CodeRow("")
        role = self.one_of(row, place, "role", (*ROLES, ""), "")
        under = self.list_of(row, place, "under") if "under" in row else None
        if unknown := sorted(set(row) - {"id", "role", "under", "label"}):
            self.wrong("mapping_unknown", place, ", ".join(unknown))
        return CodeRow(self.text(row, place, "id"), role, under, self.text(row, place, "label"))

    def group(self, name: str, row: Any) -> GroupRow:
        if not isinstance(row, dict):
            self.wrong("mapping_kind", f"groups.{name}", "[…]")
            return GroupRow("", {})
        of = self.text(row, f"groups.{name}.set", "set")
        if of.strip().casefold() in YES_OR_NO:
            self.wrong("mapping_yes_or_no", f"groups.{name}", of)
        return GroupRow(of, self.texts(row, "values"))

    def rules(self, told: Told, name: str) -> Iterator[Rule]:
        rows = told.get(name, [])
        if not (isinstance(rows, list) and all(isinstance(row, dict) for row in rows)):
            self.wrong("mapping_kind", name, f"[[{name}]]")
            return
        for row in rows:
            topics, values = (self.list_of(row, name, part) for part in ("topics", "values"))
            documents, variable = self.list_of(row, name, "documents"), self.text(row, name, "variable")
            if not topics or bool(variable and values) == bool(documents):
                self.wrong("mapping_rule", name)
            yield Rule(topics, name == "asked", variable, values, documents)

    def ids(self, found: Answers) -> None:
        """Ids are slugs; one key is one set, one group belongs to one set."""
        given = [(f"codes.{name}", row.id) for name, row in found.codes.items()]
        given += [(f"code_sets.{name}", row.id) for name, row in found.code_sets.items() if row.role]
        given += [(f"headings.{heading}", heading) for heading in found.headings]
        used = {name: row for name, row in found.groups.items() if row.set_id}
        sets = [(f"groups.{name}", row.set_id) for name, row in used.items()]
        groups = [(f"groups.{name}.values", group) for name, row in used.items() for group in set(row.values.values())]
        for place, one in (*given, *sets, *groups):
            if not is_id(one):
                self.wrong("mapping_id", place, one[:60])
        # Two codes of one id are one topic; an id of a code is no heading's.
        named = {one for _, one in given[: len(found.codes)]}
        topics = [(f"codes: {one}", one) for one in sorted(named)] + given[len(found.codes) :]
        for several in (topics, sets, groups):
            seen: dict[str, str] = {}
            for place, one in several:
                if seen.setdefault(one, place) != place:
                    self.wrong("mapping_id_twice", place, one, seen[one])
