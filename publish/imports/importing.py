"""One import: the files read, the mapping asked for or followed, the study written."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboard.package.cells import Fault
from publish import files
from publish.imports import asking, before, method, placing, report, study
from publish.imports.build import Built, build
from publish.imports.formats import READERS
from publish.imports.mapping import NAME, Answers, Mistaken, answers, open_questions, parse
from publish.imports.merging import merged
from publish.imports.opening import opened
from publish.imports.persons import people
from publish.imports.project import Project, Unreadable
from publish.imports.taking_over import UNMAPPED, accepted
from publish.imports.topics import Topics, split, topics
from publish.steps import Listener, unheard

Read = Sequence[tuple[str, Project]]
BETWEEN = {"de": ";", "en": ","}
"""What parts the columns of the tables, as the spreadsheets of who works in a language expect it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The mapping waits for answers: the places of them in it, and whether it was written or added to just now."""

    questions: tuple[tuple[str, ...], ...]
    read: Read
    fresh: bool


@dataclass(frozen=True, slots=True)
class Done:
    """The study is written. `report`: what there is to say."""

    report: str
    built: Built
    topics: Topics


def read(paths: Sequence[Path], columns: Mapping[str, str], listen: Listener) -> Read:
    """Read every file with the reader that recognises it. Raise Unreadable for one that none does."""
    found = []
    for path in paths:
        file = opened(path)
        for reader in READERS.values():
            if reader.recognises(file):
                found.append((path.name, reader.read(file, columns, listen)))
                break
        else:
            raise Unreadable("unknown_format", path.name)
    return found


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold the search for circles among objects: a million passages have none, and it takes a third of the time."""
    wanted = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if wanted:
            gc.enable()


@_uncollected()
def run(paths: Sequence[Path], to: Path, lang: str, listen: Listener) -> Asked | Done:
    """Import. Raise Unreadable, Mistaken, FaultyStudy or Busy; then nothing was written."""
    told = parse(_mapping(to))
    return follow(read(paths, asking.settled(told).get("columns", {}), listen), to, lang, listen)


def follow(projects: Read, to: Path, lang: str, listen: Listener = unheard) -> Asked | Done:
    """Import what was read, one import of a study at a time."""
    project = merged([project for _, project in projects])
    if not (project.passages or project.asked):
        held = (len(project.codes), len(project.documents), len(project.table.rows) if project.table else 0)
        raise Unreadable("nothing_coded", ", ".join(name for name, _ in projects), *held)
    to.mkdir(parents=True, exist_ok=True)
    with files.alone(to / ".lock"):
        return _follow(projects, project, to, lang, listen)


def _follow(projects: Read, project: Project, to: Path, lang: str, listen: Listener) -> Asked | Done:
    text = _mapping(to)
    moved = accepted(text, parse(text))
    told = parse(moved)
    earlier = before.read(to)
    waiting = UNMAPPED in told
    offer = asking.offered(project, told, earlier, lang)
    fresh = bool(offer.sections or (offer.new and not waiting))
    if fresh:
        head = "\n".join(report.read(projects, lang))
        moved = asking.extended(moved, offer, head, lang)
    if fresh or waiting or list(open_questions(told)):
        if moved != text:
            files.replace(to / NAME, moved.encode())
        return Asked(tuple(open_questions(parse(moved))), projects, fresh)
    known = answers(told)
    return _written(projects, split(project, known.split), known, earlier, to, lang, moved, listen)


def _written(
    projects: Read,
    project: Project,
    known: Answers,
    earlier: before.Before,
    to: Path,
    lang: str,
    mapping: str,
    listen: Listener,
) -> Done:
    them, tree = people(project, known), topics(project, known)
    built = build(project, known, them, tree)
    written = study.write(project, built, tree, earlier, BETWEEN[lang])
    earlier.let_go()
    agreed = method.agreed(project, known, tree, lang)
    described = method.described(to / "datapackage.json", [one.tool for _, one in projects], project, agreed)
    every = {**written.files, "datapackage.json": described}
    threshold = placing.check(to, every, listen).threshold
    said = report.text(projects, project, built, tree, written.told, agreed, threshold, lang)
    listen("write")
    placing.place(to, {**every, NAME: mapping.encode(), report.NAME: said.encode()})
    return Done(said, built, tree)


def _mapping(to: Path) -> str:
    path = to / NAME
    if not path.exists():
        return ""
    faults: list[Fault] = []
    content = files.read(to, NAME, faults)
    text = None if content is None else files.text(NAME, content, faults)
    if text is None:
        raise Mistaken(faults)
    return text
