"""Whoever has to wait for the page, or has lost the server, reads why: in German or English, until it goes on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.served import serving
from dashboard.texts import DE, EN, Texts
from tests.browser.steps import heading, settled, visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("words", [DE, EN])
def test_who_waits_at_the_door_reads_it_until_the_page_is_there(
    words: Texts, tmp_path: Path, new_page: Callable[..., Page]
) -> None:
    with serving(settings={"BEFUNDATLAS_SESSIONS": "1"}, log=tmp_path / "log.txt") as server:
        inside, waiting = (new_page(base_url=server.address) for _ in range(2))
        visit(inside, "/")
        waiting.goto(f"/zitate?lang={words.language}")
        expect(waiting.get_by_role("status").filter(has_text=words.crowded)).to_be_visible()
        inside.close()
        settled(waiting)
        expect(heading(waiting)).to_have_text(words.quotes_title)
        expect(waiting.get_by_text(words.crowded)).to_be_hidden()


def test_while_the_server_is_away_the_reader_reads_so(tmp_path: Path, new_page: Callable[..., Page]) -> None:
    with serving(log=tmp_path / "log.txt") as server:
        page = new_page(base_url=server.address)
        visit(page, "/zitate")
        expect(page.locator("#befundatlas-waiting")).to_be_hidden()
    expect(page.get_by_role("status").filter(has_text=DE.away)).to_be_visible()
