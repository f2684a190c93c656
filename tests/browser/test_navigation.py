"""Moving about: inside the app, with the selection kept, forwards and back."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from dashboard.package.dataset import Dataset
from dashboard.selection.known import Known
from dashboard.selection.pages import PAGES
from dashboard.texts import DE, EN
from tests.browser.steps import (
    choices,
    choose,
    go,
    heading,
    held,
    main,
    open_chart,
    remember,
    search,
    settled,
    sidebar,
    stayed,
    visit,
)

pytestmark = pytest.mark.browser

NARROWED = "category=landkreise-kommunen&group=dez&partner=kommunen&q=besuche"


def test_the_navigation_keeps_the_selection(page: Page) -> None:
    visit(page, f"/?{NARROWED}")
    chosen = main(page).locator(".selection").inner_text()
    remember(page)
    for place in ("categories", "quotes", "overview", "quotes"):
        before = heading(page).inner_text()
        go(page, getattr(DE, place))
        expect(page).to_have_url(f"{PAGES[place].path}?{NARROWED}")
        expect(sidebar(page).locator("[aria-current=page]")).to_have_text(getattr(DE, place))
        expect(heading(page)).not_to_have_text(before)
        settled(page)
        assert main(page).locator(".selection").inner_text() == chosen
    assert stayed(page)


@pytest.mark.parametrize("place", PAGES)
def test_the_language_switch_keeps_place_and_selection(place: str, page: Page, labels: Callable[[str], Known]) -> None:
    german, english = "category=landkreise-kommunen&group=dez", "lang=en&category=landkreise-kommunen&group=dez"
    visit(page, f"{PAGES[place].path}?{german}")
    remember(page)
    for texts, name, asked in ((EN, "English", english), (DE, "Deutsch", german)):
        sidebar(page).get_by_role("link", name=name, exact=True).click()
        expect(page).to_have_url(f"{PAGES[place].path}?{asked}")
        expect(page.locator("html")).to_have_attribute("lang", texts.language)
        if PAGES[place].listed:
            expect(sidebar(page).locator("[aria-current=page]")).to_have_text(getattr(texts, place))
        if PAGES[place].filtered:
            expect(main(page).locator(".selection")).to_contain_text(labels(texts.language).groups["dez"])
        expect(page).to_have_title(f"{getattr(texts, place)} – Befundatlas")
        settled(page)
    assert stayed(page)


def test_back_and_forward_lead_through_pages_and_filters(page: Page, labels: Callable[[str], Known]) -> None:
    known = labels("de")
    category, label, group = "landkreise-kommunen", known.categories["landkreise-kommunen"], known.groups["dez"]
    visit(page, "/kategorien")
    choose(page, DE.topic, label, "category", category)
    choose(page, DE.group, group, "group", "dez")
    go(page, DE.quotes)
    expect(heading(page)).to_have_text(DE.quotes_title)
    tags = [known.categories["akteure"], label]
    steps = [
        ("/kategorien", DE.categories_title, []),
        (f"/kategorien?category={category}", label, tags),
        (f"/kategorien?category={category}&group=dez", label, [*tags, group]),
        (f"/zitate?category={category}&group=dez", DE.quotes_title, [*tags, group]),
    ]
    for step in reversed(steps[:-1]):
        page.go_back()
        _expect_step(page, *step)
    for step in steps[1:]:
        page.go_forward()
        _expect_step(page, *step)


def answered_late(page: Page) -> Callable[[], AbstractContextManager[None]]:
    """Return a way to hold back what the server sends, while a block runs and a moment longer."""
    late: list[tuple[WebSocketRoute, str | bytes]] = []
    holding = False

    def between(browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()
        server.on_message(lambda sent: late.append((browser, sent)) if holding else browser.send(sent))

    @contextmanager
    def later() -> Iterator[None]:
        nonlocal holding
        holding = True
        yield
        assert late
        holding = False
        for browser, sent in late:
            browser.send(sent)
        late.clear()

    page.route_web_socket("**/_stcore/stream*", between)
    return later


def test_who_goes_back_before_the_filters_have_come_finds_them_as_they_were(
    new_page: Callable[..., Page], labels: Callable[[str], Known]
) -> None:
    page, asked = new_page(), "/kategorien?category=landkreise-kommunen&group=dez"
    later = answered_late(page)
    visit(page, asked)
    with later():
        main(page).locator(".selection").get_by_role("link", name=DE.reset).click()
        expect(page).to_have_url("/kategorien")
        page.wait_for_timeout(1000)  # the answer, filters and all, is on its way
        page.go_back()
    expect(heading(page)).to_have_text(labels("de").categories["landkreise-kommunen"])
    settled(page)
    expect(held(page).last).to_have_text(labels("de").groups["dez"])
    open_chart(page)  # asks the server again, with what stands in the filters
    expect(page).to_have_url(asked)


def test_what_is_pressed_before_the_first_press_is_answered_counts_too(
    new_page: Callable[..., Page], labels: Callable[[str], Known]
) -> None:
    page, groups = new_page(), labels("de").groups
    later = answered_late(page)
    visit(page, "/kategorien")
    with later():
        for group in ("lr", "dez"):
            choices(page, DE.group).get_by_text(groups[group], exact=True).click()
            page.wait_for_timeout(500)
    expect(page).to_have_url("/kategorien?group=lr&group=dez")
    settled(page)
    expect(held(page)).to_have_text([groups["lr"], groups["dez"]])


def _expect_step(page: Page, asked: str, title: str, tags: list[str]) -> None:
    expect(page).to_have_url(asked)
    expect(heading(page)).to_have_text(title)
    expect(held(page)).to_have_text(tags)
    settled(page)


def test_reset_clears_the_selection_and_keeps_the_language(page: Page) -> None:
    visit(page, f"/zitate?lang=en&{NARROWED}")
    main(page).get_by_role("link", name=EN.reset, exact=True).click()
    expect(page).to_have_url("/zitate?lang=en")
    expect(main(page).locator(".selection")).to_contain_text(EN.everything)
    expect(main(page).get_by_role("link", name=EN.reset, exact=True)).to_have_count(0)
    expect(held(page)).to_have_count(0)
    expect(sidebar(page).get_by_role("combobox", name=EN.partner, exact=True)).to_have_value(EN.all_option)
    expect(sidebar(page).get_by_role("searchbox", name=EN.search, exact=True)).to_have_value("")


@pytest.mark.parametrize("place", ["overview", "categories"])
def test_a_row_leads_to_its_topic_inside_the_app(place: str, page: Page, labels: Callable[[str], Known]) -> None:
    label = labels("de").categories["agenda-setting"]
    visit(page, f"{PAGES[place].path}?group=dez")
    remember(page)
    main(page).get_by_role("table", name=DE.table_caption).get_by_role("link", name=label, exact=True).click()
    expect(page).to_have_url("/kategorien?category=agenda-setting&group=dez")
    expect(heading(page)).to_have_text(label)
    settled(page)
    assert stayed(page)
    assert main(page).evaluate("main => main.scrollTop") == 0


def test_a_way_on_leads_to_the_quotes_of_a_topic(page: Page, dataset: Dataset) -> None:
    visit(page, "/")
    remember(page)
    lead = dataset.study.lead[0].category_id
    main(page).locator(".leads section").first.locator("a").last.click()
    expect(page).to_have_url(f"/zitate?category={lead}")
    expect(heading(page)).to_have_text(DE.quotes_title)
    assert stayed(page)


def test_a_bar_leads_to_its_figure(page: Page, labels: Callable[[str], Known]) -> None:
    known = labels("de")
    whole, part = "landkreise-kommunen", "austausch-ausgleich-kommunen"
    visit(page, f"/kategorien?category={whole}")
    remember(page)
    open_chart(page)
    bars = page.get_by_test_id("stPlotlyChart").locator(".point")
    expect(bars).to_have_count(6)
    bars.nth(3).click(force=True)  # Plotly lays a transparent surface over its bars
    expect(page).to_have_url(f"/befund?category={part}&group=dez")
    expect(heading(page)).to_have_text(known.categories[part])
    settled(page)
    assert stayed(page)


def test_a_link_opens_in_a_new_tab_when_the_reader_asks_for_it(page: Page) -> None:
    visit(page, "/?group=dez")
    with page.context.expect_page() as opened:
        sidebar(page).get_by_role("link", name=DE.quotes, exact=True).click(modifiers=["ControlOrMeta"])
    settled(opened.value)
    expect(opened.value).to_have_url("/zitate?group=dez")
    expect(page).to_have_url("/?group=dez")


def test_the_search_finds_umlauts_and_marks_what_it_found(page: Page) -> None:
    visit(page, "/zitate")
    search(page, DE.search, "buergermeister")
    expect(main(page).locator("figure.quote")).to_have_count(1)
    expect(main(page).locator("figure.quote mark")).to_have_text("Bürgermeister")
    expect(main(page)).to_contain_text(DE.count(DE.quotes_found, 1))


def test_a_selection_without_a_match_says_so_and_offers_a_way_out(page: Page) -> None:
    visit(page, "/zitate?q=gibtesnicht&group=dez")
    expect(main(page).locator(".empty")).to_contain_text(DE.no_quotes_here)
    main(page).get_by_role("link", name=DE.loosen_text, exact=True).click()
    expect(page).to_have_url("/zitate?group=dez")
    expect(main(page).locator("figure.quote")).to_have_count(3)
