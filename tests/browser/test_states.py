"""A link made two releases ago opens its figures; a withdrawn state is gone from a running server, live pages too."""

import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.texts import DE
from publish import release
from tests.browser.conftest import running
from tests.browser.steps import main, settled, visit
from tests.releases import three
from tests.test_older import NOW, THEN

pytestmark = pytest.mark.browser

VIEW = "/kategorien?category=verkehr"
EFFECT = 5
"""Seconds after which a withdrawal holds."""


def status(address: str, method: str = "GET") -> int:
    asked = urllib.request.Request(
        address, method=method, headers={"origin": address.split("/", 3)[0] + "//" + address.split("/")[2]}
    )
    try:
        with urllib.request.urlopen(asked, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_links_decks_and_files_stay_with_their_state_until_it_is_withdrawn(
    tmp_path: Path, new_page: Callable[..., Page]
) -> None:
    made = three(tmp_path)
    first, second, _ = (version[:8] for version in made.versions)
    with running(tmp_path / "log.txt", made.data) as address:
        old = new_page(base_url=address)
        visit(old, f"{VIEW}&version={first}")  # as links of then name it
        expect(main(old)).to_contain_text(THEN)
        expect(main(old).locator(".notice.older")).to_contain_text(DE.older_changed[0].format("3 Zahlen"))
        old.get_by_role("link", name=DE.groups, exact=True).click()
        settled(old)
        expect(old).to_have_url(f"{address}/gruppen?category=verkehr&fassung={first}")
        main(old).get_by_role("link", name=DE.to_newest).click()
        settled(old)
        expect(old).to_have_url(f"{address}/gruppen?category=verkehr")
        expect(main(old).locator(".notice.older")).to_have_count(0)
        for version, count in ((first, THEN), (made.versions[-1][:8], NOW)):
            deck = new_page(base_url=address)
            visit(deck, f"/praesentieren?deck=t.verkehr&fassung={version}")
            with deck.expect_popup() as popup:
                main(deck).get_by_role("link", name=DE.present_start).click()
            expect(popup.value.locator(".screen.on")).to_contain_text(count)
        live = new_page(base_url=address)
        visit(live, f"{VIEW}&fassung={second}")
        expect(main(live)).to_contain_text("25 von 40")
        release.withdraw(made.study, "N0", made.target)
        time.sleep(EFFECT)
        places = (
            f"{VIEW}&fassung={second}",
            f"/vortrag?deck=t.verkehr&fassung={second}",
            f"/aenderungen?fassung={second}",
        )
        assert [status(address + place) for place in places] == [410] * 3
        assert status(f"{address}/mitnehmen/paket?fassung={second}", "POST") == 410
        expect(main(live).locator("h1")).to_have_text(DE.not_shown_title[1], timeout=2000)
        expect(live.locator("body")).not_to_contain_text("25 von 40", timeout=1000)
        assert status(f"{address}{VIEW}&fassung={first}") == 200, "she was not in that one"
