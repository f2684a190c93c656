"""Run a command of `publish` again and again, killed one step later each time.

`python -m tests.publish.dying FOLDER withdraw …`. FOLDER holds the study and the packages as they are before. Each run
gets a copy of its own, FOLDER.0, FOLDER.1, …, until one comes to its end; "@" in the arguments stands for the copy.
A step is whatever changes the disk: a file opened for writing, made lasting, renamed, a folder made or removed.
`--moments NUMBER FOLDER …` kills so many runs at random moments instead, between steps too.
"""

import io
import itertools
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from publish.command import app


def kill_at(step: int) -> None:
    """Kill this process before its step of that number."""
    left = itertools.count(step, -1)

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*arguments: Any, **options: Any) -> Any:
            if next(left) == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **options)

        return wrapper

    for name in ("fsync", "replace", "rename", "mkdir", "rmdir", "unlink"):
        setattr(os, name, counted(getattr(os, name)))
    real = io.open

    def opened(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        return (counted(real) if "w" in mode else real)(file, mode, *arguments, **options)

    io.open = opened  # what Path.open calls


def slowly() -> None:
    """Let each step of this process take a while, as on a slow disk: else nearly all kills would come before them."""
    for name in ("fsync", "replace", "rename", "mkdir", "rmdir", "unlink"):
        setattr(os, name, _after_a_while(getattr(os, name)))


def _after_a_while(function: Callable[..., Any]) -> Callable[..., Any]:
    def wrapper(*arguments: Any, **options: Any) -> Any:
        time.sleep(0.02)
        return function(*arguments, **options)

    return wrapper


def copied(folder: Path, number: int) -> Path:
    copy = folder.with_name(f"{folder.name}.{number}")
    shutil.copytree(folder, copy)
    for register in copy.glob("*/releases.json"):  # it names the places of releases
        register.write_text(register.read_text(encoding="utf-8").replace(f"{folder}/", f"{copy}/"), encoding="utf-8")
    return copy


def begun(copy: Path, arguments: list[str], prepare: Callable[[], None]) -> int:
    """Begin the command in a process of its own; return its id."""
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        prepare()
        try:
            app([a.replace("@", str(copy)) for a in arguments])
        except SystemExit as end:
            os._exit(int(end.code or 0))
        os._exit(0)
    return child


def at_every_step(folder: Path, arguments: list[str]) -> None:
    for step in itertools.count():
        status = os.waitpid(begun(copied(folder, step), arguments, lambda step=step: kill_at(step)), 0)[1]  # type: ignore[misc]
        if not os.WIFSIGNALED(status):
            sys.exit(os.WEXITSTATUS(status))


def at_moments(folder: Path, arguments: list[str], number: int) -> None:
    """Kill so many runs at random moments of the time a whole one takes; that one goes first and is removed."""
    chance = random.Random(number)
    whole = copied(folder, number)
    since = time.monotonic()
    status = os.waitpid(begun(whole, arguments, slowly), 0)[1]
    took = time.monotonic() - since
    shutil.rmtree(whole)
    if status:
        sys.exit(1)
    for turn in range(number):
        child = begun(copied(folder, turn), arguments, slowly)
        time.sleep(chance.uniform(0, took))
        os.kill(child, signal.SIGKILL)  # it is ours and not waited for yet: nobody else can have its id
        os.waitpid(child, 0)


if __name__ == "__main__":
    if sys.argv[1] == "--moments":
        at_moments(Path(sys.argv[3]), sys.argv[4:], int(sys.argv[2]))
    else:
        at_every_step(Path(sys.argv[1]), sys.argv[2:])
