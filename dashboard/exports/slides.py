"""Views as PowerPoint slides: a slide is a screen, with persons as shapes and words for whoever speaks in the notes."""

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from dashboard import settings
from dashboard.exports import slide_blocks as blocks
from dashboard.exports import slide_design as design
from dashboard.exports import slide_parts as parts
from dashboard.exports.clean import clean
from dashboard.exports.slide_blocks import Block
from dashboard.exports.slide_design import Design
from dashboard.exports.slide_parts import DOT, STEP, TAGS, Canvas
from dashboard.exports.slide_template import UnfitTemplate, of_template
from dashboard.kept.presentation import Portfolio
from dashboard.kept.screens import Screen, numbered, of_deck
from dashboard.values.dots import MOST_DOTS
from dashboard.values.sayings import judged
from dashboard.values.shown import Shown
from dashboard.values.tables import printed_note

FOOT, GAP, SMALLEST_FIT, LEAST_BESIDE = 18, 14, 0.62, 0.85
"""Size of the letters below, room between blocks, what blocks shrink to before they do not fit, and what they shrink to
at most for own words beside them."""


def pptx(portfolio: Portfolio) -> bytes:
    """Return the slides in the design the server is set to, in ours where that one cannot be used."""
    template, texts = settings.slide_template(), portfolio.texts
    try:
        made, _ = of(portfolio, template.read_bytes() if template else None)
    except (OSError, UnfitTemplate) as error:
        said = error.strerror if isinstance(error, OSError) else str(error)
        made, _ = of(portfolio, None, texts.template_unused.format(template.name if template else "", said))
    return made


def of(portfolio: Portfolio, template: bytes | None, *remarks: str) -> tuple[bytes, list[str]]:
    """Return the slides, a title and every screen, and what of them did not fit into a template.

    Raise UnfitTemplate where the template can be no master. `remarks` stand in the notes of the title.
    """
    look = of_template(template, portfolio.texts) if template is not None else design.own(portfolio.texts)
    screens = of_deck(portfolio)
    said = [screen.headline if look.holds(screen.headline) else screen.shown.title for screen in screens]
    title, *headlines = numbered([portfolio.title, *said], portfolio.texts)
    slides = [_opening(look, title, portfolio)]
    noted: set[str] = set()
    for screen, headline in zip(screens, headlines, strict=True):
        first = screen.shown.code not in noted
        noted.add(screen.shown.code)
        slides.append(_slide(look, screen, headline, portfolio, first=first))
    unfit = [*remarks, *dict.fromkeys(look.said)]
    notes = slides[0].notes_slide.notes_text_frame
    notes.text = clean("\n".join(part for part in (*unfit, notes.text) if part))
    _describe(look.deck, portfolio)
    buffer = io.BytesIO()
    look.deck.save(buffer)
    return buffer.getvalue(), unfit


def _describe(deck: Any, portfolio: Portfolio) -> None:
    about, tag = deck.core_properties, TAGS[portfolio.texts.language]
    about.title, about.author, about.language = clean(portfolio.title)[:255], "Befundatlas", tag
    about.comments = clean(f"{portfolio.version} {portfolio.notice}")[:255]
    for slide in deck.slides:
        for root in (slide._element, slide.notes_slide._element):
            _speak(root, tag, TAGS[portfolio.spoken])


def _speak(root: Any, tag: str, spoken: str) -> None:
    """Tag every word but those of a quote with the file's language."""
    for paragraph in root.iter(qn("a:p")):
        for run in (*paragraph.iter(qn("a:r")), *paragraph.iter(qn("a:fld"))):
            properties = run.find(qn("a:rPr"))
            if properties is None:
                properties = etree.Element(qn("a:rPr"))
                run.insert(0, properties)
            if properties.get("lang") != spoken:  # a template tags some as American
                properties.set("lang", tag)


def _opening(look: Design, title: str, portfolio: Portfolio) -> Any:
    """Say which study it is, and draw who was asked."""
    texts = portfolio.texts
    slide, canvas = look.slide(title, opening=True)
    drawn = look.is_own and _asked(canvas, 316 - canvas.top, portfolio)
    base = "" if drawn else texts.stage_base.format(portfolio.bases)
    lines = [portfolio.notice, portfolio.question, base, portfolio.caution]
    said = clean("\n".join(line for line in lines if line))
    below = next((s for s in slide.placeholders if design.kind_of(s) == "subTitle"), None)
    if below is not None:
        look.fill(below, said)
    if below is None:
        parts.words(canvas, said.split("\n"), 0, blocks.SMALL)
    taken = [portfolio.source, portfolio.licenses, portfolio.version, portfolio.address]
    slide.notes_slide.notes_text_frame.text = clean("\n".join(line for line in taken if line))
    return slide


def _asked(canvas: Canvas, height: float, portfolio: Portfolio) -> bool:
    """Draw everyone asked, group by group, their number and name below; say whether the groups are small enough."""
    groups = [number for _, number, _ in portfolio.asked]
    if not groups or max(groups) > MOST_DOTS or len(groups) > 4:
        return False
    columns = [max(3, -(-number // 3)) for number in groups]
    wide = canvas.width / len(groups)
    size = min(2.0, (wide - 30) / (max(columns) * STEP), (height - 70) / (3 * STEP))
    for n, (name, number, _) in enumerate(portfolio.asked):
        said = [f"{number} {name}"]
        parts.everyone(canvas, number, said[0], n * wide, 24, columns[n], size)
        parts.words(canvas, said, 24 + 3 * STEP * size + 6, blocks.SMALL, x=n * wide, width=wide - 20, muted=True)
    return True


def _slide(look: Design, screen: Screen, title: str, portfolio: Portfolio, *, first: bool) -> Any:
    """Make a slide of a screen; the first of a view bears the presenter's own words where she wants them there."""
    slide, canvas = look.slide(title)
    long = [] if look.holds(screen.headline) else [blocks.text(canvas, [screen.headline], blocks.BODY, bold=True)]
    own = [portfolio.texts.own_words_said.format(screen.shown.note)] if screen.shown.note else []
    stack = [
        *long,
        *blocks.above(canvas, screen),
        *blocks.figures(canvas, screen, portfolio.texts),
        *blocks.words(canvas, screen, portfolio),
    ]
    foot = _foot(look, canvas, screen, portfolio)
    room = replace(canvas, height=canvas.height - foot)
    wanted = [blocks.text(canvas, own, blocks.BODY)] if own and first and screen.shown.note_on_slide else []
    fits = _fit([*stack, *wanted], room.height) >= LEAST_BESIDE
    _lay(look, room, [*stack, *wanted] if fits else stack)
    slide.notes_slide.notes_text_frame.text = clean(_notes(screen, portfolio))
    if wanted and not fits:
        _own_words(look, own, screen.shown)
    return slide


def _own_words(look: Design, own: Sequence[str], shown: Shown) -> None:
    """Write the presenter's own words on a slide of their own, where they have no room beside the study's."""
    headline, titles = shown.title, {slide.shapes.title.text for slide in look.deck.slides if slide.shapes.title}
    while headline in titles:
        headline += " …"
    slide, canvas = look.slide(headline)
    _lay(look, canvas, [blocks.text(canvas, own, blocks.COUNT)])
    slide.notes_slide.notes_text_frame.text = clean(shown.note)


def _tall(stack: Sequence[Block], fit: float) -> float:
    return sum(block.height(fit) for block in stack) + GAP * (len(stack) - 1)


def _fit(stack: Sequence[Block], height: float) -> float:
    """Return how large blocks can be to fit below each other, at least as large as they may become."""
    fit = 1.0
    while fit > SMALLEST_FIT and _tall(stack, fit) > height:
        fit -= 0.04
    return fit


def _lay(look: Design, canvas: Canvas, stack: Sequence[Block]) -> None:
    """Draw blocks one below the other, in letters as large as there is room for, a little above the middle."""

    fit = _fit(stack, canvas.height)
    if _tall(stack, fit) > canvas.height + 2:
        look.said.append(look.texts.template_full.format(len(look.deck.slides)))
    y = max(0.0, 0.4 * (canvas.height - _tall(stack, fit)))
    for block in stack:
        block.draw(y, fit)
        y += block.height(fit) + GAP


def _foot(look: Design, canvas: Canvas, screen: Screen, portfolio: Portfolio) -> float:
    """Write below the content what its marks mean and where it stands; return how much room that takes."""
    source = " ".join(part for part in (portfolio.notice, screen.source) if part)
    holder = next((s for s in canvas.slide.placeholders if design.kind_of(s) == "ftr"), None) if look.is_own else None
    high = 0.0
    if holder is not None:
        holder.text_frame.text = clean(source)
    else:
        high = parts.tall([source], FOOT, canvas.width)
        parts.words(canvas, [source], canvas.height - high, FOOT, muted=True)
    if not (screen.cells or screen.rows):
        return high + 6
    y, x = canvas.height - high - FOOT * parts.LINE / 2, 0.0
    for kind in screen.marks:
        said = portfolio.texts.marks[kind]
        group = canvas.slide.shapes.add_group_shape()
        parts.mark(canvas, group, kind, x, y - DOT * 0.4, canvas.palette.ring, 0.8)
        parts.describe(group, said)
        parts.label(canvas, said, x + 20, y, FOOT)
        x += 44 + parts.room(said, FOOT)
    base = portfolio.texts.stage_base.format(screen.shown.spelled)
    if parts.room(base, FOOT) <= canvas.width - x:
        parts.label(canvas, base, x, y, FOOT)
        return high + FOOT * parts.LINE + 12
    above = parts.tall([base], FOOT, canvas.width)
    parts.words(canvas, [base], y - FOOT * parts.LINE / 2 - above, FOOT)
    return high + above + FOOT * parts.LINE + 12


def _notes(screen: Screen, portfolio: Portfolio) -> str:
    """Return what whoever speaks may need: her own words, every sentence of the slide, what may be said, the source."""
    shown, texts = screen.shown, portfolio.texts
    cells = (*screen.cells, *(cell for row in screen.rows for cell in row.cells))
    stated = [shown.headline, shown.under] if shown.statement else []
    figures = [*(cell.sentence for cell in cells), printed_note(cells, texts)]
    may = [texts.may_title, *(judged(one, texts) for one in shown.sayings)] if shown.sayings else []
    said = [shown.note, *stated, shown.sentence, *figures, *shown.points, shown.question, *may]
    rest = [shown.caution, portfolio.source_of(shown), shown.address]
    return "\n".join(dict.fromkeys(line for line in (*said, *rest) if line))
