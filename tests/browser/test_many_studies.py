"""More than eight studies: the sidebar finds one by typing, with keys alone and on a phone."""

import json
import shutil
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dashboard.texts import DE
from tests.browser.conftest import running
from tests.browser.steps import address, heading, main, settled, sidebar, visit
from tests.conftest import FIRST_STUDY

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of twelve studies."""
    folder = tmp_path_factory.mktemp("many")
    shutil.copytree(FIRST_STUDY, folder / "data" / FIRST_STUDY.name)
    for n in range(11):
        path = shutil.copytree(FIRST_STUDY, folder / "data" / f"weitere-{n}") / "datapackage.json"
        whole = json.loads(path.read_text(encoding="utf-8"))
        whole["name"] = path.parent.name
        whole["study"] |= {"title_de": f"Jugendämter im Vergleich {n}", "question_de": f"Frage Nummer {n}?"}
        path.write_text(json.dumps(whole), encoding="utf-8")
    with running(folder / "log.txt", folder / "data") as served:
        yield served


def test_a_study_is_found_by_typing_and_chosen_with_keys(many: str, new_page: Callable[..., Page]) -> None:
    page = new_page(base_url=many)
    visit(page, "/?group=dez")
    box = sidebar(page).get_by_role("combobox", name=DE.find_study, exact=True)
    box.focus()
    box.press("Control+a")
    page.keyboard.type("ämter im vergleich 7")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Frage Nummer 7?")
    settled(page)
    assert address(page) == "/?study=weitere-7"
    assert not Axe().run(page).response["violations"]
    page.go_back()
    expect(heading(page)).not_to_have_text("Frage Nummer 7?")
    settled(page)
    assert address(page) == "/?group=dez"
    expect(box).to_have_value("Zusammenarbeit im Landkreis")


def test_a_study_is_found_on_a_phone(many: str, new_page: Callable[..., Page]) -> None:
    page = new_page(base_url=many, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    visit(page, "/zitate")
    page.get_by_test_id("stExpandSidebarButton").tap()
    box = sidebar(page).get_by_role("combobox", name=DE.find_study, exact=True)
    box.tap()
    box.fill("vergleich 4")
    page.get_by_role("option").first.tap()
    expect(page).to_have_url(f"{many}/zitate?study=weitere-4")
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    expect(box).to_be_in_viewport(ratio=1)
    expect(main(page).locator("h1")).to_have_count(1)
