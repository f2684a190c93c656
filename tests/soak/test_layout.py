"""Hostile packages in a real browser: no script of theirs runs, nobody else is asked, nothing is wider than a phone."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.served import Server
from tests.browser.conftest import browser as browser
from tests.conftest import FIRST_STUDY
from tests.soak import states, wire
from tests.soak.packages import PLACES, build, checked, words_of
from tests.soak.payloads import CANARY, KINDS, MARK
from tests.soak.probed import probed
from tests.soak.report import Report

SEEN = ("long", "markdown", "markup", "scripts")
WIDTH = 390
SETTLED = 1_500
"""Milliseconds a page is looked at after it stands."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve one package of each kind, of the payloads that the loader takes."""
    place = tmp_path_factory.mktemp("layout")
    for kind in SEEN:
        words = {}
        for where in PLACES:
            tried = {p: build(place / "tried" / f"{kind}-{where}-{n}", {where: words_of([p])})
                     for n, p in enumerate(KINDS[kind])}  # fmt: skip
            if taken := [payload for payload, folder in tried.items() if checked(folder)[0] == 0]:
                words[where] = words_of(taken)
        build(place / "data" / f"hostile-{kind}", words)
    with probed(place / "log.txt", place / "data") as server:
        yield server


@pytest.mark.parametrize("kind", SEEN)
def test_in_a_browser(report: Report, served: Server, browser: Browser, kind: str, tmp_path: Path) -> None:
    context = browser.new_context(base_url=served.address, locale="de-DE", viewport={"width": WIDTH, "height": 800})
    context.add_init_script(f"window.{MARK} = () => {{ document.title = 'RAN' }}; window.alert = window.{MARK}")
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    for name in states.PAGES:
        query = f"study=hostile-{kind}" + ("&category=landkreise-kommunen&group=lr" if name == "befund" else "")
        deck = "&deck=o&deck=t.landkreise-kommunen&deck=z.vergleichsring"
        page.goto(f"/{name}?{query}{deck if name == 'praesentieren' else ''}")
        page.locator("main h1, [data-testid=stMain] h1").first.wait_for(timeout=60_000)
        page.wait_for_timeout(SETTLED)
        _look(report, page, f"/{name} of {kind}")
    page.goto(f"/vortrag?study=hostile-{kind}&deck=o&deck=t.landkreise-kommunen&deck=z.vergleichsring")
    page.wait_for_timeout(SETTLED)
    report.check("RAN" not in page.title(), "a script of the package ran", f"/vortrag of {kind}")
    file = tmp_path / "whole.html"
    file.write_bytes(wire.take(served.port, "html", ["o"], f"hostile-{kind}").body)
    page.goto(file.as_uri())
    page.wait_for_timeout(SETTLED)
    _look(report, page, f"the HTML file of {kind}")
    foreign = {url for url in asked if urlsplit(url).netloc not in ("", served.host) or CANARY in urlsplit(url).netloc}
    report.check(not foreign, "a foreign host is asked", sorted(foreign)[:5])
    context.close()


def _look(report: Report, page: Page, place: str) -> None:
    """Check that nothing of the package ran and that nothing is wider than the window."""
    report.check("RAN" not in page.title(), "a script of the package ran", place)
    wide = page.evaluate(
        """() => {
          const main = document.querySelector("[data-testid=stMain]") || document.documentElement
          return Math.max(document.documentElement.scrollWidth - window.innerWidth, main.scrollWidth - main.clientWidth)
        }"""
    )
    report.check(wide <= 1, "wider than a phone", f"{place}: {wide} px too wide")


def test_the_study_itself_fits(report: Report, tmp_path: Path, browser: Browser) -> None:
    """What is looked for is not there where no package is hostile."""
    with probed(tmp_path / "log.txt") as server:
        page = browser.new_page(base_url=server.address, viewport={"width": WIDTH, "height": 800})
        for name in ("", "kategorien", "zitate"):
            page.goto(f"/{name}?study={FIRST_STUDY.name}")
            page.locator("main h1, [data-testid=stMain] h1").first.wait_for(timeout=60_000)
            page.wait_for_timeout(SETTLED)
            _look(report, page, f"/{name}")
        page.close()
