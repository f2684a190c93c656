"""Run a command of `publish` again and again, killed one step later each time.

`python -m tests.publish.dying FOLDER withdraw …`. FOLDER holds the study and the packages as they are before. Each run
gets a copy of its own, FOLDER.0, FOLDER.1, …, until one comes to its end; "@" in the arguments stands for the copy.
A step is whatever changes the disk: a file opened for writing, made lasting, renamed, a folder made or removed.
"""

import io
import itertools
import os
import shutil
import signal
import sys
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


def main(folder: Path, arguments: list[str]) -> None:
    for step in itertools.count():
        copy = folder.with_name(f"{folder.name}.{step}")
        shutil.copytree(folder, copy)
        for register in copy.glob("*/releases.json"):  # it names the places of releases
            register.write_text(
                register.read_text(encoding="utf-8").replace(f"{folder}/", f"{copy}/"), encoding="utf-8"
            )
        child = os.fork()
        if not child:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(1, 2)
            kill_at(step)
            app([a.replace("@", str(copy)) for a in arguments])
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        if not os.WIFSIGNALED(status):
            sys.exit(os.WEXITSTATUS(status))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
