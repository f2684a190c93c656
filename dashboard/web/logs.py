"""No line of the log more than once a second: what goes wrong a thousand times fills no disk and hides nothing else."""

import errno
import logging
import time
from pathlib import Path

PAUSE = 1.0
MOST = 1000
"""Lines remembered at the same time."""


class OncePerSecond(logging.Filter):
    """Lets a line through that was not written within the last second."""

    def __init__(self) -> None:
        super().__init__()
        self._written: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether to write a record: the same words of the same logger are the same line."""
        if record.name == "befundatlas" and isinstance(record.args, tuple):
            record.args = tuple(map(_told, record.args))
        error = record.exc_info[1] if record.exc_info else None
        if record.name == "asyncio" and isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE):
            record.exc_info = None  # that nothing more can be opened is said; where it was noticed tells nobody more
        try:
            line = (record.name, record.getMessage())
        except (TypeError, ValueError):
            line = (record.name, str(record.msg))
        now = time.monotonic()
        if now - self._written.get(line, -PAUSE) < PAUSE:
            return False
        if len(self._written) >= MOST:
            self._written = {line: at for line, at in self._written.items() if now - at < PAUSE}
        self._written[line] = now
        return True


def _told(value: object) -> object:
    """Return what a line names, as the name of a folder, without what breaks the line or colours the console."""
    text = str(value) if isinstance(value, (str, Path)) else ""
    if text.isprintable():
        return value
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def quieten() -> None:
    """Put the filter before every logger there is (a filter of one does not reach those below) and is to come."""
    once = OncePerSecond()

    class Quiet(logging.getLoggerClass()):  # type: ignore[misc]
        def __init__(self, name: str, level: int = logging.NOTSET) -> None:
            super().__init__(name, level)
            self.addFilter(once)

    logging.setLoggerClass(Quiet)
    for logger in [logging.root, *logging.root.manager.loggerDict.values()]:
        if isinstance(logger, logging.Logger):
            logger.addFilter(once)
