"""Who the persons are and which of them speaks where: by cases, documents, a pattern, or speakers in a document."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from dashboard.package.cells import Fault
from publish.imports.mapping import NAME, Answers, Mistaken
from publish.imports.project import Document, Passage, Project, Table

IN_TABLE = "table: "
"""Stands before a column that is called like a variable of the export: the two may say different things."""
Speakers = Callable[[Passage], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of an export by raw name: what is known of each; `speakers`: whose words a passage is.

    `conflicts`: (raw name, variable) where two sources say different things. `uncoded`: whose words have no code,
    but for those the mapping names as asked.
    `loose`: documents that belong to nobody. `only_in_table`: whom the table of respondents alone names.
    """

    values: Mapping[str, Mapping[str, str]]
    speakers: Speakers
    conflicts: tuple[tuple[str, str], ...]
    uncoded: frozenset[str]
    loose: tuple[str, ...]
    only_in_table: tuple[str, ...]


def people(project: Project, answers: Answers) -> People:
    """Return who is in a project, as `persons.from` says. Raise Mistaken for a pattern that is none."""
    found = _Known()
    speakers = {
        "documents": _by_documents,
        "cases": _by_cases,
        "pattern": _by_pattern,
        "speakers": _by_speakers,
    }[answers.source](project, answers, found)
    for raw in answers.also:
        found.add(raw, {})
    only_in_table = _join(project.table, answers, found) if project.table else ()
    coded = {raw for passage in _coded(project) for raw in speakers(passage)}
    of_documents = set(found.documents)
    return People(
        found.values,
        speakers,
        tuple(sorted(found.conflicts)),
        frozenset(set(found.values) - coded - set(answers.also)),
        tuple(d.name for d in project.documents if d.name not in of_documents),
        only_in_table,
    )


class _Known:
    """Collects what is said of each person; what is said twice and differently is a conflict."""

    def __init__(self) -> None:
        self.values: dict[str, dict[str, str]] = {}
        self.conflicts: set[tuple[str, str]] = set()
        self.documents: list[str] = []

    def add(self, raw: str, values: Mapping[str, str]) -> None:
        of = self.values.setdefault(raw, {})
        for variable, value in values.items():
            if value and of.setdefault(variable, value) != value:
                self.conflicts.add((raw, variable))


def _coded(project: Project) -> Iterator[Passage]:
    for number in dict.fromkeys(coding.passage for coding in project.codings):
        yield project.passages[number]


def _by_documents(project: Project, _: Answers, found: _Known) -> Speakers:
    for document in project.documents:
        found.add(document.name, document.values)
        found.documents.append(document.name)
    return lambda passage: (passage.document,)


def _by_cases(project: Project, _: Answers, found: _Known) -> Speakers:
    """A passage is the words of every case whose part of the document it touches."""
    parts: defaultdict[str, list[tuple[int | None, int | None, str]]] = defaultdict(list)
    of = {document.name: document for document in project.documents}
    for case in project.cases:
        found.add(case.name, case.values)
        for name, start, end in case.parts:
            parts[name].append((start, end, case.name))
            if start is None and name in of:
                found.add(case.name, of[name].values)
    found.documents += parts

    def speakers(passage: Passage) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(
                case
                for start, end, case in parts.get(passage.document, ())
                if start is None
                or end is None
                or passage.start is None
                or passage.end is None
                or (start < max(passage.end, passage.start + 1) and passage.start < end)
            )
        )

    return speakers


def _by_pattern(project: Project, answers: Answers, found: _Known) -> Speakers:
    """The first match of the pattern in a document's name, else in the lines of its text, names the person."""
    pattern = _pattern(answers)
    raws: dict[str, str] = {}
    for document in project.documents:
        match = pattern.search(document.name) or pattern.search(document.text or "")
        if match:
            raws[document.name] = raw = _named(match)
            found.add(raw, document.values)
            found.documents.append(document.name)

    def speakers(passage: Passage) -> tuple[str, ...]:
        return (raws[passage.document],) if passage.document in raws else ()

    return speakers


def _by_speakers(project: Project, answers: Answers, found: _Known) -> Speakers:
    """A column says who speaks; else each line of the text on which the pattern matches begins a turn."""
    if any(passage.speaker for passage in project.passages):
        for passage in project.passages:
            if passage.speaker:
                found.add(passage.speaker, {})
                found.documents.append(passage.document)
        return lambda passage: (passage.speaker,) if passage.speaker else ()
    pattern = _pattern(answers)
    turns = {document.name: _turns(document, pattern) for document in project.documents}
    for name, of in turns.items():
        for _, raw in of:
            found.add(raw, {})
            found.documents.append(name)

    def speakers(passage: Passage) -> tuple[str, ...]:
        of = turns.get(passage.document, [])
        if passage.start is None or passage.end is None:
            return ()
        first = max(bisect_right(of, passage.start, key=lambda turn: turn[0]) - 1, 0)
        within = of[first : bisect_right(of, max(passage.end - 1, passage.start), key=lambda turn: turn[0])]
        return tuple(dict.fromkeys(raw for _, raw in within))

    return speakers


def _turns(document: Document, pattern: re.Pattern[str]) -> list[tuple[int, str]]:
    """Return where each turn begins (code points) and who speaks in it."""
    return [(match.start(), _named(match)) for match in pattern.finditer(document.text or "")]


def _pattern(answers: Answers) -> re.Pattern[str]:
    try:
        return re.compile(answers.pattern or r"(?!)", re.MULTILINE)
    except re.error as error:
        raise Mistaken([Fault("mapping_pattern", NAME, None, (str(error),))]) from error


def _named(match: re.Match[str]) -> str:
    """Return who a match names: its first group, else the whole."""
    return " ".join((match[1] if match.re.groups and match[1] is not None else match[0]).split())


def _join(table: Table, answers: Answers, found: _Known) -> tuple[str, ...]:
    """Add what the table of respondents says; return who is in it alone: a person as well, or a name misspelt."""
    column = match_column(table, found.values, answers.match)
    if column is None:
        raise Mistaken([Fault("no_match_column", NAME, None, (table.name, ", ".join(table.header)))])
    at, by_plain = table.header.index(column), {plain(raw): raw for raw in found.values}
    known = {variable for values in found.values.values() for variable in values}
    names = [f"{IN_TABLE}{name}" if name in known else name for name in table.header]
    alone: dict[str, None] = {}
    for row in table.rows:
        if row[at]:
            raw = by_plain.get(plain(row[at]), row[at])
            if plain(raw) not in by_plain:
                alone[raw] = None
            found.add(raw, {name: cell for n, (name, cell) in enumerate(zip(names, row, strict=True)) if n != at})
    return tuple(alone)


def match_column(table: Table, names: Iterable[str], chosen: str) -> str | None:
    """Return the column of a table that names the persons: the chosen one, else the only one that names most."""
    if chosen:
        return chosen if chosen in table.header else None
    wanted = set(map(plain, names))
    scores = [len({plain(row[at]) for row in table.rows} & wanted) for at in range(len(table.header))]
    best = max(scores, default=0)
    return table.header[scores.index(best)] if best and scores.count(best) == 1 else None


def plain(name: str) -> str:
    """Return what a name still is where another file writes it: without its ending, in small letters, single blanks."""
    return re.sub(r"\.(txt|docx?|odt|rtf|pdf|md|html?)$", "", " ".join(name.split()).casefold())
