"""What the pictures of links cost: one by one, fifty asked for at once beside somebody who reads, and memory.

    .venv/bin/python benchmarks/previews.py

The reader changes a filter in Chromium, first with the server to herself, then while fifty programs ask for pictures
nobody has asked for before, at any moment, each from an address of its own; printed is the ratio of the medians in this
one run. Chromium and the workers share the machine. Then a hundred ask for one and the same picture at once, as where a
link is sent to many, and fifty for different ones: printed is how long they wait, how many are asked to come later, and
the most that the server and its processes keep in memory together.
"""

import http.client
import itertools
import shutil
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.served import Server, serving
from benchmarks.taking import CHOICE, PICTURE, watched
from benchmarks.view import FLAGS, changes
from benchmarks.view import opened as open_page
from dashboard.selection.pages import ADDRESSES, LINK_PICTURE
from tests.exports.folios import STUDIES, opened

AT_ONCE, SAME = 50, 100
SETTINGS = {"BEFUNDATLAS_ADRESSE": "https://atlas.example"}


def main() -> None:
    """Print what one picture takes, the ratio, the waits, and the memory."""
    with serving(settings=SETTINGS) as server:
        every = addresses()
        ask(server, next(every))  # the workers start with the first file
        alone = [timed(server, next(every))[1] for _ in range(20)]
        print(f"one picture, made: {1000 * statistics.median(alone):.0f} ms (median of 20)")
        reading(server, every)
        before = server.memory_of_all()
        with watched(server) as most:
            together(server, [next(every)] * SAME, "for one")
            together(server, [next(every) for _ in range(AT_ONCE)], "for different ones")
            together(server, [next(every) for _ in range(AT_ONCE)], "for different ones, from one address", "127.0.0.1")
        print(f"memory: {before:.0f} MB before, at most {max(most):.0f} MB, {server.memory_of_all():.0f} MB afterwards")


def addresses() -> Iterator[str]:
    """Return addresses of pictures, each another one."""
    places = [at for at, (_, ending) in ADDRESSES.items() if ending == LINK_PICTURE]
    views = [(study, opened(study).known) for study in STUDIES]
    for number in itertools.count():
        for (study, known), language, at in itertools.product(views, ("de", "en"), places):
            for topic in known.categories:
                yield f"{at}?study={study}&lang={language}&category={topic}&q={number}"


def reading(server: Server, every: Iterator[str]) -> None:
    """Print what fifty at once cost a reader."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = open_page(browser, server.address + "/", PICTURE)
        changes(page, server, *CHOICE, PICTURE)
        alone, _ = changes(page, server, *CHOICE, PICTURE)
        print(f"filter change alone: {statistics.median(alone):.0f} ms (median of {len(alone)})")
        with busy(server, every) as made:
            during, _ = changes(page, server, *CHOICE, PICTURE)
        ratio = statistics.median(during) / statistics.median(alone)
        print(
            f"filter change while {AT_ONCE} pictures are asked for at any moment ({made[200]} were made, {made[503]} "
            f"asked to come later): {statistics.median(during):.0f} ms, ratio {ratio:.2f} (criterion: at most 1.5)"
        )
        browser.close()


@contextmanager
def busy(server: Server, every: Iterator[str]) -> Iterator[Counter[int]]:
    """Ask for one picture after the other, fifty at any moment, each asker from an address of its own."""
    over, lock, made = threading.Event(), threading.Lock(), Counter[int]()

    def keep_asking(client: str) -> None:
        while not over.is_set():
            with lock:
                path = next(every)
            status = ask(server, path, client)
            made[status] += 1
            time.sleep(1 if status == 503 else 0)

    threads = [threading.Thread(target=keep_asking, args=(f"127.0.0.{2 + n}",)) for n in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    yield made
    over.set()
    for thread in threads:
        thread.join()


def together(server: Server, paths: Sequence[str], what: str, client: str = "") -> None:
    """Ask for some pictures in the same moment; print how long it takes and how many come later."""
    found: list[tuple[int, float]] = []
    threads = [
        threading.Thread(target=lambda p=path, c=client or f"127.0.0.{2 + n}": found.append(timed(server, p, c)))
        for n, path in enumerate(paths)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    waits = [seconds for status, seconds in found if status == 200]
    later = sum(status == 503 for status, _ in found)
    assert len(waits) + later == len(paths), Counter(status for status, _ in found)
    print(
        f"{len(paths)} at once {what}: {len(waits)} given, the last after {max(waits):.2f} s "
        f"(median {statistics.median(waits):.2f} s), {later} asked to come later"
    )


def timed(server: Server, path: str, client: str = "127.0.0.1") -> tuple[int, float]:
    """Ask for a picture; return the status and the seconds it took."""
    start = time.perf_counter()
    return ask(server, path, client), time.perf_counter() - start


def ask(server: Server, path: str, client: str = "127.0.0.1") -> int:
    """Ask as a program does that introduces a link, from an address of this computer; return the status."""
    connection = http.client.HTTPConnection(server.host, timeout=120, source_address=(client, 0))
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


if __name__ == "__main__":
    main()
