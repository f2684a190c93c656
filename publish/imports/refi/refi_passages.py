"""From what was marked in the sources of a REFI-QDA project to passages and codings, each once."""

import re
from collections import Counter
from collections.abc import Mapping

from publish.imports.offsets import Fitted, Place, Span, Unit, fit, line_feeds
from publish.imports.project import Coding, Passage, Range
from publish.imports.refi.refi_codes import Tree
from publish.imports.refi.refi_sources import Found, Selection

CALLED = re.compile(r".{0,40}\b[0-9]+:[0-9]+.{0,10}")
"""What ATLAS.ti calls a quotation of its own accord: "Quotation 6:1"."""


def fitted(found: Found, tool: str, file: str) -> tuple[Fitted, dict[int, Place | None]]:
    """Find the unit of all places in texts; return it and the place of each selection by its number."""
    spans = {
        number: Span(one.text, one.start, one.end)
        for number, one in enumerate(found.selections)
        if one.start is not None and one.end is not None and found.texts.get(one.text) is not None
    }
    texts = {name: text for name, text in found.texts.items() if text is not None}
    first: Unit = "utf16" if "nvivo" in tool.lower() else "code_points"
    whole = fit(texts, list(spans.values()), first, file)
    return whole, dict(zip(spans, whole.places, strict=True))


class Coded:
    """The coded passages of a project. `ranges`: where a selection lies, by its GUID, coded or not."""

    def __init__(self, found: Found, codes: Tree, users: Mapping[str, str], tool: str) -> None:
        self.passages: dict[Passage, int] = {}
        self.codings: dict[Coding, None] = {}
        self.ranges: dict[str, Range | None] = {}
        self.counts: Counter[str] = Counter()
        self._found, self._codes, self._users = found, codes, users
        self._pointed_at = {one.text for one in found.selections}
        self._names_are_words = tool.lower().startswith("atlas")
        self._plain = {name: line_feeds(text) for name, text in found.texts.items() if text is not None}

    def text_of(self, document: str) -> str | None:
        """Return the text of a document; one that is empty though something was marked in it is not the text."""
        if document in self._found.empty and document not in self._pointed_at:
            return ""
        return self._plain.get(document)

    def add(self, one: Selection, place: Place | None) -> None:
        """Take up a selection and its codings; `place`: where it lies in its text, if that is known."""
        passage = self._passage(one, place)
        self.counts["places_outside"] += one.text in self._plain and place is None
        if one.guid:
            known = passage.start is not None
            here = Range(passage.document, passage.start, passage.end) if known else None
            self.ranges[one.guid] = here if self.ranges.get(one.guid, here) == here else None
        if not one.codings:
            self.counts["dropped_uncoded_passages"] += 1
            return
        for code, coder in one.codings:
            path = self._codes.by_guid.get(code)
            if path is None:
                self.counts[
                    "dropped_ambiguous_codings" if code in self._codes.by_guid else "dropped_dangling_codings"
                ] += 1
                continue
            if passage not in self.passages:
                self._count_passage(one, passage)
            number = self.passages.setdefault(passage, len(self.passages))
            coding = Coding(number, path, self._users.get(coder, ""))
            self.counts["merged_codings"] += coding in self.codings
            self.codings[coding] = None

    def _passage(self, one: Selection, place: Place | None) -> Passage:
        """Say where a selection lies and what was marked; places in other texts than the document's are only shown."""
        text = self._plain.get(one.text)
        if one.whole:
            words = self._plain.get(one.document)
            return Passage(one.document, None if words is None else 0, None if words is None else len(words), words)
        shown = one.place
        words, start, end = one.words, None, None
        if place is not None and text is not None:
            words = text[slice(*place)]
            if one.text == one.document:
                start, end = place
        elif one.start is not None and one.end is not None:
            if text is None and one.text == one.document and 0 <= one.start <= one.end:
                start, end = one.start, one.end
            words = self._stored(one)
        if start is None and one.start is not None:
            shown = shown or f"{one.start}–{one.end}"
        elif start is None and one.area:
            shown = f"{shown} ({one.area})".strip()
        return Passage(one.document, start, end, words, shown)

    def _stored(self, one: Selection) -> str | None:
        """Return the words of a selection whose text is missing: ATLAS.ti names a quotation after its words.

        A name a person gave is none: it is not as long as what was marked, nor cut off with an ellipsis.
        """
        length = (one.end or 0) - (one.start or 0)
        cut = one.name.endswith(("…", "...")) and len(one.name) <= length + 3
        whole = bool(one.name) and abs(len(one.name) - length) <= max(2, length // 20)
        if one.words or not self._names_are_words or CALLED.fullmatch(one.name) or not (cut or whole):
            return one.words
        return one.name

    def _count_passage(self, one: Selection, passage: Passage) -> None:
        self.counts["whole_documents"] += one.whole
        self.counts["passages_without_words"] += passage.words is None
        missing = one.text not in self._plain
        self.counts["words_from_names"] += missing and passage.words == one.name and not one.words
        self.counts["empty_passages"] += passage.words == "" or (
            passage.start is not None and passage.start == passage.end and passage.words is None
        )
