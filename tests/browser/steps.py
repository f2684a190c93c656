"""What a reader does: open an address, look, choose."""

import re
from urllib.parse import quote_plus, urlsplit

from playwright.sync_api import Locator, Page, expect

from dashboard.texts import DE

_SETTLED = """() => !document.getElementById("befundatlas-plain")
  && document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]")
  && document.querySelector("[data-testid=stMain] .atlas h1")
  && !document.querySelector("[data-stale=true], [data-testid=stSkeleton]")
  && [...document.querySelectorAll("[data-testid=stPlotlyChart]")].every((chart) => chart.querySelector(".point"))"""


def visit(page: Page, address: str) -> None:
    """Open an address and wait until it is shown."""
    page.goto(address)
    settled(page)


def settled(page: Page) -> None:
    """Wait until the server has nothing more to send and the chart is drawn."""
    page.wait_for_function(_SETTLED)


def address(page: Page) -> str:
    """Return what the address bar says after the server's name."""
    parts = urlsplit(page.url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def main(page: Page) -> Locator:
    return page.get_by_test_id("stMain")


def heading(page: Page) -> Locator:
    return main(page).locator("h1")


def sidebar(page: Page) -> Locator:
    return page.get_by_test_id("stSidebar")


def navigation(page: Page) -> Locator:
    """Return the list of the study's pages."""
    return sidebar(page).get_by_role("navigation").filter(has=page.locator("ul.pages"))


def go(page: Page, name: str) -> None:
    """Follow a link of the navigation."""
    navigation(page).get_by_role("link", name=name, exact=True).click()


def choices(page: Page, field: str) -> Locator:
    """Return the choices of a field of the filter bar that lie open."""
    return sidebar(page).get_by_role("toolbar", name=field, exact=True).get_by_role("button")


def held(page: Page) -> Locator:
    """Return what is chosen in the fields of the filter bar that take several."""
    return sidebar(page).locator("[data-tag], [role=toolbar] [aria-pressed=true]")


def choose(page: Page, field: str, option: str, name: str, value: str) -> None:
    """Choose an option in the filter bar, open or in a list; `name=value` must turn up in the address."""
    open_one = choices(page, field).get_by_text(option, exact=True)
    box = sidebar(page).get_by_role("combobox", name=field, exact=True)
    expect(open_one.or_(box)).to_be_visible()
    if open_one.count():
        open_one.click()
    else:
        box.click()
        box.fill(option)
        page.get_by_role("option", name=option, exact=True).click()
    expect_parameter(page, name, value)
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)  # a list that is still closing takes the next press
    settled(page)


def open_chart(page: Page) -> None:
    """Ask for the chart of a topic."""
    main(page).get_by_text(DE.chart_title, exact=True).click()
    expect(page.get_by_test_id("stPlotlyChart")).to_be_visible()
    settled(page)


def search(page: Page, field: str, text: str) -> None:
    """Search for a text in the filter bar."""
    box = sidebar(page).get_by_role("searchbox", name=field, exact=True)
    box.fill(text)
    box.press("Enter")
    expect_parameter(page, "q", text)
    box.blur()
    settled(page)


def expect_parameter(page: Page, name: str, value: str) -> None:
    expect(page).to_have_url(re.compile(rf"[?&]{name}={re.escape(quote_plus(value))}(&|$)"))


def remember(page: Page) -> None:
    """Leave a trace that a reload of the page would wipe out."""
    page.evaluate("window.stayed = true")


def stayed(page: Page) -> bool:
    """Say whether the page has not been loaded again since `remember`."""
    return bool(page.evaluate("window.stayed === true"))


def persons(part: Locator, kind: str = "named") -> int:
    """Return how many persons of a kind are drawn in a part of a page: one shape draws all that stand side by side."""
    count = "(shapes) => shapes.reduce((sum, shape) => sum + shape.getAttribute('d').split('M').length - 1, 0)"
    return int(part.locator(f"path.{kind}").evaluate_all(count))
