"""How the command is called, in the reader's language: its help, and what is wrong with what she typed."""

import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

import typer
from typer._click import exceptions
from typer._click.core import Command as AnyCommand
from typer._click.core import Context
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from publish.telling import COMMAND, Language, callable_here, stop
from publish.usage_texts import COMMANDS, PARAMETERS, WORDS

WIDEST = 100
"""Lines are not longer, however wide the terminal is."""


class NoCommand(exceptions.UsageError):
    """There is no command of this name."""


class Command(TyperCommand):
    """One command."""

    def get_help(self, ctx: Context) -> str:
        """Return the page of `--help`."""
        return _page(self, ctx)


class Commands(TyperGroup):
    """All of them; the language is taken from what is typed, also where the rest of it is wrong."""

    def get_help(self, ctx: Context) -> str:
        """Return the page of `--help`."""
        return _page(self, ctx)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, AnyCommand | None, list[str]]:
        """Find the command."""
        if args[0] not in self.commands:
            raise NoCommand(args[0], ctx)
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, *further: Any, **named: Any) -> Any:
        """Call what is typed; a call that cannot be is told with exit status 2."""
        typed = sys.argv[1:] if args is None else args
        lang = _language(typed)
        named |= {"prog_name": COMMAND, "standalone_mode": False, "obj": lang}
        try:
            sys.exit(super().main(args, *further, **named) or 0)
        except exceptions.NoArgsIsHelpError as error:
            typer.echo(error.message, err=True)  # its commands are as they can be given here
            sys.exit(error.exit_code)
        except exceptions.UsageError as error:
            stop(*_told(error, error.ctx or self._called(typed), lang))
        except typer.Abort:
            stop()

    def _called(self, typed: Sequence[str]) -> Context:
        """Return the context of the command that is called, for what is said without one."""
        above = Context(self, info_name=COMMAND)
        name = next((word for word in typed if word in self.commands), None)
        return Context(self.commands[name], parent=above, info_name=name) if name else above


def _language(typed: Sequence[str]) -> Language:
    """Return the last language that is asked for and known."""
    values = [word.removeprefix("--lang=") for word in typed if word.startswith("--lang=")]
    values += [after for word, after in pairwise(typed) if word == "--lang"]
    return Language(next((value for value in reversed(values) if value in set(Language)), Language.de))


def _page(command: AnyCommand, ctx: Context) -> str:
    lang: Language = ctx.obj
    words, width = WORDS[lang], min(shutil.get_terminal_size().columns, WIDEST)
    name = COMMANDS[lang][command.name if ctx.parent and command.name else "publish"]
    rows = [(_typed(command, one, lang), _meant(command, one, lang)) for one in command.get_params(ctx)]
    if isinstance(command, Commands):
        rows = [(one, COMMANDS[lang][one]) for one in command.commands] + rows
    longest = max(len(left) for left, _ in rows)
    lines = [_usage(command, ctx), "", *textwrap.wrap(name, width, break_on_hyphens=False), ""]
    for left, right in rows:
        first = f"  {left:<{longest}}  "
        lines += textwrap.wrap(
            right, width, initial_indent=first, subsequent_indent=" " * len(first), break_on_hyphens=False
        )
    if isinstance(command, Commands):
        lines += ["", words["of_one"].format(ctx.command_path)]
    return callable_here("\n".join(lines))


def _usage(command: AnyCommand, ctx: Context) -> str:
    lang: Language = ctx.obj
    pieces = [WORDS[lang]["usage"], ctx.command_path]
    if isinstance(command, Commands):
        return " ".join([*pieces, WORDS[lang]["any_command"]])
    ordered = sorted(command.params, key=lambda one: not isinstance(one, TyperArgument))
    for one in ordered:
        typed = _typed(command, one, lang)
        pieces.append(typed if one.required else f"[{typed}]")
    return " ".join(pieces)


def _typed(command: AnyCommand, one: Any, lang: Language) -> str:
    """Return how a parameter is typed: its value alone, or behind its name."""
    value, _ = _texts(command, one, lang)
    return value if isinstance(one, TyperArgument) else f"{one.opts[0]} {value}".rstrip()


def _meant(command: AnyCommand, one: Any, lang: Language) -> str:
    """Return what a parameter means, what it may be, and what it is where it is not given."""
    limits = [WORDS[lang]["range"].format(one.min, one.max)] if getattr(one, "max", None) is not None else []
    if one.default not in (None, "", False):
        limits.append(WORDS[lang]["default"].format(one.default))
    return _texts(command, one, lang)[1] + (f" ({', '.join(limits)})" if limits else "")


def _texts(command: AnyCommand, one: Any, lang: Language) -> tuple[str, str]:
    texts = PARAMETERS[lang]
    return texts.get(f"{command.name}.{one.name}") or texts[one.name]


def _told(error: exceptions.UsageError, ctx: Context, lang: Language) -> Iterator[str]:
    """Say what is wrong, how it is called, and where more stands."""
    ctx.obj = lang
    yield from _wrong(error, ctx, lang)
    yield _usage(ctx.command, ctx)
    yield WORDS[lang]["more"].format(ctx.command_path)


def _wrong(error: exceptions.UsageError, ctx: Context, lang: Language) -> Iterator[str]:
    words, command = WORDS[lang], ctx.command
    match error:
        case exceptions.MissingParameter(param=TyperArgument() | TyperOption() as one):
            yield words["missing"].format(_typed(command, one, lang), _texts(command, one, lang)[1])
        case exceptions.BadParameter(param=TyperArgument() | TyperOption() as one):
            yield _taken(command, one, lang)
        case exceptions.NoSuchOption():
            yield words["no_option"].format(error.option_name)
            yield from _near(error.option_name, [name for one in command.get_params(ctx) for name in one.opts], lang)
        case exceptions.BadOptionUsage():
            option = next(one for one in command.get_params(ctx) if error.option_name in one.opts)
            value, meant = _texts(command, option, lang)
            yield words["no_value" if value else "with_value"].format(error.option_name, meant)
        case NoCommand() if isinstance(command, Commands):
            yield words["no_command"].format(error.message)
            yield from _near(error.message, list(command.commands), lang)
        case _ if "(" in error.message:
            yield words["too_much"].format(error.message.partition("(s) (")[2].removesuffix(")"))
        case _:
            yield words["wrong"]


def _near(typed: str, known: list[str], lang: Language) -> Iterator[str]:
    if near := get_close_matches(typed, known, cutoff=0.7):
        yield WORDS[lang]["perhaps"].format(", ".join(near))


def _taken(command: AnyCommand, one: TyperArgument | TyperOption, lang: Language) -> str:
    """Say what a parameter takes."""
    words, (value, meant) = WORDS[lang], _texts(command, one, lang)
    if isinstance(one, TyperOption) and one.max is not None:
        return words["number"].format(one.opts[0], words["range"].format(one.min, one.max))
    if isinstance(one.default, int):
        return words["any_number"].format(one.opts[0])
    if "|" in value:
        return words["choice"].format(one.opts[0], value.replace("|", words["or"]))
    return words["bad_value"].format(_typed(command, one, lang), meant)
