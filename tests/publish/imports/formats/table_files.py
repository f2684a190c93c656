"""Writers of table files for tests, apart from what reads them."""

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

from publish.imports.formats import READERS
from publish.imports.opening import opened
from publish.imports.project import Coding, Passage, Project
from tests.conftest import ROOT

SAMPLES = ROOT.parent / "shared" / "samples"
Rows = Sequence[Sequence[object]]

ODS = "application/vnd.oasis.opendocument.spreadsheet"
CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"
)
MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/></manifest:manifest>'
)


def write_csv(path: Path, rows: Rows, separator: str = ",", encoding: str = "utf-8", end: str = "\r\n") -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, sheets: dict[str, Rows], hidden: Sequence[str] = ()) -> Path:
    book = xlsxwriter.Workbook(path)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        if name in hidden:
            sheet.hide()
        for at, row in enumerate(rows):
            for index, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(at, index, cell)
                elif cell is not None:
                    sheet.write(at, index, cell)
    book.close()
    return path


def write_ods(path: Path, sheets: dict[str, Rows]) -> Path:
    return raw_ods(
        path,
        "".join(
            f'<table:table table:name="{escape(name)}">'
            + "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
            + "</table:table>"
            for name, rows in sheets.items()
        ),
    )


def raw_ods(path: Path, tables: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", CONTENT.format(tables))
    return path


def _cell(value: object) -> str:
    lines = escape(str(value)).replace(" ", "<text:s/>").split("\n")
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in lines)
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


def read(path: Path, **columns: str) -> Project:
    """Read a file as the import does: by the first reader that recognises it."""
    file = opened(path)
    reader = next(reader for reader in READERS.values() if reader.recognises(file))
    return reader.read(file, columns, lambda *_: None)


def said(project: Project) -> dict[str, int]:
    return {told.kind: told.number for told in project.told}


def coded(project: Project) -> list[tuple[Passage, Coding]]:
    return [(project.passages[coding.passage], coding) for coding in project.codings]
