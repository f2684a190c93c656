"""What programs that read the web are told: by default to list nothing; of a public study what it is."""

import json
import re
from xml.etree import ElementTree

import pytest

from dashboard.html import linked
from dashboard.web import studies
from tests.exports.folios import opened
from tests.test_plain import get
from tests.test_routes import ask


def test_by_default_nothing_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEFUNDATLAS_ADRESSE", "https://atlas.example")
    told = ask("/robots.txt")[2].decode()
    assert told.endswith("User-agent: *\nDisallow: /\n") and "Twitterbot\n" in told and "Sitemap" not in told
    assert ask("/sitemap.xml")[0] == 404
    for path in ("/", "/befund.json", "/robots.txt", "/gibt/es/nicht.csv"):
        assert ask(path)[1].get("x-robots-tag") == "noindex", path


def test_where_it_is_allowed_every_page_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEFUNDATLAS_SUCHMASCHINEN", "1")
    assert ask("/sitemap.xml")[0] == 404 and "Sitemap" not in ask("/robots.txt")[2].decode()
    monkeypatch.setenv("BEFUNDATLAS_ADRESSE", "https://atlas.example")
    assert "Sitemap: https://atlas.example/sitemap.xml\n" in ask("/robots.txt")[2].decode()
    listed = ElementTree.fromstring(ask("/sitemap.xml")[2])
    places = [str(place.text) for place in listed.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(places) == len(set(places)) == 18 and not any("demo" in place for place in places)
    assert "https://atlas.example/kategorien?lang=en" in places and "https://atlas.example/" in places
    assert "x-robots-tag" not in ask("/")[1]


def described(path: str, **parameters: str) -> list[str]:
    body = get(path, **parameters)[2].decode()
    return re.findall('<script type="application/ld[+]json">(.*?)</script>', body, re.DOTALL)


def test_a_public_study_says_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    studies.WRITTEN.clear()
    assert described("/") == []
    monkeypatch.setenv("BEFUNDATLAS_ADRESSE", "https://atlas.example")
    said = json.loads(described("/")[0])
    assert said["@type"] == "Dataset" and said["url"] == "https://atlas.example/"
    assert said["distribution"][1]["contentUrl"] == "https://atlas.example/kategorien.json"
    of_one = json.loads(described("/", category="landkreise-kommunen")[0])  # with pictures beside its figures
    assert len(of_one["distribution"]) == 2
    quotes = json.loads(described("/zitate")[0])["@graph"]
    assert len(quotes) == 5 and all(set(quote) == {"@type", "text", "citation"} for quote in quotes)
    assert described("/", study="demo-zusammenarbeit") == described("/methode") == []
    for path in ("/", "/zitate", "/kategorien", "/gruppen", "/methode"):
        assert len(get(path, {"accept-encoding": "gzip"})[2]) <= 25_000, path
    studies.WRITTEN.clear()


def test_no_word_of_a_study_ends_the_description() -> None:
    written = linked.dataset(opened("landkreis-schnittstellen"), "</script><script>alert(1)")
    assert "<" not in written and json.loads(written)["description"].startswith("</script>")
