"""The formats an export may have, one module each; the first reader that recognises a file reads it."""

from publish.imports.databases.database import OtherDatabase
from publish.imports.formats import (
    aqda,
    atlasti_report,
    atlasti_survey,
    atlasti_table,
    dedoose,
    maxqda,
    nvivo_table,
    qualcoder_table,
    refi_codebook,
    refi_project,
    table,
    taguette,
    zotqda,
)
from publish.imports.formats.qualcoder_database import QualCoderDatabase
from publish.imports.formats.rqda_database import RqdaDatabase
from publish.imports.formats.taguette_database import TaguetteDatabase
from publish.imports.opening import Reader

READERS: dict[str, Reader] = {
    refi_project.NAME: refi_project.RefiProject(),
    refi_codebook.NAME: refi_codebook.RefiCodebook(),
    "Taguette, LibreQDA (SQLite)": TaguetteDatabase(),
    "QualCoder (data.qda)": QualCoderDatabase(),
    "RQDA": RqdaDatabase(),
    "SQLite": OtherDatabase(),
    taguette.HIGHLIGHTS: taguette.Highlights(),
    taguette.CODEBOOK: taguette.Codebook(),
    "AQDA": aqda.CODINGS,
    zotqda.FORMAT: zotqda.Fragments(),
    "QualCoder report": qualcoder_table.REPORT,
    "Dedoose": dedoose.EXCERPTS,
    atlasti_report.FORMAT: atlasti_report.CodeReport(),
    atlasti_survey.FORMAT: atlasti_survey.SurveyImport(),
    atlasti_table.FORMAT: atlasti_table.Quotations(),
    maxqda.FORMAT: maxqda.CodedSegments(),
    nvivo_table.FORMAT: nvivo_table.Classification(),
    table.FORMAT: table.AnyTable(),  # last: it takes what is left
}
"""By the name the guide lists it under; in the order in which they are asked."""
