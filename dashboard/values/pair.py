"""Two shares side by side on one line, as SVG. Values in, values out."""

from functools import lru_cache

from markupsafe import Markup

from dashboard.answers.findings import Finding
from dashboard.selection.address import Links
from dashboard.texts import Texts
from dashboard.values.comparisons import Comparison
from dashboard.values.sentences import plain_value, sentence, turning

LONGEST_NAME = 14


def name(finding: Finding) -> str:
    """Return a group's short name for a line of a picture, which cannot wrap; its whole name stands in the sentence."""
    return finding.short if len(finding.short) <= LONGEST_NAME else finding.short[: LONGEST_NAME - 1] + "…"


def pair(comparison: Comparison, texts: Texts, links: Links) -> Markup:
    """Draw two shares on one line from 0 to 100 %, with a tick at each share that is possible.

    Positions are percentages of the width, so that the picture fits any page and its words keep their
    size; the first group stands above the line, the second below.
    """
    both = sorted((comparison.smaller, comparison.larger), key=lambda f: f.position)
    places = [100 * (f.low or 0) / f.base for f in both]
    drawing = Markup('<line class="axis" x1="0%" x2="100%" y1="34" y2="34"/>')
    for finding, (start, end) in zip(both, ((28, 34), (34, 40)), strict=True):
        drawing += _ticks(finding.base, start, end)
    between = Markup('<line class="between" x1="{:.2f}%" x2="{:.2f}%" y1="34" y2="34"/>')
    drawing += between.format(min(places), max(places))
    for finding, place, y in zip(both, places, (16, 62), strict=True):
        drawing += _end(finding, place, y, texts, links)
    return Markup(
        '<svg class="pair" role="img" aria-label="{alt}" height="70"><title>{alt}</title>{drawing}</svg>'
    ).format(alt=" ".join([*(sentence(f, texts) for f in both), turning(comparison, texts)]), drawing=drawing)


@lru_cache(1024)
def _ticks(base: int, start: int, end: int) -> Markup:
    """Draw a tick at each share that is possible."""
    tick = Markup('<line class="tick" x1="{0:.2f}%" x2="{0:.2f}%" y1="{1}" y2="{2}"/>')
    return Markup().join(tick.format(100 * n / base, start, end) for n in range(base + 1))


def _end(finding: Finding, place: float, y: int, texts: Texts, links: Links) -> Markup:
    """Draw one share with its words, which stay inside the picture."""
    said = f"{name(finding)}  {plain_value(finding, texts)}"
    edge = 15 if len(said) <= LONGEST_NAME else 36
    return Markup(
        '<g class="group-{group}" data-href="{href}"><circle class="named" cx="{place:.2f}%" cy="34" r="7"/>'
        '<text x="{place:.2f}%" y="{y}" text-anchor="{anchor}">{said}</text></g>'
    ).format(
        group=finding.position % 4,
        href=links.figure(finding.category_id, finding.group_id),
        place=place,
        y=y,
        anchor="start" if place < edge else "end" if place > 100 - edge else "middle",
        said=said,
    )


def scale(texts: Texts) -> Markup:
    """Draw what the ends and the middle of the lines of `pair` stand for."""
    word = Markup('<text x="{}%" y="16" text-anchor="{}">{}</text>')
    words = Markup().join(
        word.format(share, anchor, texts.percent(share))
        for share, anchor in ((0, "start"), (50, "middle"), (100, "end"))
    )
    return Markup('<svg class="pair scale" aria-hidden="true" height="20">{}</svg>').format(words)
