"""The colours and what they mean, in light and dark; the style sheet and the charts take them from here."""

from dataclasses import dataclass


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


def stage_variables() -> str:
    """Return the projector's colours as CSS variables."""
    names = ("background", "panel", "ink", "muted", "line", "accent", "ring", "mark")
    pairs = [(name, getattr(STAGE, name)) for name in names]
    pairs += [(f"group-{n}", colour) for n, colour in enumerate(STAGE.groups)]
    return ":root{" + "".join(f"--{name}:{colour};" for name, colour in pairs) + "}"


def variables() -> str:
    """Return the colours as CSS variables that follow the reader's appearance."""
    names = ("background", "panel", "ink", "muted", "line", "accent", "ring", "mark")
    pairs = [(name, getattr(LIGHT, name), getattr(DARK, name)) for name in names]
    pairs += [(f"group-{n}", *colours) for n, colours in enumerate(zip(LIGHT.groups, DARK.groups, strict=True))]
    return ".stApp{" + "".join(f"--{n}:light-dark({light},{dark});" for n, light, dark in pairs) + "}"


def contrast(first: str, second: str, stray: float = 0) -> float:
    """Return the contrast ratio of two #RRGGBB colours after WCAG 2.2 (1 to 21); `stray` light falls on both."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + stray + 0.05) / (low + stray + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
