"""The picture that introduces a link: what was found and its persons, to be read where it is 300 pixels wide."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from dashboard.exports import link_persons
from dashboard.exports.clean import clean
from dashboard.exports.drawing import render_png
from dashboard.exports.lettering import MORE, Words, fitted, line, whole
from dashboard.exports.link_persons import Drawn, Place
from dashboard.exports.persons import placed, style
from dashboard.kept.presentation import Portfolio
from dashboard.texts.fitting import width
from dashboard.values.cards import Card
from dashboard.values.colours import STAGE
from dashboard.values.dots import distinct_marks, sample
from dashboard.values.sentences import MOST_GROUPS
from dashboard.values.shown import Shown
from dashboard.values.statements import beginnings
from dashboard.values.tables import Cell

WIDTH, HEIGHT = 1200, 630
LEFT, TOP, END = 56, 40, 608
ROOM = WIDTH - 2 * LEFT
STATED, TITLES, POINTS = (64, 60, 56, 52, 48, 45, 42, 39, 36, 32), (54, 48, 42, 36), (46, 42, 38, 35, 32)
QUOTES = (62, 56, 50, 46, 42, 38, 35)
LABELS, FOOT, SMALL = (33, 30, 27, 24), 30, 24
GAP, ABOVE_FOOT = 20, 28
LEAST, OF_MANY, OF_POINTS = ((262, 42), (225, 36), (190, 32)), ((300, 32), (225, 32), (190, 32)), ((110, 32),)
"""Pixels that are left below a headline for persons, and for points, while its letters are no smaller than this."""
MOST_POINTS = 3
ENDS = ".!?…“”"
"""What a sentence ends with."""


@dataclass(frozen=True, slots=True)
class LinkPicture:
    """The picture as an SVG, and what stands for it where it is not seen."""

    svg: str
    alt: str


def png(portfolio: Portfolio) -> bytes:
    """Return the picture of a view as a PNG."""
    return render_png(made(portfolio).svg, 1)


def made(portfolio: Portfolio) -> LinkPicture:
    """Draw the first view: what it says, the persons it is about, study and source."""
    shown, parts, y = portfolio.shown[0], "", float(TOP)
    if portfolio.notice:
        notice = line(portfolio.notice, SMALL + 3, ROOM, bold=True)
        parts, y = notice.drawn(LEFT, y - 6, STAGE.ink), y + notice.height + 8
    foot = _foot(portfolio, shown)
    end = END - sum(words.height for words in foot)
    place = LEFT, y, ROOM, end - ABOVE_FOOT - y
    drawn = _spoken(portfolio, shown, place) if _is_spoken(shown) else _counted(portfolio, shown, place)
    said = (portfolio.notice, *drawn.words[:1], *(cell.sentence for cell in drawn.cells), *drawn.words[1:])
    alt = clean(" ".join(dict.fromkeys(one if one[-1] in ENDS else f"{one}." for one in said if one)))
    parts += drawn.parts + _below(foot, end) + _key(portfolio, foot, drawn.cells)
    return LinkPicture(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" font-family="Source Sans Pro"><title>{escape(clean(shown.title))}</title>'
        f"<desc>{escape(alt)}</desc>{style()}"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{STAGE.background}"/>{parts}</svg>',
        alt,
    )


def _is_spoken(shown: Shown) -> bool:
    """Say whether words are all a view has: quotes, and no figure or statement."""
    return bool(shown.quotes) and not (shown.cells or shown.table or shown.statement)


def _counted(portfolio: Portfolio, shown: Shown, place: Place) -> Drawn:
    """Draw what was found, and below it persons, else points."""
    left, top, wide, high = place
    said, written, sizes = _headline(shown)
    below = _beneath(shown, wide)
    persons = bool(shown.cells or shown.table)
    points = () if persons else shown.points or shown.brief
    taken = sum(words.height for words, _ in below) + GAP
    of_persons = LEAST if len(shown.cells) <= MOST_GROUPS else OF_MANY
    ways = of_persons if persons else OF_POINTS if points else ((0, 32),)
    headline = _leading(
        written, wide, [(high - taken - least, [s for s in sizes if s >= size]) for least, size in ways]
    )
    parts, y = headline.drawn(left, top, STAGE.ink), top + headline.height + 4
    for words, colour in below:
        parts += words.drawn(left, y, colour)
        y += words.height
    y += GAP
    rest = left, y, wide, top + high - y
    if shown.cells:
        drawn = link_persons.groups(shown.cells, portfolio.texts, rest)
    elif shown.table:
        drawn = link_persons.topics(shown, portfolio.texts, rest)
    else:
        drawn = _listed(points, rest)
    return Drawn(parts + drawn.parts, drawn.cells, (said, *drawn.words))


def _leading(written: Sequence[str], wide: float, ways: Sequence[tuple[float, Sequence[int]]]) -> Words:
    """Write the first of some texts that fits whole into one of some (heights, in sizes), else the last, cut."""
    for text in written:
        for high, sizes in ways:
            if words := whole(text, sizes, (wide, high), bold=True):
                return words
    high, sizes = ways[-1]
    return fitted(written[-1], sizes, (wide, high), bold=True)


def _headline(shown: Shown) -> tuple[str, Sequence[str], Sequence[int]]:
    """Return what leads, the ways to write it, the longest first, and how large."""
    if shown.statement:
        return shown.statement.text, beginnings(shown.statement.text), STATED
    many = len(shown.cells) > MOST_GROUPS
    said = shown.title + _partner(shown) if many else shown.headline
    return said, [said], TITLES if said.startswith(shown.title) else STATED


def _beneath(shown: Shown, wide: float) -> list[tuple[Words, str]]:
    """Return what stands under a headline: whose statement it is, and what the figures are about."""
    beneath = []
    if shown.statement:
        beneath.append((line(shown.statement.source, SMALL + 2, wide), STAGE.muted))
    if shown.statement and shown.cells:
        title = fitted(shown.title + _partner(shown), LABELS, (wide, 1.2 * LABELS[0]), bold=True)
        beneath.append((replace(title, above=14), STAGE.ink))
    elif shown.parts and not shown.statement:
        beneath.append((line(shown.parts[0][0], SMALL + 4, wide), STAGE.muted))
    elif not shown.statement and shown.title not in shown.selection:
        beneath += [(line(shown.selection, SMALL + 4, wide), STAGE.muted)] if shown.selection else []
    return beneath


def _partner(shown: Shown) -> str:
    partner = next((cell.finding.partner for cell in shown.cells), "")
    return f" · {partner}" if partner else ""


def _listed(points: Sequence[str], place: Place) -> Drawn:
    """Write the first points, as many as there is room for, all in one size."""
    left, y, wide, high = place
    some, parts = points[:MOST_POINTS], ""
    for size in POINTS:
        laid = [fitted(point, (size,), (wide - 30, high)) for point in some]
        if sum(words.height + GAP for words in laid) <= high + GAP:
            break
    end, said = y + high, list[str]()
    for words, point in zip(laid, some, strict=True):
        if said and y + words.height > end:
            break
        parts += f'<circle cx="{left + 7}" cy="{y + words.size * 0.6:.0f}" r="7" fill="{STAGE.accent}"/>'
        parts += words.drawn(left + 32, y, STAGE.ink)
        said.append(point)
        y += words.height + GAP
    return Drawn(parts, (), tuple(said))


def _spoken(portfolio: Portfolio, shown: Shown, place: Place) -> Drawn:
    """Draw the first quote that fits whole, else the first one cut."""
    left, top, wide, high = place

    def laid(card: Card) -> tuple[Words, Words]:
        about = " · ".join((card.who, card.quote.category))
        who = fitted(about, (SMALL + 4,), (wide - 40, 2.4 * (SMALL + 4)))
        most = wide - 40, high - who.height - GAP
        return fitted(portfolio.quoted(card.quote.text), QUOTES, most), who

    tried = [(card, *laid(card)) for card in shown.quotes]
    card, words, who = next((one for one in tried if not one[1].lines[-1].endswith(MORE)), tried[0])
    y = top + max(0.0, (high - words.height - who.height - GAP) / 2)
    bar = f'<path d="M{left + 4} {y + 6:.0f}V{y + words.height:.0f}" stroke="{STAGE.accent}" stroke-width="8"/>'
    parts = bar + words.drawn(left + 40, y, STAGE.ink)
    parts += who.drawn(left + 40, y + words.height + GAP, STAGE.muted)
    return Drawn(parts, (), (portfolio.quoted(card.quote.text), card.who, card.quote.category))


def _foot(portfolio: Portfolio, shown: Shown) -> list[Words]:
    """Return who was asked where groups have their short names alone, the study, and its source."""
    places = [portfolio.place_of(shown), portfolio.source, portfolio.source_brief]
    source = [" · ".join(part for part in (place, portfolio.version) if part) for place in places]
    said = next((one for one in source if width(one, SMALL) <= ROOM), source[-1])
    foot = [line(portfolio.title, FOOT, ROOM, bold=True), line(said, SMALL, ROOM)]
    asked = portfolio.texts.stage_base.format(shown.spelled)
    is_short = shown.figures and not link_persons.is_field(shown.cells)
    return [line(asked, SMALL, ROOM), *foot] if is_short and width(asked, SMALL) <= ROOM else foot


def _below(foot: Sequence[Words], y: float) -> str:
    parts = f'<path d="M{LEFT} {y - 10:.0f}H{WIDTH - LEFT}" stroke="{STAGE.line}" stroke-width="2"/>'
    for words in foot:
        parts += words.drawn(LEFT, y, STAGE.ink if words.bold else STAGE.muted)
        y += words.height
    return parts


def _key(portfolio: Portfolio, foot: Sequence[Words], cells: Sequence[Cell]) -> str:
    """Explain the marks beside the name of the study, as far as there is room."""
    texts, title = portfolio.texts, foot[-2]
    marks = [(mark, texts.marks[mark]) for mark in distinct_marks(cell.finding for cell in cells)]
    x = WIDTH - LEFT - sum(width(words, SMALL) + 56 for _, words in marks)
    if x < LEFT + width(title.lines[0], title.size, bold=True):
        return ""
    y, parts = END - foot[-1].height - title.height + 4, ""
    for mark, words in marks:
        parts += placed(str(sample(mark)), x + 28, y + 4, 1.6, None)
        parts += line(words, SMALL, ROOM).drawn(x + 56, y, STAGE.muted)
        x += width(words, SMALL) + 56
    return parts
