"""Tables the tools wrote: what is read of them is what is in them."""

from collections import Counter

import pytest

from publish.imports import texts
from publish.imports.formats import READERS
from publish.imports.opening import opened
from publish.imports.project import Project
from tests.publish.imports.formats.table_files import SAMPLES, coded, read, said

TABLES = SAMPLES / "tables"
NEEDED = pytest.mark.skipif(not TABLES.is_dir(), reason=f"{TABLES} is not here")
CODED = [  # file, format, documents, codes, passages, codings
    ("tables/aqda05_td-survey_codings.csv", "AQDA", 64, 45, 120, 121),
    ("tables/atlasti23_codes-report.txt", "ATLAS.ti report", 64, 45, 120, 121),
    ("tables/libreqda121_en_highlights.csv", "Taguette", 3, 4, 8, 10),
    ("tables/libreqda121_en_highlights.xlsx", "Taguette", 3, 4, 8, 10),
    ("tables/maxqda12-pl_coded-segments.xls", "MAXQDA", 39, 7, 401, 402),
    ("tables/taguette152_serdif_highlights.xlsx", "Taguette", 17, 22, 1793, 1930),
    ("tables/taguette_serdif_all_tags_20220303.csv", "Taguette", 17, 22, 1793, 1930),
    ("tables/td-survey_requirements-and-respondents.csv", "table", 64, 50, 114, 114),
    ("tables/zotqda_fragments.csv", "zotQDA", 2, 2, 2, 2),
    ("negative/lens_doublebom.csv", "table", 1, 1, 1, 1),
    ("negative/lens_nobom.csv", "table", 1, 1, 1, 1),
]
PERSONS = [  # file, format, rows, columns
    ("qualcoder_case-attributes_123.csv", "table", 3, ("case", "Age", "gender", "interest")),
    ("qualcoder_case-attributes_456.xlsx", "table", 3, ("case", "Age", "gender", "interest")),
    ("td-survey_respondents-dataset.csv", "table", 103, ("scenario", "id", "education", "experience", "role")),
    *(
        (
            f"td-survey_atlasti-survey-import_s{number}.xlsx",
            "ATLAS.ti survey",
            rows,
            ("id", "scenario", "education", "experience", "role", "usefulness"),
        )
        for number, rows in ((1, 25), (2, 21), (3, 21), (4, 13), (5, 23))
    ),
]


@NEEDED
@pytest.mark.parametrize(("name", "format_", "documents", "codes", "passages", "codings"), CODED)
def test_what_is_coded(name: str, format_: str, documents: int, codes: int, passages: int, codings: int) -> None:
    project = read(SAMPLES / name)
    assert project.format == format_
    found = len(project.documents), len(project.codes), len(project.passages), len(project.codings)
    assert found == (documents, codes, passages, codings)
    assert said(project)["read_codings"] == codings and not project.asked
    known = {code.path for code in project.codes}
    assert all(coding.code in known for coding in project.codings)
    for lang in ("de", "en"):
        for told in project.told:
            assert texts.TOLD[lang][told.kind].format(*told.details, number=told.number)


@NEEDED
@pytest.mark.parametrize(("name", "format_", "rows", "columns"), PERSONS)
def test_who_was_asked(name: str, format_: str, rows: int, columns: tuple[str, ...]) -> None:
    project = read(TABLES / name)
    assert project.format == format_ and project.table and not project.codings
    assert project.table.header == columns and len(project.table.rows) == rows


@NEEDED
@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("taguette152_serdif_codebook.xlsx", 22),
        ("taguette_serdif_codebook_20220303.csv", 22),
        ("libreqda121_en_codebook.csv", 5),
    ],
)
def test_codebooks(name: str, codes: int) -> None:
    project = read(TABLES / name)
    assert len(project.codes) == codes and not project.documents and not project.codings
    if name.startswith("libreqda"):
        assert {("benefits",), ("benefits", "skill development")} <= {code.path for code in project.codes}
        assert project.tool == "LibreQDA"
    else:
        assert all(code.definition for code in project.codes) and project.tool == "Taguette"


@NEEDED
def test_a_table_of_requirements_has_codes_and_nobody() -> None:
    project = read(TABLES / "td-survey_requirements-dataset.csv")
    assert project.table and len(project.table.rows) == 46 and not project.codings


@NEEDED
def test_two_documents_of_maxqda_are_missing_in_between() -> None:
    project = read(TABLES / "maxqda12-pl_coded-segments.xls")
    (gaps,) = [told for told in project.told if told.kind == "gaps"]
    assert gaps.number == 2 and gaps.details == ("14, 25",)
    assert {coding.coder for coding in project.codings} == {"agata"}
    assert any(passage.words and passage.words.startswith(" ") for passage in project.passages)
    assert all(passage.start is None and passage.place for passage in project.passages)
    assert not any(document.values for document in project.documents)


@NEEDED
def test_of_two_words_alike_in_a_paragraph_each_has_its_code() -> None:
    """Five codings differ from another in nothing but the second in which they were made."""
    project = read(TABLES / "maxqda12-pl_coded-segments.xls")
    assert sum(passage.place.endswith(")") for passage in project.passages) == 5


@NEEDED
def test_the_same_highlights_in_two_exports() -> None:
    one = read(TABLES / "taguette152_serdif_highlights.xlsx")
    other = read(TABLES / "taguette_serdif_all_tags_20220303.csv")
    assert Counter(passage for passage, _ in coded(one)).total() == Counter(p for p, _ in coded(other)).total()
    assert {document.name for document in one.documents} == {document.name for document in other.documents}
    assert {code.path for code in one.codes} == {code.path for code in other.codes}


@NEEDED
def test_the_report_of_atlasti_and_the_table_of_aqda_agree() -> None:
    """Both hold the same 121 quotations."""
    report = read(TABLES / "atlasti23_codes-report.txt")
    table = read(TABLES / "aqda05_td-survey_codings.csv")
    assert Counter((p.document, c.code) for p, c in coded(report)) == Counter(
        (p.document, c.code) for p, c in coded(table)
    )
    assert "lengths_differ" not in said(table) and "quotations_differ" not in said(report)


@NEEDED
def test_how_many_developers_said_what() -> None:
    """Distinct persons of a role by category, as the authors count them."""
    project = read(TABLES / "td-survey_requirements-and-respondents.csv")
    roles = {document.name: document.values["respondent-role"] for document in project.documents}
    persons: dict[str, set[str]] = {}
    for passage, coding in coded(project):
        if roles[passage.document] == "Software Developer":
            persons.setdefault(coding.code[0], set()).add(passage.document)
    assert len(persons["information to be provided"]) == 25
    assert len(persons["trigger/threshold"]) == 8


@NEEDED
def test_offsets_are_kept_where_a_tool_counts_characters() -> None:
    project = read(TABLES / "aqda05_td-survey_codings.csv")
    first = project.passages[0]
    assert (first.start, first.end) == (1036, 1129) and len(first.words or "") == 1129 - 1036


@NEEDED
def test_no_other_reader_takes_a_table_first() -> None:
    for name, format_, *_ in CODED:
        file = opened(SAMPLES / name)
        takers = [name for name, reader in READERS.items() if reader.recognises(file)]
        assert takers[0] == format_ and set(takers) <= {format_, "table"}


def test_each_format_says_whether_it_was_tried() -> None:
    project = Project("")
    assert project.format == ""
    ours = {name: reader for name, reader in READERS.items() if hasattr(reader, "TRIED")}
    assert {name for name, reader in ours.items() if not reader.TRIED} == {
        "ATLAS.ti quotations",
        "Dedoose",
        "NVivo classification",
        "QualCoder report",
    }
