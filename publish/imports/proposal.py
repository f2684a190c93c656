"""The mapping as it is offered: every raw value, what it would become, and a "?" where only the researcher knows."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publish.imports import mapping_texts as words
from publish.imports.before import Before, renamed, words_by
from publish.imports.mapping import NO_VALUE, OPEN, Answers
from publish.imports.merging import counted
from publish.imports.naming import Numbered, key_of, quoted, slug, unused
from publish.imports.persons import People
from publish.imports.project import Path, Project

MOST_VALUES = 40
"""Of a variable that may be a group."""
SEPARATORS = ("::", " > ", "\\", "/")


OURS = {"from", "pattern", "uncoded", "match", "split", "set", "by", "accept", "compute", "also"}
"""Keys that are not names of the export."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the mapping: `value` as TOML writes it, `note` behind it."""

    key: str
    value: str
    note: str = ""

    def line(self) -> str:
        """Return the line."""
        key = self.key if self.key in OURS else quoted(self.key)
        return f"{key} = {self.value}{f'  # {_one_line(self.note)}' if self.note else ''}"


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the mapping; `above`: its comment; `after`: lines that stand behind it."""

    name: str
    rows: tuple[Row, ...] = ()
    above: str = ""
    after: str = ""

    def text(self) -> str:
        """Return the section as it stands in the file."""
        comment = "".join(f"# {line}".rstrip() + "\n" for line in self.above.splitlines())
        return f"\n{comment}[{self.name}]\n" + "".join(f"{row.line()}\n" for row in self.rows) + self.after


def columns(project: Project, lang: str) -> Section:
    """Ask for the columns nobody could tell."""
    rows = (
        Row(column.field, quoted(OPEN), words.ONE_OF[lang].format(", ".join(map(quoted, column.choices))))
        for column in project.asked
    )
    return Section("columns", tuple(rows), words.COLUMNS[lang])


def separator(project: Project) -> tuple[str, str] | None:
    """Return a sign that stands in the names of a flat tree, with a name that has it: it may be a tree."""
    flat = [code.path[0] for code in project.codes if len(code.path) == 1]
    if len(flat) < len(project.codes) or len(flat) < 2:
        return None
    for sign in SEPARATORS:
        having = [name for name in flat if sign in name.strip(sign)]
        if len(having) > 1:
            return sign, having[0]
    return None


def source(project: Project) -> str:
    """Return where the persons are likely to be: cases, else speakers, else documents."""
    if any(case.parts for case in project.cases):
        return "cases"
    spoken = sum(bool(passage.speaker) for passage in project.passages)
    return "speakers" if spoken and spoken == len(project.passages) else "documents"


def persons(project: Project, people: People, answers: Answers, lang: str) -> Section:
    """Offer who is a person; ask about those without a coding."""
    rows = [Row("from", quoted(answers.source)), Row("pattern", quoted(answers.pattern))]
    asked = uncoded(people, lang)
    if people.uncoded:
        rows += asked.rows
    if project.table:
        alone = words.ONLY_IN_TABLE[lang].format(", ".join(people.only_in_table[:20])) if people.only_in_table else ""
        rows.append(Row("match", quoted(answers.match), alone))
    gaps = ", ".join(_gaps(project, people))
    rows.append(Row("also", quoted(OPEN) if gaps else "[]", words.GAPS[lang].format(gaps) if gaps else ""))
    return Section("persons", tuple(rows), "\n".join(filter(None, [words.PERSONS[lang], asked.above])))


def _gaps(project: Project, people: People) -> Iterator[str]:
    """Give the missing numbers of documents, but for those a table of respondents has."""
    there = {found[0].lstrip("0") for raw in people.values if (found := re.match(r"[0-9]+", raw))}
    for told in project.told:
        if told.kind == "gaps":
            yield from (number for number in told.details[0].split(", ") if number not in there)


def uncoded(people: People, lang: str) -> Section:
    """Ask whether persons without a coding belong to the base."""
    named = sorted(people.uncoded)
    shown = ", ".join(named[:50]) + (" …" if len(named) > 50 else "")
    above = words.UNCODED[lang].format(len(named), shown) if named else ""
    return Section("persons", (Row("uncoded", quoted(OPEN)),), above)


def match(project: Project, answers: Answers, lang: str) -> Section:
    """Ask which column of the table of respondents names the person."""
    table = project.table
    named = words.MATCH[lang].format(table.name, ", ".join(table.header)) if table else ""
    rows = (Row("from", quoted(answers.source)), Row("pattern", quoted(answers.pattern)), Row("match", quoted(OPEN)))
    return Section("persons", rows, words.PERSONS[lang] + "\n" + named)


def keys(people: People, answers: Answers, project: Project, before: Before) -> list[Row]:
    """Offer a key for everybody who has none; who has the words of somebody that vanished is she, renamed."""
    new = [raw for raw in people.values if raw not in answers.keys]
    again: dict[str, str] = {}
    if new and before.of("segments"):
        spoken: dict[str, Counter[str]] = {raw: Counter() for raw in new}
        for passage in project.passages:
            for raw in people.speakers(passage):
                if raw in spoken and passage.words:
                    spoken[raw][passage.words.strip()] += 1
        there = {answers.keys[raw] for raw in people.values if raw in answers.keys}
        again = renamed(spoken, {k: w for k, w in words_by(before, "respondent_id").items() if k not in there})
    numbers = Numbered(
        "P", 2, [*answers.keys.values(), *(row.get("respondent_id", "") for row in before.of("respondents"))]
    )
    return [Row(raw, quoted(again.get(raw) or numbers.next())) for raw in new]


def variables(people: People) -> tuple[dict[str, Counter[str]], list[str]]:
    """Return the values of every variable that may be a group, by how many persons; and the names of the others."""
    found: dict[str, Counter[str]] = {}
    for values in people.values.values():
        for name in values:
            found.setdefault(name, Counter())
    for name, counts in found.items():
        counts.update(values.get(name, NO_VALUE) for values in people.values.values())
    likely = {
        name
        for name, counts in found.items()
        if 2 <= len(counts) <= MOST_VALUES
        and (len(counts) <= max(len(people.values) * 2 // 3, 5))
        and max(map(len, counts)) <= 100
    }
    return {n: c for n, c in found.items() if n in likely}, [n for n in found if n not in likely and len(found[n]) > 1]


def group(name: str, counts: Counter[str], answers: Answers, taken: set[str], lang: str) -> list[Row]:
    """Offer a group for each value that has none yet; `taken`: ids of groups of other sets, added to."""
    row = answers.groups.get(name)
    known = set(row.values) if row else set()
    rows = []
    for value, number in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        if value in known:
            continue
        plain = slug(value, "ohne-angabe" if not value else "gruppe")
        wanted = plain if plain not in taken else f"{slug(name, 'gruppe')}-{plain}"
        group_id = unused(wanted[:80].strip("-"), taken)
        taken.add(group_id)
        rows.append(Row(value, quoted(group_id), words.PERSON_COUNT[lang].format(number)))
    return rows


def codes(project: Project, answers: Answers, before: Before, lang: str) -> list[Row]:
    """Offer a row for every code that has none: a topic under the id of its name, or of the code it was before."""
    taken = {row.id for row in (*answers.codes.values(), *answers.code_sets.values())} | set(answers.headings)
    counts = counted(project)
    there = {answers.codes[key].id for path in counts if (key := key_of(path)) in answers.codes}
    again = _renamed_codes(project, answers, before, there)
    rows = []
    for path in counts:
        key = key_of(path)
        if key in answers.codes:
            continue
        wanted = again.get(key) or slug(path[-1], "thema")
        if wanted in taken and key not in again and len(path) > 1:
            wanted = slug(" ".join(path[-2:]), "thema")
        topic_id = wanted if key in again else unused(wanted, taken)
        taken.add(topic_id)
        role = f", role = {quoted(_role(path, counts))}" if len(path) == 1 else ""
        rows.append(Row(key, f"{{ id = {quoted(topic_id)}{role} }}", words.CODING_COUNT[lang].format(*counts[path])))
    return rows


def _role(path: Path, codes: Iterable[Path]) -> str:
    """Return the role of a code at the top: a topic, but for one that is called as partners are and holds some."""
    below = any(len(other) > 1 and other[0] == path[0] for other in codes)
    return OPEN if below and "partner" in path[0].casefold() else "topic"


def _renamed_codes(project: Project, answers: Answers, before: Before, there: set[str]) -> dict[str, str]:
    """Return the id of a code that vanished for each new one that stands at its passages."""
    texts = {row["segment_id"]: row.get("text", "") for row in before.of("segments")}
    old: dict[str, Counter[str]] = {}
    for row in before.of("codings"):
        if row.get("category_id") not in there and texts.get(row.get("segment_id", "")):
            old.setdefault(row["category_id"], Counter())[texts[row["segment_id"]]] += 1
    if not old:
        return {}
    new: dict[str, Counter[str]] = {}
    for coding in project.codings:
        key, said = key_of(coding.code), project.passages[coding.passage].words
        if key not in answers.codes and said:
            new.setdefault(key, Counter())[said.strip()] += 1
    return renamed(new, old)


def code_sets(project: Project, answers: Answers, lang: str) -> list[Row]:
    """Offer the sets of codes, none of them used."""
    taken = {row.id for row in answers.code_sets.values()}
    rows = []
    for name, paths in project.code_sets.items():
        if name not in answers.code_sets:
            set_id = unused(f"{slug(name, 'gruppe')}-gruppe", taken)
            taken.add(set_id)
            rows.append(
                Row(name, f'{{ id = {quoted(set_id)}, role = "ignore" }}', words.CODE_COUNT[lang].format(len(paths)))
            )
    return rows


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
