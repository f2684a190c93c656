"""The board of partners and topics says what the table says, keeps back what is kept back, and opens where asked."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from dashboard.answers.answers import Answers
from dashboard.answers.findings import Finding
from dashboard.answers.reader import Reader
from dashboard.answers.reader import read as read_address
from dashboard.html import markup
from dashboard.package.dataset import Dataset, load
from dashboard.selection.selection import Selection
from dashboard.texts import DE, LANGUAGES
from dashboard.values import categories, partners
from dashboard.values.board import Board, Field, by_topic, named_by_all
from dashboard.values.dots import field as drawn_large
from dashboard.values.dots import small
from dashboard.values.respondents import MOST_TOPICS, respondents
from dashboard.values.sentences import plain_value
from tests.conftest import ROOT
from tests.test_dots import persons

pytestmark = pytest.mark.long

STUDIES = ("landkreis-schnittstellen", "demo-zusammenarbeit")


@pytest.fixture(scope="module")
def opened() -> dict[str, Dataset]:
    return {study: load(ROOT / "data" / study) for study in STUDIES}


def reader(dataset: Dataset, **parameters: str) -> Reader:
    return read_address(dataset, {name: [value] for name, value in parameters.items()})


def shown(here: Reader) -> partners.Partners:
    return partners.page(here.answers, here.selection, here.links)


def laid_out(here: Reader) -> Board:
    board = shown(here).board
    assert board
    return board


def counted(answers: Answers, **selection: str) -> dict[str, dict[str, list[Finding]]]:
    """Return the findings of each counted partner by topic, asked partner by partner."""
    ids = [row["partner_id"] for row in answers.partners() if row["counted"]]
    return {partner: by_topic(answers.findings(Selection(partner=partner, **selection))) for partner in ids}


def fields(board: Board) -> Iterator[tuple[str, int, Field]]:
    for row in board.rows:
        for place, field in enumerate(row.fields):
            yield row.category_id, place, field


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("study", "set_id"), [*((study, "") for study in STUDIES), (STUDIES[1], "groesse")])
def test_every_field_says_the_integers_of_the_table(
    study: str, set_id: str, language: str, opened: dict[str, Dataset]
) -> None:
    here = reader(opened[study], lang=language, set=set_id)
    found, texts = list(counted(here.answers, set_id=set_id).values()), here.texts
    board = laid_out(here)
    for category, place, field in fields(board):
        cells = found[place][category]
        for f in cells:
            assert field.absence or f"{f.short} {plain_value(f, texts)}" in field.label
        if field.absence:
            assert {f.state for f in cells} == {field.absence} and not any(f.low for f in cells)
            assert field.words == getattr(texts, field.absence) and field.words in field.label
        else:
            assert [line.finding for line in field.lines] == cells
            for f, line in zip(cells, field.lines, strict=True):
                if f.state in ("counted", "range"):
                    number = str(f.low) if f.low == f.high else f"{f.low}–{f.high}"
                    some = f.asked < f.respondents
                    assert line.words == (plain_value(f, texts) if some else number) and line.is_drawn
                else:
                    assert not line.is_drawn and not re.search(r"[1-9]", line.words.replace("3", ""))
    rows = {row.category_id for row in board.rows}
    every = {category for topics in found for category, cells in topics.items() if any(f.is_figure for f in cells)}
    assert rows == (every if len(every) <= 12 else {c for c in every if not here.known.ancestors(c) & every})


def test_what_is_kept_back_is_not_drawn_not_ordered_by_and_in_no_label(opened: dict[str, Dataset]) -> None:
    here = reader(opened[STUDIES[1]], sort="persons")
    board = laid_out(here)
    kept_back = [
        line.finding for _, _, field in fields(board) for line in field.lines if line.finding.state == "suppressed"
    ]
    assert kept_back
    for f in kept_back:
        assert small(f, in_dots=True) == small(f, in_dots=False) == drawn_large(f) == ""
        assert DE.suppressed in next(
            field.label for _, _, field in fields(board) for line in field.lines if line.finding == f
        )
    told = [
        sum(line.finding.low or 0 for field in row.fields for line in field.lines if not line.finding.is_withheld)
        for row in board.rows
    ]
    assert told == [row.persons for row in board.rows] == sorted(told, reverse=True)
    assert {row.above for row in board.rows} == {""}


def test_a_small_picture_is_as_long_as_its_share(opened: dict[str, Dataset]) -> None:
    for study in STUDIES:
        here = reader(opened[study])
        for topics in counted(here.answers).values():
            for f in itertools.chain.from_iterable(topics.values()):
                drawn = small(f, in_dots=False)
                if f.is_figure and not f.is_withheld:
                    (width,) = re.findall(r'class="named" width="([\d.]+)"', drawn)
                    assert abs(float(width) - 200 * (f.low or 0) / f.respondents) < 0.1
                    in_dots = persons(small(f, in_dots=True))
                    assert len(in_dots.get("named", ())) == f.high
                    assert sum(map(len, persons(drawn_large(f)).values())) >= f.respondents


def test_named_by_all_groups_leaves_what_all_groups_named(opened: dict[str, Dataset]) -> None:
    here = reader(opened[STUDIES[1]], all="1")
    found = list(counted(here.answers).values())
    by_hand = {
        (category, place)
        for place, topics in enumerate(found)
        for category, cells in topics.items()
        if all(f.low and f.state in ("counted", "range", "withheld") for f in cells)
    }
    board = laid_out(here)
    assert {row.category_id for row in board.rows} == {
        row.category_id
        for row in laid_out(reader(opened[STUDIES[1]])).rows
        if any((row.category_id, place) in by_hand for place in range(len(found)))
    }
    for category, place, field in fields(board):
        assert field.by_all is ((category, place) in by_hand) is named_by_all(found[place][category])
    for portrait, topics in zip(shown(here).counted, found, strict=True):
        assert all(named_by_all(topics[row.category_id]) for row in portrait.table.rows if not row.heading)


def test_one_group_alone_is_not_asked_about_all(opened: dict[str, Dataset]) -> None:
    assert shown(reader(opened[STUDIES[1]], group="dezernenten")).by_all == ()
    assert len(shown(reader(opened[STUDIES[1]])).by_all) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_opens_at_its_address(language: str, opened: dict[str, Dataset]) -> None:
    here = reader(opened[STUDIES[1]], lang=language)
    assert shown(here).opened is None
    for category, place, field in fields(laid_out(here)):
        partner = list(counted(here.answers))[place]
        there = reader(opened[STUDIES[1]], lang=language, open=f"{category}.{partner}")
        assert there.links.shown("partners") + "#offen" == field.href and not there.dropped
        one = shown(there).opened
        assert one and here.known.partners[partner] in one.title and one.table.rows[0].category_id == category
        assert {c.finding.partner for row in one.table.rows for c in row.cells} == {here.known.partners[partner]}
        assert one.close == here.links.page("partners")


@pytest.mark.parametrize("asked", ["austausch.mars", "mars.kommunen", ".kommunen", "austausch.", "a.b.c", "<b>"])
def test_what_nobody_knows_opens_nothing_and_is_told(asked: str, opened: dict[str, Dataset]) -> None:
    there = reader(opened[STUDIES[1]], open=asked)
    assert there.dropped == (asked,) and shown(there).opened is None


@pytest.mark.parametrize("asked", ["austausch.hochschulen", "austausch", "all"])
def test_what_was_not_counted_opens_nothing(asked: str, opened: dict[str, Dataset]) -> None:
    assert shown(reader(opened[STUDIES[1]], open=asked)).opened is None


def test_with_one_partner_there_is_no_board_but_all_its_topics(opened: dict[str, Dataset]) -> None:
    there = shown(reader(opened[STUDIES[1]], partner="kommunen"))
    assert there.board is None and len(there.counted) == 1 and there.counted[0].is_open
    assert {row.level for row in there.counted[0].table.rows if not row.heading} == {2, 3}


@pytest.mark.parametrize("study", STUDIES)
def test_everyone_asked_is_in_the_field_and_says_the_integers_of_the_table(
    study: str, opened: dict[str, Dataset]
) -> None:
    here = reader(opened[study])
    found = here.answers.findings()
    field = respondents(here.answers, found, here.links)
    assert field and 3 <= len(field.choices) <= MOST_TOPICS
    everyone = sum(row["respondents"] for row in here.answers.groups())
    assert field.title == f"Die {everyone} Befragten"
    assert {lead.category_id for lead in here.answers.study.lead} <= {one.category_id for one in field.choices}
    for one in field.choices:
        cells = [f for f in found if f.category_id == one.category_id]
        assert [cell.plain for cell in one.cells] == [plain_value(f, DE) for f in cells]
        for f, cell in zip(cells, one.cells, strict=True):
            drawn = drawn_large(cell.finding)
            if not f.is_withheld and f.is_figure:
                assert len(persons(drawn).get("named", ())) == f.high
                assert sum(len(of) for kind, of in persons(drawn).items() if kind != "off_topic") >= f.respondents


def test_a_large_group_is_a_bar_in_the_field(opened: dict[str, Dataset]) -> None:
    here = reader(opened[STUDIES[0]])
    f = next(f for f in here.answers.findings() if f.state == "counted")
    drawn = drawn_large(replace(f, respondents=40, asked=40, of_low=None, of_high=None))
    assert not persons(drawn) and 'class="named"' in drawn
    assert markup.render("respondents.html", r=respondents(here.answers, here.answers.findings(), here.links), t=DE)


@pytest.mark.parametrize("by_all", ["", "1"])
def test_a_folded_partner_says_how_much_was_named_and_what_is_not_told(by_all: str, opened: dict[str, Dataset]) -> None:
    here = reader(opened[STUDIES[1]], all=by_all)
    for portrait, topics in zip(shown(here).counted, counted(here.answers).values(), strict=True):
        upper = [cells for cells in topics.values() if cells[0].level == 2]
        named = sum(any(f.high for f in cells) for cells in upper)
        everyone = sum(all(f.low for f in cells) for cells in upper)
        maybe = sum(all(f.high for f in cells) for cells in upper) - everyone
        said = re.findall(r"\d+", portrait.brief)
        told = [everyone] if by_all else [named, everyone]
        assert [int(n) for n in said] == [*told, *([maybe] if maybe else [])], portrait.brief


def test_a_topic_leads_to_its_partners_where_it_was_counted_for_some(opened: dict[str, Dataset]) -> None:
    for study, category, address in (
        (STUDIES[1], "jugend", "/partner?category=jugend#mit-wem"),
        (STUDIES[0], "landkreise-kommunen", "/partner?category=landkreise-kommunen#mit-wem"),
        (STUDIES[0], "agenda-setting", ""),
    ):
        here = reader(opened[study], category=category)
        assert categories.page(here.answers, here.selection, here.links).with_whom == address


def test_what_all_groups_named_is_named_partner_by_partner(opened: dict[str, Dataset]) -> None:
    here = reader(opened[STUDIES[1]], all="1")
    page, found = shown(here), counted(here.answers)
    assert page.board
    labels = dict(zip(found, page.board.partners, strict=True))
    tinted = {
        (page.board.partners[place], row.label)
        for row in page.board.rows
        for place, field in enumerate(row.fields)
        if field.by_all
    }
    listed = {(one.label, topic) for one in page.named for topic, _ in one.topics}
    assert listed == tinted and len(listed) > 10
    for partner, topics in found.items():
        (said,) = [one for one in page.named if one.label == labels[partner]]
        upper = [cells for cells in topics.values() if cells[0].level == 2 and any(f.is_figure for f in cells)]
        kept_back = {c[0].category for c in upper if all(f.high for f in c) and any(f.is_withheld for f in c)}
        assert {topic for topic in kept_back if f"„{topic}“" in said.open} == kept_back
        assert not kept_back & {topic for topic, _ in said.topics}
    assert shown(reader(opened[STUDIES[1]])).named == ()


def test_one_partner_leads_back_to_all_and_a_topic_to_whom_it_was_named_with(opened: dict[str, Dataset]) -> None:
    here = reader(opened[STUDIES[1]], partner="jugendhilfe", category="jugend")
    page = shown(here)
    assert "Freie Träger der Jugendhilfe" in page.chosen and "partner=" not in page.all_partners
    assert "category=jugend" in page.all_partners
    topic = categories.page(here.answers, here.selection, here.links)
    assert topic.with_whom.startswith("/partner?") and "partner=" not in topic.with_whom
    everyone = shown(reader(opened[STUDIES[1]]))
    assert everyone.chosen == everyone.all_partners == ""
    assert ("Jugendhilfe", "/partner?category=jugend#mit-wem") in everyone.topics


@pytest.mark.parametrize("study", STUDIES)
def test_a_chosen_topic_says_with_whom_it_was_named(study: str, opened: dict[str, Dataset]) -> None:
    everyone = shown(reader(opened[study]))
    assert everyone.whom == () and everyone.all_topics == ""
    for category in {row.category_id for row in laid_out(reader(opened[study])).rows}:
        here = reader(opened[study], category=category)
        page, found = shown(here), counted(here.answers)
        cells = {here.known.partners[partner]: topics[category] for partner, topics in found.items()}
        named = {partner for partner, some in cells.items() if any(f.low for f in some)}
        (one,) = page.whom
        assert one.title == DE.whom_title.format(here.known.categories[category])
        assert {partner for partner, _ in one.partners} == named
        told = [sum(f.low or 0 for f in cells[p] if not f.is_withheld) for p, _ in one.partners]
        assert told == sorted(told, reverse=True)
        for partner, some in cells.items():
            kept_back = partner not in named and any(f.state == "suppressed" for f in some)
            assert (partner in one.open) is kept_back, (category, partner)
        for _, address in one.partners:
            assert address.startswith("/partner?") and address.endswith("#offen")
        assert page.all_topics and "category" not in page.all_topics
    assert shown(reader(opened[STUDIES[1]], category="jugend", all="1")).whom == ()


def test_sub_topics_stand_under_a_heading_that_says_so(opened: dict[str, Dataset]) -> None:
    board = laid_out(reader(opened[STUDIES[1]], category="jugend"))
    first, below = board.parts
    assert [row.label for row in first[1]] == ["Jugendhilfe"]
    assert below[0] == DE.board_below.format(DE.quoted.format("Jugendhilfe")) and board.is_few
