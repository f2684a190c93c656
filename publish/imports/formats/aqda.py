"""AQDA: the table of codings. A code is its name alone; positions are characters of the document."""

from publish.imports.tables.coded_table import CodedTable
from publish.imports.tables.codings import Layout

CODINGS = CodedTable(
    TRIED=True,
    layout=Layout("AQDA", "AQDA", marks=(), offsets=True, values=False),
    headers={
        "document": "document",
        "code": "code",
        "coder": "coder",
        "begin": "start_pos",
        "end": "end_pos",
        "text": "text",
    },
    optional={"date": "created_at"},
)
