"""No line of the log is written more than once a second, whoever writes it."""

import errno
import logging
from pathlib import Path

import pytest

from dashboard.web import logs
from dashboard.web.logs import MOST, OncePerSecond


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(logs.time, "monotonic", lambda: now[0])
    return now


def record(message: str, *values: object, name: str = "asyncio") -> logging.LogRecord:
    return logging.LogRecord(name, logging.ERROR, "x.py", 1, message, values, None)


def test_the_same_line_is_written_once_a_second(clock: list[float]) -> None:
    once = OncePerSecond()
    assert [once.filter(record("no more files: %d", n % 2)) for n in range(10)] == [True, True, *[False] * 8]
    assert once.filter(record("no more files: 0", name="uvicorn.error"))
    clock[0] += 0.9
    assert not once.filter(record("no more files: 0"))
    clock[0] += 0.2
    assert once.filter(record("no more files: 0"))


def test_that_no_file_can_be_opened_is_said_without_a_traceback() -> None:
    for name, number, kept in (
        ("asyncio", errno.EMFILE, False),
        ("asyncio", errno.EIO, True),
        ("x", errno.EMFILE, True),
    ):
        said = record("socket.accept() out of system resource", name=name)
        said.exc_info = (OSError, OSError(number, "x"), None)
        assert OncePerSecond().filter(said)
        assert (said.exc_info is not None) is kept


def test_a_name_from_outside_stays_in_its_line() -> None:
    said = record("%s cannot be opened: %s, %d faults", "ö\n\x1b[31m\udcff", Path("/x\r/ä"), 2, name="befundatlas")
    assert OncePerSecond().filter(said)
    assert said.getMessage() == "ö\\n\\x1b[31m\\udcff cannot be opened: /x\\r/ä, 2 faults"


def test_it_remembers_no_more_than_it_must(clock: list[float]) -> None:
    once = OncePerSecond()
    for n in range(MOST):
        assert once.filter(record(str(n)))
    clock[0] += 2
    assert once.filter(record("new"))
    assert len(once._written) == 1


def test_a_line_that_cannot_be_put_together_is_let_through() -> None:
    assert OncePerSecond().filter(record("%d", "no number"))


def test_every_logger_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    manager = logging.Manager(logging.RootLogger(logging.WARNING))
    monkeypatch.setattr(logging.root, "manager", manager)
    monkeypatch.setattr(logging.root, "filters", [])
    monkeypatch.setattr(logging, "_loggerClass", logging.Logger)
    before = manager.getLogger("uvicorn.error")
    logs.quieten()
    for logger in (before, manager.getLogger("comes.later"), logging.root):
        assert any(isinstance(one, OncePerSecond) for one in logger.filters)
