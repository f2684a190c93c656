"""`python -m publish import`: an export, the questions it leaves, the study."""

import sys
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from dashboard.package.cells import Fault
from publish.imports import importing, mapping_texts, report, texts
from publish.imports.asking import settled
from publish.imports.dialogue import Dialogue, give_title, has_title
from publish.imports.dialogue_texts import WORDS
from publish.imports.mapping import NAME, Mistaken, answers, parse
from publish.imports.naming import quoted
from publish.imports.project import Unreadable
from publish.imports.proposal import OURS
from publish.imports.report_texts import ANSWERS, COMMAND, FAULTS, QUESTIONS, number
from publish.telling import Language, asked, do, say, stop, typed, watched
from publish.texts import fault_line, fault_lines

Lang = Annotated[Language, typer.Option()]


def import_study(
    file: Annotated[list[Path], typer.Argument()],
    to: Annotated[Path, typer.Option("--to")],
    respondents: Annotated[list[Path] | None, typer.Option("--respondents")] = None,
    lang: Lang = Language.de,
) -> None:
    """Make a coded study of what a coding tool exported."""
    words, paths = COMMAND[lang], [*file, *(respondents or [])]
    found = _run(paths, to, lang)
    if sys.stdin.isatty() and sys.stdout.isatty():
        found = _talk(found, paths, to, lang)
    if isinstance(found, importing.Asked):
        _ask(found, to, lang)
    say(found.report)
    say(words["imported"].format(to, to / report.NAME))
    say(words["next"].format(typed(to)))


def _run(paths: list[Path], to: Path, lang: Language) -> importing.Asked | importing.Done:
    words = COMMAND[lang]
    try:
        return watched(lang, lambda tell: importing.run(paths, to, lang, tell))
    except Unreadable as error:
        stop(words["refused"], _line(error.fault, lang), words["nothing"])
    except Mistaken as error:
        stop(words["mapping_wrong"].format(to / NAME), *_lines(error.faults, lang), words["nothing"])


def _talk(
    found: importing.Asked | importing.Done, paths: list[Path], to: Path, lang: Language
) -> importing.Asked | importing.Done:
    """Ask on the terminal, round by round, until the study is written or what is left was passed over."""
    if not isinstance(found, importing.Asked):
        return found
    for line in report.read(found.read, lang):
        say(line)
    say(WORDS[lang]["begin"].format(to / NAME))
    dialogue = Dialogue(
        to, lang, lambda question: asked(question, lang, WORDS[lang]["broken_off"].format(to / NAME)), say
    )
    while isinstance(found, importing.Asked) and do(lang, partial(dialogue.hold, found)):
        found = _run(paths, to, lang)
    if isinstance(found, importing.Done):
        if not has_title(to) and (title := asked(WORDS[lang]["title"], lang)):
            do(lang, lambda: give_title(to, title))
        say(WORDS[lang]["later"].format(to / NAME))
    return found


def _ask(found: importing.Asked, to: Path, lang: Language) -> NoReturn:
    """Say what was read and what is asked, and stop."""
    words = COMMAND[lang]
    for line in report.read(found.read, lang):
        say(line)
    if not found.questions:
        stop(words["look"].format(to / NAME), words["also_look"])
    stop(
        words["asks"].format(number(len(found.questions), lang), to / NAME),
        *(_question(place, lang) for place in found.questions[:40]),
        *([f"  … {number(len(found.questions) - 40, lang)}"] if len(found.questions) > 40 else []),
        words["also_look"],
    )


def _question(place: tuple[str, ...], lang: Language) -> str:
    """Say what stands at a place of the mapping, and what may be answered."""
    kind, names = _kind(place)
    answer = ANSWERS[lang].get(kind, "")
    names = tuple(mapping_texts.VARIABLES[lang].get(name, name) for name in names)
    return f"  {QUESTIONS[lang][kind].format(*names)}  {_written(place)} = {answer}".rstrip(" =")


def _written(place: tuple[str, ...]) -> str:
    """Return a place as it stands in the file: its section in brackets, then the name on the left."""
    if place[-1] == "role":
        return f"{_written(place[:-1])}: role"
    *section, key = place
    parts = (quoted(part) if above == "groups" else part for above, part in zip(("", *section), section, strict=False))
    return f"[{'.'.join(parts)}] {key if key in OURS else quoted(key)}"


def _kind(place: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    inner = place[1:] if place[0] == "unmapped" and len(place) > 2 else place
    if inner[0] == "groups" and len(inner) > 2:
        return (f"groups.{inner[2]}" if inner[2] in ("set", "values") else "other"), (inner[1], *inner[3:])
    if inner[:2] == ("persons", "keys"):
        return "persons.keys", inner[2:]
    if inner[0] == "codes" and inner[-1] == "role":
        return "codes.role", inner[1:2]
    whole = ".".join(inner[:2])
    if whole in QUESTIONS[Language.de]:
        return whole, ()
    return (inner[0], inner[1:]) if inner[0] in ("columns", "codes") else ("other", ())


def _lines(faults: list[Fault], lang: Language) -> list[str]:
    known = [fault for fault in faults if fault.kind in FAULTS[lang]]
    return [*(_line(fault, lang) for fault in known), *fault_lines([f for f in faults if f not in known], lang)]


def _line(fault: Fault, lang: Language) -> str:
    """Say a fault of a file or of the mapping; those of a study have their words already."""
    for told in (texts.REFUSED[lang], FAULTS[lang]):
        if fault.kind in told:
            what, remedy = (text.format(*fault.details) for text in told[fault.kind])
            return f"{fault.file}: {what} {remedy}"
    return fault_line(fault, lang)


def withdrawal_question(study: Path, respondent: str, lang: Language) -> str:
    """Ask whether it is this person who withdraws, by what the export calls her where the study was imported."""
    words = COMMAND[lang]
    try:
        keys = answers(settled(parse((study / NAME).read_text(encoding="utf-8")))).keys
    except (OSError, UnicodeError, Mistaken):
        keys = {}
    named = ", ".join(raw for raw, key in keys.items() if key == respondent)
    return words["withdraw_whom"].format(f"{respondent} ({named})" if named else respondent)
