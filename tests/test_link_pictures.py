"""A link introduces itself with a picture: at an address of this very state, for whoever may read the page."""

import asyncio
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image

from dashboard.selection.pages import ADDRESSES, FILES, LINK_PICTURE, PAGES
from dashboard.texts import DE, LANGUAGES
from dashboard.web import figures, plain, routes, studies
from dashboard.web.making import Making
from tests.exports.folios import STUDIES, opened
from tests.test_plain import TOPIC, head_and_body, words
from tests.test_routes import ask, asking, awaited

pytestmark = pytest.mark.long

PUBLIC = "https://atlas.example"
AT = {at: page for at, (page, ending) in ADDRESSES.items() if ending == LINK_PICTURE}
FIGURE = re.compile(r"\d+(?:–\d+)? (?:von|der|of|of the) \d+")
BEFUND = PAGES["finding"].file(LINK_PICTURE)
CHOSEN = {"category": ["landkreise-kommunen"]}


@pytest.fixture(autouse=True)
def _public(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("BEFUNDATLAS_ADRESSE", PUBLIC)
    studies.WRITTEN.clear()
    yield
    studies.WRITTEN.clear()


def told(path: str, **parameters: list[str]) -> dict[str, str]:
    """Return what the head of a page tells whoever shows a link to it."""
    head, _ = head_and_body(path, parameters)
    return {k: unescape(v) for k, v in re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', head)}


def chosen(page: str, study: str) -> dict[str, list[str]]:
    return {"study": [study], **({"category": [TOPIC[study]]} if page in ("finding", "categories") else {})}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("study", STUDIES)
def test_every_page_with_content_has_a_picture_and_says_what_it_shows(study: str, language: str) -> None:
    for page in PAGES.values():
        asked = {**chosen(page.name, study), "lang": [language]}
        said = told(page.path, **asked)
        assert ("og:image" in said) == bool(page.letter)
        if not page.letter:
            assert said["twitter:card"] == "summary"
            continue
        assert said["twitter:card"] == "summary_large_image" and said["og:image:type"] == "image/png"
        assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
        assert said["og:image"] == said["twitter:image"] and said["og:image:alt"] == said["twitter:image:alt"]
        assert said["og:image"].startswith(f"{PUBLIC}{page.file(LINK_PICTURE)}?")
        assert re.fullmatch("[0-9a-f]{8}", parse_qs(urlsplit(said["og:image"]).query)["fassung"][0])
        _, body = head_and_body(page.path, asked)
        on_page, alt = words(body), said["og:image:alt"]
        assert alt and set(FIGURE.findall(alt)) <= set(FIGURE.findall(unescape(body))), (page.name, alt)
        assert not page.of_one or FIGURE.search(alt)
        assert alt.split(". ")[0].removesuffix(".").strip("„“") in on_page or page.name == "method"


def test_the_address_holds_the_view() -> None:
    asked = {"partner": ["kommunen"], "group": ["dez"], "lang": ["en"], "category": ["landkreise-kommunen"]}
    parts = urlsplit(told("/befund", **asked, deck=["o"])["og:image"])
    assert parts.path == BEFUND and asked.items() <= parse_qs(parts.query).items()
    assert "deck" not in parts.query
    status, _, body = ask(parts.path, **parse_qs(parts.query))
    assert status == 200 and Image.open(io.BytesIO(body)).size == (1200, 630)


def test_without_a_public_address_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BEFUNDATLAS_ADRESSE")
    said = told("/kategorien", **CHOSEN)
    assert not any("image" in name for name in said) and said["twitter:card"] == "summary"
    assert ask(BEFUND, **CHOSEN)[0] == 200


@pytest.mark.parametrize("at", AT)
def test_every_address_answers(at: str) -> None:
    more = CHOSEN if AT[at].of_one else {}
    status, headers, body = ask(at, **more)
    assert status == 200 and headers["content-type"] == "image/png" and body.startswith(b"\x89PNG")
    assert headers["cache-control"] == "no-cache" and headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["content-disposition"].endswith(f'{AT[at].file(LINK_PICTURE)[1:]}"') and "set-cookie" not in headers
    status, again, nothing = ask(at, headers={"if-none-match": headers["etag"]}, **more)
    assert (status, nothing, again["etag"]) == (304, b"", headers["etag"])
    assert ask(at, headers={"if-none-match": headers["etag"]}, lang=["en"], **more)[0] == 200


def test_where_there_is_nothing_to_see_there_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(BEFUND)[::2] == (404, DE.data_topic.encode())
    assert "og:image" not in told("/befund")
    assert ask(BEFUND, **CHOSEN, study=["nirgends"])[::2] == (404, DE.take_no_study.encode())
    assert ask(BEFUND, **CHOSEN, fassung=["0" * 8])[0] == 404
    assert ask("/praesentieren.vorschau.png")[0] == 404
    assert ask(BEFUND, "POST", **CHOSEN)[0] == 405
    here = opened(STUDIES[0])
    links = replace(here.links, known=replace(here.known, partners={}))
    assert links.picture("partners") == "" and links.picture("overview")
    monkeypatch.setattr(studies, "read", lambda *_: replace(here, links=links))
    assert ask(PAGES["partners"].file(LINK_PICTURE))[::2] == (404, DE.no_partners_at_all.encode())


def test_what_nobody_knows_is_dropped_and_told_however_long_it_is() -> None:
    odd = ["<script>", "x" * 20_000, *(f"{n}" * 80 for n in range(300))]
    status, headers, _ = ask(BEFUND, category=["landkreise-kommunen", *odd], q=["ß" * 10_000], deck=["o"] * 500)
    assert status == 200 and len(headers["befundatlas-unknown"].split(",")) == figures.MOST_TOLD
    assert len(headers["befundatlas-unknown"]) < 2000


def test_what_is_kept_is_made_once_and_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    made = ask(BEFUND, **CHOSEN)
    monkeypatch.setattr(figures, "_drawn", None)
    assert ask(BEFUND, **CHOSEN)[2] == made[2]
    assert 0 < studies.WRITTEN.size < studies.WRITTEN.most
    studies.WRITTEN.clear()
    assert ask(BEFUND, **CHOSEN)[0] == 500


def test_pages_elsewhere_read_it_only_where_the_operator_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    foreign = {"origin": "https://elsewhere.example"}
    assert ask(BEFUND, headers=foreign, **CHOSEN)[0] == 421
    monkeypatch.setenv("BEFUNDATLAS_OFFEN", "1")
    status, headers, _ = ask(BEFUND, headers=foreign, **CHOSEN)
    assert status == 200 and headers["cross-origin-resource-policy"] == "cross-origin"


def test_a_hundred_who_ask_for_one_picture_wait_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = 0

    def counting(*values: object) -> object:
        nonlocal drawn
        drawn += 1
        return draw(*values)  # type: ignore[arg-type]

    draw = figures._drawn
    monkeypatch.setattr(figures, "_drawn", counting)

    async def crowd() -> list[int]:
        asked = [asking(BEFUND, client=f"127.0.0.{n % 5}", **CHOSEN) for n in range(100)]
        return [status for status, *_ in await asyncio.gather(*asked)]

    assert awaited(crowd()) == [200] * 100 and drawn == 1


def test_pictures_of_links_wait_in_a_line_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures.LINKED, "most", 1)

    async def three() -> list[tuple[int, dict[str, str], bytes]]:
        first = asyncio.create_task(asking(BEFUND, **CHOSEN))
        while not figures.LINKED.inside:
            await asyncio.sleep(0.001)
        assert routes.POOL.gate.inside == 0
        later = await asking(BEFUND, **CHOSEN, lang=["en"])
        file = asyncio.create_task(asking("/befund.png", **CHOSEN))
        return [await first, later, await file]

    first, later, file = awaited(three())
    assert (first[0], later[0], file[0]) == (200, 503, 200) and later[1]["retry-after"] == "60"


def test_what_nobody_waits_for_any_more_is_given_up() -> None:
    ended: list[str] = []

    async def work() -> str:
        try:
            await asyncio.sleep(0.05)
        except asyncio.CancelledError:
            ended.append("given up")
            raise
        ended.append("made")
        return "made"

    async def both() -> None:
        making: Making[str] = Making()
        one, other = (asyncio.create_task(making.once("a", work)) for _ in range(2))
        await asyncio.sleep(0.01)
        one.cancel()
        assert await other == "made" and ended == ["made"]
        alone = asyncio.create_task(making.once("a", work))
        await asyncio.sleep(0.01)
        alone.cancel()
        await asyncio.sleep(0.01)
        assert ended == ["made", "given up"] and not making._doing and not making._waiting

    awaited(both())


def test_the_files_of_figures_are_no_pictures_of_links() -> None:
    assert not set(AT) & set(FILES) and len(AT) == 8


def test_a_page_is_there_though_its_picture_cannot_be_drawn(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(plain.link_picture, "made", fails)
    assert "og:image" not in told("/kategorien") and len(caplog.records) == 1
