"""Counting at size: time, processor time and peak memory, and what one coding costs as a study grows.

Writes studies of 1, 10 and 100 million codings (benchmarks/large.py), counts each as a release does, checks
included: with DuckDB on this computer (its memory fixed, the rest goes to the disk), beside Sail, a Spark Connect
server in one wheel, where .venv-spark has it. With `--frames` pandas and polars too, without checks. All must count
the same. With `--package` it also times the dashboard's questions on the package of the largest study, and a filter
change in Chromium, beside the first study. 100 million codings need 2 GB of disk and as much again while counted.

    .venv-spark/bin/python benchmarks/count.py --most 10000000
"""

import argparse
import contextlib
import importlib.util
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.large import write  # noqa: E402

SIZES = (1_000_000, 10_000_000, 100_000_000)
Counts = dict[tuple[str, str, str], int]


def with_engine(study: Path, address: str = "") -> dict[str, object]:
    """Check a study and count it as the release does."""
    from publish import coded_study
    from publish.counting import count

    started, spent = time.perf_counter(), time.process_time()
    opened = coded_study.load(study, engine=address)
    counts = count(opened.source)
    return result(started, spent, {(p.category_id, p.group_id, p.partner_id): c.named for p, c in counts.items()})


def with_sail(study: Path) -> dict[str, object]:
    """The same with a server of its own; its processor time and memory are told."""
    with serving() as (address, pid):
        told = with_engine(study, address)
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        ticks = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
        told["cpu"] = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
        told["peak"] = int(status.partition("VmHWM:")[2].split()[0]) / 1024**2
    return told


@contextlib.contextmanager
def serving() -> Iterator[tuple[str, int]]:
    """Run Sail on a port of this computer."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "pysail", "spark", "server", "--ip", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(300):
                with contextlib.suppress(OSError):
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                time.sleep(0.1)
            yield f"sc://127.0.0.1:{port}", server.pid
        finally:
            server.kill()


def tables(study: Path) -> dict[str, Any]:
    """Return the tables of a study as what frames are made of."""
    import duckdb

    db = duckdb.connect()
    lying = {
        name: db.sql(f"select * from read_parquet('{study / name}/**/*.parquet', hive_partitioning = false)")
        for name in ("segments", "codings", "segment_partners")
    }
    people = f"read_csv('{study}/respondents.csv', header = true, all_varchar = true)"
    return lying | {
        "categories": db.sql(
            "select category_id, nullif(parent_id, '') as parent_id "
            f"from read_csv('{study}/categories.csv', header = true)"
        ),
        "members": db.sql(
            f"select respondent_id, funktion as group_id from {people} "
            f"union all select respondent_id, groesse from {people}"
        ),
    }


def with_pandas(folder: Path) -> dict[str, object]:
    """The same count as merges and groupings of frames."""
    import pandas as pd

    started, spent = time.perf_counter(), time.process_time()
    t = {name: table.df() for name, table in tables(folder).items()}
    up = tree(t["categories"].to_dict("records"))
    said = t["codings"][["segment_id", "category_id"]].merge(t["segments"], on="segment_id")
    above = pd.DataFrame(up, columns=["category_id", "ancestor"])
    every = said[["respondent_id", "category_id"]].drop_duplicates().merge(above, on="category_id")
    with_partner = said.merge(t["segment_partners"], on="segment_id")
    by_partner = with_partner[["respondent_id", "category_id", "partner_id"]].drop_duplicates()
    by_partner = by_partner.merge(above, on="category_id")
    both = pd.concat([every.assign(partner_id=""), by_partner])[["respondent_id", "ancestor", "partner_id"]]
    counts = both.drop_duplicates().merge(t["members"], on="respondent_id")
    counts = counts.groupby(["ancestor", "group_id", "partner_id"]).size()
    return result(started, spent, {tuple(k): int(n) for k, n in counts.items()})


def with_polars(folder: Path) -> dict[str, object]:
    """The same count, lazily and in parallel."""
    import polars as pl

    started, spent = time.perf_counter(), time.process_time()
    t = {name: table.pl() for name, table in tables(folder).items()}
    up = tree(t["categories"].to_dicts())
    above = pl.DataFrame(up, schema=["category_id", "ancestor"], orient="row").lazy()
    said = t["codings"].lazy().select("segment_id", "category_id").join(t["segments"].lazy(), on="segment_id")
    every = said.select("respondent_id", "category_id").unique().join(above, on="category_id")
    by_partner = said.join(t["segment_partners"].lazy(), on="segment_id")
    by_partner = by_partner.select("respondent_id", "category_id", "partner_id").unique().join(above, on="category_id")
    columns = ("respondent_id", "ancestor", "partner_id")
    both = pl.concat([every.with_columns(pl.lit("").alias("partner_id")).select(columns), by_partner.select(columns)])
    counts = (
        both.unique().join(t["members"].lazy(), on="respondent_id")
        .group_by("ancestor", "group_id", "partner_id").len().collect()
    )  # fmt: skip
    return result(started, spent, {(a, g, p): n for a, g, p, n in counts.iter_rows()})


def tree(categories: list[dict[str, str]]) -> list[tuple[str, str]]:
    """Return each category with itself and everything above it."""
    parents = {c["category_id"]: c["parent_id"] for c in categories}
    pairs = []
    for category in parents:
        above: str | None = category
        while isinstance(above, str):
            pairs.append((category, above))
            above = parents[above]
    return pairs


def result(started: float, spent: float, counts: Counts) -> dict[str, object]:
    """Report times in seconds, peak memory in GB and a sum that tells one answer from another."""
    check = sum(n * (hash_of(*key) % 1000) for key, n in counts.items() if n)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    wall, cpu = time.perf_counter() - started, time.process_time() - spent
    return {"wall": wall, "cpu": cpu, "peak": peak, "check": check}


def hash_of(*key: str) -> int:
    """Return a number for a key, the same in every process."""
    return sum((n + 1) * ord(c) for n, c in enumerate("|".join(key)))


def questions(study: Path, folder: Path, codings: int) -> None:
    """Time what a filter change asks, on the package of the largest study and on the first study, in turns."""
    from dashboard.answers import queries
    from dashboard.package.dataset import load
    from dashboard.selection.selection import Selection
    from publish import coded_study
    from publish.package import build

    package = build(coded_study.load(study), [])
    target = folder / "data" / "gross"
    target.mkdir(parents=True)
    for name, content in package.files.items():
        (target / name).write_bytes(content)
    large, first = load(target), load(ROOT / "data" / "landkreis-schnittstellen")
    times: dict[str, list[float]] = {"large": [], "first": []}
    for _ in range(30):
        for name, dataset, category in (("large", large, "m1"), ("first", first, "landkreise-kommunen")):
            started = time.perf_counter()
            for question in (queries.findings, queries.quotes, queries.counts):
                question(dataset.db, Selection(categories=(category,)))
            times[name].append(time.perf_counter() - started)
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"\nA filter change asks for {1000 * medians['large']:.1f} ms of the package of {codings:,} codings, "
          f"{1000 * medians['first']:.1f} ms of the first study: "
          f"{medians['large'] / medians['first']:.2f} times.")  # fmt: skip
    in_browser(target.parent)


def in_browser(data: Path) -> None:
    """Time a filter change on the packages in `data`, the first study beside them, in one server and in turns."""
    from playwright.sync_api import sync_playwright

    from benchmarks.served import serving
    from benchmarks.view import FLAGS, changes, opened

    shutil.copytree(ROOT / "data" / "landkreis-schnittstellen", data / "landkreis-schnittstellen")
    picture, label = ".atlas svg.dots", "Befragtengruppe"
    cases = {
        "large": ("/kategorien?study=gross&category=m1", "F1"),
        "first": (
            "/kategorien?study=landkreis-schnittstellen&category=landkreise-kommunen",
            "Dezernentinnen und Dezernenten",
        ),
    }
    times: dict[str, list[float]] = {"large": [], "first": []}
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with serving(settings={"BEFUNDATLAS_DATA": str(data)}) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        pages = {name: opened(browser, server.address + url, picture) for name, (url, _) in cases.items()}
        for turn in range(3):
            for name, (_, option) in cases.items():
                pages[name].bring_to_front()
                measured, _ = changes(pages[name], server, label, option, picture)
                times[name] += measured if turn else []
        browser.close()
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"In the browser it takes {medians['large']:.0f} ms on the large package, {medians['first']:.0f} ms on the "
          f"first study: {medians['large'] / medians['first']:.2f} times.")  # fmt: skip


ENGINES = {"duckdb": with_engine, "sail": with_sail, "pandas": with_pandas, "polars": with_polars}


def main() -> None:
    """Run every engine on every size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", choices=ENGINES, help="count one study in this process (used by itself)")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--least", type=int, default=SIZES[0], help="smallest study")
    parser.add_argument("--most", type=int, default=SIZES[-1], help="largest study")
    parser.add_argument("--frames", action="store_true", help="pandas and polars, too: they need 6 GB for 10 million")
    parser.add_argument("--only", choices=ENGINES, help="this engine alone")
    parser.add_argument("--package", action="store_true", help="time the dashboard's questions on the largest, too")
    options = parser.parse_args()
    if options.engine:
        print(json.dumps(ENGINES[options.engine](options.folder)))
        return
    chosen = [options.only] if options.only else ["duckdb", "sail", *(["pandas", "polars"] if options.frames else [])]
    if "sail" in chosen and not (importlib.util.find_spec("pysail") and importlib.util.find_spec("pyspark")):
        print("Sail is not here: .venv-spark/bin/python has it (make .venv-spark/done)")
        chosen.remove("sail")
    with tempfile.TemporaryDirectory() as kept:
        print(f"{'codings':>12} {'engine':>8} {'wall s':>8} {'cpu s':>8} {'peak GB':>8} {'µs a coding':>12}")
        for size in (size for size in SIZES if options.least <= size <= options.most):
            study = write(Path(kept) / "gross", size)
            answers = {engine: told for engine in chosen if (told := ran(engine, study, size))}
            print(f"{'':>12} all counts equal: {'yes' if len({a['check'] for a in answers.values()}) == 1 else 'NO'}")
            if options.package and size * 10 > options.most:
                questions(study, Path(kept), size)
            shutil.rmtree(study)


def ran(engine: str, study: Path, size: int) -> dict[str, Any] | None:
    """Count a study in a process of its own and print what it took."""
    command = [sys.executable, __file__, "--engine", engine, "--folder", str(study)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        print(f"{size:>12,} {engine:>8} failed: {run.stderr.strip().splitlines()[-1][:80]}")
        return None
    told: dict[str, Any] = json.loads(run.stdout)
    cost = 1e6 * told["wall"] / size
    print(
        f"{size:>12,} {engine:>8} {told['wall']:>8.1f} {told['cpu']:>8.1f} {told['peak']:>8.2f} {cost:>12.2f}",
        flush=True,
    )
    return told


if __name__ == "__main__":
    main()
