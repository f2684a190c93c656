"""The mapping file: offered in sections at first, what is new later under [unmapped], taken over when accepted."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dashboard.package.cells import Fault
from publish.imports import mapping_texts as words
from publish.imports import proposal
from publish.imports.before import Before
from publish.imports.mapping import NAME, OPEN, Answers, Mistaken, answers, open_questions
from publish.imports.naming import quoted
from publish.imports.persons import People, match_column, people
from publish.imports.project import Project
from publish.imports.proposal import Row, Section
from publish.imports.taking_over import UNMAPPED
from publish.imports.topics import split

Tables = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Offer:
    """What the mapping lacks: whole sections, and rows for sections that are there."""

    sections: tuple[Section, ...]
    new: tuple[Section, ...]


def settled(told: Mapping[str, Any]) -> Tables:
    """Return the tables without what is still open."""
    return {
        key: settled(value) if isinstance(value, dict) else value
        for key, value in told.items()
        if value != OPEN and key != UNMAPPED
    }


def offered(project: Project, told: Tables, before: Before, lang: str) -> Offer:
    """Return what the mapping lacks for this project."""
    known = answers(settled(told))
    if project.asked and "columns" not in told:
        return Offer((proposal.columns(project, lang),), ())
    if project.asked and not list(open_questions(told.get("columns", {}))):
        lacking = [(column.field, ", ".join(column.choices)) for column in project.asked]
        raise Mistaken([Fault("column_not_there", NAME, None, details) for details in lacking])
    if project.asked:
        return Offer((), ())
    sections: list[Section] = []
    new: list[Section] = []
    cut = proposal.separator(project)
    if "read" not in told:
        above = words.SPLIT[lang].format(cut[1], cut[0]) if cut else ""
        sections.append(Section("read", (Row("split", quoted(OPEN if cut else "")),), above))
    persons = told.get("persons", {})
    if "from" not in persons:
        known = replace(known, source=proposal.source(project))
    if project.table and match_column(project.table, _names(project, known), known.match) is None:
        if "persons" not in told:
            sections.append(proposal.match(project, known, lang))
        return Offer(tuple(sections), ())
    _persons(project, told, known, before, sections, new, lang)
    if ("read" in told and told["read"].get("split") != OPEN) or not cut:
        _codes(split(project, known.split), told, known, before, sections, new, lang)
    sections.sort(key=lambda section: section.name == "persons.keys")  # the longest, and nothing is asked in it
    return Offer(tuple(sections), tuple(new))


def _names(project: Project, known: Answers) -> list[str]:
    return list(people(replace(project, table=None), known).values)


def _persons(
    project: Project,
    told: Tables,
    known: Answers,
    before: Before,
    sections: list[Section],
    new: list[Section],
    lang: str,
) -> None:
    them = people(project, known)
    nobody = {raw for raw, key in known.keys.items() if not key}
    them = replace(them, uncoded=them.uncoded - nobody)
    if "persons" not in told:
        sections.append(proposal.persons(project, them, known, lang))
    elif them.uncoded and "uncoded" not in told["persons"]:
        new.append(proposal.uncoded(them, lang))
    rows = proposal.keys(them, known, project, before)
    if "keys" not in told.get("persons", {}):
        sections.append(Section("persons.keys", tuple(rows), words.KEYS[lang]))
    elif rows:
        new.append(Section("persons.keys", tuple(rows)))
    found = sections if "groups" not in told else new
    found += _groups(them, told.get("groups", {}), known, lang, comment="groups" not in told)


def _groups(them: People, told: Mapping[str, Any], known: Answers, lang: str, *, comment: bool) -> Iterator[Section]:
    """Offer the variables that may be groups; of one that is used the values that have no group yet."""
    likely, others = proposal.variables(them)
    if comment:
        above = words.GROUPS[lang] if likely else words.NO_GROUPS[lang]
        left = f"\n{words.NOT_OFFERED[lang].format(', '.join(others[:50]))}" if others else ""
        yield Section("groups", (), above + left)
    taken = {group for row in known.groups.values() for group in row.values.values()}
    for name in dict.fromkeys([*likely, *(n for n, row in known.groups.items() if row.set_id)]):
        counts = likely.get(name) or _counted(them, name)
        if name in told and not (known.groups.get(name) and known.groups[name].set_id):
            continue
        rows = proposal.group(name, counts, known, taken, lang)
        if name not in told:
            yield Section(f"groups.{quoted(name)}", (Row("set", quoted(OPEN)),))
        if rows:
            yield Section(f"groups.{quoted(name)}.values", tuple(rows))


def _counted(them: People, name: str) -> Counter[str]:
    return Counter(values.get(name, "") for values in them.values.values())


def _codes(
    project: Project,
    told: Tables,
    known: Answers,
    before: Before,
    sections: list[Section],
    new: list[Section],
    lang: str,
) -> None:
    for name, rows, above in (
        ("codes", proposal.codes(project, known, before, lang), words.CODES[lang]),
        ("code_sets", proposal.code_sets(project, known, lang), words.CODE_SETS[lang]),
    ):
        if rows and name not in told:
            sections.append(Section(name, tuple(rows), above))
        elif rows:
            new.append(Section(name, tuple(rows)))
    if "partners" not in told:
        sections.append(Section("partners", (Row("by", quoted("code")),), words.PARTNERS[lang]))
    coders = {coding.coder for coding in project.codings} - {""}
    if len(coders) > 1 and "agreement" not in told:
        sections.append(Section("agreement", (Row("compute", "false"),), words.AGREEMENT[lang]))
    if "codes" not in told:
        last = sections[-1]
        rules = "".join(f"# {line}\n" for line in words.RULES[lang].splitlines())
        sections[-1] = replace(last, after=f"\n{rules}")


def extended(text: str, offer: Offer, head: str, lang: str) -> str:
    """Return the file with what is offered at its end; `head` begins a new one."""
    if not text:
        text = "".join(f"# {line}".rstrip() + "\n" for line in f"{words.HEAD[lang]}\n{head}".splitlines())
    text = text.rstrip("\n") + "\n" + "".join(section.text() for section in offer.sections)
    if offer.new:
        first = Section(UNMAPPED, (Row("accept", quoted(OPEN)),), words.UNMAPPED[lang])
        text += first.text()
        text += "".join(replace(section, name=f"{UNMAPPED}.{section.name}").text() for section in offer.new)
    return text.rstrip("\n") + "\n"
