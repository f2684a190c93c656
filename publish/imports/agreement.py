"""How far coders agree: Krippendorff's alpha for each top category, over the paragraphs at least two of them read."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

import krippendorff
import numpy as np

from publish.imports import texts
from publish.imports.project import Passage, Path, Project

NUMBERS = re.compile(r"\s*(\d{1,9})(?:\.0)?(?:\s*[-–—]\s*(\d{1,9})(?:\.0)?)?\s*")
"""A paragraph or a range of them, as a tool numbers them."""
LONGEST = 10_000
"""Paragraphs of a range; a longer one is no range of paragraphs."""
LINE = re.compile(r"[^\n]*\S[^\n]*")
Why = Literal["", "one_coder", "no_paragraphs", "same_everywhere"]
Units = Mapping[tuple[str, str], frozenset[int]]
"""Numbers of paragraphs by coder and top category."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on one top category. `alpha` is None where it is undefined; `why` says why.

    `units`: paragraphs; `coders`: those who coded one of the `documents`; a document only one coded does not count.
    """

    top: str
    alpha: float | None
    why: Why
    units: int
    coders: int
    documents: int


@dataclass(frozen=True, slots=True)
class _Document:
    """What two or more coders did with a document: its paragraphs by number, and which of them each coded with what."""

    size: int
    coders: frozenset[str]
    coded: Units


def agreements(project: Project, top: Mapping[Path, str]) -> tuple[Agreement, ...]:
    """Return the agreement on each top category, in the order of `top`, which says to which one a code belongs.

    A paragraph a coder gave no code of the category counts as her no. Who coded nothing in a document did not read it.
    """
    shared = _shared(project)
    known = {document.name: document.text for document in project.documents}
    tried = (_document(known.get(name), coders, top) for name, coders in shared.items())
    read = [document for document in tried if document is not None]
    coders = frozenset().union(*(document.coders for document in read))
    units = sum(document.size for document in read)
    found: list[Agreement] = []
    for category in dict.fromkeys(top.values()):
        alpha, why = None, _why_none(shared, units)
        if not why:
            alpha = _alpha(read, category)
            why = "same_everywhere" if alpha is None else ""
        found.append(Agreement(category, alpha, why, units, len(coders), len(read)))
    return tuple(found)


def in_words(found: Agreement, lang: str) -> str:
    """Return an agreement as the report says it: two decimals, halves away from zero."""
    words = texts.AGREEMENT[lang]
    if found.alpha is None:
        return words[found.why]
    rounded = Decimal(repr(found.alpha)).quantize(Decimal("0.01"), ROUND_HALF_UP) + 0  # no minus before zero
    alpha = str(rounded).replace("-", "−")
    return words["alpha"].format(alpha.replace(".", "," if lang == "de" else "."), found.units, found.coders)


def _shared(project: Project) -> dict[str, dict[str, list[tuple[Passage, Path]]]]:
    """Return the codings of each document that at least two known coders coded, by coder."""
    found: dict[str, dict[str, list[tuple[Passage, Path]]]] = defaultdict(lambda: defaultdict(list))
    for coding in project.codings:
        if coding.coder:
            passage = project.passages[coding.passage]
            found[passage.document][coding.coder].append((passage, coding.code))
    return {name: dict(coders) for name, coders in found.items() if len(coders) > 1}


def _why_none(shared: Mapping[str, object], units: int) -> Why:
    return "one_coder" if not shared else "" if units else "no_paragraphs"


def _document(
    text: str | None, coders: Mapping[str, Sequence[tuple[Passage, Path]]], top: Mapping[Path, str]
) -> _Document | None:
    """Return a document by its paragraphs; None where the place of a passage is not known."""
    passages = {passage for codings in coders.values() for passage, _ in codings}
    where = _in_text(text, passages) if text else None
    where = where or _numbered(passages)
    if where is None:
        return None
    size, at = where
    coded: dict[tuple[str, str], set[int]] = defaultdict(set)
    for coder, codings in coders.items():
        for passage, code in codings:
            if code in top:
                coded[coder, top[code]].update(at[passage])
    return _Document(size, frozenset(coders), {key: frozenset(units) for key, units in coded.items()})


def _in_text(text: str, passages: Iterable[Passage]) -> tuple[int, dict[Passage, range]] | None:
    """Return the number of paragraphs of a text that are not empty, and which each passage touches."""
    lines = [match.span() for match in LINE.finditer(text)]
    starts, ends = [start for start, _ in lines], [end for _, end in lines]
    at: dict[Passage, range] = {}
    for passage in passages:
        if passage.start is None or passage.end is None:
            return None
        # What is marked between two characters belongs to the paragraph they stand in.
        end = max(passage.end, passage.start + 1)
        at[passage] = range(bisect_right(ends, passage.start), bisect_left(starts, end))
    return (len(lines), at) if lines else None


def _numbered(passages: Iterable[Passage]) -> tuple[int, dict[Passage, range]] | None:
    """Return the number of paragraphs somebody coded, by the tool's own numbers, and those of each passage."""
    found: dict[Passage, range] = {}
    for passage in passages:
        match = NUMBERS.fullmatch(passage.place)
        if match is None:
            return None
        start = int(match[1])
        found[passage] = range(start, int(match[2] or start) + 1)
        if not 0 < len(found[passage]) <= LONGEST:
            return None
    return len({number for numbers in found.values() for number in numbers}), found


def _alpha(read: Sequence[_Document], category: str) -> float | None:
    """Return alpha over all paragraphs; None where everybody says the same of each, so that chance explains all."""
    counts: list[tuple[int, int]] = []
    for document in read:
        yes: dict[int, int] = defaultdict(int)
        for coder in document.coders:
            for unit in document.coded.get((coder, category), ()):
                yes[unit] += 1
        raters = len(document.coders)
        counts += [(raters - count, count) for count in yes.values()]
        counts += [(raters, 0)] * (document.size - len(yes))
    table = np.array(counts)
    if (table.sum(axis=0) == 0).any():
        return None
    return float(krippendorff.alpha(value_counts=table, level_of_measurement="nominal"))
