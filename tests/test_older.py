"""A state that is named stays: on every page, in every file, in print; one that is withdrawn is nowhere any more."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from dashboard.answers.answers import ANSWERS
from dashboard.answers.reader import Reader
from dashboard.kept.presentation import portfolio
from dashboard.package.dataset import FaultyPackage, load
from dashboard.selection import deck
from dashboard.selection.pages import ADDRESSES, PAGES
from dashboard.texts import DE, EN, LANGUAGES
from dashboard.values import changes, finding, method
from dashboard.values.differences import different, told
from dashboard.web import history, routes, studies
from publish import refusals
from tests.conftest import FIRST_STUDY
from tests.pages import open_page, serving
from tests.releases import REASON, Released, three
from tests.test_plain import get, words
from tests.test_routes import ask
from tests.test_sentences import DEZ

pytestmark = pytest.mark.long

THEN, NOW = "15 von 30", "15 von 38"
"""How many of group b named "Verkehr", in the first state and in the last."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Released:
    return three(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def released(kept: Released) -> Iterator[Released]:
    with serving(kept.data):
        yield kept
    (kept.data / refusals.NAME).unlink(missing_ok=True)


def chosen(place: str) -> dict[str, str]:
    return {"category": "verkehr"} if place in ("finding", "categories") else {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PAGES)
def test_every_page_of_an_older_state_says_so_and_its_links_stay_there(
    place: str, language: str, released: Released
) -> None:
    old = released.versions[0][:8]
    status, _, body = get(PAGES[place].path, fassung=old, lang=language, **chosen(place))
    html = body.decode()
    assert status == 200 and 'name="robots" content="noindex"' in html
    (line,) = re.findall(r'<p class="notice older">(.*?)</p>', html)
    texts = LANGUAGES[language]
    assert unescape(line).startswith(texts.older.format(f"1.0.0 ({old})", texts.date("2026-01-02")))
    assert texts.to_newest in line and "fassung" not in line
    rest = html.replace(line, "")
    ways = [unescape(href) for href in re.findall(r'href="(/[^"]*)" data-go', rest)]
    assert len(ways) > 5 and all(f"fassung={old}" in way for way in ways), ways
    assert all(f"fassung={old}" in link for link in re.findall('data-copy-link="([^"]*)"', html))
    assert f'name="fassung" value="{old}"' in rest or not PAGES[place].filtered
    live = open_page(place, fassung=[old], lang=[language], **{k: [v] for k, v in chosen(place).items()}).html
    assert re.findall(r'<p class="notice older">(.*?)</p>', live) == [line]


def test_a_state_is_opened_by_both_names_as_it_was(released: Released) -> None:
    old, new = released.versions[0], released.versions[-1]
    for asked in ({"fassung": old[:8]}, {"version": old[:8]}, {"fassung": old.upper()}, {"fassung": f" {old[:12]} "}):
        said = words(get("/kategorien", category="verkehr", **asked)[2].decode())
        assert THEN in said and NOW not in said
        assert DE.older_changed[0].format(DE.older_figures[1].format(3)) in said
    for asked in ({}, {"fassung": ""}, {"fassung": new}, {"version": new[:8]}):
        html = get("/kategorien", category="verkehr", **asked)[2].decode()
        assert NOW in words(html) and "notice older" not in html
        assert "fassung" not in re.findall('data-copy-link="([^"]*)"', html)[0], (
            "shared from the newest, it stays there"
        )


def test_what_has_not_changed_in_a_view_is_said_to_be_the_same(released: Released) -> None:
    old = released.versions[0][:8]
    said = words(get("/kategorien", category="verkehr", group="a", fassung=released.versions[1][:8])[2].decode())
    assert DE.older_same[0] in said
    assert DE.older_same[2] in words(get("/zitate", fassung=old)[2].decode())
    assert DE.older_changed[1].format("7 Zahlen") in words(get("/praesentieren", fassung=old)[2].decode())
    assert DE.older_changed[0].format("3 Zahlen") in words(
        get("/praesentieren", fassung=old, deck="t.verkehr")[2].decode()
    )


def read(version: str, **asked: list[str]) -> Reader:
    opened = studies.read({"fassung": [version], **asked}, "https://atlas.example")
    assert isinstance(opened, Reader)
    return opened


@pytest.mark.parametrize("number", [0, -1])
def test_addresses_that_are_kept_name_their_state(number: int, released: Released) -> None:
    """On paper, on slides, in QR codes and citations, of the newest state too: tomorrow it may be an older one."""
    version = released.versions[number]
    here = read(version, category=["verkehr"])
    means = f"fassung={version[:8]}"
    said = method.page(here.answers, here.selection, here.links)
    assert means in said.citation and means in said.bibtex.replace("\\", "")
    assert all(means in f.footnote for f in finding.page(here.answers, here.selection, here.links).figures)
    codes = ["o", "t.verkehr", "b.bus.a"]
    items = [item for code in codes if (item := deck.read(code, here.known))]
    made = portfolio(here.answers, here.links, items, "2026-11-29")
    assert len(made.shown) == 3 and means in made.address and all(means in one.address for one in made.shown)
    assert means in portfolio(here.answers, here.links, items[:1], "").address
    assert all((means in one.path) is (number == 0) for one in made.shown)
    for place in ("categories", "present"):
        shown = get(PAGES[place].path, fassung=version[:8], deck="t.verkehr")[2].decode()
        assert means in unescape(re.findall('data-address="([^"]*)"', shown)[0])


def test_two_decks_lead_to_their_own_states(released: Released) -> None:
    for version, count in ((released.versions[0], THEN), (released.versions[-1], NOW)):
        status, _, body = ask("/vortrag", deck=["t.verkehr"], fassung=version[:8])
        assert status == 200 and count in body.decode() and f"fassung={version[:8]}" in body.decode()
        status, _, made = ask("/mitnehmen/txt", "POST", deck=["t.verkehr"], fassung=version[:8])
        assert status == 200 and count in made.decode() and version[:8] in made.decode()
        assert ask("/vortrag/fassung", fassung=version[:8])[2].decode() == released.versions[-1][:8]


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize("asked", ["0" * 8, "0" * 64, "abc", "../../etc", "<script>", "a" * 65])
def test_a_state_that_is_not_here_leads_to_the_same_view_of_the_newest(asked: str) -> None:
    for texts in (DE, EN):
        status, headers, body = get("/kategorien", category="verkehr", fassung=asked, lang=texts.language)
        assert status == 404 and headers["content-language"] == texts.language
        said = words(body.decode())
        assert texts.not_shown_title[0] in said and "Verkehr" not in said and b"<script>" not in body
        (way,) = re.findall(f'href="([^"]*)"[^>]*>{texts.to_newest}', body.decode())
        assert unescape(way).startswith("/kategorien?") and "category=verkehr" in way and "fassung" not in way
    assert ask("/vortrag", deck=["o"], fassung=asked)[0] == 404
    assert DE.not_shown_title[0] in open_page("categories", fassung=[asked]).html


def test_a_plain_package_answers_to_its_own_hash() -> None:
    version = load(FIRST_STUDY).version
    for behind in ("", "]", ").", "”,", " "):  # of a sentence, copied along
        assert get("/methode", fassung=version[:8] + behind)[0] == 200
    assert get("/methode", fassung="]")[0] == 200
    assert get("/methode", fassung="0" * 8)[0] == 404


def test_of_a_withdrawn_state_nothing_is_left(released: Released) -> None:
    old = released.versions[1]
    asked = {"fassung": old[:8]}
    (etag,) = [get("/kategorien", **asked)[1]["etag"]]
    get("/aenderungen")
    open_page("categories", fassung=[old])
    assert any(old in str(key[0]) for cache in (ANSWERS, studies.WRITTEN) for key in cache._kept)
    refusals.refuse(released.data, [old])
    studies.refresh()
    assert not any(old in str(key[0]) for cache in (ANSWERS, studies.WRITTEN) for key in cache._kept)
    for place, page in PAGES.items():
        status, _, body = get(page.path, {"if-none-match": etag}, **asked, **chosen(place))
        assert status == 410 and DE.not_shown_title[1] in words(body.decode())
        assert "Verkehr" not in words(body.decode()) and "Probe" not in words(body.decode())
    assert ask("/vortrag", deck=["t.verkehr"], **asked)[0] == ask("/vortrag/fassung", **asked)[0] == 410
    for ending in ("paket", "auswahl", "pdf", "html", "txt"):
        status, headers, body = ask(f"/mitnehmen/{ending}", "POST", deck=["t.verkehr"], **asked)
        assert status == 410 and headers["cache-control"] == "no-store" and b"Verkehr" not in body
    assert ask("/vortrag/bild", "POST", b'{"screen": 1}', deck=["t.verkehr"], **asked)[0] == 410
    for at in ADDRESSES:
        assert ask(at, headers={"if-none-match": etag}, category=["verkehr"], **asked)[0] == 410, at
    html = open_page("categories", fassung=[old], category=["verkehr"]).html
    assert DE.not_shown_title[1] in html and "Verkehr" not in html
    said = words(get("/aenderungen")[2].decode())
    assert old[:8] not in said and DE.changes_withdrawn[0] in said and REASON not in said
    studies.WRITTEN.clear()


def test_what_was_being_made_when_a_state_was_withdrawn_is_not_given_out(
    released: Released, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = routes.stage.document

    def slowly(*values: object, **named: object) -> str:
        made = document(*values, **named)  # type: ignore[arg-type]
        refusals.refuse(released.data, [released.versions[0]])
        studies.refresh()
        return made

    monkeypatch.setattr(routes.stage, "document", slowly)
    status, _, body = ask("/vortrag", deck=["t.verkehr"], fassung=released.versions[0][:8])
    assert status == 410 and THEN not in body.decode()


def test_the_picture_of_a_link_stays_with_its_state(released: Released, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEFUNDATLAS_ADRESSE", "https://atlas.example")
    then, now = (
        get("/befund", category="verkehr", **asked)[2].decode().split("</head>")[0]
        for asked in ({"fassung": released.versions[0][:8]}, {})
    )
    assert THEN in then and NOW not in then and NOW in now and THEN not in now
    assert f"fassung={released.versions[0][:8]}" in then and f"fassung={released.versions[-1][:8]}" in now
    studies.WRITTEN.clear()


def test_changes_are_told_release_by_release_with_their_reasons(released: Released) -> None:
    for texts in (DE, EN):
        here = read(released.versions[-1], lang=[texts.language])
        said = history.changes(here.answers, here.selection, here.links)
        last, middle, first = said.releases
        assert [one.is_shown for one in said.releases] == [True, False, False]
        assert texts.changes_asked.format("Gruppe B", 30, 38) in last.points
        told_of = {(row.topic, row.group): (row.then, row.now) for row in last.rows}
        share = texts.percent
        of = texts.of
        assert told_of["Verkehr", "Gruppe B"] == (
            f"{of.format(15, 30)} ({share(50)})",
            f"{of.format(15, 38)} ({share(39)})",
        )
        assert told_of["Geld", "Gruppe B"][0] == texts.not_named
        assert {row.reason for row in middle.rows if row.topic == "Bus"} == {
            REASON if texts is DE else "Ten interviews were added."
        }
        assert not last.reasons and not first.rows and first.points == (texts.changes_first,)
        assert f"fassung={released.versions[0][:8]}" in first.href and "fassung" not in last.href
        assert not said.single and texts.changes_single not in words(
            get("/aenderungen", lang=texts.language)[2].decode()
        )


def test_an_older_state_tells_no_newer_changes(released: Released) -> None:
    here = read(released.versions[1])
    said = history.changes(here.answers, here.selection, here.links)
    assert len(said.releases) == 2 and said.releases[0].is_shown


def test_a_study_with_a_single_state_says_so_and_names_whom_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEFUNDATLAS_KONTAKT", "atlas@kreis.example")
    for texts in (DE, EN):
        said = words(get("/aenderungen", lang=texts.language)[2].decode())
        assert texts.changes_single in said and "atlas@kreis.example" in said and "Grüninger" in said
    studies.WRITTEN.clear()


def test_what_is_kept_back_is_told_as_each_package_tells_it() -> None:
    withheld = replace(DEZ, state="withheld", low=1, high=2)
    counted = replace(DEZ, state="counted", low=4, high=4)
    place = ("thema", "dez", "")
    (pair,) = different({place: withheld}, {place: counted}, DE)
    assert (told(pair.then, DE), told(pair.now, DE)) == ("weniger als 3", "4 von 15 (27\u202f%)")
    assert not different({place: withheld}, {place: replace(withheld, low=0)}, DE)
    assert not different({place: withheld}, {place: replace(withheld, asked=12)}, DE)


def test_a_page_of_changes_is_bounded(released: Released, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "MOST_ROWS", 1)
    monkeypatch.setattr(changes, "MOST_RELEASES", 1)
    here = read(released.versions[-1])
    said = history.changes(here.answers, here.selection, here.links)
    assert [len(one.rows) for one in said.releases] == [1, 0]
    assert said.releases[0].more == DE.changes_more[1].format(3)


@pytest.mark.parametrize("name", ["study.changes", "study.contact_en"])
def test_what_a_description_says_of_changes_is_checked(name: str, tmp_path: Path) -> None:
    package = Path(shutil.copytree(FIRST_STUDY, tmp_path / FIRST_STUDY.name))
    path = package / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    described["study"] |= {"study.changes": {"changes": "alles"}, "study.contact_en": {"contact_de": "x"}}[name]
    path.write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(FaultyPackage) as error:
        load(package)
    assert [name] == [fault.details[0] if fault.details else "" for fault in error.value.faults]
