"""Agreement between coders, against figures worked out by hand and against those of a textbook."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.imports import texts
from publish.imports.agreement import Agreement, agreements, in_words
from publish.imports.project import Coding, Document, Passage, Path, Project

TOPIC: Mapping[Path, str] = {("T",): "t"}


def project(rows: Sequence[str], *, document: str = "d") -> Project:
    """Return a document with a paragraph a column; a row a coder: `1` for coded, `0` for not."""
    text = "\n\n".join(f"Absatz {number}" for number in range(len(rows[0])))
    passages: dict[Passage, int] = {}
    codings = []
    for coder, row in enumerate(rows):
        codings.append(Coding(passages.setdefault(_whole(document, text), len(passages)), ("other",), f"c{coder}"))
        at = 0
        for number, said in enumerate(row):
            end = at + len(f"Absatz {number}")
            if said == "1":
                passage = Passage(document, at + coder, end, text[at + coder : end])
                codings.append(Coding(passages.setdefault(passage, len(passages)), ("T",), f"c{coder}"))
            at = end + 2
    return Project("test", documents=(Document(document, text),), passages=tuple(passages), codings=tuple(codings))


def _whole(document: str, text: str) -> Passage:
    return Passage(document, 0, 1, text[:1])


def by_hand(rows: Sequence[str]) -> float:
    """Work alpha out from the coincidences of pairs of values, nominal, nothing missing."""
    units = list(zip(*rows, strict=True))
    raters = len(rows)
    values = [value for unit in units for value in unit]
    observed = sum(a != b for unit in units for i, a in enumerate(unit) for j, b in enumerate(unit) if i != j)
    observed /= raters - 1
    expected = sum(a != b for i, a in enumerate(values) for j, b in enumerate(values) if i != j)
    return 1 - (len(values) - 1) * observed / expected


def test_two_coders_of_ten_paragraphs() -> None:
    # Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), A: binary data, two observers, alpha = 0.095.
    found = agreements(project(["0100000000", "1110010100"]), TOPIC)
    assert found == (Agreement("t", pytest.approx(0.095, abs=0.0005), "", 10, 2, 1),)  # type: ignore[arg-type]
    assert in_words(found[0], "de") == "Krippendorffs Alpha 0,10 (10 Absätze, 2 Codierende)"
    assert in_words(found[0], "en") == "Krippendorff's alpha 0.10 (10 paragraphs, 2 coders)"


def test_by_hand_with_three_coders() -> None:
    rows = ["1100", "1000", "1110"]
    # 12 values: 6 yes, 6 no. Unlike pairs: paragraphs 2 and 3 have 2 of 3 pairs unlike, in both orders, over 2.
    observed = (4 + 4) / 2
    expected = 2 * 6 * 6 / 11
    assert agreements(project(rows), TOPIC)[0].alpha == pytest.approx(1 - observed / expected)
    assert by_hand(rows) == pytest.approx(1 - observed / expected)


@given(st.integers(2, 4).flatmap(lambda n: st.lists(st.text("01", min_size=5, max_size=5), min_size=n, max_size=n)))
def test_as_by_hand(rows: list[str]) -> None:
    found = agreements(project(rows), TOPIC)[0] if any("1" in row for row in rows) else None
    if found is None:
        return
    if {value for row in rows for value in row} == {"1"}:
        assert (found.alpha, found.why) == (None, "same_everywhere")
    else:
        assert found.alpha is not None and math.isclose(found.alpha, by_hand(rows), abs_tol=1e-9)


def test_who_coded_nothing_in_a_document_did_not_read_it() -> None:
    one, two = project(["10", "10"], document="one"), project(["11", "01", "11"], document="two")
    codings = tuple(coding._replace(passage=coding.passage + len(one.passages)) for coding in two.codings)
    both = Project(
        "test",
        documents=(*one.documents, *two.documents),
        passages=(*one.passages, *two.passages),
        codings=(*one.codings, *codings),
    )
    found = agreements(both, TOPIC)[0]
    assert (found.units, found.coders, found.documents) == (4, 3, 2)
    # By hand: yes and no of each paragraph (2,0) (0,2) (2,1) (3,0); 10 values, 7 yes, 3 no.
    assert found.alpha == pytest.approx(1 - (2 * 2 * 1 / 2) / (2 * 7 * 3 / 9))


def test_a_document_of_one_coder_does_not_count() -> None:
    found = agreements(project(["101"]), TOPIC)
    assert found == (Agreement("t", None, "one_coder", 0, 0, 0),)


def test_unknown_coders_are_no_coders() -> None:
    made = project(["10", "01"])
    unknown = replace(made, codings=tuple(coding._replace(coder="") for coding in made.codings))
    assert agreements(unknown, TOPIC)[0].why == "one_coder"


def test_paragraphs_by_number() -> None:
    places = {"a": ["1", "3", "5-6"], "b": ["1", "4", "5.0"]}
    passages = tuple(Passage("d", None, None, "w", place) for place in dict.fromkeys([*places["a"], *places["b"]]))
    numbers = {passage.place: number for number, passage in enumerate(passages)}
    codings = tuple(Coding(numbers[place], ("T",), coder) for coder, said in places.items() for place in said)
    found = agreements(Project("test", documents=(Document("d"),), passages=passages, codings=codings), TOPIC)[0]
    assert (found.units, found.coders) == (5, 2)  # 1, 3, 4, 5, 6
    assert found.alpha == pytest.approx(by_hand(["11011", "10110"]))


@pytest.mark.parametrize("place", ["", "0:14:02", "6-5", "1-99999", "x"])
def test_without_paragraphs(place: str) -> None:
    passages = (Passage("d", None, None, "w", place),)
    codings = (Coding(0, ("T",), "a"), Coding(0, ("T",), "b"))
    found = agreements(Project("test", documents=(Document("d"),), passages=passages, codings=codings), TOPIC)[0]
    assert (found.alpha, found.why, found.units) == (None, "no_paragraphs", 0)


def test_a_passage_counts_for_each_paragraph_it_touches() -> None:
    text = "eins\n\n \nzwei\r?\ndrei"
    start = text.index("zwei")
    passages = (Passage("d", 2, start + 1, ""), Passage("d", start, start, ""), Passage("d", 4, 5, ""))
    codings = (Coding(0, ("T",), "a"), Coding(1, ("T",), "b"), Coding(2, ("T",), "b"))
    made = Project("test", documents=(Document("d", text),), passages=passages, codings=codings)
    assert agreements(made, TOPIC)[0].alpha == pytest.approx(by_hand(["110", "010"]))


def test_every_reason_has_words() -> None:
    for lang in ("de", "en"):
        for why in ("one_coder", "no_paragraphs", "same_everywhere"):
            assert in_words(Agreement("t", None, why, 0, 0, 0), lang) == texts.AGREEMENT[lang][why]  # type: ignore[arg-type]
    assert in_words(Agreement("t", -0.004, "", 5, 2, 1), "de").startswith("Krippendorffs Alpha 0,00")
    assert in_words(Agreement("t", -0.125, "", 5, 2, 1), "de").startswith("Krippendorffs Alpha −0,13")
