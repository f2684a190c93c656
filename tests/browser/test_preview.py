"""The printed address of a preview opens it in one browser, its second window too, and in no other."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.texts import DE
from tests.browser.steps import main
from tests.publish.test_preview import previewing

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_one_browser_reads_a_preview(tmp_path: Path, new_page: Callable[..., Page]) -> None:
    with previewing(tmp_path) as preview:
        page = new_page(base_url=preview.server.address)
        page.goto(preview.entry)
        expect(main(page)).to_contain_text(DE.preview)
        assert "zugang" not in page.url
        page.goto("/vortrag?deck=b.bus.a")
        with page.expect_popup() as opened:
            page.keyboard.press("s")
        expect(opened.value.locator("body")).to_contain_text("Bus")
        other = new_page(base_url=preview.server.address)
        for address in (preview.entry, "/", "/vortrag?deck=b.bus.a"):
            other.goto(address)
            expect(other.locator("h1")).to_have_text(DE.refused["closed"][0])
        page.goto(preview.entry)
        expect(main(page)).to_contain_text(DE.preview)
