"""The findings of a selection as CSV: plain, and as a German Excel opens it."""

import csv
import io
from collections.abc import Callable, Sequence

from dashboard.answers.findings import Finding
from dashboard.exports.clean import inert
from dashboard.texts import Texts
from dashboard.values.sentences import value

HEADER = (
    "study",
    *("category_id", "category", "group_id", "group", "partner", "named_low", "named_high"),
    *("asked", "base", "percent_of_base", "printed_percent", "state", "words", "location"),
)


def plain(findings: Sequence[Finding], study: str, texts: Texts) -> bytes:
    """Return UTF-8 with commas, as a program reads it. Withheld and missing counts are empty."""
    return _written(findings, study, texts, ",", HEADER, lambda cell: cell).encode()


def for_excel(findings: Sequence[Finding], study: str, texts: Texts) -> bytes:
    """Return UTF-8 with BOM, semicolons, headings in words; text Excel would take for a formula gets an apostrophe."""
    return b"\xef\xbb\xbf" + _written(findings, study, texts, ";", texts.csv_header, inert).encode()


def _written(
    findings: Sequence[Finding],
    study: str,
    texts: Texts,
    separator: str,
    header: Sequence[str],
    clean: Callable[[str], str],
) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\r\n")
    writer.writerow(header)
    for f in findings:
        if f.state == "not_counted":
            continue
        open_count = not f.is_withheld and f.state != "nobody_above" and f.low is not None
        words = [study, f.category_id, f.category, f.group_id, f.group, f.partner]
        numbers = [f.low if open_count else "", f.high if open_count else "", f.asked, f.base, f.share, f.printed]
        rest = [f.state, value(f, texts), f.location]
        writer.writerow([clean(c) if isinstance(c, str) else "" if c is None else c for c in (*words, *numbers, *rest)])
    return buffer.getvalue()
