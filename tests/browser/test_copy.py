"""What the copy buttons put into the clipboard, and what they say about it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.answers import queries, quotes
from dashboard.package.dataset import Dataset
from dashboard.selection.selection import Selection
from dashboard.texts import DE
from tests.browser.steps import main, visit

pytestmark = pytest.mark.browser

ASKED = "/zitate?category=austausch-ausgleich-kommunen&q=b%C3%BCrgermeister"
PLAIN_HTTP = "Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })"
"""A page of plain http in a network of one's own, as scripts see it: without `navigator.clipboard`."""


@pytest.fixture(params=["", PLAIN_HTTP], ids=["secure", "plain http"])
def opened(request: pytest.FixtureRequest, new_page: Callable[..., Page]) -> Page:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    _clipboard(page, "writeText('what was there before')")
    if request.param:
        page.add_init_script(request.param)
    page.add_init_script(
        "window.commands = []; const old = document.execCommand.bind(document);"
        "document.execCommand = (...given) => { window.commands.push(given[0]); return old(...given) }"
    )
    visit(page, ASKED)
    assert page.evaluate("navigator.clipboard === undefined") == bool(request.param)
    return page


def _button(page: Page, name: str) -> Locator:
    return main(page).get_by_role("button", name=name, exact=True)


def _said(button: Locator) -> Locator:
    return button.locator("xpath=following-sibling::*[@role='status']")


def _clipboard(page: Page, script: str) -> str:
    """Reach the clipboard from a page that still has one."""
    other = page.context.new_page()
    other.goto("/healthz")
    answer: str = other.evaluate(f"navigator.clipboard.{script}")
    other.close()
    page.bring_to_front()
    return answer


def _copied(page: Page) -> str:
    """Return what is in the clipboard, after a look at how it came there."""
    by_command = page.evaluate("navigator.clipboard === undefined")
    assert page.evaluate("window.commands") == (["copy"] if by_command else [])
    return _clipboard(page, "readText()")


def test_copy_link_copies_the_address_of_this_view(opened: Page) -> None:
    button = _button(opened, DE.copy_link)
    button.click()
    expect(_said(button)).to_have_text(DE.copied)
    assert _copied(opened) == opened.url
    expect(button).to_be_focused()


def test_copy_with_source_copies_quote_source_and_version(opened: Page, dataset: Dataset) -> None:
    (quote,) = quotes.read(
        queries.quotes(dataset.db, Selection(categories=("austausch-ausgleich-kommunen",), text="bürgermeister"))
    )
    button = _button(opened, DE.copy_quote)
    button.click()
    expect(_said(button)).to_have_text(DE.copied)
    study = dataset.study
    assert _copied(opened) == DE.citation.format(
        text=quote.text,
        who=f"{DE.unassigned}, {DE.about.format('Kommunen')}",
        study=study.title.in_language("de"),
        source="Grüninger, Zwischen Kreisverwaltung und Kreispolitik, Abschnitt 6.3.1, gelesen bei studlib.de",
        version=f"{study.package_version} ({dataset.version[:8]})",
    )


def test_where_nothing_can_be_copied_the_text_is_shown(page: Page) -> None:
    page.add_init_script(f"{PLAIN_HTTP}; document.execCommand = () => false")
    visit(page, ASKED)
    button = _button(page, DE.copy_link)
    button.click()
    expect(_said(button)).to_have_text(f"{DE.copy_failed} {page.url}")
