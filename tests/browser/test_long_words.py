"""Words of any length break where the line ends: in the HTML file, on the projector."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.exports import whole
from dashboard.kept import stage
from dashboard.kept.whole import whole as collect
from dashboard.values.tables import Cell
from tests.exports.folios import hostile, opened, portfolio

pytestmark = pytest.mark.browser
WORD = "Donaudampfschifffahrtsgesellschaft" * 9
BEYOND = """() => [...document.querySelectorAll("body *")]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(e).visibility === "visible"
    && !e.matches(".skip, option, thead, thead *"))
  .map((e) => e.outerHTML.slice(0, 80))"""


@pytest.fixture
def open_file(browser: Browser, tmp_path: Path) -> Iterator[Callable[[str, int], Page]]:
    contexts = []

    def opened(html: str, width: int) -> Page:
        path = tmp_path / "file.html"
        path.write_text(html, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 720})
        contexts.append(context)
        page = context.new_page()
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


def _long(cell: Cell) -> Cell:
    return replace(cell, finding=replace(cell.finding, category=WORD, group=WORD), sentence=WORD)


@pytest.mark.parametrize("width", [1280, 320])
def test_in_the_html_file(width: int, open_file: Callable[[str, int], Page]) -> None:
    view = opened("landkreis-schnittstellen")
    study = collect(view.answers, view.links)
    quote, partners = study.quotes[0]
    study = replace(
        study,
        categories=tuple((c, parent, WORD, WORD, WORD, WORD) for c, parent, *_ in study.categories),
        sets=tuple((s, WORD, tuple((g, WORD, WORD, n) for g, _, _, n in groups)) for s, _, groups in study.sets),
        partners=tuple((p, WORD) for p, _ in study.partners),
        figures={about: tuple(map(_long, cells)) for about, cells in study.figures.items()},
        quotes=((replace(quote, quote=replace(quote.quote, text=WORD, path=WORD), speaker=WORD), partners),),
    )
    words = dict.fromkeys(("title", "question", "version", "source", "licenses", "caution", "notice", "bases"), WORD)
    page = open_file(whole.html(replace(portfolio(view, []), **words), study).decode(), width)
    expect(page.locator("tr[data-category]").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(BEYOND) == []


def test_figures_keep_their_words_whole(open_file: Callable[[str, int], Page]) -> None:
    view = opened("landkreis-schnittstellen")
    study = collect(view.answers, view.links)
    study = replace(
        study, categories=tuple((c, p, f"{WORD} {label}", *more) for c, p, label, *more in study.categories)
    )
    page = open_file(whole.html(portfolio(view, []), study).decode(), 800)
    heights = page.evaluate("[...document.querySelectorAll('td .value')].map((e) => e.getClientRects().length)")
    assert heights and max(heights) <= 3


@pytest.mark.parametrize("width", [1280, 640])
def test_on_the_projector(width: int, open_file: Callable[[str, int], Page]) -> None:
    made = hostile(opened("landkreis-schnittstellen"), WORD)
    page = open_file(stage.document(made, "/n", "/b", {}), width)
    for _ in range(page.locator(".screen").count()):
        assert page.evaluate(BEYOND) == []
        page.keyboard.press("ArrowRight")
