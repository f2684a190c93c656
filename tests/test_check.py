"""`python -m dashboard.check`: counts, printed against computed, faults; exit status 0 or 2."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import FIRST_STUDY, ROOT


def check(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dashboard.check", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_the_first_study_is_compared_with_its_print() -> None:
    done = check(str(FIRST_STUDY))
    assert done.returncode == 0
    assert "verglichen: 73, gleich: 69, verschieden: 4" in done.stdout
    assert "79 Befunde ohne Partner, 10 Befunde nach Partner, 6 Partner, 5 Zitate" in done.stdout
    for line in (
        "In der Untersuchung, nicht in diesem Paket: problemdefinition, lr",
        "initiative-verwaltung, dez: 11 von 15 ergibt 73 %, gedruckt sind 69 %",
        "landkreise-kommunen, lr: 1 von 6 ergibt 17 %, gedruckt sind 16 %",
        "techniken-akteure, lr: 1 von 6 ergibt 17 %, gedruckt sind 16 %",
        "interessenvertretung, lr: 1 von 6 ergibt 17 %, gedruckt sind 16 %",
    ):
        assert line in done.stdout


@pytest.mark.parametrize(("language", "word"), [("de", "Zeile 3"), ("en", "row 3")])
def test_faults_are_told_in_the_reader_s_language(tmp_path: Path, language: str, word: str) -> None:
    folder = shutil.copytree(FIRST_STUDY, tmp_path / FIRST_STUDY.name)
    path = folder / "findings.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[2] = lines[2].replace(",15,", ",x,")
    path.write_text("\n".join(lines), encoding="utf-8")
    done = check(str(folder), "--lang", language)
    assert done.returncode == 2
    assert f"findings.csv, {word}" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("arguments", [(), ("a", "b"), ("--lang", "fr", "x"), ("/gibt/es/nicht",)])
def test_a_wrong_call_ends_with_status_2_and_no_traceback(arguments: tuple[str, ...]) -> None:
    done = check(*arguments)
    assert done.returncode == 2
    assert done.stderr and "Traceback" not in done.stderr
