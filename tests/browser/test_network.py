"""Nothing leaves the house: every request of a whole visit goes to the server itself."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.selection.known import Known
from dashboard.selection.pages import PAGES
from dashboard.texts import DE, EN
from tests.browser.steps import choose, go, heading, main, open_chart, search, settled, sidebar, visit

pytestmark = pytest.mark.browser


def test_a_whole_visit_asks_nobody_but_the_server(page: Page, server: str) -> None:
    asked: list[str] = []
    sockets: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: sockets.append(socket.url))

    visit(page, "/")
    for place in (*(name for name in PAGES if PAGES[name].listed), "overview"):
        go(page, getattr(DE, place))
        expect(sidebar(page).locator("[aria-current=page]")).to_have_text(getattr(DE, place))
        settled(page)
    main(page).locator(".leads a").first.click()
    settled(page)
    open_chart(page)
    bar = page.get_by_test_id("stPlotlyChart").locator(".point").nth(1)
    bar.hover(force=True)
    expect(page.locator(".hoverlayer .hovertext")).to_be_visible()
    main(page).get_by_role("button", name=DE.copy_link, exact=True).click()
    search(page, DE.search, "https://example.org/x.png")
    sidebar(page).get_by_role("link", name="English", exact=True).click()
    expect(sidebar(page).locator("[aria-current=page]")).to_have_text(EN.quotes)
    page.emulate_media(color_scheme="dark")
    settled(page)
    visit(page, "/zitate?category=gibt-es-nicht&q=%3Cimg+src%3D%22https%3A%2F%2Fexample.org%2Fx.png%22%3E")
    expect(heading(page)).to_have_text(DE.quotes_title)

    host = urlsplit(server).netloc
    foreign = {
        url for url in [*asked, *sockets] if urlsplit(url).netloc != host and not url.startswith(("data:", "blob:"))
    }
    assert not foreign
    assert any("plotly" in url.lower() for url in asked), "the recording has missed the chart"
    assert sockets


def test_a_changed_filter_says_neither_icon_nor_language_again(page: Page, labels: Callable[[str], Known]) -> None:
    known = labels("de")
    visit(page, "/kategorien")
    choose(page, DE.group, known.groups["dez"], "group", "dez")
    page.evaluate(
        """() => {
          window.said = []
          const note = new MutationObserver((all) => window.said.push(...all.map((one) => one.attributeName)))
          note.observe(document.documentElement, { attributes: true })
          note.observe(document.head, { attributes: true, subtree: true, attributeFilter: ["href"] })
        }"""
    )
    choose(page, DE.partner, known.partners["kommunen"], "partner", "kommunen")
    assert page.evaluate("window.said") == []


def test_the_page_comes_before_the_boxes_around_it(page: Page) -> None:
    said: list[str] = []

    def note(frame: str | bytes) -> None:
        message = ForwardMsg.FromString(frame) if isinstance(frame, bytes) else ForwardMsg()
        if message.WhichOneof("type") == "delta":
            said.append("boxes" if message.metadata.delta_path[0] else "page")

    page.on("websocket", lambda socket: socket.on("framereceived", note))
    visit(page, "/kategorien")
    assert said.index("boxes") == said.count("page") > 0
