"""Make the typeface of the screen: Streamlit's Source Sans with Latin letters alone, a sixth of its bytes.

The licence keeps the name "Source" for the whole font, so the part has one of its own.

    make font
"""

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "dashboard/texts/fonts/BefundatlasSans.woff2"
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


def main() -> None:
    """Write the font anew from the installed Streamlit's."""
    (whole,) = ROOT.glob(".venv/lib/*/site-packages/streamlit/static/static/media/SourceSansVF-Upright*.woff2")
    font = TTFont(whole, recalcTimestamp=False)
    options = subset.Options(
        layout_features=["ccmp", "kern", "liga", "locl", "mark", "mkmk", "pnum", "tnum"], name_IDs=KEPT_NAMES
    )
    part = subset.Subsetter(options)
    part.populate(unicodes=LETTERS)
    part.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": WEIGHTS})
    for record in font["name"].names:
        record.string = NAMES.get(record.nameID, record.toUnicode().replace("SourceSans3VF", "BefundatlasSans"))
    font.flavor = "woff2"
    font.save(TARGET)
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size} bytes, of {whole.stat().st_size}")


if __name__ == "__main__":
    main()
