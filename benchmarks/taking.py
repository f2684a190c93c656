"""What it takes to take along: thirty views as slides and handout, and what twenty files at once cost a reader.

    .venv/bin/python benchmarks/taking.py

The reader changes a filter in Chromium, first with the server to herself, then while twenty files of thirty views are
asked for at any moment; printed is the ratio of the medians in this one run. Chromium and the workers share the machine.
"""

import shutil
import statistics
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.served import serving
from benchmarks.view import FLAGS, changes
from benchmarks.view import opened as open_page
from dashboard.exports import forms
from tests.exports.folios import STUDIES, everything, opened, portfolio

FILES = ("pptx", "pdf") * 10
PICTURE = ".atlas svg.dots"
CHOICE = ("Befragtengruppe", "Dezernentinnen und Dezernenten")


def main() -> None:
    """Print the times of thirty views and the ratio."""
    for study in STUDIES:
        view = opened(study)
        codes = everything(view)[:30]
        made = portfolio(view, codes)
        for ending in ("pptx", "pdf", "xlsx"):
            print(f"{study}: 30 views as {ending}: {timed(lambda e=ending, m=made: forms.make(e, m)):.2f} s")
    query = "&".join(f"deck={code}" for code in everything(opened(STUDIES[0]))[:30])
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    with serving() as server, sync_playwright() as playwright:
        ask(f"{server.address}/mitnehmen/pdf?{query}")  # the workers start with the first file
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = open_page(browser, server.address + "/", PICTURE)
        changes(page, server, *CHOICE, PICTURE)
        alone, _ = changes(page, server, *CHOICE, PICTURE)
        over = threading.Event()
        made: list[str] = []
        threads = [
            threading.Thread(target=keep_asking, args=(f"{server.address}/mitnehmen/{ending}?{query}", over, made))
            for ending in FILES
        ]
        for thread in threads:
            thread.start()
        during, _ = changes(page, server, *CHOICE, PICTURE)
        over.set()
        for thread in threads:
            thread.join()
        browser.close()
    first, second = statistics.median(alone), statistics.median(during)
    print(f"filter change alone: {first:.0f} ms (median of {len(alone)})")
    print(f"filter change while 20 files are asked for at any moment ({len(made)} were made): {second:.0f} ms")
    print(f"ratio: {second / first:.2f} (criterion: at most 1.5)")


def keep_asking(address: str, over: threading.Event, made: list[str]) -> None:
    """Have the same file made again and again."""
    while not over.is_set():
        ask(address)
        made.append(address)


def timed(work: Callable[[], bytes]) -> float:
    """Return the seconds some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ask(address: str) -> None:
    """Have a file made."""
    urllib.request.urlopen(
        urllib.request.Request(address, method="POST", data=b"{}", headers={"Origin": address.split("/mitnehmen")[0]}),
        timeout=300,
    ).read()


if __name__ == "__main__":
    main()
