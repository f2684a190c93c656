"""Statements for a package that is published already: what the study says, added without touching a figure.

For a package whose codings nobody has any more; where they are at hand, statements belong into the coded study.
"""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.package.cells import Column, Fault, read_table
from dashboard.package.columns import OPTIONAL, columns_of
from dashboard.package.dataset import Dataset
from dashboard.package.dataset import load as open_package
from dashboard.package.files import version_of
from publish import files, refusals, states
from publish.description import resource
from publish.marks import OpenMark
from publish.release import Refused, check
from publish.warner import marks

COLUMNS: tuple[Column, ...] = (
    ("category_id", "optional_id"),
    ("statement_de", "optional_statement"),
    ("statement_en", "optional_statement"),
    ("location", "optional_label"),
)
"""Of a file of statements; the row without category_id is what the study as a whole says."""
STATED = tuple(column for column, _ in OPTIONAL["categories"])


@dataclass(frozen=True, slots=True)
class Stated:
    """What was done: the version before and after, and how many statements the file has."""

    before: str
    version: str
    number: int


class FaultyFile(Exception):
    """The file of statements cannot be used."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(str(faults))
        self.faults = faults


class PerhapsNames(Exception):
    """Words of the statements may be names."""

    def __init__(self, open_marks: list[OpenMark]) -> None:
        super().__init__(f"{len(open_marks)} marks")
        self.open_marks = open_marks


def add(target: Path, file: Path, *, names_checked: bool) -> Stated:
    """Give a package the statements of a file; those of other topics stay as they are.

    Raise FaultyPackage or FaultyFile with everything that is wrong, PerhapsNames where nobody has said that likely
    names were looked at, Refused where the package was withdrawn, BadResult where it would not open any more.
    """
    with files.alone(target.parent / f".{target.name}.lock"):
        package = open_package(target)
        if package.version in refusals.refused(target.parent):
            raise Refused(package.version)
        said = _read(file, package)
        found = [(row, mark) for row, words in said.values() for mark in marks(words[0] or "")]
        found += [(row, mark) for row, words in said.values() for mark in marks(words[1] or "", english=True)]
        found.sort(key=lambda one: one[0])
        if found and not names_checked:
            raise PerhapsNames([OpenMark(file.name, row, mark, still_there=False) for row, mark in found])
        contents = _stated(package, said)
        version = version_of(contents)
        prepared = states.prepare(contents, target, version)
        try:
            check(prepared, target)
            states.take_over(target, ())
            states.lay(prepared, target, version)
            states.show(target, version)
            return Stated(package.version, version, len(said))
        finally:
            if prepared.name != version:
                files.clear(prepared)


Said = Mapping[str, tuple[int, list[str | None]]]
"""By category ("" for the whole study): row in the file, German words, English words, location."""


def _read(file: Path, package: Dataset) -> Said:
    faults: list[Fault] = []
    if file.exists() and not file.is_file():  # nobody waits for a pipe
        raise FaultyFile([Fault("no_plain_file", file.name)])
    try:
        content = file.read_bytes()
    except OSError as error:
        raise FaultyFile([Fault("unreadable", file.name, None, (error.strerror or str(error),))]) from error
    rows = read_table(file.name, COLUMNS, content, faults, may_be_empty=False)
    with package.db.cursor() as cursor:
        known = {category for (category,) in cursor.execute("select category_id from categories").fetchall()}
    said: dict[str, tuple[int, list[str | None]]] = {}
    for row, values in rows:
        category, *words = (None if value is None else str(value) for value in values)
        if category and category not in known:
            faults.append(Fault("unknown_id", file.name, row, ("category_id", category, "categories.csv")))
        if (category or "") in said:
            faults.append(Fault("duplicate_id", file.name, row, (category or "–",)))
        if not words[0] or not words[1]:
            faults.append(Fault("one_language", file.name, row, ("statement_de", "statement_en")))
        if not words[2]:
            faults.append(Fault("statement_without_location", file.name, row, (category or "–",)))
        said[category or ""] = (row, words)
    if faults:
        raise FaultyFile(faults)
    return said


def _stated(package: Dataset, said: Said) -> dict[str, bytes]:
    """Return the files of a package with the statements in them."""
    contents = dict(package.files)
    name = "categories.csv"
    header, *rows = csv.reader(io.StringIO(contents[name].decode("utf-8"), newline=""))
    header += [column for column in STATED if column not in header]
    table = [dict(zip(header, row + [""] * (len(header) - len(row)), strict=True)) for row in rows]
    for line in table:
        if line["category_id"] in said:
            line |= dict(zip(STATED, (words or "" for words in said[line["category_id"]][1]), strict=True))
    contents[name] = files.table(header, [list(line.values()) for line in table])
    description: dict[str, Any] = json.loads(contents["datapackage.json"])
    for entry in description["resources"]:
        if entry["path"] == name:
            entry |= resource("categories", columns_of("categories", contents[name]), contents[name])
    if "" in said:
        words = said[""][1]
        parts = ("statement_de", "statement_en", "statement_location")
        description["study"] |= dict(zip(parts, words, strict=True))
    contents["datapackage.json"] = (json.dumps(description, ensure_ascii=False, indent=2) + "\n").encode()
    return contents
