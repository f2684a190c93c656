"""A million codings from a database: within a minute and two gigabytes, in a process of its own."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.publish.imports.databases import QUALCODER, TAGUETTE

pytestmark = [pytest.mark.soak, pytest.mark.skipif(sys.platform == "win32", reason="memory is not told there")]
CODINGS = 1_000_000
DOCUMENTS, CODES = 500, 300
SENTENCE = "Frau Müller sagt, die Größe der Städte 🙂 ändert nichts. "
PARAGRAPH = SENTENCE * 4
READ = """
import json, resource, sys, time
from pathlib import Path
from publish.imports.formats import READERS
from publish.imports.opening import opened
file = opened(Path(sys.argv[1]))
found = next(r for r in READERS.values() if r.recognises(file)).read(file, {}, lambda *_: None)
print(json.dumps([len(found.codings), len(found.passages), time.process_time(),
    resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000]))
"""


def _places() -> Iterator[tuple[int, int, int, str]]:
    """Give number, document, start in code points, words of each marked passage; all differ."""
    text = PARAGRAPH * 100
    for number in range(CODINGS):
        document, at = number % DOCUMENTS + 1, number // DOCUMENTS
        start, length = 5 * at % (len(text) - 400), 60 + at % 200
        yield number, document, start, text[start : start + length]


def _qualcoder(database: sqlite3.Connection) -> None:
    text = PARAGRAPH * 100
    database.executescript(QUALCODER)
    database.executemany(
        "insert into source (id, name, fulltext) values (?, ?, ?)",
        ((n, f"d{n}", text) for n in range(1, DOCUMENTS + 1)),
    )
    database.executemany("insert into code_name (cid, name) values (?, ?)", ((n, f"c{n}") for n in range(CODES)))
    database.executemany(
        "insert or ignore into code_text (cid, fid, seltext, pos0, pos1, owner) values (?, ?, ?, ?, ?, ?)",
        ((n // 7 % CODES, d, said, at, at + len(said), f"o{n % 3}") for n, d, at, said in _places()),
    )


def _taguette(database: sqlite3.Connection) -> None:
    text = PARAGRAPH * 100
    before = [0]
    for sign in text:
        before.append(before[-1] + len(sign.encode()))
    database.executescript(TAGUETTE)
    database.execute("insert into projects values (1, 'P', '', '')")
    database.executemany(
        "insert into documents values (?, ?, '', '', '', 1, '', ?)",
        ((n, f"d{n}", "<p>" + PARAGRAPH.join([""] * 101) + "</p>") for n in range(1, DOCUMENTS + 1)),
    )
    database.executemany("insert into tags values (?, 1, ?, '')", ((n, f"c{n}") for n in range(CODES)))
    database.executemany(
        "insert into highlights values (?, ?, ?, ?, ?)",
        ((n, d, before[at], before[at + len(said)], f"<p>{said}</p>") for n, d, at, said in _places()),
    )
    database.executemany("insert into highlight_tags values (?, ?)", ((n, n // 7 % CODES) for n in range(CODINGS)))


@pytest.mark.parametrize("write", [_qualcoder, _taguette])
def test_a_million_codings(tmp_path: Path, write: Callable[[sqlite3.Connection], None]) -> None:
    path = tmp_path / "data.qda"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("pragma synchronous = off")
        write(database)
    said = subprocess.run([sys.executable, "-c", READ, path], cwd=ROOT, capture_output=True, text=True, check=True)
    codings, passages, seconds, gigabytes = json.loads(said.stdout)
    print(write.__name__, path.stat().st_size, codings, passages, seconds, gigabytes)
    assert codings > 0.95 * CODINGS and passages > CODINGS // 10
    assert seconds < 60 and gigabytes < 2
