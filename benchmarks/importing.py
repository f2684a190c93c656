"""How long an import of a million codings takes, from file to study, and how much memory: each in its own process.

.venv/bin/python -m benchmarks.importing [CODINGS]
"""

import resource
import sqlite3
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from publish.imports.importing import Done, run

WORDS = "Wir sprechen uns jeden Montag mit dem Landkreis ab und das geht gut so"


def table(path: Path, codings: int) -> None:
    """A table of highlights, ten codes a document of a thousand."""
    with path.open("w", encoding="utf-8") as file:
        file.write("id,document,tag,content\n")
        for number in range(codings):
            document, tag = number % 1000, (number * 7 + number // 1000) % 40
            file.write(f'{number},Interview {document}.docx,Thema {tag},"{WORDS} {number}"\n')


def database(path: Path, codings: int) -> None:
    """The same as a Taguette project: a thousand documents, offsets in bytes."""
    each = codings // 1000
    with sqlite3.connect(path) as db:
        db.executescript(
            """
            create table projects (id integer primary key, name text, description text, created text);
            create table documents (id integer primary key, name text, description text, filename text, created text,
                project_id integer, text_direction text, contents text);
            create table tags (id integer primary key, project_id integer, path text, description text);
            create table highlights (id integer primary key, document_id integer, start_offset integer,
                end_offset integer, snippet text);
            create table highlight_tags (highlight_id integer, tag_id integer);
            insert into projects values (1, 'p', '', '');
            """
        )
        db.executemany("insert into tags values (?, 1, ?, '')", ((n, f"Thema {n}") for n in range(40)))
        for document in range(1000):
            lines = [f"{WORDS} {document * each + n}" for n in range(each)]
            contents = "".join(f"<p>{line}</p>" for line in lines)
            db.execute(
                "insert into documents values (?, ?, '', '', '', 1, 'LEFT_TO_RIGHT', ?)",
                (document, f"Interview {document}.docx", contents),
            )
            at = 0
            for n, line in enumerate(lines):
                key = document * each + n
                db.execute("insert into highlights values (?, ?, ?, ?, ?)", (key, document, at, at + len(line), line))
                db.execute("insert into highlight_tags values (?, ?)", (key, (key * 7) % 40))
                at += len(line)


def main() -> None:
    """Time both, one after the other."""
    codings = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    for kind, write in (("table", table), ("database", database)):
        with tempfile.TemporaryDirectory() as folder:
            path, study = Path(folder) / "export", Path(folder) / "study"
            write(path, codings)
            size = path.stat().st_size / 1e6
            for turn in ("asked", "written", "again"):
                with ProcessPoolExecutor(1, get_context("spawn")) as alone:
                    done, took, memory = alone.submit(imported, path, study).result()
                assert done is (turn != "asked")
                print(f"{kind}, {codings} codings, {size:.0f} MB, {turn}: {took:.1f} s, {memory:.2f} GB")


def imported(path: Path, study: Path) -> tuple[bool, float, float]:
    """Import once; return whether the study was written, seconds, and the most memory in GB."""
    begun = time.perf_counter()
    found = run([path], study, "de", lambda *_: None)
    took = time.perf_counter() - begun
    return isinstance(found, Done), took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    main()
