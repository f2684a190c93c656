"""The single HTML file, opened from disk with the network off, tells what the dashboard tells."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from dashboard import export
from dashboard.answers.reader import Reader
from dashboard.selection.selection import Selection
from dashboard.values.dots import marks
from dashboard.values.respondents import respondents
from dashboard.values.sentences import value
from tests.browser.steps import persons
from tests.conftest import ROOT
from tests.exports.folios import STUDIES, opened

pytestmark = pytest.mark.browser

READ = """() => [...document.querySelectorAll("tr[data-category]:not([data-context])")].flatMap((row) =>
  [...row.querySelectorAll("td[data-group]")].map((cell) =>
    [row.dataset.category, cell.dataset.group, cell.querySelector(".value").textContent, cell.title]))"""
QUOTES = "() => [...document.querySelectorAll('figure[data-quote]')].map((figure) => figure.dataset.quote)"


@pytest.fixture(scope="module", params=STUDIES)
def view(request: pytest.FixtureRequest) -> Reader:
    return opened(request.param)


@pytest.fixture(scope="module")
def file(view: Reader, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "study.html"
    assert export.main([str(ROOT / "data" / view.answers.study.study_id), "--html", str(path)]) == 0
    return path


@pytest.fixture
def open_file(browser: Browser, file: Path) -> Iterator[Callable[..., Page]]:
    """Open the file as a double click does; nothing may be asked of anybody, no script may fail."""
    wrong: list[str] = []
    contexts = []

    def make(**options: object) -> Page:
        context = browser.new_context(locale="de-DE", **options)  # type: ignore[arg-type]
        context.set_offline(True)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("request", lambda asked: None if asked.url.startswith("file:") else wrong.append(asked.url))
        page.goto(file.as_uri())
        expect(page.locator("tr[data-category]").first).to_be_visible()
        return page

    yield make
    for context in contexts:
        context.close()
    assert not wrong


def _expected(view: Reader, chosen: Selection) -> dict[tuple[str, str], tuple[str, str]]:
    found = view.answers.findings(chosen)
    return {
        (f.category_id, f.group_id): (value(f, view.texts), "")
        for f in found
        if f.selected and f.state != "not_counted"
    }


def test_every_single_filter_tells_what_the_dashboard_tells(view: Reader, open_file: Callable[..., Page]) -> None:
    page = open_file()
    known = view.known
    states = [("", "", Selection())]
    states += [("category", c, Selection(categories=(c,))) for c in known.categories]
    states += [("group", g, Selection(groups=(g,))) for g in known.groups]
    states += [("partner", p, Selection(partner=p)) for p in known.partners]
    states += [("set", s, Selection(set_id=s)) for s in tuple(known.set_groups)[1:]]
    for name, option, chosen in states:
        page.get_by_role("button", name=view.texts.reset).click()
        page.wait_for_timeout(0)
        if name:
            page.locator(f"[name={name}]").select_option(option)
        expected = _expected(view, chosen)
        shown = {(row[0], row[1]): (row[2], "") for row in page.evaluate(READ)}
        assert shown == expected, (name, option)
        quotes = view.answers.quotes(chosen)
        assert page.evaluate(QUOTES) == [q.quote_id for q in quotes], (name, option)


@pytest.mark.parametrize("words", ["buergermeister", "BÜRGERMEISTER", "und nicht", "  ", "gibtesnicht"])
def test_searching_finds_what_the_dashboard_finds(view: Reader, open_file: Callable[..., Page], words: str) -> None:
    page = open_file()
    page.locator("[name=q]").fill(words)
    assert page.evaluate(QUOTES) == [q.quote_id for q in view.answers.quotes(Selection(text=words))]
    if words == "gibtesnicht":
        expect(page.locator(".quotes")).to_have_text(view.texts.whole_nothing)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_file_breaks_no_rule_and_fits(open_file: Callable[..., Page], scheme: str, width: int) -> None:
    page = open_file(color_scheme=scheme, viewport={"width": width, "height": 800})
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 390])
def test_everyone_asked_fills_by_the_chosen_topic_and_nothing_moves(
    view: Reader, open_file: Callable[..., Page], width: int
) -> None:
    page = open_file(viewport={"width": width, "height": 900})
    part = page.locator("section.everyone")
    asked = respondents(view.answers, view.answers.findings(), view.links)
    assert asked and part.locator("h2").inner_text() == asked.title
    part.get_by_role("radio").first.focus()
    heights = set()
    for choice in asked.choices:
        filled = part.locator(".filled:visible")
        expect(filled).to_have_count(1)
        assert filled.locator("strong").all_inner_texts() == [cell.plain for cell in choice.cells]
        drawn = [cell.finding for cell in choice.cells if marks(cell.finding)]
        assert [persons(field) for field in filled.locator("svg").all()] == [
            list(marks(f)).count("named") + list(marks(f)).count("unsure") for f in drawn
        ]
        if choice.statement:
            expect(filled.locator(".statement")).to_have_text(choice.statement.text)
        heights.add(part.evaluate("part => Math.round(part.getBoundingClientRect().height)"))
        page.keyboard.press("ArrowDown")
    assert len(heights) == 1
    expect(part.get_by_role("radio").first).to_be_checked()
    part.locator("label").last.hover()
    expect(part.locator(".filled:visible strong").first).to_have_text(asked.choices[-1].cells[0].plain)


def test_the_file_works_with_the_keyboard(view: Reader, open_file: Callable[..., Page]) -> None:
    page = open_file()
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.locator("[name=group]").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("thead th")).to_have_count(2)
    assert view.known.groups
