"""Dedoose: the table of excerpts, a column a code with True where it applies; further columns are descriptors."""

import re
from collections.abc import Sequence
from dataclasses import replace

from publish.imports.tables.coded_table import CodedTable
from publish.imports.tables.codings import Layout
from publish.imports.tables.delimited import Rows
from publish.imports.tables.sheets import Sheet

APPLIED = re.compile(r"Code: (.+) Applied")
OF_CODE = re.compile(r"Code: .+ (Applied|Range|Weight)")
YES = ("true", "1", "yes")
CODES = "Codes"


def _long(sheet: Sheet) -> Sheet:
    """Return the sheet with all codes of a row in one cell, a line each."""
    applied = [(index, found[1]) for index, title in enumerate(sheet.header) if (found := APPLIED.fullmatch(title))]
    if not applied:
        return sheet
    kept = [index for index, title in enumerate(sheet.header) if not OF_CODE.fullmatch(title)]

    def changed(row: Sequence[str]) -> list[str]:
        codes = "\n".join(code for index, code in applied if row[index].strip().casefold() in YES)
        return [*(row[index] for index in kept), codes]

    def rows() -> Rows:
        for number, row in sheet.rows():
            yield number, changed(row)

    return replace(
        sheet,
        header=(*(sheet.header[index] for index in kept), CODES),
        head=tuple(tuple(changed(row)) for row in sheet.head),
        read=rows,
    )


EXCERPTS = CodedTable(
    TRIED=False,  # by the documentation of a package that reads it; no file of it was found
    layout=Layout("Dedoose", "Dedoose", marks=("\\",), between="\n"),
    headers={"document": "Media Title", "text": "Excerpt Copy", "codes": CODES},
    optional={
        "coder": "Excerpt Creator",
        "reference": "Excerpt Range",
        "date": "Excerpt Date",
        "comment": "Excerpt Memo",
    },
    changed=_long,
)
