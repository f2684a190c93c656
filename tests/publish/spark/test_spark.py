"""Counting on a Spark Connect server: the same package, and plain words where it cannot answer."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks import large
from publish import coded_study, release
from publish.counting import count
from publish.engines.engine import EngineFailed
from tests.conftest import ROOT
from tests.publish import studies
from tests.publish.spark.conftest import serving
from tests.publish.test_elsewhere import ask, twice

ONE_BY_ONE = [HealthCheck.function_scoped_fixture]
DRAWN = given(seed=st.integers(0, 10**9), parts=st.sampled_from([0, 1, 3]))


@settings(max_examples=2, deadline=None, suppress_health_check=ONE_BY_ONE)
@DRAWN
def test_a_drawn_study_gives_the_same_packages(seed: int, parts: int, tmp_path: Path, sail: str) -> None:
    """Of CSV alone (0 parts) too: then its rows are sent there."""
    here, there = twice(tmp_path, seed, lambda folder: parts and studies.lay_elsewhere(folder, parts), sail, people=8)
    assert here == there


@pytest.mark.soak
@settings(max_examples=10, deadline=None, suppress_health_check=ONE_BY_ONE)
@DRAWN
def test_many_drawn_studies_give_the_same_packages(seed: int, parts: int, tmp_path: Path, sail: str) -> None:
    here, there = twice(tmp_path, seed, lambda folder: parts and studies.lay_elsewhere(folder, parts), sail)
    assert here == there


@pytest.mark.parametrize("codings", [100_000, pytest.param(1_000_000, marks=pytest.mark.soak)])
def test_a_large_study_gives_the_same_package_withheld_figures_included(
    codings: int, tmp_path: Path, sail: str
) -> None:
    compare(tmp_path, codings, sail)


def test_apache_spark_itself_gives_the_same_package(tmp_path: Path, spark: str) -> None:
    compare(tmp_path, 100_000, spark)
    here, there = twice(tmp_path, 7, lambda folder: studies.lay_elsewhere(folder, 2), spark)
    assert here == there and isinstance(here[0], dict)


def compare(tmp_path: Path, codings: int, address: str) -> None:
    study = large.write(tmp_path / "gross", codings, 3)
    packages = []
    for place, engine in (("here", ""), ("there", address)):
        target = tmp_path / place / "gross"
        done = release.release(study, target, engine=engine)
        assert done.package.protection.rules, "nothing is withheld"
        packages.append({path.name: path.read_bytes() for path in sorted(studies.lying(target).iterdir())})
        (study / "releases.json").unlink()
        done.report.unlink()
    assert packages[0] == packages[1]


def test_a_server_that_is_killed_while_it_counts_is_told(study: Path, target: Path) -> None:
    studies.lay_elsewhere(study)
    with serving() as (address, server):
        opened = coded_study.load(study, engine=address)
        assert count(opened.source)
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        with pytest.raises(EngineFailed) as raised:
            count(opened.source)
        assert raised.value.kind == "engine_gone"
        status, said = ask("release", study, "--to", target, "--yes", "--engine", address)
    assert status == 2 and address.removeprefix("sc://") in said and not target.parent.exists()


def test_what_is_no_spark_connect_server_is_told(study: Path, target: Path) -> None:
    pytest.importorskip("pyspark", reason="needs .venv-spark (make .venv-spark/done)")
    command = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "0"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as server:
        assert server.stdout
        port = server.stdout.readline().split(" port ")[1].split()[0]
        status, said = ask("release", study, "--to", target, "--yes", "--engine", f"sc://127.0.0.1:{port}")
        server.kill()
    assert status == 2 and f"127.0.0.1:{port}" in said and not target.parent.exists()


def test_columns_of_another_name_are_told(study: Path, target: Path, sail: str) -> None:
    studies.lay_elsewhere(study)
    (study / "codings").rename(study / "kept")
    (study / "segments").rename(study / "codings")
    (study / "kept").rename(study / "segments")
    status, said = ask("release", study, "--to", target, "--yes", "--engine", sail)
    assert status == 2 and "category_id" in said and "respondent_id" in said and not target.parent.exists()


def test_rows_that_cannot_be_right_are_found_by_the_server(study: Path, sail: str) -> None:
    tables = studies.small(60)
    header, rows = tables["codings"]
    studies.write(study, {"codings": (header, [*rows, ("S999", "bus"), ("S1", "flug")])})
    with pytest.raises(coded_study.FaultyStudy):
        coded_study.load(study, engine=sail)
    studies.lay_elsewhere(study)
    with pytest.raises(coded_study.FaultyStudy) as raised:
        coded_study.load(study, engine=sail)
    details = {fault.details for fault in raised.value.faults}
    assert ("category_id", "1") in details


def test_what_the_server_may_not_read_is_told(study: Path, target: Path, humble: str) -> None:
    studies.lay_elsewhere(study)
    file = study / "codings" / "rows.parquet"
    file.chmod(0o000)
    for language, sign in (("de", "darf hier nicht lesen"), ("en", "may not read here")):
        status, said = ask("release", study, "--to", target, "--yes", "--engine", humble, "--lang", language)
        assert status == 2 and sign in said
    assert not target.parent.exists()


def test_a_folder_the_server_does_not_find_is_told(study: Path, target: Path, sail: str) -> None:
    studies.lay_elsewhere(study)
    (study / "codings" / "rows.parquet").unlink()
    status, said = ask("release", study, "--to", target, "--yes", "--engine", sail)
    assert status == 2 and "keine Parquet-Dateien" in said and not target.parent.exists()


@pytest.mark.parametrize("moment", [0.03, 0.1, 0.25])
def test_ctrl_c_stops_a_count_on_a_server_before_anything_is_written(moment: float, tmp_path: Path, sail: str) -> None:
    pressed(tmp_path, sail, f"_thread.interrupt_main() if time.sleep({moment}) is None else 0")


def test_ctrl_c_ends_what_a_silent_server_keeps_waiting(tmp_path: Path) -> None:
    """The server stands still in the middle of a count: nobody hears that it is to stop."""
    with serving() as (address, server):
        stops = f"(os.killpg({server.pid}, signal.SIGSTOP), time.sleep(1), _thread.interrupt_main())"
        pressed(tmp_path, address, stops)


def pressed(tmp_path: Path, address: str, press: str) -> None:
    """Release a large study, and do `press` beside it as soon as the server is asked."""
    study = large.write(tmp_path / "gross", 1_000_000)
    ready = (
        "import _thread, os, signal, sys, threading, time; from publish.engines.connect import Connect as C\n"
        # Whoever starts the tests in the background lets Ctrl-C be ignored.
        "signal.signal(signal.SIGINT, signal.default_int_handler); real = C.ask\n"
        f"C.ask = lambda *a: (threading.Thread(target=lambda: {press}).start(), real(*a))[1]\n"
        "from publish.command import app; app(sys.argv[1:])"
    )
    command = [sys.executable, "-c", ready, "release", str(study), "--yes", "--engine", address]
    run = subprocess.run(
        [*command, "--to", str(tmp_path / "data" / "gross")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 2 and "Abgebrochen, bevor" in run.stderr, run.stderr
    assert not (tmp_path / "data").exists()
