"""`python -m publish`: from coded interviews to a findings package."""

import json
import os
import re
import secrets
import signal
import sys
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn, TypeVar

import typer
from rich.console import Console

from dashboard.package.cells import Fault
from dashboard.package.dataset import FaultyPackage
from dashboard.package.fault_texts import describe
from publish import marks, preview, release, report, statements
from publish.coded_study import CodedStudy, FaultyStudy
from publish.description import PROFILE
from publish.disclosure import Unprotectable
from publish.files import Busy
from publish.package import WrongPublished, build, unprotected
from publish.refusals import BrokenList
from publish.register import TooFewChanged
from publish.states import KEPT
from publish.texts import KINDS, WORDS, fault_line

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


class Language(StrEnum):
    """The language of messages."""

    de = "de"
    en = "en"


T = TypeVar("T")
Study = Annotated[Path, typer.Argument(help="the folder of the coded study (docs/coded-study.md)")]
Target = Annotated[Path, typer.Option("--to", help="the findings package, a folder named as the study: data/ID")]
Keep = Annotated[int, typer.Option(min=0, max=100, help="how many earlier states stay beside the one shown")]
Lang = Annotated[Language, typer.Option(help="language of the messages")]


@app.command()
def new(study: Study, lang: Lang = Language.de) -> None:
    """Write the description a coded study needs beside its CSV files."""
    words, path = WORDS[lang], study / "datapackage.json"
    if path.exists():
        _stop(words["exists"].format(path))
    study.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^a-z0-9]+", "-", study.resolve().name.lower()).strip("-") or "studie"
    description = {
        "$schema": PROFILE,
        "name": name,
        "version": "1.0.0",
        "created": date.today().isoformat(),
        "study": {"title_de": name, "disclosure": {"level": "public"}},
    }
    path.write_text(json.dumps(description, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    typer.echo(words["created"].format(path, study))


@app.command()
def check(study: Study, lang: Lang = Language.de) -> None:
    """Name every fault of a coded study and every mark that waits for a decision."""
    opened = _open(study, lang)
    words, kinds = WORDS[lang], KINDS[lang]
    one = opened.db.execute(
        """
        select (select count(*) from respondents), (select count(*) from groups),
            (select count(distinct set_id) from groups), (select count(*) from categories),
            (select count(*) from partners), (select count(*) from segments),
            (select count(*) from codings),
            (select count(*) from quotes), (select count(*) from quotes where state = 'released')
        """
    ).fetchall()[0]
    names = ("respondents", "groups", "sets", "categories", "partners", "segments", "codings", "quotes", "released")
    typer.echo(words["good"].format(**dict(zip(names, one, strict=True))))
    if opened.left_behind:
        typer.echo(words["left_behind"].format(", ".join(opened.left_behind)))
    found = marks.open_marks(opened)
    typer.echo(words["marks"].format(len(found)) if found else words["no_marks"])
    for mark in found:
        typer.echo(_mark_line(mark, words, kinds))
    if found:
        typer.echo(words["marks_todo"])
    package = _do(lang, lambda: build(opened, opened.releases))
    typer.echo(
        words["would"].format(
            cells=len(package.counts),
            withheld=len(package.protection.rules),
            threshold=opened.threshold,
            released=one[-1],
            quotes=len(package.chosen.quotes),
        )
    )


@app.command("release")
def release_study(study: Study, to: Target, keep: Keep = KEPT, lang: Lang = Language.de) -> None:
    """Count, protect, attack, and put the findings package in place."""
    done = _do(lang, lambda: release.release(study, to, keep))
    _tell(done, to, lang)


@app.command()
def withdraw(
    study: Study,
    respondent: Annotated[str, typer.Argument(help="the key of the person in respondents.csv")],
    to: Target,
    keep: Keep = KEPT,
    lang: Lang = Language.de,
) -> None:
    """Take a person out, refuse every package she was in, release anew."""
    _do(lang, lambda: release.withdraw(study, respondent, to))
    _say(WORDS[lang]["withdrawn"].format(to.parent))
    try:
        done = _do(lang, lambda: release.release(study, to, keep))
    except SystemExit:
        _say(WORDS[lang]["withdrawn_only"].format(study, to), error=True)
        raise
    _tell(done, to, lang)


@app.command("statements")
def give_statements(
    package: Annotated[Path, typer.Argument(help="a findings package that is published: data/ID")],
    file: Annotated[Path, typer.Argument(help="CSV: category_id, statement_de, statement_en, location")],
    checked: Annotated[bool, typer.Option("--names-checked", help="likely names were looked at")] = False,
    lang: Lang = Language.de,
) -> None:
    """Give a published package what its study says; nothing else in it changes."""
    words = WORDS[lang]
    try:
        done = _do(lang, lambda: statements.add(package, file, names_checked=checked))
    except statements.PerhapsNames as error:
        marked = [_mark_line(mark, words, KINDS[lang]) for mark in error.open_marks]
        _stop(words["perhaps_names"], *marked, words["names_todo"], words["nothing"])
    except (FaultyPackage, statements.FaultyFile) as error:
        _stop(words["bad_statements"], *(_fault_line(fault, lang) for fault in error.faults), words["nothing"])
    _say(words["stated"].format(package, number=done.number, before=done.before[:8], version=done.version[:8]))


def _fault_line(fault: Fault, lang: Language) -> str:
    place = f"{fault.file}, {WORDS[lang]['row'].format(fault.row)}" if fault.row else fault.file
    return f"  {place}: {' '.join(describe(fault, lang))}"


@app.command("preview")
def preview_study(
    study: Study, port: Annotated[int, typer.Option(help="port on this computer")] = 8502, lang: Lang = Language.de
) -> None:
    """Explore your own study before any release: nothing withheld, on this computer alone."""
    opened = _open(study, lang)
    contents = _do(lang, lambda: unprotected(opened))
    if not preview.is_free(port):
        _stop(WORDS[lang]["port_taken"].format(port))
    word = secrets.token_urlsafe(32)
    typer.echo(WORDS[lang]["preview"].format(f"http://127.0.0.1:{port}/?{preview.ENTRY}={word}"))
    for name in ("SIGTERM", "SIGHUP"):  # Windows does not know the second
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: sys.exit(0))
    raise typer.Exit(preview.serve(opened.study_id, contents, port, word))


def _open(study: Path, lang: Language) -> CodedStudy:
    return _do(lang, lambda: release.opened(study))


def _do(lang: Language, work: Callable[[], T]) -> T:
    """Do the work with a sign of life; turn what can go wrong into words and exit status 2."""
    words = WORDS[lang]
    try:
        with Console(stderr=True, quiet=sys.stderr is None or not sys.stderr.isatty()).status(words["working"]):
            return _protected(lang, work)
    except FaultyStudy as error:
        _stop(words["faults"].format(len(error.faults)), *(fault_line(f, lang) for f in error.faults))
    except BrokenList as error:
        _stop(words["broken_list"].format(error.path), fault_line(error.fault, lang), words["nothing"])
    except marks.Undecided as error:
        lines = [_mark_line(mark, words, KINDS[lang]) for mark in error.open_marks]
        _stop(words["marks"].format(len(lines)), *lines, words["marks_todo"], words["nothing"])
    except WrongPublished as error:
        _stop(*(words["published_differs"].format(row=row, counted=counted) for row, counted in error.rows))
    except release.BadResult as error:
        _stop(words["bad_result"], *(f"{f.file}: {' '.join(describe(f, lang))}" for f in error.error.faults))
    except release.NotOurs as error:
        _stop(words["not_ours"].format(error))
    except release.Unrecorded as error:
        _stop(words["unrecorded"].format(error))
    except release.Changed:
        _stop(words["changed"], words["nothing"])
    except release.Outdated as error:
        _stop(words["outdated"].format(error))
    except Busy:
        _stop(words["busy"])
    except release.Refused:
        _stop(words["refused"])
    except release.NoPlace as error:
        _stop(words["no_place"].format(error))
    except release.NoPerson:
        _stop(words["no_person"])
    except OSError as error:
        _stop(words["disk"].format(error.strerror or error, error.filename or ""))


def _protected(lang: Language, work: Callable[[], T]) -> T:
    """Do the work; say which count cannot be protected, or that too few persons changed since a release."""
    words = WORDS[lang]
    try:
        return work()
    except Unprotectable as error:
        found = error.exposure
        cell = words["exposed_cell"].format(cell=report.place_words(found.place), low=found.low, high=found.high)
        by = [words["exposed_by"].format(report.equation_words(e)) for e in found.equations]
        _stop(words["exposed"], cell, *by, words["exposed_todo"])
    except TooFewChanged as error:
        numbers = {"version": error.version, "group": error.group_id, "changed": error.changed}
        _stop(words["too_few"].format(**numbers, threshold=error.threshold))


def _tell(done: release.Done, to: Path, lang: Language) -> None:
    words, package = WORDS[lang], done.package
    if done.unchanged:
        _say(words["unchanged"])
    _say(
        words["released"].format(
            to=to,
            version=done.version[:8],
            cells=len(package.counts),
            withheld=len(package.protection.rules),
            quotes=len(package.chosen.quotes),
            over=package.chosen.over_limit,
            nowhere=package.chosen.nowhere_visible,
            report=done.report,
        )
    )


def _mark_line(found: marks.OpenMark, words: dict[str, str], kinds: dict[str, str]) -> str:
    line = words["mark"].format(found.file, found.row, kinds[found.mark.kind], found.mark.text)
    return line + (words["mark_stands"] if found.still_there else "")


def _stop(*lines: str) -> NoReturn:
    for line in lines:
        _say(line, error=True)
    sys.exit(2)


def _say(line: str, *, error: bool = False) -> None:
    """Say a line. Where it cannot be heard (a full disk, a closed pipe), what protects goes on all the same."""
    try:
        typer.echo(line, err=error)
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, (sys.stderr if error else sys.stdout).fileno())  # else Python fails at it once more at the end
        os.close(nowhere)
