"""How fast the dashboard is for a reader, beside a naive page over the same figures, in one run.

Starts both servers, opens pages in Chromium and prints: first view (time until the heading is visible, bytes over
the network) with cold and warm cache, plain and at 10 Mbit/s with 50 ms; filter change to redrawn picture (median
and 95th percentile of 20, measured inside the page); CPU of the server process per rerun; and the criteria.

    .venv/bin/python benchmarks/view.py
"""

import shutil
import statistics
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.served import Server, serving

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
CHANGES = 20


def first_view(context: BrowserContext, url: str, mark: str, *, slow: bool) -> tuple[float, float]:
    """Return seconds until `mark` is visible and megabytes received until the page is quiet."""
    page = context.new_page()
    received = 0.0
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    if slow:
        megabit = 1_000_000 / 8
        conditions = {
            "offline": False,
            "latency": 50,
            "downloadThroughput": 10 * megabit,
            "uploadThroughput": 10 * megabit,
        }
        client.send("Network.emulateNetworkConditions", conditions)

    def count(event: dict[str, float]) -> None:
        nonlocal received
        received += event["encodedDataLength"]

    def frame(event: dict[str, dict[str, str]]) -> None:
        nonlocal received
        received += len(event["response"]["payloadData"])

    client.on("Network.loadingFinished", count)
    client.on("Network.webSocketFrameReceived", frame)
    start = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_selector(mark)
    seconds = time.perf_counter() - start
    page.wait_for_timeout(1500)
    page.close()
    return seconds, received / 1e6


WATCH = """() => {
  const picture = () => [...document.querySelectorAll(SELECTOR)].map((e) => e.outerHTML).join("")
  const before = picture()
  window.changed = new Promise((resolve) => {
    document.addEventListener("pointerdown", () => {
      const start = performance.now()
      const look = () => {
        const now = picture()
        if (now && now !== before) resolve(performance.now() - start)
        else requestAnimationFrame(look)
      }
      look()
    }, { capture: true, once: true })
  })
}"""


def changes(page: Page, server: Server, group: str, option: str, picture: str) -> tuple[list[float], float]:
    """Choose and remove one group 20 times; return milliseconds until `picture` changed and CPU seconds a change."""
    bar = page.get_by_test_id("stSidebar")
    box = bar.get_by_role("combobox", name=group, exact=True)
    watch = WATCH.replace("SELECTOR", repr(picture))
    times = []
    used = server.cpu()
    for n in range(CHANGES):
        if n % 2 == 0:
            box.click()
            target = page.get_by_role("option", name=option, exact=True)
        else:
            target = bar.locator(f"[data-tag][aria-label='{option}'] button")
        target.wait_for()
        page.evaluate(watch)
        target.click()
        times.append(float(page.evaluate("window.changed")))
        page.keyboard.press("Escape")
        page.wait_for_timeout(150)
    return times, (server.cpu() - used) / CHANGES


def opened(browser: Browser, url: str, mark: str) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(url)
    page.wait_for_selector(mark)
    page.wait_for_timeout(1500)
    return page


def percentile(times: list[float]) -> float:
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


def main() -> int:
    """Measure, print, and return 0 when every criterion holds."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    with (
        serving() as ours,
        serving("benchmarks/naive/app.py") as naive,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        views = {
            "Überblick": (ours.address + "/", ".atlas h1"),
            "Themen": (ours.address + "/kategorien?category=landkreise-kommunen", ".atlas h1"),
            "Im Wortlaut": (ours.address + "/zitate", ".atlas h1"),
            "naive page": (naive.address, "h1"),
        }
        print(f"{'first view':14} {'network':14} {'cold s':>8} {'warm s':>8} {'cold MB':>8} {'warm MB':>8}")
        overview = (0.0, 0.0)
        for name, (url, mark) in views.items():
            first_view(browser.new_context(), url, mark, slow=False)
            for slow in (False, True):
                context = browser.new_context(viewport={"width": 1280, "height": 900})
                cold, size = first_view(context, url, mark, slow=slow)
                warm, rest = first_view(context, url, mark, slow=slow)
                context.close()
                network = "10 Mbit, 50 ms" if slow else "loopback"
                print(f"{name:14} {network:14} {cold:8.2f} {warm:8.2f} {size:8.2f} {rest:8.2f}")
                if slow and name == "Überblick":
                    overview = (cold, size)
        print(f"\n{'filter change':26} {'median ms':>10} {'p95 ms':>8} {'CPU ms':>8}")
        dez, group = "Dezernentinnen und Dezernenten", "Befragtengruppe"
        cases = {
            "Überblick, dots": (ours, "/", group, dez, ".atlas svg.dots"),
            "Themen, table": (ours, "/kategorien", group, dez, ".atlas svg.dots"),
            "Themen, chart": (
                ours,
                "/kategorien?category=landkreise-kommunen",
                group,
                dez,
                "[data-testid=stPlotlyChart] .point",
            ),
            "naive, chart": (naive, "/", "Gruppe", "dez", "[data-testid=stPlotlyChart] .point"),
        }
        slowest, cpu = 0.0, {}
        for name, (server, url, label, option, picture) in cases.items():
            page = opened(browser, server.address + url, picture)
            changes(page, server, label, option, picture)
            times, used = changes(page, server, label, option, picture)
            page.close()
            cpu[name] = used
            print(f"{name:26} {statistics.median(times):10.0f} {percentile(times):8.0f} {1000 * used:8.1f}")
            if server is ours:
                slowest = max(slowest, percentile(times))
        browser.close()
    ratio = cpu["naive, chart"] / cpu["Themen, chart"]
    print()
    criteria = [
        (f"filter change to redrawn picture, p95 at most 150 ms: {slowest:.0f} ms", slowest <= 150),
        (f"Überblick at 10 Mbit/s and 50 ms visible in at most 2.5 s: {overview[0]:.2f} s", overview[0] <= 2.5),
        (f"Überblick at most 1.5 MB: {overview[1]:.2f} MB", overview[1] <= 1.5),
        (f"CPU per rerun at least 3 times less than the naive page: {ratio:.1f} times", ratio >= 3),
    ]
    for words, holds in criteria:
        print(f"{'PASS' if holds else 'FAIL'}  {words}")
    return 0 if all(holds for _, holds in criteria) else 1


if __name__ == "__main__":
    sys.exit(main())
