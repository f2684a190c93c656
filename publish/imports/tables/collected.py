"""What rows say, gathered to a project: each document, code, passage and coding once, and how often it was said."""

from collections import Counter
from collections.abc import Iterable, Mapping

from publish.imports.project import Code, Coding, Document, Passage, Path, Project, Table, Told, Unreadable

ORDER = (
    "read_rows",
    "read_as_windows",
    "read_documents",
    "read_codes",
    "read_passages",
    "read_codings",
    "kept_passages",
    "kept_codings",
    "merged_passages",
    "merged_codings",
    "merged_codes",
)


class Collected:
    """Fills a project. Documents, codes and passages stay in the order in which they first appear."""

    def __init__(self, file: str, format_: str, tool: str = "") -> None:
        self._file = file
        self._format = format_
        self._tool = tool
        self._documents: dict[str, dict[str, str]] = {}
        self._codes: dict[Path, Code] = {}
        self._passages: dict[Passage, int] = {}
        self._codings: dict[Coding, str] = {}
        self._varying: set[str] = set()
        self._unused: set[str] = set()
        self.counts: Counter[str] = Counter()
        self._details: dict[str, tuple[str, ...]] = {}

    def document(self, name: str, values: Mapping[str, str]) -> None:
        """Keep a document and what is known of it; what differs from row to row is no property of a document."""
        known = self._documents.setdefault(name, {})
        for key, value in values.items():
            if value and known.setdefault(key, value) != value:
                self._varying.add(key)

    def code(self, path: Path, definition: str = "", *, codable: bool = True) -> None:
        """Keep a code after those above it. One that was only said to be above others may be said again, with more."""
        for depth in range(1, len(path)):
            if path[:depth] not in self._codes:
                self._codes[path[:depth]] = Code(path[:depth])
        known = self._codes.get(path)
        if known is None or (definition and not known.definition) or (codable and not known.codable):
            self._codes[path] = Code(path, definition or (known.definition if known else ""), codable)

    def coding(self, passage: Passage, path: Path, coder: str, date: str = "") -> None:
        """Keep that a passage has a code, and the code.

        No tool gives one passage the same code twice: what comes again with another date is another passage of the
        same words beside it, and has its number behind its place. What comes again as it was is said twice.
        """
        self.counts["read_codings"] += 1
        if path not in self._codes:
            self.code(path)
        coding = Coding(self._number(passage), path, coder)
        again = 1
        while self._codings.setdefault(coding, date) != date and date:
            again += 1
            coding = coding._replace(passage=self._number(numbered(passage, again)))

    def unused(self, columns: Iterable[str]) -> None:
        """Say which columns nothing is made of."""
        self._unused |= set(columns)

    def tell(self, kind: str, number: int, *details: str) -> None:
        """Say something in the report, where there is anything of it."""
        if number:
            self.counts[kind] = number
            self._details[kind] = details

    def project(self) -> Project:
        """Return what was gathered. Raise Unreadable where nothing is coded."""
        if not self._codings:
            raise Unreadable("no_codings" if self.counts["read_rows"] else "no_rows", self._file)
        merged = self.counts["read_codings"] - len(self._codings)
        self.tell("kept_passages", len(self._passages))
        self.tell("kept_codings", len(self._codings))
        self.tell("merged_codings", merged)
        self.tell("passages_without_words", sum(passage.words is None for passage in self._passages))
        dropped = sorted(self._varying | self._unused)
        self.tell("dropped_columns", len(dropped), ", ".join(dropped))
        return self._built(
            passages=tuple(self._passages),
            codings=tuple(self._codings),
        )

    def codebook(self) -> Project:
        """Return a project of codes alone. Raise Unreadable where there is none."""
        if not self._codes:
            raise Unreadable("no_rows", self._file)
        return self._built()

    def _number(self, passage: Passage) -> int:
        return self._passages.setdefault(passage, len(self._passages))

    def _built(self, passages: tuple[Passage, ...] = (), codings: tuple[Coding, ...] = ()) -> Project:
        self.tell("read_documents", len(self._documents))
        self.tell("read_codes", len(self._codes))
        documents = tuple(
            Document(name, None, {key: value for key, value in values.items() if key not in self._varying})
            for name, values in self._documents.items()
        )
        return Project(
            self._format,
            self._tool,
            documents=documents,
            codes=tuple(self._codes.values()),
            passages=passages,
            codings=codings,
            told=told(self.counts, self._details),
        )


def numbered(passage: Passage, number: int) -> Passage:
    """Return the passage of the same words that is so many-th in its place."""
    return passage._replace(place=f"{passage.place} ({number})".strip())


def told(counts: Mapping[str, int], details: Mapping[str, tuple[str, ...]]) -> tuple[Told, ...]:
    """Return what is said of a file: what was read, kept and merged, then the rest."""
    kinds = sorted(counts, key=lambda kind: ORDER.index(kind) if kind in ORDER else len(ORDER))
    return tuple(Told(kind, counts[kind], details.get(kind, ())) for kind in kinds if counts[kind])


def respondents(file: str, format_: str, tool: str, table: Table, said: Mapping[str, int]) -> Project:
    """Return a project of a table of persons. Raise Unreadable for one without a row."""
    if not table.rows:
        raise Unreadable("no_rows", file)
    counts = {"read_rows": len(table.rows), **said}
    return Project(format_, tool, table=table, told=told(counts, {}))
