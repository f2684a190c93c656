"""What a page says lies at addresses of its own, for programs and other pages, and never says more than the page."""

import csv
import io
import json
import re
from dataclasses import replace
from html import unescape
from typing import get_args
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.answers.findings import State
from dashboard.selection.pages import ADDRESSES, FILES, PAGES
from dashboard.texts import DE, LANGUAGES
from dashboard.web import api, figures, studies
from tests.exports.folios import STUDIES, opened
from tests.test_routes import HOST, ask

FOREIGN = {"origin": "https://elsewhere.example"}
TOPIC = "landkreise-kommunen"


def rows(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode(), newline="")))


@pytest.mark.parametrize("at", FILES)
def test_every_address_answers_with_what_it_says(at: str) -> None:
    page, ending = FILES[at]
    chosen = {"category": [TOPIC]} if page.of_one else {}
    status, headers, body = ask(at, **chosen)
    assert status == 200 and headers["content-type"] == figures.TYPES[ending]
    assert not {"set-cookie", "access-control-allow-origin"} & headers.keys()
    assert HOST.encode() not in body and headers["cross-origin-resource-policy"] == "same-origin"
    assert re.fullmatch(r'inline; filename="landkreis-schnittstellen_[0-9a-f]{8}_\w+\.' + ending + '"',
                        headers["content-disposition"])  # fmt: skip
    assert headers["cache-control"] == "no-cache"
    status, again, nothing = ask(at, headers={"if-none-match": headers["etag"]}, **chosen)
    assert (status, nothing, again["etag"]) == (304, b"", headers["etag"])
    other = ask(at, headers={"if-none-match": headers["etag"]}, lang=["en"], **chosen)
    assert other[0] == 200 and other[1]["etag"] != headers["etag"]


def test_what_the_browser_has_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tag = ask("/gruppen.json")[1]["etag"]
    monkeypatch.setattr(figures, "_written", None)
    studies.WRITTEN.clear()
    assert ask("/gruppen.json", headers={"if-none-match": f'"x", {tag}'})[0] == 304
    assert ask("/gruppen.json")[0] == 500


def test_a_picture_is_of_one_topic() -> None:
    for at in ("/befund.svg", "/kategorien.png"):
        assert ask(at)[::2] == (404, DE.data_topic.encode())
        assert ask(at, category=[TOPIC, "kreistag"])[0] == 404


def test_what_nobody_knows_is_dropped_and_told() -> None:
    odd = "<script>\r\nset-cookie: a=b"
    status, headers, body = ask("/befund.json", category=[TOPIC, odd], partner=["nix"])
    said = json.loads(body)
    assert status == 200 and said["unknown"] == [odd, "nix"] and said["selection"]["category"] == [TOPIC]
    assert headers["befundatlas-unknown"] == "%3Cscript%3E%0D%0Aset-cookie%3A%20a%3Db,nix"
    many = ask("/befund.csv", category=[TOPIC, *(f"{n}" * 80 for n in range(99))])[1]["befundatlas-unknown"]
    assert len(many.split(",")) == figures.MOST_TOLD and len(many) < 2000
    assert ask("/befund.json", study=["nirgends"])[::2] == (404, DE.take_no_study.encode())


def test_the_address_is_whole_where_the_operator_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert json.loads(ask("/ueberblick.json", group=["lr"])[2])["address"] == "/?group=lr"
    before = ask("/ueberblick.json")[1]["etag"]
    monkeypatch.setenv("BEFUNDATLAS_ADRESSE", "https://atlas.example")
    body = ask("/ueberblick.json", group=["lr"])[2]
    assert json.loads(body)["address"] == "https://atlas.example/?group=lr"
    assert ask("/ueberblick.json")[1]["etag"] != before


def test_pages_elsewhere_read_figures_only_where_the_operator_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask("/befund.json", headers=FOREIGN)[0] == 421
    monkeypatch.setenv("BEFUNDATLAS_OFFEN", "1")
    for more in (FOREIGN, {}):
        status, headers, _ = ask("/befund.json", headers=more)
        assert status == 200 and headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in headers
    for path, method in (("/befund", "GET"), ("/healthz", "GET"), ("/befund.json", "POST"), ("/mitnehmen/csv", "POST")):
        assert ask(path, method, headers=FOREIGN)[0] == 421, path
    assert ask("/befund.json", headers=FOREIGN | {"host": "rebound.example"})[0] == 421
    monkeypatch.setenv("BEFUNDATLAS_PREVIEW", "1")
    assert ask("/befund.json", headers=FOREIGN)[0] == 421
    assert "access-control-allow-origin" not in ask("/befund.json")[1]


def test_a_preview_gives_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    view = opened("landkreis-schnittstellen")
    dataset = replace(view.answers.dataset, study=replace(view.answers.study, preview=True))
    preview = replace(view, answers=replace(view.answers, dataset=dataset))
    monkeypatch.setattr(studies, "read", lambda *_: preview)
    for at in ADDRESSES:
        assert ask(at)[::2] == (403, DE.take_preview.encode())


def test_every_page_leads_to_its_files() -> None:
    studies.WRITTEN.clear()
    for page in PAGES.values():
        chosen = {"category": [TOPIC]} if page.name == "finding" else {}
        main = unescape(ask(page.path, group=["dez"], **chosen)[2].decode()).split('id="befundatlas-main"')[1]
        led = {href.split("?")[0]: href for href in re.findall(r'href="(/\w+\.\w+\?[^"]*)"', main)}
        led.pop("/CITATION.cff", None)  # of the study, not of the page
        expected = [
            at
            for at, (of, ending) in FILES.items()
            if of == page and (ending in ("csv", "json") or not of.of_one or chosen)
        ]
        assert list(led) == expected and all("group=dez" in href for href in led.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("study", STUDIES)
def test_the_examples_of_the_explanation_work(study: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = LANGUAGES[language]
    status, headers, body = ask("/api", study=study, lang=language)
    html = unescape(body.decode())
    assert status == 200 and headers["content-language"] == language and f'<html lang="{language}">' in html
    examples = re.findall(r'<li><a href="([^"]+)"><code>', html)
    assert len(examples) == len(words.api_example)
    for example in examples:
        status, headers, file = follow(example)
        assert status == 200 and headers["content-type"] == figures.TYPES[example.split("?")[0].rsplit(".")[1]] and file
        said = json.loads(file) if headers["content-type"] == figures.TYPES["json"] else {"figures": file}
        assert said["figures"] or said["quotes"]
    for at in FILES:
        assert f"<code>{at}</code>" in html
    assert words.api_elsewhere[0] in html and set(words.api_state) == set(get_args(State)) - {"not_counted"}
    (program,) = re.findall("<pre><code>(.*?)</code></pre>", html, re.DOTALL)
    printed: list[str] = []
    monkeypatch.setattr("urllib.request.urlopen", lambda at: io.BytesIO(follow(at.removeprefix(api.LOCAL))[2]))
    exec(program, {"print": lambda *words: printed.append(" ".join(words))})
    assert printed and re.search(r"\d+ (von|der|of|of the) \d+", printed[0])


def follow(address: str) -> tuple[int, dict[str, str], bytes]:
    """Ask for an address as a page writes it."""
    parts = urlsplit(address)
    return ask(parts.path, **parse_qs(parts.query))


def test_the_schema_is_served_and_in_one_language_the_page_leads_to_the_other() -> None:
    status, headers, body = ask("/api/figures.schema.json")
    assert status == 200 and headers["content-type"] == "application/schema+json"
    assert json.loads(body)["additionalProperties"] is False
    assert 'href="/api?lang=en"' in ask("/api")[2].decode() and 'href="/api"' in ask("/api", lang="en")[2].decode()
    assert ask("/api", study="nirgends")[0] == 404
