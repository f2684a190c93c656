"""What of Streamlit's files is sent: packed as the browser takes it, and of the icons those that are shown."""

import gzip
import re
from io import BytesIO
from pathlib import Path

import brotli
import pytest
import streamlit as st
from fontTools.ttLib import TTFont
from starlette.responses import PlainTextResponse

from dashboard.web import compressed
from tests.test_routes import ask

SCRIPT = next(name for name in compressed.files() if name.startswith("js/index."))
STREAMLITS = b"Streamlit's own answer"


def sent(name: str, taken: str) -> tuple[dict[str, str], bytes]:
    """Ask for a file as a browser that takes these packings; return headers and body."""
    app = compressed.CompressedFiles(PlainTextResponse(STREAMLITS))
    return ask(f"/static/{name}", headers={"accept-encoding": taken}, app=app)[1:]


@pytest.mark.parametrize(
    ("taken", "packed"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=1, gzip;q=0", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br ; q=0.000,gzip;q=0.5", "gzip"),
        ("br;Q=0, GZIP", "gzip"),
        ("br;q=0;x=1, gzip", "gzip"),
        ("brotli, gzipped", ""),
        ("gzip;q=0", ""),
        (", ;;q", ""),
        ("", ""),
    ],
)
def test_a_script_is_packed_as_the_browser_takes_it(taken: str, packed: str) -> None:
    headers, body = sent(SCRIPT, taken)
    assert headers.get("content-encoding", "") == packed
    unpacked = {"br": brotli.decompress, "gzip": gzip.decompress}.get(packed)
    if unpacked:
        assert unpacked(body) == compressed.files()[SCRIPT].read_bytes() and headers["vary"] == "accept-encoding"
    else:
        assert body == STREAMLITS


def test_brotli_is_smaller() -> None:
    assert len(sent(SCRIPT, "br")[1]) < 0.9 * len(sent(SCRIPT, "gzip")[1])


def test_the_icons_are_those_streamlit_names_and_no_others() -> None:
    (name,) = (name for name in compressed.files() if name.startswith(compressed.ICONS))
    whole = compressed.files()[name].read_bytes()
    headers, body = sent(name, "gzip, br")
    assert headers["content-type"] == "font/woff2" and "content-encoding" not in headers
    assert len(body) < len(whole) / 10
    there, all_of_them = _icons(body), _icons(whole)
    sources = [path for ending in ("js", "py") for path in Path(st.__file__).parent.rglob(f"*.{ending}")]
    named = {name for path in sources for name in re.findall(r":material/([a-z0-9_]+):", path.read_text("utf-8"))}
    assert {"search", "keyboard_double_arrow_right"} <= there == named & all_of_them, "run `make fonts`"


def _icons(font: bytes) -> set[str]:
    """Return the names a font of icons draws as one sign."""
    read = TTFont(BytesIO(font))
    letter = {glyph: chr(code) for code, glyph in read.getBestCmap().items()}
    lookups = read["GSUB"].table.LookupList.Lookup
    tables = [getattr(table, "ExtSubTable", table) for lookup in lookups for table in lookup.SubTable]
    drawn = [(first, ligature) for table in tables for first, all_ in table.ligatures.items() for ligature in all_]
    names = ["".join(letter.get(glyph, " ") for glyph in (first, *ligature.Component)) for first, ligature in drawn]
    return {name for name in names if " " not in name}
