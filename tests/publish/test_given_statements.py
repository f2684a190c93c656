"""`publish statements`: what a study says, given to a package whose codings nobody has any more."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.package.dataset import load
from publish import refusals, statements
from publish.release import Refused
from tests import packages
from tests.conftest import FIRST_STUDY, ROOT, all_findings

pytestmark = pytest.mark.long

HEADER = "category_id,statement_de,statement_en,location\n"
ONE = "lobbyarbeit,Man vertritt den Landkreis nach außen.,One represents the county.,Abschnitt 6.4\n"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIRST_STUDY, tmp_path / "data" / FIRST_STUDY.name))


def listed(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "aussagen.csv"
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "publish", "statements", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_statements_come_in_and_nothing_else_changes(package: Path, tmp_path: Path) -> None:
    before = load(package)
    whole = ",Die Verwaltung arbeitet mit anderen.,The administration works with others.,Abschnitt 1\n"
    done = statements.add(package, listed(tmp_path, ONE, whole), names_checked=False)
    after = load(package)
    assert (done.before, done.version, done.number) == (before.version, after.version, 2)
    assert done.version != done.before
    found = {f.category_id: f for f in all_findings(after)}
    assert found["lobbyarbeit"].statement == "Man vertritt den Landkreis nach außen."
    assert found["lobbyarbeit"].statement_location == "Abschnitt 6.4"
    old = {f.category_id: f for f in all_findings(before)}
    assert all(found[c].statement == old[c].statement for c in old if c != "lobbyarbeit")
    assert after.study.statement and after.study.statement.location == "Abschnitt 1"
    for name, content in before.files.items():
        assert name in ("categories.csv", "datapackage.json") or after.files[name] == content
    assert [path.name for path in package.parent.iterdir() if not path.name.startswith(".")] == [package.name]


def test_a_package_of_an_earlier_format_gets_the_columns(tmp_path: Path) -> None:
    plain = packages.make(tmp_path / "andere")
    row = "thema-0-0,Man spricht sich ab.,One talks.,Seite 3\n"
    statements.add(plain, listed(tmp_path, row), names_checked=False)
    assert {f.statement for f in all_findings(load(plain)) if f.category_id == "thema-0-0"} == {"Man spricht sich ab."}


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("gibt-es-nicht,A,A,S\n", "unknown_id"),
        (ONE + ONE, "duplicate_id"),
        ("lobbyarbeit,A,,S\n", "one_language"),
        ("lobbyarbeit,A,A,\n", "statement_without_location"),
        (f"lobbyarbeit,{'A' * 151},A,S\n", "too_long"),
        ("lobbyarbeit,A\n", "row_width"),
        ("", "no_rows"),
    ],
)
def test_a_faulty_file_changes_nothing(row: str, kind: str, package: Path, tmp_path: Path) -> None:
    before = load(package).version
    with pytest.raises(statements.FaultyFile) as error:
        statements.add(package, listed(tmp_path, row), names_checked=True)
    assert kind in {fault.kind for fault in error.value.faults}
    assert load(package).version == before


def test_a_withdrawn_package_gets_none(package: Path, tmp_path: Path) -> None:
    refusals.refuse(package.parent, [load(package).version])
    with pytest.raises(Refused):
        statements.add(package, listed(tmp_path, ONE), names_checked=True)


def test_the_command_says_what_it_did_and_what_is_wrong(package: Path, tmp_path: Path) -> None:
    done = run(package, listed(tmp_path, ONE))
    assert done.returncode == 0 and "1 Aussagen" in done.stdout, done.stderr
    named = "lobbyarbeit,Herr Meier aus Tübingen vertritt den Landkreis.,One represents it.,Abschnitt 6.4\n"
    told = run(package, listed(tmp_path, named), "--lang", "en")
    assert told.returncode == 2 and "--names-checked" in told.stderr and "Meier" in told.stderr
    assert run(package, listed(tmp_path, named), "--names-checked").returncode == 0
    for arguments in ((package, tmp_path / "fehlt.csv"), (tmp_path / "kein-paket", listed(tmp_path, ONE))):
        told = run(*arguments)
        assert told.returncode == 2 and told.stderr and "Traceback" not in told.stderr
