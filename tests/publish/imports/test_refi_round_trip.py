"""Any project that is written comes back as the same codings, whichever unit and line ends its tool uses."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publish.imports.qdpx import Code, Marked, Source, coded, guid, numbers, points, qdpx, read, utf16
from tests.publish.imports.test_refi_samples import assert_whole

LETTERS = "abzäöüßéABZÄÖÜ0129"
names = st.text(LETTERS + " :&<>\"'§🙂", min_size=1, max_size=12).map(lambda name: f"n{name.strip()}")
words = st.text(LETTERS, min_size=1, max_size=8) | st.sampled_from(["🙂", "👩‍👩‍👧", "漢字", "e\u0301", "„so“", "—"])
values = st.text(LETTERS + "&< ", min_size=1, max_size=8).map(lambda value: f"v{value.strip()}")
coders = ["Anna Ä", "Béla", "C&D"]


@st.composite
def trees(draw: st.DrawFn) -> list[Code]:
    """Draw codes, parents before children, the same name under different parents."""
    found: list[Code] = []
    for name in draw(st.lists(names, min_size=1, max_size=8)):
        path = (*draw(st.sampled_from([(), *found])), name)
        if path not in found:
            found.append(path)
    return found


@st.composite
def projects(draw: st.DrawFn) -> tuple[list[Source], list[Code]]:
    codes = draw(trees())
    end = draw(st.sampled_from(["\n", "\r\n"]))
    sources = []
    for name in draw(st.lists(names, min_size=1, max_size=4, unique=True)):
        parts = draw(st.lists(words, min_size=1, max_size=25))
        text, ends = "", []
        for part in parts:
            ends.append((len(text), len(text) + len(part)))
            text += part + draw(st.sampled_from([" ", end, ", ", end + end]))
        marked = []
        for _ in range(draw(st.integers(0, 5))):
            first, last = sorted((draw(st.sampled_from(ends)), draw(st.sampled_from(ends))))
            codings = draw(st.lists(st.tuples(st.sampled_from(codes), st.sampled_from(coders)), max_size=3))
            marked.append(Marked(first[0], last[1], codings))
        known = draw(st.dictionaries(st.sampled_from(["Alter", "Rolle & Amt", "Kreis"]), values, max_size=3))
        sources.append(Source(name, text, marked, known))
    return sources, codes


def expected(sources: list[Source]) -> list[tuple[object, ...]]:
    found = set()
    for source in sources:
        for one in source.marked:
            start, end = (len(source.text[:p].replace("\r\n", "\n")) for p in (one.start, one.end))
            said = source.text[one.start : one.end].replace("\r\n", "\n")
            found |= {(source.name, start, end, said, code, coder) for code, coder in one.codings}
    return sorted(found, key=repr)


@settings(max_examples=50, deadline=None)
@given(
    projects(), st.sampled_from([(points, "AQDA", "utf-8"), (utf16, "NVivo 12", "utf-8-sig"), (points, "", "utf-16")])
)
def test_a_project_comes_back(drawn: tuple[list[Source], list[Code]], way: tuple[object, str, str]) -> None:
    sources, codes = drawn
    count, origin, encoding = way
    content = qdpx(sources, codes, users=coders, origin=origin, count=count, encoding=encoding)
    with tempfile.TemporaryDirectory() as folder:
        found = read(Path(folder), content)
    assert_whole(found)
    assert coded(found) == expected(sources)
    assert {code.path for code in found.codes} == set(codes)
    plain = {source.name: source.text.replace("\r\n", "\n") for source in sources}
    assert {d.name: d.text for d in found.documents} == plain
    assert {d.name: dict(d.values) for d in found.documents} == {s.name: dict(s.values) for s in sources}
    told = numbers(found)
    every = [coding for source in sources for one in source.marked for coding in one.codings]
    assert told.get("read_codings", 0) == len(every)
    assert told.get("kept_codings", 0) + told.get("merged_codings", 0) == len(every)
    uncoded = sum(not one.codings for source in sources for one in source.marked)
    assert told.get("dropped_uncoded_passages", 0) == uncoded


@settings(max_examples=25, deadline=None)
@given(projects(), st.data())
def test_cases_and_sets_come_back(drawn: tuple[list[Source], list[Code]], data: st.DataObject) -> None:
    sources, codes = drawn
    whole = data.draw(st.lists(st.sampled_from(sources), unique_by=lambda s: s.name))
    parts = [(source, n) for source in sources for n in range(len(source.marked))]
    chosen = data.draw(st.lists(st.sampled_from(parts), unique_by=lambda p: (p[0].name, p[1]))) if parts else []
    refs = "".join(f'<SourceRef targetGUID="{{{guid("source", s.name).upper()}}}"/>' for s in whole)
    refs += "".join(f'<SelectionRef targetGUID="{guid("selection", s.name, n)}"/>' for s, n in chosen)
    cases = f'<Cases><Case guid="{guid("case")}" name="Frau Ü">{refs}</Case></Cases>'
    members = "".join(f'<MemberSource targetGUID="{guid("source", s.name)}"/>' for s in whole)
    coded_in = f'<MemberCode targetGUID="{guid("code", codes[0])}"/>'
    sets = "".join(
        f'<Set guid="{guid(name)}" name="{name}">{members}</Set>' for name in ("Amt::Land: rat", "Art: x", "Texte")
    )
    rest = f'<Sets>{sets}<Set guid="{guid("codes")}" name="K">{coded_in}</Set></Sets>'
    content = qdpx(sources, codes, users=coders, cases=cases, rest=rest, origin="MAXQDA 24")
    with tempfile.TemporaryDirectory() as folder:
        found = read(Path(folder), content)
    (case,) = found.cases
    assert case.name == "Frau Ü"
    assert {part.document for part in case.parts if part.start is None} == {s.name for s in whole}
    spots = {
        (s.name, *(len(s.text[:p].replace("\r\n", "\n")) for p in (s.marked[n].start, s.marked[n].end)))
        for s, n in chosen
    }
    assert {tuple(part) for part in case.parts if part.start is not None} == spots
    added = {"Amt": "Land: rat", "Art": "x", "Texte": "Texte"}
    inside = {s.name for s in whole}
    assert {d.name: dict(d.values) for d in found.documents} == {
        s.name: {**s.values, **(added if s.name in inside else {})} for s in sources
    }
    assert found.code_sets == {"K": (codes[0],)}
