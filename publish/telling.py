"""Whatever stops a command, in words and with exit status 2."""

import os
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

import typer

from dashboard.package.cells import Fault
from dashboard.package.fault_texts import describe
from publish import marks, release, report, undo
from publish.coded_study import FaultyStudy
from publish.disclosure import Unprotectable
from publish.doubts import Doubtful
from publish.engines.engine import EngineFailed
from publish.files import Busy
from publish.merges import Share
from publish.package import QuotedCorrection, WrongPublished
from publish.programmes import TooHard
from publish.progress import drawn
from publish.refusals import BrokenList
from publish.register import TooFewChanged
from publish.steps import Listener
from publish.texts import KINDS, WORDS, fault_line, fault_lines, system_words

T = TypeVar("T")
YES = {"j", "ja", "y", "yes"}
INTERRUPTED = "Query interrupted"
"""What DuckDB says of Ctrl+C."""
COMMAND = "python -m publish"
"""As texts write it."""


class Language(StrEnum):
    """The language of messages."""

    de = "de"
    en = "en"


def watched(lang: Language, work: Callable[[Listener], T]) -> T:
    """Do long work as `do` does, and show on a terminal how far it is."""

    def seen() -> T:
        with drawn(lang) as heard:
            return work(heard)

    return do(lang, seen)


def do(lang: Language, work: Callable[[], T]) -> T:
    """Do the work; turn what can go wrong into words and exit status 2."""
    words = WORDS[lang]
    try:
        return _in_place(lang, lambda: _protected(lang, work))
    except KeyboardInterrupt:
        stop(words["interrupted"])
    except FaultyStudy as error:
        lines = fault_lines(error.faults, lang)
        stop(words["faults"].format(len(lines)), *lines)
    except BrokenList as error:
        stop(words["broken_list"].format(error.path), fault_line(error.fault, lang), words["nothing"])
    except marks.Undecided as error:
        lines = [mark_line(mark, words, KINDS[lang]) for mark in error.open_marks]
        stop(words["marks"].format(len(lines)), *lines, words["marks_todo"], words["nothing"])
    except WrongPublished as error:
        stop(*(words["published_differs"].format(row=row, counted=counted) for row, counted in error.rows))
    except release.BadResult as error:
        stop(words["bad_result"], *(package_fault(fault, lang) for fault in error.error.faults))
    except release.NotOurs as error:
        instead = [words["instead"].format(typed(error.instead))] if error.instead else []
        stop(words["not_ours"].format(error.study_id), *instead)
    except release.Unrecorded as error:
        stop(words["unrecorded"].format(error))
    except release.Changed:
        stop(words["changed"], words["nothing"])
    except release.Outdated as error:
        stop(words["outdated"].format(error))
    except Busy:
        stop(words["busy"])
    except release.Refused:
        stop(words["refused"])
    except release.NoPlace as error:
        stop(words["no_place"].format(error))
    except release.NoPerson:
        stop(words["no_person"])
    except OSError as error:
        stop(words["disk"].format(error.filename or "?", system_words(error.strerror or str(error), lang)))


def _in_place(lang: Language, work: Callable[[], T]) -> T:
    """Do the work; say where it does not fit what was released before, or what counts has no answer."""
    words = WORDS[lang]
    try:
        return work()
    except release.SameVersion as error:
        stop(words["same_version"].format(error), words["nothing"])
    except RuntimeError as error:
        if str(error) != INTERRUPTED:
            raise
        raise KeyboardInterrupt from error
    except EngineFailed as error:
        stop(words[error.kind].format(*error.details), words["nothing"])
    except undo.NothingToUndo:
        stop(words["nothing_to_undo"])
    except undo.ElsewhereToo as error:
        stop(words["undo_elsewhere"].format(error))


def _protected(lang: Language, work: Callable[[], T]) -> T:
    """Do the work; say which count cannot be protected, or that too few persons changed since a release."""
    words = WORDS[lang]
    try:
        return work()
    except Unprotectable as error:
        found = error.exposure
        cell = words["exposed_cell"].format(cell=report.place_words(found.place), low=found.low, high=found.high)
        by = [words["exposed_by"].format(report.equation_words(e)) for e in found.equations]
        stop(words["exposed"], cell, *by, words["exposed_todo"])
    except TooHard:
        stop(words["too_hard"], words["exposed_todo"])
    except QuotedCorrection as error:
        stop(words["quoted_correction"].format(error.correction.then, error.correction.now, error.correction.version))
    except TooFewChanged as error:
        stop(*_too_few(error, words))


def _too_few(error: TooFewChanged, words: dict[str, str]) -> list[str]:
    """Say who came, went or changed the group, what that would tell, and what can be done."""
    numbers = {"version": error.version, "group": error.group_id, "threshold": error.threshold}
    lines = [words["too_few"].format(**numbers, **error.change)]
    lines.append(words["too_few_tells"].format(changed=error.changed, cells=len(error.differing)))
    lines += [words["too_few_cell"].format(report.place_words(p), was, now) for p, was, now in error.differing[:3]]
    lines += [words[f"too_few_{what}"].format(**numbers) for what, number in error.change.items() if number]
    return [*lines, words["too_few_undo"].format(**numbers)]


def doubt_lines(error: Doubtful, lang: Language) -> list[str]:
    """Say what she is asked about before a release."""
    words = WORDS[lang]
    lines = [words["renamed"].format(words[one.kind], one.old, one.new, one.label) for one in error.renamed]
    if many := error.withheld:
        lines += [words["withheld"], f"  {shares(many.topics, many.partners, lang)}"]
        for one in many.savings or ():
            named = (many.labels.get(name, name) for name in (one.merge.kept, one.merge.gone))
            lines.append(
                f"  {words[f'saving_{one.merge.kind}'].format(*named)}: {shares(one.topics, one.partners, lang)}"
            )
        if many.savings is not None and not many.savings:
            lines.append(words["no_saving"])
    return lines


def shares(topics: Share, partners: Share, lang: Language) -> str:
    """Say how much would be seen of what somebody named, regardless of partner and by partner."""
    words = WORDS[lang]
    said = [words["of_topics"].format(topics.figures - topics.withheld, topics.figures)]
    if partners.figures:
        said.append(words["of_partners"].format(partners.figures - partners.withheld, partners.figures))
    return "; ".join(said)


def package_fault(fault: Fault, lang: Language) -> str:
    """Say one fault of a findings package with its place."""
    place = f"{fault.file}, {WORDS[lang]['row'].format(fault.row)}" if fault.row else fault.file
    return f"  {place}: {' '.join(describe(fault, lang))}"


def mark_line(found: marks.OpenMark, words: dict[str, str], kinds: dict[str, str]) -> str:
    """Say one mark of the warner with its place."""
    line = words["mark"].format(found.file, found.row, kinds[found.mark.kind], found.mark.text)
    return line + (words["mark_stands"] if found.still_there else "")


def stop(*lines: str) -> NoReturn:
    """Say why nothing goes on, and end."""
    for line in lines:
        say(line, error=True)
    sys.exit(2)


def typed(path: Path) -> str:
    """Return a path as it is typed in a command: one with a blank in quotation marks."""
    return f'"{path}"' if " " in str(path) else str(path)


def _program() -> str:
    """Return how Python is called from here: a terminal knows no `python` of its own, or another one."""
    path = Path(sys.executable)
    return typed(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def agreed(question: str, lang: Language) -> bool:
    """Ask on a terminal; yes is said in either language. Where nobody sits there nobody agrees."""
    if not sys.stdin.isatty():
        return False
    signs = "[j/N]" if lang == Language.de else "[y/N]"
    return asked(f"{question} {signs}", lang).casefold() in YES


def asked(question: str, lang: Language, broken_off: str = "") -> str:
    """Return what is typed on the terminal, "" for the enter key alone; `broken_off` is said after Ctrl+C."""
    try:
        return str(typer.prompt(question, default="", show_default=False)).strip()
    except typer.Abort:
        typer.echo(err=True)
        stop(broken_off or WORDS[lang]["interrupted"])


def callable_here(text: str) -> str:
    """Return a text with commands as they can be given here."""
    return text.replace(COMMAND, f"{_program()}{COMMAND.removeprefix('python')}")


def say(line: str, *, error: bool = False) -> None:
    """Say a line, with commands as they can be given here.

    Where it cannot be heard (a full disk, a closed pipe), what protects goes on all the same.
    """
    try:
        typer.echo(callable_here(line), err=error)
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, (sys.stderr if error else sys.stdout).fileno())  # else Python fails at it once more at the end
        os.close(nowhere)
