"""Every page without Streamlit: the same words and integers, one document, what introduces a link."""

import gzip
import itertools
import re
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import urlencode

import pytest
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from dashboard.selection.pages import PAGES
from dashboard.texts import DE, EN, LANGUAGES, Texts
from dashboard.web import compressed, document, plain, server, studies
from dashboard.web.first_content import FirstContent
from tests.pages import open_page
from tests.test_routes import HOST, ask, awaited

STUDIES = ("landkreis-schnittstellen", "demo-zusammenarbeit")
TOPIC = {"landkreis-schnittstellen": "landkreise-kommunen", "demo-zusammenarbeit": "austausch"}


@pytest.fixture(autouse=True)
def _nothing_is_written() -> Iterator[None]:
    """What is kept of one address is a document to some tests, a head and a body to others."""
    studies.WRITTEN.clear()
    yield
    studies.WRITTEN.clear()


def head_and_body(path: str, parameters: dict[str, list[str]]) -> tuple[str, str]:
    written = plain.write(path, parameters, "", lambda head, body, _: (head, body))
    assert written
    return written


def words(html: str) -> str:
    """Return the words of some HTML, in one line."""
    return " ".join(unescape(re.sub(r"<(style|script|svg).*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)).split())


def states(study: str) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Return every page with every single filter of a study, in one language after the other."""
    opened = studies.read({"study": [study]}, "")
    known = opened.known  # type: ignore[union-attr]
    filters: list[dict[str, list[str]]] = [{}]
    filters += [{"category": [category]} for category in known.categories]
    filters += [{"group": [group]} for group in known.groups]
    filters += [{"partner": [partner]} for partner in known.partners]
    filters += [{"set": [each]} for each in [*known.sets][1:]] + [{"q": ["mit"]}]
    for page, chosen, language in itertools.product(PAGES, filters, LANGUAGES):
        if page != "finding" or "category" in chosen:
            yield page, {**chosen, "study": [study], "lang": [language]}


@pytest.mark.long
@pytest.mark.parametrize("study", STUDIES)
def test_every_single_filter_of_every_page_is_written(study: str) -> None:
    """As long as nothing is sent that only Streamlit could fill in, and what is held stands in the form."""
    number = 0
    for page, parameters in states(study):
        head, body = head_and_body(PAGES[page].path, parameters)
        assert body.count("<h1") == 1 and "data-testid" not in body and "<title>" in head
        for name in ("category", "group"):
            if name in parameters and PAGES[page].filtered:
                held = re.findall(rf'name="{name}" value="([^"]*)" checked', body)
                assert parameters[name][0] in held
        number += 1
    assert number > 500


@pytest.mark.long
@pytest.mark.parametrize("study", STUDIES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PAGES)
def test_the_same_page_as_the_live_one(place: str, language: str, study: str) -> None:
    """Word for word where both show the whole; of quotes the live page shows twenty at a time."""
    opened = studies.read({"study": [study]}, "")
    group, partner = (next(iter(ids)) for ids in (opened.known.groups, opened.known.partners))  # type: ignore[union-attr]
    topic = TOPIC[study]
    for chosen in (
        {"category": [topic]},
        {"group": [group], "category": [topic]},
        {"partner": [partner], "category": [topic]},
    ):
        says_the_same(place, {**chosen, "study": [study], "lang": [language]})


def says_the_same(place: str, parameters: dict[str, list[str]]) -> None:
    """Expect the same figures and the same heading; of quotes the plain page has those of several pages."""
    live = open_page(place, **parameters).html
    _, body = head_and_body(PAGES[place].path, parameters)
    content = body.split('id="befundatlas-main"')[1]
    figure = r"\d+(?:–\d+)? (?:von|der|of|of the) \d+(?: \(\d+\W%\))?"
    figures, written = re.findall(figure, words(live)), re.findall(figure, words(content))
    assert figures == written[: len(figures)] if place == "quotes" else sorted(figures) == sorted(written), parameters
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", live) == re.findall(r"<h1[^>]*>(.*?)</h1>", content)


@pytest.mark.soak
@pytest.mark.parametrize("study", STUDIES)
@pytest.mark.parametrize("place", PAGES)
def test_every_single_filter_says_what_the_live_page_says(place: str, study: str) -> None:
    for page, parameters in states(study):
        if page == place:
            says_the_same(place, parameters)


@pytest.mark.parametrize("study", STUDIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_introduces_a_link_is_said_on_its_page(study: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEFUNDATLAS_ADRESSE", "https://atlas.example/")
    for place in PAGES:
        chosen = {"category": [TOPIC[study]]} if place in ("finding", "categories") else {}
        head, body = head_and_body(PAGES[place].path, {**chosen, "study": [study], "lang": [language]})
        shown = words(body)
        described = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', head))
        assert {"description", "og:title", "og:description", "og:url", "og:locale", "twitter:card"} <= described.keys()
        (title,) = re.findall("<title>(.*)</title>", head)
        assert unescape(title).split(" – ")[0] in shown
        for sentence in re.split(r"(?<=[.;]) ", unescape(described["description"])):
            assert " ".join(sentence.split()) in shown, (place, sentence)
        (canonical,) = re.findall('<link rel="canonical" href="([^"]*)">', head)
        assert canonical == described["og:url"] and canonical.startswith("https://atlas.example" + PAGES[place].path)


def test_without_a_public_address_a_page_names_none() -> None:
    head, _ = head_and_body("/", {})
    assert "canonical" not in head and "og:url" not in head and HOST not in head


def get(path: str, headers: Mapping[str, str] | None = None, **parameters: str) -> tuple[int, Headers, bytes]:
    """Ask for an address where what is no page gets Streamlit's empty one."""

    async def streamlit(_scope: Scope, _receive: Receive, send: Send) -> None:
        length = str(len(document.ORIGINAL)).encode()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", length)]})
        await send({"type": "http.response.body", "body": document.ORIGINAL})

    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    asked = [(name.encode(), value.encode()) for name, value in {"host": HOST, **(headers or {})}.items()]
    scope: Scope = {
        **{"type": "http", "method": "GET", "path": path, "scheme": "http", "headers": asked, "root_path": ""},
        "query_string": urlencode(parameters).encode(),
    }
    awaited(FirstContent(streamlit, server.ROUTES)(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in sent)
    return sent[0]["status"], Headers(raw=sent[0]["headers"]), body


def test_a_server_below_a_path_finds_its_own_routes_there(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    async def streamlit(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope["path"])

    monkeypatch.setattr(studies, "base", lambda: "/atlas")
    for path in ("/atlas/fonts/BefundatlasSans.woff2", "/atlas/healthz", "/atlas/_stcore/health", "/healthz"):
        scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b"", "root_path": ""}
        awaited(FirstContent(streamlit, server.ROUTES)(scope, None, None))
    assert seen == ["/fonts/BefundatlasSans.woff2", "/healthz", "/atlas/_stcore/health", "/healthz"]


def test_each_page_has_one_address(monkeypatch: pytest.MonkeyPatch) -> None:
    assert get("/kategorien/", group="lr")[0] == 308
    assert get("/kategorien/", group="lr")[1]["location"] == "/kategorien?group=lr"
    assert get("//")[0] == get("//kategorien/")[0] == 404
    monkeypatch.setattr(studies, "base", lambda: "/atlas")
    assert get("/atlas")[1]["location"] == "/atlas/" and get("/atlas/methode/")[1]["location"] == "/atlas/methode"
    assert get("/atlas/")[0] == get("/atlas/methode")[0] == 200
    assert get("/methode")[0] == get("/")[0] == get("/atlasmethode")[0] == 404


def test_what_is_only_sent_to_is_no_page() -> None:
    status, _, body = get("/mitnehmen/pdf")
    assert status == 404 and DE.missing_title.encode() in body


def test_a_form_sends_along_what_it_does_not_ask_for() -> None:
    html = get("/kategorien", open="all", printed="1", group="lr", q="Wort")[2].decode()
    search, filters = re.findall(r'<form class="plain-form.*?</form>', html, re.DOTALL)
    hidden = r'type="hidden" name="(\w+)" value="(\w*)"'
    assert re.findall(hidden, filters) == [("q", "Wort"), ("printed", "1"), ("open", "all")]
    assert re.findall(hidden, search) == [("group", "lr"), ("printed", "1")]
    aside = get("/zitate", sort="side")[2].decode()
    assert re.findall(hidden, re.findall(r'<form class="plain-form.*?</form>', aside, re.DOTALL)[0]) == [
        ("sort", "side")
    ]
    named = words(get("/kategorien", category="landkreise-kommunen")[2].decode().split('name="category"')[0])
    assert DE.all_option not in named.split("Schnittstelle")[-1]


def test_a_document_is_tagged_and_sent_once() -> None:
    status, headers, body = get("/kategorien")
    assert status == 200 and headers["content-type"] == "text/html; charset=utf-8"
    assert headers["content-language"] == "de" and body.count(b'<div id="root">') == 1
    for refused in ("gzip;q=0", "br, gzip; q=0.0", "identity"):
        assert "content-encoding" not in get("/kategorien", {"accept-encoding": refused})[1]
    status, again, packed = get("/kategorien", {"accept-encoding": "GZIP"})
    assert gzip.decompress(packed) == body and again["content-encoding"] == "gzip" and again["etag"] == headers["etag"]
    assert get("/kategorien", {"if-none-match": headers["etag"]})[::2] == (304, b"")
    assert get("/kategorien", {"if-none-match": headers["etag"]}, group="lr")[0] == 200


@pytest.mark.parametrize(("study", "most"), [("landkreis-schnittstellen", 25_000), ("demo-zusammenarbeit", 60_000)])
def test_a_page_is_light(study: str, most: int) -> None:
    for place, page in PAGES.items():
        chosen = {"category": TOPIC[study]} if place == "finding" else {}
        status, _, packed = get(page.path, {"accept-encoding": "gzip"}, study=study, **chosen)
        assert status == 200 and 5_000 < len(packed) <= most, place


@pytest.mark.parametrize(("path", "texts"), [("/gibt-es-nicht", DE), ("/kategorien/x", EN), ("/%00", DE)])
def test_what_is_no_page_is_not_found_in_the_readers_language(path: str, texts: Texts) -> None:
    status, headers, body = get(path, lang=texts.language)
    assert status == 404 and headers["content-language"] == texts.language
    said = words(body.decode())
    assert texts.missing_title in said and texts.method in said
    assert b'id="root"' not in body and b"<script" not in body


def test_what_an_address_says_is_never_markup() -> None:
    hostile = '<img src=x onerror=alert(1)>"'
    assert b"<img" not in get("/zitate", q=hostile)[2]
    assert b"<img" not in get("/kategorien", category=hostile)[2]
    assert b"<img" not in get(f"/{hostile}")[2]


def test_an_address_of_many_parts_is_read_like_any_other(caplog: pytest.LogCaptureFixture) -> None:
    scope_of_many = {f"x{n}": "1" for n in range(600)}
    assert b"befundatlas-main" in get("/partner", **scope_of_many)[2] and not caplog.records


def test_a_page_that_cannot_be_written_leaves_the_document_streamlit_fills(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(plain, "_body", fails)
    studies.WRITTEN.clear()
    status, _, body = get("/partner")
    assert (
        status == 200
        and b'id="root"' in body
        and b"befundatlas-plain" not in body.split(b"</style>")[-1].split(b"<script")[0]
    )


def test_the_first_content_waits_for_nothing_of_streamlits() -> None:
    shell = document.shell("de")
    head, body = shell.split("</head>")
    assert "module" not in head and "/static/" not in head
    before, kept = body.split('<template id="befundatlas-later"')
    assert before.index(document.CONTENT) < before.index('id="root"') and "/static/" not in before
    kept, after = kept.split("</template>")
    assert kept.count('rel="stylesheet"') == kept.count('type="module"') == 1 and "/static/" not in after
    (ours,) = re.findall(r'<script defer src="./(befundatlas.js[?][0-9a-f]{8})"></script>', before)
    status, headers, body = ask(f"/{ours}".split("?")[0])
    assert status == 200 and b"einlass" in body and b"async function copy(" in body
    assert "immutable" in headers["cache-control"]
    asked = re.findall(r'"\./static/([^"]+)"', kept)
    assert len(asked) == len(set(asked)) > 80 and set(asked) <= compressed.files().keys()
    assert sum(any(part in name for name in asked) for part in document.WIDGETS) == len(document.WIDGETS)


def test_kept_pages_are_bounded_and_go_with_their_package() -> None:
    studies.WRITTEN.clear()
    get("/")
    get("/", lang="en")
    assert 0 < studies.WRITTEN.size < studies.WRITTEN.most
