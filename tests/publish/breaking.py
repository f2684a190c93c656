"""Breaks a coded study at random: other types, sizes and encodings, half files, something else than a file.

Each breaker takes a folder and chance, breaks one thing and says what it did; the same seed breaks the same.
"""

import json
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.publish import studies

Breaker = Callable[[Path, random.Random], str]
VALUES: list[Any] = [
    [], {}, [[]], [None], True, -1, 0, 1.5, 10**12, 10**30, "", " ", "x", "x" * 20_000, "\u0000", "\u202e", "\ud800",
    "2026-19-39", "<b>x</b>", {"level": ["public"]}, [{"title": 3}], [1, "x"], {"a": {"b": []}}, "../..", "Größe",
]  # fmt: skip
CELLS = [
    "-1", "1.5", "1e9", "9" * 30, "\u202e", "\x07", "<b>x</b>", "=1+1", "GROSS", "ä", "../..", "NULL", "nan",
    "x" * 20_000, "2026-02-30", "yes;no", "\u3164", "a b", "P0", "\ufeff", "zz",
]  # fmt: skip


def study(folder: Path) -> Path:
    """Write a study that has every file."""
    tables = studies.small(60)
    tables["categories"] = (
        ("category_id", "parent_id", "label_de", "statement_de", "statement_location", "sensitive", "sort"),
        [(*row, "", "", "no", n) for n, row in enumerate(tables["categories"][1])],
    )
    tables["partners"] = (("partner_id", "label_de", "counted"), [("kreis", "Kreis", "yes"), ("land", "Land", "no")])
    tables["segment_partners"] = (
        ("segment_id", "partner_id", "basis"),
        [(f"S{n}", "kreis", "code") for n in range(40)],
    )
    tables["sources"] = (("source_id", "name"), [("I1", "Gespräch 1")])
    tables["not_asked"] = (("respondent_id", "category_id"), [("P1", "geld"), ("P5", "mittel")])
    tables["quotes"] = (
        ("quote_id", "segment_id", "category_id", "text", "state", "basis", "released_by", "released_on"),
        [(f"Q{n}", f"S{4 * n}", "bus", f"So ist das {n}.", "released", "ok", "wir", "2026-01-01") for n in range(4)],
    )
    tables["decisions"] = (("quote_id", "mark", "decision", "reason"), [("Q0", "so", "keep", "kein Name")])
    tables["decks"] = (("deck_id", "label_de", "view"), [("kurz", "Kurz", "o")])
    tables["withdrawn"] = (("respondent_id", "withdrawn_on"), [("P58", "2026-01-01")])
    return studies.write(folder, tables)


def _any(folder: Path, chance: random.Random, end: str = "") -> Path:
    return chance.choice([p for p in sorted(folder.glob(f"*{end}")) if p.suffix in (".csv", ".json") and p.is_file()])


def _bytes(change: Callable[[bytes, random.Random], bytes], what: str, end: str = "") -> Breaker:
    def apply(folder: Path, chance: random.Random) -> str:
        path = _any(folder, chance, end)
        path.write_bytes(change(path.read_bytes(), chance))
        return f"{path.name}: {what}"

    return apply


def _instead(make: Callable[[Path], object], what: str) -> Breaker:
    def apply(folder: Path, chance: random.Random) -> str:
        path = _any(folder, chance)
        path.unlink()
        make(path)
        return f"{path.name}: {what}"

    return apply


def _places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, part in value.items() if isinstance(value, dict) else enumerate(value):
        yield (*way, key)
        if isinstance(part, dict | list):
            yield from _places(part, (*way, key))


def _other_value(folder: Path, chance: random.Random) -> str:
    """Put another value anywhere into a JSON file."""
    path = _any(folder, chance, ".json")
    try:
        whole = json.loads(path.read_bytes())
        *way, last = chance.choice(list(_places(whole)))
    except (ValueError, IndexError, AttributeError, TypeError):
        return "nothing"
    part = whole
    for key in way:
        part = part[key]
    part[last] = chance.choice(VALUES)
    path.write_text(json.dumps(whole))
    return f"{path.name}: {[*way, last]} is {str(part[last])[:30]!r}"


def _new_entry(folder: Path, chance: random.Random) -> str:
    """Give the description an entry it may have, of any type."""
    path = folder / "datapackage.json"
    try:
        whole = json.loads(path.read_bytes())
        key = chance.choice(
            ["levels", "method", "lead", "synthetic", "default_language", "printed_differences", "question_de",
             "statement_de", "disclosure", "sources", "keywords", "licenses", "title", "preview"]
        )  # fmt: skip
        part = whole if key in ("sources", "keywords", "licenses", "title") else whole["study"]
        part[key] = chance.choice([*VALUES, [{"label_de": "x"}], {"findings": [{"category_id": "x"}]}])
    except (OSError, ValueError, KeyError, TypeError):
        return "nothing"
    path.write_text(json.dumps(whole))
    return f"{path.name}: {key} is {str(part[key])[:30]!r}"


def _other_cell(folder: Path, chance: random.Random) -> str:
    path = _any(folder, chance, ".csv")
    lines = path.read_bytes().decode("utf-8", "replace").splitlines()
    if not lines:
        return "nothing"
    row = chance.randrange(len(lines))
    cells = lines[row].split(",")
    cells[chance.randrange(len(cells))] = cell = chance.choice(CELLS)
    lines[row] = ",".join(cells)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return f"{path.name}: in row {row + 1} {cell[:30]!r}"


def _more_rows(folder: Path, chance: random.Random) -> str:
    """Add many rows that mean nothing, or one that is a thousand times too wide."""
    path = _any(folder, chance, ".csv")
    width = path.read_text(encoding="utf-8", errors="replace").split("\n", 1)[0].count(",")
    rows = chance.choice(
        [("Ä" + "," * width + "\n") * 20_000, "x," * 5_000 + "\n", '"' + "x\n" * 50_000, '"x"y' + "\n"]
    )
    with path.open("a", encoding="utf-8") as file:
        file.write(rows)
    return f"{path.name}: more rows, {rows[:20]!r}"


BREAKERS: list[Breaker] = [
    _other_value, _other_value, _other_value, _new_entry, _new_entry, _new_entry, _other_cell, _other_cell, _other_cell,
    _more_rows,
    _bytes(lambda b, c: b[: c.randrange(len(b) + 1)], "cut off"),
    _bytes(lambda b, _: b[: len(b) // 2], "half"),
    _bytes(lambda _b, _: b"", "empty"),
    _bytes(lambda _b, c: b"\n" * c.randrange(1, 9), "blank"),
    _bytes(lambda b, _: b + "Größe".encode("cp1252"), "Windows-1252"),
    _bytes(lambda b, _: b.decode("utf-8", "replace").encode("utf-16"), "UTF-16"),
    _bytes(lambda b, _: b.decode("utf-8", "replace").encode("utf-32"), "UTF-32"),
    _bytes(lambda _b, c: c.randbytes(2_000), "noise"),
    _bytes(lambda b, c: b[:50] + b"\0" * c.randrange(1, 400) + b[50:], "NUL"),
    _bytes(lambda b, _: b"\xef\xbb\xbf" * 2 + b, "two byte order marks"),
    _bytes(lambda b, _: b.split(b"\n", 1)[-1], "without its first line", ".csv"),
    _bytes(lambda b, _: b.replace(b",", b"\t"), "tabs", ".csv"),
    _bytes(lambda b, _: b.replace(b",", b", ", 3).replace(b"\n", b"\r"), "returns", ".csv"),
    _bytes(lambda b, _: b.replace(b"\n", b'\n"', 1), "an open quotation mark", ".csv"),
    _bytes(lambda b, _: b + b"x" * 1_200_000, "a cell of 1.2 MB", ".csv"),
    _bytes(lambda b, _: b.split(b"\n")[0] + b",x" * 20_000 + b"\n", "20,000 columns", ".csv"),
    _bytes(lambda b, _: b * 2, "twice"),
    _bytes(lambda _b, _: b"[" * 100_000, "open brackets", ".json"),
    _bytes(lambda _b, _: b'{"x": ' * 900 + b"1" + b"}" * 900, "900 objects", ".json"),
    _bytes(lambda b, c: b.replace(b": ", b": NaN, \"x\": " if c.random() < 0.5 else b": -Infinity, \"y\": ", 1), "NaN",
           ".json"),
    _bytes(lambda b, _: b.replace(b'"1.0.0"', b"9" * 5_000), "5,000 digits", ".json"),
    _bytes(lambda b, _: b"[" + b + b"]", "in a list", ".json"),
    _instead(lambda path: path.mkdir(), "a folder"),
    _instead(os.mkfifo, "a pipe"),
    _instead(lambda path: path.symlink_to(path.parent / "away"), "a link to nothing"),
    _instead(lambda path: path.symlink_to(path), "a link to itself"),
    _instead(lambda path: path.symlink_to("/dev/zero"), "a device"),
    _instead(lambda path: path.with_name(path.name.upper()).write_bytes(b"x"), "other capitals"),
    _instead(lambda path: os.truncate(os.open(path, os.O_CREAT | os.O_RDWR), 10**9), "a gigabyte of nothing"),
]  # fmt: skip


def broken(folder: Path, seed: int) -> list[str]:
    """Break one thing of a study, with every third seed two; return what was done."""
    chance = random.Random(seed)
    return [chance.choice(BREAKERS)(folder, chance) for _ in range(2 if seed % 3 == 0 else 1)]


def place(folder: Path, seed: int) -> str:
    """Break something of a folder of packages: a state, what names it, the list of what is refused."""
    chance = random.Random(seed)
    path = chance.choice([p for p in sorted(folder.rglob("*")) if p.is_file() and not p.name.endswith(".lock")])
    content = path.read_bytes()
    kind = chance.choice(["half", "empty", "noise", "folder", "pipe", "loop", "device", "gone", "UTF-16"])
    path.unlink()
    if kind in ("half", "empty", "noise", "UTF-16"):
        half = content[: len(content) // 2]
        wide = content.decode("utf-8").encode("utf-16")
        path.write_bytes({"half": half, "empty": b"", "noise": chance.randbytes(500), "UTF-16": wide}[kind])
    elif kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind != "gone":
        path.symlink_to(path if kind == "loop" else "/dev/zero")
    return f"{path.relative_to(folder)}: {kind}"
