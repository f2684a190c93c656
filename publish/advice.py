"""What `check` tells beside faults and marks: nothing of it stops a release, all of it is easily overlooked."""

import re
from collections.abc import Iterator

from publish import wording
from publish.coded_study import CodedStudy
from publish.counting import codings
from publish.package import headings, tree
from publish.tables import FILES
from publish.texts import WORDS

SPREADSHEETS = {".xlsx", ".xls", ".ods", ".numbers"}
DAMAGED = re.compile("Ã[¤¶¼„–œŸ©¨]|â€[žœ“”˜™š]")
"""Umlauts and quotation marks in UTF-8 that were taken for Windows-1252; no language has these pairs."""


def notes(study: CodedStudy, language: str) -> list[str]:
    """Return what the researcher should know of her study before she releases it."""
    words = WORDS[language]
    said = []
    if study.left_behind:
        said.append(words["left_behind"].format(", ".join(study.left_behind)))
    if passed_over := _passed_over(study):
        listed = ", ".join(words["codings_of"].format(category, number) for category, number in passed_over)
        said.append(words["only_headings"].format(listed))
    if unread := sorted(p.name for p in study.folder.iterdir() if p.suffix in SPREADSHEETS and p.stem in FILES):
        said.append(words["unread_tables"].format(", ".join(unread)))
    if damaged := list(_damaged(study)):
        said.append(words["damaged_letters"].format(", ".join(damaged)))
    return said + _of_quotes(study, language)


def _damaged(study: CodedStudy) -> Iterator[str]:
    """Name the files in which letters of what is published were read in one encoding and saved in another."""
    for table in ("groups", "categories", "partners", "quotes"):
        rows = study.db.execute(f"select * exclude (row) from {table}").fetchall()
        if any(isinstance(cell, str) and DAMAGED.search(cell) for row in rows for cell in row):
            yield f"{table}.csv"


def _of_quotes(study: CodedStudy, language: str) -> list[str]:
    """Return what differs from what was said, whose words the quotes are, and segments that contradict themselves."""
    words = WORDS[language]
    said = [words["likeness"].format(row=quote.row, percent=quote.percent) for quote in wording.differing(study)]
    groups = wording.by_group(study)
    if any(group.quoted for group in groups):
        each = [
            words["quoted_of"].format((language == "en" and g.label_en) or g.label_de, g.quoted, g.persons)
            for g in groups
        ]
        said.append(words["quoted"].format("; ".join(each)))
    if one := wording.from_one(study):
        rows, number = one
        said.append(words["from_one"].format(own=len(rows), number=number, rows=", ".join(map(str, rows))))
    if odd := wording.odd_lengths(study):
        said.append(words["odd_lengths"].format(number=len(odd), rows=", ".join(map(str, odd[:5]))))
    return said


def _passed_over(study: CodedStudy) -> list[tuple[str, int]]:
    """Return headings that have codings of their own, which no figure tells, and how many."""
    heads = headings(*tree(study))
    return [(category, number) for category, number in sorted(codings(study.source).items()) if category in heads]
