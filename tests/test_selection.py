from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from dashboard.package.dataset import load
from dashboard.selection.address import ALL, ORDERS, PERSONS, SIDE, Address, Links
from dashboard.selection.known import Known
from dashboard.selection.selection import Selection, choose, clean
from dashboard.texts import LANGUAGES
from tests.conftest import FIRST_STUDY, known

KNOWN = replace(known(load(FIRST_STUDY)), sets={"funktion": "LR, Dez", "groesse": "klein, groß"})


def unrelated(categories: list[str]) -> bool:
    above = set().union(*(KNOWN.ancestors(c) for c in categories))
    return not above & set(categories)


ANY_SELECTION = st.builds(
    Selection,
    categories=st.lists(st.sampled_from(list(KNOWN.categories)), unique=True, max_size=6).filter(unrelated).map(tuple),
    groups=st.lists(st.sampled_from(list(KNOWN.groups)), unique=True).map(tuple),
    partner=st.sampled_from(["", *KNOWN.partners]),
    text=st.text(max_size=250).map(clean),
    set_id=st.sampled_from(["", "groesse"]),
)
ANY_ADDRESS = st.builds(
    Address,
    study=st.just(KNOWN.studies[0]),
    language=st.sampled_from(KNOWN.languages),
    selection=ANY_SELECTION,
    printed=st.booleans(),
    order=st.sampled_from([*ORDERS, SIDE, PERSONS]),
    by_all=st.booleans(),
    opened=st.sampled_from(["", ALL, "akteure", "landkreise-kommunen.kommunen"]),
)


@given(ANY_ADDRESS, st.sampled_from(["/", "/kategorien", "/zitate"]))
def test_any_selection_survives_its_address(address: Address, path: str) -> None:
    written = urlsplit(address.url(path, KNOWN))
    assert written.path == path
    assert Address.read(parse_qs(written.query), KNOWN) == (address, ())


@given(
    st.dictionaries(
        st.sampled_from(["study", "lang", "category", "group", "partner", "q", "printed", "sort", "all", "open", "x"]),
        st.lists(st.text()),
    )
)
def test_any_address_is_read_and_what_is_unknown_is_told(parameters: dict[str, list[str]]) -> None:
    address, dropped = Address.read(parameters, KNOWN)
    assert Address.read(address.parameters(KNOWN), KNOWN) == (address, ())
    ids = {v for name in ("study", "lang", "category", "group", "partner") for v in parameters.get(name, [])}
    allowed = {*KNOWN.studies, *KNOWN.languages, *KNOWN.categories, *KNOWN.groups, *KNOWN.partners}
    assert set(dropped) >= ids - allowed - {""}


def test_what_a_form_sends_of_boxes_nobody_touched_is_nothing_unknown() -> None:
    sent = {"set": [next(iter(KNOWN.sets), "")], "partner": [""], "q": [""], "group": ["dez"]}
    address, dropped = Address.read(sent, KNOWN)
    assert dropped == () and address == Address(study=KNOWN.studies[0], selection=Selection(groups=("dez",)))


def test_each_page_keeps_what_is_its_own() -> None:
    everything = Address(study=KNOWN.studies[0], order=PERSONS, by_all=True, opened=ALL)
    assert everything.on("partners") == replace(everything, opened="")
    for page in ("quotes", "groups", "categories"):
        assert everything.on(page) == Address(study=KNOWN.studies[0])
    assert replace(everything, order="name").on("partners").order == ORDERS[0]
    assert replace(everything, order=SIDE).on("quotes").order == SIDE
    links = Links(replace(everything, opened="akteure"), KNOWN, "0" * 64)
    assert links.shown("partners") == "/partner?sort=persons&all=1&open=akteure"
    assert links.page("partners") == "/partner?sort=persons&all=1"
    other = Selection(partner="kommunen")
    assert links.address.at(other).opened == "" and everything.at(other).opened == ALL


def test_what_stands_at_its_default_is_absent_from_the_address() -> None:
    assert Address(study=KNOWN.studies[0]).url("/", KNOWN) == "/"


def test_a_selected_category_gives_way_to_one_below_it() -> None:
    address, dropped = Address.read({"category": ["akteure", "praesenz-vor-ort", "landrat"]}, KNOWN)
    assert address.selection.categories == ("praesenz-vor-ort", "landrat")
    assert not dropped


def test_the_sentence_says_what_is_selected_in_both_languages(dataset: object) -> None:  # noqa: ARG001
    selection = Selection(groups=("dez",), partner="kommunen", text="Rat")
    assert selection.sentence(KNOWN, LANGUAGES["de"]) == (
        "Gruppe: Dezernentinnen und Dezernenten; Partner: Kommunen; Suche: „Rat“"
    )
    english = known(load(FIRST_STUDY), "en")
    assert selection.sentence(english, LANGUAGES["en"]).endswith("Partner: municipalities; Search: “Rat”")
    assert Selection().sentence(KNOWN, LANGUAGES["de"]) == ""


@given(ANY_SELECTION, st.lists(st.sampled_from(list(KNOWN.categories)), unique=True, max_size=4))
def test_the_two_category_lists_always_make_a_selection_that_they_show_again(
    before: Selection, clicked: list[str]
) -> None:
    tops = [c for c in clicked if not KNOWN.parents[c]]
    topics = [c for c in clicked if KNOWN.parents[c]]
    chosen = choose(before.categories, tops, topics, KNOWN)
    assert unrelated(list(chosen))
    shown_tops = {KNOWN.top_of(c) for c in chosen}
    assert shown_tops >= set(tops)
    assert choose(chosen, sorted(shown_tops), [c for c in chosen if KNOWN.parents[c]], KNOWN) == chosen


def test_taking_a_top_category_away_takes_its_topics_along() -> None:
    assert choose(("praesenz-vor-ort",), [], ["praesenz-vor-ort"], KNOWN) == ()


def test_taking_a_topic_away_leaves_its_top_category() -> None:
    assert choose(("praesenz-vor-ort",), ["akteure"], [], KNOWN) == ("akteure",)


def test_a_new_topic_takes_the_place_of_those_above_and_below_it() -> None:
    assert choose(("landkreise-kommunen",), ["akteure"], ["landkreise-kommunen", "praesenz-vor-ort"], KNOWN) == (
        "praesenz-vor-ort",
    )
    assert choose(("praesenz-vor-ort",), ["akteure"], ["praesenz-vor-ort", "landkreise-kommunen"], KNOWN) == (
        "landkreise-kommunen",
    )


def test_ids_are_the_only_thing_an_address_can_name() -> None:
    hostile = Known(("a",), ("de",), {"c": ""}, {"c": "Name"}, {"g": "G"}, {})
    address, dropped = Address.read({"category": ["Name", "'; drop table", "c"], "group": ["<script>"]}, hostile)
    assert (address.selection.categories, address.selection.groups) == (("c",), ())
    assert dropped == ("Name", "'; drop table", "<script>")
