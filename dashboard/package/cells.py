"""Text files into typed rows: every cell checked, every fault with its file and row."""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

LONGEST_LABEL = 300
LONGEST_QUOTE = 10_000
LONGEST_STATEMENT = 150
MOST_FAULTS = 200
CONTROLS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a\u202b\u202d\u202e\u2066-\u2068\ud800-\udfff\ufeff\ufffe\uffff]")
"""What nobody sees and no text needs: it rings, turns the line round, or is no character at all."""
BLANKS = "\u115f\u1160\u2800\u3164\uffa0\U0001d159"
"""Letters, patterns and notes that are drawn as nothing."""

Kind = Literal[
    "id",
    "optional_id",
    "label",
    "optional_label",
    "words",
    "optional_words",
    "optional_statement",
    "count",
    "optional_count",
    "percent",
]
Column = tuple[str, Kind | tuple[str, ...]]

csv.field_size_limit(1_000_000)  # one limit for all who read CSV here: it holds for the whole process


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a package. `kind` names its message in `fault_texts`."""

    kind: str
    file: str
    row: int | None = None
    details: tuple[str, ...] = ()


def read_text(name: str, content: bytes, faults: list[Fault]) -> str | None:
    """Decode UTF-8 without a byte order mark; name the row that is something else."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:200]:
        faults.append(Fault("not_text", name))
        return None
    if content.startswith(b"\xef\xbb\xbf"):
        faults.append(Fault("byte_order_mark", name, 1))
        content = content[3:]
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        faults.append(Fault("not_utf8", name, content[: error.start].count(b"\n") + 1))
        return None


Row = tuple[int, list[str | int | None]]


def read_table(
    name: str, columns: tuple[Column, ...], content: bytes, faults: list[Fault], *, may_be_empty: bool
) -> list[Row]:
    """Read one CSV file into typed rows with their numbers; a faulty row is reported and left out."""
    text = read_text(name, content, faults)
    if text is None:
        return []
    expected = [column for column, _ in columns]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    try:
        header = next(reader, [])
        if header != expected:
            semicolon = len(header) == 1 and header[0].split(";") == expected
            found = ", ".join(header)[:200]
            fault = Fault("semicolons", name, 1) if semicolon else Fault("header", name, 1, (found, ",".join(expected)))
            faults.append(fault)
            return []
        row = 1
        for cells in reader:
            row += 1
            if len(faults) > MOST_FAULTS:
                faults.append(Fault("too_many", name, row))
                break
            if len(cells) != len(columns):
                faults.append(Fault("row_width", name, row, (str(len(cells)), str(len(columns)))))
                continue
            values, wrong = read_row(name, row, cells, columns)
            faults += wrong
            if not wrong:
                rows.append((row, values))
    except csv.Error as error:
        # A cell of more than a million characters is no open quotation mark, though both stop the reader.
        kind = "cell_too_long" if "field larger than" in str(error) else "broken_csv"
        faults.append(Fault(kind, name, reader.line_num))
    if not rows and not may_be_empty and not any(fault.file == name for fault in faults):
        faults.append(Fault("no_rows", name))
    return rows


def read_row(
    name: str, row: int, cells: list[str], columns: tuple[Column, ...]
) -> tuple[list[str | int | None], list[Fault]]:
    """Type the cells of one row; None where a cell is empty, a fault for each that cannot be."""
    values: list[str | int | None] = []
    faults = []
    for cell, (column, kind) in zip(cells, columns, strict=True):
        problem = _problem(cell, kind)
        if problem:
            faults.append(Fault(problem[0], name, row, (column, cell[:60], *problem[1:])))
        if cell == "":
            values.append(None)
        elif kind in ("count", "optional_count", "percent") and not problem:
            values.append(int(cell))
        else:
            values.append(cell)
    return values, faults


def is_id(text: str) -> bool:
    """Say whether a text is a short ASCII slug, as ids and folders are."""
    return len(text) <= 80 and bool(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text))


def is_date(text: str) -> bool:
    """Say whether a text is a day of the calendar, 2026-11-23, or a moment of it, 2026-11-23T00:00:00Z."""
    if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T|$)", text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _problem(cell: str, kind: Kind | tuple[str, ...]) -> tuple[str, ...] | None:
    """Say what is wrong with one cell, or nothing."""
    if isinstance(kind, tuple):
        return None if cell in kind else ("not_allowed", ", ".join(value or "(leer/empty)" for value in kind))
    if cell == "":
        return None if kind.startswith("optional") or kind == "percent" else ("required",)
    if kind in ("id", "optional_id"):
        return None if is_id(cell) else ("not_an_id",)
    if kind in ("count", "optional_count", "percent"):
        if re.fullmatch(r"-[0-9]+", cell):
            return ("negative",)
        if not re.fullmatch(r"[0-9]{1,9}", cell):
            return ("not_a_number",)
        return ("over_hundred",) if kind == "percent" and int(cell) > 100 else None
    longest = {"words": LONGEST_QUOTE, "optional_words": LONGEST_QUOTE, "optional_statement": LONGEST_STATEMENT}
    return text_problem(cell, longest.get(kind, LONGEST_LABEL), plain=not kind.endswith("words"))


def text_problem(text: str, longest: int, *, plain: bool) -> tuple[str, ...] | None:
    """Say what is wrong with words that will be shown, or nothing. `plain`: without markup."""
    if CONTROLS.search(text):
        return ("control_character",)
    if not any(map(can_be_seen, text)):
        return ("required",)
    if plain and re.search(r"<[A-Za-z/!]", text):
        return ("markup",)
    return ("too_long", str(longest)) if len(text) > longest else None


def can_be_seen(character: str) -> bool:
    """Say whether a character shows by itself."""
    return unicodedata.category(character)[0] not in "CZM" and character not in BLANKS
