"""No page breaks a rule of axe-core: in light and dark, wide and narrow, with every kind of selection."""

import itertools
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dashboard.selection.pages import PAGES
from dashboard.texts import DE
from tests.browser.steps import main, navigation, settled, sidebar, visit

pytestmark = pytest.mark.browser


class Excuse(NamedTuple):
    """A rule that one of Streamlit's own elements breaks. Nothing inside `.atlas` can be excused."""

    rule: str
    selector: str
    reason: str
    tried: str


EXCUSED = (
    Excuse(
        rule="region",
        selector="[role=listbox][data-rac]",
        reason="Streamlit opens the options of a list at the end of the body, outside every landmark; "
        "everything else is hidden from screen readers meanwhile (moderate)",
        tried="no parameter of st.multiselect or st.selectbox says where; style sheets cannot move it",
    ),
)
SELECTIONS = {
    "no filter": "",
    "one category": "category=landkreise-kommunen",
    "no match": "category=agenda-setting&q=xyz&partner=vereine",
    "unknown id": "category=gibt-es-nicht&group=nein",
}
SCHEMES = ("light", "dark")
OF_COLOUR = {"runOnly": ["color-contrast", "link-in-text-block"]}
"""The rules that may find something else in dark than in light."""


def violations(page: Page, options: dict[str, Any] | None = None) -> list[str]:
    """Return what axe finds and nothing excuses."""
    found: list[dict[str, Any]] = Axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}) {node['target']}: {node['html']}"
        for rule in found
        for node in rule["nodes"]
        if not _excused(page, rule["id"], node["target"][-1])
    ]


def _excused(page: Page, rule: str, target: str) -> bool:
    element = page.locator(target).first
    if element.evaluate("element => element.closest('.atlas') !== null"):
        return False
    return any(
        excuse.rule == rule and element.evaluate("(element, selector) => element.matches(selector)", excuse.selector)
        for excuse in EXCUSED
    )


def breaks_no_rule(page: Page) -> None:
    """Expect that a page breaks no rule, wide and narrow, in light and, where colours decide, in dark."""
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.get_by_test_id("stExpandSidebarButton")).to_be_visible()
    settled(page)
    assert violations(page) == []
    light = page.evaluate(GROUND)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"(light) => ({GROUND})() !== light", arg=light)
    settled(page)
    assert violations(page, OF_COLOUR) == []


GROUND = """() => getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor"""


@pytest.mark.parametrize(("place", "selection"), list(itertools.product(PAGES, SELECTIONS)))
def test_no_page_breaks_a_rule(place: str, selection: str, page: Page) -> None:
    visit(page, f"{PAGES[place].path}?{SELECTIONS[selection]}")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    breaks_no_rule(page)


@pytest.mark.parametrize("place", PAGES)
def test_no_page_with_withheld_figures_breaks_a_rule(place: str, page: Page) -> None:
    one = "&category=austausch" if place == "finding" else ""
    chosen = {"present": "&deck=o_2&deck=b.austausch", "partners": "&all=1"}.get(place, one)
    visit(page, f"{PAGES[place].path}?study=demo-zusammenarbeit{chosen}")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1280, "height": 900})
    settled(page)
    breaks_no_rule(page)


@pytest.mark.parametrize("place", ["overview", "partners", "finding"])
def test_no_page_that_opens_in_dark_breaks_a_rule(place: str, new_page: Callable[..., Page]) -> None:
    page = new_page(color_scheme="dark")
    visit(page, f"{PAGES[place].path}?{SELECTIONS['one category']}")
    assert violations(page) == []


@pytest.mark.parametrize(("place", "scheme"), [("overview", "light"), ("categories", "dark"), ("quotes", "light")])
def test_no_english_page_breaks_a_rule(place: str, scheme: str, new_page: Callable[..., Page]) -> None:
    page = new_page(color_scheme=scheme)
    visit(page, f"{PAGES[place].path}?lang=en&category=landkreise-kommunen")
    assert violations(page) == []
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_open_menu_of_a_phone_breaks_no_rule(scheme: str, new_page: Callable[..., Page]) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": 390, "height": 844})
    visit(page, "/zitate?category=landkreise-kommunen&group=dez")
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(navigation(page)).to_be_in_viewport()
    settled(page)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("field", [DE.topic, DE.partner])
def test_an_open_list_breaks_no_rule(field: str, scheme: str, new_page: Callable[..., Page]) -> None:
    page = new_page(color_scheme=scheme)
    visit(page, "/kategorien")
    box = sidebar(page).get_by_role("combobox", name=field, exact=True)
    box.scroll_into_view_if_needed()
    page.wait_for_timeout(300)  # a list closes when what it hangs on is scrolled
    box.click()
    expect(page.get_by_role("option").first).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_open_details_break_no_rule(scheme: str, new_page: Callable[..., Page]) -> None:
    page = new_page(color_scheme=scheme)
    for place, selector in (("/partner", "details"), ("/kategorien", "details"), ("/methode", "details")):
        visit(page, place)
        main(page).locator(selector).evaluate_all("all => all.forEach((each) => { each.open = true })")
        assert violations(page) == []


@pytest.mark.parametrize(("asked", "language"), [("/", "de"), ("/zitate?lang=en", "en"), ("/?lang=xx", "de")])
def test_the_first_answer_already_names_the_language(asked: str, language: str, page: Page) -> None:
    answer = page.request.get(asked)
    assert f'<html lang="{language}">' in answer.text()
