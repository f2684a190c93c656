"""QualCoder: the report of codes as a table. Attributes of cases are a table of persons as any other."""

from publish.imports.tables.coded_table import CodedTable
from publish.imports.tables.codings import Layout

REPORT = CodedTable(
    TRIED=False,  # columns by its documentation; no file of it was found
    layout=Layout("QualCoder report", "QualCoder", marks=(), values=False),
    headers={"document": "File", "coder": "Coder", "text": "Coded", "code": "Codename"},
    optional={"category": "Category", "comment": "Coded_Memo"},
)
