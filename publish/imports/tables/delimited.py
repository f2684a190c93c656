"""CSV and TSV files into rows of text: the encoding and the separator are found in the content."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from publish.imports.project import Unreadable
from publish.imports.tables.headers import known

BOM = codecs.BOM_UTF8
CHUNK = 1 << 20
SAMPLE = 1 << 18
"""Bytes in which the separator is looked for."""
SEPARATORS = (",", ";", "\t")
Rows = Generator[tuple[int, list[str]], None, None]
"""Rows with their numbers; to be closed by who does not take them all."""
IN_UTF8 = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x80-\xbf]|\xf0\x9f[\x80-\xbf]{2}")
"""Umlauts, quotation marks and emoji as UTF-8 writes them: no text in Windows-1252 has these letters in a row."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a text file is written. `skip`: bytes before its text; `lines`: at most so many rows."""

    encoding: str
    skip: int
    lines: int
    separator: str


def form(path: Path) -> Form:
    """Find how a text file is written. Raise Unreadable for one that is no text, or none with columns."""
    encoding, skip, lines = _encoding(path)
    with path.open("rb") as file:
        file.seek(skip)
        sample = codecs.getincrementaldecoder(encoding)().decode(file.read(SAMPLE))
    if not sample.strip("\ufeff \r\n\t"):
        raise Unreadable("empty_file", path.name)
    if re.match(r"\s*<(\?xml|!doctype|html|table|head|meta)\b", sample.lstrip("\ufeff"), re.IGNORECASE):
        raise Unreadable("web_page", path.name)
    separator = _separator(sample)
    if separator is None:
        raise Unreadable("no_table", path.name)
    return Form(encoding, skip, lines, separator)


def rows(path: Path, form: Form) -> Rows:
    """Yield each row with the number of its last line in the file."""
    with path.open("rb") as file, io.TextIOWrapper(file, encoding=form.encoding, newline="") as text:
        file.seek(form.skip)
        reader = csv.reader(text, delimiter=form.separator, strict=True)
        try:
            for cells in reader:
                if any(cells):
                    yield reader.line_num, cells
        except csv.Error as error:
            kind = "cell_too_long" if "field larger than" in str(error) else "broken_csv"
            raise Unreadable(kind, path.name, row=reader.line_num) from error


def lines(path: Path) -> Generator[str, None, None]:
    """Yield the lines of a text without their ends. Raise Unreadable where it is none."""
    encoding, skip, _ = _encoding(path)
    with path.open("rb") as file, io.TextIOWrapper(file, encoding=encoding) as text:
        file.seek(skip)
        for line in text:
            yield line.rstrip("\n").removeprefix("\ufeff")


def _encoding(path: Path) -> tuple[str, int, int]:
    """Return the encoding, the bytes to skip and the number of lines."""
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise Unreadable("no_text", path.name)
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if start.startswith(mark):
            return name, 2, _lines(path, name)
    nulls = start.count(0)
    if nulls > len(start) // 4:  # every other byte of European text in UTF-16
        name = "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
        return name, 0, _lines(path, name)
    skip = 0
    while start.startswith(BOM, skip):  # some tools write it twice
        skip += len(BOM)
    try:
        return "utf-8", skip, _lines(path, "utf-8")
    except UnicodeDecodeError:
        _check_windows(path)
        return "cp1252", skip, _lines(path, "cp1252")


def _lines(path: Path, encoding: str) -> int:
    """Count the lines; raise UnicodeDecodeError where it is not UTF-8, Unreadable for what is no text."""
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 1
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                lines += chunk.count(b"\n") or chunk.count(b"\r")
                if "\0" in decoder.decode(chunk):
                    raise Unreadable("no_text", path.name)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        if encoding.startswith("utf-16"):
            raise Unreadable("broken_encoding", path.name, "UTF-16") from error
        raise
    return lines


def _check_windows(path: Path) -> None:
    """Raise Unreadable where it is not Windows-1252 throughout: half of it would come out as other letters."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            if IN_UTF8.search(chunk):
                raise Unreadable("mixed_encodings", path.name)
            try:
                chunk.decode("cp1252")
            except UnicodeDecodeError as error:
                raise Unreadable("unknown_encoding", path.name) from error


def _separator(sample: str) -> str | None:
    """Return what parts the columns: what makes known headers, else rows of equal width; None where nothing does."""
    if told := re.match("\ufeff?sep=([,;\t])\r?\n", sample):  # a line Excel writes and reads
        return told[1]
    found = {separator: _evenness(sample, separator) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: found[separator])
    words, share, width = found[best]
    if width == 1:  # one column, whatever would part it; or prose
        return "," if all(found[separator][2] == 1 for separator in SEPARATORS) else None
    return best if words or share >= 0.5 else None


def _evenness(sample: str, separator: str) -> tuple[int, float, int]:
    """Return how many known headers the best row has, the share of rows as wide as most, and that width."""
    widths: list[int] = []
    words = 0
    try:
        for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=separator):
            if len(widths) < 50:
                words = max(words, sum(map(known, set(cells[:2000]))))
            if any(cells):
                widths.append(len(cells))
            if len(widths) == 200:
                break
    except csv.Error:
        pass  # the sample ends inside a cell, or this is not the separator
    if not widths:
        return 0, 0.0, 1
    width, many = Counter(widths).most_common(1)[0]
    if width == 1 and max(widths) > 1 and words < 2:
        return 0, 0.0, 2  # prose with a comma here and there
    return words if words > 1 else 0, many / len(widths), width
