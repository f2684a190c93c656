"""From a figure to its words and back, the reading help, the page on paper, and the launcher."""

import os
import re
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
from tests.browser.steps import address, heading, main, open_chart, persons, remember, settled, sidebar, stayed, visit
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

DEMO = "demo-zusammenarbeit"
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


def test_a_row_of_the_comparison_opens_and_one_person_is_moved(page: Page) -> None:
    visit(page, "/gruppen?category=landkreise-kommunen")
    row = main(page).locator("details.compared")
    expect(row.get_by_text(DE.move_one)).to_be_hidden()
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(row.get_by_text("Erst wenn 3", exact=False)).to_be_visible()
    then = row.locator(".then p", has_text=DE.order_turns.strip("."))
    choices = row.get_by_role("radio")
    before = choices.count()
    assert before == 5 and row.locator(".then:visible").count() == 0
    row.get_by_role("radio", name=re.compile("^LR: eine mehr")).check()
    expect(row.locator(".then:visible p")).to_have_text(re.compile("^Dann LR"))
    page.keyboard.press("ArrowDown")
    expect(row.locator(".then:visible")).to_have_count(1)
    assert then.count() <= 4
    row.get_by_role("link", name="Dez", exact=True).click()
    expect(page).to_have_url("/befund?category=landkreise-kommunen&group=dez")


def test_a_field_of_the_board_opens_in_place_at_an_address_of_its_own(
    page: Page, new_page: Callable[..., Page]
) -> None:
    visit(page, f"/partner?study={DEMO}")
    remember(page)
    field = main(page).get_by_role("link", name=re.compile("^Jugendhilfe, Kommunen: LR"))
    said = field.get_attribute("aria-label") or ""
    field.click()
    expect(page).to_have_url(f"/partner?study={DEMO}&open=jugend.kommunen")
    part = main(page).locator("section.field")
    expect(part).to_be_in_viewport()
    expect(part).to_be_focused()
    assert stayed(page) and main(page).locator("tr.opened").count() == 1
    for count in re.findall(r"\d+ von \d+", said):
        assert count in re.sub(r"\s", " ", part.inner_text())
    other = new_page(viewport={"width": 390, "height": 844})
    visit(other, address(page))
    expect(other.locator("[data-testid=stMain] section.field")).to_be_visible()
    part.get_by_role("link", name=DE.close_field).click()
    expect(page).to_have_url(f"/partner?study={DEMO}")
    expect(part).to_have_count(0)


def test_what_all_groups_named_is_one_click_away(page: Page) -> None:
    visit(page, f"/partner?study={DEMO}")
    rows = main(page).locator(".board tbody tr:not(.heading)")
    all_rows = rows.count()
    main(page).get_by_role("link", name=DE.by_all[1]).click()
    expect(page).to_have_url(f"/partner?study={DEMO}&all=1")
    expect(main(page).locator(".board.marks")).to_be_visible()
    settled(page)
    assert 0 < rows.count() <= all_rows and main(page).locator(".board td.by-all").count() > 5
    main(page).get_by_role("link", name=DE.board_orders[1]).click()
    expect(page).to_have_url(f"/partner?study={DEMO}&sort=persons&all=1")
    expect(main(page).locator(".board tr.heading")).to_have_count(0)


def test_on_a_phone_a_topic_leads_to_whom_it_was_named_with(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    visit(page, f"/partner?study={DEMO}")
    main(page).get_by_text(DE.by_topic, exact=True).click()
    main(page).get_by_role("link", name="Jugendhilfe", exact=True).click()
    expect(page).to_have_url(f"/partner?study={DEMO}&category=jugend")
    said = main(page).locator("section.whom")
    expect(said).to_be_focused()
    expect(said.get_by_role("link").first).to_have_text("Freie Träger der Jugendhilfe")
    line = main(page).locator("td[data-partner=Kommunen] .line").first
    expect(line).to_be_in_viewport()
    assert re.sub(r"\s", " ", line.inner_text()).endswith("7 von 20")
    assert said.bounding_box()["y"] < 100  # type: ignore[index]


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_phone_what_all_groups_named_with_a_partner_stands_on_one_screen(
    scripts: bool, new_page: Callable[..., Page]
) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, java_script_enabled=scripts)
    if scripts:
        visit(page, f"/?study={DEMO}")
    else:
        page.goto(f"/?study={DEMO}")
    lead = page.locator("main .lead-on a, [data-testid=stMain] .lead-on a").last
    expect(lead).to_be_in_viewport()
    expect(lead).to_contain_text("Kommunen")
    lead.click()
    expect(page).to_have_url(f"/partner?study={DEMO}")
    page.get_by_role("heading", name="Kommunen", exact=True).click()
    part = page.locator("details.partner[open]")
    expect(part.get_by_text(DE.by_all_list)).to_be_in_viewport()
    expect(part.get_by_role("link", name="Verschiedene Interessen").first).to_be_in_viewport()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_chosen_topic_fills_the_field_and_nothing_moves(width: int, new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    visit(page, "/")
    part = main(page).locator("section.everyone")
    part.scroll_into_view_if_needed()
    heights, seen = set(), set()
    part.get_by_role("radio").first.focus()
    for _ in range(part.get_by_role("radio").count()):
        filled = part.locator(".filled:visible")
        expect(filled).to_have_count(1)
        seen.add(filled.inner_text())
        heights.add(part.evaluate("part => Math.round(part.getBoundingClientRect().height)"))
        named = sum(int(n) for n in re.findall(r"^(\d+)(?:–\d+)?\s+von", filled.inner_text(), re.MULTILINE))
        assert persons(filled) >= named
        page.keyboard.press("ArrowDown")
    assert len(heights) == 1 and len(seen) == part.get_by_role("radio").count()


def test_subtopics_open_one_by_one_and_all_at_an_address(page: Page) -> None:
    visit(page, f"/kategorien?study={DEMO}")
    below = main(page).locator("tr.below")
    assert below.count() > 20 and main(page).locator("tr.below:visible").count() == 0
    main(page).get_by_role("checkbox", name=re.compile("^Jugendhilfe:")).focus()
    page.keyboard.press("Space")
    assert 0 < main(page).locator("tr.below:visible").count() < below.count()
    main(page).get_by_role("link", name=DE.unfold[1]).click()
    expect(page).to_have_url(f"/kategorien?study={DEMO}&open=all")
    expect(main(page).locator("tr.below:visible")).to_have_count(below.count())


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
            focused = page.evaluate(
                "[document.activeElement].map((at) => [at.tagName, at.ariaLabel || at.innerText.trim()])[0]"
            )
            if focused[0] == role and focused[1].startswith(name):
                return
        pytest.fail(f"{name} not reached")

    known = labels("de")
    tab_to(DE.categories, "A")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(DE.categories_title)
    settled(page)
    page.evaluate("document.querySelector('[data-testid=stMain] h1').focus()")
    tab_to(known.categories["landkreise-kommunen"], "INPUT")
    page.keyboard.press("Space")
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
    assert re.search(rf"{ADDRESS}/befund\?category=landkreise-kommunen&group=dez&fassung=[0-9a-f]{{8}}]$", copied)


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
    lasting = f"{ADDRESS}{PAGES[place].path}?category=landkreise-kommunen&fassung="
    expect(paper).to_contain_text(lasting)
    page.pdf(path=str(tmp_path / "page.pdf"), prefer_css_page_size=True)
    if shutil.which("pdftotext"):
        text = subprocess.run(
            ["pdftotext", str(tmp_path / "page.pdf"), "-"], capture_output=True, text=True, check=True
        )
        assert lasting.split("?")[0] in text.stdout.replace("\n", "")


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
