"""Projects of Taguette and LibreQDA: the SQLite file of one project, or of a whole installation.

Who coded is not known: all members of a project share one set of highlights, and the log says who changed one last.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

from publish.imports.databases.database import Cell, Database, beside, holds, number, opened_database, words
from publish.imports.databases.html_text import HtmlText, html_text
from publish.imports.databases.records import Node, Tree, gathered, grouped, told, tree, unique
from publish.imports.offsets import Fitted, Span, fit
from publish.imports.opening import File
from publish.imports.project import Column, Document, Passage, Project
from publish.steps import Listener

FORMAT = "Taguette (SQLite)"
TABLES = {
    "projects": ("id", "name"),
    "documents": ("id", "name", "project_id", "contents"),
    "tags": ("id", "project_id", "path"),
    "highlights": ("id", "document_id", "start_offset", "end_offset"),
    "highlight_tags": ("highlight_id", "tag_id"),
}
COLLECTION = "collection"
"""The variable of LibreQDA's collections, under the name its tables have it."""


@dataclass(frozen=True, slots=True)
class _Highlight:
    key: Cell
    document: str
    start: int | None
    end: int | None
    snippet: str | None


class TaguetteDatabase:
    """Reads a database of Taguette, or of LibreQDA, which adds collections and tags below tags."""

    TRIED = True

    def recognises(self, file: File) -> bool:
        return holds(file, TABLES)

    def read(self, file: File, columns: Mapping[str, str], listen: Listener) -> Project:
        """Return a project; where a file has several, ask which: the field `project`, by its name."""
        with opened_database(file.path) as database:
            names = _projects(database)
            wanted = [key for key, name in names.items() if name == columns.get("project")]
            if len(names) > 1 and not wanted:
                asked = Column("project", tuple(names.values()))
                return Project(FORMAT, told=told(read_projects=len(names)), asked=(asked,))
            project = (wanted or list(names) or [None])[0]
            return _project(file, database, project, listen)


def _projects(database: Database) -> dict[Cell, str]:
    """Return the projects that have documents, most of them first, else all; a name given twice has a number."""
    names = {key: words(name) for key, name in database.rows("projects", "id", "name")}
    sizes = Counter(project for (project,) in database.rows("documents", "project_id") if project in names)
    keys = [key for key, _ in sizes.most_common()] or list(names)
    return dict(zip(keys, unique(names[key] for key in keys)[0], strict=True))


def _project(file: File, database: Database, project: Cell, listen: Listener) -> Project:
    rows = {
        key: (words(name) or f"#{words(key)}", None if contents is None else html_text(words(contents)))
        for key, name, owner, contents in database.rows("documents", "id", "name", "project_id", "contents")
        if owner == project
    }
    unique_names, renamed = unique(name for name, _ in rows.values())
    names = dict(zip(rows, unique_names, strict=True))
    texts = {names[key]: text for key, (_, text) in rows.items() if text is not None}
    shown = {name: text.shown for name, text in texts.items()}
    tags = _tags(database, project)
    highlights = {found.key: found for found in _highlights(database, names)}
    listen("export", len(highlights), len(highlights))
    coded, dangling = _coded(database, tags, highlights)
    fitted, at = _places(file, texts, highlights)
    listen("places", fitted.checked, fitted.checked)
    passages, codings, counts = gathered(
        (_passage(highlights[key], shown, at), tags.paths[tag], "") for key, tag in coded
    )
    groups = _collections(database, project, names)
    with_code = len({key for key, _ in coded})
    read = told(
        read_documents=len(names), read_codes=len(tags.paths), read_passages=len(highlights), renamed_documents=renamed
    )
    lost = told(
        texts_missing=len(names) - len(texts),
        merged_passages=with_code - len(passages),
        dropped_uncoded_passages=len(highlights) - with_code,
        dropped_dangling_codings=dangling,
    )
    return Project(
        FORMAT,
        "LibreQDA" if database.has("collections") else "Taguette",
        tuple(Document(name, shown.get(name), groups[name]) for name in names.values()),
        codes=tags.codes,
        passages=passages,
        codings=codings,
        told=(*read, *counts, *tags.told, *lost, *fitted.told, *beside(file.path)),
    )


def _tags(database: Database, project: Cell) -> Tree:
    """Return the tags. A path of Taguette is the tag's whole name; only LibreQDA has tags below tags."""
    rows = database.rows("tags", "id", "path", "parent_id", "description", "project_id")
    return tree(
        {
            key: Node(words(path) or f"#{words(key)}", above, words(description))
            for key, path, above, description, owner in rows
            if owner == project
        }
    )


def _highlights(database: Database, documents: Mapping[Cell, str]) -> Iterator[_Highlight]:
    rows = database.rows("highlights", "id", "document_id", "start_offset", "end_offset", "snippet")
    for key, document, start, end, snippet in rows:
        if document in documents:
            said = None if snippet is None else html_text(words(snippet)).counted
            yield _Highlight(key, documents[document], number(start), number(end), said)


def _coded(
    database: Database, tags: Tree, highlights: Mapping[Cell, _Highlight]
) -> tuple[list[tuple[Cell, Cell]], int]:
    """Return which highlight has which tag, and how many highlights of this project have one that is not there."""
    found: list[tuple[Cell, Cell]] = []
    dangling = 0
    for key, tag in database.rows("highlight_tags", "highlight_id", "tag_id"):
        if key in highlights:
            if tag in tags.paths:
                found.append((key, tag))
            else:
                dangling += 1
    return found, dangling


def _places(
    file: File, texts: Mapping[str, HtmlText], highlights: Mapping[Cell, _Highlight]
) -> tuple[Fitted, dict[Cell, tuple[int, int]]]:
    """Return how well places fit, and where in its document's text each highlight stands that stands there."""
    keys: list[Cell] = []
    spans: list[Span] = []
    for key, one in highlights.items():
        if one.start is not None and one.end is not None and one.document in texts:
            keys.append(key)
            spans.append(Span(one.document, one.start, one.end, one.snippet))
    fitted = fit({name: text.counted for name, text in texts.items()}, spans, "bytes", file.name)
    places = zip(keys, spans, fitted.places, strict=True)
    return fitted, {key: texts[span.document].place(*place) for key, span, place in places if place is not None}


def _passage(highlight: _Highlight, texts: Mapping[str, str], at: Mapping[Cell, tuple[int, int]]) -> Passage:
    start, end = at.get(highlight.key, (None, None))
    if start is None:
        return Passage(highlight.document, None, None, highlight.snippet)
    said = texts[highlight.document][start:end]
    # The same words once: a million of them take a gigabyte.
    return Passage(highlight.document, start, end, highlight.snippet if highlight.snippet == said else said)


def _collections(database: Database, project: Cell, documents: Mapping[Cell, str]) -> dict[str, dict[str, str]]:
    """Return the variables of each document: its collection, or a variable for each where one lies in several."""
    nodes: dict[Hashable, Node] = {
        key: Node(words(name) or f"#{words(key)}", above)
        for key, name, above, owner in database.rows("collections", "id", "name", "parent_id", "project_id")
        if owner == project
    }
    return grouped(
        documents,
        {key: " / ".join(path) for key, path in tree(nodes).paths.items()},
        database.rows("collection_documents", "document_id", "collection_id"),
        COLLECTION,
    )
