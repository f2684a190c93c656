"""Every page in every language with every kind of selection, run as the server runs it."""

import itertools
import re
import shutil
from collections.abc import Iterator
from dataclasses import fields, replace
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.answers import answers as asked
from dashboard.answers import quotes
from dashboard.answers.reader import read as read_address
from dashboard.html import markup
from dashboard.package.dataset import Dataset, load
from dashboard.selection.pages import PAGES as ALL
from dashboard.texts import DE, EN, LANGUAGES, Texts
from dashboard.values.about import about
from dashboard.values.cards import by_topic, cards
from dashboard.web import filter_bar, frame, plain, studies
from tests.conftest import FIRST_STUDY, ROOT
from tests.packages import make
from tests.pages import Opened, open_page, read, serving

pytestmark = pytest.mark.long

PAGES = tuple(ALL)
SELECTIONS = {
    "no filter": {},
    "one category": {"category": ["landkreise-kommunen"]},
    "top category": {"category": ["akteure"]},
    "one group": {"group": ["dez"]},
    "one partner": {"partner": ["kommunen"]},
    "uncounted partner": {"partner": ["verbaende"]},
    "no match": {"category": ["agenda-setting"], "q": ["xyz"], "partner": ["vereine"]},
    "unknown id": {"category": ["gibt-es-nicht"], "group": ["<script>"]},
}


QUICK = ("no filter", "one partner")


@pytest.mark.parametrize(
    ("page", "language", "selection"),
    [
        pytest.param(*case, marks=[] if case[2] in QUICK else pytest.mark.long)
        for case in itertools.product(PAGES, LANGUAGES, SELECTIONS)
    ],
)
def test_every_page_shows_every_selection(page: str, language: str, selection: str) -> None:
    opened = open_page(page, lang=[language], **SELECTIONS[selection])
    texts = LANGUAGES[language]
    assert opened.html.count("<h1") == 1
    other = LANGUAGES["en" if language == "de" else "de"]
    assert texts.copy_link in opened.html
    assert other.copy_link not in opened.html
    assert not re.search(r"\bNone\b(?! of)|\bnan\b|<NA>", text_of(opened))
    assert not re.search(r"\{([a-z_]*|\d)\}", text_of(opened))
    if selection == "unknown id":
        assert texts.unknown_ids.split("{")[0] in opened.html
        assert "<script>" not in opened.html
    if page == "quotes":
        expected = {"no match": 0, "uncounted partner": 0, "one group": 3, "one partner": 3}.get(selection, 5)
        assert opened.html.count('<figure class="quote"') == expected


def text_of(opened: Opened) -> str:
    """Return the words of a page without navigation and reading help."""
    html = re.sub(r"<(nav|div class=\"key).*?</(nav|details)>", "", opened.html, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", html))


def test_what_was_not_counted_by_partner_is_never_shown_as_nought() -> None:
    for page in ("overview", "categories"):
        text = text_of(open_page(page, partner=["verbaende"]))
        assert DE.not_by_partner in text
        assert DE.not_named not in text
        assert "0 von" not in text


def test_the_overview_tells_what_was_not_counted_by_partner_in_one_sentence() -> None:
    some = open_page("overview", partner=["kommunen"])
    assert DE.others_not_by_partner[1].format(18) in text_of(some)
    assert text_of(some).count(DE.not_by_partner) == 1
    assert some.html.count('<tr role="row" class="level-2') == 1
    assert some.html.count('<section class="stated"><h3>') == 1
    assert "zu 1 Thema<" in some.html
    assert "Vergleich zu anderen Landkreisen" not in some.html, "a quote about another partner"
    assert "Vergleich zu anderen Landkreisen" in open_page("overview").html
    none = open_page("overview", partner=["verbaende"])
    assert DE.others_not_by_partner[1].format(19) in text_of(none)
    assert '<div class="leads">' not in none.html and "<table" not in none.html
    assert DE.loosen_partner in none.html
    assert DE.not_by_partner not in text_of(open_page("overview"))


def test_partners_without_figures_say_so_in_the_list() -> None:
    box = open_page("overview").app.sidebar.selectbox[0]
    assert DE.partner_uncounted.format("Verbände") in box.options
    assert "Kommunen" in box.options


def test_the_filter_bar_says_how_much_is_left() -> None:
    assert "79 Befunde, 5 Zitate" in text_of(open_page("overview"))
    assert "6 Befunde, 3 Zitate" in text_of(open_page("quotes", partner=["kommunen"]))
    assert "2 Zitate, deren Gruppe nicht bekannt ist," in text_of(open_page("quotes", group=["dez"]))


def test_widgets_write_ids_into_the_address() -> None:
    app = open_page("overview").app
    app.sidebar.multiselect[0].set_value(["akteure"]).run()
    app.sidebar.multiselect[1].set_value(["praesenz-vor-ort"]).run()
    app.sidebar.pills[0].set_value(["lr", "dez"]).run()
    app.sidebar.selectbox[0].set_value("kommunen").run()
    chosen = {"category": "praesenz-vor-ort", "group": ["lr", "dez"], "partner": "kommunen"}
    assert app.query_params == chosen
    app.sidebar.text_input[0].set_value("  Bürgermeister ").run()
    address = "/zitate?category=praesenz-vor-ort&group=lr&group=dez&partner=kommunen&q=B%C3%BCrgermeister"
    assert f'data-follow="{address.replace("&", "&amp;")}"' in read(app).html
    assert app.query_params == chosen, "the page that leads on keeps its own address: back leads to it"


def test_on_the_page_of_quotes_the_search_is_written_to_its_address() -> None:
    app = open_page("quotes", group=["dez"]).app
    app.sidebar.text_input[0].set_value("Vergleich").run()
    read(app)
    assert app.query_params == {"group": "dez", "q": "Vergleich"}


def test_words_stand_topic_by_topic_or_beside_each_other_by_group() -> None:
    below = open_page("quotes").html
    assert below.count('<section class="said-on">') == 3 and "beside" not in below
    beside = open_page("quotes", sort=["side"]).html
    assert re.findall(r'<th scope="col">([^<]*)</th>', beside) == [
        *(DE.topic, "Dezernentinnen und Dezernenten", DE.unassigned)
    ]
    assert beside.count('<figure class="quote"') == below.count('<figure class="quote"') == 5
    assert "Dezernentinnen und Dezernenten 3, Gruppe nicht bekannt 2, Landrätinnen und Landräte 0" in below


def test_a_search_names_the_topics_that_have_the_word() -> None:
    found = open_page("quotes", q=["presse"]).html
    assert DE.topics_with in found and "Presse- und Öffentlichkeitsarbeit</a>" in found
    assert DE.topics_with not in open_page("quotes", q=["buergermeister"]).html


def test_each_page_sorts_its_own_way() -> None:
    beside = open_page("quotes", sort=["side"]).html
    assert set(re.findall(r'href="([^"?]*)[^"]*sort=side', beside)) == {"/zitate", "/zitate.csv", "/zitate.json"}
    groups = open_page("groups", sort=["side"]).html
    assert f'<strong aria-current="true">{DE.sort_turn}</strong>' in groups
    assert set(re.findall(r'href="([^"?]*)[^"]*sort=side', groups)) == {"/zitate"}


def test_what_stands_in_the_study_alone_is_not_listed_as_not_asked() -> None:
    rare = unescape(open_page("rare").html)
    unasked, elsewhere = rare[rare.index(DE.unasked_title[:10]) :].split("<h2>")[:2]
    assert "Problemdefinition" not in unasked and "Problemdefinition" in elsewhere
    assert elsewhere.startswith(DE.elsewhere_title.format(1))


def test_the_chart_says_the_same_as_the_table() -> None:
    opened = open_page("categories", category=["landkreise-kommunen"])
    assert not opened.chart, "it is drawn when it is asked for"
    opened.app.session_state["charts-de"] = True
    opened = read(opened.app.run())
    assert opened.chart
    texts = [text for trace in opened.chart["data"] for text in trace["text"]]
    assert [t.split("  ")[1] for t in texts] == [
        *("nicht genannt", "7 von 15", "1 von 6", "8 von 15", "nicht genannt", "2 von 15")
    ]
    alt = opened.app.get("plotly_chart")[0].proto.alt
    assert "7 der 9" in alt and "8 der 9" in alt


def test_the_overview_needs_neither_plotly_nor_a_data_frame() -> None:
    app = open_page("overview").app
    assert not app.get("plotly_chart")
    assert not app.get("arrow_data_frame")


def forget() -> None:
    """Forget what was answered and written of packages as they are."""
    asked.ANSWERS.clear()
    studies.WRITTEN.clear()


def test_twenty_quotes_make_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    read_as_is = quotes.read
    monkeypatch.setattr(
        "dashboard.answers.answers.read_quotes",
        lambda frame: [replace(q, quote_id=f"q{n}") for n, q in enumerate(read_as_is(frame) * 9)],
    )
    forget()
    opened = open_page("quotes")
    forget()
    assert opened.html.count('<figure class="quote"') == 20
    assert "45 Zitate" in opened.html
    assert opened.app.get("pagination")


def test_a_faulty_package_is_explained_and_the_others_stay(tmp_path: Path) -> None:
    shutil.copytree(FIRST_STUDY, tmp_path / FIRST_STUDY.name)
    shutil.copytree(FIRST_STUDY, tmp_path / "kaputt")
    with serving(tmp_path):
        assert "Wie arbeiten Landratsämter" in open_page("overview").html
        broken = open_page("overview", study=["kaputt"])
        assert DE.faulty_title in broken.html
        assert "Der Name „…“ ist nicht der des Ordners „…“" in broken.html


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Serve studies without partners, without quotes, without either, with partners that were not counted."""
    data = tmp_path_factory.mktemp("made")
    make(data, "partnerlos", sizes=(6, 15, 18, 9), partners=0)
    make(data, "zitatlos", quotes=0)
    make(data, "wortlos", sizes=(12,), partners=0, quotes=0)
    with serving(data):
        yield


ABSENT = {"partnerlos": {"partners"}, "zitatlos": {"quotes"}, "wortlos": {"partners", "quotes"}}
WORDS = {
    ("de", "partners"): r"[Pp]artner",
    ("en", "partners"): r"[Pp]artner",
    ("de", "quotes"): r"\bZitat|Im Wortlaut|\bSuche\b",
    ("en", "quotes"): r"\b[Qq]uote|In their words|\bSearch\b",
}
"""What no page says where a study has no partners or no quotes."""


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(("study", "language", "page"), list(itertools.product(ABSENT, LANGUAGES, PAGES)))
def test_what_a_study_has_not_no_page_speaks_of(study: str, language: str, page: str) -> None:
    opened = open_page(page, study=[study], lang=[language], **SELECTIONS_MADE.get(page, {}))
    texts = LANGUAGES[language]
    navigation = re.findall(r'<ul class="pages">.*?</ul>', opened.html, flags=re.DOTALL)[0]
    widgets = [w.label for kind in ("multiselect", "selectbox", "text_input") for w in getattr(opened.app, kind)]
    for absent in ("partners", "quotes"):
        there = absent not in ABSENT[study]
        assert (getattr(texts, absent) in navigation) == there
        if page not in ("present", "changes"):  # neither has filters
            assert ({"partners": texts.partner, "quotes": texts.search}[absent] in widgets) == there
        if not there and page not in (absent, "present", "method"):
            assert not re.search(WORDS[language, absent], text_of(opened)), text_of(opened)
    if page in ABSENT[study]:
        assert getattr(texts, f"no_{page}_at_all") in text_of(opened)
        assert 'href="/kategorien' in opened.html.split("<h1", 1)[1]
        assert texts.keep not in text_of(opened)
        assert opened.html.count("<h1") == 1


SELECTIONS_MADE = {"finding": {"category": ["thema-0-0"]}, "categories": {"category": ["thema-0-0"]}}


@pytest.mark.usefixtures("made")
def test_the_method_explains_only_what_a_study_has() -> None:
    for study, absent in ABSENT.items():
        text = text_of(open_page("method", study=[study]))
        assert (DE.limits_partners in text) == ("partners" not in absent)
        assert (dict(DE.glossary)[DE.not_by_partner] in text) == ("partners" not in absent)
        assert (dict(DE.questions)["quotes"] in text) == ("quotes" not in absent)


@pytest.mark.usefixtures("made")
def test_words_count_the_groups_of_the_study() -> None:
    assert DE.one_group_title[1].split(" (")[0] in text_of(open_page("rare", study=["partnerlos"]))
    assert DE.one_group_title[0].split(" (")[0] in text_of(open_page("rare", study=["zitatlos"]))
    one = text_of(open_page("rare", study=["wortlos"]))
    assert not any(title.split(" (")[0] in one for title in DE.one_group_title)
    assert "Beide Gruppen" not in text_of(open_page("groups", study=["partnerlos"]))
    assert DE.groups_two in text_of(open_page("groups", study=["wortlos"]))


@pytest.mark.parametrize("page", PAGES)
def test_things_of_the_same_name_are_not_taken_for_one(page: str, tmp_path: Path) -> None:
    make(tmp_path, "gleich", sizes=(6, 15), words=lambda _: "Gleich")
    with serving(tmp_path):
        text = text_of(open_page(page, **SELECTIONS_MADE.get(page, {})))
    assert "Gleich" in text
    assert page != "groups" or DE.ticks_note.format("Gleich", "Gleich") in text


def test_partners_only_named_in_the_text_are_not_called_counted(tmp_path: Path) -> None:
    folder = make(tmp_path, "genannt", partners=2)
    for name, row in (("findings.csv", ",partner-0,"), ("partners.csv", "partner-0,")):
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        (folder / name).write_text("\n".join(line for line in lines if row not in line) + "\n", encoding="utf-8")
    (folder / "quote_partners.csv").write_text("quote_id,partner_id,basis\n", encoding="utf-8")
    with serving(tmp_path):
        text = text_of(open_page("partners", study=["genannt"]))
    assert DE.partners_counted not in text
    assert DE.board_hint not in text
    assert DE.uncounted_title in text


def test_quotes_are_in_the_language_of_the_study_and_the_words_around_them_in_the_readers(tmp_path: Path) -> None:
    make(tmp_path, "english", language="en")
    with serving(tmp_path):
        for language, texts in LANGUAGES.items():
            for page in ("quotes", "overview", "categories", "partners", "finding"):
                html = open_page(page, lang=[language], category=["thema-0-0"]).html
                assert '<blockquote lang="en"><p>“' in html, page
                assert 'lang="de"' not in html.replace('hreflang="de"', "").replace('data-go lang="de"', "").replace(
                    'aria-current="true" lang="de"', ""
                )
                assert texts.copy_link in html
            text = text_of(open_page("quotes", lang=[language]))
            assert (texts.quotes_spoken["en"] in text) == (language == "de")
            assert '<p lang="en">' in open_page("method", lang=[language]).html
        assert EN.copy_link in open_page("overview").html


def test_quotes_of_a_german_study_are_german_for_english_readers() -> None:
    html = open_page("quotes", lang=["en"]).html
    assert '<blockquote lang="de"><p>„' in html
    assert EN.quotes_spoken["de"] in html
    assert DE.quotes_spoken["de"] not in open_page("quotes").html


def test_text_from_data_is_escaped(dataset: Dataset) -> None:
    hostile = '<img src=x onerror=alert(1)>"&'
    here = read_address(dataset, {"q": ["img"]})
    said = replace(here.answers.quotes()[0], text=hostile, path=hostile)
    (card,) = cards(here.answers, here.selection, here.links, [said])
    html = markup.render(
        "quotes.html",
        a=about(here.answers, here.selection),
        t=DE,
        links=here.links,
        p=SimpleNamespace(
            intro=hostile, found=hostile, hidden=hostile, lean=hostile, arranged=(), groups=(), topics=((hostile, "/"),)
        ),
        topics=by_topic([replace(card, link="/", citation=hostile)]),
    )
    assert "<img" not in html
    assert "onerror=alert(1)>" not in html.replace("&gt;", "")


def test_a_label_that_is_read_as_markdown_shows_its_letters() -> None:
    assert markup.plain("**a** $b$ :red[c]") == r"\*\*a\*\* \$b\$ \:red\[c\]"
    assert markup.plain("Ebene 1") == "Ebene 1"
    for address in ("http://a.example", "www.a.example", "a@b.example", "HTTPS://a.example"):
        shown = markup.plain(address).replace("\\", "")
        assert shown != address and shown.replace("\u2060", "") == address


def test_no_text_is_missing_in_a_language() -> None:
    for texts in LANGUAGES.values():
        for field in fields(Texts):
            value = getattr(texts, field.name)
            assert value and (isinstance(value, str) or all(value)), field.name
            assert len(value) == len(getattr(DE, field.name)) or isinstance(value, str), field.name


def test_both_languages_fill_in_the_same_places() -> None:
    for field in fields(Texts):
        a, b = (getattr(texts, field.name) for texts in LANGUAGES.values())
        for first, second in zip(*([x] if isinstance(x, str) else x for x in (a, b)), strict=True):
            german, english = (set(re.findall(r"\{(\w*)\}", str(x))) for x in (first, second))
            # A case of German is the same place as the plain word of English.
            assert {re.sub("_(plural|genitive|dative|asked)$", "", p) for p in german} == english, field.name


def test_the_shipped_study_loads() -> None:
    assert load(FIRST_STUDY).study.study_id == FIRST_STUDY.name


def test_a_page_that_fails_leaves_the_ways_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: str) -> None:
        raise RuntimeError("a page that cannot be made")

    monkeypatch.setattr(frame, "page", fails)
    app = AppTest.from_file(str(ROOT / "dashboard" / "web" / "main.py"), default_timeout=20).run()
    assert len(app.exception) == 1
    shown = "".join(element.proto.bytes.decode() for element in app.sidebar.get("bidi_component"))
    assert 'href="/kategorien"' in shown and len(app.sidebar.multiselect) == 2


@pytest.mark.parametrize(("groups", "open_ones"), [(5, 1), (6, 0)])
def test_few_groups_lie_open_and_many_are_a_list(groups: int, open_ones: int, tmp_path: Path) -> None:
    make(tmp_path, "gruppen", sizes=(6,) * groups)
    with serving(tmp_path):
        app = open_page("categories").app
        assert len(app.sidebar.pills) == open_ones and len(app.sidebar.multiselect) == 3 - open_ones
        box = (*app.sidebar.pills, *app.sidebar.multiselect)[-1 if not open_ones else 0]
        box.set_value(["gruppe-1"]).run()
        assert app.query_params == {"group": "gruppe-1"}
        # the page before Streamlit's shows the same
        written = str(plain.write("/kategorien", {}, "", lambda _head, body, _language: body))
        assert written.count('<fieldset class="pills"') == open_ones
        assert written.count('name="group"') == groups


def test_a_chosen_group_stays_when_a_new_state_has_more_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(FIRST_STUDY.parent):
        app = open_page("categories", group=["dez"]).app
        assert app.sidebar.pills[0].value == ["dez"]
        monkeypatch.setattr(filter_bar, "AT_SIGHT", 1)
        app.run()
        assert app.sidebar.multiselect[2].value == ["dez"]
        app.sidebar.selectbox[0].set_value("kommunen").run()
        assert app.query_params == {"group": "dez", "partner": "kommunen"}


def test_what_is_searched_stays_in_its_box_while_the_quotes_are_on_their_way() -> None:
    app = AppTest.from_file(str(ROOT / "dashboard" / "web" / "main.py"), default_timeout=20).run()
    app.sidebar.text_input[0].set_value("vor Ort").run()
    assert app.sidebar.text_input[0].value == "vor Ort"
    assert 'data-follow="/zitate?q=vor+Ort"' in read(app).html
    app.run()
    assert app.sidebar.text_input[0].value == "", "the address asks for no search"
