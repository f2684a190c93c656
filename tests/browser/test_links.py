"""An address means the same to everyone: as the first request, in another browser, in either language."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from dashboard.package.dataset import Dataset
from dashboard.selection.address import Address
from dashboard.selection.known import Known
from dashboard.selection.pages import PAGES
from dashboard.texts import DE, EN, LANGUAGES, Texts
from dashboard.values import page_of
from tests.browser.conftest import running
from tests.browser.steps import address, choices, choose, go, heading, main, search, settled, sidebar, visit
from tests.exports.folios import opened
from tests.packages import make

pytestmark = pytest.mark.browser

SELECTIONS: dict[str, dict[str, list[str]]] = {
    "category of the first level": {"category": ["akteure"]},
    "category": {"category": ["landkreise-kommunen"]},
    "sub-category": {"category": ["praesenz-vor-ort"]},
    "group": {"group": ["dez"]},
    "two groups": {"group": ["lr", "dez"]},
    "partner": {"partner": ["kommunen"]},
    "text": {"q": ["vor Ort"]},
    "everything": {"category": ["praesenz-vor-ort"], "group": ["dez"], "partner": ["kommunen"], "q": ["besuche"]},
}
SHOWN = [name for name in PAGES if PAGES[name].listed]
FILTERED = [name for name in SHOWN if PAGES[name].filtered]
CASES = [
    (selection, [FILTERED[(number + step) % len(FILTERED)] for step in range(3)], list(LANGUAGES)[number % 2])
    for number, selection in enumerate(SELECTIONS)
]
"""Each selection, where it is made and where the reader goes with it, in which language."""


@pytest.mark.parametrize(("selection", "places", "language"), CASES, ids=SELECTIONS)
def test_what_the_filters_show_another_browser_shows_too(
    selection: str,
    places: list[str],
    language: str,
    new_page: Callable[..., Page],
    dataset: Dataset,
    labels: Callable[[str], Known],
) -> None:
    texts, known, wanted = LANGUAGES[language], labels(language), SELECTIONS[selection]
    page = new_page()
    visit(page, f"{PAGES[places[0]].path}?lang={language}")
    unfiltered = main(page).inner_text()
    _narrow(page, wanted, known, texts, dataset.study.levels[0].in_language(language))
    expect(main(page)).not_to_have_text(unfiltered, use_inner_text=True)
    chosen, _ = Address.read(wanted, known)
    found = "quotes" if "q" in wanted else places[0]
    expect(sidebar(page).locator("[aria-current=page]")).to_have_text(getattr(texts, found))
    for place in places:
        if place != found:
            found = place
            go(page, getattr(texts, place))
        expect(sidebar(page).locator("[aria-current=page]")).to_have_text(getattr(texts, place))
        expect(main(page)).to_contain_text(chosen.selection.sentence(known, texts))
        settled(page)
        parts = urlsplit(page.url)
        assert parts.path == PAGES[place].path
        assert parse_qs(parts.query) == wanted | ({"lang": ["en"]} if language == "en" else {})

        other = new_page()
        visit(other, address(page))
        expect(main(other)).to_have_text(main(page).inner_text(), use_inner_text=True)
        assert address(other) == address(page)
        assert _filter_bar(other) == _filter_bar(page)


def _filter_bar(page: Page) -> str:
    """Return navigation and filters with what is chosen, as a screen reader meets them."""
    return sidebar(page).get_by_test_id("stSidebarUserContent").aria_snapshot()


def _narrow(page: Page, wanted: dict[str, list[str]], known: Known, texts: Texts, level_one: str) -> None:
    """Operate the filter bar as a reader does."""
    for category in wanted.get("category", []):
        field = texts.topic if known.parents[category] else level_one
        choose(page, field, known.categories[category], "category", category)
    for group in wanted.get("group", []):
        choose(page, texts.group, known.groups[group], "group", group)
    for partner in wanted.get("partner", []):
        choose(page, texts.partner, texts.partner_counted.format(known.partners[partner]), "partner", partner)
    for text in wanted.get("q", []):
        search(page, texts.search, text)


@pytest.mark.parametrize(
    ("asked", "place", "category", "texts"),
    [
        ("/kategorien?category=landkreise-kommunen", "categories", "landkreise-kommunen", DE),
        ("/zitate?partner=kommunen", "quotes", "", DE),
        ("/kategorien?lang=en&group=dez", "categories", "", EN),
    ],
)
def test_a_deep_link_is_the_first_request_of_a_fresh_server(
    asked: str,
    place: str,
    category: str,
    texts: Texts,
    fresh_server: str,
    new_page: Callable[..., Page],
    labels: Callable[[str], Known],
) -> None:
    page = new_page(base_url=fresh_server)
    visit(page, asked)
    titles = {"categories": texts.categories_title, "quotes": texts.quotes_title}
    expect(heading(page)).to_have_text(labels(texts.language).categories[category] if category else titles[place])
    links = sidebar(page).get_by_role("navigation", name=texts.menu).get_by_role("link")
    expect(links).to_have_text([getattr(texts, name) for name in SHOWN])
    expect(sidebar(page).locator("[aria-current=page]")).to_have_text(getattr(texts, place))
    for field in (texts.topic, texts.partner):
        expect(sidebar(page).get_by_role("combobox", name=field, exact=True)).to_be_visible()
    expect(choices(page, texts.group)).to_have_count(2)
    expect(sidebar(page).get_by_role("searchbox", name=texts.search)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", texts.language)
    assert address(page) == asked


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=LANGUAGES)
def test_unknown_ids_are_left_out_and_the_reader_is_told(
    texts: Texts, new_page: Callable[..., Page], labels: Callable[[str], Known]
) -> None:
    page, known = new_page(), labels(texts.language)
    visit(page, f"/kategorien?lang={texts.language}&category=gibt-es-nicht&group=dez&group=<b>x&partner=niemand")
    told = main(page).locator(".notice[role=status]")
    expect(told).to_have_text(texts.unknown_ids.format("gibt-es-nicht, <b>x, niemand"))
    expect(main(page).locator(".selection")).to_contain_text(texts.selected_groups.format(known.groups["dez"]))
    for link in page.locator("a[data-go]").all():
        parameters = parse_qs(urlsplit(link.get_attribute("href") or "").query)
        assert parameters.get("group", ["dez"]) == ["dez"]
        assert "gibt-es-nicht" not in parameters.get("category", [])
        assert "partner" not in parameters


def _expect_quote(page: Page, quote_id: str) -> None:
    quote = main(page).locator(f"figure.quote[id={quote_id}]")
    expect(quote).to_be_focused()
    expect(quote).to_be_in_viewport(ratio=0.5)


def test_the_address_of_a_quote_leads_to_it(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 1280, "height": 400})
    visit(page, "/zitate?category=landkreise-kommunen#besuche-vor-ort")
    _expect_quote(page, "besuche-vor-ort")
    page.evaluate("location.hash = 'vergleichsring'")
    _expect_quote(page, "vergleichsring")
    page.go_back()
    _expect_quote(page, "besuche-vor-ort")


def test_the_address_of_a_quote_leads_to_the_page_that_holds_it_and_lets_the_reader_go_on(
    new_page: Callable[..., Page],
) -> None:
    view = opened("demo-zusammenarbeit")
    quotes = [quote.quote_id for quote in page_of("quotes").page(view.answers, view.selection, view.links).quotes]
    assert "-" in quotes[45] and len(quotes) > 60
    page = new_page()
    visit(page, f"/zitate?study=demo-zusammenarbeit#{quotes[45]}")
    _expect_quote(page, quotes[45])
    expect(main(page).locator("figure.quote").first).to_have_id(quotes[40])
    page.get_by_test_id("stPagination").get_by_text("1", exact=True).click()
    expect(main(page).locator("figure.quote").first).to_have_id(quotes[0])
    settled(page)
    expect(main(page).locator("figure.quote").first).to_have_id(quotes[0])
    visit(page, "/zitate?study=demo-zusammenarbeit#gibt-es-nicht")
    expect(main(page).locator("figure.quote").first).to_have_id(quotes[0])


def test_a_kept_quote_leads_to_it_from_the_deck(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 1280, "height": 400})
    visit(page, "/praesentieren?deck=z.besuche-vor-ort")
    main(page).locator("ol.deck a").first.click()
    _expect_quote(page, "besuche-vor-ort")


def test_a_study_in_english_says_so_to_the_browser(tmp_path: Path, new_page: Callable[..., Page]) -> None:
    make(tmp_path / "data", "english", language="en")
    with running(tmp_path / "log.txt", tmp_path / "data") as address:
        page = new_page(base_url=address)
        for asked, language in (("/zitate", "en"), ("/zitate?lang=de", "de"), ("/kategorien", "en")):
            visit(page, asked)
            expect(page.locator("html")).to_have_attribute("lang", language)
            expect(heading(page)).to_have_text(
                getattr(LANGUAGES[language], "quotes_title" if "zitate" in asked else "categories_title")
            )


def test_a_reload_shows_the_same(page: Page) -> None:
    visit(page, "/zitate?category=landkreise-kommunen&partner=kommunen&q=buergermeister")
    before, asked = main(page).inner_text(), address(page)
    page.reload()
    settled(page)
    expect(main(page)).to_have_text(before, use_inner_text=True)
    assert address(page) == asked
