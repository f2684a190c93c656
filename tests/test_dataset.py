"""A package opens, or says everything that is wrong with it: which file, which row, what, and what to do."""

import csv
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard.package.cells import Fault
from dashboard.package.dataset import Dataset, FaultyPackage, load
from dashboard.package.fault_texts import TEXTS, describe
from tests.conftest import FIRST_STUDY, ROOT, all_findings

Break = Callable[[Path], Any]


def rewrite(name: str, change: Callable[[str], str]) -> Break:
    def apply(folder: Path) -> None:
        path = folder / name
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8", newline="")

    return apply


def line(name: str, row: int, change: Callable[[str], str]) -> Break:
    def on_row(text: str) -> str:
        lines = text.split("\n")
        assert change(lines[row - 1]) != lines[row - 1], lines[row - 1]
        lines[row - 1] = change(lines[row - 1])
        return "\n".join(lines)

    return rewrite(name, on_row)


def append(name: str, *rows: str) -> Break:
    return rewrite(name, lambda text: text + "".join(f"{row}\n" for row in rows))


def cell(name: str, row: int, column: str, value: str) -> Break:
    def apply(folder: Path) -> None:
        path = folder / name
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        rows[row - 1][rows[0].index(column)] = value
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)

    return apply


def described(change: Callable[[dict[str, Any]], Any]) -> Break:
    def apply(folder: Path) -> None:
        path = folder / "datapackage.json"
        description = json.loads(path.read_text(encoding="utf-8"))
        change(description)
        path.write_text(json.dumps(description), encoding="utf-8")

    return apply


def bytes_of(name: str, change: Callable[[bytes], bytes]) -> Break:
    def apply(folder: Path) -> None:
        (folder / name).write_bytes(change((folder / name).read_bytes()))

    return apply


def replaced_by_folder(folder: Path) -> None:
    (folder / "quotes.csv").unlink()
    (folder / "quotes.csv").mkdir()


def replaced_by_link(folder: Path) -> None:
    (folder / "quotes.csv").unlink()
    (folder / "quotes.csv").symlink_to("/etc/hostname")


def huge(folder: Path) -> None:
    os.truncate(folder / "quotes.csv", 200 * 1024 * 1024)


def path_of(resource: str, path: str) -> Break:
    return described(lambda d: next(r for r in d["resources"] if r["name"] == resource).update(path=path))


def resource(**values: Any) -> Break:
    return described(lambda d: d["resources"][0].update(values))


JSON, F, C, Q = "datapackage.json", "findings.csv", "categories.csv", "quotes.csv"
G, P, QP = "groups.csv", "partners.csv", "quote_partners.csv"
IN_JSON = ("control_character", "datapackage.json", None)
FIRST = "landrat-gesamtverantwortung"


def with_dative(*cells: str, told: bool = True) -> Break:
    """Give groups.csv the optional column; `told`: the schema lists it."""

    def apply(folder: Path) -> None:
        header, *rows = (folder / G).read_text(encoding="utf-8").splitlines()
        lines = [f"{header},dative_de", *(f"{row},{cell}" for row, cell in zip(rows, cells, strict=True))]
        (folder / G).write_text("\n".join(lines) + "\n", encoding="utf-8")
        if told:
            described(lambda d: d["resources"][0]["schema"]["fields"].append({"name": "dative_de", "type": "string"}))(
                folder
            )

    return apply


BROKEN: dict[str, tuple[Break, str, str, int | None]] = {
    "file missing": (lambda f: (f / F).unlink(), "no_file", F, None),
    "description missing": (lambda f: (f / JSON).unlink(), "no_file", JSON, None),
    "empty file": (bytes_of(F, lambda _: b""), "empty_file", F, None),
    "header only": (rewrite(F, lambda t: t.split("\n")[0] + "\n"), "no_rows", F, None),
    "folder for a file": (replaced_by_folder, "is_a_folder", Q, None),
    "link out of the folder": (replaced_by_link, "no_plain_file", Q, None),
    "200 MB": (huge, "too_large", Q, None),
    "byte order mark": (bytes_of(F, lambda b: b"\xef\xbb\xbf" + b), "byte_order_mark", F, 1),
    "windows-1252": (bytes_of(C, lambda b: b.decode().encode("cp1252")), "not_utf8", C, 2),
    "utf-16": (bytes_of(C, lambda b: b.decode().encode("utf-16")), "not_text", C, None),
    "wrong header": (line(F, 1, lambda s: s.replace("asked", "base")), "header", F, 1),
    "columns swapped": (
        line(F, 1, lambda s: s.replace("category_id,group_id", "group_id,category_id")),
        "header",
        F,
        1,
    ),
    "semicolons": (rewrite(G, lambda t: t.replace(",", ";")), "semicolons", G, 1),
    "too many columns": (line(F, 3, lambda s: s + ",x"), "row_width", F, 3),
    "too few columns": (line(F, 4, lambda s: s.rsplit(",", 1)[0]), "row_width", F, 4),
    "blank line": (rewrite(F, lambda t: t + "\n"), "row_width", F, 92),
    "open quotation mark": (append(Q, 'x,praesenz-vor-ort,,unknown,"offen,Abschnitt 1,9'), "broken_csv", Q, 7),
    "no description text": (bytes_of(JSON, lambda _: b"\xff\xfe\x00"), "not_text", JSON, None),
    "no JSON": (bytes_of(JSON, lambda b: b[:-20]), "no_json", JSON, None),
    "deep JSON": (bytes_of(JSON, lambda _: b"[" * 100_000), "no_json", JSON, 1),
    "number of 5,000 digits": (
        bytes_of(JSON, lambda b: b.replace(b'"version"', b'"x": ' + b"9" * 5000 + b', "version"')),
        *("number_too_long", JSON, None),
    ),
    "cell of 5,000 digits": (cell(F, 2, "asked", "9" * 5000), "not_a_number", F, 2),
    "cell of 2,000,000 characters": (cell(Q, 2, "text", "x" * 2_000_000), "cell_too_long", Q, 2),
    "JSON array": (bytes_of(JSON, lambda _: b"[]"), "no_object", JSON, None),
    "no study": (described(lambda d: d.pop("study")), "no_study", JSON, None),
    "study a text": (described(lambda d: d.update(study="x")), "no_study", JSON, None),
    "no title": (described(lambda d: d.pop("title")), "missing_property", JSON, None),
    "no English question": (described(lambda d: d["study"].pop("question_en")), "missing_property", JSON, None),
    "no lead": (described(lambda d: d["study"].pop("lead")), "missing_property", JSON, None),
    "synthetic a text": (described(lambda d: d["study"].update(synthetic="no")), "missing_property", JSON, None),
    "no levels": (described(lambda d: d["study"].update(levels=[])), "missing_property", JSON, None),
    "method no list": (described(lambda d: d["study"].update(method={"a": 1})), "no_list", JSON, None),
    "language unknown": (described(lambda d: d["study"].update(default_language="fr")), "missing_property", JSON, None),
    "a name that is no id": (described(lambda d: d.update(name="学")), "name_no_id", JSON, None),
    "created no date": (described(lambda d: d.update(created="gestern")), "not_a_date", JSON, None),
    "created no day": (described(lambda d: d.update(created="2026-02-30")), "not_a_date", JSON, None),
    "half a character": (described(lambda d: d["study"].update(title_de="\ud800")), "half_character", JSON, None),
    "half a character in a key": (described(lambda d: d.update({"\udfff": 1})), "half_character", JSON, None),
    "other name": (described(lambda d: d.update(name="andere")), "name_differs", JSON, None),
    "resources no list": (described(lambda d: d.update(resources="x")), "missing_property", JSON, None),
    "resource without path": (described(lambda d: d["resources"][0].pop("path")), "resource_without_path", JSON, None),
    "path above": (path_of("quotes", "../quotes.csv"), "path_outside", JSON, None),
    "absolute path": (path_of("quotes", "/etc/passwd"), "path_outside", JSON, None),
    "backslashes": (path_of("quotes", "..\\quotes.csv"), "path_outside", JSON, None),
    "address": (path_of("quotes", "https://example.org/quotes.csv"), "path_is_address", JSON, None),
    "drive letter": (path_of("quotes", "C:/quotes.csv"), "path_is_address", JSON, None),
    "foreign resource": (path_of("quotes", "namen.csv"), "unknown_resource", JSON, None),
    "resource missing": (described(lambda d: d["resources"].pop()), "resource_missing", JSON, None),
    "schema of other columns": (
        described(lambda d: d["resources"][0]["schema"]["fields"].pop()),
        "schema_differs",
        JSON,
        None,
    ),
    "schema without the dative that is there": (with_dative("", "", told=False), "schema_differs", JSON, None),
    "schema with a dative that is not there": (
        described(lambda d: d["resources"][0]["schema"]["fields"].append({"name": "dative_de"})),
        *("schema_differs", JSON, None),
    ),
    "dative with markup": (with_dative("<b>Landräten", ""), "markup", G, 2),
    "dative of blanks": (with_dative("", "  "), "required", G, 3),
    "dative too long": (with_dative("x" * 301, ""), "too_long", G, 2),
    "dative in another place": (
        rewrite(G, lambda t: t.replace("group_id,", "group_id,dative_de,")),
        *("header", G, 1),
    ),
    "other length": (resource(bytes=1), "bytes_differ", G, None),
    "length no number": (resource(bytes="x"), "bytes_differ", G, None),
    "other hash": (resource(hash="sha256:" + "0" * 64), "hash_differs", G, None),
    "hash of MD5 that differs": (resource(hash="0" * 32), "hash_differs", G, None),
    "hash no text": (resource(hash=5), "hash_differs", G, None),
    "unknown hash": (resource(hash="crc32:00000000"), "hash_unknown", JSON, None),
    "levels differ": (described(lambda d: d["study"]["levels"].pop()), "levels_differ", JSON, None),
    "lead unknown": (
        described(lambda d: d["study"]["lead"]["findings"][1].update(category_id="x")),
        "unknown_id",
        JSON,
        None,
    ),
    "printed unexplained": (
        described(lambda d: d["study"]["printed_differences"].pop()),
        "printed_unexplained",
        F,
        None,
    ),
    "12 MB of description": (described(lambda d: d.update(x="x" * 12_000_000)), "too_large", JSON, None),
    "description of deep lists": (
        bytes_of(JSON, lambda b: b.replace(b'"version"', b'"x": ' + b"[" * 985 + b"]" * 985 + b', "version"')),
        *("no_json", JSON, 1),
    ),
    "title turned around": (described(lambda d: d["study"].update(title_de="Titel\u202etxt")), *IN_JSON),
    "level turned around": (described(lambda d: d["study"]["levels"][0].update(label_de="\u2066x")), *IN_JSON),
    "bell in a source": (described(lambda d: d["sources"][0].update(title="Quelle\x07")), *IN_JSON),
    "next line in a licence": (described(lambda d: d["licenses"][0].update(title="Lizenz\x85")), *IN_JSON),
    "note with a control": (
        described(lambda d: d["study"]["printed_differences"][0].update(note_de="a\x00b")),
        *IN_JSON,
    ),
    "lead with a control": (described(lambda d: d["study"]["lead"].update(note_en="a\x1bb")), *IN_JSON),
    "level nobody sees": (
        described(lambda d: d["study"]["levels"][0].update(label_de="\u200b\u2060\u00ad")),
        *("required", JSON, None),
    ),
    "title of blanks": (described(lambda d: d["study"].update(title_en="\u3164\u2800 ")), "required", JSON, None),
    "level with markup": (
        described(lambda d: d["study"]["levels"][0].update(label_en="<b>x</b>")),
        *("markup", JSON, None),
    ),
    "source with markup": (
        described(lambda d: d["sources"][0].update(title="<script>x")),
        *("markup", JSON, None),
    ),
    "title too long": (described(lambda d: d["study"].update(title_de="x" * 301)), "too_long", JSON, None),
    "question too long": (described(lambda d: d["study"].update(question_de="x" * 10_001)), "too_long", JSON, None),
    "source too long": (described(lambda d: d["sources"][0].update(title="x" * 1_001)), "too_long", JSON, None),
    "method too long": (
        described(lambda d: d["study"]["method"][0].update(text_de="x" * 10_001)),
        *("too_long", JSON, None),
    ),
    "label nobody sees": (cell(C, 2, "label_de", "\u200b\u200d"), "required", C, 2),
    "label of a note without a head": (cell(C, 2, "label_de", "\U0001d159"), "required", C, 2),
    "words nobody sees": (cell(Q, 2, "text", "\u2060\u3164"), "required", Q, 2),
    "isolated from the first strong letter": (cell(C, 2, "label_de", "Land\u2068rat"), "control_character", C, 2),
    "group twice": (append(G, "lr,funktion,A,A,A,A,6,35,3"), "duplicate_id", G, 4),
    "category twice": (append(C, f"{FIRST},landrat,A,A,,,,99,,,"), "duplicate_id", C, 47),
    "partner twice": (append(P, "vereine,A,A,,,no,9"), "duplicate_id", P, 8),
    "quote twice": (append(Q, "vergleichsring,praesenz-vor-ort,,unknown,A,,9,,"), "duplicate_id", Q, 7),
    "quote's partner twice": (append(QP, "vergleichsring,andere-landkreise,study"), "duplicate_id", QP, 7),
    "finding twice": (append(F, f"{FIRST},lr,,6,6,6,exact,100,"), "duplicate_finding", F, 92),
    "parent unknown": (cell(C, 3, "parent_id", "x"), "unknown_id", C, 3),
    "category unknown": (cell(F, 2, "category_id", "x"), "unknown_id", F, 2),
    "group unknown": (cell(F, 2, "group_id", "x"), "unknown_id", F, 2),
    "partner unknown": (cell(F, 87, "partner_id", "x"), "unknown_id", F, 87),
    "quote's category unknown": (cell(Q, 2, "category_id", "x"), "unknown_id", Q, 2),
    "quote's group unknown": (cell(Q, 2, "group_id", "x"), "unknown_id", Q, 2),
    "partner of no quote": (cell(QP, 2, "quote_id", "x"), "unknown_id", QP, 2),
    "quote's partner unknown": (cell(QP, 2, "partner_id", "x"), "unknown_id", QP, 2),
    "own parent": (cell(C, 3, "parent_id", FIRST), "cycle", C, 3),
    "circle of two": (cell(C, 2, "parent_id", FIRST), "cycle", C, 2),
    "circle of three": (cell(C, 2, "parent_id", "landrat-zielrichtung"), "cycle", C, 2),
    "named over asked": (cell(F, 2, "named_high", "7"), "named_over_asked", F, 2),
    "asked over respondents": (cell(F, 2, "asked", "7"), "asked_over_respondents", F, 2),
    "range turned": (cell(F, 2, "named_low", "7"), "range_reversed", F, 2),
    "child over parent": (
        lambda f: (cell(F, 59, "named_low", "15")(f), cell(F, 59, "named_high", "15")(f)),
        "child_over_parent",
        F,
        59,
    ),
    "more asked than about the topic above": (cell(F, 58, "asked", "6"), "asked_over_parent", F, 58),
    "exact with a range": (cell(F, 3, "named_low", "12"), "exact_with_range", F, 3),
    "withheld without a range": (cell(F, 3, "reason", "withheld"), "withheld_without_range", F, 3),
    "negative": (cell(F, 2, "named_low", "-1"), "negative", F, 2),
    "text for a number": (cell(F, 2, "named_low", "sechs"), "not_a_number", F, 2),
    "NaN": (cell(F, 2, "named_low", "NaN"), "not_a_number", F, 2),
    "decimal": (cell(F, 2, "named_low", "6.0"), "not_a_number", F, 2),
    "other digits": (cell(F, 2, "named_low", "٦"), "not_a_number", F, 2),
    "huge number": (cell(F, 2, "asked", "9" * 40), "not_a_number", F, 2),
    "over 100 percent": (cell(F, 2, "printed_percent", "101"), "over_hundred", F, 2),
    "unknown reason": (cell(F, 2, "reason", "guessed"), "not_allowed", F, 2),
    "id with capitals": (cell(G, 2, "group_id", "LR"), "not_an_id", G, 2),
    "label empty": (cell(G, 2, "label_en", ""), "required", G, 2),
    "label of blanks": (cell(G, 2, "label_en", "  "), "required", G, 2),
    "label with markup": (cell(C, 2, "label_de", "<b>Landrat</b>"), "markup", C, 2),
    "label too long": (cell(C, 2, "label_de", "x" * 301), "too_long", C, 2),
    "quote too long": (cell(Q, 2, "text", "x" * 10_001), "too_long", Q, 2),
    "control character": (cell(C, 2, "label_de", "Land\x07rat"), "control_character", C, 2),
    "NUL": (cell(C, 20, "label_de", "Land\x00rat"), "control_character", C, 20),
    "text turned around": (cell(C, 2, "label_de", "Land\u202erat"), "control_character", C, 2),
    "partner called uncounted": (cell(P, 2, "counted", "no"), "partner_not_counted", F, 82),
    "partner counted nowhere": (cell(P, 7, "counted", "yes"), "partner_counted_nowhere", P, 7),
    "partner over total": (cell(F, 83, "named_low", "10"), "partner_over_total", F, 83),
    "partner without total": (append(F, "landrat,lr,kommunen,1,1,6,exact,,"), "partner_without_total", F, 92),
    "sub-topics promised": (cell(C, 8, "details", "here"), "details_missing", C, 8),
    "count missing": (cell(F, 2, "named_low", ""), "count_missing", F, 2),
    "count elsewhere": (cell(F, 2, "reason", "elsewhere"), "count_elsewhere", F, 2),
    "statement nowhere": (cell(C, 3, "statement_location", ""), "statement_without_location", C, 3),
    "statement too long": (cell(C, 3, "statement_de", "A" * 151), "too_long", C, 3),
    "statement with markup": (cell(C, 3, "statement_de", "<b>A</b>"), "markup", C, 3),
    "statement in one language": (cell(C, 3, "statement_en", ""), "one_language", C, 3),
    "shown in one language": (cell(Q, 2, "shows_de", ""), "one_language", Q, 2),
    "answer of nothing": (
        described(lambda d: d["study"]["lead"].update(answer=["gibt-es-nicht"])),
        *("unknown_id", JSON, None),
    ),
    "answer without statement": (
        described(lambda d: d["study"]["lead"].update(answer=["lobbyarbeit"])),
        *("answer_without_statement", JSON, None),
    ),
    "answer no list": (
        described(lambda d: d["study"]["lead"].update(answer="akteure")),
        *("no_list_of_texts", JSON, None),
    ),
    "study's statement nowhere": (
        described(lambda d: d["study"].pop("statement_location")),
        *("missing_property", JSON, None),
    ),
    "no year": (described(lambda d: d["sources"][0].update(year="bald")), "no_year", JSON, None),
    "basis without group": (cell(Q, 4, "group_basis", "stated"), "basis_without_group", Q, 4),
    "group without basis": (cell(Q, 2, "group_basis", "unknown"), "group_without_basis", Q, 2),
    "quote of a silent group": (cell(Q, 2, "group_id", "lr"), "quote_contradicts_count", Q, 2),
    "view of nothing": (cell("decks.csv", 3, "view", "t.gibt-es-nicht"), "unknown_view", "decks.csv", 3),
    "deck of thirty-one": (
        append("decks.csv", *("abschnitt-6-3,Auswahl,Deck,m,9" for _ in range(23))),
        *("deck_too_long", "decks.csv", 32),
    ),
    "far too many faults": (rewrite(F, lambda t: t + "x,y\n" * 300), "too_many", F, None),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIRST_STUDY, tmp_path / FIRST_STUDY.name))


def faults_of(folder: Path) -> list[Fault]:
    with pytest.raises(FaultyPackage) as raised:
        load(folder)
    return raised.value.faults


@pytest.mark.parametrize("name", ["学", "Studie", "a--b", "mit leer", "x" * 81])
def test_a_study_is_named_by_an_id(name: str, folder: Path) -> None:
    folder = folder.rename(folder.with_name(name))
    described(lambda d: d.update(name=name))(folder)
    assert [f.kind for f in faults_of(folder)] == ["name_no_id"]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_package_says_what_is_wrong_where_and_what_to_do(name: str, folder: Path) -> None:
    apply, kind, file, row = BROKEN[name]
    apply(folder)
    faults = faults_of(folder)
    found = [f for f in faults if f.kind == kind and f.file == file and row in (None, f.row)]
    assert found, faults[:5]
    for fault in faults:
        for language in TEXTS:
            for text in describe(fault, language):
                assert text and not re.search(r"\{\d\}", text)


def test_there_is_no_message_that_nothing_reaches_and_none_missing() -> None:
    code = "".join(
        (ROOT / "dashboard" / "package" / n).read_text(encoding="utf-8")
        for n in (
            "dataset.py",
            "description.py",
            "files.py",
            "cells.py",
            "study.py",
            "library.py",
            "entry.py",
            "withdrawn.py",
            "contradictions.sql",
        )
    )
    reached = {kind for _, kind, _, _ in BROKEN.values()} | {
        "no_folder",
        "not_a_folder",
        "unreadable",
        "folder_unreadable",
        "withdrawn",
        "preview_package",
        "changing",
        "unexpected",
        "perhaps_withdrawn",
        "list_unreadable",
        "no_state",
        "state_missing",
        "state_differs",
    }
    assert set(TEXTS["de"]) == set(TEXTS["en"]) == reached
    assert all(f'"{kind}"' in code or f"'{kind}'" in code for kind in TEXTS["de"])


def test_a_package_may_write_its_groups_in_the_dative(folder: Path) -> None:
    with_dative("Landrätinnen und Landräten", "")(folder)
    opened = load(folder)
    with opened.db.cursor() as cursor:
        rows = cursor.execute("select group_id, dative_de, sort from groups order by sort").fetchall()
    assert rows == [("lr", "Landrätinnen und Landräten", 1), ("dez", None, 2)]
    told = {f.group_id: f.group_dative for f in all_findings(opened)}
    assert told == {"lr": "Landrätinnen und Landräten", "dez": ""}
    assert {f.group_dative for f in all_findings(opened, language="en")} == {""}


def test_all_faults_are_told_at_once(folder: Path) -> None:
    for name in ("NaN", "parent unknown", "quote's group unknown", "no English question", "semicolons"):
        BROKEN[name][0](folder)
    kinds = {f.kind for f in faults_of(folder)}
    assert kinds >= {"not_a_number", "missing_property", "semicolons"}


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    assert faults_of(tmp_path / "fehlt")[0].kind == "no_folder"
    (tmp_path / "datei").write_text("x", encoding="utf-8")
    assert faults_of(tmp_path / "datei")[0].kind == "not_a_folder"


def test_a_very_deep_tree_is_no_trap(folder: Path) -> None:
    rows = [f"tief-{n},{'landrat' if n == 0 else f'tief-{n - 1}'},T,T,,,,{n},,," for n in range(3000)]
    append(C, *rows)(folder)
    assert {f.kind for f in faults_of(folder)} == {"levels_differ"}


@pytest.mark.parametrize("algorithm", ["", "md5:", "sha1:", "SHA256:", "sha512:"])
def test_a_package_sealed_as_a_data_package_may_be_opens(algorithm: str, folder: Path) -> None:
    name = algorithm.rstrip(":").lower() or "md5"
    digits = hashlib.new(name, (folder / G).read_bytes()).hexdigest()
    resource(hash=algorithm + digits.upper(), bytes=(folder / G).stat().st_size)(folder)
    load(folder)
    line(G, 2, lambda s: s.replace("35", "36"))(folder)
    assert {f.kind for f in faults_of(folder)} == {"hash_differs"}


@pytest.mark.parametrize(
    "change",
    [
        bytes_of(JSON, lambda b: b.replace(b'"version"', b'"x": [' + b'"\\u202e",' * 80_000 + b'1], "version"')),
        described(lambda d: d.update(resources=[{"path": "x"}] * 50_000)),
        append(G, *("lr,funktion,A,A,A,A,6,35,3" for _ in range(3_000))),
    ],
    ids=["texts", "resources", "rows"],
)
def test_a_hundred_thousand_faults_are_told_as_two_hundred(change: Break, folder: Path) -> None:
    change(folder)
    faults = faults_of(folder)
    assert len(faults) == 201 and faults[-1].kind == "too_many"


def test_the_version_is_the_content(folder: Path, dataset: Dataset) -> None:
    assert load(folder).version == dataset.version
    rewrite(Q, lambda text: text.replace("Besuche", "Besuch"))(folder)
    assert load(folder).version != dataset.version


class Counting:
    """A connection that counts what it is told."""

    def __init__(self, db: duckdb.DuckDBPyConnection, told: list[str]) -> None:
        self.db, self.told = db, told

    def __getattr__(self, name: str) -> Any:
        self.told.append(name)
        return getattr(self.db, name)


def test_a_package_is_filled_once_whatever_the_number_of_its_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    connect, told, opened = duckdb.connect, [], []

    def counting(*arguments: Any, **options: Any) -> Any:
        opened.append(Counting(connect(*arguments, **options), told))
        return opened[-1]

    monkeypatch.setattr(duckdb, "connect", counting)
    said = []
    for folder in (FIRST_STUDY, ROOT / "data" / "demo-zusammenarbeit"):
        told.clear()
        rows = load(folder).db.execute("select count(*) from findings").fetchall()[0][0]
        said.append((rows, told.count("execute")))
    assert len(opened) == 2 and "executemany" not in told
    (few, small), (many, large) = said
    assert many > 20 * few and large <= small


def test_the_open_package_is_locked(dataset: Dataset) -> None:
    with dataset.db.cursor() as cursor:
        for statement in (
            "select * from read_csv('/etc/passwd')",
            "copy quotes to '/tmp/quotes.csv'",
            "attach '/tmp/x.db'",
            "set enable_external_access = true",
            "set threads = 1",
        ):
            with pytest.raises(duckdb.Error):
                cursor.execute(statement)


def test_the_derived_tree_is_that_of_the_parents(dataset: Dataset) -> None:
    with dataset.db.cursor() as cursor:
        parents = dict(cursor.execute("select category_id, parent_id from categories").fetchall())
        tree = set(cursor.execute("select category_id, ancestor_id from tree").fetchall())
        levels = dict(cursor.execute("select category_id, level from places").fetchall())
    expected = set()
    for category in parents:
        above: str | None = category
        steps = 0
        while above:
            expected.add((category, above))
            above, steps = parents[above], steps + 1
        assert levels[category] == steps
    assert tree == expected
