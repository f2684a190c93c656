"""ATLAS.ti: the report of codes as plain text, each with its quotations: where each stands, and its words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from typing import NamedTuple

from publish.imports.opening import File
from publish.imports.project import Passage, Project, Unreadable
from publish.imports.tables import delimited
from publish.imports.tables.collected import Collected, numbered
from publish.steps import Listener

FORMAT = "ATLAS.ti report"
CODE = re.compile(r"\s*[○●◯◦]\s*(.+)")
COUNT = re.compile(
    r"\s*([0-9]+)\s+(?:Quotations?|Zitate?|Citas?|Citations?|Citaç(?:ão|ões)|引文|引用)\s*:?\s*", re.IGNORECASE
)
PLACE = re.compile(r"\s*([0-9]+):([0-9]+)\s+(\S.*?),?\s+(?:in|im|en|em|dans|在)\s+(\S.*)")
AFTER = 6
"""Lines after a code within which its number of quotations stands."""


class _Quotation(NamedTuple):
    document: str
    number: str
    name: str
    place: str
    words: list[str]


class CodeReport:
    """A report has no positions, no groups and no coders; a quotation of several codes stands under each of them."""

    TRIED = True

    def recognises(self, file: File) -> bool:
        """Say whether a code with a number of quotations is among the first lines."""
        if file.kind != "text":
            return False
        try:
            with closing(delimited.lines(file.path)) as found:
                lines = list(islice(found, 200))
        except (Unreadable, OSError):
            return False
        return any(_counted(lines, at) is not None for at in range(len(lines)))

    def read(self, file: File, _columns: Mapping[str, str], listen: Listener) -> Project:
        """Return documents, codes and quotations. Raise Unreadable where no code has any."""
        lines = list(delimited.lines(file.path))
        into = Collected(file.name, FORMAT, "ATLAS.ti")
        names: dict[str, str] = {}
        passages: dict[tuple[str, str], Passage] = {}
        wrong = 0
        for code, count, quotations in _codes(lines):
            listen("export", len(passages), len(lines))
            into.code((code,))
            wrong += count != len(quotations)
            for quotation in quotations:
                into.counts["read_rows"] += 1
                key = quotation.document, quotation.number
                if key not in passages:
                    passages[key] = _passage(into, quotation, names, passages)
                into.coding(passages[key], (code,), "")
        into.tell("quotations_differ", wrong)
        return into.project()


def _codes(lines: Sequence[str]) -> Iterator[tuple[str, int, list[_Quotation]]]:
    """Yield each code with the number of quotations it is said to have, and those."""
    starts = [at for at in range(len(lines)) if _counted(lines, at) is not None]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        at, count = _counted(lines, start) or (start, 0)
        found: list[_Quotation] = []
        for line in lines[at + 1 : end]:
            if place := PLACE.fullmatch(line):
                found.append(_Quotation(place[1], place[2], place[4].strip(), place[3].strip(), []))
            elif found:
                found[-1].words.append(line)
        code = CODE.fullmatch(lines[start])
        yield code[1].strip() if code else "", count, found


def _counted(lines: Sequence[str], at: int) -> tuple[int, int] | None:
    """Return in which line the number of quotations of a code stands, and the number; None where no code begins."""
    if not CODE.fullmatch(lines[at]):
        return None
    for after in range(at + 1, min(at + AFTER, len(lines))):
        if found := COUNT.fullmatch(lines[after]):
            return after, int(found[1])
        if CODE.fullmatch(lines[after]):
            return None
    return None


def _passage(
    into: Collected, quotation: _Quotation, names: dict[str, str], passages: Mapping[tuple[str, str], Passage]
) -> Passage:
    """Return the passage of a quotation; of two that read alike in one paragraph the second has a number."""
    name = names.get(quotation.document, quotation.name)
    if quotation.document not in names:
        many = 1
        while name in names.values():
            many += 1
            name = f"{quotation.name} ({many})"
        into.counts["renamed_documents"] += many > 1
        names[quotation.document] = name
        into.document(name, {})
    words = "\n".join(quotation.words).strip("\n")
    passage = Passage(name, None, None, words or None, quotation.place)
    taken = set(passages.values())
    many = 1
    found = passage
    while found in taken:
        many += 1
        found = numbered(passage, many)
    return found
