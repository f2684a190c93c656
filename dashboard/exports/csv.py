"""The findings of a selection as CSV: plain, and as a German Excel opens it; quotes plain."""

import csv
import io
from collections.abc import Callable, Sequence

from dashboard.answers.findings import Finding
from dashboard.answers.quotes import Quote
from dashboard.exports.clean import inert
from dashboard.texts import Texts
from dashboard.values.sentences import speaker, value

HEADER = (
    "study",
    *("category_id", "category", "group_id", "group", "partner_id", "partner", "named_low", "named_high"),
    *("asked", "base", "percent_of_base", "printed_percent", "state", "words", "location"),
)
OF_QUOTES = (
    "study",
    "quote_id",
    "text",
    "speaker",
    "group_id",
    "group_basis",
    "category_id",
    "path",
    "shows",
    "location",
)


def plain(findings: Sequence[Finding], study: str, texts: Texts) -> bytes:
    """Return UTF-8 with commas, as a program reads it. Withheld and missing counts are empty."""
    return _written(findings, study, texts, ",", HEADER, lambda cell: cell).encode()


def of_quotes(quotes: Sequence[Quote], study: str, texts: Texts) -> bytes:
    """Return the words of respondents with whose they are, as a program reads it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(OF_QUOTES)
    for q in quotes:
        whose = (speaker(q, texts), q.group_id, q.group_basis, q.category_id, q.path, q.shows, q.location)
        writer.writerow((study, q.quote_id, q.text, *whose))
    return buffer.getvalue().encode()


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
        words = [study, f.category_id, f.category, f.group_id, f.group, f.partner_id, f.partner]
        printed = None if f.is_withheld else f.printed
        # Of what was not asked there is no base: an absence is never a 0.
        numbers = [*(f.told or (None, None)), f.asked or None, f.base or None, f.share, printed]
        rest = [f.state, value(f, texts), f.location]
        writer.writerow([clean(c) if isinstance(c, str) else "" if c is None else c for c in (*words, *numbers, *rest)])
    return buffer.getvalue()
