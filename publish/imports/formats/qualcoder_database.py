"""Projects of QualCoder: the `data.qda` of a project folder, of any version up to 4."""

from collections.abc import Hashable, Iterator, Mapping
from itertools import chain

from publish.imports.databases.database import Cell, Database, beside, holds, number, opened_database, words
from publish.imports.databases.plain_texts import Link, Marked, Sources
from publish.imports.databases.records import Node, Tree, gathered, told, tree
from publish.imports.opening import File
from publish.imports.project import Passage, Path, Project
from publish.steps import Listener

FORMAT = "QualCoder (data.qda)"
TABLES = {
    "source": ("id", "name", "fulltext", "mediapath"),
    "code_name": ("cid", "name", "catid"),
    "code_cat": ("catid", "name", "supercatid"),
    "code_text": ("cid", "fid", "seltext", "pos0", "pos1", "owner"),
}
SOURCE = ("id", "name", "fulltext")
CODINGS = ("code_text", "code_image", "code_av")
MEMOS = (*CODINGS, "source", "cases", "annotation")
Names = Mapping[Hashable, str]


class QualCoderDatabase:
    """Reads a project of QualCoder: owners are coders, files are documents."""

    TRIED = False  # by the tables its own source makes; no project of it was found that may be shared

    def recognises(self, file: File) -> bool:
        return holds(file, TABLES)

    def read(self, file: File, columns: Mapping[str, str], listen: Listener) -> Project:  # noqa: ARG002
        with opened_database(file.path) as database:
            return _project(file, database, listen)


def _project(file: File, database: Database, listen: Listener) -> Project:
    sources = Sources((key, words(name), words(text)) for key, name, text in database.rows("source", *SOURCE))
    codes = _codes(database)
    marked, links = list(_marked(database, sources.names, codes)), list(_links(database, sources.names))
    media = list(_media(database, sources.names, codes))
    listen("export", len(marked) + len(media), len(marked) + len(media))
    fitted, at = sources.fit([*marked, *links], file.name)
    linked = zip(links, at[len(marked) :], strict=True)
    listen("places", fitted.checked, fitted.checked)
    coded = ((sources.passage(one, place), one.code, one.coder) for one, place in zip(marked, at, strict=False))
    passages, codings, counts = gathered(chain(coded, media))
    names: dict[Hashable, str] = {key: words(name) for key, name in database.rows("cases", "caseid", "name")}
    cases, lost = sources.cases(names, linked, _values(database, "case"))
    return Project(
        FORMAT,
        "QualCoder",
        sources.documents(_values(database, "file")),
        cases,
        codes.codes,
        passages=passages,
        codings=codings,
        told=(
            *sources.told,
            *told(read_codes=database.count("code_name"), read_categories=database.count("code_cat")),
            *told(read_cases=len(cases)),
            *counts,
            *codes.told,
            *told(
                dropped_dangling_codings=sum(map(database.count, CODINGS)) - len(marked) - len(media),
                dropped_dangling_links=lost + database.count("case_text") - len(links),
                dropped_memos=sum(database.filled(table, "memo") for table in MEMOS),
            ),
            *fitted.told,
            *beside(file.path),
        ),
    )


def _codes(database: Database) -> Tree:
    """Return categories, which nothing is coded with, and codes, which lie in one or, since version 4, in a code.

    A code that has the name of its category came from a tool whose codes have codes below them: both are one code.
    """
    categories = list(database.rows("code_cat", "catid", "name", "supercatid", "memo"))
    nodes: dict[Hashable, Node] = {
        ("category", key): Node(_name(key, name), _id("category", above), words(memo), codable=False)
        for key, name, above, memo in categories
    }
    for key, name, category, above, memo in database.rows("code_name", "cid", "name", "catid", "supercid", "memo"):
        parent = _id("category", category) if above is None else _id("code", above)
        twin = nodes.get(parent)
        if twin is not None and not twin.codable and twin.name == _name(key, name):
            parent = twin.above
        nodes["code", key] = Node(_name(key, name), parent, words(memo))
    return tree(nodes)


def _name(key: Cell, name: Cell) -> str:
    return words(name) or f"#{words(key)}"


def _id(kind: str, key: Cell) -> Hashable | None:
    return None if key is None else (kind, key)


def _marked(database: Database, sources: Names, codes: Tree) -> Iterator[Marked]:
    rows = database.rows("code_text", "cid", "fid", "pos0", "pos1", "seltext", "owner")
    for code, source, start, end, said, owner in rows:
        path = codes.paths.get(("code", code))
        if path is not None and source in sources:
            yield Marked(sources[source], number(start), number(end), words(said), path, words(owner))


def _links(database: Database, sources: Names) -> Iterator[Link]:
    for case, source, start, end in database.rows("case_text", "caseid", "fid", "pos0", "pos1"):
        if source in sources:
            yield Link(case, sources[source], number(start), number(end))


def _media(database: Database, sources: Names, codes: Tree) -> Iterator[tuple[Passage, Path, str]]:
    """Give what is coded in pictures, pages and recordings: no words, but where it is."""
    images = database.rows("code_image", "cid", "id", "owner", "pdf_page", "x1", "y1", "width", "height")
    for code, source, owner, page, *area in images:
        path = codes.paths.get(("code", code))
        if path is not None and source in sources:
            x, y, width, height = map(words, area)
            place = f"{x},{y} {width}×{height}" if page is None else f"{words(page)}: {x},{y} {width}×{height}"
            yield Passage(sources[source], None, None, None, place), path, words(owner)
    for code, source, owner, start, end in database.rows("code_av", "cid", "id", "owner", "pos0", "pos1"):
        path = codes.paths.get(("code", code))
        if path is not None and source in sources:
            yield Passage(sources[source], None, None, None, f"{_time(start)}–{_time(end)}"), path, words(owner)


def _time(cell: Cell) -> str:
    """Return milliseconds as hours, minutes, seconds."""
    found = number(cell)
    if found is None or found < 0:
        return "?"
    seconds = found // 1000
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _values(database: Database, of: str) -> dict[Hashable, dict[str, str]]:
    """Return the attributes of cases or of files, by the id of each; one without a value is none."""
    found: dict[Hashable, dict[str, str]] = {}
    for name, kind, value, key in database.rows("attribute", "name", "attr_type", "value", "id"):
        if kind == of and words(value):
            found.setdefault(key, {})[words(name)] = words(value)
    return found
