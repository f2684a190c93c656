"""The files of a findings package and their columns."""

from dashboard.package.cells import Column

FILES: dict[str, tuple[Column, ...]] = {
    "groups": (
        ("group_id", "id"),
        ("set_id", "id"),
        ("label_de", "label"),
        ("label_en", "label"),
        ("short_de", "label"),
        ("short_en", "label"),
        ("respondents", "count"),
        ("population", "optional_count"),
        ("sort", "count"),
    ),
    "categories": (
        ("category_id", "id"),
        ("parent_id", "optional_id"),
        ("label_de", "label"),
        ("label_en", "label"),
        ("definition_de", "optional_words"),
        ("definition_en", "optional_words"),
        ("details", ("here", "elsewhere", "")),
        ("sort", "count"),
    ),
    "partners": (
        ("partner_id", "id"),
        ("label_de", "label"),
        ("label_en", "label"),
        ("note_de", "optional_words"),
        ("note_en", "optional_words"),
        ("counted", ("yes", "no")),
        ("sort", "count"),
    ),
    "findings": (
        ("category_id", "id"),
        ("group_id", "id"),
        ("partner_id", "optional_id"),
        ("named_low", "optional_count"),
        ("named_high", "optional_count"),
        ("asked", "count"),
        ("reason", ("exact", "derived", "withheld", "elsewhere")),
        ("printed_percent", "percent"),
        ("location", "optional_words"),
    ),
    "quotes": (
        ("quote_id", "id"),
        ("category_id", "id"),
        ("group_id", "optional_id"),
        ("group_basis", ("stated", "inferred", "unknown")),
        ("text", "words"),
        ("location", "optional_words"),
        ("sort", "count"),
    ),
    "quote_partners": (
        ("quote_id", "id"),
        ("partner_id", "id"),
        ("basis", ("study", "ours")),
    ),
    "decks": (
        ("deck_id", "id"),
        ("label_de", "label"),
        ("label_en", "label"),
        ("view", "label"),
        ("sort", "count"),
    ),
}
OPTIONAL: dict[str, tuple[Column, ...]] = {
    "groups": (("dative_de", "optional_label"),),
    "categories": (
        ("statement_de", "optional_statement"),
        ("statement_en", "optional_statement"),
        ("statement_location", "optional_label"),
    ),
    "quotes": (("shows_de", "optional_statement"), ("shows_en", "optional_statement")),
}
"""Columns a file may have behind the others; packages of an earlier format are without them."""
MAY_BE_EMPTY = {"partners", "quotes", "quote_partners", "decks"}
MAY_BE_MISSING = {"decks"}

ALL: dict[str, tuple[str, ...]] = {
    name: tuple(column for column, _ in (*columns, *OPTIONAL.get(name, ()))) for name, columns in FILES.items()
}
"""Every column a table may have, in the order of `schema.sql`."""
DESCRIPTION = "datapackage.json"
NAMES = (DESCRIPTION, *(f"{table}.csv" for table in FILES))


def columns_of(name: str, content: bytes) -> tuple[Column, ...]:
    """Return the columns a file should have: the optional ones where its header names them."""
    header = content.split(b"\n", 1)[0].decode("utf-8", "replace").strip().replace('"', "").split(",")
    return FILES[name] + tuple(column for column in OPTIONAL.get(name, ()) if column[0] in header)


def widened(name: str, columns: tuple[Column, ...], values: list[str | int | None]) -> list[str | int | None]:
    """Return a row with every column its table may have: None for those its file is without."""
    given = dict(zip((column for column, _ in columns), values, strict=True))
    return [given.get(column) for column in ALL[name]]
