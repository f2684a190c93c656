"""Codings and cases in plain texts, as QualCoder and RQDA keep them: by positions, the marked words beside them."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from publish.imports.databases.records import told, unique
from publish.imports.offsets import Fitted, Place, Span, fit, line_feeds
from publish.imports.project import Case, Document, Passage, Path, Range, Told

MARK = "\ufeff"
"""A byte order mark a tool took for a character of the text."""
ALMOST = 1
"""By how many characters the link of a whole document may be short: QualCoder's versions differ in it."""


class Marked(NamedTuple):
    """A coded part of a document; without numbers where the file gives none that are any."""

    document: str
    start: int | None
    end: int | None
    words: str
    code: Path
    coder: str


class Link(NamedTuple):
    """A part of a document that belongs to a case, or, without numbers, the whole of it."""

    case: Hashable
    document: str
    start: int | None
    end: int | None


class Sources:
    """Documents with their texts, and where in them the marked parts stand.

    `rows`: id, name and text of each, as they lie in the file; a picture or a recording has no text, nor has a
    document whose text was never loaded. `names`: by id.
    """

    def __init__(self, rows: Iterable[tuple[Hashable, str, str]]) -> None:
        of = {key: (name or f"#{key}", text) for key, name, text in rows}
        names, renamed = unique(name for name, _ in of.values())
        self.names = dict(zip(of, names, strict=True))
        self._texts = {self.names[key]: text for key, (_, text) in of.items() if text}
        self._shown = {name: line_feeds(text).removeprefix(MARK) for name, text in self._texts.items()}
        missing = len(names) - len(self._texts)
        self.told: tuple[Told, ...] = told(read_documents=len(names), renamed_documents=renamed, texts_missing=missing)

    def documents(self, values: Mapping[Hashable, Mapping[str, str]]) -> tuple[Document, ...]:
        """Return the documents; `values`: what is known of each, by its id."""
        return tuple(Document(name, self._shown.get(name), values.get(key, {})) for key, name in self.names.items())

    def fit(self, parts: Sequence[Marked | Link], file: str) -> tuple[Fitted, list[Place | None]]:
        """Return how well parts fit their texts, and the place of each, None for a whole and for what has no place.

        Raise Unreadable where they fit in no unit.
        """
        placed = [number for number, part in enumerate(parts) if self._has_place(part)]
        spans = [self._span(parts[number]) for number in placed]
        fitted = fit(self._texts, spans, "code_points", file)
        places: list[Place | None] = [None] * len(parts)
        for number, span, place in zip(placed, spans, fitted.places, strict=True):
            if place is not None and self._texts[span.document].startswith(MARK):
                place = max(0, place[0] - 1), max(0, place[1] - 1)
            places[number] = place
        return fitted, places

    def passage(self, marked: Marked, place: Place | None) -> Passage:
        """Return a marked part as a passage: at its place, else with the words the tool kept."""
        if place is None:
            return Passage(marked.document, None, None, line_feeds(marked.words) or None)
        said = self._shown[marked.document][slice(*place)]
        # The same words once: a million of them take a gigabyte.
        return Passage(marked.document, *place, marked.words if marked.words == said else said)

    def cases(
        self,
        names: Mapping[Hashable, str],
        links: Iterable[tuple[Link, Place | None]],
        values: Mapping[Hashable, Mapping[str, str]],
    ) -> tuple[tuple[Case, ...], int]:
        """Return the cases, by name and variables by id, and how many links lead to nothing."""
        parts: dict[Hashable, dict[Range, None]] = {key: {} for key in names}
        lost = 0
        for link, place in links:
            whole = self._is_whole(link)
            if link.case not in parts or (place is None and not whole):
                lost += 1
            else:
                parts[link.case][Range(link.document, *(place or ()))] = None
        return tuple(Case(name, tuple(parts[key]), values.get(key, {})) for key, name in names.items()), lost

    def _is_whole(self, link: Link) -> bool:
        if link.document not in self._texts or link.start is None or link.end is None:
            return True
        return link.start <= 0 and link.end >= len(self._texts[link.document]) - ALMOST

    def _has_place(self, part: Marked | Link) -> bool:
        if part.start is None or part.end is None or part.document not in self._texts:
            return False
        return isinstance(part, Marked) or not self._is_whole(part)

    def _span(self, part: Marked | Link) -> Span:
        words = part.words or None if isinstance(part, Marked) else None
        return Span(part.document, part.start or 0, part.end or 0, words)
