"""What a page says at an address of its own: as CSV, JSON, SVG and PNG, for whoever may read the page.

Beside it the picture that introduces a link: as many ask for it at once as read the link.
"""

import gzip
import hashlib
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard import settings
from dashboard.answers.reader import Reader
from dashboard.exports import csv, figures, link_picture, picture
from dashboard.exports.study_files import named
from dashboard.kept.presentation import Portfolio, portfolio
from dashboard.selection.deck import Item
from dashboard.selection.pages import ADDRESSES, LINK_PICTURE, PICTURES, Page
from dashboard.values import contents, page_of
from dashboard.values.about import title
from dashboard.web import routes, studies
from dashboard.web.asked import address, opened_for, unless_gone, while_shown
from dashboard.web.first_content import Answer, has
from dashboard.web.gate import Busy, Gate, Wanted
from dashboard.web.making import Making

GATE = Gate("figures", at_once=1, most=40)
LINKED = Gate("pictures of links", at_once=1, most=20)
"""One at a time: whoever reads or takes files along goes before programs that introduce links."""
PICTURED: Making[Answer] = Making()
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    LINK_PICTURE: "image/png",
}
DRAWN = {"png": picture.png, LINK_PICTURE: link_picture.png}
"""What draws the pictures that are made in a process."""
MOST_TOLD = 10
"""Values nobody knows that a header names; JSON names all of them."""


async def answer(request: Request) -> Response:
    """Give out what a page says, made now where it is not kept and whoever asks has not got it already."""
    page, ending = ADDRESSES[request.scope["route"].path]
    # Never where the browser says this server is: whoever reads a file later is elsewhere.
    opened = await run_in_threadpool(opened_for, request, "")
    if isinstance(opened, Response):
        return opened
    if opened.answers.study.preview:
        return PlainTextResponse(opened.texts.take_preview, status_code=403)
    if missing := _missing(opened, page, ending):
        return PlainTextResponse(missing, status_code=404)
    tag = _tag(opened, page, ending)
    if has(request.scope, tag):
        return Answer(200, opened.texts.language, b"", tag).response(request.scope, _around(opened, page, ending))
    try:
        made = _kept(opened, page, ending, _not_kept)
    except LookupError:
        try:
            made = await unless_gone(request, _made(request, opened, page, ending, tag))
        except Busy:
            return routes.later(opened)
    return made.response(request.scope, _around(opened, page, ending))


def close() -> None:
    """Make nothing more."""
    GATE.close()
    LINKED.close()


async def _made(request: Request, opened: Reader, page: Page, ending: str, tag: str) -> Answer:
    """Make a file in its turn: pictures of dots in a process, the others in a thread of their own."""

    def packed(body: bytes) -> Answer:
        language, media_type = opened.texts.language, TYPES[ending]
        return _kept(opened, page, ending, lambda: Answer(200, language, gzip.compress(body, 6), tag, media_type))

    def write(_: Wanted) -> Answer:
        return packed(_written(opened, page, ending))

    async def pictured() -> Answer:
        gate = LINKED if ending == LINK_PICTURE else None
        job = routes.POOL.make(address(request), lambda: (DRAWN[ending], _drawn(opened, page)), gate)
        return await run_in_threadpool(packed, await job)

    if ending in DRAWN:
        return await PICTURED.once(tag, pictured)
    return await GATE.through(address(request), write)


def _missing(opened: Reader, page: Page, ending: str) -> str:
    """Say why there is nothing at an address, "" where there is something."""
    texts = opened.texts
    if ending != LINK_PICTURE:
        return "" if ending in dict(opened.links.figures(page.name)) else texts.data_topic
    if opened.links.picture(page.name):
        return ""
    return str(getattr(texts, f"no_{page.needs}_at_all")) if page.needs else texts.data_topic


def _written(opened: Reader, page: Page, ending: str) -> bytes:
    if ending in PICTURES:
        return picture.svg(_drawn(opened, page))
    answers, texts = opened.answers, opened.texts
    value = page_of(page.name).page(answers, opened.selection, opened.links)
    if ending == "json":
        return figures.written(opened, page.name, value)
    if page.name == "quotes":
        return csv.of_quotes(contents.quotes(value), title(answers), texts)
    return csv.plain(contents.findings(value), title(answers), texts)


def _drawn(opened: Reader, page: Page) -> Portfolio:
    item = Item.of(page.name, opened.selection)
    return portfolio(opened.answers, opened.links, [item], date.today().isoformat())


def _kept(opened: Reader, page: Page, ending: str, make: Callable[[], Answer]) -> Answer:
    return studies.written(opened, ("figures", page.name, ending), make)


def _not_kept() -> Answer:
    raise LookupError


def _tag(opened: Reader, page: Page, ending: str) -> str:
    """Name what an address gives out: by package, page, what is asked for, and the program that writes it."""
    asked = (opened.links.version, page.name, ending, opened.links.shown(page.name), opened.dropped)
    said = repr((*asked, settings.address(), _program()))
    return f'"{hashlib.sha256(said.encode()).hexdigest()[:20]}"'


@cache
def _program() -> str:
    """Return the hash of this program: a newer one says the same package in other words."""
    sources = sorted(Path(__file__).parents[1].rglob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def _around(opened: Reader, page: Page, ending: str) -> dict[str, str]:
    """Say how a file is called, which values nobody knew, and whether pages elsewhere may read it."""
    name = named(opened.answers, f"_{page.file(ending)[1:]}")
    headers = {"content-disposition": f'inline; filename="{name}"'}
    if opened.dropped:
        headers["befundatlas-unknown"] = ",".join(quote(value[:60], safe="") for value in opened.dropped[:MOST_TOLD])
    if settings.is_open():
        shared = {"access-control-allow-origin": "*", "access-control-expose-headers": "etag, befundatlas-unknown"}
        return headers | shared | {"cross-origin-resource-policy": "cross-origin"}
    return headers | {"cross-origin-resource-policy": "same-origin"}


ROUTES = [Route(at, while_shown(answer)) for at in ADDRESSES]
