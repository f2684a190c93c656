"""What REFI-QDA projects hold besides spans of text: pages, recordings, transcripts, whole documents, values, cases."""

from pathlib import Path

import pytest

from publish.imports.project import Project, Range
from tests.publish.imports.qdpx import Marked, Source, numbers, packed, points, qdpx, read, utf16
from tests.publish.imports.test_refi_samples import assert_whole

CODES = (
    '<CodeBook><Codes><Code guid="{AAAA}" name="A" isCodable="false"><Description> Was A ist. </Description>'
    '<Code guid="BBBB" name="B::C" isCodable="true"/></Code><Code guid="CCCC" name="B::C" isCodable="true"/>'
    "</Codes></CodeBook>"
)
USERS = '<Users><User guid="u1" name="Anna"/><User guid="u2" id="B"/></Users>'
A = '<Coding creatingUser="U1"><CodeRef targetGUID="aaaa"/></Coding>'
B = '<Coding creatingUser="{u2}"><CodeRef targetGUID="{bbbb}"/></Coding>'


def project(tmp_path: Path, sources: str, rest: str = "", before: str = "", origin: str = "", **texts: str) -> Project:
    xml = (
        f'<p:Project xmlns:p="urn:QDA-XML:project:1.0" xmlns="urn:QDA-XML:project:1.0" origin="{origin}">{USERS}{CODES}'
        f"{before}<Sources>{sources}</Sources>{rest}</p:Project>"
    )
    found = read(tmp_path, packed(xml, {f"sources/{name}.txt": text.encode() for name, text in texts.items()}))
    assert_whole(found)
    return found


def test_codes_keep_their_tree_their_definition_and_colons_in_their_names(tmp_path: Path) -> None:
    found = project(tmp_path, "")
    assert [(c.path, c.definition, c.codable) for c in found.codes] == [
        (("A",), "Was A ist.", False),
        (("A", "B::C"), "", True),
        (("B::C",), "", True),
    ]


def test_coders_by_name_or_id_and_guids_however_written(tmp_path: Path) -> None:
    marked = f'<PlainTextSelection startPosition="0" endPosition="4">{A}{B}</PlainTextSelection>'
    text = "<PlainTextContent>Wort</PlainTextContent>"
    found = project(tmp_path, f'<TextSource name="T">{text}{marked}{A}{B}</TextSource>')
    assert {(c.code, c.coder) for c in found.codings} == {(("A",), "Anna"), (("A", "B::C"), "B")}
    assert numbers(found)["merged_codings"] == 2  # the whole of a text of one word is that word


def test_a_whole_document_may_be_coded(tmp_path: Path) -> None:
    found = project(tmp_path, f'<TextSource name="T" plainTextPath="a.txt">{A}</TextSource>', a="Eins\r\nzwei")
    assert found.passages[0][:4] == ("T", 0, 9, "Eins\nzwei") and numbers(found)["whole_documents"] == 1
    found = project(tmp_path, f'<PictureSource name="P" path="internal://p.jpg">{A}</PictureSource>')
    assert found.passages[0][:4] == ("P", None, None, None) and numbers(found).get("texts_missing") is None


def test_a_page_and_its_text_are_one_passage(tmp_path: Path) -> None:
    pdf = (
        '<PDFSource name="P"><PDFSelection guid="s" page="2" firstX="1" firstY="2" secondX="3" secondY="4">'
        f"<Representation><PlainTextContent>anders</PlainTextContent></Representation>{A}</PDFSelection>"
        '<PDFSelection guid="t" page="0" firstX="1" firstY="2" secondX="3" secondY="4">' + B + "</PDFSelection>"
        '<Representation plainTextPath="internal://r.txt"><PlainTextSelection guid="{S}" startPosition="5" '
        f'endPosition="9">{A}{B}</PlainTextSelection></Representation></PDFSource>'
    )
    found = project(tmp_path, pdf, r="Vorn Mitte")
    assert [p[:5] for p in found.passages] == [("P", 5, 9, "Mitt", "3"), ("P", None, None, None, "1 (1,2–3,4)")]
    assert len(found.codings) == 3 and numbers(found)["merged_codings"] == numbers(found)["merged_selections"] == 1


def test_recordings_say_when(tmp_path: Path) -> None:
    audio = f'<AudioSource name="T"><AudioSelection begin="3723000" end="7323999">{A}</AudioSelection></AudioSource>'
    assert project(tmp_path, audio).passages[0].place == "1:02:03–2:02:03"


def test_a_transcript_is_the_text_of_its_recording(tmp_path: Path) -> None:
    video = (
        '<VideoSource name="V"><Transcript plainTextPath="internal://t.txt"><SyncPoint guid="p" position="5" '
        'timeStamp="1000"/><SyncPoint guid="q" position="10" timeStamp="62000"/>'
        f'<TranscriptSelection fromSyncPoint="p" toSyncPoint="q">{A}</TranscriptSelection></Transcript></VideoSource>'
    )
    found = project(tmp_path, video, t="Also dann gut")
    assert found.passages[0][:5] == ("V", 5, 10, "dann ", "0:00:01–0:01:02")
    assert found.documents[0].text == "Also dann gut"


def test_marks_in_a_second_text_keep_their_words(tmp_path: Path) -> None:
    one = '<Transcript plainTextPath="internal://{0}.txt">{1}</Transcript>'
    marked = f'<PlainTextSelection startPosition="0" endPosition="4">{A}</PlainTextSelection>'
    video = f'<VideoSource name="V">{one.format("a", "")}{one.format("b", marked)}</VideoSource>'
    found = project(tmp_path, video, a="Erster Text", b="Noch einer")
    assert found.passages[0][:5] == ("V", None, None, "Noch", "0–4") and found.documents[0].text == "Erster Text"


def test_names_are_words_for_atlasti_alone(tmp_path: Path) -> None:
    one = '<PlainTextSelection name="Genau so" startPosition="3" endPosition="11">' + A + "</PlainTextSelection>"
    source = f'<TextSource name="T" plainTextPath="internal://weg.txt">{one}</TextSource>'
    assert project(tmp_path, source, origin="MAXQDA 24").passages[0].words is None
    found = project(tmp_path, source, origin="ATLAS.ti 9")
    assert found.passages[0][:4] == ("T", 3, 11, "Genau so") and numbers(found)["words_from_names"] == 1


def test_values_of_every_type_and_several_of_one(tmp_path: Path) -> None:
    variables = "<Variables>" + "".join(f'<Variable guid="{n}" name="{n}"/>' for n in ("x", "y", "z")) + "</Variables>"
    value = '<VariableValue><VariableRef targetGUID="{}"/><{}Value>{}</{}Value></VariableValue>'
    given = [("x", "Integer", 12), ("y", "Boolean", "true"), ("z", "Date", "2020-01-02"), ("x", "Text", "viel")]
    inner = "".join(value.format(name, kind, said, kind) for name, kind, said in given)
    found = project(tmp_path, f'<TextSource name="T">{inner}</TextSource>', before=variables)
    assert found.documents[0].values == {"x": "12; viel", "y": "true", "z": "2020-01-02"}
    assert numbers(found)["several_values"] == 1 and numbers(found)["read_variables"] == 3


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("gender: male", {"gender": "male"}),
        ("role::Software Developer", {"role": "Software Developer"}),
        ("Kreis::Nord::Ost", {"Kreis": "Nord::Ost"}),
        ("Text files", {"Text files": "Text files"}),
        ("12:30", {"12:30": "12:30"}),
        ("http://a", {"http://a": "http://a"}),
        (":: x", {":: x": ":: x"}),
        ("offen: ", {"offen:": "offen:"}),
    ],
)
def test_groups_hide_in_names_of_sets(name: str, values: dict[str, str], tmp_path: Path) -> None:
    sets = f'<Sets><Set name="{name}"><MemberSource targetGUID="t"/></Set></Sets>'
    found = project(tmp_path, '<TextSource guid="T" name="T"/><TextSource guid="o" name="O"/>', sets)
    assert [document.values for document in found.documents] == [values, {}]


def test_a_group_interview_has_a_case_for_each_part(tmp_path: Path) -> None:
    marked = '<PlainTextSelection guid="{}" startPosition="{}" endPosition="{}"/>'
    source = (
        '<TextSource guid="t" name="T" plainTextPath="internal://t.txt">'
        f"{marked.format('s1', 0, 5)}{marked.format('s2', 7, 10)}</TextSource>"
    )
    cases = (
        '<Cases><Case name="Frau X"><SelectionRef targetGUID="s1"/></Case>'
        '<Case name="Frau X"><CodeRef targetGUID="aaaa"/><SelectionRef targetGUID="{S2}"/><SourceRef targetGUID="t"/>'
        "</Case></Cases>"
    )
    found = project(tmp_path, source, before=cases, t="Eins,\r\nzwei")
    assert [(case.name, case.parts) for case in found.cases] == [
        ("Frau X", (Range("T", 0, 5),)),
        ("Frau X (2)", (Range("T", 6, 9), Range("T"))),
    ]
    told = numbers(found)
    assert (told["renamed_cases"], told["dropped_case_codes"], told["dropped_uncoded_passages"]) == (1, 1, 2)


def test_names_stay_distinct_whatever_they_were(tmp_path: Path) -> None:
    names = ["I", "I (2)", "I", "I", ""]
    found = project(tmp_path, "".join(f'<TextSource name="{n}" plainTextPath="internal://a/b.txt"/>' for n in names))
    assert [d.name for d in found.documents] == ["I", "I (2)", "I (3)", "I (4)", "b.txt"]
    assert numbers(found)["renamed_documents"] == 2 and numbers(found)["named_after_files"] == 1


def test_what_is_dropped_is_counted(tmp_path: Path) -> None:
    rest = "<Notes><Note/><Note/></Notes><Links><Link/></Links><Graphs><Graph/></Graphs>"
    told = numbers(project(tmp_path, "", rest))
    assert (told["dropped_memos"], told["dropped_links"], told["dropped_graphs"]) == (2, 1, 1)


LINES = "Wir sind 🙂 drei Dezernate.\r\nÜber Größe reden wir „nie“ 👍🏽 oder selten.\r\n\r\n"
NVIVO = (LINES + "Danach: 12 % sagen 🙂 es so.\r\n") * 20


@pytest.mark.parametrize("origin", ["NVivo 12.6.0.959", ""])
def test_nvivo_counts_utf16_and_two_for_a_line_end(origin: str, tmp_path: Path) -> None:
    """As measured on NVivo 12 for Windows: texts with a byte order mark, which is not counted."""
    wanted = ["drei Dezernate", "Über Größe", "oder selten", "sagen 🙂 es"]
    marked, at = [], 0
    for _ in range(20):
        for words in wanted:
            at = NVIVO.index(words, at)
            marked.append(Marked(at, at + len(words), [(("K",), "A")]))
    content = qdpx(
        [Source("I", NVIVO, marked)], [("K",)], users=["A"], origin=origin, count=utf16, encoding="utf-8-sig",
        folder="Sources",
    )  # fmt: skip
    found = read(tmp_path, content)
    assert [p.words for p in found.passages] == wanted * 20
    assert numbers(found)["counted_in_utf16"] == 80
    assert found.documents[0].text == NVIVO.replace("\r\n", "\n")


def test_another_tool_that_counts_code_points_is_told_apart(tmp_path: Path) -> None:
    spots = [(m, m + len("drei Dezernate")) for m in range(len(NVIVO)) if NVIVO.startswith("drei Dezernate", m)]
    marked = [Marked(*spot, [(("K",), "A")]) for spot in spots]
    found = read(tmp_path, qdpx([Source("I", NVIVO, marked)], [("K",)], users=["A"], origin="NVivo 20", count=points))
    assert {p.words for p in found.passages} == {"drei Dezernate"} and numbers(found)["counted_in_code_points"] == 20
