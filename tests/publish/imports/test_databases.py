"""The databases of Taguette, LibreQDA, QualCoder and RQDA: what was put in comes out."""

import html
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.imports import texts
from publish.imports.formats import READERS
from publish.imports.opening import opened
from publish.imports.project import Case, Code, Coding, Document, Passage, Project, Range
from tests.conftest import ROOT
from tests.publish.imports.databases import LIBREQDA, QUALCODER, RQDA, TAGUETTE, made, qualcoder, taguette
from tests.publish.imports.projects import TEXTS, projects

SAMPLE = ROOT.parent / "shared" / "samples" / "db" / "taguette_serdif.sqlite3"
ROUND = settings(max_examples=25, deadline=None)


def read(path: Path, columns: Mapping[str, str] | None = None) -> Project:
    """Read a file with the reader that recognises it; what is told of it has words."""
    file = opened(path)
    reader = next(reader for reader in READERS.values() if reader.recognises(file))
    found = reader.read(file, columns or {}, lambda *_: None)
    for lang in ("de", "en"):
        for told in found.told:
            assert texts.TOLD[lang][told.kind].format(*told.details, number=told.number)
    return found


def told(project: Project) -> dict[str, int]:
    return {one.kind: one.number for one in project.told}


def coded(project: Project) -> set[tuple[Passage, tuple[str, ...], str]]:
    return {(project.passages[coding.passage], coding.code, coding.coder) for coding in project.codings}


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample database is not here")
def test_the_sample_of_taguette() -> None:
    found = read(SAMPLE)
    assert (len(found.documents), len(found.codes), len(found.codings)) == (17, 22, 1930)
    numbers = told(found)
    assert (numbers["read_documents"], numbers["read_codes"], numbers["read_codings"]) == (17, 22, 1930)
    assert (numbers["read_passages"], numbers["counted_in_bytes"], numbers["dropped_uncoded_passages"]) == (
        1794,
        1794,
        1,
    )
    assert numbers["kept_passages"] == len(found.passages) == 1791
    assert numbers["merged_passages"] == 2
    whole = {document.name: document.text or "" for document in found.documents}
    assert all(one.words == whole[one.document][one.start : one.end] for one in found.passages)
    assert all(code.definition for code in found.codes) and found.tool == "Taguette"


@ROUND
@given(projects(), st.sampled_from(["\n", "\r\n"]))
def test_libreqda_reads_what_was_written(tmp_path_factory: pytest.TempPathFactory, project: Project, end: str) -> None:
    found = read(taguette(tmp_path_factory.mktemp("t") / "x.sqlite3", project, end))
    assert found.documents == project.documents and found.codes == project.codes
    assert coded(found) == coded(project) and set(found.passages) == set(project.passages)


@ROUND
@given(projects(coders=("A", "Bé"), containers=True, cases=True, texts_missing=True), st.sampled_from(["\n", "\r\n"]))
def test_qualcoder_reads_what_was_written(tmp_path_factory: pytest.TempPathFactory, project: Project, end: str) -> None:
    found = read(qualcoder(tmp_path_factory.mktemp("q") / "data.qda", project, end))
    assert found.documents == project.documents and found.cases == project.cases
    assert coded(found) == coded(project) and set(found.passages) == set(project.passages)
    assert set(found.codes) == set(project.codes)
    seen: set[tuple[str, ...]] = {()}
    for code in found.codes:
        assert code.path[:-1] in seen
        seen.add(code.path)


BETWEEN = st.sampled_from(
    ["</p><p>", "</p>\n<p>", "</p>\r\n<p>", "<br>", "<br/>\n", "</p><!-- <p> --><h2 title='a>b'>", "</b>", "</td><td>"]
)


@ROUND
@given(st.lists(st.tuples(TEXTS.map(str.strip), BETWEEN), min_size=1, max_size=5), st.data())
def test_places_count_the_text_without_tags(
    tmp_path_factory: pytest.TempPathFactory, parts: list[tuple[str, str]], data: st.DataObject
) -> None:
    """A line end that only a tag stands for is shown and not counted; one that is there is both."""
    source, signs = "<p>", list[tuple[str, bool]]()
    for text, between in parts:
        source += html.escape(text).replace("ä", "&auml;").replace("ß", "&#xdf;")
        signs += [(sign, True) for sign in text]
        if "\n" in between:
            signs.append(("\n", True))
        elif between != "</b>":
            signs.append(("\n", False))
        source += between
    while not signs[-1][1]:
        signs.pop()
    counted = "".join(sign for sign, is_counted in signs if is_counted)
    start = data.draw(st.integers(0, len(counted) - 1))
    end = data.draw(st.integers(start + 1, len(counted)))
    at = [position for position, (_, is_counted) in enumerate(signs) if is_counted]
    shown = "".join(sign for sign, _ in signs)
    rows = [
        ("projects", (1, "P", "", "")),
        ("documents", (1, "d", "", "", "", 1, "LEFT_TO_RIGHT", source)),
        ("tags", (1, 1, "T", "")),
        (
            "highlights",
            (1, 1, len(counted[:start].encode()), len(counted[:end].encode()), html.escape(counted[start:end])),
        ),
        ("highlight_tags", (1, 1)),
    ]
    found = read(made(tmp_path_factory.mktemp("h") / "x.sqlite3", TAGUETTE, rows=rows))
    assert found.documents == (Document("d", shown),)
    first, last = at[start], at[end - 1] + 1
    assert found.passages == (Passage("d", first, last, shown[first:last]),)


def test_of_several_projects_one_is_asked_for(tmp_path: Path) -> None:
    rows = [("projects", (number, name, "", "")) for number, name in ((1, "Alt"), (2, "Neu"), (3, "Neu"), (4, "Leer"))]
    for number, project in enumerate((1, 2, 2, 3), 1):
        rows.append(("documents", (number, f"d{number}", "", "", "", project, "", "<p>ein Text</p>")))
        rows.append(("tags", (number, project, f"t{number}", "")))
        rows.append(("highlights", (number, number, 0, 3, "ein")))
        rows.append(("highlight_tags", (number, number)))
    path = made(tmp_path / "x.sqlite3", TAGUETTE, rows=rows)
    (asked,) = read(path).asked
    assert (asked.field, asked.choices) == ("project", ("Neu", "Alt", "Neu (2)"))
    assert read(path, {"project": "sonst"}).asked
    found = read(path, {"project": "Neu"})
    assert [document.name for document in found.documents] == ["d2", "d3"] and len(found.codings) == 2
    assert [document.name for document in read(path, {"project": "Neu (2)"}).documents] == ["d4"]


def test_collections_are_a_variable_or_several(tmp_path: Path) -> None:
    rows = [("projects", (1, "P", "", ""))]
    rows += [("documents", (n, "gleich", "", "", "", 1, "", "<p>x</p>")) for n in (1, 2, 3)]
    rows += [("collections", (1, "Ort", "", 1, None)), ("collections", (2, "Land", "", 1, 1))]
    rows += [("collection_documents", pair) for pair in ((1, 1), (2, 2))]
    found = read(made(tmp_path / "a.sqlite3", TAGUETTE, LIBREQDA, rows=rows))
    assert [(d.name, d.values) for d in found.documents] == [
        ("gleich", {"collection": "Ort"}),
        ("gleich (2)", {"collection": "Ort / Land"}),
        ("gleich (3)", {}),
    ]
    assert told(found)["renamed_documents"] == 2 and found.tool == "LibreQDA"
    rows.append(("collection_documents", (1, 2)))
    found = read(made(tmp_path / "b.sqlite3", TAGUETTE, LIBREQDA, rows=rows))
    assert found.documents[1].values == {"collection: Ort / Land": "Ort / Land", "collection: Ort": "Ort"}


def test_qualcoder_pictures_recordings_cases_and_memos(tmp_path: Path) -> None:
    text = "\ufeffAnna: Ja.\r\nBea: Nein 😀 doch."
    rows = [
        ("source (id, name, fulltext, mediapath)", (1, "g.txt", text, None)),
        ("source (id, name, fulltext, mediapath)", (2, "bild.png", None, "/images/bild.png")),
        ("source (id, name, fulltext, mediapath)", (3, "ton.mp3", "", "audio:/x/ton.mp3")),
        ("code_cat (catid, name, supercatid)", (1, "A", None)),
        ("code_cat (catid, name, supercatid, memo)", (2, "B", 1, "oben")),
        ("code_name (cid, name, catid, memo)", (1, "B", 2, "unten")),
        ("code_name (cid, name, catid)", (2, "C", None)),
        ("code_name (cid, name, catid, supercid)", (3, "D", None, 2)),
        ("code_text (cid, fid, seltext, pos0, pos1, owner, memo)", (1, 1, "Ja", 7, 9, "kl", "merken")),
        ("code_text (cid, fid, seltext, pos0, pos1, owner)", (3, 1, "doch", 24, 28, "kl")),
        ("code_image (id, x1, y1, width, height, cid, owner)", (2, 10, 20, 30, 40, 2, "kl")),
        ("code_image (id, x1, y1, width, height, cid, owner, pdf_page)", (2, 10, 20, 30, 40, 2, "kl", 7)),
        ("code_av (id, pos0, pos1, cid, owner)", (3, 61_000, 3_601_999, 2, "mn")),
        ("cases (caseid, name)", (1, "Anna")),
        ("cases (caseid, name)", (2, "Bea")),
        ("case_text (caseid, fid, pos0, pos1)", (1, 1, 1, 10)),
        ("case_text (caseid, fid, pos0, pos1)", (2, 1, 0, len(text) - 1)),
        ("case_text (caseid, fid, pos0, pos1)", (2, 3, 0, 0)),
        ("case_text (caseid, fid, pos0, pos1)", (9, 1, 0, 5)),
        ("attribute (name, attr_type, value, id)", ("Rolle", "case", "LR", 1)),
        ("attribute (name, attr_type, value, id)", ("Rolle", "case", "", 2)),
        ("attribute (name, attr_type, value, id)", ("Ort", "file", "Kiel", 1)),
    ]
    more = "alter table code_name add column supercid integer;"
    folder = tmp_path / "P.qda"
    folder.mkdir()
    made(folder / "data.qda", QUALCODER, more, rows=rows)
    found = read(folder)
    shown = "Anna: Ja.\nBea: Nein 😀 doch."
    assert found.documents == (
        Document("g.txt", shown, {"Ort": "Kiel"}),
        Document("bild.png"),
        Document("ton.mp3"),
    )
    assert found.cases == (
        Case("Anna", (Range("g.txt", 0, 9),), {"Rolle": "LR"}),
        Case("Bea", (Range("g.txt"), Range("ton.mp3"))),
    )
    assert found.codes == (
        Code(("A",), codable=False),
        Code(("A", "B"), "oben\nunten"),
        Code(("C",)),
        Code(("C", "D")),
    )
    assert found.passages == (
        Passage("g.txt", 6, 8, "Ja"),
        Passage("g.txt", 22, 26, "doch"),
        Passage("bild.png", None, None, None, "10,20 30×40"),
        Passage("bild.png", None, None, None, "7: 10,20 30×40"),
        Passage("ton.mp3", None, None, None, "0:01:01–1:00:01"),
    )
    assert found.codings[0] == Coding(0, ("A", "B"), "kl") and found.codings[-1] == Coding(4, ("C",), "mn")
    numbers = told(found)
    assert (numbers["dropped_memos"], numbers["merged_codes"], numbers["dropped_dangling_links"]) == (1, 1, 1)
    assert (numbers["texts_missing"], numbers["read_categories"], numbers["read_codes"]) == (2, 2, 3)


def rqda(tmp_path: Path, name: str, *more: tuple[str, tuple[object, ...]]) -> Project:
    rows: list[tuple[str, tuple[object, ...]]] = [
        ("source (id, name, file, status)", (1, "i1", "Wir brauchen Größe.", 1)),
        ("source (id, name, file, status)", (2, "i2", "gelöscht", 0)),
        ("freecode (id, name, memo, status)", (1, "Größe", "was gemeint ist", 1)),
        ("freecode (id, name, status)", (2, "Geld", 1)),
        ("freecode (id, name, status)", (3, "weg", 0)),
        ("codecat (catid, name, status)", (1, "Ziele", 1)),
        ("treecode (cid, catid, status)", (1, 1, 1)),
        ("coding (cid, fid, seltext, selfirst, selend, status, owner)", (1, 1, "Größe", 13.0, 18.0, 1, "rq")),
        ("coding (cid, fid, seltext, selfirst, selend, status, owner)", (1, 1, "Wir", 0.0, 3.0, 0, "rq")),
        ("coding (cid, fid, seltext, selfirst, selend, status, owner)", (1, 2, "weg", 0.0, 3.0, 1, "rq")),
        ("coding2 (cid, fid, seltext, selfirst, selend, status, owner)", (2, 1, "Wir", 0.0, 3.0, 1, "zw")),
        ("cases (id, name, status)", (1, "Person", 1)),
        ("caselinkage (caseid, fid, selfirst, selend, status)", (1, 1, 0.0, 19.0, 1)),
        ("caseAttr (variable, value, caseID, status)", ("Alter", "50", 1, 1)),
        ("fileAttr (variable, value, fileID, status)", ("Ort", "Kiel", 1, 1)),
        ("filecat (catid, name, status)", (1, "Nord", 1)),
        ("treefile (fid, catid, status)", (1, 1, 1)),
    ]
    return read(made(tmp_path / name, RQDA, rows=[*rows, *more]))


def test_rqda(tmp_path: Path) -> None:
    found = rqda(tmp_path, "a.rqda")
    assert found.documents == (Document("i1", "Wir brauchen Größe.", {"file category": "Nord", "Ort": "Kiel"}),)
    assert found.codes == (
        Code(("Ziele",), codable=False),
        Code(("Ziele", "Größe"), "was gemeint ist"),
        Code(("Geld",)),
    )
    assert coded(found) == {
        (Passage("i1", 13, 18, "Größe"), ("Ziele", "Größe"), "rq"),
        (Passage("i1", 0, 3, "Wir"), ("Geld",), "zw"),
    }
    assert found.cases == (Case("Person", (Range("i1"),), {"Alter": "50"}),)
    numbers = told(found)
    assert (numbers["dropped_deleted_codings"], numbers["dropped_dangling_codings"], numbers["read_codes"]) == (1, 1, 2)


def test_rqda_with_a_code_in_two_categories(tmp_path: Path) -> None:
    found = rqda(
        tmp_path,
        "b.rqda",
        ("codecat (catid, name, status)", (2, "Mittel", 1)),
        ("treecode (cid, catid, status)", (1, 2, 1)),
    )
    assert [code.path for code in found.codes] == [("Größe",), ("Geld",)]
    assert found.code_sets == {"Ziele": (("Größe",),), "Mittel": (("Größe",),)}
