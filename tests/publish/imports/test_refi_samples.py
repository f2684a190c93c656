"""REFI-QDA files that real tools wrote: their counts come out as they were counted by hand."""

import csv
from pathlib import Path

import pytest

from publish.imports.opening import opened
from publish.imports.project import Project, Unreadable
from publish.imports.texts import TOLD
from tests.conftest import ROOT
from tests.publish.imports.qdpx import numbers, read_file

SAMPLES = ROOT.parent / "shared" / "samples"
if not SAMPLES.is_dir():
    SAMPLES = ROOT.parents[1] / "shared" / "samples"


def sample(name: str) -> Path:
    path = SAMPLES / name
    if not path.exists():
        pytest.skip(f"no sample {name}")
    return path


def project(name: str) -> Project:
    found = read_file(sample(name))
    for told in found.told:
        for lang in ("de", "en"):
            assert TOLD[lang][told.kind].format(*told.details, number=told.number)
    assert_whole(found)
    return found


def assert_whole(project: Project) -> None:
    """Check what every reader promises."""
    paths = [code.path for code in project.codes]
    names = [document.name for document in project.documents]
    assert len(set(paths)) == len(paths) and len(set(names)) == len(names)
    assert all(not path[:-1] or path[:-1] in paths[:index] for index, path in enumerate(paths))
    assert len(set(project.passages)) == len(project.passages) and len(set(project.codings)) == len(project.codings)
    assert {coding.code for coding in project.codings} <= set(paths)
    assert {coding.passage for coding in project.codings} == set(range(len(project.passages)))
    texts = {document.name: document.text for document in project.documents}
    for passage in project.passages:
        text = texts[passage.document]
        if text is not None and passage.start is not None:
            assert text[passage.start : passage.end] == passage.words
    assert all(part.document in names for case in project.cases for part in case.parts)


def test_atlasti_writes_every_pdf_quotation_twice() -> None:
    found = project("qdpx/atlasti8-mac_standard-project.qdpx")
    told = numbers(found)
    assert (told["read_codes"], told["read_documents"], told["read_selections"], told["read_codings"]) == (
        14,
        12,
        15,
        16,
    )
    assert (told["read_users"], told["read_sets"], told["dropped_memos"]) == (3, 16, 2)
    assert told["read_selections"] - told["merged_selections"] == 13
    assert len(found.codings) == told["kept_codings"] == 14 and told["merged_codings"] == 2
    assert len(found.passages) == 11 and told["dropped_uncoded_passages"] == 2
    assert all(document.text is None for document in found.documents) and told["texts_missing"] == 10
    assert found.tool.startswith("ATLAS.ti 8.4.0")


def test_atlasti_hides_groups_in_names_of_sets() -> None:
    found = project("qdpx/atlasti8-mac_standard-project.qdpx")
    values = {document.name: document.values for document in found.documents}
    assert values["Mabel.txt"] == {"Mabel": "Mabel", "Text files": "Text files", "gender": "female", "age": "25"}
    assert values["Simon.docx"]["gender"] == "male" and values["Simon.docx"]["age"] == "67"
    assert set(found.code_sets) == {"Feelings", "negative feelings", "Breakfast food", "positive feelings"}
    assert len(found.code_sets["Feelings"]) == 6 and ("Coke::diet Coke",) in found.code_sets["Breakfast food"]
    assert dict.fromkeys(code.path for code in found.codes if code.definition) and len(found.codes) == 14


def test_the_name_of_a_quotation_is_its_words_only_where_it_is_as_long() -> None:
    words = {p.start: p for p in project("qdpx/atlasti8-mac_standard-project.qdpx").passages}
    assert words[139].words == "Oh, that was great. See you tomorrow? Eleven thirty. Mm."
    assert words[688].words is None  # a name somebody gave it
    assert words[0].words is not None and words[0].words.endswith("…")


def test_places_of_media_and_pages() -> None:
    found = project("qdpx/atlasti8-mac_standard-project.qdpx")
    places = {(p.document.rpartition(".")[2], p.place) for p in found.passages}
    assert ("mp4", "0:00:14–0:00:17") in places and ("pdf", "1") in places and ("jpg", "(267,1–992,720)") in places


def test_aqda_gives_variables_and_code_points() -> None:
    found = project("qdpx/aqda05_td-survey_variables.qdpx")
    told = numbers(found)
    read = (told["read_codes"], told["read_documents"], told["read_selections"], told["read_codings"])
    assert read == (49, 103, 121, 121) and told["read_variables"] == 4 and told["read_users"] == 2
    assert len(found.codings) == 121 and len(found.codes) == 49 and len(found.documents) == 103
    assert {name for document in found.documents for name in document.values} == {
        "education", "experience", "role", "usefulness"
    }  # fmt: skip
    assert told["counted_in_code_points"] == 118 and {coding.coder for coding in found.codings} == {"JPB"}
    assert sum(document.text == "" for document in found.documents) == told["texts_empty"] == 11


def test_aqda_agrees_with_its_own_table() -> None:
    with sample("tables/aqda05_td-survey_codings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {(r["document"], int(r["start_pos"]), int(r["end_pos"]), r["text"]) for r in csv.DictReader(file)}
    found = project("qdpx/aqda05_td-survey_variables.qdpx")
    assert {(p.document, p.start, p.end, p.words) for p in found.passages} == rows


def test_persons_behind_a_topic_are_those_the_authors_counted() -> None:
    """Distinct persons of role Software Developer, as in the authors' own table."""
    found = project("qdpx/aqda05_td-survey_variables.qdpx")
    roles = {document.name: document.values.get("role", "") for document in found.documents}
    named = {
        top: {
            found.passages[c.passage].document
            for c in found.codings
            if c.code[0] == top and "developer" in roles[found.passages[c.passage].document].lower()
        }
        for top in ("information to be provided", "trigger/threshold")
    }
    assert len(named["information to be provided"]) == 25 and len(named["trigger/threshold"]) == 6


def test_nvivo_for_mac_gives_a_tree_and_empty_texts() -> None:
    found = project("qdpx/nvivo-mac15_qc-project.qdpx")
    told = numbers(found)
    assert len(found.codes) == told["read_codes"] == 262 and max(len(code.path) for code in found.codes) == 7
    assert len(found.documents) == 2 and told["texts_empty"] == 2 and not found.codings
    assert told["read_users"] == 2


@pytest.mark.parametrize(
    ("name", "codes", "sets", "tool"),
    [
        ("libreqda121_en_codebook", 5, 0, "Taguette 1.2.1"),
        ("taguette152_serdif_codebook", 22, 0, "Taguette 1.5.2"),
        ("portableqda_doorstop-core-tests-files-exported", 8, 2, ""),
        ("portableqda_portableQDA_test_compare_Diff_destAtlas", 2, 1, ""),
    ],
)
def test_codebooks(name: str, codes: int, sets: int, tool: str) -> None:
    found = project(f"qdc/{name}.qdc")
    assert (len(found.codes), numbers(found).get("read_sets", 0), found.tool) == (codes, sets, tool)
    assert found.format == "REFI-QDA codebook" and not found.documents


def test_the_description_of_the_draft_is_a_definition() -> None:
    found = project("qdc/portableqda_doorstop-core-tests-files-exported.qdc")
    assert next(code for code in found.codes if code.path == ("SYS::REQ006",)).definition == "Hello, world!"
    assert len(found.code_sets["SYS::files"]) >= 1


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("native/atlasti23_survey-bundle.atlproj23", "native_atlasti"),
        ("native/maxqda20_annan.mx20", "native_maxqda"),
        ("negative/lens_corrupt.qdpx", "no_xml"),
    ],
)
def test_what_cannot_be_read_says_what_to_export(name: str, kind: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_file(sample(name))
    assert caught.value.fault.kind == kind


def test_text_is_no_codebook_whatever_it_is_called() -> None:
    assert opened(sample("negative/lens_corrupt.qdc")).kind == "text"
    with pytest.raises(LookupError):
        read_file(sample("negative/lens_corrupt.qdc"))
