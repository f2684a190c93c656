"""A phone steps through a talk, and a screen is copied as a picture, in a real browser."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dashboard.texts import DE, EN
from tests.browser.test_copy import PLAIN_HTTP
from tests.browser.test_presenting import SCREENS, SHOWN, _place, _show

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest.fixture
def stage(page: Page) -> Page:
    _show(page)
    return page


@pytest.fixture
def speaker(stage: Page) -> Page:
    return _speaker(stage)


def _speaker(stage: Page) -> Page:
    with stage.expect_popup() as popup:
        stage.keyboard.press("s")
    expect(popup.value.locator("body.speaker")).to_be_visible()
    return popup.value


def _code(speaker: Page) -> str:
    """Open the dialog where it is not open and return the code it shows."""
    if not speaker.locator("#remote").is_visible():
        speaker.keyboard.press("m")
    elif speaker.get_by_role("button", name=DE.remote_new_code).is_visible():
        speaker.get_by_role("button", name=DE.remote_new_code).click()
    digits = speaker.locator("#remote .digits")
    expect(digits).to_have_text(re.compile(r"^\d{3} \d{3}$"))
    return digits.inner_text().replace(" ", "")


def _phone(new_page: Callable[..., Page], code: str, **options: object) -> Page:
    phone = new_page(**PHONE | options)
    phone.goto(f"/fernbedienung#{code}")
    expect(phone.locator("#state")).to_have_text(DE.remote_connected)
    return phone


def _press(phone: Page, name: str) -> None:
    phone.get_by_role("button", name=name, exact=True).click()


@contextmanager
def _cut(page: Page) -> Iterator[None]:
    page.context.set_offline(True)
    yield
    page.context.set_offline(False)


def test_a_phone_is_paired_by_its_code_and_the_room_follows(
    stage: Page, speaker: Page, new_page: Callable[..., Page]
) -> None:
    code = _code(speaker)
    expect(speaker.locator("#remote .drawn svg")).to_be_visible()
    expect(speaker.locator("#remote .address")).to_have_text("https://atlas.example/fernbedienung")
    assert Axe().run(speaker).response["violations"] == []
    phone = _phone(new_page, code)
    assert "#" not in phone.url
    expect(speaker.locator("#remote .count")).to_have_text(DE.remote_paired[1])
    expect(speaker.locator("#remote .offer")).to_be_hidden()
    speaker.keyboard.press("Escape")
    expect(phone.locator("#place")).to_have_text(f"1 / {SCREENS}")
    for name, place in ((DE.remote_forward, 2), (DE.remote_forward, 3), (DE.remote_back, 2)):
        _press(phone, name)
        expect(phone.locator("#place")).to_have_text(f"{place} / {SCREENS}")
        expect(stage.locator(".screen.on .place")).to_have_text(f"{place} / {SCREENS}")
    phone.get_by_label(DE.remote_jump).fill("6")
    _press(phone, DE.remote_go)
    expect(stage.locator(".screen.on .place")).to_have_text(f"6 / {SCREENS}")
    _press(phone, DE.remote_black)
    expect(stage.locator("#black")).to_be_visible()
    expect(phone.locator("#dark")).to_have_text(DE.stage_dark)
    _press(phone, DE.remote_light)
    expect(stage.locator("#black")).to_be_hidden()
    stage.keyboard.press("End")
    expect(phone.locator("#place")).to_have_text(f"{SCREENS} / {SCREENS}")


def test_steps_in_quick_succession_are_all_taken(stage: Page, speaker: Page, new_page: Callable[..., Page]) -> None:
    phone = _phone(new_page, _code(speaker))
    phone.locator("[data-do=forward]").evaluate("(button) => { for (let n = 0; n < 4; n++) button.click() }")
    expect(phone.locator("#place")).to_have_text(f"5 / {SCREENS}")
    assert _place(stage) == f"5 / {SCREENS}"


def test_the_phone_page_is_fit_for_thumbs_and_for_everybody(speaker: Page, new_page: Callable[..., Page]) -> None:
    for n, colours in enumerate(("light", "dark")):
        phone = new_page(**PHONE | {"color_scheme": colours, "viewport": {"width": 320, "height": 568}})
        phone.goto("/fernbedienung")
        expect(phone.get_by_label(DE.remote_code)).to_be_visible()
        assert Axe().run(phone).response["violations"] == []
        phone.get_by_label(DE.remote_code).fill(_code(speaker))
        _press(phone, DE.remote_pair)
        expect(phone.locator("#state")).to_have_text(DE.remote_connected)
        expect(speaker.locator("#remote .count")).to_have_text(DE.remote_paired[n + 1])
        assert Axe().run(phone).response["violations"] == []
        assert phone.evaluate("document.documentElement.scrollWidth") == 320
        for button in phone.locator("#steps button").all():
            box = button.bounding_box()
            assert box and box["height"] >= 64 and box["width"] >= 64


def test_two_phones_and_no_third(stage: Page, speaker: Page, new_page: Callable[..., Page]) -> None:
    first = _phone(new_page, _code(speaker))
    second_code = _code(speaker)
    second = _phone(new_page, second_code)
    _press(first, DE.remote_forward)
    expect(second.locator("#place")).to_have_text(f"2 / {SCREENS}")
    expect(speaker.locator("#remote .count")).to_have_text(DE.remote_paired[2])
    expect(speaker.get_by_role("button", name=DE.remote_new_code)).to_be_hidden()
    third = new_page(**PHONE)
    third.goto(f"/fernbedienung?lang=en#{second_code}")
    expect(third.locator("#state")).to_have_text(EN.remote_full)
    speaker.get_by_role("button", name=DE.remote_unpair_all).click()
    for phone in (first, second):
        expect(phone.locator("#state")).to_have_text(DE.remote_gone)
        expect(phone.get_by_label(DE.remote_code)).to_be_visible()
    expect(speaker.locator("#remote .count")).to_have_text(DE.remote_paired[0])
    assert _place(stage) == f"2 / {SCREENS}"


def test_a_phone_unpairs_itself_and_stays_unpaired(speaker: Page, new_page: Callable[..., Page]) -> None:
    phone = _phone(new_page, _code(speaker))
    phone.reload()
    expect(phone.locator("#state")).to_have_text(DE.remote_connected)
    _press(phone, DE.remote_leave)
    expect(phone.locator("#state")).to_have_text(DE.remote_left)
    expect(speaker.locator("#remote .count")).to_have_text(DE.remote_paired[0])
    phone.reload()
    expect(phone.get_by_label(DE.remote_code)).to_be_visible()
    expect(phone.locator("#state")).to_be_empty()


def test_a_wrong_code_is_told_in_words(new_page: Callable[..., Page]) -> None:
    phone = new_page(**PHONE)
    phone.goto("/fernbedienung#000000")
    expect(phone.locator("#state")).to_have_text(DE.remote_wrong)
    expect(phone.get_by_label(DE.remote_code)).to_be_focused()


def test_the_phone_waits_out_a_cut_network(stage: Page, speaker: Page, new_page: Callable[..., Page]) -> None:
    phone = _phone(new_page, _code(speaker))
    with _cut(phone):
        expect(phone.locator("#state")).to_have_text(DE.remote_offline)
        _press(phone, DE.remote_forward)
        expect(phone.locator("#told")).to_have_text(DE.remote_offline)
    expect(phone.locator("#state")).to_have_text(DE.remote_connected)
    assert _place(stage) == f"1 / {SCREENS}"
    _press(phone, DE.remote_forward)
    expect(stage.locator(".screen.on .place")).to_have_text(f"2 / {SCREENS}")
    expect(phone.locator("#told")).to_be_empty()


def test_the_talk_goes_on_without_network_and_comes_back(
    stage: Page, speaker: Page, new_page: Callable[..., Page]
) -> None:
    phone = _phone(new_page, _code(speaker))
    speaker.keyboard.press("Escape")
    said = speaker.locator(".speech .remote")
    expect(said).to_have_text(f"{DE.remote}: {DE.remote_paired[1]}")
    with _cut(stage):
        expect(said).to_have_text(DE.remote_lost)
        speaker.keyboard.press("ArrowRight")
        expect(stage.locator(".screen.on .place")).to_have_text(f"2 / {SCREENS}")
        expect(phone.locator("#state")).to_have_text(DE.remote_nobody)
        _press(phone, DE.remote_forward)
        expect(phone.locator("#told")).to_have_text(DE.remote_nobody)
        speaker.keyboard.press("m")
        expect(speaker.locator("#remote .told")).to_have_text(DE.remote_lost)
        speaker.keyboard.press("Escape")
    expect(said).to_have_text(f"{DE.remote}: {DE.remote_paired[1]}")
    expect(phone.locator("#state")).to_have_text(DE.remote_connected)
    expect(phone.locator("#place")).to_have_text(f"2 / {SCREENS}")
    _press(phone, DE.remote_forward)
    expect(stage.locator(".screen.on .place")).to_have_text(f"3 / {SCREENS}")


def test_without_the_speaker_window_nobody_listens_and_a_new_one_goes_on(
    stage: Page, speaker: Page, new_page: Callable[..., Page]
) -> None:
    phone = _phone(new_page, _code(speaker))
    speaker.close()
    expect(phone.locator("#state")).to_have_text(DE.remote_nobody)
    again = _speaker(stage)
    expect(again.locator(".speech .remote")).to_have_text(f"{DE.remote}: {DE.remote_paired[1]}")
    _press(phone, DE.remote_forward)
    expect(stage.locator(".screen.on .place")).to_have_text(f"2 / {SCREENS}")


def test_the_room_sees_no_code(stage: Page) -> None:
    stage.keyboard.press("m")
    expect(stage.locator("#told")).to_have_text(DE.remote_where)
    expect(stage.locator("#remote")).to_be_hidden()
    expect(stage.locator("[data-do=remote]")).to_be_hidden()


def test_a_screen_is_copied_as_a_picture(new_page: Callable[..., Page]) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    _show(page, "/vortrag?deck=t.landkreise-kommunen&deck=m")
    page.keyboard.press("c")
    expect(page.locator("#told")).to_have_text(DE.picture_copied)
    width = """async () => {
      const [item] = await navigator.clipboard.read()
      return (await createImageBitmap(await item.getType("image/png"))).width
    }"""
    assert page.evaluate(width) == 2400


@pytest.mark.parametrize("clipboard", [PLAIN_HTTP, "navigator.clipboard.write = () => Promise.reject(new Error())"])
def test_where_the_clipboard_is_refused_there_is_a_file(clipboard: str, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.add_init_script(clipboard)
    _show(page, "/vortrag?deck=t.landkreise-kommunen&deck=m")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("c")
    expect(page.locator("#told")).to_contain_text(DE.picture_refused)
    with page.expect_download() as download:
        page.get_by_role("link", name=DE.picture_save).click()
    assert re.fullmatch(r"landkreis-schnittstellen_[\d-]+_\w{4}_2\.png", download.value.suggested_filename)
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_without_network_and_of_an_older_version_there_is_no_picture(page: Page) -> None:
    _show(page, SHOWN)
    page.evaluate("document.body.dataset.version = '00000000'")
    page.keyboard.press("c")
    expect(page.locator("#told")).to_have_text(DE.newer_package)
    page.context.set_offline(True)
    page.keyboard.press("c")
    expect(page.locator("#told")).to_have_text(DE.picture_offline)
    page.context.set_offline(False)
