"""A presenter chooses, orders, shows on a projector, and takes along."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from pptx import Presentation
from pypdf import PdfReader

from dashboard.exports.forms import FORMS
from dashboard.texts import DE
from dashboard.values.dots import RADIUS
from tests.browser.steps import go, heading, main, navigation, settled, sidebar, visit
from tests.exports.folios import everything, opened, pressed

pytestmark = pytest.mark.browser

STUDY = "landkreis-schnittstellen"
DECK = "deck=o&deck=t.landkreise-kommunen&deck=z.vergleichsring&deck=b.instrumente-akteure&deck=m"
SHOWN = f"/vortrag?{DECK}"
SCREENS = 9
CUT = """() => {
  const wrong = [], all = [...document.querySelectorAll(".screen")]
  for (let n = 0; n < all.length; n++) {
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: n ? "ArrowRight" : "Home", bubbles: true }))
    const screen = document.querySelector(".screen.on"), body = screen.querySelector(".body")
    const tell = (what) => wrong.push([n + 1, screen.dataset.code, what])
    if (screen !== all[n]) tell("not shown")
    if (body.scrollHeight > body.clientHeight + 1 || screen.scrollWidth > innerWidth + 1) tell("cut")
    for (const part of screen.querySelectorAll("h1, .body *, .foot p")) {
      const box = part.getBoundingClientRect()
      if (box.width && (box.right > innerWidth + 1 || box.bottom > innerHeight + 1)) tell(part.outerHTML.slice(0, 80))
    }
    const letters = parseFloat(getComputedStyle(screen.querySelector(".lines") ?? body).fontSize)
    const size = letters / Math.min(innerWidth / 1280, innerHeight / 720)
    if (size < 35.9) tell(size)
  }
  return wrong
}"""


def _keep(page: Page) -> Locator:
    return main(page).locator(".selection button[data-keep]")


def _deck(page: Page) -> list[str]:
    return parse_qs(urlsplit(page.url).query).get("deck", [])


def _show(page: Page, address: str = SHOWN) -> None:
    page.goto(address)
    expect(page.locator(".screen.on")).to_have_count(1)
    page.wait_for_function("document.fonts.status === 'loaded'")


def _place(page: Page) -> str:
    return page.locator(".screen.on .place").inner_text()


def test_what_is_kept_on_the_pages_stands_in_the_deck(page: Page) -> None:
    visit(page, "/kategorien?category=landkreise-kommunen")
    _keep(page).click()
    expect(_keep(page)).to_have_attribute("aria-pressed", "true")
    main(page).locator("figure.quote button[data-keep]").first.click()
    go(page, DE.groups)
    expect(heading(page)).to_have_text(DE.groups)
    settled(page)
    _keep(page).click()
    expect(sidebar(page).locator("[data-kept-count]")).to_have_text(DE.kept_count.format(3))
    go(page, DE.present)
    expect(main(page).locator("ol.deck > li")).to_have_count(3)
    assert _deck(page) == ["t.landkreise-kommunen", "z.vergleichsring", "g.landkreise-kommunen"]
    page.reload()
    settled(page)
    expect(main(page).locator("ol.deck > li")).to_have_count(3)


def test_a_deck_is_ordered_with_the_keyboard_and_keeps_the_focus(page: Page) -> None:
    visit(page, f"/praesentieren?{DECK}")
    main(page).locator("[id='down-o']").focus()
    page.keyboard.press("Enter")
    expect(main(page).locator("ol.deck > li").nth(1)).to_contain_text(DE.own_words)
    expect(page).to_have_url(re.compile("deck=t.landkreise-kommunen&deck=o&"))
    expect(main(page).locator("[id='down-o']")).to_be_focused()
    main(page).locator("[id='out-m']").press("Enter")
    expect(main(page).locator("ol.deck > li")).to_have_count(4)
    page.go_back()
    expect(main(page).locator("ol.deck > li")).to_have_count(5)


def test_a_view_goes_to_its_place_in_one_step(page: Page) -> None:
    visit(page, f"/praesentieren?{DECK}")
    place = main(page).get_by_label(DE.deck_place_of.format("Was die Zahlen nicht tragen"))
    place.focus()
    place.select_option("2")
    expect(page).to_have_url(re.compile("deck=o&deck=m&deck=t.landkreise"))
    expect(main(page).locator("ol.deck > li").nth(1)).to_contain_text("Was die Zahlen nicht tragen")
    expect(main(page).locator("[id='place-m']")).to_be_focused()
    expect(main(page).locator("[id='place-m']")).to_have_value("2")
    main(page).locator("[id='out-m']").click()
    expect(main(page).locator("ol.deck > li")).to_have_count(4)
    expect(main(page).locator("[id='out-t.landkreise-kommunen']")).to_be_focused()
    page.go_back()
    expect(main(page).locator("ol.deck > li")).to_have_count(5)


def test_what_is_kept_later_stands_before_the_limits(page: Page) -> None:
    visit(page, "/praesentieren?deck=o&deck=m")
    go(page, DE.rare)
    _keep(page).click()
    go(page, DE.present)
    expect(page).to_have_url(re.compile("deck=o&deck=s&deck=m"))


def test_somebody_elses_deck_does_not_cost_one_ones_own(page: Page) -> None:
    visit(page, "/praesentieren?deck=m")
    visit(page, f"/praesentieren?{DECK}")
    expect(main(page).locator("ol.deck > li")).to_have_count(5)
    visit(page, "/praesentieren?deck=o&deck=g")
    page.get_by_role("button", name=DE.deck_back).click()
    expect(main(page).locator("ol.deck > li")).to_have_count(5)


def test_an_empty_deck_says_how_to_begin_and_the_shipped_one_opens(page: Page) -> None:
    visit(page, "/praesentieren")
    expect(main(page).locator(".empty")).to_contain_text(DE.present_empty)
    main(page).get_by_role("link", name="Zusammenarbeit mit anderen (Abschnitt 6.3)").click()
    expect(main(page).locator("ol.deck > li")).to_have_count(8)
    main(page).get_by_role("link", name=DE.deck_clear).click()
    expect(main(page).locator(".empty")).to_contain_text(DE.present_empty)


def test_own_words_stay_in_the_browser_and_reach_the_file(page: Page) -> None:
    visit(page, f"/praesentieren?{DECK}")
    main(page).locator("textarea[data-note=o]").fill("Meine eigenen Worte")
    assert "Meine" not in page.url
    page.reload()
    settled(page)
    expect(main(page).locator("textarea[data-note=o]")).to_have_value("Meine eigenen Worte")
    main(page).locator(".start details.take summary").click()
    with page.expect_download() as download:
        main(page).locator(".start").get_by_role("button", name="Handout (PDF, A4)").click()
    pages = PdfReader(download.value.path()).pages
    assert "MeineeigenenWorte" in pressed("".join(p.extract_text() for p in pages))
    assert download.value.suggested_filename.startswith("landkreis-schnittstellen_20")


def _keep_words(page: Page, words: dict[str, str]) -> None:
    page.evaluate(
        "([key, words]) => localStorage.setItem(key, words)", [f"befundatlas-notes {STUDY}", json.dumps(words)]
    )


@pytest.mark.parametrize(("label", "sent"), [(words, FORMS[ending].holds_notes) for ending, words in DE.take_formats])
def test_only_the_words_a_file_holds_are_sent_for_it(page: Page, label: str, sent: bool) -> None:
    visit(page, "/praesentieren?deck=o&deck=m")
    _keep_words(page, {f"t.anderswo-{n}": "privat" for n in range(45)} | {"o": "Zum Einstieg", "m": " "})
    main(page).locator(".start details.take summary").click()
    with page.expect_download(), page.expect_request("**/mitnehmen/**") as request:
        main(page).locator(".start").get_by_role("button", name=label).click()
    assert request.value.post_data_json == {"notes": {"o": "Zum Einstieg"} if sent else {}, "slides": []}


def test_own_words_go_onto_the_slide_where_that_is_ticked(page: Page) -> None:
    visit(page, "/praesentieren?deck=o&deck=m")
    _keep_words(page, {"o": "Zum Einstieg", "m": "Zum Schluss"})
    page.reload()
    settled(page)
    main(page).get_by_role("checkbox", name=re.compile("auf die Folie schreiben$")).first.check()
    page.reload()
    settled(page)
    expect(main(page).get_by_role("checkbox").first).to_be_checked()
    main(page).locator(".start details.take summary").click()
    with page.expect_download() as download:
        main(page).locator(".start").get_by_role("button", name=DE.take_formats[1][1]).click()
    slides = Presentation(str(download.value.path())).slides
    words = ["".join(s.text_frame.text for s in slide.shapes if s.has_text_frame) for slide in slides]
    assert sum("Zum Einstieg" in said for said in words) == 1 and not any("Zum Schluss" in said for said in words)


def test_a_screen_is_left_out_and_shown_again_with_the_keyboard(page: Page) -> None:
    visit(page, "/praesentieren?deck=o&deck=g")
    view = main(page).locator("ol.deck > li").nth(1)
    thumbs = view.locator("ol.thumbs > li")
    all_screens = thumbs.count()
    assert all_screens > 3 and thumbs.locator("svg.thumbnail").count() == all_screens
    thumbs.nth(1).get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("deck=g_2"))
    expect(thumbs.nth(1)).to_have_class("left-out")
    expect(thumbs.nth(1).get_by_role("link")).to_be_focused()
    expect(thumbs.nth(1).get_by_role("link")).to_have_text(DE.screen_show)
    with page.expect_popup() as popup:
        main(page).locator(".start a.button").click()
    expect(popup.value.locator(".screen[data-code=g]")).to_have_count(all_screens - 1)
    popup.value.close()
    visit(page, "/gruppen")
    expect(main(page).locator("button[data-keep=g]").first).to_have_attribute("aria-pressed", "true")
    visit(page, "/praesentieren?deck=o&deck=g_2")
    thumbs.nth(1).get_by_role("link").click()
    expect(page).to_have_url(re.compile("deck=g(&|$)"))
    expect(main(page).locator(".left-out")).to_have_count(0)


def test_the_whole_study_is_taken_along_without_own_words(page: Page) -> None:
    visit(page, "/praesentieren?deck=o")
    _keep_words(page, {"o": "privat"})
    with page.expect_download(), page.expect_request("**/mitnehmen/html*") as request:
        main(page).get_by_role("button", name=DE.take_html).click()
    assert request.value.post_data_json == {"notes": {}, "slides": []}


def test_own_words_are_deleted_at_the_second_press(page: Page) -> None:
    visit(page, "/praesentieren?deck=o")
    button = main(page).locator("button[data-forget]")
    expect(button).to_be_hidden()
    _keep_words(page, {"t.anderswo": "privat"})
    main(page).locator("textarea[data-note=o]").fill("Meine Worte")
    button.click()
    expect(button).to_have_text(DE.own_words_sure)
    assert "privat" in page.evaluate("JSON.stringify(localStorage)")
    button.click()
    expect(main(page).get_by_text(DE.own_words_gone)).to_be_visible()
    expect(main(page).locator("textarea[data-note=o]")).to_have_value("")
    expect(button).to_be_hidden()
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert "privat" not in kept and "Meine Worte" not in kept


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/kategorien?category=landkreise-kommunen",
        "/gruppen",
        "/zitate",
        "/befund?category=landrat-gesamtverantwortung",
    ],
)
def test_two_clicks_lead_from_a_view_to_its_handout(page: Page, address: str) -> None:
    visit(page, address)
    main(page).locator(".selection details.take summary").click()
    with page.expect_download() as download:
        main(page).locator(".selection").get_by_role("button", name="Handout (PDF, A4)").click()
    assert PdfReader(download.value.path()).pages


def test_a_sheet_of_the_view_one_looks_at(page: Page) -> None:
    visit(page, "/kategorien?category=landkreise-kommunen")
    main(page).locator(".selection details.take summary").click()
    with page.expect_download() as download:
        main(page).locator(".selection").get_by_role("button", name="Tabelle (Excel)").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert any(c.value == "9 von 15 (60\u202f%)" for row in book.worksheets[1].iter_rows() for c in row)
    expect(main(page).locator(".selection details.take .done").nth(2)).to_have_text(DE.taken)


def test_a_failed_file_is_told_in_words(page: Page) -> None:
    visit(page, "/kategorien?category=landkreise-kommunen")
    page.route("**/mitnehmen/**", lambda route: route.abort())
    main(page).locator(".selection details.take summary").click()
    main(page).locator(".selection").get_by_role("button", name="Handout (PDF, A4)").click()
    expect(main(page).locator(".selection details.take .done").first).to_have_text(DE.take_failed)


def test_the_keys_step_through(page: Page) -> None:
    _show(page)
    assert _place(page) == f"1 / {SCREENS}"
    for key, place in (
        *(("ArrowRight", 2), ("PageDown", 3), (" ", 4), ("ArrowLeft", 3), ("PageUp", 2), ("End", SCREENS)),
        *(("ArrowRight", SCREENS), ("Home", 1), ("ArrowLeft", 1), ("ArrowDown", 2), ("ArrowUp", 1)),
    ):
        page.keyboard.press(key)
        assert _place(page) == f"{place} / {SCREENS}", key
    for key in "3", "Enter":
        page.keyboard.press(key)
    assert _place(page) == f"3 / {SCREENS}"
    page.keyboard.type("99")
    page.keyboard.press("Enter")
    assert _place(page) == f"{SCREENS} / {SCREENS}"
    page.keyboard.press("o")
    expect(page.locator("#overview")).to_be_hidden()
    expect(page.locator("#told")).to_have_text(DE.stage_overview_where)
    page.keyboard.press("b")
    expect(page.locator("#black")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator("#black")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()


def test_clicks_and_swipes_step_too(page: Page) -> None:
    _show(page)
    page.mouse.click(1000, 500)
    assert _place(page) == f"2 / {SCREENS}"
    page.mouse.click(100, 500)
    assert _place(page) == f"1 / {SCREENS}"
    page.evaluate(
        """() => { const swipe = (type, x) => {
        const touch = new Touch({ identifier: 1, target: document.body, clientX: x, clientY: 300 })
        dispatchEvent(new TouchEvent(type, { changedTouches: [touch], cancelable: true })) }
        swipe("touchstart", 900); swipe("touchend", 500) }"""
    )
    assert _place(page) == f"2 / {SCREENS}"


def test_a_reload_in_the_middle_stays_there(page: Page) -> None:
    _show(page)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.reload()
    expect(page.locator(".screen.on .place")).to_have_text(f"4 / {SCREENS}")


def test_the_cable_may_be_pulled(page: Page) -> None:
    _show(page)
    page.context.set_offline(True)
    said = []
    for _ in range(SCREENS):
        said.append(page.locator(".screen.on h1 .said").inner_text())
        page.keyboard.press("ArrowRight")
    assert len(set(said)) >= 4 and any("11\u00a0von\u00a015" in words for words in said)
    page.context.set_offline(False)


def test_the_second_window_follows_with_notes_next_view_and_clock(page: Page) -> None:
    visit(page, f"/praesentieren?{DECK}")
    main(page).locator("textarea[data-note='o']").fill("Nicht vergessen!")
    _show(page)
    with page.expect_popup() as popup:
        page.keyboard.press("s")
    speaker = popup.value
    expect(speaker.locator("body.speaker")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(speaker.locator(".speech .note")).to_have_text("Nicht vergessen!")
    expect(speaker.locator(".speech .place")).to_have_text(f"2 / {SCREENS}")
    expect(speaker.locator(".screen.next .place")).to_have_text(f"3 / {SCREENS}")
    expect(speaker.locator(".speech .clock")).to_contain_text(re.compile(r"\d+:\d\d"))
    assert Axe().run(speaker).response["violations"] == []
    speaker.keyboard.press("o")
    overview = speaker.locator("#overview")
    expect(overview.get_by_role("listitem")).to_have_count(SCREENS)
    assert Axe().run(speaker).response["violations"] == []
    overview.get_by_role("button").nth(4).click()
    expect(speaker.locator(".speech .place")).to_have_text(f"5 / {SCREENS}")
    assert _place(page) == f"5 / {SCREENS}"
    speaker.keyboard.press("2")
    speaker.keyboard.press("Enter")
    expect(speaker.locator(".speech .place")).to_have_text(f"2 / {SCREENS}")
    speaker.keyboard.press("ArrowRight")
    expect(page.locator(".screen.on .place")).to_have_text(f"3 / {SCREENS}")
    page.keyboard.press("b")
    expect(page.locator("#black")).to_be_visible()
    expect(speaker.locator(".speech .dark")).to_be_visible()
    expect(speaker.locator(".speech .place")).to_be_visible()
    expect(speaker.locator("#black")).to_be_hidden()
    speaker.keyboard.press("b")
    expect(page.locator("#black")).to_be_hidden()
    speaker.keyboard.press("h")
    expect(page.locator("#hands")).to_be_hidden()
    speaker.locator("#hands [name=raised]").fill("5")
    speaker.locator("#hands [name=present]").fill("9")
    speaker.get_by_role("button", name=DE.hands_keep).click()
    for window in (page, speaker):
        expect(window.locator(".screen.on .hands")).to_have_text("5 hoben die Hand – heute im Raum, n = 9")
    with speaker.expect_event("close"):
        page.keyboard.press("Escape")


def test_groups_are_revealed_one_after_the_other(page: Page) -> None:
    _show(page, "/vortrag?deck=b.instrumente-akteure")
    page.keyboard.press("r")
    lines = page.locator(".screen.on .lines .value")
    expect(page.locator(".screen.on h1 .said")).to_be_hidden()
    for shown in range(3):
        visible = [line.evaluate("e => getComputedStyle(e).visibility") for line in lines.all()]
        assert visible == ["visible"] * shown + ["hidden"] * (2 - shown)
        page.keyboard.press(("ArrowRight", "r")[shown % 2])
    expect(page.locator(".screen.on h1 .said")).to_be_visible()


def test_nothing_moves_while_groups_are_revealed(page: Page) -> None:
    for deck in ("b.instrumente-akteure", "t.landkreise-kommunen#2"):
        _show(page, f"/vortrag?deck={deck}")
        page.reload()
        places = "[...document.querySelectorAll('.screen.on .short')].map((e) => e.getBoundingClientRect().top)"
        before = page.evaluate(places)
        page.keyboard.press("r")
        for _ in range(2):
            assert page.evaluate(places) == before
            assert page.locator(".screen.on h1 span:visible").count() == 1
            page.keyboard.press("ArrowRight")
        assert page.evaluate(places) == before


def test_what_is_revealed_is_this_screen_alone(page: Page) -> None:
    _show(page)
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("r")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".screen.on.veil")).to_have_count(0)


def test_hands_in_the_room_stand_beside_the_study_and_end_with_the_window(
    page: Page, new_page: Callable[..., Page]
) -> None:
    address = "/vortrag?deck=b.instrumente-akteure&deck=m"
    _show(page, address)
    page.keyboard.press("h")
    page.locator("#hands [name=raised]").fill("40")
    page.locator("#hands [name=present]").fill("34")
    page.get_by_role("button", name=DE.hands_keep).click()
    expect(page.locator("#hands")).to_be_visible()
    page.locator("#hands [name=raised]").fill("12")
    page.get_by_role("button", name=DE.hands_keep).click()
    expect(page.locator(".screen.on .hands")).to_have_text("12 hoben die Hand – heute im Raum, n = 34")
    page.reload()
    expect(page.locator(".screen.on .hands")).to_contain_text("12 hoben die Hand")
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert "34" not in kept
    other = new_page()
    _show(other, address)
    expect(other.locator(".screen.on .hands")).to_be_hidden()
    page.keyboard.press("h")
    page.get_by_role("button", name=DE.hands_drop).click()
    expect(page.locator(".screen.on .hands")).to_be_hidden()


def test_hands_come_into_files_only_as_words_of_ones_own(page: Page) -> None:
    deck = "deck=b.instrumente-akteure&deck=m"
    visit(page, f"/praesentieren?{deck}")
    words = main(page).locator("textarea").first
    words.fill("Das war strittig.")
    with page.expect_popup() as opening:
        main(page).get_by_role("link", name=DE.present_start).click()
    stage = opening.value
    expect(stage.locator(".screen.on")).to_have_count(1)
    for raised in ("12", "13"):
        stage.keyboard.press("h")
        stage.locator("#hands [name=raised]").fill(raised)
        stage.locator("#hands [name=present]").fill("34")
        stage.get_by_role("button", name=DE.hands_write).click()
    expect(stage.locator(".screen.on .hands")).to_contain_text("13 hoben die Hand")
    expect(words).to_have_value(
        re.compile(r"^Das war strittig\.\nHeute im Raum \(\d+\.\d+\.\d{4}\): 13 von 34 hoben die Hand, n = 34\. Keine")
    )


def test_the_mouse_shows_what_can_be_done(page: Page) -> None:
    _show(page)
    tools = page.locator(".bar-of-keys")
    assert tools.evaluate("e => getComputedStyle(e).opacity") == "0"
    page.mouse.move(400, 400)
    page.mouse.move(420, 420)
    assert tools.evaluate("e => getComputedStyle(e).opacity") == "1"


def test_a_code_leads_to_the_same_view(page: Page) -> None:
    _show(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("q")
    expect(page.locator("#code svg")).to_be_visible()
    expect(page.locator("#code")).to_contain_text("https://atlas.example/kategorien?category=landkreise-kommunen")
    page.keyboard.press("q")
    expect(page.locator("#code")).to_be_hidden()


def test_a_newer_package_is_told_and_changes_nothing(page: Page) -> None:
    page.route("**/vortrag/fassung*", lambda route: route.fulfill(body="00000000"))
    _show(page)
    expect(page.locator("#newer")).to_have_text(DE.newer_package)
    assert _place(page) == f"1 / {SCREENS}"


def test_a_deck_link_works_in_a_fresh_browser_and_leads_on_where_its_version_is_not_kept(
    new_page: Callable[..., Page],
) -> None:
    page = new_page()
    page.goto(f"/praesentieren?{DECK}&version=00000000")
    expect(page.locator("h1")).to_have_text(DE.not_shown_title[0])
    page.get_by_role("link", name=DE.to_newest).click()
    settled(page)
    with page.expect_popup() as popup:
        main(page).get_by_role("link", name=DE.present_start).click()
    shown = popup.value
    expect(shown.locator(".screen.on .place")).to_have_text(f"1 / {SCREENS}")
    escape = "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))"
    with shown.expect_event("close"):
        shown.evaluate(f"setTimeout(() => {escape}, 100)")
    expect(main(page).locator("ol.deck > li")).to_have_count(5)
    _show(page)
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("/praesentieren"))


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1024, 768)])
@pytest.mark.parametrize("study", ["landkreis-schnittstellen", "demo-zusammenarbeit"])
def test_nothing_is_cut_on_a_projector(study: str, size: tuple[int, int], new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": size[0], "height": size[1]})
    codes = everything(opened(study))
    chosen = [*codes[:6], *codes[6::7]][:30]
    _show(page, f"/vortrag?study={study}&" + "&".join(f"deck={code}" for code in chosen))
    assert page.evaluate(CUT) == []


def test_letters_and_dots_are_large_enough(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 1280, "height": 720})
    _show(page, "/vortrag?deck=t.landkreise-kommunen&deck=b.instrumente-akteure")
    size = "(selector) => parseFloat(getComputedStyle(document.querySelector('.screen.on ' + selector)).fontSize)"
    assert page.evaluate(size, "h1") == 48
    assert page.evaluate(size, ".body") == 36
    assert page.evaluate(size, ".foot") == 28
    scale = "(svg) => svg.getBoundingClientRect().height / svg.viewBox.baseVal.height"
    assert 2 * RADIUS * page.locator(".screen.on svg.dots").first.evaluate(scale) >= 24


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_screen_breaks_a_rule(new_page: Callable[..., Page], language: str) -> None:
    page = new_page(reduced_motion="reduce")
    _show(page, f"{SHOWN}&lang={language}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    for _ in range(SCREENS):
        assert Axe().run(page).response["violations"] == []
        page.keyboard.press("ArrowRight")


def test_the_deck_survives_a_walk_through_the_pages(page: Page) -> None:
    visit(page, f"/praesentieren?{DECK}")
    go(page, DE.quotes)
    expect(heading(page)).to_have_text(DE.quotes)
    assert not _deck(page)
    navigation(page).get_by_role("link", name=DE.present, exact=True).click()
    expect(main(page).locator("ol.deck > li")).to_have_count(5)
    assert len(_deck(page)) == 5
