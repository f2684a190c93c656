"""Every page in every language with every kind of selection, run as the server runs it."""

import itertools
import re
import shutil
from dataclasses import fields, replace
from html import unescape
from pathlib import Path

import pytest

from dashboard import markup, queries, quotes, tables, ui
from dashboard.dataset import Dataset, load
from dashboard.texts import DE, LANGUAGES, Texts
from tests.conftest import FIRST_STUDY
from tests.pages import Opened, open_page, read

PAGES = tuple(ui.PATHS)
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


@pytest.mark.parametrize(("page", "language", "selection"), list(itertools.product(PAGES, LANGUAGES, SELECTIONS)))
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
    html = re.sub(r"<(nav|section class=\"hint\").*?</(nav|section)>", "", opened.html, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", html))


def test_what_was_not_counted_by_partner_is_never_shown_as_nought() -> None:
    for page in ("overview", "categories"):
        text = text_of(open_page(page, partner=["verbaende"]))
        assert DE.not_by_partner in text
        assert DE.not_named not in text.replace(DE.legend_dots, "")
        assert "0 von" not in text


def test_partners_without_figures_say_so_in_the_list() -> None:
    box = open_page("overview").app.sidebar.selectbox[0]
    assert DE.partner_uncounted.format("Verbände") in box.options
    assert "Kommunen" in box.options


def test_the_filter_bar_says_how_much_is_left() -> None:
    assert "76 Befunde, 5 Zitate" in text_of(open_page("overview"))
    assert "6 Befunde, 3 Zitate" in text_of(open_page("quotes", partner=["kommunen"]))
    assert "2 Zitate ohne Zuordnung zu diesen Gruppen" in text_of(open_page("quotes", group=["dez"]))


def test_widgets_write_ids_into_the_address() -> None:
    app = open_page("overview").app
    app.sidebar.multiselect[0].set_value(["akteure"]).run()
    app.sidebar.multiselect[1].set_value(["praesenz-vor-ort"]).run()
    app.sidebar.multiselect[2].set_value(["lr", "dez"]).run()
    app.sidebar.selectbox[0].set_value("kommunen").run()
    app.sidebar.text_input[0].set_value("  Bürgermeister ").run()
    read(app)
    assert app.query_params == {
        "category": "praesenz-vor-ort",
        "group": ["lr", "dez"],
        "partner": "kommunen",
        "q": "Bürgermeister",
    }


def test_the_chart_says_the_same_as_the_table() -> None:
    opened = open_page("categories", category=["landkreise-kommunen"])
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


def test_twenty_quotes_make_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    read_as_is = quotes.read
    monkeypatch.setattr(
        "dashboard.ui.read_quotes",
        lambda frame: [replace(q, quote_id=f"q{n}") for n, q in enumerate(read_as_is(frame) * 9)],
    )
    ui.ANSWERS.clear()
    opened = open_page("quotes")
    ui.ANSWERS.clear()
    assert opened.html.count('<figure class="quote"') == 20
    assert "45 Zitate" in opened.html
    assert opened.app.get("pagination")


def test_a_faulty_package_is_explained_and_the_others_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(FIRST_STUDY, tmp_path / FIRST_STUDY.name)
    shutil.copytree(FIRST_STUDY, tmp_path / "kaputt")
    monkeypatch.setenv("BEFUNDATLAS_DATA", str(tmp_path))
    ui._library.cache_clear()
    try:
        assert "Wie arbeiten Landratsämter" in open_page("overview").html
        broken = open_page("overview", study=["kaputt"])
        assert DE.faulty_title in broken.html
        assert "landkreis-schnittstellen" in broken.html
    finally:
        ui._library.cache_clear()


def test_text_from_data_is_escaped(dataset: Dataset) -> None:
    hostile = '<img src=x onerror=alert(1)>"&'
    said = replace(quotes.read(queries.quotes(dataset.db, ui.Filters()))[0], text=hostile, path=hostile)
    html = markup.render(
        "quotes.html",
        v=_Bare(),
        t=DE,
        total=1,
        hidden=0,
        cards=[tables.card(said, "/", hostile, "z.a", "a", DE, "img")],
    )
    assert "<img" not in html
    assert "onerror=alert(1)>" not in html.replace("&gt;", "")


class _Bare:
    loosen: tuple[()] = ()


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
