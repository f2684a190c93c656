"""Writers of the databases of coding tools, apart from their readers: the tables as the tools make them."""

import html
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from publish.imports.project import Code, Project

TAGUETTE = """
create table projects (id integer not null primary key autoincrement, name varchar(200) not null,
    description text not null, created datetime not null);
create table documents (id integer not null primary key autoincrement, name varchar(200) not null,
    description text not null, filename varchar(200) not null, created datetime not null, project_id integer not null,
    text_direction varchar(13) not null, contents text not null);
create table tags (id integer not null primary key autoincrement, project_id integer not null,
    path varchar(200) not null, description text not null, constraint uq_tags_project_id unique (project_id, path));
create index ix_tags_path on tags (path);
create table highlights (id integer not null primary key autoincrement, document_id integer not null,
    start_offset integer not null, end_offset integer not null, snippet text not null);
create table highlight_tags (highlight_id integer not null, tag_id integer not null,
    constraint pk_highlight_tags primary key (highlight_id, tag_id));
create index ix_highlight_tags_tag_id on highlight_tags (tag_id);
create table commands (id integer not null primary key autoincrement, user_login varchar(30) not null);
"""
LIBREQDA = """
alter table tags add column color varchar(20) not null default '';
alter table tags add column parent_id integer;
create table collections (id integer not null primary key autoincrement, name varchar(200) not null, description text,
    project_id integer not null, parent_id integer);
create table collection_documents (collection_id integer not null, document_id integer not null,
    primary key (collection_id, document_id));
"""
QUALCODER = """
create table project (databaseversion text, date text, memo text, about text, bookmarkfile integer);
create table source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text,
    date text, av_text_id integer, risid integer, unique(name));
create table code_image (imid integer primary key, id integer, x1 integer, y1 integer, width integer, height integer,
    cid integer, memo text, date text, owner text, important integer, pdf_page integer);
create table code_av (avid integer primary key, id integer, pos0 integer, pos1 integer, cid integer, memo text,
    date text, owner text, important integer);
create table annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text,
    date text, unique(fid, pos0, pos1, owner));
create table attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);
create table attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text,
    owner text, unique(name, attr_type, id));
create table case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text,
    date text, memo text);
create table cases (caseid integer primary key, name text, memo text, owner text, date text,
    constraint ucm unique(name));
create table code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer,
    unique(name));
create table code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer,
    owner text, date text, memo text, avid integer, important integer, unique(cid, fid, pos0, pos1, owner));
create table code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text,
    color text, unique(name));
create table coder_names (name text unique not null, visibility integer not null default 1);
create view code_text_visible as select ct.* from code_text ct join coder_names cn on ct.owner = cn.name;
"""
RQDA = """
create table project (databaseversion text, date text, dateM text, memo text, about text, imageDir text);
create table source (name text, id integer, file text, memo text, owner text, date text, dateM text, status integer);
create table fileAttr (variable text, value text, fileID integer, date text, dateM text, owner text, status integer);
create table filecat (name text, fid integer, catid integer, owner text, date text, dateM text, memo text,
    status integer);
create table treefile (fid integer, catid integer, date text, dateM text, memo text, status integer, owner text);
create table caseAttr (variable text, value text, caseID integer, date text, dateM text, owner text, status integer);
create table caselinkage (caseid integer, fid integer, selfirst real, selend real, status integer, owner text,
    date text, memo text);
create table cases (name text, memo text, owner text, date text, dateM text, id integer, status integer);
create table codecat (name text, cid integer, catid integer, owner text, date text, dateM text, memo text,
    status integer);
create table treecode (cid integer, catid integer, date text, dateM text, memo text, status integer, owner text);
create table coding (cid integer, fid integer, seltext text, selfirst real, selend real, status integer, owner text,
    date text, memo text);
create table coding2 (cid integer, fid integer, seltext text, selfirst real, selend real, status integer, owner text,
    date text, memo text);
create table freecode (name text, memo text, owner text, date text, dateM text, id integer, status integer,
    color text);
"""


def made(path: Path, *scripts: str, rows: Iterable[tuple[str, Sequence[object]]] = ()) -> Path:
    """Write a database from scripts and then `insert` statements without "insert into"."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("pragma synchronous = off")
        for script in scripts:
            database.executescript(script)
        for statement, values in rows:
            database.execute(f"insert into {statement} values ({','.join('?' * len(values))})", values)
    return path


def taguette(path: Path, project: Project, line_end: str = "\n") -> Path:
    """Write a project as LibreQDA does: texts as one paragraph of HTML, places in bytes of what a browser shows."""
    rows: list[tuple[str, Sequence[object]]] = [("projects", (1, "Ein Projekt", "", ""))]
    texts = {document.name: document.text or "" for document in project.documents}
    ids = {name: number for number, name in enumerate(texts, 1)}
    for name, text in texts.items():
        contents = f"<p>{html.escape(text)}</p>".replace("\n", line_end)
        rows.append(("documents", (ids[name], name, "", "", "", 1, "LEFT_TO_RIGHT", contents)))
    tags = {code.path: number for number, code in enumerate(project.codes, 1)}
    for code in project.codes:
        parent = tags.get(code.path[:-1])
        rows.append(("tags", (tags[code.path], 1, code.path[-1], code.definition, "#fff", parent)))
    for number, passage in enumerate(project.passages, 1):
        text, start, end = texts[passage.document], passage.start or 0, passage.end or 0
        at = len(text[:start].encode()), len(text[:end].encode())
        rows.append(("highlights", (number, ids[passage.document], *at, f"<p>{html.escape(text[start:end])}</p>")))
    pairs = dict.fromkeys((coding.passage + 1, tags[coding.code]) for coding in project.codings)
    return made(path, TAGUETTE, LIBREQDA, rows=[*rows, *(("highlight_tags", pair) for pair in pairs)])


def qualcoder(path: Path, project: Project, line_end: str = "\n") -> Path:
    """Write a project as QualCoder does after an import: what is codable and has codes below it is both."""
    rows: list[tuple[str, Sequence[object]]] = []
    texts = {d.name: None if d.text is None else d.text.replace("\n", line_end) for d in project.documents}
    ids = {name: number for number, name in enumerate(texts, 1)}
    rows += [("source (id, name, fulltext)", (ids[name], name, text)) for name, text in texts.items()]
    above = {code.path[:-1] for code in project.codes}
    categories = {code.path: n for n, code in enumerate(project.codes, 1) if code.path in above or not code.codable}
    codes = {code.path: n for n, code in enumerate(project.codes, 101) if code.codable}
    for code in project.codes:
        rows += _qualcoder_code(code, categories, codes)
    for coding in project.codings:
        passage = project.passages[coding.passage]
        text = texts[passage.document] or ""
        start, end = (_raw(text, position or 0, line_end) for position in (passage.start, passage.end))
        values = (codes[coding.code], ids[passage.document], text[start:end], start, end, coding.coder)
        rows.append(("code_text (cid, fid, seltext, pos0, pos1, owner)", values))
    for number, case in enumerate(project.cases, 1):
        rows.append(("cases (caseid, name)", (number, case.name)))
        rows += [("attribute (name, attr_type, value, id)", (k, "case", v, number)) for k, v in case.values.items()]
        for part in case.parts:
            end = len(texts[part.document] or "")
            rows.append(("case_text (caseid, fid, pos0, pos1)", (number, ids[part.document], 0, end)))
    return made(path, QUALCODER, rows=rows)


def _qualcoder_code(
    code: Code, categories: dict[tuple[str, ...], int], codes: dict[tuple[str, ...], int]
) -> list[tuple[str, Sequence[object]]]:
    parent, memo = categories.get(code.path[:-1]), code.definition
    found: list[tuple[str, Sequence[object]]] = []
    if code.path in categories:
        found.append(("code_cat (catid, name, supercatid, memo)", (categories[code.path], code.path[-1], parent, memo)))
        parent, memo = categories[code.path], ""
    if code.path in codes:
        found.append(("code_name (cid, name, catid, memo)", (codes[code.path], code.path[-1], parent, memo)))
    return found


def _raw(text: str, position: int, line_end: str) -> int:
    """Return where a position of the text with line feeds is in the text with its own line ends."""
    return len(text.replace(line_end, "\n")[:position].replace("\n", line_end))
