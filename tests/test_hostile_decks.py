"""Whatever ids an address combines, showing and taking along answer with words: 200, 404 or 503, never 500."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from dashboard.answers.reader import Reader
from dashboard.exports import forms
from dashboard.selection import deck
from dashboard.texts import LANGUAGES
from dashboard.web import routes, studies
from tests.exports.folios import STUDIES
from tests.test_routes import ask

pytestmark = pytest.mark.long

STRANGE = ("", "unbekannt", "x" * 300, "..", "~", "%00", "<script>", "=1+1", "学", "\u202e", "-")
FORMS = (*forms.FORMS, "html", "exe")


Kinds = dict[str, tuple[str, ...]]


@cache
def ids() -> list[Kinds]:
    """Return the ids that go together (of one study and one of its group sets), and last all of them mixed."""
    readers = [studies.read({"study": [study]}, "") for study in STUDIES]
    known = [reader.known for reader in readers if isinstance(reader, Reader)]
    assert len(known) == len(STUDIES)
    together = [
        {
            "study": (study,),
            "category": tuple(k.categories),
            "group": tuple(sorted(groups)),
            "partner": tuple(k.partners),
            "set": (set_id,),
            "quote": tuple(sorted(k.quotes)[:20]),
        }
        for study, k in zip(STUDIES, known, strict=True)
        for set_id, groups in k.set_groups.items()
    ]
    return [*together, {kind: tuple(i for one in together for i in one[kind]) for kind in together[0]}]


@st.composite
def codes(draw: st.DrawFn) -> str:
    """Return what may stand in a deck: mostly ids that go together, now and then what is none."""
    kinds = draw(st.sampled_from(ids()))

    def some(kind: str, most: int) -> str:
        pool = STRANGE if draw(st.integers(0, 30)) == 0 else kinds[kind]
        return "~".join(draw(st.lists(st.sampled_from(pool), max_size=most, unique=True)))

    if draw(st.integers(0, 15)) == 0:
        return draw(st.text(max_size=30))
    letter = draw(st.sampled_from([*deck.LETTERS, "x"]))
    if letter == "z":
        return f"z.{some('quote', 1)}"
    fields = [some("category", 3), some("group", 3), some("partner", 1), draw(st.sampled_from(kinds["set"]))]
    return ".".join([letter, *fields]).rstrip(".")


@st.composite
def addresses(draw: st.DrawFn) -> dict[str, object]:
    """Return the parameters of an address: a deck, and beside it anything else an address may hold."""
    kinds = draw(st.sampled_from(ids()))
    given: dict[str, object] = {"deck": draw(st.lists(codes(), min_size=1, max_size=4))}
    optional = {
        "study": st.sampled_from([*kinds["study"]] * 9 + [*STRANGE]),
        "lang": st.sampled_from(["de", "en", *STRANGE]),
        "set": st.sampled_from([*kinds["set"], *STRANGE]),
        "group": st.lists(st.sampled_from(kinds["group"]), max_size=2),
        "category": st.lists(st.sampled_from(kinds["category"]), max_size=2),
        "partner": st.sampled_from([*kinds["partner"], *STRANGE]),
        "sort": st.sampled_from(["turn", "name", *STRANGE]),
        "printed": st.sampled_from(["1", *STRANGE]),
        "version": st.sampled_from(["00000000", *STRANGE]),
        "fassung": st.sampled_from(["00000000", *STRANGE]),
    }
    given |= {name: draw(values) for name, values in optional.items() if name == "study" or draw(st.booleans())}
    return given


SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="session", autouse=True)
def _pool() -> Iterator[None]:
    yield
    routes.close()


def check(path: str, method: str, parameters: dict[str, object]) -> int:
    """Ask, look at the answer, and return its status."""
    status, headers, body = ask(path, method, **parameters)
    assert status in (200, 404, 503), (status, body[:200])
    assert body
    if status != 200:
        assert headers["content-type"].startswith("text/plain")
        said = body.decode()
        kinds = [(t.take_nothing, t.take_unknown, t.take_busy, t.take_no_study) for t in LANGUAGES.values()]
        not_kept = [f"{t.not_shown_title[0]}. {t.not_shown_text[0]}" for t in LANGUAGES.values()]
        assert any(said in some for some in (*kinds, not_kept))
    elif path == "/vortrag":
        assert b"<script>alert" not in body and re.search(rb'<section class="screen', body)
    return status


@pytest.mark.parametrize(
    "path",
    [
        "/vortrag",
        pytest.param("/mitnehmen/svg", marks=pytest.mark.long),
        *(pytest.param(f"/mitnehmen/{f}", marks=pytest.mark.soak) for f in FORMS if f != "svg"),
    ],
)
def test_views_across_group_sets(path: str) -> None:
    """Each page of the invented study with the groups of each set, opened with each set."""
    pages = "otgpwsm"
    of_set = (("gross", "groesse"), ("klein~gross", "groesse"), ("", "groesse"), ("dezernenten", ""))
    views = [f"{page}.{c}.{g}..{s}".rstrip(".") for page in pages for c in ("", "austausch") for g, s in of_set]
    for set_id in ("", "groesse"):
        method = "GET" if path == "/vortrag" else "POST"
        for start in (0, 28):
            parameters = {"study": "demo-zusammenarbeit", "set": set_id, "deck": views[start : start + 28]}
            assert check(path, method, parameters) == (404 if path.endswith("exe") else 200)


@settings(SLOW, max_examples=60)
@given(addresses())
def test_a_deck_of_anything_is_shown_or_refused_in_words(parameters: dict[str, object]) -> None:
    event(f"{check('/vortrag', 'GET', parameters)}")


@pytest.mark.soak
@settings(SLOW, max_examples=400)
@given(addresses())
def test_decks_of_anything_at_length(parameters: dict[str, object]) -> None:
    event(f"{check('/vortrag', 'GET', parameters)}")


@pytest.mark.long
@settings(SLOW, max_examples=15)
@given(st.sampled_from(FORMS), addresses())
def test_files_of_anything_are_made_or_refused_in_words(form: str, parameters: dict[str, object]) -> None:
    event(f"{check(f'/mitnehmen/{form}', 'POST', parameters)}")


@pytest.mark.soak
@settings(SLOW, max_examples=200)
@given(st.sampled_from(FORMS), addresses())
def test_files_of_anything_at_length(form: str, parameters: dict[str, object]) -> None:
    event(f"{check(f'/mitnehmen/{form}', 'POST', parameters)}")
