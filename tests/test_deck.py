"""A deck's address: short, ids only, the same when read again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.package.dataset import load
from dashboard.selection import deck
from dashboard.selection.address import Address
from dashboard.selection.deck import Item
from dashboard.selection.selection import Selection
from tests.conftest import FIRST_STUDY, known
from tests.exports.folios import everything, opened, portfolio

KNOWN = known(load(FIRST_STUDY))
SELECTIONS = st.builds(
    Item,
    page=st.sampled_from([p for p in deck.LETTERS.values() if p not in ("quote", "finding")]),
    selection=st.builds(
        Selection,
        categories=st.lists(st.sampled_from(list(KNOWN.categories)), unique=True, max_size=4).map(tuple),
        groups=st.lists(st.sampled_from(list(KNOWN.groups)), unique=True).map(tuple),
        partner=st.sampled_from(["", *KNOWN.partners]),
    ),
)


@given(SELECTIONS)
def test_an_item_survives_its_address(item: Item) -> None:
    assert deck.read(item.code, KNOWN) == item
    address, dropped = Address.read({"deck": [item.code]}, KNOWN)
    assert address.deck == (item.code,) and not dropped
    assert Address.read(address.parameters(KNOWN), KNOWN)[0] == address


@given(st.text(alphabet="oztbgpwsm.~-abcdez 0\u00fc<'", max_size=40))
def test_nothing_but_known_ids_is_read(code: str) -> None:
    item = deck.read(code, KNOWN)
    assert item is None or (item.code == code and set(item.selection.categories) <= set(KNOWN.categories))


@pytest.mark.parametrize(
    "code",
    [
        "",
        "x",
        "b",
        "b.landkreise-kommunen~akteure",
        "t.unbekannt",
        "z",
        "z.unbekannt",
        "t.akteure..",
        "t.akteure.x",
        "g.lr~lr",
        "t.akteure~akteure",
    ],
)
def test_what_names_nothing_is_none(code: str) -> None:
    assert deck.read(code, KNOWN) is None


def test_a_view_has_the_labels_of_its_own_group_set() -> None:
    view = opened("demo-zusammenarbeit")
    (shown,) = portfolio(view, ["t.austausch.gross..groesse"]).shown
    assert shown.selection == "Thema: Regelmäßiger Austausch; Gruppe: Befragte aus großen Landkreisen"
    other = replace(view, links=view.links.at(Selection(set_id="groesse")))
    (shown,) = portfolio(other, ["t.austausch.landraete"]).shown
    assert shown.selection == "Thema: Regelmäßiger Austausch; Gruppe: Landrätinnen und Landräte"


def test_thirty_views_fit_and_the_rest_is_left() -> None:
    view = opened("landkreis-schnittstellen")
    codes = everything(view)
    address, _ = Address.read({"deck": codes}, view.known)
    assert len(address.deck) == deck.MOST
    assert len(view.links.presenting(address.deck)) < 2000


def test_own_words_are_text_and_no_more_than_they_should_be() -> None:
    assert deck.read_notes({"o": "x" * 3000, "m": 5, "p": " \n"}, ("o", "m", "p", "w")) == {"o": "x" * 2000}
    assert deck.read_notes(["o"], ("o",)) == {}


def test_of_all_that_was_ever_written_the_words_of_this_deck_count() -> None:
    stored = {f"t.thema-{n}": f"Worte {n}" for n in range(45)}
    codes = tuple(stored)[15:]
    assert deck.read_notes(stored, codes) == {code: stored[code] for code in codes}


def test_the_shipped_deck_tells_section_6_3_in_eight_views() -> None:
    (shipped,) = opened("landkreis-schnittstellen").answers.decks()
    assert len(shipped["views"]) == 8
    assert all(deck.read(code, KNOWN) for code in shipped["views"])
