"""Tables that lie as Parquet: the same package, the same faults, the same protection as from CSV."""

import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from benchmarks import large
from publish import coded_study, merges, release
from publish.coded_study import FaultyStudy
from publish.command import app
from publish.counting import count
from publish.engines.engine import EngineFailed
from publish.package import build
from publish.steps import unheard
from tests.conftest import ROOT
from tests.publish import studies
from tests.publish.outcomes import Outcome, outcome

pytestmark = pytest.mark.long

FEW = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def ask(*arguments: str | Path) -> tuple[int, str]:
    ran = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.exception
    return ran.exit_code, ran.output


def twice(
    tmp_path: Path, seed: int, lay: Callable[[Path], object], engine: str = "", people: int = 20
) -> tuple[Outcome, Outcome]:
    """Release a drawn study as CSV and laid otherwise, somebody withdrawn in between; return what came of both."""
    came = []
    tmp_path = Path(tempfile.mkdtemp(dir=tmp_path))
    for place in ("csv", "laid"):
        folder = studies.write(tmp_path / place / "s", studies.drawn(random.Random(seed), most_people=people))
        if place == "laid":
            lay(folder)
        came.append(outcome(folder, tmp_path / place / "data" / "s", engine if place == "laid" else ""))
    return came[0], came[1]


@pytest.mark.long
@FEW
@given(seed=st.integers(0, 10**9), parts=st.sampled_from([1, 3]))
def test_a_study_that_lies_elsewhere_gives_the_same_packages(seed: int, parts: int, tmp_path: Path) -> None:
    csv, laid = twice(tmp_path, seed, lambda folder: studies.lay_elsewhere(folder, parts))
    assert csv == laid


def test_a_drawn_study_is_the_same_whole_and_in_parts(tmp_path: Path) -> None:
    for parts in (1, 3):
        csv, laid = twice(tmp_path, 7, lambda folder, n=parts: studies.lay_elsewhere(folder, n))  # type: ignore[misc]
        assert csv == laid and isinstance(csv[0], dict)


def test_csv_and_parquet_together_are_one_study_and_quotes_come_from_csv(tmp_path: Path) -> None:
    tables = studies.small(60)
    whole = studies.write(tmp_path / "whole" / "probe", tables)
    study = studies.lay_elsewhere(studies.write(tmp_path / "probe", tables))
    header, rows = tables["segments"]
    more = {
        "segments": (header, [("Q1", "P0", "Wir fahren mit dem Bus."), ("Q2", "P4", "")]),
        "codings": (("segment_id", "category_id"), [("Q1", "bus"), ("Q2", "bus")]),
        "quotes": (
            ("quote_id", "segment_id", "category_id", "text", "state", "basis", "released_by", "released_on"),
            [("z1", "Q1", "bus", "Wir fahren mit dem Bus.", "released", "Einwilligung", "RB", "2026-01-02")],
        ),
    }
    studies.write(study, more)
    studies.write(
        whole,
        more
        | {"segments": (header, [*rows, *more["segments"][1]])}
        | {"codings": (("segment_id", "category_id"), [*tables["codings"][1], *more["codings"][1]])},
    )
    there = outcome(study, tmp_path / "a" / "probe")
    assert there == outcome(whole, tmp_path / "b" / "probe")
    assert isinstance(there[0], dict) and b"Wir fahren" in there[0]["quotes.csv"]


def test_a_hundred_partners_are_told_apart(tmp_path: Path) -> None:
    tables = studies.small(30)
    partners = [f"k{n:03}" for n in range(100)]
    about = [(f"S{n % 30}", partners[n]) for n in range(100)]
    tables |= {
        "partners": (("partner_id", "label_de"), [(p, p) for p in partners]),
        "segment_partners": (("segment_id", "partner_id"), about),
    }
    study = studies.write(tmp_path / "many", tables)
    for laid in (False, True):
        if laid:
            studies.lay_elsewhere(study, 2)
        counted = count(coded_study.load(study).source)
        found = {(p.category_id, p.group_id, p.partner_id): (c.named, c.asked) for p, c in counted.items()}
        assert found == studies.by_hand(tables)


BROKEN = {
    "lying_empty": ("segments", "select segment_id, null::text as respondent_id from old"),
    "lying_unknown": ("codings", "select segment_id || 'x' as segment_id, category_id from old"),
    "lying_twice": ("segments", "select segment_id, respondent_id from old union all select segment_id, 'P0' from old"),
    "lying_columns": ("codings", "select segment_id as segment, category_id from old"),
    "lying_type": ("codings", "select 1 as segment_id, category_id from old"),
    "lying_not_counted": ("segment_partners", "select 'S0' as segment_id, 'zwei' as partner_id"),
    "lying_unasked": ("codings", "select segment_id, category_id from old union all select 'S0', 'bahn'"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_each_fault_is_told_with_its_number_and_without_a_key(kind: str, study: Path, target: Path) -> None:
    tables = {
        "partners": (("partner_id", "label_de", "counted"), [("eins", "Eins", "yes"), ("zwei", "Zwei", "no")]),
        "not_asked": (("respondent_id", "category_id"), [("P0", "bahn")]),
        "segment_partners": (("segment_id", "partner_id"), [("S1", "eins")]),
    }
    studies.lay_elsewhere(studies.write(study, studies.small(60) | tables))
    coded_study.load(study)
    table, question = BROKEN[kind]
    file = study / table / "rows.parquet"
    db = duckdb.connect()
    db.execute(f"create table old as select * from '{file}'")
    db.execute(f"copy ({question}) to '{file}' (format parquet)")
    with pytest.raises(FaultyStudy) as raised:
        coded_study.load(study)
    assert kind in {fault.kind for fault in raised.value.faults}
    for language in ("de", "en"):
        status, said = ask("release", study, "--to", target, "--yes", "--lang", language)
        assert status == 2 and f"{table}/" in said and "P0" not in said
    assert not target.parent.exists()


def test_half_of_the_tables_elsewhere_is_a_fault(study: Path) -> None:
    studies.lay_elsewhere(study)
    shutil.rmtree(study / "codings")
    with pytest.raises(FaultyStudy) as raised:
        coded_study.load(study)
    assert [fault.kind for fault in raised.value.faults] == ["lying_alone"]


def test_who_withdraws_is_out_of_the_count_and_needs_nothing_that_lies_elsewhere(study: Path, target: Path) -> None:
    studies.lay_elsewhere(study)
    release.release(study, target)
    away = study.with_name("away")
    (study / "codings").rename(away)
    (study / "segments").rename(study.with_name("gone"))
    studies.write(study, {name: studies.small(60)[name] for name in ("segments", "codings")})
    release.withdraw(study, "P0", target)
    assert not (target / "current").exists() or not list(target.parent.glob(".fassungen/probe/*/findings.csv"))
    away.rename(study / "codings")
    study.with_name("gone").rename(study / "segments")
    for name in ("segments", "codings"):
        (study / f"{name}.csv").unlink()
    counted = count(coded_study.load(study).source)
    assert sum(c.named for p, c in counted.items() if p.category_id == "verkehr" and not p.partner_id) == 29


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    ("path", "sign"),
    [("s3a://eimer/codings", "--engine sc://"), ("nirgends", "Parquet"), ("kaputt", "rows.parquet")],
)
def test_what_cannot_be_read_stops_a_release_with_nothing_written(
    path: str, sign: str, language: str, study: Path, target: Path
) -> None:
    studies.lay_elsewhere(study)
    (study / "kaputt").mkdir()
    (study / "kaputt" / "rows.parquet").write_bytes(b"PAR1 nothing of it PAR1")
    described = json.loads((study / "datapackage.json").read_text(encoding="utf-8"))
    described["resources"] = [{"name": "codings", "path": path, "format": "parquet"}]
    (study / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    before = sorted(file.name for file in study.iterdir())
    status, said = ask("release", study, "--to", target, "--yes", "--lang", language)
    assert status == 2 and sign in said
    assert not target.parent.exists()
    assert sorted(file.name for file in study.iterdir() if file.name != ".lock") == before


def test_a_file_written_meanwhile_stops_a_release(study: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    studies.lay_elsewhere(study)
    real = release.check

    def rewritten(prepared: Path, to: Path) -> None:
        real(prepared, to)
        file = study / "codings" / "rows.parquet"
        file.with_name("more.parquet").write_bytes(file.read_bytes())

    monkeypatch.setattr(release, "check", rewritten)
    with pytest.raises(release.Changed):
        release.release(study, target)
    assert not target.exists()


def test_a_merge_of_topics_saves_the_same_wherever_the_codings_lie(tmp_path: Path) -> None:
    savings = []
    for laid in (False, True):
        folder = studies.write(tmp_path / str(laid) / "s", studies.drawn(random.Random(8), most_people=12))
        if laid:
            studies.lay_elsewhere(folder)
        opened = coded_study.load(folder)
        savings.append(merges.best(opened, [], build(opened, []), unheard))
    assert savings[0] == savings[1] and savings[0]


@pytest.mark.parametrize(
    ("address", "kind"),
    [("http://rechner:1", "engine_address"), ("sc://", "engine_address"), ("sc://rechner:port", "engine_address")],
)
def test_an_address_that_is_none_is_told_and_never_repeated(address: str, kind: str, study: Path) -> None:
    with pytest.raises(EngineFailed) as raised:
        coded_study.load(study, engine=f"{address};token=geheim")
    assert raised.value.kind == kind and "geheim" not in str(raised.value)


def test_ctrl_c_while_it_counts_stops_before_anything_is_written(tmp_path: Path) -> None:
    study = large.write(tmp_path / "gross", 1_000_000, 1)
    ready = "import sys, _thread, threading; from publish.engines import here; real = here.Here.keep\n"
    press = "here.Here.keep = lambda *a: (threading.Timer(0.2, _thread.interrupt_main).start(), real(*a))[1]\n"
    command = f"{ready}{press}from publish.command import app; app(sys.argv[1:])"
    run = subprocess.run(
        [sys.executable, "-c", command, "release", str(study), "--to", str(tmp_path / "data" / "gross"), "--yes"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2 and "Abgebrochen, bevor" in run.stderr, run.stderr
    assert not (tmp_path / "data").exists()


def test_a_missing_extra_is_told(study: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    status, said = ask("release", study, "--to", target, "--yes", "--engine", "sc://127.0.0.1:1")
    assert status == 2 and ".venv-spark" in said and not target.parent.exists()
