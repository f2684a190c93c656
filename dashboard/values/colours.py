"""The colours and what they mean, in light and dark; the style sheet and the charts take them from here."""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one appearance. `groups` follow the order of the groups within their set.

    On `background` text colours reach 4.5:1 and marks (groups, ring) 3:1; a test computes it.
    """

    background: str
    panel: str
    ink: str
    muted: str
    line: str
    accent: str
    ring: str
    mark: str
    groups: tuple[str, ...]


LIGHT = Palette(
    background="#FFFFFF",
    panel="#F6F8FA",
    ink="#1B2430",
    muted="#56616E",
    line="#E3E7EB",
    accent="#0B6E6E",
    ring="#56616E",
    mark="#FFE9A8",
    groups=("#1F4E79", "#C27500", "#7A3E8E", "#3E7D3A"),
)
DARK = Palette(
    background="#12181F",
    panel="#1A222B",
    ink="#E8EDF2",
    muted="#A9B4C0",
    line="#2C3743",
    accent="#4FC1BD",
    ring="#A9B4C0",
    mark="#5C4A12",
    groups=("#B5D6F5", "#D07F14", "#CFA5DD", "#8CC98A"),
)

# A projector in a lit room: black on white, marks that keep 3:1 when a fifth of the white falls on everything.
STAGE = Palette(
    background="#FFFFFF",
    panel="#FFFFFF",
    ink="#10161D",
    muted="#3C4650",
    line="#C5CCD3",
    accent="#0B6E6E",
    ring="#56616E",
    mark="#FFE9A8",
    groups=("#1F4E79", "#A06000", "#7A3E8E", "#2F6B2C"),
)


def variables(selector: str, palette: Palette, dark: Palette | None = None, *, first: str = "") -> Markup:
    """Return colours as CSS variables, which follow the reader's appearance where there are dark ones too.

    `first` stands before them.
    """
    pairs = zip(_named(palette), _named(dark or palette), strict=True)
    return Markup("{}{{{}{}}}").format(
        selector,
        first,
        "".join(f"--{name}:{f'light-dark({one},{other})' if dark else one};" for (name, one), (_, other) in pairs),
    )


def _named(palette: Palette) -> list[tuple[str, str]]:
    names = ("background", "panel", "ink", "muted", "line", "accent", "ring", "mark")
    return [(n, getattr(palette, n)) for n in names] + [(f"group-{n}", c) for n, c in enumerate(palette.groups)]


def contrast(first: str, second: str, stray: float = 0) -> float:
    """Return the contrast ratio of two #RRGGBB colours after WCAG 2.2 (1 to 21); `stray` light falls on both."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + stray + 0.05) / (low + stray + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
