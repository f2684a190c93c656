"""A screen copied as a picture: what it says, and what the server answers where there is none."""

import json
import re
from dataclasses import replace
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest

from dashboard.exports import drawing
from dashboard.kept.presentation import portfolio
from dashboard.kept.screens import of_deck
from dashboard.selection import deck
from dashboard.texts import DE
from dashboard.web import studies
from tests.exports.folios import everything, opened
from tests.test_routes import ask

DECK = ["o", "t.landkreise-kommunen", "z.vergleichsring", "m"]


@pytest.mark.parametrize("study", ["landkreis-schnittstellen", "demo-zusammenarbeit"])
def test_a_picture_of_each_screen_says_what_the_screen_says_and_where_it_is_from(study: str) -> None:
    view = opened(study)
    items = [item for code in everything(view)[::5] if (item := deck.read(code, view.known))]
    made = portfolio(view.answers, view.links, items, "2026-11-29")
    for screen in of_deck(made):
        drawn = drawing.of_screen(screen, made)
        ElementTree.fromstring(drawn)
        written = unescape(" ".join(re.findall(r"<text[^>]*>([^<]*)</text>", drawn)))
        assert made.version.split()[0] in written and made.notice.split(" ")[0] in written
        assert screen.headline.split()[0] in written
        for cell in (*screen.cells, *(cell for row in screen.rows for cell in row.cells)):
            assert cell.persons.split()[-1] in written
        assert screen.words[-12:].split()[-1] in written if screen.words else True


def copied(said: object, **options: Any) -> tuple[int, str]:
    status, _, body = ask("/vortrag/bild", "POST", json.dumps(said).encode(), deck=DECK, **options)
    return status, body.decode("utf-8", "replace")


@pytest.fixture
def version() -> str:
    return ask("/vortrag/fassung")[2].decode()


@pytest.mark.parametrize("screen", [0, -1, 1.0, True, "1", None, [], {}])
def test_a_screen_is_named_by_its_number(screen: object, version: str) -> None:
    assert copied({"screen": screen, "version": version}) == (404, DE.take_nothing)


@pytest.mark.parametrize("said", [[], 5, None, "x", {}])
def test_a_body_that_names_no_screen_gets_no_picture(said: object) -> None:
    assert copied(said)[0] == 404


def test_figures_of_another_version_are_not_copied() -> None:
    for version in ("00000000", None, 5):
        assert copied({"screen": 1, "version": version}) == (409, DE.newer_package)


def test_neither_a_foreign_page_nor_a_preview_gets_a_picture(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"screen": 1, "version": version}
    assert copied(said, headers={"sec-fetch-site": "cross-site"}) == (403, DE.take_foreign)
    view = opened("landkreis-schnittstellen")
    dataset = view.answers.dataset
    internal = replace(dataset, study=replace(dataset.study, preview=True))
    preview = replace(view, answers=replace(view.answers, dataset=internal))
    monkeypatch.setattr(studies, "read", lambda *_: preview)
    assert copied(said) == (403, DE.take_preview)


@pytest.mark.long
def test_a_picture_is_made_in_its_turn(version: str) -> None:
    status, headers, body = ask(
        "/vortrag/bild", "POST", json.dumps({"screen": 2, "version": version}).encode(), deck=DECK
    )
    assert status == 200 and headers["content-type"] == "image/png" and body.startswith(b"\x89PNG")
    assert headers["content-disposition"].endswith('_2.png"')
    assert copied({"screen": 99, "version": version}) == (404, DE.take_nothing)
