"""Make the typefaces of the screen from Streamlit's: Source Sans with Latin letters alone, and the icons it can show.

The licence of Source Sans keeps the name "Source" for the whole font, so the part has one of its own.

    make fonts
"""

import re
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "dashboard/texts/fonts"
FAMILY = "Befundatlas Sans"
LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x218, 0x21C),
    *range(0x2009, 0x200B),
    *range(0x2010, 0x2027),
    0x202F,
    *range(0x2030, 0x203B),
    *range(0x2070, 0x208F),
    0x20AC,
    *range(0x2190, 0x219A),
    *range(0x2200, 0x2270),
    *range(0x25A0, 0x2600),
    0x2713,
)
WEIGHTS = (400, 700)
NAMES = {1: FAMILY, 3: "BefundatlasSans", 4: FAMILY, 6: "BefundatlasSans", 16: FAMILY}
KEPT_NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]


def letters(whole: Path) -> TTFont:
    """Return the Latin letters of a variable Source Sans, in the weights the pages use."""
    font = TTFont(whole, recalcTimestamp=False)
    features = ["ccmp", "kern", "liga", "locl", "mark", "mkmk", "pnum", "tnum"]
    part = subset.Subsetter(subset.Options(layout_features=features, name_IDs=KEPT_NAMES))
    part.populate(unicodes=LETTERS)
    part.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": WEIGHTS})
    for record in font["name"].names:
        record.string = NAMES.get(record.nameID, record.toUnicode().replace("SourceSans3VF", "BefundatlasSans"))
    return font


def icons(whole: Path, streamlit: Path) -> TTFont:
    """Return the icons that Streamlit names anywhere: an icon is drawn for its name, as a ligature of its letters."""
    font = TTFont(whole, recalcTimestamp=False)
    letter = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    sources = (path.read_text(encoding="utf-8") for ending in ("js", "py") for path in streamlit.rglob(f"*.{ending}"))
    named = {name for text in sources for name in re.findall(r":material/([a-z0-9_]+):", text)}
    kept = set()
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in (getattr(each, "ExtSubTable", each) for each in lookup.SubTable):
            for first, ligatures in table.ligatures.items():
                rest = [each for each in ligatures if _name(first, each.Component, letter) in named]
                table.ligatures[first] = rest
                kept |= {each.LigGlyph for each in rest}
    part = subset.Subsetter(subset.Options(layout_features=["*"], layout_closure=False, name_IDs=KEPT_NAMES))
    part.populate(glyphs=kept, text="abcdefghijklmnopqrstuvwxyz0123456789_")
    part.subset(font)
    return font


def _name(first: str, rest: list[str], letter: dict[str, str]) -> str:
    return "".join(letter.get(glyph, " ") for glyph in (first, *rest))


def main() -> None:
    """Write the fonts anew from the installed Streamlit's."""
    (streamlit,) = ROOT.glob(".venv/lib/*/site-packages/streamlit")
    (sans,) = streamlit.glob("static/static/media/SourceSansVF-Upright*.woff2")
    (symbols,) = streamlit.glob("static/static/media/MaterialSymbols-Rounded*.woff2")
    for name, whole, font in (
        ("BefundatlasSans", sans, letters(sans)),
        ("MaterialSymbols", symbols, icons(symbols, streamlit)),
    ):
        font.flavor = "woff2"
        target = TARGET / f"{name}.woff2"
        font.save(target)
        print(f"{target.relative_to(ROOT)}: {target.stat().st_size} bytes, of {whole.stat().st_size}")


if __name__ == "__main__":
    main()
