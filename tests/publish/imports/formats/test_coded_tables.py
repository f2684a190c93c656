"""What single formats do that others do not."""

from pathlib import Path

import pytest

from publish.imports.project import Unreadable
from tests.publish.imports.formats.table_files import coded, read, said, write_csv, write_xlsx

MAXQDA = [
    "Dokumentgruppe",
    "Dokumentname",
    "Code",
    "Anfang",
    "Ende",
    "Gewicht",
    "Segment",
    "Erstellt von",
    "Erstellt am",
]


def maxqda(path: Path, *rows: list[object], header: list[str] = MAXQDA) -> Path:
    return write_xlsx(path, {"Codierte Segmente": [list(header), *rows]})


def test_paragraphs_are_places_and_groups_are_values(tmp_path: Path) -> None:
    project = read(
        maxqda(
            tmp_path / "a",
            ["Leitung", "I1", "Zeit > Druck", 3, 3, 50, " eins\nzwei", "AK", "1"],
            ["", "I2", "Zeit", 4.0, 6.0, 0, "drei", "AK", "2"],
        )
    )
    assert [(p.place, p.start, p.words) for p in project.passages] == [
        ("3", None, " eins\nzwei"),
        ("4–6", None, "drei"),
    ]
    assert {d.name: dict(d.values) for d in project.documents} == {"I1": {"document group": "Leitung"}, "I2": {}}
    assert [code.path for code in project.codes] == [("Zeit",), ("Zeit", "Druck")]
    assert said(project)["dropped_weights"] == 1


def test_one_name_in_two_groups_is_two_documents(tmp_path: Path) -> None:
    project = read(
        maxqda(
            tmp_path / "a",
            ["A", "I1", "x", 1, 1, 0, "eins", "AK", "1"],
            ["B", "I1", "x", 1, 1, 0, "eins", "AK", "2"],
            ["B", "I2", "x", 1, 1, 0, "eins", "AK", "3"],
        )
    )
    assert [document.name for document in project.documents] == ["A\\I1", "B\\I1", "I2"]
    assert len(project.codings) == 3 and {p.document for p in project.passages} == {"A\\I1", "B\\I1", "I2"}


def test_group_and_document_in_one_cell_are_parted(tmp_path: Path) -> None:
    header = ["Document name", "Code", "Begin", "End", "Weight", "Segment"]
    rows: list[list[object]] = [["G\\I1", "x", 1, 1, 0, "eins"], ["H\\I2", "x", 1, 1, 0, "zwei"]]
    project = read(maxqda(tmp_path / "a", *rows, header=header))
    assert {d.name: dict(d.values) for d in project.documents} == {
        "I1": {"document group": "G"},
        "I2": {"document group": "H"},
    }
    other = read(maxqda(tmp_path / "b", *rows, ["I3", "x", 1, 1, 0, "drei"], header=header))
    assert [d.name for d in other.documents] == ["G\\I1", "H\\I2", "I3"]


def test_further_columns_are_variables_where_they_hold_for_the_document(tmp_path: Path) -> None:
    header = [*MAXQDA, "Alter", "Satz"]
    project = read(
        maxqda(
            tmp_path / "a",
            ["", "I1", "x", 1, 1, 0, "eins", "AK", "1", 30, "a"],
            ["", "I1", "y", 2, 2, 0, "zwei", "AK", "2", 30, "b"],
            ["", "I2", "y", 2, 2, 0, "drei", "AK", "3", 41.0, "c"],
            header=header,
        )
    )
    assert [dict(document.values) for document in project.documents] == [{"Alter": "30"}, {"Alter": "41"}]
    assert ("dropped_columns", ("Satz",)) in [(told.kind, told.details) for told in project.told]


def test_the_same_row_twice_is_one_coding_and_a_later_one_another(tmp_path: Path) -> None:
    row: list[object] = ["", "I1", "x", 1, 1, 0, "ja", "AK", "10:00"]
    project = read(maxqda(tmp_path / "a", row, row, [*row[:8], "10:01"], ["", "I1", "y", 1, 1, 0, "ja", "AK", "10:02"]))
    assert [(p.place, c.code) for p, c in coded(project)] == [("1", ("x",)), ("1 (2)", ("x",)), ("1", ("y",))]
    assert said(project)["merged_codings"] == 1


@pytest.mark.parametrize(
    ("codes", "mark", "paths"),
    [
        (["A > B", "A"], " > ", {("A",), ("A", "B")}),
        (["A\\B", "C\\D\\E"], "\\", {("A",), ("A", "B"), ("C",), ("C", "D"), ("C", "D", "E")}),
        (["A > B", "A > C\\D"], " > ", {("A",), ("A", "B"), ("A", "C\\D")}),
        (["A/B", "3 >4"], "", {("A/B",), ("3 >4",)}),
        (["A > ", "B > C"], " > ", {("A >",), ("B",), ("B", "C")}),
    ],
)
def test_what_parts_the_levels_of_codes(
    tmp_path: Path, codes: list[str], mark: str, paths: set[tuple[str, ...]]
) -> None:
    rows: list[list[object]] = [["", "I1", code, n, n, 0, "ja", "AK", n] for n, code in enumerate(codes)]
    project = read(maxqda(tmp_path / "a", *rows))
    assert {code.path for code in project.codes} == paths
    assert [told.details for told in project.told if told.kind == "code_separator"] == ([(mark,)] if mark else [])
    assert {mark.join(coding.code) for coding in project.codings} == {code.strip() for code in codes}


def test_a_highlight_without_a_tag_is_said_and_its_document_stays(tmp_path: Path) -> None:
    rows = [["id", "document", "collection", "tag", "content"], [1, "a", "G", "x", "ja"], [2, "b", "", "", "nein"]]
    project = read(write_csv(tmp_path / "a.csv", rows))
    assert [d.name for d in project.documents] == ["a", "b"] and project.documents[0].values == {"collection": "G"}
    assert said(project)["dropped_uncoded_passages"] == 1 and len(project.passages) == 1


def test_tags_below_each_other_in_a_circle_come_to_an_end(tmp_path: Path) -> None:
    rows = [
        ["tag", "description", "color", "parent", "number of highlights"],
        ["a", "", "", "b", 1],
        ["b", "B", "", "a", 1],
    ]
    project = read(write_csv(tmp_path / "a.csv", rows))
    assert {("a",), ("b",)} <= {code.path[-1:] for code in project.codes}


def test_the_report_of_qualcoder(tmp_path: Path) -> None:
    rows = [
        ["File", "Coder", "Coded", "Id", "Codename", "Coded_Memo", "Category"],
        ["i1.txt", "AK", "eins", 7, "Druck", "", "Zeit"],
        ["i1.txt", "BL", "zwei", 8, "Rest", "m", ""],
    ]
    project = read(write_csv(tmp_path / "a.csv", rows, encoding="utf-8-sig"))
    assert project.format == "QualCoder report" and said(project)["dropped_comments"] == 1
    assert [(c.path, c.codable) for c in project.codes] == [
        (("Zeit",), False),
        (("Zeit", "Druck"), True),
        (("Rest",), True),
    ]


def test_excerpts_of_dedoose(tmp_path: Path) -> None:
    header = ["Media Title", "Excerpt Range", "Excerpt Creator", "Excerpt Date", "Excerpt Copy", "Alter"]
    header += ["Code: A; B Applied", "Code: A; B Weight", "Code: C Applied", "Code: C Range"]
    rows = [
        header,
        ["m1", "1-9", "AK", "d", "eins", "30", "True", "1", "True", ""],
        ["m1", "9-12", "AK", "d", "zwei", "30", "False", "", "True", ""],
        ["m2", "1-3", "AK", "d", "drei", "40", "False", "", "False", ""],
    ]
    project = read(write_csv(tmp_path / "a.csv", rows))
    assert project.format == "Dedoose"
    assert [(p.words, c.code) for p, c in coded(project)] == [("eins", ("A; B",)), ("eins", ("C",)), ("zwei", ("C",))]
    assert {d.name: dict(d.values) for d in project.documents} == {"m1": {"Alter": "30"}, "m2": {"Alter": "40"}}


def test_the_classification_of_nvivo(tmp_path: Path) -> None:
    rows = [["", "A : Alter", "B : Rolle"], ["1 : Cases\\Anna", "30", "Team"], ["2 : Bert", "40", "Unassigned"]]
    project = read(write_xlsx(tmp_path / "a", {"Person": rows}))
    assert project.format == "NVivo classification" and project.table
    assert project.table.header == ("Case", "Alter", "Rolle") and project.table.rows[0] == ("Anna", "30", "Team")


def test_codes_of_a_quotation_stand_in_one_cell(tmp_path: Path) -> None:
    rows = [
        ["ID", "Document", "Quotation Content", "Codes", "Number of Codes", "Document Groups", "Comment"],
        ["02:02", "D1", "eins", "x\ny", 2, "role: A", "m"],
        ["25:01:00", "D1", "zwei", "x", 1, "role: A", ""],
        ["02:02", "D2", "drei", "", 0, "role: B", ""],
    ]
    project = read(write_csv(tmp_path / "a.csv", rows, ";"))
    assert project.format == "ATLAS.ti quotations"
    assert [(p.words, c.code[0]) for p, c in coded(project)] == [("eins", "x"), ("eins", "y"), ("zwei", "x")]
    assert [d.values["document group"] for d in project.documents] == ["role: A", "role: B"]
    assert said(project)["dropped_uncoded_passages"] == 1


REPORT = """Projekt: X
Codebericht
(2) Codes
  ○ Zeit
2 Zitate:
  1:1 ¶ 3, in Interview 1
  Zeile eins
  ○ keine neue Zeile eines Codes
  1:2 ¶ 3, in Interview 1
  Zeile eins
  ○ Ort
1 Zitat:
  2:1 ¶ 5 – 6, in Interview 2
ja
  ○ Leer
0 Zitate:
  ○ Falsch
3 Zitate:
  1:1 ¶ 3, in Interview 1
  Zeile eins
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_report_of_atlasti_in_german(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(REPORT.replace("\n", "\r\n").encode(encoding))
    project = read(path)
    assert project.format == "ATLAS.ti report"
    assert [code.path for code in project.codes] == [("Zeit",), ("Ort",), ("Leer",), ("Falsch",)]
    assert [(p.document, p.place, c.code[0]) for p, c in coded(project)] == [
        ("Interview 1", "¶ 3", "Zeit"),
        ("Interview 1", "¶ 3", "Zeit"),
        ("Interview 2", "¶ 5 – 6", "Ort"),
        ("Interview 1", "¶ 3", "Falsch"),
    ]
    assert project.passages[0].words == "  Zeile eins\n  ○ keine neue Zeile eines Codes"
    assert said(project)["quotations_differ"] == 1


def test_a_report_without_a_quotation_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Code Report\n  ○ Zeit\n0 Quotations:\n", encoding="utf-8")
    with pytest.raises(Unreadable):
        read(path)


def test_a_table_of_codes_and_definitions_is_a_codebook(tmp_path: Path) -> None:
    rows = [["Code", "Oberkategorie", "Definition"], ["Zeit", "", "Z"], ["Druck", "Zeit", "D"]]
    project = read(write_csv(tmp_path / "a.csv", rows))
    assert [(c.path, c.definition) for c in project.codes] == [(("Zeit",), "Z"), (("Zeit", "Druck"), "D")]


def test_a_person_beside_a_document_is_who_speaks(tmp_path: Path) -> None:
    rows = [["Interview", "Person", "Code", "Zitat"], ["Gruppe 1", "Anna", "x", "ja"], ["Gruppe 1", "Bert", "x", "ja"]]
    project = read(write_csv(tmp_path / "a.csv", rows))
    assert [p.speaker for p in project.passages] == ["Anna", "Bert"] and len(project.documents) == 1


def test_ids_that_come_again_are_passages_and_ids_of_rows_are_not(tmp_path: Path) -> None:
    header = ["ID", "Interview", "Code", "Zitat"]
    again = read(write_csv(tmp_path / "a.csv", [header, [1, "a", "x", "ja"], [1, "a", "y", "ja"], [2, "a", "x", "ja"]]))
    assert len(again.passages) == 2
    rows = read(write_csv(tmp_path / "b.csv", [header, [1, "a", "x", "ja"], [2, "a", "y", "ja"]]))
    assert len(rows.passages) == 1


def test_begin_and_end_are_characters_where_they_are_as_far_apart_as_words_are_long(tmp_path: Path) -> None:
    header = ["Document", "Code", "Text", "Start", "End"]
    project = read(write_csv(tmp_path / "a.csv", [header, ["a", "x", "jaja", 10, 14], ["a", "y", "nein", 3, 7]]))
    assert [(p.start, p.end, p.place) for p in project.passages] == [(10, 14, ""), (3, 7, "")]
    project = read(write_csv(tmp_path / "b.csv", [header, ["a", "x", "jaja", 10, 10], ["a", "y", "nein", 3, 4]]))
    assert [(p.start, p.end, p.place) for p in project.passages] == [(None, None, "10"), (None, None, "3–4")]
