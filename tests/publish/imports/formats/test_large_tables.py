"""A million codings, in a text and in a workbook: under a minute of work and two gigabytes."""

import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from tests.conftest import ROOT

pytestmark = pytest.mark.soak
MANY = 1_000_000
HEADER = ["Color", "Document group", "Document name", "Code", "Beginning", "End", "Weight score", "Segment"]
READ = """
import resource, sys, time
from pathlib import Path
from publish.imports.formats import READERS
from publish.imports.opening import opened
file = opened(Path(sys.argv[1]))
reader = next(reader for reader in READERS.values() if reader.recognises(file))
project = reader.read(file, {}, lambda *_: None)
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(len(project.codings), len(project.documents), time.process_time(), used)
"""


def row(number: int) -> list[object]:
    code = f"A{number % 7} > B{number % 50} > C{number % 300}"
    words = f"Das ist die Stelle „Nummer {number}“ in einem langen Interview über Arbeit und Vertretung."
    return ["●", f"G{number % 5}", f"Interview {number % 2000}", code, number % 400, number % 400 + 1, 0, words]


def as_text(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(map(row, range(MANY)))


def as_workbook(path: Path) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    for number in range(MANY):
        sheet.write_row(number + 1, 0, row(number))
    book.close()


@pytest.mark.parametrize("write", [as_text, as_workbook])
def test_a_million_codings(write: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / "export"
    write(path)
    done = subprocess.run([sys.executable, "-c", READ, path], cwd=ROOT, capture_output=True, text=True, check=True)
    codings, documents, seconds, kilobytes = done.stdout.split()
    assert (int(codings), int(documents)) == (MANY, 2000)
    assert float(seconds) < 60 and int(kilobytes) < 2_000_000
