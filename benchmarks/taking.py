"""What it takes to take along: thirty views as slides and handout, what twenty files at once cost a reader, and memory.

    .venv/bin/python benchmarks/taking.py

The reader changes a filter in Chromium, first with the server to herself, then while twenty files of thirty views, then
while sixty decks are asked for at any moment; printed is the ratio of the medians in this one run. Chromium and the
workers share the machine.
Then sixty files of thirty views are asked for at once, from thirty addresses: printed is the most that the server and
its processes kept in memory together, and what they keep afterwards.
"""

import http.client
import shutil
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.served import Server, serving
from benchmarks.view import FLAGS, changes
from benchmarks.view import opened as open_page
from dashboard.exports import forms
from tests.exports.folios import STUDIES, everything, opened, portfolio

FILES = ("pptx", "pdf") * 10
MANY, ADDRESSES, KINDS = 60, 30, ("pptx", "pdf", "xlsx", "html", "png", "pptx")
PICTURE = ".atlas svg.dots"
CHOICE = ("Befragtengruppe", "Dezernentinnen und Dezernenten")


def main() -> None:
    """Print the times of thirty views, the ratio, and the memory."""
    decks = {}
    for study in STUDIES:
        view = opened(study)
        codes = everything(view)[:30]
        decks[study] = f"study={study}&" + "&".join(f"deck={code}" for code in codes)
        made = portfolio(view, codes)
        for ending in ("pptx", "pdf", "xlsx"):
            print(f"{study}: 30 views as {ending}: {timed(lambda e=ending, m=made: forms.make(e, m)):.2f} s")
    reading(decks[STUDIES[0]])
    keeping(decks)


def reading(deck: str) -> None:
    """Print what twenty files, then sixty decks at once cost a reader."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    with serving() as server, sync_playwright() as playwright:
        ask(server, f"/mitnehmen/pdf?{deck}")  # the workers start with the first file
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = open_page(browser, server.address + "/", PICTURE)
        changes(page, server, *CHOICE, PICTURE)
        alone, _ = changes(page, server, *CHOICE, PICTURE)
        print(f"filter change alone: {statistics.median(alone):.0f} ms (median of {len(alone)})")
        files = [("POST", f"/mitnehmen/{ending}?{deck}") for ending in FILES]
        for what, asked in (("20 files", files), ("60 decks", [("GET", f"/vortrag?{deck}")] * 60)):
            with busy(server, asked) as made:
                during, _ = changes(page, server, *CHOICE, PICTURE)
            said = f"filter change while {what} are asked for at any moment ({len(made)} were made)"
            ratio = statistics.median(during) / statistics.median(alone)
            print(f"{said}: {statistics.median(during):.0f} ms, ratio {ratio:.2f}")
        browser.close()
    print("criterion for files: a ratio of at most 1.5")


@contextmanager
def busy(server: Server, asked: Sequence[tuple[str, str]]) -> Iterator[list[str]]:
    """Ask for all of it again and again, each from an address of its own; note what is made."""
    over = threading.Event()
    made: list[str] = []

    def keep_asking(method: str, path: str, client: str) -> None:
        while not over.is_set():
            status = ask(server, path, method, client)
            made.extend([path] if status == 200 else [])
            time.sleep(1 if status == 503 else 0)

    threads = [
        threading.Thread(target=keep_asking, args=(*one, f"127.0.0.{n}")) for n, one in enumerate(asked, start=2)
    ]
    for thread in threads:
        thread.start()
    yield made
    over.set()
    for thread in threads:
        thread.join()


def keeping(decks: dict[str, str]) -> None:
    """Print what the server and its processes keep in memory while many files are made, and afterwards."""
    with serving() as server:
        ask(server, f"/vortrag?{decks[STUDIES[0]]}", "GET")
        print(f"memory before: {megabytes(server):.0f} MB")
        threads = [
            threading.Thread(
                target=insist,
                args=(
                    server,
                    f"/mitnehmen/{KINDS[n % len(KINDS)]}?{decks[STUDIES[n % 2]]}",
                    f"127.0.0.{2 + n % ADDRESSES}",
                ),
            )
            for n in range(MANY)
        ]
        with watched(server) as most:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        print(f"memory while {MANY} files of 30 views were made: at most {max(most):.0f} MB (criterion: at most 800)")
        print(f"memory afterwards: {megabytes(server):.0f} MB, server and processes")


@contextmanager
def watched(server: Server) -> Iterator[list[float]]:
    """Look ten times a second at what is kept in memory."""
    seen = [0.0]
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.1):
            seen.append(megabytes(server))

    watch = threading.Thread(target=look)
    watch.start()
    yield seen
    over.set()
    watch.join()


def megabytes(server: Server) -> float:
    """Return the megabytes a server and its processes keep; what they share is counted for each."""
    return sum(resident(pid) for pid in family(server.pid))


def family(pid: int) -> list[int]:
    """Return a process and all that it started."""
    try:
        started = [
            child for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()
        ]
    except OSError:
        return []
    return [pid, *(one for child in started for one in family(int(child)))]


def resident(pid: int) -> float:
    """Return the megabytes a process keeps, 0 of one that has just ended."""
    try:
        return int(Path(f"/proc/{pid}/status").read_text(encoding="ascii").split("VmRSS:")[1].split()[0]) / 1024
    except (OSError, IndexError):
        return 0


def insist(server: Server, path: str, client: str) -> None:
    """Have a file made, later where the server is busy."""
    while ask(server, path, client=client) == 503:
        time.sleep(1)


def timed(work: Callable[[], bytes]) -> float:
    """Return the seconds some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ask(server: Server, path: str, method: str = "POST", client: str = "127.0.0.1") -> int:
    """Ask as a page of the server does, from an address of this computer; return the status."""
    place = urlsplit(server.address).netloc
    connection = http.client.HTTPConnection(place, timeout=600, source_address=(client, 0))
    connection.request(method, path, body=b"{}", headers={"Origin": server.address})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


if __name__ == "__main__":
    main()
