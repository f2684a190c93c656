"""What a kept view says is what its page says."""

import io
import re
from functools import cache
from html import unescape
from typing import Any

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from dashboard.answers.reader import Reader
from dashboard.exports import handout, slides, workbook
from dashboard.kept.screens import of_deck, screens
from dashboard.texts import DE
from dashboard.values.comparisons import compare
from dashboard.values.shown import Shown
from tests.exports.folios import opened, portfolio, pressed
from tests.exports.test_files import faults_of_accessibility
from tests.pages import open_page

pytestmark = pytest.mark.long

PAIRS = [
    ("landkreis-schnittstellen", (), ""),
    ("demo-zusammenarbeit", (), ""),
    ("demo-zusammenarbeit", ("dezernenten",), ""),
    ("demo-zusammenarbeit", ("dezernenten", "buergermeister"), ""),
    ("demo-zusammenarbeit", ("klein", "mittel", "gross"), "groesse"),
    ("demo-zusammenarbeit", ("gross", "mittel"), "groesse"),
]


@cache
def view(study: str) -> Reader:
    return opened(study)


def kept(study: str, groups: tuple[str, ...], set_id: str) -> Shown:
    code = f"g..{'~'.join(groups)}..{set_id}".rstrip(".")
    return portfolio(view(study), [code]).shown[0]


@pytest.mark.parametrize(("study", "groups", "set_id"), PAIRS)
def test_page_and_slide_compare_the_same_groups(study: str, groups: tuple[str, ...], set_id: str) -> None:
    parameters = {"group": list(groups), "set": [set_id]}
    html = open_page("groups", study=[study], **{name: given for name, given in parameters.items() if any(given)}).html
    shown = kept(study, groups, set_id)
    on_page = re.findall(r'<details class="compared"><summary><span class="topic" [^>]*>(.*?)</span>', html)
    assert shown.sentence in unescape(html)
    if len(groups) == 1:
        assert not on_page and not shown.figures and shown.sentence == DE.groups_two
        return
    assert shown.table and len(shown.table.groups) == 2
    assert {short for short, _, _ in shown.table.groups} == set(
        re.findall(r'<a href="[^"]*/befund[^"]*" data-go>([^<]*)</a>', html)
    )
    said = [unescape(topic) for topic in on_page]
    assert [row.label for row in shown.table.rows] == said


def said_by(slide: Any) -> str:
    """Return the headline of a slide without the number that tells it from others of the same."""
    return re.sub(r" \(\d+/\d+\)$", "", slide.shapes.title.text)


@pytest.mark.parametrize("study", ["landkreis-schnittstellen", "demo-zusammenarbeit"])
def test_no_two_slides_or_screens_have_one_headline_and_none_is_the_name_of_a_page(study: str) -> None:
    topic = "t.landkreise-kommunen" if study.startswith("landkreis") else "t.austausch"
    deck = portfolio(view(study), ["o", "t", topic, "g", "p", "p...kommunen", "w", "s", "m"])
    for said in (
        [screen.headline for screen in of_deck(deck)],
        [slide.shapes.title.text for slide in Presentation(io.BytesIO(slides.pptx(deck))).slides],
    ):
        assert len(said) == len(set(said)) > 20
        assert not {DE.categories_title, DE.quotes_title} & set(said)
    rows = [screen for screen in of_deck(deck) if screen.shown.code == "t" and screen.rows]
    for screen in rows:
        above = {screen.shown.table.headings[row.category_id] for row in screen.rows}  # type: ignore[union-attr]
        assert above == {re.sub(r" \(\d+/\d+\)$", "", screen.headline)}


@pytest.mark.parametrize(("study", "groups", "set_id"), [PAIRS[0], PAIRS[3]])
def test_the_figures_under_a_headline_are_those_it_speaks_of(study: str, groups: tuple[str, ...], set_id: str) -> None:
    shown = kept(study, groups, set_id)
    made = portfolio(view(study), [shown.code])
    compared = [compare([cell.finding for cell in row.cells]) for row in shown.table.rows if shown.table]  # type: ignore[union-attr]
    reliable = {c.smaller.category for c in compared if c and c.is_reliable}
    wavering = {c.smaller.category for c in compared if c and not c.is_reliable}
    assert reliable and wavering
    under = {
        DE.count(DE.reliable_title, len(reliable)): reliable,
        DE.count(DE.unreliable_title, len(wavering)): wavering,
    }
    first, *others = screens(shown, made)
    assert first.headline == shown.sentence and not first.rows and first.points == (DE.reliable_note,)
    on_screen: dict[str, set[str]] = {}
    for screen in others:
        on_screen.setdefault(screen.headline, set()).update(row.label for row in screen.rows)
    assert on_screen == under
    on_slides: dict[str, set[str]] = {}
    topics = set().union(*under.values())
    for slide in Presentation(io.BytesIO(slides.pptx(made))).slides:
        words = {shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
        if words & topics:
            on_slides.setdefault(said_by(slide), set()).update(words & topics)
    assert on_slides == under
    sheet = openpyxl.load_workbook(io.BytesIO(workbook.xlsx(made))).worksheets[1]
    rows = list(sheet.iter_rows(values_only=True))
    stands = {(headline, str(row[0])) for row in rows for headline in under if headline in row}
    assert {headline: {topic for of, topic in stands if of == headline} for headline in under} == under
    printed = handout.pdf(made)
    paper = pressed("".join(page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages))
    assert all(pressed(headline) in paper for headline in under)
    assert faults_of_accessibility(printed) == []
