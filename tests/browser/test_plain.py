"""The plain page in a browser: it stands first, alone where nothing else comes, and gives way without a jump."""

import re
import threading
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any

import playwright.sync_api
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, Route, expect

from dashboard.texts import DE
from tests.browser.steps import address, heading, main, settled, sidebar, visit
from tests.browser.test_accessibility import violations

pytestmark = pytest.mark.browser

PLAIN = "#befundatlas-plain"
STREAMLIT = re.compile(r"/static/js/index\..*\.js")
LINES = """(root) => {
  const lines = [], walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    if (!walker.currentNode.textContent.trim()) continue
    const range = document.createRange()
    range.selectNodeContents(walker.currentNode)
    for (const box of range.getClientRects()) {
      if (box.width > 1 && box.height > 1) lines.push([walker.currentNode.textContent.trim(), box.left, box.top])
    }
  }
  return lines.slice(0, 40)
}"""
SHIFTS = """async () => {
  await document.fonts.ready
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  const ready = performance.now()
  Object.assign(window, { shifts: [], late: [] })
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    shifts.push(entry.value)
    if (entry.startTime > ready) late.push(entry.value)
  })).observe({ type: "layout-shift", buffered: true })
}"""


def held_back(page: Page, file: re.Pattern[str] = STREAMLIT) -> Callable[[], None]:
    """Keep a file back (Streamlit's own script) until the returned function is called."""
    waiting: list[Route] = []
    released = False

    def hold(route: Route) -> None:
        if released:
            route.continue_()
        else:
            waiting.append(route)

    page.route(file, hold)

    def release() -> None:
        nonlocal released
        released = True
        for route in waiting:
            route.continue_()

    return release


def before(new_page: Callable[..., Page], asked: str, **options: Any) -> tuple[Page, Callable[[], None]]:
    """Open a page and stop where only the plain one stands."""
    page = new_page(**options)
    release = held_back(page)
    page.goto(asked, wait_until="commit")
    expect(page.locator(f"{PLAIN} h1")).to_be_visible()
    return page, release


def spoken(part: Locator) -> list[str]:
    """Return roles and names of a part of the page in the order a screen reader meets them, without addresses."""
    return [line.strip() for line in part.aria_snapshot().splitlines() if "/url" not in line]


@pytest.mark.parametrize("asked", ["/", "/kategorien?category=landkreise-kommunen", "/zitate", "/methode", "/gruppen"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves_when_the_live_page_takes_over(asked: str, width: int, new_page: Callable[..., Page]) -> None:
    page, release = before(new_page, asked, viewport={"width": width, "height": 844})
    page.evaluate(SHIFTS)
    plain = page.locator(".plain-main").evaluate(LINES)
    heard = spoken(page.locator(".plain-main"))
    release()
    settled(page)
    live = page.get_by_test_id("stMainBlockContainer").evaluate(LINES)
    now = iter(spoken(main(page)))
    assert [words for words in heard if words not in now] == [], "a screen reader meets the same, in the same order"
    assert len(list(now)) == 0 and len(heard) > 20
    assert len(plain) > 15 and [words for words, *_ in plain] == [words for words, *_ in live]
    for (words, left, top), (_, new_left, new_top) in zip(plain, live, strict=True):
        assert abs(left - new_left) <= 2 and abs(top - new_top) <= 2, words
    at_the_end, all_in_all = page.evaluate(
        "[late, shifts].map((values) => values.reduce((sum, value) => sum + value, 0))"
    )
    assert at_the_end < 0.005, "the take-over moves nothing"
    assert all_in_all < 0.02, "nor does the font, where it comes after the first words"
    expect(page.locator(PLAIN)).to_have_count(0)


@pytest.mark.parametrize("asked", ["/", "/kategorien", "/gruppen", "/zitate", "/methode"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("come", ["at once", "at 1250 kB/s", "font last"])
def test_a_page_that_comes_moves_nothing(come: str, asked: str, width: int, new_page: Callable[..., Page]) -> None:
    """From the first words to the live page; at worst their font comes when they have long been read.

    One load in some hundred hangs where the browser is made slow: it no longer reads what has arrived, while the
    server goes on answering. Such a load is tried again.
    """
    for tries_left in (2, 1, 0):
        page = new_page(viewport={"width": width, "height": 844})
        page.add_init_script(f"({SHIFTS})()")
        if come == "at 1250 kB/s":
            slow_down(page)
        if come == "font last":
            release = held_back(page, re.compile(r"/BefundatlasSans\.woff2"))
        page.goto(asked, wait_until="commit")
        if come == "font last":
            page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
            assert page.evaluate("document.fonts.check('16px \"Befundatlas Sans\"')") is False
            release()
        try:
            settled(page)
            break
        except playwright.sync_api.TimeoutError:
            assert come == "at 1250 kB/s" and tries_left
            page.close()
    shifts = page.evaluate("shifts")
    assert sum(shifts) < 0.02, shifts
    assert page.evaluate("document.fonts.check('16px \"Befundatlas Sans\"')")


def slow_down(page: Page) -> None:
    """Give a page a line of ten megabits a second, each way of 50 ms."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 50, "downloadThroughput": 1_250_000, "uploadThroughput": 1_250_000},
    )


@contextmanager
def sent_up_to(whole: str, place: str) -> Iterator[tuple[str, Callable[[], None]]]:
    """Serve a page that stops at a place until the function is called; a document that has ended is drawn otherwise."""
    rest = threading.Event()

    class Halves(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/" else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            if self.path == "/":
                first, last = whole[: whole.index(place)], whole[whole.index(place) :]
                self.wfile.write(first.encode())
                rest.wait(60)
                self.wfile.write(last.encode())

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Halves) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", rest.set
        finally:
            rest.set()
            server.shutdown()


@pytest.mark.parametrize("place", ["<main", "</main>"])
def test_only_what_is_whole_has_something_below_it(place: str, new_page: Callable[..., Page]) -> None:
    """On a phone what leads on stands below a page: while that is on its way, nowhere."""
    page = new_page(viewport={"width": 390, "height": 844})
    with sent_up_to(page.request.get("/gruppen").text(), place) as (half, release):
        page.goto(half, wait_until="commit")
        expect(page.locator("#befundatlas-main" if place == "</main>" else ".plain-menu")).to_be_visible()
        expect(page.locator(".plain-side")).to_be_attached()
        expect(page.locator(".plain-side")).to_be_hidden()
        release()
        expect(page.locator(".plain-side")).to_be_visible()


def test_words_are_read_before_their_font_has_come(new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.route("**/*.woff2", lambda _: None)  # never answered
    release = held_back(page)
    page.goto("/kategorien", wait_until="commit")
    page.wait_for_function("() => document.querySelector('link[rel=stylesheet]')?.sheet")
    box = page.locator(f"{PLAIN} h1").bounding_box()
    assert box
    # Past the tool that waits for all fonts before it takes a picture.
    taken = page.context.new_cdp_session(page).send("Page.captureScreenshot", {"clip": {**box, "scale": 1}})
    grey = Image.open(BytesIO(b64decode(taken["data"]))).convert("L")
    assert sum(grey.histogram()[:100]) > 200, "letters, in a font the machine has"
    release()


def test_one_page_is_heard_at_a_time(new_page: Callable[..., Page]) -> None:
    page, release = before(new_page, "/kategorien")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert page.evaluate("document.getElementById('root').inert") is True
    names = page.locator(f"{PLAIN} main").get_by_role("link").all_inner_texts()
    release()
    settled(page)
    assert page.evaluate("document.getElementById('root').inert") is False
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert main(page).get_by_role("link").all_inner_texts()[: len(names)] == names


def test_where_the_reader_is_stays(new_page: Callable[..., Page]) -> None:
    page, release = before(new_page, "/kategorien")
    link = page.locator(f"{PLAIN} main table a:visible").nth(12)
    words = link.inner_text()
    link.focus()
    page.evaluate("scrollTo(0, 500)")
    release()
    settled(page)
    assert page.evaluate("document.activeElement.innerText") == words
    assert abs(main(page).evaluate("(part) => part.scrollTop") - 500) <= 2


def test_what_is_typed_during_the_take_over_is_not_lost(new_page: Callable[..., Page]) -> None:
    page, release = before(new_page, "/kategorien?group=dez")
    box = page.locator(PLAIN).get_by_role("searchbox", name=DE.search)
    box.press_sequentially("Bürger")
    release()
    expect(page.get_by_test_id("stMain").locator("h1")).to_have_count(1)
    page.wait_for_timeout(1000)
    box.press_sequentially("meister")
    expect(box).to_have_value("Bürgermeister")
    box.press("Enter")
    settled(page)
    assert address(page) == "/zitate?group=dez&q=B%C3%BCrgermeister"


def test_what_somebody_opened_stays_open_until_it_is_closed(new_page: Callable[..., Page]) -> None:
    page, release = before(new_page, "/kategorien")
    help_box = page.locator(f"{PLAIN} details.help")
    help_box.locator("summary").click()
    release()
    expect(page.get_by_test_id("stMain").locator("h1")).to_have_count(1)
    page.wait_for_timeout(1000)
    expect(help_box.locator("li").first).to_be_visible()
    help_box.locator("summary").click()
    settled(page)


def test_who_comes_back_finds_the_filters_the_page_says(new_page: Callable[..., Page]) -> None:
    page, release = before(new_page, "/kategorien")
    form = page.locator(f"{PLAIN} .narrows")
    form.get_by_text("Dezernentinnen und Dezernenten", exact=True).click()
    form.get_by_role("button", name=DE.apply).click()
    expect(page).to_have_url("/kategorien?group=dez&partner=")
    expect(page.locator(f"{PLAIN} .selection p")).to_contain_text("Dezernentinnen")
    expect(page.locator(f"{PLAIN} .notice")).to_have_count(0)
    page.go_back(wait_until="commit")
    expect(page.locator(f"{PLAIN} .selection p")).to_have_text(DE.everything)
    expect(form.locator(":checked")).to_have_count(1)  # "alle" in the list of partners
    release()
    settled(page)


def stays_plain(page: Page, release: Callable[[], None]) -> None:
    """Let the live page come; the plain one still stands when it is there."""
    release()
    expect(page.get_by_test_id("stMain").locator("h1")).to_have_count(1)
    page.wait_for_timeout(1500)
    expect(page.locator(PLAIN)).to_have_count(1)


def test_who_reads_quotes_of_a_further_leaf_keeps_her_place(new_page: Callable[..., Page]) -> None:
    page, release = before(new_page, "/zitate?study=demo-zusammenarbeit")
    page.locator(f"{PLAIN} .quote").nth(33).scroll_into_view_if_needed()
    stays_plain(page, release)
    page.evaluate("scrollTo(0, 0)")
    settled(page)


def test_who_has_scrolled_away_from_a_named_place_stays_there(new_page: Callable[..., Page]) -> None:
    page, release = before(new_page, "/methode#glossar")
    page.wait_for_function("() => scrollY > 1000")
    page.mouse.move(700, 400)
    page.mouse.wheel(0, -700)
    page.wait_for_timeout(500)
    there = page.evaluate("scrollY")
    release()
    settled(page)
    page.wait_for_timeout(500)
    assert abs(main(page).evaluate("(part) => part.scrollTop") - there) <= 2


def test_the_menu_of_a_phone_is_not_closed_over_the_readers_head(new_page: Callable[..., Page]) -> None:
    page, release = before(new_page, "/kategorien", viewport={"width": 390, "height": 844})
    page.locator(".plain-menu").click()
    stays_plain(page, release)
    page.evaluate("scrollTo(0, 0)")
    settled(page)


def test_a_pressed_hand_is_waited_for(new_page: Callable[..., Page]) -> None:
    page, release = before(new_page, "/kategorien")
    link = page.locator(f"{PLAIN} main table a:visible").nth(3)
    link.hover()
    page.mouse.down()
    stays_plain(page, release)
    page.mouse.up()
    expect(page).to_have_url(re.compile("/(befund|kategorien)[?]category="))


def test_own_words_and_ticks_are_taken_over(new_page: Callable[..., Page]) -> None:
    page, release = before(new_page, "/praesentieren?deck=o&deck=m")
    page.locator(f"{PLAIN} textarea").first.fill("Meine Worte")
    page.locator(f"{PLAIN} [data-on-slide]").nth(1).check()
    page.locator(f"{PLAIN} h1").click()
    release()
    settled(page)
    page.reload()
    settled(page)
    expect(main(page).locator("textarea").first).to_have_value("Meine Worte")
    expect(main(page).locator("[data-on-slide]").nth(1)).to_be_checked()


def test_of_parts_that_look_alike_the_same_one_keeps_the_focus(new_page: Callable[..., Page]) -> None:
    page, release = before(new_page, "/zitate")
    page.locator(f"{PLAIN} figure button[data-copy]").nth(2).focus()
    release()
    settled(page)
    buttons = main(page).locator("figure button[data-copy]")
    assert buttons.nth(2).evaluate("(button) => button === document.activeElement")


def test_why_something_does_not_work_yet_is_said_until_it_does(new_page: Callable[..., Page]) -> None:
    page = new_page()
    # The connection stands, and nothing comes of it.
    page.route_web_socket(re.compile(".*"), lambda socket: socket.connect_to_server().on_message(lambda _: None))
    page.goto("/zitate")
    page.wait_for_selector("[data-testid=stApp][data-test-connection-state=CONNECTED]", state="attached")
    page.locator(f"{PLAIN} button.keep").last.click()
    page.wait_for_timeout(500)
    expect(page.locator(".plain-line")).to_have_text(DE.plain_live)


def test_without_a_live_connection_all_but_three_things_work(new_page: Callable[..., Page]) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.route_web_socket(re.compile(".*"), lambda socket: socket.close())
    page.goto("/zitate")
    form = page.locator(".plain-form.narrows")
    expect(page.locator(".plain-line")).to_have_text(DE.plain_offline)
    form.locator("summary", has_text=DE.topic).click()
    expect(form.get_by_role("checkbox", name="Präsenz vor Ort")).to_be_visible()
    form.get_by_role("checkbox", name="Dezernentinnen und Dezernenten").check()
    form.get_by_role("button", name=DE.apply).click()
    expect(page.locator(".plain-main .selection")).to_contain_text("Dezernentinnen und Dezernenten")
    assert address(page).startswith("/zitate?") and "group=dez" in page.url
    page.locator(PLAIN).get_by_role("button", name=DE.copy_quote).first.click()
    assert "Grüninger" in page.evaluate("navigator.clipboard.readText()")
    page.locator(f"{PLAIN} .quote").get_by_role("button", name=DE.keep).first.click()
    expect(page.locator(".plain-line")).to_have_text(DE.plain_live)
    page.locator(f"{PLAIN} details.take summary").click()
    with page.expect_download() as taken:
        page.locator(PLAIN).get_by_role("button", name="Handout").click()
    assert taken.value.suggested_filename.endswith(".pdf")
    page.locator(PLAIN).get_by_role("link", name=DE.method, exact=True).click()
    expect(page.locator(f"{PLAIN} h1")).to_have_text(DE.method)


def test_without_scripts_pages_are_read_and_narrowed(new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto("/")
    assert DE.plain_without in page.locator("body").inner_text()
    expect(page.locator("table.findings")).to_contain_text("13 von 15")
    page.get_by_role("link", name=DE.menu, exact=True).click()
    page.get_by_role("combobox", name=DE.partner).select_option("kommunen")
    page.get_by_role("button", name=DE.apply).click()
    expect(page.locator(".selection")).to_contain_text("Kommunen")
    assert "partner=kommunen" in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "asked",
    ["/", "/kategorien?category=landkreise-kommunen", "/zitate?sort=side", "/methode", "/gibt-es-nicht", "/api"],
)
def test_the_plain_page_breaks_no_rule(asked: str, scheme: str, new_page: Callable[..., Page]) -> None:
    page = new_page(color_scheme=scheme)
    page.route(re.compile(r"/static/js/"), lambda route: route.abort())
    page.goto(asked)
    expect(page.locator(".plainpage h1")).to_be_visible()
    assert violations(page) == []


def test_a_second_visit_asks_and_is_told_it_has_the_page(new_page: Callable[..., Page]) -> None:
    page = new_page()
    visit(page, "/methode")
    with page.expect_response(lambda answer: answer.url.endswith("/methode")) as answered:
        page.reload()
    assert answered.value.status in (200, 304)
    settled(page)
    expect(heading(page)).to_have_text(DE.method)
    expect(sidebar(page)).to_be_visible()
