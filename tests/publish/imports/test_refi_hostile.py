"""Broken and hostile REFI-QDA files: refused in words or told, quickly, and never with what somebody said."""

import io
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.imports.project import Unreadable
from publish.imports.texts import REFUSED
from tests.publish.imports.qdpx import HEADER, Marked, Source, guid, numbers, packed, project_xml, qdpx, read

pytestmark = pytest.mark.long

SECRET = "Ich bin mit dem Landrat verwandt"
CODES = [("Thema",), ("Thema", "Unterthema")]
SOURCES = [Source("Interview", f"{SECRET}. Und sonst nichts.", [Marked(0, len(SECRET), [(CODES[0], "A")])])]
GOOD = project_xml(SOURCES, CODES, users=["A"])
TEXT = {f"sources/{guid('source', 'Interview')}.txt": SOURCES[0].text.encode()}
START, END = 'startPosition="0"', f'endPosition="{len(SECRET)}"'


def zipped(*members: tuple[str, bytes], stored: bool = False) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return whole.getvalue()


def encrypted() -> bytes:
    content = bytearray(packed(GOOD, TEXT))
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def packed_by(method: int) -> bytes:
    """Say of every member that it is packed in a way nobody knows."""
    content = bytearray(packed(GOOD, TEXT))
    for mark, place in ((b"PK\3\4", 8), (b"PK\1\2", 10)):
        at = content.find(mark)
        while at >= 0:
            content[at + place : at + place + 2] = struct.pack("<H", method)
            at = content.find(mark, at + 4)
    return bytes(content)


def liar() -> bytes:
    """Say in the list of members that the description is short."""
    content = bytearray(packed(GOOD, TEXT))
    at = content.find(b"PK\1\2")
    content[at + 24 : at + 28] = struct.pack("<L", 10)
    return bytes(content)


def flipped() -> bytes:
    content = bytearray(zipped(("project.qde", GOOD.encode()), stored=True))
    content[200] ^= 0xFF
    return bytes(content)


def many(number: int) -> bytes:
    return zipped(("project.qde", GOOD.encode()), *((f"sources/{n}.txt", b"") for n in range(number)), stored=True)


def deep(levels: int) -> str:
    tree = "".join(f'<Code guid="{n}" name="c{n}" isCodable="true">' for n in range(levels)) + "</Code>" * levels
    return f'{HEADER}<Project xmlns="urn:QDA-XML:project:1.0"><CodeBook><Codes>{tree}</Codes></CodeBook></Project>'


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
DOCTYPE = f'{HEADER}<!DOCTYPE Project [<!ENTITY l0 "lol">{LAUGHS}]>'
OUTSIDE = '<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
NOWHERE = [Source("a", "Straße 🙂 und Wort " * 40, [Marked(n * 18 + 1, n * 18 + 4) for n in range(40)])]
BOMB = b" " * 60_000_000

BAD: dict[str, tuple[Callable[[], bytes | str], str]] = {
    "entities that grow": (lambda: f'{DOCTYPE}<Project name="&l11;"><Users>&l11;</Users></Project>', "xml_doctype"),
    "entities that grow, packed": (lambda: packed(f"{DOCTYPE}<Project>&l11;</Project>"), "xml_doctype"),
    "an entity from the disk": (lambda: f"{HEADER}{OUTSIDE}<Project>&x;</Project>", "xml_doctype"),
    "a DTD from elsewhere": (lambda: '<!DOCTYPE Project SYSTEM "http://example.org/a.dtd"><Project/>', "xml_doctype"),
    "a DTD behind comments": (lambda: packed("<!-- a --><?b c?><!DOCTYPE Project><Project/>"), "xml_doctype"),
    "a DTD in UTF-16": (lambda: packed(f"{OUTSIDE}<Project/>".encode("utf-16")), "xml_doctype"),
    "an entity nobody declared": (lambda: packed(GOOD.replace("Unterthema", "&x;")), "no_xml"),
    "deep": (lambda: packed(deep(199)), "xml_too_deep"),
    "deeper than libxml2": (lambda: packed(deep(100_000)), "xml_too_deep"),
    "deep alone": (lambda: deep(5_000), "xml_too_deep"),
    "no XML": (lambda: packed(SECRET), "no_xml"),
    "half an XML": (lambda: packed(GOOD[: len(GOOD) // 2]), "no_xml"),
    "two roots": (lambda: packed(GOOD + "<Project/>"), "no_xml"),
    "NUL in it": (lambda: packed(GOOD.replace("Unterthema", "Unter\0thema")), "no_xml"),
    "cp1252 that says UTF-8": (lambda: packed(GOOD.replace("Unterthema", "Übel").encode("cp1252")), "no_xml"),
    "an encoding nobody knows": (lambda: packed(GOOD.replace('"utf-8"', '"klingon"')), "no_xml"),
    "half a character": (lambda: packed(GOOD.replace("Unterthema", "@").encode().replace(b"@", b"\xc3")), "no_xml"),
    "an attribute of 11 MB": (lambda: GOOD.replace("Unterthema", "x" * 11_000_000), "no_xml"),
    "a DTD far down": (lambda: packed(f"<!--{'-x' * 9_000}--><!DOCTYPE Project><Project/>"), "xml_doctype"),
    "a DTD further down": (lambda: packed(f"<!--{'-x' * 90_000}--><!DOCTYPE Project><Project/>"), "xml_doctype"),
    "another root": (lambda: packed("<html><body/></html>"), "xml_other_root"),
    "a codebook in an archive": (lambda: packed("<CodeBook/>"), "xml_other_root"),
    "nothing in it": (lambda: packed("<Project/>"), "empty_project"),
    "an empty description": (lambda: packed(""), "no_xml"),
    "more than 64 MB": (lambda: packed(b"<Project>" + GOOD.encode() * 90_000), "archive_bomb"),
    "more than 64 MB alone": (lambda: b"<Project>" + b"x" * 64_000_000, "xml_too_large"),
    "two projects": (lambda: zipped(("a.qde", b"<Project/>"), ("b.QDE", b"<Project/>")), "archive_several_projects"),
    "no project": (lambda: zipped(("a.txt", b"x")), "archive_without_project"),
    "an archive in an archive": (lambda: zipped(("a.qdpx", packed(GOOD, TEXT))), "archive_without_project"),
    "archives in archives": (
        lambda: zipped(("1.zip", zipped(("0.zip", zipped(("0", BOMB)))))), "archive_without_project"
    ),
    "an empty archive": (lambda: zipped(), "archive_without_project"),
    "a bomb": (lambda: packed(BOMB), "archive_bomb"),
    "a bomb that is a text": (lambda: packed(GOOD, dict.fromkeys(TEXT, BOMB)), "archive_bomb"),
    "more than 500 MB": (lambda: zipped(*((f"{n}.qde", BOMB) for n in range(9))), "archive_too_large"),
    "a path up": (lambda: packed(GOOD, {"../../etc/passwd": b"x"}), "archive_path_outside"),
    "a path up inside": (lambda: packed(GOOD, {"sources/../../x.txt": b"x"}), "archive_path_outside"),
    "an absolute path": (lambda: packed(GOOD, {"/etc/passwd": b"x"}), "archive_path_outside"),
    "a drive": (lambda: packed(GOOD, {"C:/x.txt": b"x"}), "archive_path_outside"),
    "backslashes up": (lambda: packed(GOOD, {"..\\..\\x.txt": b"x"}), "archive_path_outside"),
    "a share": (lambda: packed(GOOD, {"\\\\server\\x.txt": b"x"}), "archive_path_outside"),
    "encrypted": (encrypted, "archive_encrypted"),
    "a packing nobody knows": (lambda: packed_by(77), "archive_unknown_packing"),
    "half an archive": (lambda: packed(GOOD, TEXT)[:200], "archive_broken"),
    "no end": (lambda: packed(GOOD, TEXT)[:-10], "archive_broken"),
    "a bit turned": (flipped, "archive_broken"),
    "a size that is a lie": (liar, "archive_broken"),
    "20,001 members": (lambda: many(20_001), "archive_too_many"),
    "100,000 members": (lambda: many(100_000), "archive_too_many"),
    "nothing but the mark of an archive": (lambda: b"PK\3\4", "archive_broken"),
    "every reference dangles": (lambda: packed(GOOD.replace('<CodeRef targetGUID="', '<CodeRef targetGUID="x')),
        "all_dangling"),
    "a coding without a code": (lambda: packed(GOOD.replace("<CodeRef", "<NoteRef")), "all_dangling"),
    "no codes": (lambda: '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>', "no_codes"),
    "places that fit nowhere": (lambda: qdpx(NOWHERE, []), "places_fit_nowhere"),
    "nothing": (lambda: b"", "empty_file"),
    "noise": (lambda: bytes(range(256)) * 300, "no_text"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_is_bad_is_refused_in_words(name: str, tmp_path: Path) -> None:
    make, kind = BAD[name]
    content = make()
    begun = time.perf_counter()
    with pytest.raises(Unreadable) as caught:
        read(tmp_path, content)
    assert time.perf_counter() - begun < 5
    fault = caught.value.fault
    assert fault.kind == kind
    for lang in ("de", "en"):
        what, remedy = REFUSED[lang][kind]
        said = (what + remedy).format(*fault.details)
        assert "{" not in said and SECRET not in said and what != remedy
    assert len(list(tmp_path.iterdir())) == 1


TOLD: dict[str, tuple[str, dict[str, int]]] = {
    "an end beyond the text": (GOOD.replace(END, 'endPosition="9999"'), {"places_outside": 1, "kept_codings": 1}),
    "a start before the text": (GOOD.replace(START, 'startPosition="-5"'), {"places_outside": 1}),
    "an end before the start": (GOOD.replace(START, 'startPosition="40"'), {"places_outside": 1}),
    "no number": (GOOD.replace(START, 'startPosition="viele"'), {"places_outside": 1}),
    "a number without an end": (GOOD.replace(END, f'endPosition="{"9" * 100_000}"'), {"places_outside": 1}),
    "no length": (GOOD.replace(END, 'endPosition="0"'), {"empty_passages": 1, "kept_codings": 1}),
    "no text": (GOOD.replace(".txt", ".docx"), {"texts_missing": 1, "passages_without_words": 1, "kept_codings": 1}),
    "a path out of the archive": (
        GOOD.replace("internal://", "relative:///../../../../etc/passwd#"), {"texts_missing": 1}
    ),
    "wrong GUIDs": (GOOD.replace(guid("code", CODES[0]), "keine GUID"), {"kept_codings": 1}),
    "one dangling": (
        GOOD.replace("</PlainTextSelection>", '<Coding><CodeRef targetGUID="0"/></Coding></PlainTextSelection>'),
        {"dropped_dangling_codings": 1, "kept_codings": 1},
    ),
    "no user": (GOOD.replace("<User ", "<Nobody "), {"kept_codings": 1}),
    "a set of what is not there": (
        GOOD.replace("</Project>", '<Sets><Set name="x"><MemberSource targetGUID="0"/></Set></Sets></Project>'),
        {"dropped_dangling_links": 1},
    ),
    "a case of what is not there": (
        GOOD.replace("<Sources>", '<Cases><Case><SelectionRef targetGUID="0"/></Case></Cases><Sources>'),
        {"dropped_dangling_links": 1, "read_cases": 1},
    ),
    "a value of no variable": (
        GOOD.replace("</TextSource>", "<VariableValue><TextValue>x</TextValue></VariableValue></TextSource>"),
        {"dropped_dangling_links": 1},
    ),
    "two codes of one path": (
        GOOD.replace("<Codes>", '<Codes><Code guid="1" name="Thema" isCodable="false"/>'),
        {"merged_codes": 1, "kept_codes": 2},
    ),
    "a code without a name": (GOOD.replace("<Codes>", "<Codes><Code/>"), {"unnamed_codes": 1, "kept_codes": 3}),
    "a coding twice": (
        GOOD.replace(
            "</PlainTextSelection>",
            f'<Coding creatingUser="{guid("user", "A")}"><CodeRef targetGUID="{guid("code", CODES[0])}"/></Coding>'
            "</PlainTextSelection>",
        ),
        {"merged_codings": 1, "kept_codings": 1},
    ),
    "a source without a name": (GOOD.replace('name="Interview"', ""), {"named_after_files": 1}),
    "two sources of one name": (
        GOOD.replace("</Sources>", '<PictureSource name="Interview"/></Sources>'), {"renamed_documents": 1}
    ),
    "a source twice": (
        GOOD.replace("</Sources>", f'<PictureSource guid="{guid("source", "Interview")}" name="B"/></Sources>'
            f'<Sets><Set name="x"><MemberSource targetGUID="{guid("source", "Interview")}"/></Set></Sets>'),
        {"dropped_dangling_links": 1},
    ),
    "a source nobody knows": (GOOD.replace("</Sources>", "<HologramSource/></Sources>"), {"read_documents": 1}),
    "comments in names": (GOOD.replace("</Users>", "</Users><!-- <!DOCTYPE x> -->"), {"kept_codings": 1}),
    "codings before codes": (GOOD.replace("<Users>", "<Zukunft/><Users>"), {"kept_codings": 1}),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_what_can_be_used_is_used_and_told(name: str, tmp_path: Path) -> None:
    xml, wanted = TOLD[name]
    assert xml != GOOD
    begun = time.perf_counter()
    found = read(tmp_path, packed(xml, TEXT))
    assert time.perf_counter() - begun < 5
    told = numbers(found)
    assert {kind: told.get(kind) for kind in wanted} == wanted


def test_two_codes_of_one_guid_code_nothing(tmp_path: Path) -> None:
    twin = GOOD.replace("<Codes>", f'<Codes><Code guid="{guid("code", CODES[0])}" name="Zwilling"/>')
    with pytest.raises(Unreadable) as caught:
        read(tmp_path, packed(twin, TEXT))
    assert caught.value.fault.kind == "all_dangling"


@pytest.mark.parametrize("content", [b"", b" ", b"\n", b"\xef\xbb\xbf", b"\0\0\0\0", b"\xff\xfe"])
def test_an_empty_text_keeps_the_coding(content: bytes, tmp_path: Path) -> None:
    found = read(tmp_path, packed(GOOD, dict.fromkeys(TEXT, content)))
    (passage,) = found.passages
    assert passage.words is None and len(found.codings) == 1 and found.documents[0].text is None


def test_a_bomb_nobody_reads_does_no_harm(tmp_path: Path) -> None:
    """A silent recording is packed as tightly; it is never unpacked."""
    assert len(read(tmp_path, packed(GOOD, {**TEXT, "sources/silence.wav": BOMB})).codings) == 1


@pytest.mark.parametrize("folder", ["sources", "Sources", "SOURCES", "Mein Projekt/sources"])
def test_members_are_found_whatever_their_capitals(folder: str, tmp_path: Path) -> None:
    name = f"{folder.rpartition('/')[0]}/Projekt.QDE".lstrip("/")
    texts = {key.replace("sources", folder).upper(): text for key, text in TEXT.items()}
    found = read(tmp_path, packed(GOOD, {**texts, "__MACOSX/._project.qde": b"x"}, name=name))
    assert found.passages[0].words == SECRET


@pytest.mark.parametrize("path", ["internal://", "relative:///", "", "sources/", "internal://sources/"])
def test_texts_are_found_however_they_are_named(path: str, tmp_path: Path) -> None:
    assert read(tmp_path, packed(GOOD.replace("internal://", path), TEXT)).passages[0].words == SECRET


def test_a_zip_with_backslashes_is_read(tmp_path: Path) -> None:
    """Some programs on Windows write them between folders."""
    texts = {name.replace("/", "\\"): text for name, text in TEXT.items()}
    assert read(tmp_path, packed(GOOD, texts)).passages[0].words == SECRET


def test_a_description_alone_has_no_texts(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    for name, text in TEXT.items():
        (tmp_path / name).write_bytes(text)
    found = read(tmp_path, GOOD)
    assert found.documents[0].text is None and len(found.codings) == 1


@pytest.mark.parametrize("levels", [100, 190])
def test_a_deep_tree_is_read(levels: int, tmp_path: Path) -> None:
    assert len(read(tmp_path, packed(deep(levels))).codes[-1].path) == levels
