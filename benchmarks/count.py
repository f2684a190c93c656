"""Counting at size: time and peak memory of loading and of the one statement, beside pandas and polars.

Makes studies of 100,000, 1 and 10 million codings (deterministic, Parquet, synthetic), counts each in a process of
its own with DuckDB, pandas and polars, checks that all three count the same, and prints a table. With `--package`
it also writes a findings package of the largest study and times the dashboard's questions on it, and a filter change
in Chromium, beside the first study.

    .venv/bin/python benchmarks/count.py            (10 million codings need about 6 GB)
"""

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

SIZES = (100_000, 1_000_000, 10_000_000)
ENGINES = ("duckdb", "pandas", "polars")
LEAVES, MIDDLE, TOPS, PARTNERS = 45, 16, 4, 8


def make(folder: Path, codings: int) -> None:
    """Write a study as Parquet: respondents grow with the codings, the tree and the partners stay."""
    import duckdb

    people = max(60, codings // 500)
    segments = codings * 7 // 10
    db = duckdb.connect()
    tables = {
        "groups": "select 'f' || n as group_id, 'funktion' as set_id from range(3) t(n) "
        "union all select 'g' || n, 'groesse' from range(3) t(n)",
        "categories": f"select 't' || n as category_id, null::text as parent_id from range({TOPS}) t(n) union all "
        f"select 'm' || n, 't' || n % {TOPS} from range({MIDDLE}) t(n) union all "
        f"select 'l' || n, 'm' || n % {MIDDLE} from range({LEAVES}) t(n)",
        "partners": f"select 'p' || n as partner_id, 'yes' as counted from range({PARTNERS}) t(n)",
        "respondents": f"select 'P' || n as respondent_id from range({people}) t(n)",
        "members": "select 'P' || n as respondent_id, 'funktion' as set_id, 'f' || n % 3 as group_id "
        f"from range({people}) t(n) "
        f"union all select 'P' || n, 'groesse', 'g' || hash(n) % 3 from range({people}) t(n)",
        "segments": f"select 'S' || n as segment_id, 'P' || hash(n) % {people} as respondent_id "
        f"from range({segments}) t(n)",
        "codings": f"select 'S' || hash(n) % {segments} as segment_id, 'l' || hash(n + 7) % {LEAVES} as category_id, "
        f"case n % 3 when 0 then 'B' else 'A' end as coder from range({codings}) t(n)",
        "segment_partners": f"select distinct 'S' || hash(n) % {segments} as segment_id, "
        f"'p' || hash(n + 3) % {PARTNERS} "
        f"as partner_id from range({codings // 3}) t(n)",
        "not_asked": "select 'P' || n * 9 as respondent_id, 'm3' as category_id "
        f"from range({people // 90}) t(n) where false",
    }
    for name, question in tables.items():
        db.execute(f"copy ({question}) to '{folder / name}.parquet' (format parquet)")


def with_duckdb(folder: Path) -> dict[str, object]:
    """Load the tables and run the statement the release runs."""
    import duckdb

    from publish.counting import COUNT

    db = duckdb.connect()
    db.execute("set threads = 2")
    started = time.perf_counter()
    for path in folder.glob("*.parquet"):
        db.execute(f"create table {path.stem} as select * from '{path}'")
    loaded = time.perf_counter()
    rows = db.execute(COUNT).fetchall()
    return result(started, loaded, {(c, g, p or ""): n for c, g, p, n, _ in rows})


def with_pandas(folder: Path) -> dict[str, object]:
    """The same count as merges and groupings of frames."""
    import pandas as pd

    started = time.perf_counter()
    t = {path.stem: pd.read_parquet(path) for path in folder.glob("*.parquet")}
    loaded = time.perf_counter()
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
    return result(started, loaded, {tuple(k): int(n) for k, n in counts.items()})


def with_polars(folder: Path) -> dict[str, object]:
    """The same count, lazily and in parallel."""
    import polars as pl

    started = time.perf_counter()
    t = {path.stem: pl.read_parquet(path) for path in folder.glob("*.parquet")}
    loaded = time.perf_counter()
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
    return result(started, loaded, {(a, g, p): n for a, g, p, n in counts.iter_rows()})


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


def result(started: float, loaded: float, counts: dict[tuple[str, str, str], int]) -> dict[str, object]:
    """Report times in seconds, peak memory in GB and a sum that tells one answer from another."""
    done = time.perf_counter()
    check = sum(n * (hash_of(*key) % 1000) for key, n in counts.items() if n)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return {"load": loaded - started, "count": done - loaded, "peak": peak, "check": check}


def hash_of(*key: str) -> int:
    """Return a number for a key, the same in every process."""
    return sum((n + 1) * ord(c) for n, c in enumerate("|".join(key)))


def questions(sizes: tuple[int, ...], folder: Path) -> None:
    """Time what a filter change asks, on the package of the largest study and on the first study, in turns."""
    import duckdb

    from dashboard.answers import queries
    from dashboard.package.dataset import load
    from dashboard.selection.selection import Selection
    from publish import coded_study
    from publish.package import build
    from tests.publish import studies

    source = duckdb.connect()

    def rows(name: str, columns: str) -> list[tuple[object, ...]]:
        return source.execute(f"select {columns} from '{folder / str(sizes[-1]) / name}.parquet'").fetchall()

    # The coded study itself, with its codings reduced to one per person and leaf: the same counts, no hour of CSV.
    said = source.execute(
        f"select distinct 'S' || respondent_id || category_id, respondent_id, category_id from "
        f"'{folder / str(sizes[-1])}/codings.parquet' "
        f"join '{folder / str(sizes[-1])}/segments.parquet' using (segment_id)"
    ).fetchall()
    people = source.execute(
        f"select respondent_id, max(group_id) filter (set_id = 'funktion'), max(group_id) filter (set_id = 'groesse') "
        f"from '{folder / str(sizes[-1])}/members.parquet' group by 1"
    ).fetchall()
    study = studies.write(
        folder / "gross",
        {
            "groups": (("group_id", "set_id", "label_de"), [(g, s, g) for g, s in rows("groups", "group_id, set_id")]),
            "categories": (
                ("category_id", "parent_id", "label_de"),
                [(c, p or "", c) for c, p in rows("categories", "category_id, parent_id")],
            ),
            "partners": (("partner_id", "label_de"), [(p, p) for (p,) in rows("partners", "partner_id")]),
            "respondents": (("respondent_id", "funktion", "groesse"), people),
            "segments": (("segment_id", "respondent_id"), [(s, p) for s, p, _ in said]),
            "codings": (("segment_id", "category_id"), [(s, c) for s, _, c in said]),
        },
    )
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
    print(f"\nA filter change asks for {1000 * medians['large']:.1f} ms of the package of {sizes[-1]:,} codings, "
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
        "large": ("/kategorien?study=gross&category=m1", "f1"),
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


def main() -> None:
    """Run every engine on every size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", choices=ENGINES, help="count one folder in this process (used by itself)")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--most", type=int, default=SIZES[-1], help="largest study")
    parser.add_argument("--package", action="store_true", help="time the dashboard's questions on the largest, too")
    options = parser.parse_args()
    if options.engine:
        work = {"duckdb": with_duckdb, "pandas": with_pandas, "polars": with_polars}[options.engine]
        print(json.dumps(work(options.folder)))
        return
    sizes = tuple(size for size in SIZES if size <= options.most)
    with tempfile.TemporaryDirectory() as kept:
        print(f"{'codings':>12} {'engine':>8} {'load s':>8} {'count s':>8} {'peak GB':>8}")
        for size in sizes:
            folder = Path(kept) / str(size)
            folder.mkdir()
            make(folder, size)
            answers = {}
            for engine in ENGINES:
                command = [sys.executable, __file__, "--engine", engine, "--folder", str(folder)]
                run = subprocess.run(command, capture_output=True, text=True, check=False)
                if run.returncode:
                    print(f"{size:>12,} {engine:>8} failed: {run.stderr.strip().splitlines()[-1][:80]}")
                    continue
                answers[engine] = json.loads(run.stdout)
                a = answers[engine]
                print(f"{size:>12,} {engine:>8} {a['load']:>8.2f} {a['count']:>8.2f} {a['peak']:>8.2f}", flush=True)
            same = len({a["check"] for a in answers.values()}) == 1
            print(f"{'':>12} all counts equal: {'yes' if same else 'NO'}")
        if options.package:
            questions(sizes, Path(kept))


if __name__ == "__main__":
    main()
