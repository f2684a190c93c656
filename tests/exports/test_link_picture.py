"""The picture that introduces a link holds whatever a study says: within its edges, above its foot, to be read."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from PIL import Image

from dashboard.answers.findings import Finding
from dashboard.answers.reader import Reader
from dashboard.exports import link_picture
from dashboard.exports.link_picture import END, HEIGHT, LEFT, WIDTH
from dashboard.kept.presentation import Portfolio
from dashboard.texts.fitting import width
from dashboard.values.statements import Statement
from dashboard.values.tables import cells
from tests.exports.folios import HOSTILE, STUDIES, everything, hostile, opened, portfolio

pytestmark = pytest.mark.long

TEXT = re.compile(r'<text x="(\d+)" y="(\d+)" font-size="(\d+)" font-weight="(\d+)"[^>]*>([^<]*)</text>')
RULE = re.compile(rf'<path d="M{LEFT} (\d+)H{WIDTH - LEFT}"')
TOPIC = "b.landkreise-kommunen"
LONG = (
    "Zusammengearbeitet wird in der Regel fachlich und mit allen, die für eine Aufgabe zuständig sind: mit anderen "
    "Landkreisen vergleicht man sich, mit Kommunen wird rechtzeitig gesprochen, mit dem Land verhandelt man."
)
WORD = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsrec"


@pytest.fixture(scope="module", params=STUDIES)
def view(request: pytest.FixtureRequest) -> Reader:
    return opened(request.param)


def fits(made: Portfolio) -> list[str]:
    """Expect every word within the edges, no line over another, and all above the foot; return the lines."""
    drawing = link_picture.made(made).svg
    said = [(int(x), int(y), int(size), int(bold) > 400, unescape(t)) for x, y, size, bold, t in TEXT.findall(drawing)]
    assert said and len(said) == drawing.count("<text")
    (rule,) = map(int, RULE.findall(drawing))
    boxes = [(x, y - 0.8 * size, x + width(words, size, bold=bold), y + 0.2 * size) for x, y, size, bold, words in said]
    for (left, top, right, low), (*_, words) in zip(boxes, said, strict=True):
        assert left >= LEFT and right <= WIDTH - LEFT + 1 and top >= 20, words
        assert low <= END + 1 and not top < rule < low, words
    for n, (left, top, right, low) in enumerate(boxes):
        for other, (left_too, top_too, right_too, low_too) in enumerate(boxes[:n]):
            apart = left >= right_too - 1 or left_too >= right - 1 or top >= low_too - 3 or top_too >= low - 3
            assert apart, (said[n], said[other])
    assert all(0 < float(x) < WIDTH and 0 < float(y) < END for x, y in places(drawing))
    return [words.replace("\u00a0", " ") for *_, words in said]


def places(drawing: str) -> list[Any]:
    return re.findall(r"translate\((-?[\d.]+) (-?[\d.]+)\) scale", drawing)


def of_topic(view: Reader, **changes: Any) -> Portfolio:
    made = portfolio(view, [TOPIC])
    return replace(made, shown=(replace(made.shown[0], **changes),))


def test_every_view_fits(view: Reader) -> None:
    for code in everything(view)[:: 1 if view.answers.study.study_id == STUDIES[0] else 4]:
        made = portfolio(view, [code])
        said = fits(made)
        assert made.title in said and (not made.notice or made.notice in said), code


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_study_says_fits_and_is_inert(text: str) -> None:
    made = hostile(opened(STUDIES[0]), text)
    for one in made.shown:
        here = replace(made, shown=(one,))
        fits(here)
        drawing = link_picture.made(here).svg
        assert "<script" not in drawing and "\u202e" not in drawing and "\x00" not in drawing
    edge = Image.open(io.BytesIO(link_picture.png(made))).convert("L").crop((WIDTH - 40, 0, WIDTH, HEIGHT))
    assert edge.getextrema() == (255, 255)


@pytest.mark.parametrize("text", [LONG, WORD, f"Man spricht über {WORD} und anderes.", "Kurz."])
def test_a_statement_stands_whole(text: str) -> None:
    made = of_topic(opened(STUDIES[0]), statement=Statement(text, "Aussage der Untersuchung"))
    said = fits(made)
    assert text in " ".join(said) and {"1 von 6", "9 von 15"} <= set(said)
    assert min(int(size) for _, _, size, bold, _ in TEXT.findall(link_picture.made(made).svg) if bold == "600") >= 24


def test_of_a_statement_that_is_too_long_its_first_sentences_stand() -> None:
    made = of_topic(opened(STUDIES[0]), statement=Statement(f"Erstens. {LONG} " * 3, "Aussage der Untersuchung"))
    said = " ".join(fits(made))
    assert f"Erstens. {LONG} …" in said or "Erstens. …" in said
    assert link_picture.made(made).alt.count("Erstens.") == 3


def test_many_groups_share_the_room_and_the_rest_is_told() -> None:
    view = opened(STUDIES[0])
    one = portfolio(view, [TOPIC]).shown[0].cells[1].finding
    for number in (3, 4, 6, 8, 16, 40):
        found = [replace(one, group=f"Gruppe {n} von allen", short=f"G{n}", low=n % 15, high=n % 15, position=n)
                 for n in range(number)]  # fmt: skip
        said = fits(of_topic(view, cells=cells(found, view.texts)))
        left = number - sum(bool(re.fullmatch(r"\d+ von 15", words)) for words in said)
        assert left == 0 or view.texts.picture_groups_left[1].format(left) in said, number
        assert left < number and (left == 0 or number > 8)


def withheld(finding: Finding) -> Finding:
    return replace(finding, state="withheld", low=0, high=2, reason="withheld")


def test_what_is_kept_back_is_said_in_words_and_nobody_is_drawn() -> None:
    view = opened(STUDIES[0])
    found = [withheld(cell.finding) for cell in portfolio(view, [TOPIC]).shown[0].cells]
    made = of_topic(view, cells=cells(found, view.texts))
    said = fits(made)
    assert said.count("weniger als 3") == 2
    picture = link_picture.made(made)
    assert not re.search('<circle|class="(named|not_named|off_topic)" d="M', picture.svg)
    assert not re.search(r"\b[19] von", picture.alt + " ".join(said))


def test_large_groups_are_bars() -> None:
    view = opened(STUDIES[0])
    found = [replace(cell.finding, respondents=90, asked=90, low=40, high=40)
             for cell in portfolio(view, [TOPIC]).shown[0].cells]  # fmt: skip
    made = of_topic(view, cells=cells(found, view.texts))
    assert fits(made).count("40 von 90") == 2
    assert link_picture.made(made).svg.count('<rect class="named"') == 2


def test_the_statement_is_the_studys_and_the_partner_is_named() -> None:
    view = opened(STUDIES[0])
    made = portfolio(view, [TOPIC])
    assert made.shown[0].statement and made.shown[0].statement.source in fits(made)
    by_partner = portfolio(view, [f"{TOPIC}..kommunen"])
    (partner,) = {cell.finding.partner for cell in by_partner.shown[0].cells}
    assert partner and any(f"· {partner}" in words for words in fits(by_partner))


@pytest.fixture(scope="module")
def drawn() -> Iterator[Image.Image]:
    yield Image.open(io.BytesIO(link_picture.png(portfolio(opened(STUDIES[0]), [TOPIC]))))


def test_it_is_as_large_as_it_says_and_light(drawn: Image.Image) -> None:
    assert drawn.size == (WIDTH, HEIGHT) == (1200, 630)
    packed = io.BytesIO()
    drawn.save(packed, "png")
    assert packed.tell() < 150_000


def test_its_persons_are_told_at_300_pixels(drawn: Image.Image) -> None:
    """Ten persons named it: so many discs in the colours of the groups, each at least eight pixels wide."""
    small = drawn.convert("RGB").resize((300, 158), Image.Resampling.LANCZOS)
    rows = [[_is_coloured(small.getpixel((x, y))) for x in range(300)] for y in range(158)]
    widest = max(len(run) for row in rows for run in "".join("#" if on else " " for on in row).split())
    assert widest >= 8
    discs = set()
    for y, row in enumerate(rows):
        for x, on in enumerate(row):
            if on and not (y and rows[y - 1][x]) and not (x and row[x - 1]) and not _seen(discs, x, y):
                discs.add((x, y))
    assert len(discs) == 10


def _seen(discs: set[tuple[int, int]], x: int, y: int) -> bool:
    return any(abs(x - a) < 10 and abs(y - b) < 12 for a, b in discs)


def _is_coloured(pixel: Any) -> bool:
    return max(pixel) - min(pixel) > 60
