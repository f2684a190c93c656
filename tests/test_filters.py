from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from dashboard.package.dataset import load
from dashboard.selection.filters import ORDERS, Filters, Known, choose, clean, top_of
from dashboard.texts import LANGUAGES
from tests.conftest import FIRST_STUDY, known

KNOWN = replace(known(load(FIRST_STUDY)), sets={"funktion": "LR, Dez", "groesse": "klein, groß"})


def unrelated(categories: list[str]) -> bool:
    above = set().union(*(KNOWN.ancestors(c) for c in categories))
    return not above & set(categories)


ANY_FILTERS = st.builds(
    Filters,
    study=st.just(KNOWN.studies[0]),
    language=st.sampled_from(KNOWN.languages),
    categories=st.lists(st.sampled_from(list(KNOWN.categories)), unique=True, max_size=6).filter(unrelated).map(tuple),
    groups=st.lists(st.sampled_from(list(KNOWN.groups)), unique=True).map(tuple),
    partner=st.sampled_from(["", *KNOWN.partners]),
    text=st.text(max_size=250).map(clean),
    printed=st.booleans(),
    order=st.sampled_from(ORDERS),
    set_id=st.sampled_from(["", "groesse"]),
)


@given(ANY_FILTERS, st.sampled_from(["/", "/kategorien", "/zitate"]))
def test_any_selection_survives_its_address(filters: Filters, path: str) -> None:
    address = urlsplit(filters.url(path, KNOWN))
    assert address.path == path
    assert Filters.read(parse_qs(address.query), KNOWN) == (filters, ())


@given(
    st.dictionaries(
        st.sampled_from(["study", "lang", "category", "group", "partner", "q", "printed", "sort", "x"]),
        st.lists(st.text()),
    )
)
def test_any_address_is_read_and_what_is_unknown_is_told(parameters: dict[str, list[str]]) -> None:
    filters, dropped = Filters.read(parameters, KNOWN)
    assert Filters.read(filters.parameters(KNOWN), KNOWN) == (filters, ())
    ids = {v for name in ("study", "lang", "category", "group", "partner") for v in parameters.get(name, [])}
    allowed = {*KNOWN.studies, *KNOWN.languages, *KNOWN.categories, *KNOWN.groups, *KNOWN.partners}
    assert set(dropped) >= ids - allowed


def test_what_stands_at_its_default_is_absent_from_the_address() -> None:
    assert Filters(study=KNOWN.studies[0]).url("/", KNOWN) == "/"


def test_a_selected_category_gives_way_to_one_below_it() -> None:
    filters, dropped = Filters.read({"category": ["akteure", "praesenz-vor-ort", "landrat"]}, KNOWN)
    assert filters.categories == ("praesenz-vor-ort", "landrat")
    assert not dropped


def test_the_sentence_says_what_is_selected_in_both_languages(dataset: object) -> None:  # noqa: ARG001
    filters = Filters(groups=("dez",), partner="kommunen", text="Rat")
    assert filters.sentence(KNOWN, LANGUAGES["de"]) == (
        "Gruppe: Dezernentinnen und Dezernenten; Partner: Kommunen; Suche: „Rat“"
    )
    english = known(load(FIRST_STUDY), "en")
    assert filters.sentence(english, LANGUAGES["en"]).endswith("Partner: municipalities; Search: “Rat”")
    assert Filters().sentence(KNOWN, LANGUAGES["de"]) == ""


@given(ANY_FILTERS, st.lists(st.sampled_from(list(KNOWN.categories)), unique=True, max_size=4))
def test_the_two_category_lists_always_make_a_selection_that_they_show_again(
    before: Filters, clicked: list[str]
) -> None:
    tops = [c for c in clicked if not KNOWN.parents[c]]
    topics = [c for c in clicked if KNOWN.parents[c]]
    chosen = choose(before.categories, tops, topics, KNOWN)
    assert unrelated(list(chosen))
    shown_tops = {top_of(c, KNOWN) for c in chosen}
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
    filters, dropped = Filters.read({"category": ["Name", "'; drop table", "c"], "group": ["<script>"]}, hostile)
    assert (filters.categories, filters.groups) == (("c",), ())
    assert dropped == ("Name", "'; drop table", "<script>")
