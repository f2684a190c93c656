"""Whatever a tool writes down comes out of the reader again: in every encoding, with every separator, in every book."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.imports.project import Project
from tests.publish.imports.formats.table_files import coded, read, said, write_csv, write_ods, write_xlsx

pytestmark = pytest.mark.long

FEW = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PLAIN = "abcdefgXYZäöüßÄÖÜéñ 0123456789.,;:'\"()!?-–„“’"
"""What Windows-1252 can write too."""
WIDE = PLAIN + "łęśçşждЯ中文😀🏳️‍🌈\t"


class Row(NamedTuple):
    document: str
    path: tuple[str, ...]
    words: str
    begin: int
    coder: str


def rows(letters: str, breaks: tuple[str, ...] = ("\n", "\r\n")) -> st.SearchStrategy[list[Row]]:
    names = st.text(st.sampled_from([c for c in letters if c.isalnum()] + [" ", "-"]), min_size=1, max_size=12)
    names = names.map(str.strip).filter(lambda name: len(name) > 1)
    words = st.lists(st.text(st.sampled_from(letters), max_size=20), min_size=1, max_size=3)
    texts = st.tuples(words, st.sampled_from(breaks)).map(lambda pair: pair[1].join(pair[0])).filter(str.strip)
    few = st.integers(1, 4)
    return st.tuples(
        st.lists(names, min_size=2, max_size=4, unique=True),
        st.lists(st.lists(names, min_size=1, max_size=3).map(tuple), min_size=1, max_size=5, unique=True),
    ).flatmap(
        lambda pools: st.lists(
            st.builds(
                Row, st.sampled_from(pools[0]), st.sampled_from(pools[1]), texts, few, st.sampled_from(["AK", "Ö B"])
            ),
            min_size=1,
            max_size=12,
        )
    )


def lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def found(project: Project) -> set[tuple[str, tuple[str, ...], str, str, str]]:
    return {(p.document, c.code, p.words or "", p.place, c.coder) for p, c in coded(project)}


def told(given: list[Row]) -> set[tuple[str, tuple[str, ...], str, str, str]]:
    return {(row.document, row.path, lf(row.words), str(row.begin), row.coder) for row in given}


def check(project: Project, given: list[Row]) -> None:
    assert not project.asked
    assert found(project) == told(given)
    assert len(project.codings) == len(told(given))
    assert said(project)["read_codings"] == len(given)
    assert said(project).get("merged_codings", 0) == len(given) - len(project.codings)
    paths = [code.path for code in project.codes]
    assert len(set(paths)) == len(paths) and all(
        p[:n] in paths[: paths.index(p)] for p in paths for n in range(1, len(p))
    )
    assert {coding.code for coding in project.codings} <= set(paths)
    assert {document.name for document in project.documents} == {row.document for row in given}


Writer = Callable[[Path, list[list[object]]], Path]
WRITERS: dict[str, tuple[Writer, str, tuple[str, ...]]] = {
    "utf-8": (lambda path, rows: write_csv(path, rows), WIDE, ("\n", "\r\n", "\r")),
    "utf-8 with a mark, semicolons": (lambda path, rows: write_csv(path, rows, ";", "utf-8-sig"), WIDE, ("\n", "\r\n")),
    "utf-16, tabs": (lambda path, rows: write_csv(path, rows, "\t", "utf-16"), WIDE, ("\n", "\r\n")),
    "utf-16-be without a mark": (lambda path, rows: write_csv(path, rows, ",", "utf-16-be"), PLAIN, ("\n",)),
    "windows, semicolons": (lambda path, rows: write_csv(path, rows, ";", "cp1252"), PLAIN, ("\n", "\r\n")),
    "line feeds": (lambda path, rows: write_csv(path, rows, ",", "utf-8", "\n"), WIDE, ("\n", "\r\n")),
    "xlsx": (lambda path, rows: write_xlsx(path, {"Codings": rows}), WIDE, ("\n", "\r\n")),
    "ods": (lambda path, rows: write_ods(path, {"Codings": rows}), WIDE.replace("\t", ""), ("\n",)),
}
EVERY = pytest.mark.parametrize("form", WRITERS)


def through(form: str, table: list[list[object]]) -> Project:
    with tempfile.TemporaryDirectory() as folder:
        return read(WRITERS[form][0](Path(folder) / "export", table))


@EVERY
@FEW
@given(data=st.data())
def test_maxqda(form: str, data: st.DataObject) -> None:
    given = data.draw(rows(*WRITERS[form][1:]))
    mark = data.draw(st.sampled_from([" > ", "\\"]))
    german = ["Farbe", "Dokumentgruppe", "Dokumentname", "Code", "Anfang", "Ende", "Gewicht", "Segment", "Erstellt von"]
    english = [
        "Color",
        "Document group",
        "Document name",
        "Code",
        "Beginning",
        "End",
        "Weight score",
        "Segment",
        "Author",
    ]
    header = data.draw(st.sampled_from([german, english]))
    order = data.draw(st.permutations(range(len(header))))
    table: list[list[object]] = [list(header)]
    table += [
        ["#ff8800", "", row.document, mark.join(row.path), row.begin, row.begin, 0, row.words, row.coder]
        for row in given
    ]
    project = through(form, [[line[index] for index in order] for line in table])
    assert project.format == "MAXQDA"
    check(project, given)


@EVERY
@FEW
@given(data=st.data())
def test_taguette(form: str, data: st.DataObject) -> None:
    given = data.draw(rows(*WRITERS[form][1:]))
    numbers = {
        key: str(number) for number, key in enumerate(dict.fromkeys((r.document, r.words, r.begin) for r in given))
    }
    ids = [numbers[row.document, row.words, row.begin] for row in given]
    table: list[list[object]] = [["id", "document", "tag", "content"]]
    table += [[number, row.document, row.path[0], row.words] for number, row in zip(ids, given, strict=True)]
    project = through(form, table)
    assert project.format == "Taguette"
    assert len(project.passages) == len(numbers)
    expected = {(number, row.document, row.path[0], lf(row.words)) for number, row in zip(ids, given, strict=True)}
    assert len(project.codings) == len(expected)
    assert {(p.document, c.code, p.words) for p, c in coded(project)} == {(d, (t,), w) for _, d, t, w in expected}


@EVERY
@FEW
@given(data=st.data())
def test_aqda(form: str, data: st.DataObject) -> None:
    given = data.draw(rows(*WRITERS[form][1:]))
    table: list[list[object]] = [["document", "code", "coder", "start_pos", "end_pos", "text", "created_at"]]
    table += [
        [row.document, row.path[0], row.coder, row.begin, row.begin + len(lf(row.words)), row.words, "2026-01-01"]
        for row in given
    ]
    project = through(form, table)
    assert project.format == "AQDA" and "lengths_differ" not in said(project)
    got = {(p.document, c.code, p.words, p.start, p.end, c.coder) for p, c in coded(project)}
    assert got == {(r.document, r.path[:1], lf(r.words), r.begin, r.begin + len(lf(r.words)), r.coder) for r in given}
    assert len(project.codings) == len(got)


@EVERY
@FEW
@given(data=st.data())
def test_quotations_of_atlasti(form: str, data: st.DataObject) -> None:
    given = data.draw(rows(*WRITERS[form][1:]).map(lambda rows: [row._replace(coder="") for row in rows]))
    by_passage: dict[tuple[str, str, int], dict[str, None]] = {}
    for row in given:
        by_passage.setdefault((row.document, row.words, row.begin), {})[row.path[0]] = None
    mark = data.draw(st.sampled_from(["\n", "; "]))
    table: list[list[object]] = [["ID", "Quotation Content", "Document", "Reference", "Codes", "Number of Codes"]]
    table += [
        [f"{number:02}:02", words, document, begin, mark.join(codes), len(codes)]
        for number, ((document, words, begin), codes) in enumerate(by_passage.items())
    ]
    project = through(form, table)
    assert project.format == "ATLAS.ti quotations"
    assert found(project) == {(r.document, r.path[:1], lf(r.words), str(r.begin), "") for r in given}


@EVERY
@FEW
@given(data=st.data())
def test_a_table_of_ones_own(form: str, data: st.DataObject) -> None:
    given = data.draw(rows(*WRITERS[form][1:]))
    header = data.draw(st.sampled_from([["Interview", "Code", "Zitat", "Absatz", "Codierer"]]))
    table: list[list[object]] = [["Auswertung 2026"], [], list(header)]
    table += [[row.document, " > ".join(row.path), row.words, row.begin, row.coder] for row in given]
    if form not in ("xlsx", "ods"):
        table = table[2:]
    project = through(form, table)
    assert project.format == "table"
    check(project, given)


@FEW
@given(given=rows(PLAIN))
def test_columns_nobody_knows_are_asked_and_the_answers_followed(given: list[Row]) -> None:
    table: list[list[object]] = [["Quelle X", "Thema", "Beleg", "Ort", "Wer"]]
    table += [[row.document, " > ".join(row.path), row.words, row.begin, row.coder] for row in given]
    with tempfile.TemporaryDirectory() as folder:
        path = write_csv(Path(folder) / "own.csv", table, ";")
        asked = read(path, text="Beleg", code="Thema").asked
        assert [column.field for column in asked] == ["document"] and "Quelle X" in asked[0].choices
        project = read(path, text="Beleg", code="Thema", document="Quelle X", coder="Wer", reference="Ort")
    check(project, given)
