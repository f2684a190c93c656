"""Questions on a terminal: each answer goes into the mapping, in its place, and nothing else changes."""

import os
import pty
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.imports.dialogue import Dialogue, give_title, has_title
from publish.imports.filling_in import filled_in
from publish.imports.importing import Asked, Done, follow
from publish.imports.naming import quoted
from tests.conftest import ROOT
from tests.publish.imports.studies import project, rows

pytestmark = pytest.mark.long

TABLE = "Dokumentname;Code;Segment;Rolle\nAnna;Schule;Gut;Leitung\nBen;Notiz > x;Schlecht;Team\nCem;Schule;Nein;Team\n"


def talked(to: Path, *answers: str) -> tuple[Asked | Done, list[str]]:
    """Import the small project with these answers; return what comes of it and all that was asked or shown."""
    heard: list[str] = []
    waiting = list(answers)

    def ask(question: str) -> str:
        heard.append(question)
        return waiting.pop(0)

    found: Asked | Done = follow([("export", project())], to, "de")
    dialogue = Dialogue(to, "de", ask, heard.append)
    while isinstance(found, Asked) and dialogue.hold(found):
        found = follow([("export", project())], to, "de")
    assert not waiting, waiting
    return found, heard


def test_answers_become_the_study(tmp_path: Path) -> None:
    done, heard = talked(tmp_path / "study", "j", "j", "j", "", "2")
    assert isinstance(done, Done)
    told = tomllib.loads((tmp_path / "study" / "import.toml").read_text(encoding="utf-8"))
    assert told["persons"]["uncoded"] == "asked" and told["groups"]["role"]["set"] == "role"
    assert {name: row.get("role") for name, row in told["codes"].items() if " > " not in name} == {
        "Zusammenarbeit": "topic", "Schule": "ignore", "Partner": "partner",
    }  # fmt: skip
    assert {row["partner_id"] for row in rows(tmp_path / "study", "partners")} == {"landkreis"}
    assert any("Cem" in line for line in heard) and any("Leitung (2)" in line for line in heard)


def test_who_says_no_or_names_an_id_is_heard(tmp_path: Path) -> None:
    done, _ = talked(tmp_path / "study", "nein", "funktion", "n", "4", "", "3")
    assert isinstance(done, Done)
    told = tomllib.loads((tmp_path / "study" / "import.toml").read_text(encoding="utf-8"))
    assert told["persons"]["uncoded"] == "left out" and told["groups"]["role"]["set"] == "funktion"
    assert told["persons"]["keys"]["Dora"] == "" and told["codes"]["Partner"]["role"] == "partner"


def test_what_is_not_understood_is_asked_again_and_what_is_passed_over_stays_open(tmp_path: Path) -> None:
    found, heard = talked(tmp_path / "study", "vielleicht", "", "", "", "9", "", "", "")
    assert isinstance(found, Asked) and heard.count("Bitte j oder n.") == 1
    assert "Bitte Nummern von 1 bis 4." in heard
    told = tomllib.loads((tmp_path / "study" / "import.toml").read_text(encoding="utf-8"))
    assert told["persons"]["uncoded"] == "?" and told["groups"]["role"]["set"] == "?"


def test_a_title_is_asked_for_once(tmp_path: Path) -> None:
    talked(tmp_path / "study", "j", "j", "j", "", "")
    assert not has_title(tmp_path / "study")
    give_title(tmp_path / "study", "  Schulen im  Kreis ")
    assert has_title(tmp_path / "study")
    assert '"title_de": "Schulen im Kreis"' in (tmp_path / "study" / "datapackage.json").read_text(encoding="utf-8")


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12) | st.sampled_from(
    ["?", '"?"', '= "?"', "#", "]", "[a]", "'", "\\", '\\"', "a.b", " "]
)


@given(st.lists(NAMES, min_size=1, max_size=5, unique=True), NAMES, NAMES, st.data())
def test_a_value_changes_in_its_place_alone(names: list[str], section: str, value: str, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(names))
    lines = "".join(f'{quoted(one)} = "?"  # "?" = {quoted(one)}\n' for one in names)
    codes = "".join(f'{quoted(one)} = {{ id = "?", role = "?" }}  # role = "?"\n' for one in names)
    text = f'# "?"\n[groups.{quoted(section)}]\n{lines}\n[codes]\n{codes}'
    expected = tomllib.loads(text)
    for place in (("groups", section, name), ("codes", name, "role")):
        changed = filled_in(text, place, value)
        assert changed is not None
        text, told = changed, expected
        for key in place[:-1]:
            told = told[key]
        told[place[-1]] = value
    assert tomllib.loads(text) == expected and text.count("\n") == 3 + 2 * len(names) + 1
    assert filled_in(text, ("groups", section, "not there"), value) is None or "not there" in names


def typed(command: list[str], answers: Callable[[str], bytes]) -> tuple[int, str]:
    """Run a command on a terminal; `answers`: what is typed at a question; nothing is Ctrl+C."""
    here, there = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "publish", *command], cwd=ROOT, stdin=there, stdout=there, stderr=there,
        env=os.environ | {"TERM": "dumb"},
    ) as process:  # fmt: skip
        os.close(there)
        shown, end = "", time.monotonic() + 90
        while time.monotonic() < end:
            try:
                shown += os.read(here, 4096).decode(errors="replace")
            except OSError:
                break
            if shown.endswith(": "):
                answer = answers(shown.rsplit("\n", 1)[-1])
                shown += "\n"
                os.write(here, answer) if answer else process.send_signal(signal.SIGINT)
        os.close(here)
        return process.wait(60), shown


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_on_a_terminal_the_study_is_there_without_opening_a_file(tmp_path: Path, export: Path) -> None:
    study = tmp_path / "study"

    def answer(question: str) -> bytes:
        if "weg" in question:
            return b"2\r"
        return b"Schulen\r" if "heißt Ihre" in question else b"\r" if "Eingabetaste" in question else b"j\r"

    status, shown = typed(["import", str(export), "--to", str(study)], answer)
    assert status == 0, shown
    assert has_title(study) and {row["category_id"] for row in rows(study, "categories")} == {"schule"}


def test_broken_off_it_keeps_what_was_answered(tmp_path: Path, export: Path) -> None:
    study = tmp_path / "study"
    status, shown = typed(
        ["import", str(export), "--to", str(study)], lambda question: b"" if "befragte" in question else b"j\r"
    )
    assert status == 2 and "Traceback" not in shown and "Aborted" not in shown, shown
    assert '"rolle"' in (study / "import.toml").read_text(encoding="utf-8")
