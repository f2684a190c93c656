"""A real server and a real browser: what every test in this folder stands on."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from benchmarks.served import serving
from dashboard.package.dataset import Dataset
from dashboard.selection.known import Known
from dashboard.web.messages import DROPPED
from tests.conftest import known

PATIENCE = 60
"""Seconds until a condition counts as never met; nothing waits that long unless something is broken."""

ADDRESS = "https://atlas.example"
"""The public address of the server, which citations name."""

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

expect.set_options(timeout=PATIENCE * 1000)


@contextmanager
def running(log: Path, data: Path | None = None) -> Iterator[str]:
    """Start the dashboard on a free port; what it has logged as an error fails the test.

    The first request stays the test's own.
    """
    settings = {"BEFUNDATLAS_ADRESSE": ADDRESS} | ({"BEFUNDATLAS_DATA": str(data)} if data else {})
    with serving(settings=settings, log=log) as started:
        yield started.address
    said = log.read_text(encoding="utf-8")
    assert "Traceback" not in said and DROPPED.split("%")[0] not in said, said


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that all tests of a process share."""
    with running(tmp_path_factory.mktemp("server") / "log.txt") as address:
        yield address


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[str]:
    """The address of a server nobody has asked anything yet."""
    with running(tmp_path / "log.txt") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the system's own, or Playwright's where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, names)), playwright.chromium.executable_path)
        if not Path(path).exists():
            pytest.fail(
                f"No Chromium: none of {', '.join(names)}, none at {path}; tests/browser/find_chromium.sh gets one"
            )
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def new_page(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """Make pages of readers who share nothing. No script may fail, nothing may run into the security policy."""
    wrong: list[str] = []
    with ExitStack() as readers:

        def make(**options: Any) -> Page:
            usual = {"base_url": server, "locale": "de-DE", "viewport": {"width": 1280, "height": 900}}
            context = readers.enter_context(browser.new_context(**usual | options))
            context.set_default_timeout(PATIENCE * 1000)
            page = context.new_page()
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("console", lambda said: wrong.append(said.text) if "Security Policy" in said.text else None)
            return page

        yield make
    assert not wrong


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


@pytest.fixture(scope="session")
def labels(dataset: Dataset) -> Callable[[str], Known]:
    """Return the ids of the study with their labels in a language."""
    return partial(known, dataset)
