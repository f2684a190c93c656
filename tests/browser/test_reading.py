"""From a figure to its words and back, the reading help, the page on paper, and the launcher."""

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.selection.known import Known
from dashboard.selection.pages import PAGES
from dashboard.texts import DE
from tests.browser.conftest import ADDRESS
from tests.browser.steps import heading, main, open_chart, remember, settled, sidebar, stayed, visit
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

CELL = "table.findings a.figure[href*='category=landkreise-kommunen'][href*='group=dez']"


@pytest.mark.parametrize("by", ["mouse", "keyboard", "touch"])
def test_a_cell_leads_to_its_figure_and_its_quotes_in_one_step(by: str, new_page: Callable[..., Page]) -> None:
    page = new_page(has_touch=by == "touch")
    visit(page, "/kategorien")
    remember(page)
    cell = main(page).locator(CELL).first
    if by == "keyboard":
        cell.focus()
        page.keyboard.press("Enter")
    elif by == "touch":
        cell.tap()
    else:
        cell.click()
    expect(page).to_have_url("/befund?category=landkreise-kommunen&group=dez")
    expect(main(page).locator("figure.quote")).to_have_count(5)
    expect(main(page).get_by_role("heading", name=DE.own_quotes)).to_be_visible()
    assert stayed(page)


def test_a_dot_of_the_comparison_and_a_field_of_the_matrix_lead_to_their_figure(page: Page) -> None:
    visit(page, "/gruppen?category=landkreise-kommunen")
    main(page).locator("svg.pair [data-href*='group=dez'] circle").click()
    expect(page).to_have_url("/befund?category=landkreise-kommunen&group=dez")
    visit(page, "/partner")
    main(page).locator("details.matrix summary").click()
    main(page).locator("details.matrix td.named a").first.click()
    expect(main(page).locator("section.finding").first).to_be_visible()
    assert "/befund?" in page.url and "partner=" in page.url


def test_a_bar_leads_to_its_figure_and_coming_back_to_the_chart(page: Page) -> None:
    visit(page, "/kategorien?category=landkreise-kommunen")
    remember(page)
    open_chart(page)
    bars = main(page).locator("[data-testid=stPlotlyChart] .point path")
    for _ in range(2):
        bars.last.scroll_into_view_if_needed()
        box = bars.last.bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=5)
        expect(main(page).locator(".hoverlayer .hovertext")).to_be_visible()
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(page).to_have_url("/befund?category=praesenz-vor-ort&group=dez")
        expect(main(page).locator("section.finding")).to_contain_text("2 der 9")
        page.go_back()
        expect(page).to_have_url("/kategorien?category=landkreise-kommunen")
        expect(bars.last).to_be_visible()
        settled(page)
    assert stayed(page)


def test_a_quote_leads_to_its_category_and_its_figures(page: Page, labels: Callable[[str], Known]) -> None:
    visit(page, "/zitate")
    main(page).locator(".said-on h2 a").first.click()
    expect(heading(page)).to_have_text(labels("de").categories["abstimmung-vergleich-landkreise"])
    expect(main(page).locator("table.findings")).to_be_visible()


def test_by_keyboard_alone_whom_the_dezernenten_compare_themselves_with_and_a_quote_with_its_source(
    new_page: Callable[..., Page], labels: Callable[[str], Known]
) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    visit(page, "/")

    def tab_to(name: str, role: str) -> None:
        for _ in range(120):
            page.keyboard.press("Tab")
            focused = page.evaluate("[document.activeElement.tagName, document.activeElement.innerText.trim()]")
            if focused == [role, name]:
                return
        pytest.fail(f"{name} not reached")

    known = labels("de")
    tab_to(DE.categories, "A")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(DE.categories_title)
    settled(page)
    page.evaluate("document.querySelector('[data-testid=stMain] h1').focus()")
    tab_to(known.categories["abstimmung-vergleich-landkreise"], "A")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(known.categories["abstimmung-vergleich-landkreise"])
    settled(page)
    expect(main(page).locator(".level-3")).to_contain_text("7 der 9")
    tab_to(DE.copy_quote, "BUTTON")
    page.keyboard.press("Enter")
    expect(main(page).locator(".quote [role=status]").first).to_have_text(DE.copied)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "im Vergleich zu anderen Landkreisen" in copied
    assert (
        "(Gruppe: Dezernentinnen und Dezernenten, aus der Tabelle erschlossen, mit Bezug auf andere Landkreise; "
        "Grüninger, Zwischen Kreisverwaltung und Kreispolitik, Abschnitt 6.3.1, gelesen bei studlib.de; "
    ) in copied
    assert copied.count("6.3.1") == 1, copied
    assert "studlib.de" in copied


def test_a_figure_is_copied_as_a_sentence_with_its_footnote(new_page: Callable[..., Page]) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    visit(page, "/befund?category=landkreise-kommunen&group=dez")
    main(page).get_by_role("button", name=DE.copy_figure).click()
    expect(main(page).locator("section.finding [role=status]")).to_have_text(DE.copied)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("9 von 15 befragten Dezernentinnen und Dezernenten")
    assert (
        "Grüninger, Zwischen Kreisverwaltung und Kreispolitik, Tabelle 2; Tabelle 12, gelesen bei studlib.de" in copied
    )
    assert copied.endswith(f"{ADDRESS}/befund?category=landkreise-kommunen&group=dez]")


def test_the_marks_are_explained_in_one_line_and_the_rest_behind_it(page: Page) -> None:
    visit(page, "/kategorien")
    key = main(page).locator(".key")
    for mark in ("named", "not_named", "not_asked"):
        expect(key).to_contain_text(DE.key_marks[mark])
    assert key.bounding_box()["height"] < 60  # type: ignore[index]
    step = key.get_by_text(DE.help_steps[1])
    expect(step).to_be_hidden()
    key.get_by_text(DE.help_title).click()
    expect(step).to_be_visible()


def test_terms_are_one_step_away_from_every_page(page: Page) -> None:
    visit(page, "/partner?group=dez")
    sidebar(page).get_by_role("link", name=DE.glossary_link).click()
    expect(page.locator("#glossar")).to_be_in_viewport()


def test_printed_values_are_a_switch_that_a_link_keeps(page: Page) -> None:
    visit(page, "/methode")
    main(page).locator("details.technical > summary").click()
    main(page).get_by_role("link", name=DE.printed_on).click()
    expect(main(page).locator(".notice", has_text=DE.printed_mode)).to_be_visible()
    assert page.url.endswith("?printed=1")
    visit(page, "/kategorien?printed=1")
    expect(main(page).locator("table.findings")).to_contain_text("gedruckt 69")
    main(page).get_by_role("link", name=DE.printed_off).click()
    expect(page).to_have_url("/kategorien")


@pytest.mark.parametrize("place", PAGES)
def test_on_paper_a_page_is_a4_without_frame_with_its_address(place: str, page: Page, tmp_path: Path) -> None:
    visit(page, f"{PAGES[place].path}?category=landkreise-kommunen")
    page.emulate_media(media="print")
    expect(sidebar(page)).to_be_hidden()
    paper = main(page).locator(".paper")
    expect(paper).to_be_visible()
    expect(paper).to_contain_text("6 LR und 15 Dez")
    expect(paper).to_contain_text(page.url)
    page.pdf(path=str(tmp_path / "page.pdf"), prefer_css_page_size=True)
    if shutil.which("pdftotext"):
        text = subprocess.run(
            ["pdftotext", str(tmp_path / "page.pdf"), "-"], capture_output=True, text=True, check=True
        )
        assert page.url.split("?")[0] in text.stdout.replace("\n", "")


def test_at_twice_the_size_nothing_is_lost(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 640, "height": 450}, device_scale_factor=2)
    for path in [page.path for page in PAGES.values()]:
        visit(page, f"{path}?category=landkreise-kommunen")
        assert main(page).evaluate("main => main.scrollWidth <= main.clientWidth"), path


def test_make_run_serves_the_study_at_the_port_it_is_given(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (tmp_path / "log.txt").open("wb")
    environment = os.environ | {"PORT": str(port)}
    with (
        log,
        subprocess.Popen(
            ["make", "run"], cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
        ) as process,
    ):
        try:
            answer = ""
            for _ in range(300):
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as response:
                        answer = response.read().decode()
                        break
                except OSError:
                    time.sleep(0.1)
            assert answer.endswith("studies\n")
        finally:
            os.killpg(process.pid, 15)
