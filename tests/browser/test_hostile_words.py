"""Words of a package are words: never markup, never an address that is asked for, never wider than the page."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from dashboard.selection.pages import PAGES
from dashboard.texts import DE
from tests.browser.conftest import running
from tests.browser.steps import main, sidebar, visit
from tests.browser.test_small_screens import expect_to_fit
from tests.packages import make

pytestmark = pytest.mark.browser

MARKED = (
    "**fett** _schräg_ [x](http://evil.example/a) ![b](http://evil.example/b.png) https://evil.example "
    "www.evil.example a@evil.example :red[rot] $x^2$ $$y$$ :material/home: :smile: "
    "`code` ~~weg~~ # Kopf \\* 1. eins < b & &amp; -> <-"
)


WIDER_THAN_THE_MENU = """bar => [...bar.querySelectorAll("p, .atlas *")]
  .filter((part) => !part.matches(".skip") && part.scrollWidth > bar.clientWidth)
  .map((part) => part.outerHTML.slice(0, 100))"""


def long(words: str) -> str:
    """Return words as one word of 300 letters."""
    return ("".join(filter(str.isalnum, words)) * 300)[:300]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server whose studies are full of marked and of endless words."""
    data = tmp_path_factory.mktemp("hostile")
    make(data, "gezeichnet", words=lambda words: f"{words} {MARKED}"[:300])
    make(data, "endlos", words=long)
    with running(data / "log.txt", data) as address:
        yield address


def _pages(study: str) -> list[str]:
    addresses = [f"{path}?study={study}" for path in [page.path for page in PAGES.values()]]
    more = {"/kategorien": "&category=thema-0-0&group=gruppe-0", "/befund": "&category=thema-0-0&partner=partner-0"}
    more["/praesentieren"] = "&deck=o&deck=t.thema-0-0&deck=z.z-0"
    return [*addresses, *(f"{path}?study={study}{asked}" for path, asked in more.items())]


@pytest.mark.parametrize("width", [1280, 390])
def test_words_of_three_hundred_letters_fit(width: int, hostile: str, new_page: Callable[..., Page]) -> None:
    page = new_page(base_url=hostile, viewport={"width": width, "height": 844})
    for asked in _pages("endlos"):
        visit(page, asked)
        expect_to_fit(page)
        if width > 800:  # on a phone the menu is closed
            assert sidebar(page).evaluate(WIDER_THAN_THE_MENU) == [], asked


def test_words_are_shown_letter_by_letter_and_ask_nobody(hostile: str, new_page: Callable[..., Page]) -> None:
    page = new_page(base_url=hostile)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    for path in _pages("gezeichnet"):
        visit(page, path)
        shown = page.evaluate(
            "[...document.querySelectorAll('a[href], img[src]')].map((part) => part.href || part.src)"
        )
        assert not [address for address in shown if "evil" in address], path
    host = urlsplit(hostile).netloc
    assert not [url for url in asked if urlsplit(url).netloc != host and not url.startswith(("data:", "blob:"))]

    visit(page, "/kategorien?study=gezeichnet&category=bereich-0")
    label = sidebar(page).get_by_test_id("stWidgetLabel").nth(1)
    words = label.inner_text().replace("\u2060", "")
    assert words == f"Schnittstelle {MARKED}"
    assert label.locator("a, img, strong, em, code, del, svg, .katex, [data-testid=stIconMaterial]").count() == 0
    expect(main(page).locator("h1")).to_have_text(f"Bereich-0 {MARKED}")
    box = sidebar(page).get_by_role("combobox", name=DE.partner, exact=True)
    box.click()
    box.fill("Partner 0")
    expect(page.get_by_role("option")).to_have_text(f"Partner 0 {MARKED}")
