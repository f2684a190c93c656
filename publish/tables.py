"""The CSV files of a coded study: their columns, and what a cell of each may hold."""

import re
from dataclasses import dataclass
from typing import Literal

from dashboard.package.cells import CONTROLS, LONGEST_STATEMENT, is_date, is_id, text_problem
from publish.described import shortened

RETURNS = re.compile("\r\n?")
LONGEST = {"statement": LONGEST_STATEMENT, "label": 300, "words": 10_000, "text": 1_000_000, "key": 200}

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


def problem(cell: str, column: Column) -> tuple[str, ...] | None:
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
