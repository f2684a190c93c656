"""What is served beside the pages answers plainly, whatever it is asked."""

import asyncio
import io
import json
import re
import shutil
import threading
import zipfile
from collections.abc import Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp

from dashboard.exports import forms
from dashboard.texts import DE, EN
from dashboard.web import asked, component, routes, server, studies
from dashboard.web.gate import EACH, Gate
from dashboard.web.pool import FilePool
from tests.conftest import FIRST_STUDY
from tests.exports.folios import opened

T = TypeVar("T")
HOST = "192.0.2.1"
"""Where this server is asked: an address others can reach, so that its names lead somewhere."""
APP = Starlette(routes=server.ROUTES, middleware=server.MIDDLEWARE)


@pytest.fixture(scope="session", autouse=True)
def _pool() -> Iterator[None]:
    yield
    routes.close()


def awaited(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a thread of its own: a browser test before this one may have left a loop running."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def ask(path: str, method: str = "GET", body: bytes = b"", **parameters: Any) -> tuple[int, dict[str, str], bytes]:
    """Put one request to the application; return status, headers, body."""
    return awaited(asking(path, method, body, **parameters))


async def asking(
    path: str,
    method: str = "GET",
    body: bytes = b"",
    client: str = "127.0.0.1",
    gone: asyncio.Event | None = None,
    headers: Mapping[str, str] | None = None,
    app: ASGIApp = APP,
    **parameters: Any,
) -> tuple[int, dict[str, str], bytes]:
    """Put one request from a client that stays until `gone`."""
    got: dict[str, Any] = {"body": b""}
    asked = False

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if asked:
            await (gone or asyncio.Event()).wait()
            return {"type": "http.disconnect"}
        asked = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            got["status"] = message["status"]
            got["headers"] = {k.decode(): v.decode() for k, v in message["headers"]}
        else:
            got["body"] += message.get("body", b"")

    sent = {"host": HOST, "origin": f"http://{HOST}" if method == "POST" else ""} | dict(headers or {})
    scope = {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(), "root_path": "", "scheme": "http",
        "query_string": urlencode(parameters, doseq=True).encode(),
        "headers": [(name.encode(), value.encode()) for name, value in sent.items() if value],
        "server": (HOST, 80), "client": (client, 1), "http_version": "1.1",
    }  # fmt: skip
    await app(scope, receive, send)
    return got.get("status", 0), got.get("headers", {}), got["body"]


def test_a_deck_is_one_document_with_a_policy_of_its_own() -> None:
    status, headers, body = ask("/vortrag", deck=["o", "t.landkreise-kommunen", "z.vergleichsring"])
    html = body.decode()
    assert status == 200 and "9 von 15" in html and 'lang="de"' in html
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'") and policy.endswith("; frame-ancestors 'none'")
    assert "frame-ancestors" not in html and headers["content-language"] == "de"
    assert headers["cache-control"] == "no-store" and headers["x-content-type-options"] == "nosniff"
    assert f"http://{HOST}/kategorien?category=landkreise-kommunen" in html


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/vortrag"), ("GET", "/vortrag/fassung"), ("POST", "/mitnehmen/svg")]
)
def test_nobody_waits_for_a_deck(method: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that reads a study or writes a deck out runs on the event loop: there it would hold up every reader."""
    worked: set[threading.Thread] = set()

    def noted(work: Any) -> Any:
        def wrapped(*values: Any, **named: Any) -> Any:
            worked.add(threading.current_thread())
            return work(*values, **named)

        return wrapped

    for place, name in (
        (asked.studies, "read"), (routes, "portfolio"), (routes.stage, "document"),
        (routes.handout, "code"),
    ):  # fmt: skip
        monkeypatch.setattr(place, name, noted(getattr(place, name)))
    looping: list[threading.Thread] = []

    async def watched() -> None:
        looping.append(threading.current_thread())
        await asking(path, method, deck=["o", "m"])

    awaited(watched())
    assert worked and not worked & set(looping)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[threading.Event, list[str]]]:
    """Hold up whatever is made until the event is set; note what has begun."""
    let_go, begun = threading.Event(), []
    monkeypatch.setattr(routes, "POOL", FilePool())
    monkeypatch.setattr(routes, "DECKS", Gate("decks", at_once=1, most=routes.DECKS.most))
    write_out = routes.portfolio

    def slowly(*values: Any) -> Any:
        begun.append(threading.current_thread().name)
        assert let_go.wait(60)
        return write_out(*values)

    monkeypatch.setattr(routes, "portfolio", slowly)
    monkeypatch.setattr(routes, "whole_study", lambda *_: begun.append("whole"))
    yield let_go, begun
    let_go.set()
    routes.close()


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/vortrag"), ("POST", "/mitnehmen/svg"), ("POST", "/mitnehmen/html")]
)
def test_one_address_takes_eight_places_and_nothing_is_computed_for_the_ninth(
    method: str, path: str, held: tuple[threading.Event, list[str]]
) -> None:
    let_go, begun = held

    async def sixty() -> tuple[list[int], int]:
        gone = asyncio.Event()
        tasks = [asyncio.create_task(asking(path, method, gone=gone, deck=["o"])) for _ in range(60)]
        while sum(task.done() for task in tasks) < 60 - EACH or not begun:
            await asyncio.sleep(0.02)
        refused = [task.result() for task in tasks if task.done()]
        assert all(answer[1]["retry-after"] == "60" for answer in refused)
        assert {answer[2].decode() for answer in refused} == {DE.take_busy}
        other = asyncio.create_task(asking(path, method, client="10.0.0.2", gone=gone, deck=["o"]))
        await asyncio.sleep(0.2)
        assert not other.done()
        computed = len(begun)
        gone.set()
        let_go.set()
        await asyncio.gather(*tasks, other)
        return [answer[0] for answer in refused], computed

    statuses, computed = awaited(sixty())
    assert statuses == [503] * (60 - EACH)
    assert computed <= 2 and "whole" not in begun[:computed]


@pytest.mark.parametrize(("method", "path"), [("GET", "/vortrag"), ("POST", "/mitnehmen/svg")])
def test_who_hangs_up_gives_back_her_place_at_once(
    method: str, path: str, held: tuple[threading.Event, list[str]]
) -> None:
    let_go, begun = held
    gate = routes.DECKS if path == "/vortrag" else routes.POOL.gate

    async def hang_up() -> None:
        gone = asyncio.Event()
        tasks = [asyncio.create_task(asking(path, method, gone=gone, deck=["o"])) for _ in range(EACH)]
        while gate.inside < EACH or not begun:
            await asyncio.sleep(0.02)
        gone.set()
        await asyncio.gather(*tasks)
        assert gate.inside == 0
        later = asyncio.create_task(asking(path, method, deck=["o"]))
        while not gate.inside:
            await asyncio.sleep(0.02)
        let_go.set()
        if path == "/vortrag":
            assert (await later)[0] == 200
        else:
            later.cancel()

    awaited(hang_up())
    assert len(begun) <= 4


def test_where_nobody_else_reaches_the_server_there_is_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(studies, "whole", lambda _path, _server="", **_: "")
    html = ask("/vortrag", deck=["o"])[2].decode()
    assert "<template" not in html


@pytest.mark.parametrize("parameters", [{}, {"deck": ["x", "z.unbekannt"]}])
def test_a_deck_of_nothing_says_so(parameters: dict[str, list[str]]) -> None:
    assert ask("/vortrag", **parameters)[::2] == (404, DE.take_nothing.encode())
    assert ask("/mitnehmen/pdf", "POST", **parameters)[0] == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        *(("GET", path) for path in ("/vortrag", "/vortrag/fassung")),
        *(("POST", path) for path in ("/mitnehmen/pdf", "/mitnehmen/html", "/vortrag/bild")),
    ],
)
def test_no_other_study_takes_the_place_of_one_that_is_not_there(
    method: str, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for texts in (DE, EN):
        answer = ask(path, method, study=["gibt-es-nicht"], lang=[texts.language], deck=["o"])
        assert answer[::2] == (404, texts.take_no_study.encode())
    shutil.copytree(FIRST_STUDY, tmp_path / FIRST_STUDY.name)
    (tmp_path / FIRST_STUDY.name / "groups.csv").write_text("kaputt", encoding="utf-8")
    monkeypatch.setenv("BEFUNDATLAS_DATA", str(tmp_path))
    studies._library.cache_clear()
    try:
        answer = ask(path, method, study=[FIRST_STUDY.name], lang=["en"], deck=["o"])
        assert answer[::2] == (503, EN.faulty_title.encode())
    finally:
        studies._library.cache_clear()


def test_the_version_that_is_served() -> None:
    status, _, body = ask("/vortrag/fassung")
    assert status == 200 and len(body) == 8


@pytest.mark.long
@pytest.mark.parametrize(
    ("ending", "begins"),
    [("pdf", b"%PDF"), ("pptx", b"PK"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbfUntersuchung"), ("png", b"\x89PNG"),
     ("svg", b"<svg"), ("html", b"<!doctype html>"), ("txt", b"")],
)  # fmt: skip
def test_each_form_is_made_in_its_turn(ending: str, begins: bytes) -> None:
    status, headers, body = ask(f"/mitnehmen/{ending}", "POST", deck=["t.landkreise-kommunen"])
    assert status == 200 and body.startswith(begins) and len(body) > 200
    assert headers["content-disposition"].startswith('attachment; filename="landkreis-schnittstellen_20')
    assert headers["content-disposition"].endswith(f'.{ending}"')


@pytest.mark.long
def test_own_words_travel_in_the_body_and_into_the_file() -> None:
    body = json.dumps({"notes": {"o": "Das habe ich selbst geschrieben."}}).encode()
    assert "Das habe ich selbst geschrieben." in ask("/mitnehmen/txt", "POST", body, deck=["o"])[2].decode()


@pytest.mark.long
@pytest.mark.parametrize("ending", ["pptx", "xlsx", "ods", "docx", "odt", "csv", "svg", "png", "html"])
def test_own_words_stand_in_the_files_that_hold_them(ending: str) -> None:
    body = json.dumps({"notes": {"o": "Meinwort"}}).encode()
    made = ask(f"/mitnehmen/{ending}", "POST", body, deck=["o"])[2]
    if made.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(made)) as parts:
            made = b"".join(parts.read(name) for name in parts.namelist())
    assert (b"Meinwort" in made) == (ending in ("pptx", "xlsx", "ods", "docx", "odt"))


def test_the_browser_sends_words_for_the_files_that_hold_them() -> None:
    script = component._script()
    (listed,) = re.findall(r"HOLD_NOTES = (\[.*\])", script)
    assert json.loads(listed) == [form.ending for form in forms.FORMS.values() if form.holds_notes]


@pytest.mark.long
def test_the_newest_of_many_notes_reach_the_file() -> None:
    body = json.dumps({"notes": {f"t.anderswo-{n}": "anderswo" for n in range(40)} | {"o": "Zuletzt."}}).encode()
    said = ask("/mitnehmen/txt", "POST", body, deck=["o", "m"])[2].decode()
    assert "Zuletzt." in said and "anderswo" not in said


@pytest.mark.long
@pytest.mark.parametrize(
    "body",
    [
        b"no json",
        b"[" * 150_000,
        b'{"notes":' * 20_000,
        b'{"notes": {"o": "\\ud800"}}',
        b"\xff\xfe",
        b"[]",
        b'{"notes": 5}',
        b"x" * 300_000,
        b'{"notes": {"o": ["x"]}}',
    ],
)
def test_a_strange_body_means_no_words(body: bytes) -> None:
    assert ask("/mitnehmen/txt", "POST", body, deck=["o"])[0] == 200


def test_a_preview_gives_nothing_away(monkeypatch: pytest.MonkeyPatch) -> None:
    view = opened("landkreis-schnittstellen")
    dataset = view.answers.dataset
    internal = replace(dataset, study=replace(dataset.study, preview=True))
    preview = replace(view, answers=replace(view.answers, dataset=internal))
    monkeypatch.setattr(studies, "read", lambda *_: preview)
    for ending in ("pdf", "html", "csv"):
        assert ask(f"/mitnehmen/{ending}", "POST", deck=["o"])[::2] == (403, DE.take_preview.encode())


def test_a_file_that_cannot_be_made_is_told_with_a_number_that_stands_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("a secret of the house")

    monkeypatch.setattr(routes, "portfolio", broken)
    for texts in (DE, EN):
        status, _, body = ask("/mitnehmen/pdf", "POST", deck=["o"], lang=[texts.language])
        said = re.fullmatch(re.escape(texts.take_broken).replace(re.escape("{}"), r"(\d{5})"), body.decode())
        assert status == 500 and said and f"error {said[1]}" in caplog.text
    assert ask("/vortrag", deck=["o"])[0] == 500


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "same-origin", "origin": ""}, 200),
        ({"sec-fetch-site": "none", "origin": ""}, 200),
        ({"origin": ""}, 403),
        ({"sec-fetch-site": "cross-site", "origin": ""}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "https://attacker.example"}, 421),
        ({"origin": "null"}, 421),
        ({"origin": f"http://{HOST}:8080"}, 421),
    ],
)
def test_no_foreign_page_has_files_made(headers: dict[str, str], status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    computed: list[object] = []

    async def make(*asked: object) -> bytes:
        computed.append(asked[1]())
        return b"made"

    monkeypatch.setattr(routes.POOL, "make", make)
    for texts in (DE, EN):
        answer = ask("/mitnehmen/svg", "POST", headers=headers, deck=["o"], lang=[texts.language])
        assert answer[0] == status and bool(computed) == (status == 200)
        if status == 403:
            assert answer[2].decode() == texts.take_foreign


@pytest.mark.parametrize(
    ("host", "public", "named"),
    [
        ("atlas.example", "", "http://atlas.example/kategorien"),
        ("192.0.2.1:8501", "", "http://192.0.2.1:8501/kategorien"),
        ("192.0.2.1", "https://befunde.example/atlas/", "https://befunde.example/atlas/kategorien"),
        ("127.0.0.1:8501", "", ""),
        ("127.8.8.8", "", ""),
        ("[::1]:8501", "", ""),
        ("0.0.0.0", "", ""),
        ("attacker.example", "", None),
        ("attacker.example", "https://befunde.example", None),
    ],
)
def test_addresses_in_a_deck_are_those_this_server_is_known_by(
    host: str, public: str, named: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BEFUNDATLAS_ADRESSE", public)
    monkeypatch.setenv("BEFUNDATLAS_HOSTS", "atlas.example")
    status, _, body = ask("/vortrag", headers={"host": host}, deck=["t.akteure"])
    assert status == (421 if named is None else 200)
    codes = re.findall(r"<template[^>]*>.*?<p>(.*?)</p></template>", body.decode(), re.DOTALL)
    assert [code.split("?")[0] for code in codes] == ([named] if named else [])
    assert not named or "attacker" not in body.decode()


def test_an_unknown_form_is_refused() -> None:
    assert ask("/mitnehmen/exe", "POST", deck=["o"])[::2] == (404, DE.take_unknown.encode())
    assert ask("/mitnehmen/pdf", deck=["o"])[0] == 405


def test_the_fonts_are_served_and_nothing_beside_them() -> None:
    assert ask("/fonts/SourceSansPro-Regular.ttf")[0] == 200
    assert ask("/fonts/../ui.py")[0] == 404
