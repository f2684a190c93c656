"""While packages are exchanged under running viewers, nobody ever sees a mix, and the newest arrives by itself."""

import json
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.package.dataset import load
from tests.browser.conftest import running
from tests.browser.steps import main, settled, sidebar, visit
from tests.conftest import FIRST_STUDY, seal
from tests.exchange import swap

pytestmark = [pytest.mark.browser, pytest.mark.long]

VIEWERS, SECONDS = 10, 5
OLD, NEW = "Zusammenarbeit", "Kooperation"
"""The word of each version, in the title, in every label and in the quotes."""


def packages(folder: Path) -> dict[str, Path]:
    """Make two versions of the first study that differ in every file a page shows."""
    made = {}
    for word in (OLD, NEW):
        package = folder / word / FIRST_STUDY.name
        shutil.copytree(FIRST_STUDY, package)
        for path in package.iterdir():
            text = path.read_text(encoding="utf-8").replace(OLD, word)
            if path.name == "quotes.csv":
                text = text.replace("Kommunen.", f"Kommunen: {word}.")
            path.write_text(text, encoding="utf-8")
        whole = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
        assert whole["study"]["title_de"].startswith(word)
        seal(package)
        made[word] = package
    return made


def put(package: Path, data: Path) -> None:
    """Put a copy in place in one step."""
    fresh = data / ".fresh" / package.name
    shutil.rmtree(fresh.parent, ignore_errors=True)
    shutil.copytree(package, fresh)
    if not (data / package.name).exists():
        fresh.rename(data / package.name)
        return
    swap(fresh, data / package.name)


@pytest.mark.parametrize("swaps", [10, pytest.param(50, marks=pytest.mark.soak)])
def test_swaps_under_ten_viewers(swaps: int, tmp_path: Path, new_page: Callable[..., Page]) -> None:
    made = packages(tmp_path / "made")
    versions = {word: load(package).version[:8] for word, package in made.items()}
    data = tmp_path / "data"
    data.mkdir()
    put(made[OLD], data)
    with running(tmp_path / "log.txt", data) as address:
        pages = [new_page(base_url=address) for _ in range(VIEWERS)]
        for n, page in enumerate(pages):
            visit(page, ("/", "/kategorien", "/zitate", "/partner", "/gruppen")[n % 5])
        seen = set()
        for n in range(swaps):
            put(made[(NEW, OLD)[n % 2]], data)
            if n in (swaps // 2 - 1, swaps - 1):
                # On a busy machine the swaps outrun the server, which would only ever see one of the two.
                time.sleep(SECONDS)
            for page in pages[n % 2 :: 2]:
                page.evaluate("document.querySelectorAll('nav .pages a')[1 + Math.floor(Math.random() * 4)].click()")
            time.sleep(0.4)
            if n % 5 == 4:
                for page in pages:
                    seen.add(one_version(page, versions))
        assert seen == {OLD, NEW}
        put(made[NEW], data)
        time.sleep(SECONDS)
        for page in pages:
            visit(page, "/kategorien")
            assert one_version(page, versions) == NEW
        broken = data / FIRST_STUDY.name / "findings.csv"
        broken.write_text(broken.read_text(encoding="utf-8").replace(",exact,", ",genau,", 1), encoding="utf-8")
        time.sleep(SECONDS)
        visit(pages[0], "/")
        assert one_version(pages[0], versions) == NEW
    assert "the last good version stays" in (tmp_path / "log.txt").read_text(encoding="utf-8")


def one_version(page: Page, versions: dict[str, str]) -> str:
    """Return the version a page shows; everything on it must be of that one."""
    settled(page)
    expect(sidebar(page).locator(".study")).to_be_visible()
    for _ in range(20):
        text = f"{sidebar(page).inner_text()} {main(page).inner_text()}"
        words = {word for word in (OLD, NEW) if re.search(rf"\b{word} (mit|im)\b|: {word}\.", text)}
        told = {word for word, version in versions.items() if version in text}
        if words == told and len(told) == 1:
            return told.pop()
        page.wait_for_timeout(250)  # the sidebar arrives a moment before the page
    raise AssertionError((words, told))
