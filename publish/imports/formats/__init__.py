"""The formats an export may have, one module each; the first reader that recognises a file reads it."""

from publish.imports.formats import refi_codebook, refi_project
from publish.imports.formats.database import OtherDatabase
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
}
"""By the name the guide lists it under; in the order in which they are asked."""
