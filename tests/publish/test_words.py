"""What a fault says is true and helps: the kind of file, the encoding, the value, the column, each thing once."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from publish import coded_study, files, preview
from publish.coded_study import FaultyStudy
from publish.texts import fault_line
from tests.publish import studies
from tests.publish.test_lists import ask, state

pytestmark = pytest.mark.long

Break = Callable[[Path], object]


def swap(name: str, *pairs: tuple[str, str]) -> Break:
    def change(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        (folder / name).write_text(text, encoding="utf-8")

    return change


def write(name: str, content: bytes) -> Break:
    return lambda folder: (folder / name).write_bytes(content)


def pipe(name: str) -> Break:
    return lambda folder: ((folder / name).unlink(), os.mkfifo(folder / name))


def describe(study: Path, more: dict[str, Any]) -> None:
    path = study / "datapackage.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(whole | {"study": whole["study"] | more}), encoding="utf-8")


SAID: dict[str, tuple[Break, list[str], list[str]]] = {
    "a pipe": (pipe("codings.csv"), ["codings.csv: Das ist keine gewöhnliche Datei"], ["fehlt"]),
    "a pipe for a description": (pipe("datapackage.json"), ["datapackage.json: Das ist keine gewöhnliche"], ["fehlt"]),
    "a folder": (
        lambda folder: ((folder / "codings.csv").unlink(), (folder / "codings.csv").mkdir()),
        ["codings.csv: Hier liegt ein Ordner"],
        ["fehlt"],
    ),
    "other capitals": (
        lambda folder: (folder / "codings.csv").rename(folder / "Codings.csv"),
        ["Codings.csv: Die Datei muss genau „codings.csv“ heißen"],
        ["fehlt"],
    ),
    "a cell of 1.2 MB": (
        swap("segments.csv", ("S7,P7,", "S7,P7," + "x" * 1_200_000)),
        ["segments.csv, Zeile 9: Eine Zelle hat mehr als eine Million"],
        ["Anführungszeichen"],
    ),
    "an unknown column": (
        swap("groups.csv", ("label_de", "label_de,farbe"), ("Gruppe A", "A,rot"), ("Gruppe B", "B,blau")),
        ["groups.csv, Zeile 1: Diese Spalten sind nicht vorgesehen: farbe."],
        [],
    ),
    "a list without header": (
        write("withdrawn.csv", b"KANARIENVOGEL,2026-01-01\n"),
        ["Es fehlen Spalten: respondent_id"],
        ["KANARIENVOGEL"],
    ),
    "no id in many codings": (
        swap("codings.csv", (",bus", ",Bus & Bahn")),
        ["1 Fehler", "codings.csv, 15 Zeilen (2, 6, 10 …): „Bus & Bahn“ in „category_id“ ist keine Kennung."],
        [],
    ),
    "a description of another encoding": (
        write("datapackage.json", '{"name": "probe",\n "title": "Kreis Böblingen"}'.encode("cp1252")),
        ["datapackage.json, Zeile 2: Die Datei ist nicht in UTF-8 gespeichert, sondern wohl in Windows-1252"],
        ["kein gültiges JSON"],
    ),
    "a table in UTF-16": (
        lambda folder: write("groups.csv", (folder / "groups.csv").read_text().encode("utf-16-le"))(folder),
        ["groups.csv, Zeile 1: Die Datei ist nicht in UTF-8 gespeichert, sondern wohl in UTF-16"],
        ["Spalten"],
    ),
    "nested without end": (
        write("datapackage.json", b'{"x": ' + b"[" * 90_000 + b"]" * 90_000 + b"}"),
        ["Hier sind Klammern zu oft ineinander verschachtelt"],
        ["kein gültiges JSON"],
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_a_fault_is_said_as_what_it_is(name: str, study: Path) -> None:
    broken, said_so, never = SAID[name]
    broken(study)
    status, said = ask("check", study)
    assert status == 2 and all(words in said for words in said_so), said
    assert not [words for words in never if words in said]


REFUSED: dict[str, dict[str, Any]] = {
    "no levels": {"levels": []},
    "a level too few": {"levels": [{"label_de": "A", "label_en": "A"}]},
    "a level in one language": {"levels": [{"label_de": "A"}, {"label_de": "B"}]},
    "a method item without label": {"method": [{"text_de": "A"}]},
    "a lead nobody knows": {"lead": {"findings": [{"category_id": "flugzeug"}]}},
    "an answer without statement": {"lead": {"answer": ["bus"]}},
    "a statement in one language": {"statement_de": "Busse fahren.", "statement_location": "Teil 1"},
    "a difference of nothing": {"printed_differences": [{"category_id": "bus"}]},
    "a language nobody reads": {"default_language": "fr"},
    "a text for levels": {"levels": "Thema"},
    "a text for synthetic": {"synthetic": "yes"},
    "a list for lead": {"lead": []},
    "an object for method": {"method": {}},
    "a title of 400 letters": {"title_de": "x" * 400},
}


@pytest.mark.parametrize("name", REFUSED)
def test_check_preview_and_release_say_the_same(
    name: str, study: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "serve", lambda *_: pytest.fail("it is served"))
    describe(study, REFUSED[name])
    before = state(study, target.parent)
    told = []
    for command in (("check", study), ("preview", study), ("release", study, "--to", target)):
        status, said = ask(*command)
        assert status == 2 and "in Ordnung" not in said, said
        told.append([line for line in said.splitlines() if "datapackage.json" in line])
    assert told[0] and told[0] == told[1] == told[2]
    assert state(study, target.parent) == before


def test_line_breaks_of_another_computer_are_line_breaks(study: Path, target: Path) -> None:
    header = "quote_id,segment_id,category_id,text,state,basis,released_by,released_on\n"
    row = 'Q,S0,bus,"Wort\r\n0\rso",released,Einwilligung,wir,2026-01-01\n'
    (study / "quotes.csv").write_text(header + row, encoding="utf-8", newline="")
    assert ask("release", study, "--to", target)[0] == 0
    assert "Wort\n0\nso" in (studies.lying(target) / "quotes.csv").read_text(encoding="utf-8")


def test_a_file_nobody_may_read_is_named_in_the_readers_language(
    study: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", refuse)
        with pytest.raises(FaultyStudy) as error:
            coded_study.load(study)
    lines = [fault_line(fault, "de") for fault in error.value.faults if fault.kind == "unreadable"]
    assert "codings.csv: Die Datei lässt sich nicht lesen: keine Berechtigung. Rechte prüfen." in lines
    with monkeypatch.context() as patched:
        patched.setattr(files, "replace", lambda path, _: refuse(path))
        status, said = ask("release", study, "--to", target)
    assert status == 2 and f"Abgebrochen: {study / 'releases.json'}: keine Berechtigung" in said


def test_nothing_is_said_to_be_unchanged_where_the_register_was_written(study: Path, target: Path) -> None:
    studies.released(study, target)
    describe(study, {"levels": []})
    before = (study / "releases.json").read_bytes()
    status, said = ask("withdraw", study, "P0", "--to", target)
    assert status == 2 and (study / "releases.json").read_bytes() != before
    assert "Die Person ist zurückgezogen" in said and "Nichts wurde geändert" not in said


def test_statements_wait_for_no_pipe(study: Path, target: Path) -> None:
    studies.released(study, target)
    os.mkfifo(study.parent / "statements.csv")
    status, said = ask("statements", target, study.parent / "statements.csv")
    assert status == 2 and "statements.csv: Das ist eine Verknüpfung oder keine gewöhnliche Datei" in said
