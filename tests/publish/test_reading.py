"""Many rows looked at all at once are read as they are row by row: the same cells, the same faults."""

import random
from typing import Any

import pytest

from dashboard.package.cells import Fault
from publish import files, reading
from publish.steps import unheard
from publish.tables import FILES
from tests.publish.breaking import CELLS

GOOD = {"slug": "a-b", "date": "2026-01-02", "number": "12"}


def read(table: str, content: bytes) -> tuple[list[list[Any]], list[list[Any]], list[Fault]]:
    faults: list[Fault] = []
    members: list[list[Any]] = [[], [], [], []]
    kept: list[list[list[Any]]] = []
    reading.read_table(table, content, faults, members, kept.append, unheard)
    columns = [[cell for cells in parts for cell in cells] for parts in zip(*kept, strict=True)]
    return columns, sorted(zip(*members, strict=True), key=str), faults


def drawn(table: str, chance: random.Random) -> bytes:
    """Draw a file of more rows than are looked at at once, with few odd cells, rows of another width, blank ones."""
    names = [column.name for column in FILES[table]] + (["funktion"] if table == "respondents" else [])
    kinds = {column.name: column.kind for column in FILES[table]} | {"funktion": "slug"}
    odd = [*CELLS, "", " ", "a\r\nb", "a\rb", "x" * 201, "٣", "1234567890", "<", "=", "\u2028", "yes", "draft"]
    rows: list[list[Any]] = []
    for n in range(reading.AT_ONCE * 2 + 3):
        good = [GOOD.get(kind, f"k {n}") if isinstance(kind, str) else kind[0] for kind in map(kinds.get, names)]
        rows.append([chance.choice(odd) if chance.random() < 0.0005 else str(cell) for cell in good])
    if chance.random() < 0.5:
        rows[chance.randrange(len(rows))] = chance.choice([[], ["", ""], ["x"], [""] * len(names)])
    return files.table(names, rows) + chance.choice([b"", b"\n\n", b'"a', b'"x"y\n', b"x" * 140_000])


@pytest.mark.parametrize("table", FILES)
def test_all_at_once_says_what_row_by_row_says(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(4):
        content = drawn(table, random.Random(f"{table} {seed}"))
        at_once = read(table, content)
        with monkeypatch.context() as patched:
            patched.setattr(reading, "_typed", lambda *_: None)
            patched.setattr(reading, "KEPT_AT_ONCE", 1_000)
            assert read(table, content) == at_once, seed


def test_who_listens_is_told_how_many_bytes_are_read() -> None:
    heard: list[tuple[Any, ...]] = []
    content = b"segment_id,respondent_id\n" + b"S1,P1\n" * 5_000
    reading.read_table("segments", content, [], [[], [], [], []], lambda _: None, lambda *said: heard.append(said))
    assert len(heard) == 10 and heard[-1] == ("read", len(content), len(content), "segments.csv")
    assert [said[1] for said in heard] == sorted(said[1] for said in heard)
