"""On a phone: nothing sticks out, menu and filters open and close."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from dashboard.selection.known import Known
from dashboard.selection.pages import PAGES
from dashboard.texts import DE
from tests.browser.conftest import running
from tests.browser.steps import go, heading, main, settled, sidebar, visit
from tests.packages import make

pytestmark = pytest.mark.browser

ADDRESSES = (
    "/",
    "/?category=akteure&group=lr&partner=verbaende",
    "/kategorien",
    "/kategorien?category=landkreise-kommunen",
    "/kategorien?lang=en&category=kreistag",
    "/zitate",
    "/zitate?category=agenda-setting&q=xyz&partner=vereine",
    "/zitate?lang=en&category=gibt-es-nicht",
)
STICKS_OUT = """() => [document.documentElement, document.querySelector("[data-testid=stMain]")]
  .map((part) => part.scrollWidth - part.clientWidth)"""
CUT_OFF = """() => [...document.querySelectorAll("[data-testid=stMain] .atlas *, [data-testid=stPlotlyChart] text")]
  .filter((part) => !part.closest("thead, .scroll") && part.getBoundingClientRect().right > innerWidth + 1)
  .map((part) => part.outerHTML.slice(0, 100))"""
OVERLAPS = """() => [...document.querySelectorAll(".atlas :is(svg.dots, .value)")].filter((part) => {
  const [own, column] = [part, part.closest("td, .lines > div, .sample > div")].map((e) => e?.getBoundingClientRect())
  return column && own.width && own.right > column.right + 1
}).map((part) => part.outerHTML.slice(0, 100))"""
"""Pictures and values that reach beyond their own column."""


def expect_to_fit(page: Page) -> None:
    """Expect that nothing sticks out of the page or is cut off at its edge."""
    assert page.evaluate(STICKS_OUT) == [0, 0]
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("asked", ADDRESSES)
def test_nothing_sticks_out(asked: str, new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    visit(page, asked)
    expect_to_fit(page)
    resize(page, 320)
    expect_to_fit(page)


def resize(page: Page, width: int) -> None:
    """Make the window as wide as another device; what the style sheet makes of it stands at the next frame."""
    page.set_viewport_size({"width": width, "height": 844})
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    settled(page)


LOW = """() => [...document.querySelectorAll(".atlas :is(a, button, summary)")].filter((target) => {
  const lines = [...target.getClientRects()].filter((line) => line.width)
  return lines.length && Math.min(...lines.map((line) => line.height)) < 24
}).map((target) => target.outerHTML.slice(0, 120))"""
UNDER_THE_MENU = """() => {
  const menu = document.querySelector("[data-testid=stHeader]").getBoundingClientRect().bottom
  return [...document.querySelectorAll("[data-testid=stMain] .atlas :is(a, button, summary)")].filter((target) => {
    const { top, width } = target.getBoundingClientRect()
    return width && top < menu
  }).map((target) => target.outerHTML.slice(0, 120))
}"""


@pytest.mark.parametrize("study", ["landkreis-schnittstellen", "demo-zusammenarbeit"])
def test_every_target_is_high_enough_for_a_finger_and_none_is_covered(
    study: str, new_page: Callable[..., Page]
) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    for place, path in ((name, page.path) for name, page in PAGES.items()):
        category = "landkreise-kommunen" if study.startswith("landkreis") else "austausch"
        one = f"&category={category}" if place == "finding" else "&deck=o&deck=m" if place == "present" else ""
        visit(page, f"{path}?study={study}{one}")
        assert page.evaluate(UNDER_THE_MENU) == [], place
        page.evaluate("document.querySelectorAll('.atlas details').forEach((each) => { each.open = true })")
        assert page.evaluate(LOW) == [], place


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    return new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)


def test_menu_and_filters_open_and_close(phone: Page) -> None:
    visit(phone, "/kategorien")
    navigation = sidebar(phone).get_by_role("navigation", name=DE.menu)
    expect(navigation).not_to_be_in_viewport()
    button = phone.get_by_test_id("stExpandSidebarButton")
    assert button.evaluate("(button) => getComputedStyle(button, '::after').content") == f'"{DE.menu}"'
    button.click()
    expect(navigation).to_be_in_viewport()
    expect(sidebar(phone).get_by_role("combobox", name=DE.topic, exact=True)).to_be_visible()
    assert phone.evaluate(STICKS_OUT) == [0, 0]
    phone.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    expect(navigation).not_to_be_in_viewport()


def test_a_link_of_the_menu_leads_on_and_closes_the_menu(phone: Page) -> None:
    visit(phone, "/")
    phone.get_by_test_id("stExpandSidebarButton").click()
    go(phone, DE.quotes)
    expect(phone).to_have_url("/zitate")
    expect(heading(phone)).to_have_text(DE.quotes_title)
    expect(sidebar(phone).get_by_role("navigation", name=DE.menu)).not_to_be_in_viewport()
    expect(heading(phone)).to_be_in_viewport()


def test_what_was_not_counted_by_partner_says_so_where_its_dots_would_be(phone: Page) -> None:
    visit(phone, "/partner")
    row = main(phone).locator("tr", has=phone.get_by_role("link", name="Präsenz vor Ort", exact=True))
    absent = row.locator("td", has_text=DE.not_by_partner).locator("span")
    box = absent.bounding_box()
    assert box and box["width"] > 100 and box["height"] >= 14
    expect(main(phone).get_by_text(DE.board_empty, exact=True)).to_be_hidden()


def test_topics_unfold_by_interface(phone: Page, labels: Callable[[str], Known]) -> None:
    known = labels("de")
    visit(phone, "/")
    table = main(phone).get_by_role("table", name=DE.table_caption)
    topic = table.get_by_role("link", name=known.categories["agenda-setting"], exact=True)
    fold = table.get_by_role("checkbox", name=known.categories["policy-cycle"])
    expect(topic).to_be_hidden()
    expect(fold).not_to_be_checked()
    fold.check()
    expect(topic).to_be_visible()
    expect_to_fit(phone)
    fold.uncheck()
    expect(topic).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 390])
def test_persons_of_large_groups_stay_within_their_column_and_are_of_one_size(
    new_page: Callable[..., Page], width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    visit(page, "/?study=demo-zusammenarbeit&set=groesse")
    drawn = page.evaluate(
        """() => [...document.querySelectorAll(".leads section")].map((section) => {
        const edge = section.getBoundingClientRect().right + 1
        const rows = [...section.querySelectorAll("svg.dots")]
        return { out: rows.filter((row) => row.getBoundingClientRect().right > edge).length,
          sizes: rows.map((row) => row.getBoundingClientRect().width / row.viewBox.baseVal.width) } })"""
    )
    assert len(drawn) == 3
    for lead in drawn:
        assert lead["out"] == 0
        assert max(lead["sizes"]) - min(lead["sizes"]) < 0.15


@pytest.fixture(scope="module")
def groups(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server whose studies have many groups, large ones, and 18 persons in the third."""
    data = tmp_path_factory.mktemp("groups")
    make(data, "drei", sizes=(6, 15, 18))
    make(data, "gross", sizes=(140, 68, 33))
    make(data, "zehn", sizes=range(68, 141, 8))
    with running(data / "log.txt", data) as address:
        yield address


@pytest.mark.parametrize("study", ["drei", "gross", "zehn"])
def test_groups_of_any_size_and_number_fit(study: str, groups: str, new_page: Callable[..., Page]) -> None:
    page = new_page(base_url=groups, viewport={"width": 1280, "height": 844})
    for place in [page.path for page in PAGES.values()]:
        one = "&category=thema-0-0" if place == "/befund" else ""
        visit(page, f"{place}?study={study}{one}")
        for width in (1280, 390, 320):
            resize(page, width)
            expect_to_fit(page)
            assert page.evaluate(OVERLAPS) == [], (place, width)
        resize(page, 1280)
