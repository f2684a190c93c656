"""A coded study is checked as a whole: every fault is told with file and row, and none tells on a person."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from publish import coded_study
from publish.coded_study import FaultyStudy
from publish.package import build
from publish.texts import FAULTS, fault_line
from tests.conftest import ROOT
from tests.publish import studies, test_elsewhere, test_lists

Break = Callable[[Path], None]


def table(name: str, header: str, *rows: str) -> Break:
    """Replace a file."""
    return lambda folder: (
        (folder / f"{name}.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8") and None
    )


def swap(name: str, old: str, new: str) -> Break:
    """Replace a text once."""

    def change(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def describe(**study: object) -> Break:
    def change(folder: Path) -> None:
        path = folder / "datapackage.json"
        whole = json.loads(path.read_text(encoding="utf-8"))
        whole["study"] |= study
        path.write_text(json.dumps(whole), encoding="utf-8")

    return change


def top(**entries: object) -> Break:
    def change(folder: Path) -> None:
        path = folder / "datapackage.json"
        path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | entries), encoding="utf-8")

    return change


QUOTES = "quote_id,segment_id,category_id,text,state,basis,released_by,released_on"
BROKEN: dict[str, tuple[Break, str, str, int | None]] = {
    "no codings": (lambda f: (f / "codings.csv").unlink(), "no_file", "codings.csv", None),
    "no description": (lambda f: (f / "datapackage.json").unlink(), "no_description", "datapackage.json", None),
    "broken description": (
        lambda f: (f / "datapackage.json").write_text("{") and None,
        "no_json",
        "datapackage.json",
        1,
    ),
    "no title": (describe(title_de=""), "missing_property", "datapackage.json", None),
    "name with umlaut": (swap("datapackage.json", '"studie"', '"stüdie"'), "not_a_slug", "datapackage.json", None),
    "unknown level": (describe(disclosure={"level": "geheim"}), "not_allowed", "datapackage.json", None),
    "no disclosure at all": (describe(disclosure={}), "not_allowed", "datapackage.json", None),
    "levels of disclosure": (describe(disclosure={"level": ["public"]}), "wrong_kind", "datapackage.json", None),
    "threshold in words": (
        describe(disclosure={"level": "public", "threshold": "5"}),
        "wrong_kind",
        "datapackage.json",
        None,
    ),
    "threshold is true": (
        describe(disclosure={"level": "public", "threshold": True}),
        "wrong_kind",
        "datapackage.json",
        None,
    ),
    "invented, says a text": (describe(synthetic="yes"), "wrong_kind", "datapackage.json", None),
    "threshold of a billion": (
        describe(disclosure={"level": "public", "threshold": 10**12}),
        "threshold_too_high",
        "datapackage.json",
        None,
    ),
    "language nobody reads": (describe(default_language="fr"), "not_allowed", "datapackage.json", None),
    "language is a list": (describe(default_language=["de"]), "wrong_kind", "datapackage.json", None),
    "method is an object": (describe(method={}), "wrong_kind", "datapackage.json", None),
    "lead is a list": (describe(lead=[]), "wrong_kind", "datapackage.json", None),
    "sources are a text": (top(sources="A"), "wrong_kind", "datapackage.json", None),
    "sources are texts": (top(sources=["A"]), "wrong_kind", "datapackage.json", None),
    "a source without title": (top(sources=[{"author": "A"}]), "missing_property", "datapackage.json", None),
    "a year in words": (top(sources=[{"title": "A", "year": "2026"}]), "wrong_kind", "datapackage.json", None),
    "a year of two digits": (top(sources=[{"title": "A", "year": 26}]), "no_year", "datapackage.json", None),
    "a version of 5,000 letters": (top(version="9" * 5000), "too_long", "datapackage.json", None),
    "a title that rings": (describe(title_de="x\x07"), "control_character", "datapackage.json", None),
    "a title nobody sees": (describe(title_en="\u3164"), "required", "datapackage.json", None),
    "a title of HTML": (describe(title_de="<b>x</b>"), "markup", "datapackage.json", None),
    "a label nobody sees": (swap("groups.csv", "Gruppe A", "\u3164"), "required", "groups.csv", 2),
    "a label that turns round": (swap("groups.csv", "Gruppe A", "A\u2068"), "control_character", "groups.csv", 2),
    "a cell of 1.2 MB": (
        swap("segments.csv", "S1,P1,", "S1,P1," + "x" * 1_200_000),
        "cell_too_long",
        "segments.csv",
        3,
    ),
    "levels are a text": (describe(levels="Thema"), "wrong_kind", "datapackage.json", None),
    "a lead of lists": (describe(lead={"findings": [["bus"]]}), "wrong_kind", "datapackage.json", None),
    "threshold too low": (
        describe(disclosure={"level": "public", "threshold": 3}),
        "threshold_too_low",
        "datapackage.json",
        None,
    ),
    "latin-1": (
        lambda f: (
            (f / "groups.csv").write_bytes("group_id,set_id,label_de\na,funktion,Räte\n".encode("latin-1")) and None
        ),
        "not_utf8",
        "groups.csv",
        2,
    ),
    "column missing": (swap("groups.csv", "label_de", "name"), "columns_missing", "groups.csv", 1),
    "column unknown": (swap("segments.csv", "text", "inhalt"), "columns_unknown", "segments.csv", 1),
    "column twice": (swap("groups.csv", "label_de", "set_id"), "columns_twice", "groups.csv", 1),
    "no set": (table("respondents", "respondent_id", "P0"), "no_set", "respondents.csv", 1),
    "row too wide": (swap("codings.csv", "S0,bus", "S0,bus,x"), "row_width", "codings.csv", 2),
    "open quotation mark": (swap("segments.csv", "S1,P1,", 'S1,P1,"Wort'), "broken_csv", "segments.csv", 3),
    "no rows": (table("codings", "segment_id,category_id"), "no_rows", "codings.csv", None),
    "label empty": (swap("groups.csv", "Gruppe A", ""), "required", "groups.csv", 2),
    "population no number": (
        table("groups", "group_id,set_id,label_de,population", "a,funktion,A,viele", "b,funktion,B,3"),
        "not_a_number",
        "groups.csv",
        2,
    ),
    "date": (table("quotes", QUOTES, "Q,S0,bus,x,released,Einwilligung,ich,gestern"), "not_a_date", "quotes.csv", 2),
    "a month too many": (
        table("quotes", QUOTES, "Q,S0,bus,x,released,Einwilligung,ich,2026-19-39"),
        "not_a_date",
        "quotes.csv",
        2,
    ),
    "created no date": (swap("datapackage.json", "2026-01-02", "gestern"), "not_a_date", "datapackage.json", None),
    "created on a day nobody had": (
        swap("datapackage.json", "2026-01-02", "2026-02-30"),
        "not_a_date",
        "datapackage.json",
        None,
    ),
    "created in a week": (swap("datapackage.json", "2026-01-02", "2026-W01-2"), "not_a_date", "datapackage.json", None),
    "created at no time": (
        swap("datapackage.json", "2026-01-02", "2026-01-02T25:00:00Z"),
        "not_a_date",
        "datapackage.json",
        None,
    ),
    "created with more": (
        swap("datapackage.json", "2026-01-02", "2026-01-02 oder so"),
        "not_a_date",
        "datapackage.json",
        None,
    ),
    "name in another alphabet": (swap("datapackage.json", '"studie"', '"学"'), "not_a_slug", "datapackage.json", None),
    "half a character in the title": (
        swap("datapackage.json", "Probe", "\\ud800"),
        "half_character",
        "datapackage.json",
        None,
    ),
    "a number of 5,000 digits": (
        swap("datapackage.json", '"1.0.0"', "9" * 5000),
        "no_number",
        "datapackage.json",
        None,
    ),
    "control character": (swap("groups.csv", "Gruppe A", "Gruppe\u202eA"), "control_character", "groups.csv", 2),
    "markup": (swap("groups.csv", "Gruppe A", "<b>A</b>"), "markup", "groups.csv", 2),
    "label too long": (swap("groups.csv", "Gruppe A", "A" * 301), "too_long", "groups.csv", 2),
    "person twice": (swap("respondents.csv", "P1,b", "P0,b"), "duplicate_id", "respondents.csv", 3),
    "unknown segment": (swap("codings.csv", "S0,bus", "S99,bus"), "unknown_id", "codings.csv", 2),
    "unknown group": (swap("respondents.csv", "P0,a", "P0,c"), "unknown_id", "respondents.csv", 2),
    "cycle": (swap("categories.csv", "verkehr,,", "verkehr,bus,"), "cycle", "categories.csv", 2),
    "nobody's group": (swap("respondents.csv", "P0,a", "P0,"), "no_group", "respondents.csv", 2),
    "group of another set": (
        table("groups", "group_id,set_id,label_de", "a,funktion,A", "b,groesse,B"),
        "group_of_other_set",
        "respondents.csv",
        3,
    ),
    "set without a column": (
        table("groups", "group_id,set_id,label_de", "a,funktion,A", "b,funktion,B", "c,groesse,C"),
        "set_without_column",
        "groups.csv",
        4,
    ),
    "empty group": (
        table("groups", "group_id,set_id,label_de", "a,funktion,A", "b,funktion,B", "c,funktion,C"),
        "empty_group",
        "groups.csv",
        4,
    ),
    "end before start": (
        table(
            "segments", "segment_id,respondent_id,start,end", *(f"S{n},P{n},{9 if n == 0 else 0},5" for n in range(12))
        ),
        "end_before_start",
        "segments.csv",
        2,
    ),
    "statement nowhere": (
        table(
            "categories",
            "category_id,parent_id,label_de,statement_de",
            *(
                "verkehr,,Verkehr,Busse fahren.",
                "mittel,,Mittel,",
                "bus,verkehr,Bus,",
                "bahn,verkehr,Bahn,",
                "geld,mittel,Geld,",
                "zeit,mittel,Zeit,",
            ),
        ),
        "statement_without_location",
        "categories.csv",
        2,
    ),
    "statement in English alone": (
        table(
            "categories",
            "category_id,parent_id,label_de,statement_en,statement_location",
            *(
                "verkehr,,Verkehr,Buses run.,Teil 1",
                "mittel,,Mittel,,",
                "bus,verkehr,Bus,,",
                "bahn,verkehr,Bahn,,",
                "geld,mittel,Geld,,",
                "zeit,mittel,Zeit,,",
            ),
        ),
        "statement_without_german",
        "categories.csv",
        2,
    ),
    "too many partners": (
        table("partners", "partner_id,label_de,counted", *(f"p{n},P,yes" for n in range(101))),
        "too_many_partners",
        "partners.csv",
        102,
    ),
    "coded but not asked": (
        table("not_asked", "respondent_id,category_id", "P0,verkehr"),
        "coded_but_not_asked",
        "not_asked.csv",
        2,
    ),
    "released without basis": (
        table("quotes", QUOTES, "Q,S0,bus,x,released,,ich,2026-01-01"),
        "released_without",
        "quotes.csv",
        2,
    ),
    "quote of another category": (table("quotes", QUOTES, "Q,S0,geld,x,draft,,,"), "quote_not_coded", "quotes.csv", 2),
    "unknown state": (table("quotes", QUOTES, "Q,S0,bus,x,fertig,,,"), "not_allowed", "quotes.csv", 2),
    "decision without reason": (
        table("decisions", "quote_id,mark,decision,reason", "Q,x,keep,"),
        "required",
        "decisions.csv",
        2,
    ),
}


def uncounted_partner(folder: Path) -> None:
    table("partners", "partner_id,label_de,counted", "p,P,no")(folder)
    table("segment_partners", "segment_id,partner_id", "S0,p")(folder)


def many_faults(folder: Path) -> None:
    table("codings", "segment_id,category_id", *(f"S{n % 12},Bus {n}" for n in range(600)))(folder)


def too_deep(folder: Path) -> None:
    table("categories", "category_id,parent_id,label_de", *(f"d{n},{f'd{n - 1}' if n else ''},D" for n in range(101)))(
        folder
    )


BROKEN["too many levels"] = (too_deep, "too_many_levels", "categories.csv", 102)
BROKEN["partner not counted"] = (uncounted_partner, "partner_not_counted", "segment_partners.csv", 2)
BROKEN["hundreds of faults"] = (many_faults, "too_many", "codings.csv", 503)


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_is_told_with_file_and_row(name: str, tmp_path: Path) -> None:
    change, kind, file, row = BROKEN[name]
    folder = studies.write(tmp_path / "studie", studies.small())
    change(folder)
    with pytest.raises(FaultyStudy) as error:
        coded_study.load(folder)
    found = [f for f in error.value.faults if f.kind == kind and f.file == file and (row is None or f.row == row)]
    assert found, error.value.faults
    for language in ("de", "en"):
        assert "{" not in fault_line(found[0], language)


def test_every_message_is_reached() -> None:
    sources = (
        "coded_study.py",
        "reading.py",
        "tables.py",
        "sql/faults.sql",
        "elsewhere.py",
        "sql/elsewhere.sql",
        "files.py",
        "register.py",
        "refusals.py",
        "described.py",
    )
    code = "".join((ROOT / "publish" / n).read_text(encoding="utf-8") for n in sources)
    code += (ROOT / "dashboard" / "package" / "cells.py").read_text(encoding="utf-8")
    reached = {kind for _, kind, _, _ in BROKEN.values()} | {
        "no_folder",
        "group_withdrawn",
        "unfinished",
        *test_lists.REACHED,
        *test_elsewhere.BROKEN,
        "lying_alone",
        "no_doi",
        "no_period",
    }
    assert set(FAULTS["de"]) == set(FAULTS["en"]) == reached
    assert all(f'"{kind}"' in code or f"'{kind}'" in code for kind in FAULTS["de"])


def test_a_day_and_a_moment_are_dates(tmp_path: Path) -> None:
    for number, created in enumerate(("2026-01-02", "2026-01-02T00:00:00Z", "2026-01-02T10:30:00+01:00")):
        folder = studies.write(tmp_path / str(number) / "studie", studies.small())
        swap("datapackage.json", "2026-01-02", created)(folder)
        assert coded_study.load(folder).description["created"] == created


def test_all_faults_come_at_once_and_none_names_a_person(tmp_path: Path) -> None:
    tables = studies.small()
    header, rows = tables["respondents"]
    tables["respondents"] = (header, [("KANARIENVOGEL", "c"), ("KANARIENVOGEL", ""), *rows[2:]])
    folder = studies.write(tmp_path / "studie", tables)
    with pytest.raises(FaultyStudy) as error:
        coded_study.load(folder)
    told = "\n".join(fault_line(f, "de") for f in error.value.faults)
    assert {f.kind for f in error.value.faults} >= {"duplicate_id", "unknown_id", "no_group"}
    assert "KANARIENVOGEL" not in told
    with pytest.raises(FaultyStudy):
        coded_study.load(tmp_path / "nirgends")


def test_a_very_deep_tree_is_no_trap(tmp_path: Path) -> None:
    given = studies.small(60)
    columns, rows = given["categories"]
    deep = [(f"d{n}", f"d{n - 1}" if n else "", "D") for n in range(100)]
    study = studies.write(tmp_path / "probe", {**given, "categories": (columns, [*rows, *deep])})
    assert build(coded_study.load(study), []).files


@pytest.mark.parametrize("levels", [101, 1_200, 20_000])
def test_a_tree_deeper_than_anybody_reads_is_refused_at_once(levels: int, tmp_path: Path) -> None:
    given = studies.small(60)
    columns, rows = given["categories"]
    deep = [(f"d{n}", f"d{n - 1}" if n else "", "D") for n in range(levels)]
    study = studies.write(tmp_path / "probe", {**given, "categories": (columns, [*rows, *deep])})
    status, said = test_lists.ask("check", study)
    assert status == 2 and "categories.csv, Zeile 108: Das Thema „d100“ steht tiefer als 100 Ebenen" in said
