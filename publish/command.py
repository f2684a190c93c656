"""`python -m publish`: from coded interviews to a findings package."""

import os
import secrets
import signal
import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from dashboard import settings
from dashboard.package.dataset import FaultyPackage
from publish import advice, files, marks, merges, preview, release, statements
from publish import undo as undoing
from publish.coded_study import CodedStudy
from publish.counting import codings
from publish.description import begun
from publish.doubts import Doubtful
from publish.engines.engine import Lying
from publish.imports import codebook_export
from publish.imports.command import import_study, withdrawal_question
from publish.package import build, unprotected
from publish.states import KEPT
from publish.telling import (
    Language,
    agreed,
    do,
    doubt_lines,
    mark_line,
    package_fault,
    say,
    shares,
    stop,
    typed,
    watched,
)
from publish.texts import KINDS, WORDS
from publish.usage import Command, Commands

app = typer.Typer(cls=Commands, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
command = partial(app.command, cls=Command)

# What each means stands in usage_texts, in both languages.
Study = Annotated[Path, typer.Argument()]
Target = Annotated[Path, typer.Option("--to")]
Keep = Annotated[int, typer.Option(min=0, max=100)]
Engine = Annotated[str, typer.Option("--engine")]
Lang = Annotated[Language, typer.Option()]
command("import")(import_study)


@command()
def new(study: Study, lang: Lang = Language.de) -> None:
    """Write the description a coded study needs beside its CSV files."""
    words, path = WORDS[lang], study / "datapackage.json"
    if path.exists():
        stop(words["exists"].format(path))
    study.mkdir(parents=True, exist_ok=True)
    path.write_bytes(begun(study))
    say(words["created"].format(path, typed(study)))


@command()
def check(study: Study, engine: Engine = "", lang: Lang = Language.de) -> None:
    """Name every fault of a coded study and every mark that waits for a decision."""
    opened = _open(study, lang, engine)
    words, kinds = WORDS[lang], KINDS[lang]
    for note in advice.notes(opened, lang):
        typer.echo(note)
    found = marks.open_marks(opened)
    typer.echo(words["marks"].format(len(found)) if found else words["no_marks"])
    for mark in found:
        typer.echo(mark_line(mark, words, kinds))
    if found:
        typer.echo(words["marks_todo"])
    package = watched(lang, lambda tell: build(opened, release.without(opened, opened.withdrawn), tell=tell))
    do(lang, lambda: release.require_good(opened, package.files))
    one = do(lang, lambda: _sizes(opened))
    typer.echo(words["good"].format(**one))
    typer.echo(
        words["would"].format(
            shares=shares(merges.share(package, partners=False), merges.share(package, partners=True), lang),
            threshold=opened.threshold,
            released=one["released"],
            quotes=len(package.chosen.quotes),
        )
    )
    for name in ("over_limit", "nowhere_visible"):
        if left := getattr(package.chosen, name):
            typer.echo(words[name].format(", ".join(left)))


@command("release")
def release_study(
    study: Study,
    to: Target,
    keep: Keep = KEPT,
    yes: Annotated[bool, typer.Option("--yes")] = False,
    engine: Engine = "",
    lang: Lang = Language.de,
) -> None:
    """Count, protect, attack, and put the findings package in place."""
    words, engine = WORDS[lang], engine or settings.engine()
    try:
        done = watched(lang, lambda tell: release.release(study, to, keep, ask=not yes, tell=tell, engine=engine))
    except Doubtful as error:
        for line in doubt_lines(error, lang):
            say(line, error=True)
        if not agreed(words["release_all_the_same"], lang):
            stop(words["release_yes"], words["nothing"])
        done = watched(lang, lambda tell: release.release(study, to, keep, tell=tell, engine=engine))
    _tell(done, to, lang)


@command()
def withdraw(
    study: Study,
    respondent: Annotated[str, typer.Argument()],
    to: Target,
    keep: Keep = KEPT,
    yes: Annotated[bool, typer.Option("--yes")] = False,
    engine: Engine = "",
    lang: Lang = Language.de,
) -> None:
    """Take a person out, refuse every package she was in, release anew."""
    question = withdrawal_question(study, respondent, lang)
    if not yes and sys.stdin.isatty() and not agreed(question, lang):
        stop(WORDS[lang]["nothing"])
    watched(lang, lambda tell: release.withdraw(study, respondent, to, tell=tell))
    say(WORDS[lang]["withdrawn"].format(to.parent))
    try:
        address = engine or settings.engine()
        done = watched(lang, lambda tell: release.release(study, to, keep, tell=tell, engine=address))
    except SystemExit:
        say(WORDS[lang]["withdrawn_only"].format(typed(study), typed(to)), error=True)
        raise
    _tell(done, to, lang)


@command()
def undo(
    study: Study,
    to: Target,
    never: Annotated[bool, typer.Option("--never-handed-out")] = False,
    lang: Lang = Language.de,
) -> None:
    """Take back the last release, as long as nobody was given it."""
    words = WORDS[lang]
    entry = watched(lang, lambda tell: undoing.last(study, to, tell))
    question = words["undo_question"].format(entry.version, entry.hash[:8], entry.released_on)
    if not never and not agreed(question, lang):
        stop(question, words["undo_todo"])
    done = watched(lang, lambda tell: undoing.undo(study, to, entry.hash, tell=tell))
    say(words["undone"].format(entry.version, entry.hash[:8]))
    say(words["shown_now"].format(done.shown[:8]) if done.shown else words["nothing_shown"].format(to))


@command("statements")
def give_statements(
    package: Annotated[Path, typer.Argument()],
    file: Annotated[Path, typer.Argument()],
    checked: Annotated[bool, typer.Option("--names-checked")] = False,
    lang: Lang = Language.de,
) -> None:
    """Give a published package what its study says; nothing else in it changes."""
    words = WORDS[lang]
    try:
        done = do(lang, lambda: statements.add(package, file, names_checked=checked))
    except statements.PerhapsNames as error:
        marked = [mark_line(mark, words, KINDS[lang]) for mark in error.open_marks]
        stop(words["perhaps_names"], *marked, words["names_todo"], words["nothing"])
    except (FaultyPackage, statements.FaultyFile) as error:
        stop(words["bad_statements"], *(package_fault(fault, lang) for fault in error.faults), words["nothing"])
    say(words["stated"].format(package, number=done.number, before=done.before[:8], version=done.version[:8]))


@command("codebook")
def write_codebook(
    study: Annotated[Path, typer.Argument()],
    qdc: Annotated[Path, typer.Option("--qdc")],
    lang: Lang = Language.de,
) -> None:
    """Write the topics of a study as a REFI-QDA codebook, to code on with them in a coding tool."""
    words = WORDS[lang]
    if os.path.lexists(qdc):
        stop(words["exists"].format(qdc))
    try:
        codes = do(lang, lambda: codebook_export.codes_of(study))
    except FaultyPackage as error:
        stop(*(package_fault(fault, lang) for fault in error.faults))
    do(lang, lambda: files.replace(qdc, codebook_export.write(codes)))
    say(words["codebook"].format(qdc, len(codes)))


@command("preview")
def preview_study(
    study: Study,
    port: Annotated[int, typer.Option()] = 8502,
    engine: Engine = "",
    lang: Lang = Language.de,
) -> None:
    """Explore your own study before any release: nothing withheld, on this computer alone."""
    opened = _open(study, lang, engine)
    contents = watched(lang, lambda tell: unprotected(opened, tell))
    do(lang, lambda: release.require_good(opened, contents))
    if not preview.is_free(port):
        stop(WORDS[lang]["port_taken"].format(port))
    word = secrets.token_urlsafe(32)
    typer.echo(WORDS[lang]["preview"].format(f"http://127.0.0.1:{port}/?{preview.ENTRY}={word}"))
    for name in ("SIGTERM", "SIGHUP"):  # Windows does not know the second
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: sys.exit(0))
    try:
        raise typer.Exit(preview.serve(opened.study_id, contents, port, word))
    except KeyboardInterrupt:
        typer.echo()


def _sizes(study: CodedStudy) -> dict[str, int]:
    """Return how many rows a study has of what."""
    one = study.db.execute(
        """
        select (select count(*) from respondents), (select count(*) from groups),
            (select count(distinct set_id) from groups), (select count(*) from categories),
            (select count(*) from partners), (select count(*) from segments),
            (select count(*) from quotes), (select count(*) from quotes where state = 'released')
        """
    ).fetchall()[0]
    names = ("respondents", "groups", "sets", "categories", "partners", "segments", "quotes", "released")
    sizes = dict(zip(names, one, strict=True)) | {"codings": sum(codings(study.source).values())}
    if study.engine and "segments" in study.lying:
        segments = Lying(study.lying["segments"], ("segment_id",))
        answer = study.engine.ask("select count(*) as number from segments", {"segments": segments})
        sizes["segments"] += answer.column("number")[0].as_py()
    return sizes


def _open(study: Path, lang: Language, engine: str) -> CodedStudy:
    return watched(lang, lambda tell: release.opened(study, tell, engine or settings.engine()))


def _tell(done: release.Done, to: Path, lang: Language) -> None:
    words, package = WORDS[lang], done.package
    if done.unchanged:
        say(words["unchanged"])
    for one in package.corrections:
        say(words["corrected"].format(one.then, one.now, len(one.people), one.version))
    say(
        words["released"].format(
            to=to,
            version=done.version[:8],
            shares=shares(merges.share(package, partners=False), merges.share(package, partners=True), lang),
            quotes=len(package.chosen.quotes),
            over=len(package.chosen.over_limit),
            nowhere=len(package.chosen.nowhere_visible),
            report=done.report,
        )
    )
    say(words["look_at"].format(to.name))
