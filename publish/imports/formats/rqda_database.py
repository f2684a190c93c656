"""Projects of RQDA: its `.rqda` file. Rows with another status than 1 were deleted in RQDA, which keeps them."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping

from publish.imports.databases.database import Cell, Database, beside, holds, number, opened_database, words
from publish.imports.databases.plain_texts import Link, Marked, Sources
from publish.imports.databases.records import Node, Tree, gathered, grouped, told, tree
from publish.imports.opening import File
from publish.imports.project import Path, Project
from publish.steps import Listener

FORMAT = "RQDA"
TABLES = {
    "source": ("id", "name", "file", "status"),
    "freecode": ("id", "name", "status"),
    "treecode": ("cid", "catid"),
    "coding": ("cid", "fid", "selfirst", "selend", "status"),
    "caselinkage": ("caseid", "fid", "selfirst", "selend"),
}
CODINGS = ("coding", "coding2")
"""The second holds what was coded again, to compare."""
FILE_CATEGORY = "file category"
"""The variable of RQDA's file categories, which has no name there."""
Names = Mapping[Hashable, str]


class RqdaDatabase:
    """Reads a project of RQDA. A code may lie in several categories: then categories are sets, else a tree."""

    TRIED = False  # by the tables its own source makes; no project of it was found that may be shared

    def recognises(self, file: File) -> bool:
        return holds(file, TABLES)

    def read(self, file: File, columns: Mapping[str, str], listen: Listener) -> Project:  # noqa: ARG002
        with opened_database(file.path) as database:
            return _project(file, database, listen)


def _live(database: Database, table: str, *columns: str) -> Iterator[tuple[Cell, ...]]:
    """Give the rows of a table that were not deleted; older projects have no status everywhere."""
    for status, *row in database.rows(table, "status", *columns):
        if status is None or number(status) == 1:
            yield tuple(row)


def _project(file: File, database: Database, listen: Listener) -> Project:
    rows = _live(database, "source", "id", "name", "file")
    sources = Sources((key, words(name), words(text)) for key, name, text in rows)
    codes, sets = _codes(database)
    marked, links = list(_marked(database, sources.names, codes)), list(_links(database, sources.names))
    listen("export", len(marked), len(marked))
    fitted, at = sources.fit([*marked, *links], file.name)
    linked = zip(links, at[len(marked) :], strict=True)
    listen("places", fitted.checked, fitted.checked)
    coded = ((sources.passage(one, place), one.code, one.coder) for one, place in zip(marked, at, strict=False))
    passages, codings, counts = gathered(coded)
    names: dict[Hashable, str] = {key: words(name) for key, name in _live(database, "cases", "id", "name")}
    cases, lost = sources.cases(names, linked, _values(database, "caseattr", "caseid"))
    there = sum(1 for table in CODINGS for _ in _live(database, table))
    return Project(
        FORMAT,
        "RQDA",
        sources.documents(_known(database, sources.names)),
        cases,
        codes.codes,
        sets,
        passages,
        codings,
        told=(
            *sources.told,
            *told(read_codes=sum(code.codable for code in codes.codes), read_cases=len(cases)),
            *counts,
            *codes.told,
            *told(
                dropped_deleted_codings=sum(map(database.count, CODINGS)) - there,
                dropped_dangling_codings=there - len(marked),
                dropped_dangling_links=lost + sum(1 for _ in _live(database, "caselinkage")) - len(links),
                dropped_memos=sum(database.filled(table, "memo") for table in (*CODINGS, "source", "cases")),
            ),
            *fitted.told,
            *beside(file.path),
        ),
    )


def _codes(database: Database) -> tuple[Tree, dict[str, tuple[Path, ...]]]:
    """Return the codes; below their categories where each lies in at most one, else with the categories as sets."""
    codes = list(_live(database, "freecode", "id", "name", "memo"))
    keys = {key for key, *_ in codes}
    categories = {key: words(name) or f"#{words(key)}" for key, name in _live(database, "codecat", "catid", "name")}
    pairs = dict.fromkeys(
        (code, category)
        for code, category in _live(database, "treecode", "cid", "catid")
        if code in keys and category in categories
    )
    single = all(count < 2 for count in Counter(code for code, _ in pairs).values())
    nodes: dict[Hashable, Node] = {}
    if single:
        nodes |= {("category", key): Node(name, codable=False) for key, name in categories.items()}
    above = {code: ("category", category) for code, category in pairs} if single else {}
    for key, name, memo in codes:
        nodes["code", key] = Node(words(name) or f"#{words(key)}", above.get(key), words(memo))
    found = tree(nodes)
    sets: dict[str, dict[Path, None]] = {}
    if not single:
        for code, category in pairs:
            sets.setdefault(categories[category], {})[found.paths["code", code]] = None
    return found, {name: tuple(inside) for name, inside in sets.items()}


def _marked(database: Database, sources: Names, codes: Tree) -> Iterator[Marked]:
    for table in CODINGS:
        rows = _live(database, table, "cid", "fid", "selfirst", "selend", "seltext", "owner")
        for code, source, start, end, said, owner in rows:
            path = codes.paths.get(("code", code))
            if path is not None and source in sources:
                yield Marked(sources[source], number(start), number(end), words(said), path, words(owner))


def _links(database: Database, sources: Names) -> Iterator[Link]:
    for case, source, start, end in _live(database, "caselinkage", "caseid", "fid", "selfirst", "selend"):
        if source in sources:
            yield Link(case, sources[source], number(start), number(end))


def _values(database: Database, table: str, of: str) -> dict[Hashable, dict[str, str]]:
    """Return the attributes of cases or of files, by the id of each; one without a value is none."""
    found: dict[Hashable, dict[str, str]] = {}
    for name, value, key in _live(database, table, "variable", "value", of):
        if words(value):
            found.setdefault(key, {})[words(name)] = words(value)
    return found


def _known(database: Database, sources: Names) -> dict[Hashable, dict[str, str]]:
    """Return the variables of files, by id: their attributes, and what their categories make of it."""
    categories: dict[Hashable, str] = {key: words(name) for key, name in _live(database, "filecat", "catid", "name")}
    groups = grouped(sources, categories, _live(database, "treefile", "fid", "catid"), FILE_CATEGORY)
    values = _values(database, "fileattr", "fileid")
    return {key: {**groups[name], **values.get(key, {})} for key, name in sources.items()}
