"""Everything works without a mouse, and the reader sees where they are."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.selection.known import Known
from dashboard.texts import DE, EN
from dashboard.values import colours
from tests.browser.steps import (
    choices,
    expect_parameter,
    heading,
    main,
    navigation,
    remember,
    settled,
    sidebar,
    stayed,
    visit,
)

pytestmark = pytest.mark.browser

FRAME = "xpath=ancestor::*[@role='group' or @data-testid='stTextInputRootElement'][1]"
"""What Streamlit draws around a field of the filter bar."""
ACCENT = "rgb({}, {}, {})".format(*bytes.fromhex(colours.LIGHT.accent[1:]))


def _tab_to(page: Page, goal: Locator, most: int = 40) -> None:
    """Press Tab until the goal has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if goal.evaluate("element => element === document.activeElement"):
            return
    focused = page.evaluate("document.activeElement.outerHTML")
    pytest.fail(f"not reached with {most} tabs; the focus is on {focused[:200]}")


def _expect_visible_focus(goal: Locator) -> None:
    """Expect an outline or shadow of at least 2 px that the element does not have without the focus."""
    expect(goal).to_be_focused()
    expect(goal).to_be_in_viewport()
    style, width, colour = goal.evaluate(
        "e => { const s = getComputedStyle(e); return [s.outlineStyle, parseFloat(s.outlineWidth), s.outlineColor] }"
    )
    assert style != "none" and width >= 2 and "rgba(0, 0, 0, 0)" not in colour, (style, width, colour)


def test_tab_leads_from_the_skip_link_through_navigation_and_filters_to_the_table(
    page: Page, labels: Callable[[str], Known]
) -> None:
    label = labels("de").categories["landrat-gesamtverantwortung"]
    visit(page, "/kategorien")
    remember(page)
    skip = sidebar(page).get_by_role("link", name=DE.skip, exact=True)
    _tab_to(page, skip, most=3)
    _expect_visible_focus(skip)
    studies = sidebar(page).get_by_role("navigation", name=DE.studies, exact=True).get_by_role("link").all()
    pages = navigation(page).get_by_role("link").all()
    assert len(studies) == 2 and len(pages) == 9
    for link in (*studies, *pages):
        _tab_to(page, link, most=2)
        _expect_visible_focus(link)
    topic, partner = (sidebar(page).get_by_role("combobox", name=name, exact=True) for name in (DE.topic, DE.partner))
    group = choices(page, DE.group).first
    for field in (sidebar(page).get_by_role("searchbox", name=DE.search, exact=True), topic, group, partner):
        _tab_to(page, field, most=3)
        if field is group:
            _expect_visible_focus(field)
        else:
            expect(field.locator(FRAME)).to_have_css("border-color", ACCENT)
    row = main(page).get_by_role("table").get_by_role("link", name=label, exact=True)
    _tab_to(page, row, most=12)
    _expect_visible_focus(row)
    page.keyboard.press("Enter")
    expect(page).to_have_url("/kategorien?category=landrat-gesamtverantwortung")
    expect(heading(page)).to_have_text(label)
    assert stayed(page)


def test_the_skip_link_leads_to_the_heading(page: Page) -> None:
    visit(page, "/zitate")
    skip = sidebar(page).get_by_role("link", name=DE.skip, exact=True)
    _tab_to(page, skip, most=3)
    page.keyboard.press("Enter")
    expect(heading(page)).to_be_focused()
    _tab_to(page, main(page).locator(".said-on h2 a").first, most=2)


def test_our_skip_link_is_the_first_stop_and_the_only_one(page: Page) -> None:
    visit(page, "/zitate")
    page.keyboard.press("Tab")
    expect(sidebar(page).get_by_role("link", name=DE.skip, exact=True)).to_be_focused()
    expect(page.get_by_test_id("stSkipToContent")).to_be_hidden()


def test_the_skip_link_speaks_english_to_those_who_do(page: Page) -> None:
    visit(page, "/kategorien?lang=en")
    _tab_to(page, sidebar(page).get_by_role("link", name=EN.skip, exact=True), most=2)
    page.keyboard.press("Enter")
    expect(heading(page)).to_be_focused()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_closed_menu_takes_no_focus(width: int, new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": width, "height": 844})
    visit(page, "/zitate")
    opener = page.get_by_test_id("stExpandSidebarButton")
    if width > 800:
        sidebar(page).hover()
        page.get_by_test_id("stSidebarCollapseButton").locator("button").click()
        expect(opener).to_be_visible()
        page.evaluate("document.activeElement.blur()")
    _tab_to(page, opener, most=2)
    page.keyboard.press("Enter")
    expect(navigation(page)).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getBoundingClientRect().width") > 0


def test_enter_on_the_navigation_opens_the_page(page: Page) -> None:
    visit(page, "/?group=dez")
    remember(page)
    _tab_to(page, navigation(page).get_by_role("link", name=DE.quotes, exact=True))
    page.keyboard.press("Enter")
    expect(page).to_have_url("/zitate?group=dez")
    expect(heading(page)).to_have_text(DE.quotes_title)
    assert stayed(page)


def test_a_filter_is_opened_and_chosen_with_the_keyboard(page: Page, labels: Callable[[str], Known]) -> None:
    known = labels("de")
    visit(page, "/zitate")
    groups = choices(page, DE.group)
    _tab_to(page, groups.first)
    page.keyboard.press("ArrowRight")
    expect(groups.nth(1)).to_be_focused()
    page.keyboard.press("Space")
    expect_parameter(page, "group", "dez")
    settled(page)
    expect(groups.nth(1)).to_be_focused()
    partner = page.get_by_role("option", name=known.partners["kommunen"], exact=True)
    _tab_to(page, sidebar(page).get_by_role("combobox", name=DE.partner, exact=True), most=3)
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(partner).to_be_visible()
    page.keyboard.type(known.partners["kommunen"])
    page.keyboard.press("Enter")
    expect_parameter(page, "partner", "kommunen")


def test_copying_keeps_the_focus_on_the_button(page: Page) -> None:
    visit(page, "/zitate")
    button = main(page).get_by_role("button", name=DE.copy_link, exact=True)
    _tab_to(page, button)
    _expect_visible_focus(button)
    page.keyboard.press("Enter")
    expect(button.locator("xpath=following-sibling::*[@role='status']")).not_to_have_text("")
    expect(button).to_be_focused()
