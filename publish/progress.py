"""How far long work is, drawn on a terminal after a second; elsewhere nothing is."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from publish.steps import Listener, Step, unheard
from publish.texts import WORDS

PATIENCE = 1.0
"""For how many seconds nobody needs to be told that work goes on."""
MEGABYTE = 1_000_000


@contextmanager
def drawn(language: str) -> Iterator[Listener]:
    """Give a listener that draws what it hears on the terminal, below what is said there, and wipes it at the end."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield unheard
        return
    words = WORDS[language]
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    task = progress.add_task(words["working"], total=None)

    def heard(step: Step, done: int = 0, of: int = 0, what: str = "") -> None:
        progress.update(task, description=said(step, done, of, what, language), completed=done, total=of or None)

    begin = Timer(PATIENCE, progress.start)
    begin.daemon = True
    begin.start()
    try:
        yield heard
    finally:
        begin.cancel()
        begin.join()
        if progress.live.is_started:
            progress.stop()


def said(step: Step, done: int, of: int, what: str, language: str) -> str:
    """Say how far a step is."""
    words = WORDS[language]
    unit = MEGABYTE if step == "read" else 1
    far = words[f"far_{step}"].format(round(done / unit), max(1, round(of / unit)), what) if of else what
    return f"{words[f'step_{step}']} {far}".rstrip()
