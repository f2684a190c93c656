"""Projects of QualCoder: the `data.qda` of a project folder, of any version up to 4."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

from publish.imports.formats.database import Cell, Database, beside, holds, number, opened_database, words
from publish.imports.formats.gathering import Node, Tree, gathered, told, tree, unique
from publish.imports.formats.offsets import Fitted, Place, Span, fit, line_feeds
from publish.imports.opening import File, Listener
from publish.imports.project import Case, Document, Passage, Path, Project, Range

FORMAT = "QualCoder (data.qda)"
TABLES = {
    "source": ("id", "name", "fulltext", "mediapath"),
    "code_name": ("cid", "name", "catid"),
    "code_cat": ("catid", "name", "supercatid"),
    "code_text": ("cid", "fid", "seltext", "pos0", "pos1", "owner"),
}
MEMOS = ("code_text", "code_image", "code_av", "source", "cases", "annotation")
Found = tuple[Passage, Path, str]


@dataclass(frozen=True, slots=True)
class _Sources:
    names: Mapping[Cell, str]
    texts: Mapping[str, str]
    """As they lie in the file, by name; a picture, a recording has none."""
    renamed: int


class QualCoderDatabase:
    """Reads a project of QualCoder: owners are coders, files are documents."""

    def recognises(self, file: File) -> bool:
        return holds(file, TABLES)

    def read(self, file: File, columns: Mapping[str, str], listen: Listener) -> Project:  # noqa: ARG002
        with opened_database(file.path) as database:
            return _project(file, database, listen)


def _project(file: File, database: Database, listen: Listener) -> Project:
    sources, codes = _sources(database), _codes(database)
    rows = [
        (cid, sources.names[fid], words(said), (number(start), number(end)), words(owner))
        for cid, fid, said, start, end, owner in database.rows(
            "code_text", "cid", "fid", "seltext", "pos0", "pos1", "owner"
        )
        if cid in codes.paths and fid in sources.names
    ]
    dangling = sum(1 for _ in database.rows("code_text", "cid")) - len(rows)
    listen("reading", len(rows), len(rows))
    links = _links(database, sources)
    spans = [Span(name, *place, said) for _, name, said, place, _ in rows if _is_place(place, name, sources)]
    parts = [Span(name, *place) for _, name, place in links if _is_place(place, name, sources)]
    fitted = fit(sources.texts, spans + parts, "code_points", file.name)
    at = {(span.document, span.start, span.end): place for span, place in zip(spans + parts, fitted.places)}
    listen("checking", fitted.checked, fitted.checked)
    media = list(_media(database, sources, codes))
    passages, codings, counts = gathered([*_texts(rows, sources, codes, at), *media])
    cases = _cases(database, links, at)
    values = _values(database, "file")
    return Project(
        FORMAT,
        "QualCoder",
        tuple(Document(name, _shown(sources, name), values.get(key, {})) for key, name in sources.names.items()),
        cases=cases,
        codes=codes.codes,
        passages=passages,
        codings=codings,
        told=(
            *told(read_documents=len(sources.names), read_codes=len(codes.paths), read_cases=len(cases)),
            *counts,
            *told(
                renamed_documents=sources.renamed,
                missing_texts=len(sources.names) - len(sources.texts),
                dangling_codings=dangling,
                dropped_memos=sum(database.filled(table, "memo") for table in MEMOS),
            ),
            *codes.told,
            *fitted.told,
            *beside(file.path),
        ),
    )


def _sources(database: Database) -> _Sources:
    rows = list(database.rows("source", "id", "name", "fulltext", "mediapath"))
