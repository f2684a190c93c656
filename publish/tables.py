"""The CSV files of a coded study: their columns, and a file into typed rows with every fault told by row."""

import csv
import io
import re
from dataclasses import dataclass
from typing import Any, Literal

from dashboard.package.cells import CONTROLS, LONGEST_STATEMENT, Fault, is_date, is_id, text_problem
from publish import files
from publish.described import shortened

MOST_FAULTS = 500
"""Of different faults in one file; the same one in many rows is one."""
RETURNS = re.compile("\r\n?")
LONGEST = {"statement": LONGEST_STATEMENT, "label": 300, "words": 10_000, "text": 1_000_000, "key": 200}

Told = tuple[str, tuple[str, ...]]
Kind = Literal["slug", "key", "label", "statement", "words", "text", "number", "date"] | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file; `required`: in the header and in every row."""

    name: str
    kind: Kind
    required: bool = False


def _columns(required: dict[str, Kind], **optional: Kind) -> tuple[Column, ...]:
    return (*(Column(n, k, required=True) for n, k in required.items()), *(Column(n, k) for n, k in optional.items()))


# In the order of the columns in schema.sql.
FILES: dict[str, tuple[Column, ...]] = {
    "groups": _columns(
        {"group_id": "slug", "set_id": "slug", "label_de": "label"},
        label_en="label", short_de="label", short_en="label", population="number", sort="number", dative_de="label",
    ),
    "categories": (
        Column("category_id", "slug", required=True),
        Column("parent_id", "slug"),
        Column("label_de", "label", required=True),
        *_columns(
            {}, label_en="label", definition_de="words", definition_en="words", sensitive=("yes", "no"), sort="number",
            statement_de="statement", statement_en="statement", statement_location="label",
        ),
    ),
    "respondents": _columns({"respondent_id": "key"}),
    "sources": _columns({"source_id": "key"}, name="words", memo="text"),
    "segments": _columns(
        {"segment_id": "key", "respondent_id": "key"},
        source_id="key", start="number", end="number", locator="words", text="text",
    ),
    "codings": _columns({"segment_id": "key", "category_id": "slug"}, coder="key"),
    "partners": _columns(
        {"partner_id": "slug", "label_de": "label"},
        label_en="label", note_de="words", note_en="words", counted=("yes", "no"), sort="number",
    ),
    "segment_partners": _columns({"segment_id": "key", "partner_id": "slug"}, basis=("code", "overlap", "hand")),
    "not_asked": _columns({"respondent_id": "key", "category_id": "slug"}),
    "quotes": _columns(
        {
            "quote_id": "key", "segment_id": "key", "category_id": "slug", "text": "words",
            "state": ("draft", "anonymised", "released"),
        },
        basis="words", released_by="words", released_on="date", shows_de="statement", shows_en="statement",
    ),
    "published": (
        Column("category_id", "slug", required=True),
        Column("group_id", "slug", required=True),
        Column("partner_id", "slug"),
        Column("named", "number", required=True),
        Column("citation", "words", required=True),
    ),
    "decisions": _columns(
        {"quote_id": "key", "mark": "words", "decision": ("keep", "replace"), "reason": "words"},
        decided_by="words", decided_on="date",
    ),
    "decks": _columns({"deck_id": "slug", "label_de": "label", "view": "label"}, label_en="label"),
    "withdrawn": _columns({"respondent_id": "key"}, withdrawn_on="date"),
}  # fmt: skip
NEEDED = ("groups", "categories", "respondents", "segments", "codings")


def read_table(
    table: str, content: bytes | None, faults: list[Fault], members: list[tuple[Any, ...]]
) -> list[tuple[Any, ...]]:
    """Read one file into typed rows, its row number last; columns in any order, comma or semicolon."""
    name, columns = f"{table}.csv", FILES[table]
    if content is None:
        return []
    text = files.text(name, content, faults)
    if text is None:
        return []
    reader = _reader(text)
    rows: list[tuple[Any, ...]] = []
    row = 0  # the last one read
    try:
        header = [cell.strip() for cell in next(reader, [])]
        sets = [column for column in header if column != "respondent_id"] if table == "respondents" else []
        if not _header_is_good(name, header, columns, sets, faults):
            return []
        row = 1
        told: set[Told] = set()
        for row, cells in enumerate(reader, start=2):
            if not any(cells):
                continue
            if len(told) > MOST_FAULTS:
                faults.append(Fault("too_many", name, row))
                break
            values, wrong = _row(name, row, cells, header, columns)
            faults += wrong
            told.update((fault.kind, fault.details) for fault in wrong)
            if not wrong:
                rows.append((*values, row))
                members += [(values[0], s, cells[header.index(s)].strip() or None, row) for s in sets]
    except csv.Error as error:
        # Both stop the reader: a cell too long to be read, and a quotation mark that is not closed to the end.
        kind = "cell_too_long" if "field larger than" in str(error) else "broken_csv"
        faults.append(Fault(kind, name, row + 1))
    if not rows and table in NEEDED and not any(fault.file == name for fault in faults):
        faults.append(Fault("no_rows", name))
    return rows


def _reader(text: str) -> Any:
    """Return what reads rows: with commas, or semicolons where the header has more of them."""
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _row(
    name: str, row: int, cells: list[str], header: list[str], columns: tuple[Column, ...]
) -> tuple[list[str | int | None], list[Fault]]:
    """Type the cells of one row, in the order of the columns; a fault for each that cannot be."""
    if len(cells) != len(header):
        return [], [Fault("row_width", name, row, (str(len(cells)), str(len(header))))]
    values: list[str | int | None] = []
    wrong = []
    for column in columns:
        cell = cells[header.index(column.name)].strip() if column.name in header else ""
        if column.kind in ("label", "statement", "words"):
            cell = RETURNS.sub("\n", cell)
        problem = _problem(cell, column)
        if problem:
            wrong.append(Fault(problem[0], name, row, (column.name, *problem[1:])))
        values.append(int(cell) if cell and column.kind == "number" and not problem else cell or None)
    return values, wrong


def _header_is_good(
    name: str, header: list[str], columns: tuple[Column, ...], sets: list[str], faults: list[Fault]
) -> bool:
    known = {column.name for column in columns} | set(sets)
    missing = [column.name for column in columns if column.required and column.name not in header]
    unknown = [cell for cell in header if cell not in known]
    if missing:
        faults.append(Fault("columns_missing", name, 1, (", ".join(missing),)))
    if unknown and known.intersection(header):  # else it is no header, and what stands there may be a person's
        named = ", ".join(shortened(cell) or "–" for cell in unknown[:10])
        faults.append(Fault("columns_unknown", name, 1, (named, ", ".join(column.name for column in columns))))
    if twice := sorted({cell for cell in header if header.count(cell) > 1 and cell in known}):
        faults.append(Fault("columns_twice", name, 1, (", ".join(map(shortened, twice)),)))
    if name == "respondents.csv" and not sets:
        faults.append(Fault("no_set", name, 1))
    if not missing:
        faults += [Fault("not_a_slug", name, 1, ("set_id", shortened(s) or "–")) for s in sets if not is_id(s)]
    return not any(fault.file == name for fault in faults)


def _problem(cell: str, column: Column) -> tuple[str, ...] | None:
    """Say what is wrong with one cell, or nothing."""
    kind = column.kind
    if not cell:
        return ("required",) if column.required else None
    if isinstance(kind, tuple):
        return None if cell in kind else ("not_allowed", ", ".join(kind))
    if kind == "slug":
        return None if is_id(cell) else ("not_a_slug", shortened(cell))
    if kind == "number":
        return None if re.fullmatch(r"[0-9]{1,9}", cell) else ("not_a_number",)
    if kind == "date":
        return None if len(cell) == 10 and is_date(cell) else ("not_a_date",)
    if kind in ("label", "statement", "words"):  # may be shown: as the dashboard will look at it
        return text_problem(cell, LONGEST[kind], plain=kind != "words")
    if CONTROLS.search(RETURNS.sub("\n", cell)):
        return ("control_character",)
    return ("too_long", str(LONGEST[kind])) if len(cell) > LONGEST[kind] else None
