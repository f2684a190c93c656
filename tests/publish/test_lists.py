"""What protects persons after a release (register, withdrawn persons and packages) is read to the letter or stops."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from publish import coded_study, refusals, release
from publish.coded_study import FaultyStudy
from publish.command import app
from publish.refusals import BrokenList
from publish.texts import FAULTS, fault_line
from tests.publish import studies

pytestmark = pytest.mark.long

REACHED = {
    "register_lost", "half_character", "key_twice", "no_number", "other_case", "no_plain_file", "is_a_folder",
    "link_to_nothing", "too_deep", "too_large", "unreadable",
    "register_empty",
    "register_entry", "unknown_person", "withdrawn_lost", "withdrawn_alike", "no_hash_header", "no_hash",
}  # fmt: skip
Break = Callable[[Path], object]


def state(*folders: Path) -> dict[Path, bytes]:
    return {
        p: p.read_bytes()
        for folder in folders
        for p in sorted(folder.rglob("*"))
        if p.is_file() and ".lock" not in p.name
    }


def ask(*arguments: object, lang: str = "de") -> tuple[int, str]:
    done = CliRunner().invoke(app, [*map(str, arguments), "--lang", lang])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def change(edit: Callable[[list[dict[str, Any]]], object]) -> Break:
    """Edit what stands in the register."""

    def apply(path: Path) -> None:
        entries = json.loads(path.read_text(encoding="utf-8"))
        edit(entries)
        path.write_text(json.dumps(entries), encoding="utf-8")

    return apply


def cell(place: int, value: object) -> Break:
    return change(lambda entries: entries[0]["cells"][0].__setitem__(place, value))


def field(name: str, value: object) -> Break:
    return change(lambda entries: entries[0].__setitem__(name, value))


def text(content: str | bytes) -> Break:
    return lambda path: path.write_bytes(content.encode() if isinstance(content, str) else content)


def fold(old: str, new: str) -> Break:
    def apply(path: Path) -> None:
        before = path.read_text(encoding="utf-8")
        assert old in before
        path.write_text(before.replace(old, new, 1), encoding="utf-8")

    return apply


REGISTERS: dict[str, Break] = {
    "an object": text("{}"),
    "empty": text(""),
    "blank": text("\n"),
    "null": text("null"),
    "no releases": text("[]"),
    "an empty release": text("[{}]"),
    "no release": text('["1.0.0"]'),
    "no text": text(b"\xff\xfe\x00"),
    "cp1252": lambda path: path.write_bytes(
        path.read_text(encoding="utf-8").replace("1.0.0", "Fassung für alle").encode("cp1252")
    ),
    "half a file": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "NaN": fold(" 30,", " NaN,"),
    "5,000 digits": fold(" 30,", " " + "9" * 5000 + ","),
    "nested without end": text("[" * 100_000),
    "a key twice": fold('"state": "released"', '"state": "released", "state": "withdrawn"'),
    "half a character": fold('"1.0.0"', '"\\ud800"'),
    "a field missing": change(lambda entries: entries[0].pop("cells")),
    "a field more": field("note", "x"),
    "state nobody knows": field("state", "Released"),
    "hash too short": field("hash", "abc"),
    "hash in capitals": change(lambda entries: entries[0].update(hash=entries[0]["hash"].upper())),
    "withdrawn from what is valid": field("withdrawn", ["P0"]),
    "withdrawn is a text": change(lambda entries: entries[0].update(state="withdrawn", withdrawn="P0")),
    "nobody in it": field("respondents", {}),
    "persons are a text": field("respondents", {"a": "P0", "b": ["P1"]}),
    "a person is a number": change(lambda entries: entries[0]["respondents"]["a"].append(7)),
    "a group without set": change(lambda entries: entries[0]["sets"].pop("a")),
    "no cells": field("cells", []),
    "a cell cut off": change(lambda entries: entries[0]["cells"][3].pop()),
    "a cell twice": change(lambda entries: entries[0]["cells"].append(entries[0]["cells"][0])),
    "a count is a text": cell(3, "5"),
    "a count is a float": cell(4, 5.0),
    "a count is true": cell(7, True),
    "a count below nothing": cell(7, -1),
    "more named than asked": cell(7, 1000),
    "exact and a range": change(
        lambda entries: next(c for c in entries[0]["cells"] if c[6] == "exact").__setitem__(4, 30)
    ),
    "reason nobody knows": cell(6, "derived"),
    "one release of two broken": change(lambda entries: entries.append({**entries[0], "cells": {}})),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "a link to nothing": lambda path: (path.unlink(), path.symlink_to(path.parent / "away.json")),
    "other capitals": lambda path: path.rename(path.with_name("Releases.json")),
}  # fmt: skip


@pytest.mark.parametrize("name", REGISTERS)
def test_a_register_not_as_it_was_written_stops_every_command(name: str, study: Path, target: Path) -> None:
    studies.released(study, target)
    REGISTERS[name](study / "releases.json")
    before = state(study, target.parent)
    for command, language in (
        (("check", study), "de"),
        (("release", study, "--to", target), "en"),
        (("withdraw", study, "P0", "--to", target), "de"),
    ):
        status, said = ask(*command, lang=language)
        assert status == 2 and "eleases.json" in said, said
        assert "{" not in said
    assert state(study, target.parent) == before


def _shortened(path: Path) -> None:
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8"))[1:]), encoding="utf-8")


@pytest.mark.parametrize("lose", [Path.unlink, _shortened])
def test_a_register_that_lost_what_was_released_stops_every_command(
    lose: Callable[[Path], object], study: Path, target: Path
) -> None:
    """The reports beside it know better. Else nothing would be checked against what was released before."""
    studies.released(study, target)
    assert ask("withdraw", study, "P0", "--to", target)[0] == 0
    lose(study / "releases.json")
    other = target.parent.parent / "other" / "probe"
    before = state(study, target.parent)
    for command in (("check", study), ("release", study, "--to", other), ("withdraw", study, "P2", "--to", target)):
        status, said = ask(*command)
        assert status == 2 and "releases.json: Neben der Untersuchung" in said
    assert state(study, target.parent) == before


def test_a_register_with_a_byte_order_mark_is_the_same_register(study: Path, target: Path) -> None:
    studies.released(study, target)
    register = study / "releases.json"
    register.write_bytes(b"\xef\xbb\xbf" + register.read_bytes())
    assert release.release(study, target).unchanged


HEADER = "respondent_id,withdrawn_on\n"
PEOPLE: dict[str, tuple[Break, str]] = {
    "no header": (text("P0,2026-02-01\n"), "columns_missing"),
    "empty": (text(""), "columns_missing"),
    "header of another list": (text("sha256\nP0\n"), "columns_missing"),
    "a name nobody has": (text(HEADER + "P99,2026-02-01\n"), "unknown_person"),
    "another capital": (text(HEADER + "p0,2026-02-01\n"), "unknown_person"),
    "cp1252": (text((HEADER + "Jürgen,2026-02-01\n").encode("cp1252")), "not_utf8"),
    "UTF-16": (text((HEADER + "P0,2026-02-01\n").encode("utf-16")), "not_utf8"),
    "a row cut off": (text(HEADER + "P0,2026-02-01\nP2\n"), "row_width"),
    "a row too wide": (text(HEADER + "P0,2026-02-01,x\n"), "row_width"),
    "a quotation mark left open": (text(HEADER + '"P0,2026-02-01\nP2,2026-02-01\n'), "broken_csv"),
    "a date without a person": (text(HEADER + ",2026-02-01\n"), "required"),
    "no date": (text(HEADER + "P0,gestern\n"), "not_a_date"),
    "a folder": (lambda path: path.mkdir(), "is_a_folder"),
    "a link to nothing": (lambda path: path.symlink_to(path.parent / "away.csv"), "link_to_nothing"),
    "a pipe": (lambda path: os.mkfifo(path), "no_plain_file"),
    "a device": (lambda path: path.symlink_to("/dev/zero"), "no_plain_file"),
    "other capitals": (lambda path: path.with_name("WITHDRAWN.CSV").write_text(HEADER + "P0,\n"), "other_case"),
}  # fmt: skip


@pytest.mark.parametrize("name", PEOPLE)
def test_a_list_of_withdrawn_persons_that_cannot_be_read_stops(name: str, study: Path, target: Path) -> None:
    studies.released(study, target)
    broken, kind = PEOPLE[name]
    broken(study / "withdrawn.csv")
    before = state(study, target.parent)
    with pytest.raises(FaultyStudy) as error:
        coded_study.load(study)
    assert [f.kind for f in error.value.faults if f.file.lower() == "withdrawn.csv"].count(kind) == 1
    for command, language in (
        (("check", study), "de"),
        (("release", study, "--to", target), "en"),
        (("withdraw", study, "P2", "--to", target), "de"),
    ):
        status, said = ask(*command, lang=language)
        assert status == 2 and fault_line(error.value.faults[0], language) in said
    assert state(study, target.parent) == before


@pytest.mark.parametrize(
    "content",
    [HEADER + "P0,2026-02-01\n", "respondent_id;withdrawn_on\r\nP0;2026-02-01\r\n",
     "\ufeff" + HEADER + '"P0","2026-02-01"\n',
     "respondent_id\nP0\n", "withdrawn_on,respondent_id\n2026-02-01, P0 \n", HEADER + "P0,2026-02-01\nP0,2026-03-01"],
)  # fmt: skip
def test_however_a_spreadsheet_wrote_the_list_the_person_is_out(content: str, study: Path, target: Path) -> None:
    (study / "withdrawn.csv").write_text(content, encoding="utf-8", newline="")
    opened = coded_study.load(study)
    for table in ("respondents", "members", "segments"):
        assert opened.db.execute(f"select count(*) from {table} where respondent_id = 'P0'").fetchall() == [(0,)]
    assert ask("withdraw", study, "P2", "--to", target)[0] == 0
    assert list(coded_study.load(study).withdrawn) == ["P0", "P2"]


def test_a_person_deleted_altogether_is_known_from_the_register(study: Path, target: Path) -> None:
    studies.released(study, target)
    assert ask("withdraw", study, "P0", "--to", target)[0] == 0
    for name in ("respondents", "segments", "codings"):
        path = study / f"{name}.csv"
        rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(r for r in rows if not r.startswith(("P0,", "S0,"))), encoding="utf-8")
    assert ask("release", study, "--to", target)[0] == 0
    for path in (study / "releases.json", *study.glob("release-*.html")):
        path.unlink()
    status, said = ask("check", study)
    assert status == 2 and "withdrawn.csv, Zeile 2: Dieser Schlüssel" in said


def older(study: Path) -> None:
    """Make the register one of an earlier format: it does not say who has withdrawn."""
    path = study / "releases.json"
    entries = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps([{**entry, "withdrawn": []} for entry in entries]), encoding="utf-8")


LOST: dict[str, Callable[[Path], object]] = {
    "the list": lambda study: (study / "withdrawn.csv").unlink(),
    "a row": lambda study: (study / "withdrawn.csv").write_text(HEADER + "P2,2026-02-01\n"),
    "all rows": lambda study: (study / "withdrawn.csv").write_text(HEADER),
    "the list, beside a register of an earlier format": lambda study: (
        (study / "withdrawn.csv").unlink(),
        older(study),
    ),
}


@pytest.mark.parametrize("name", LOST)
def test_a_person_the_list_has_lost_is_not_counted_again(name: str, study: Path, target: Path) -> None:
    studies.released(study, target)
    assert ask("withdraw", study, "P0", "--to", target)[0] == ask("withdraw", study, "P2", "--to", target)[0] == 0
    assert [r.withdrawn for r in coded_study.load(study).releases] == [["P0", "P2"], ["P2"], []]
    LOST[name](study)
    before = state(study, target.parent)
    for command in (("check", study), ("release", study, "--to", target), ("withdraw", study, "P4", "--to", target)):
        status, said = ask(*command)
        assert status == 2 and "Hier fehlt, wer sich" in said and "P0" not in said
    assert state(study, target.parent) == before
    (study / "withdrawn.csv").write_text(HEADER + "P2,2026-02-01\nP0,\n", encoding="utf-8")
    assert ask("release", study, "--to", target)[0] == 0


@pytest.mark.parametrize(
    ("key", "later"),
    [("007", "7"), ("007", "7.0"), ("P070", "P70"), ("P70", "p70"), ("Käthe", "Ka\u0308the"), ("P 70", "P70"),
     ("P70", "P\u200b70")],
)  # fmt: skip
def test_a_person_whose_key_was_written_anew_is_not_counted_again(
    key: str, later: str, study: Path, target: Path
) -> None:
    def write(old: str, new: str) -> None:
        for name in ("respondents", "segments"):
            path = study / f"{name}.csv"
            path.write_text(re.sub(rf"\b{old}(?=,)", new, path.read_text(encoding="utf-8")), encoding="utf-8")

    write("P0", key)
    release.release(study, target)
    assert ask("withdraw", study, key, "--to", target)[0] == 0
    write(key, later)
    for command in (("check", study), ("release", study, "--to", target), ("preview", study)):
        status, said = ask(*command)
        assert status == 2 and "respondents.csv, Zeile 2: Dieser Schlüssel ist bis auf" in said
    write(later, "Q77")
    assert coded_study.load(study)


def test_another_person_of_nearly_the_same_key_stays(study: Path, target: Path) -> None:
    studies.released(study, target)
    (study / "respondents.csv").write_text((study / "respondents.csv").read_text().replace("P2,", "P00,", 1))
    (study / "segments.csv").write_text((study / "segments.csv").read_text().replace("P2,", "P00,", 1))
    (study / "withdrawn.csv").write_text("respondent_id\nP0\n")
    assert "P00" in str(coded_study.persons(coded_study.load(study)))


HASH = "ab" * 32
PACKAGES: dict[str, tuple[bytes, str]] = {
    "no header": (f"{HASH}\n".encode(), "no_hash_header"),
    "empty": (b"", "no_hash_header"),
    "header of another list": (b"respondent_id,withdrawn_on\nP0,2026-01-01\n", "no_hash_header"),
    "two columns": (f"sha256\n{HASH},x\n".encode(), "no_hash"),
    "semicolon": (f"sha256\n{HASH};\n".encode(), "no_hash"),
    "cut off": (f"sha256\n{HASH}\n{HASH[:40]}".encode(), "no_hash"),
    "two in a row": (f"sha256\n{HASH} {HASH}\n".encode(), "no_hash"),
    "a word": (f"sha256\n{HASH}\nzurückgezogen\n".encode(), "no_hash"),
    "cp1252": (f"sha256\n{HASH}\nzurückgezogen\n".encode("cp1252"), "not_utf8"),
    "UTF-16": (f"sha256\n{HASH}\n".encode("utf-16"), "not_utf8"),
}  # fmt: skip


@pytest.mark.parametrize("name", PACKAGES)
def test_a_list_of_withdrawn_packages_that_cannot_be_read_is_left_alone(name: str, study: Path, target: Path) -> None:
    studies.released(study, target)
    content, kind = PACKAGES[name]
    (target.parent / "withdrawn.csv").write_bytes(content)
    with pytest.raises(BrokenList) as error:
        refusals.refused(target.parent)
    assert error.value.fault.kind == kind
    before = state(study, target.parent)
    for command, language in ((("release", study), "de"), (("withdraw", study, "P0"), "en")):
        status, said = ask(*command, "--to", target, lang=language)
        assert status == 2 and "withdrawn.csv" in said and FAULTS[language][kind][1] in said
    assert state(study, target.parent) == before


@pytest.mark.parametrize(
    "content",
    [f"sha256\n{HASH}\n", f"\ufeffsha256\r\n{HASH.upper()}\r\n", f'"sha256"\n"{HASH}"', f"sha256\n\n {HASH} \n\n"],
)
def test_a_new_hash_keeps_those_that_were_there(content: str, study: Path, target: Path) -> None:
    old = release.release(study, target).version
    (target.parent / "withdrawn.csv").write_text(content, encoding="utf-8", newline="")
    assert ask("withdraw", study, "P0", "--to", target)[0] == 0
    assert (target.parent / "withdrawn.csv").read_text(encoding="utf-8") == f"sha256\n{HASH}\n{old}\n"
