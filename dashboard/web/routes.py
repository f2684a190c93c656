"""What is served beside the pages: a deck for the projector, files to take along, the fonts all use."""

import json
from datetime import date
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from dashboard.answers.reader import Reader
from dashboard.exports import cff, forms, handout, picture, whole
from dashboard.exports.study_files import STUDY_FILES, StudyFile, file_name
from dashboard.kept import stage
from dashboard.kept.presentation import Portfolio, portfolio
from dashboard.kept.whole import whole as whole_study
from dashboard.selection import deck
from dashboard.texts.fitting import FONTS
from dashboard.web import errors, studies
from dashboard.web.asked import UNCACHED, address, body, is_own, opened_for, unless_gone, while_shown
from dashboard.web.gate import Busy, Gate, Wanted
from dashboard.web.pool import FilePool, Job

POOL = FilePool()
DECKS = Gate("decks", at_once=1, most=40)
LARGEST_BODY = 200_000


class Fonts(StaticFiles):
    """The typefaces: kept by a browser for a day, so that a second page asks for none."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """Answer with a font, and for how long it holds."""
        answer = super().file_response(*args, **kwargs)
        answer.headers["cache-control"] = "public, max-age=86400"
        return answer


async def present(request: Request) -> Response:
    """Serve a deck as one document that needs no network once it is here."""
    opened = await run_in_threadpool(opened_for, request, str(request.base_url).rstrip("/"))
    if isinstance(opened, Response):
        return opened
    if not _items(opened):
        return PlainTextResponse(opened.texts.take_nothing, status_code=404)
    try:
        page = await unless_gone(request, DECKS.through(address(request), partial(_document, opened)))
    except Busy:
        return later(opened)
    policy = f"{stage.policy()}; frame-ancestors 'none'"  # no document can say this of itself
    described = {"content-security-policy": policy, "content-language": opened.texts.language}
    return HTMLResponse(page, headers=UNCACHED | described)


def close() -> None:
    """Make nothing more."""
    DECKS.close()
    POOL.close()


def _document(opened: Reader, _: Wanted) -> str:
    chosen = _portfolio(opened)
    return stage.document(
        chosen,
        newest=opened.links.beside("/vortrag/fassung"),
        back=opened.links.presenting([item.code for item in _items(opened)]),
        codes={s.code: (s.address, handout.code(s.address)) for s in chosen.shown if s.address},
    )


async def newest(request: Request) -> Response:
    """Say which version of a study is served now; why not, where the one in the address is not shown any more."""
    opened = await run_in_threadpool(opened_for, request, str(request.base_url).rstrip("/"))
    if isinstance(opened, Response):
        return opened
    now = await run_in_threadpool(studies.newest, opened)
    return PlainTextResponse((now or opened).links.version[:8], headers=UNCACHED)


async def take(request: Request) -> Response:
    """Make a file of the views in the address; the body may hold the presenter's own words."""
    sent = await body(request, LARGEST_BODY)
    opened = await run_in_threadpool(opened_for, request, str(request.base_url).rstrip("/"))
    if isinstance(opened, Response):
        return opened
    if not is_own(request):
        return PlainTextResponse(opened.texts.take_foreign, status_code=403)
    ending = request.path_params["ending"]
    form = forms.FORMS.get(ending)
    if opened.answers.study.preview:
        return PlainTextResponse(opened.texts.take_preview, status_code=403)
    if ending in STUDY_FILES:
        return await run_in_threadpool(_study_file, opened, STUDY_FILES[ending])
    if form is None and ending != "html":
        return PlainTextResponse(opened.texts.take_unknown, status_code=404)
    if form and not _items(opened):
        return PlainTextResponse(opened.texts.take_nothing, status_code=404)
    own_words = _read(sent)
    views = [item.view for item in _items(opened)] if form and form.holds_notes else []
    notes = deck.read_notes(own_words.get("notes"), views)
    on_slides = deck.read_chosen(own_words.get("slides"), views)
    names: list[str] = []

    def prepare() -> Job:
        chosen = _portfolio(opened).with_notes(notes, on_slides)
        names.append(chosen.file_name)
        return (forms.make, ending, chosen) if form else (whole.html, chosen, whole_study(opened.answers, opened.links))

    try:
        made = await unless_gone(request, POOL.make(address(request), prepare))
    except Busy:
        return later(opened)
    except ClientDisconnect:
        raise
    except Exception as error:
        return PlainTextResponse(opened.texts.take_broken.format(errors.note(error)), status_code=500)
    media_type = form.media_type if form else "text/html; charset=utf-8"
    named = {"content-disposition": f'attachment; filename="{names[0]}.{ending}"'}
    return Response(made, media_type=media_type, headers=UNCACHED | named)


async def picture_of_screen(request: Request) -> Response:
    """Make a picture of one screen of the deck in the address; the body says which, and of which version."""
    sent = _read(await body(request, LARGEST_BODY))
    opened = await run_in_threadpool(opened_for, request, str(request.base_url).rstrip("/"))
    if isinstance(opened, Response):
        return opened
    if not is_own(request):
        return PlainTextResponse(opened.texts.take_foreign, status_code=403)
    if opened.answers.study.preview:
        return PlainTextResponse(opened.texts.take_preview, status_code=403)
    place = sent.get("screen")
    if not _items(opened) or type(place) is not int or place < 1:
        return PlainTextResponse(opened.texts.take_nothing, status_code=404)
    if sent.get("version") != opened.links.version[:8]:
        return PlainTextResponse(opened.texts.newer_package, status_code=409)
    names: list[str] = []

    def prepare() -> Job:
        chosen = _portfolio(opened)
        names.append(f"{chosen.file_name}_{place}.png")
        return picture.screen, chosen, place

    try:
        made = await unless_gone(request, POOL.make(address(request), prepare))
    except Busy:
        return later(opened)
    except IndexError:
        return PlainTextResponse(opened.texts.take_nothing, status_code=404)
    named = {"content-disposition": f'attachment; filename="{names[0]}"'}
    return Response(made, media_type="image/png", headers=UNCACHED | named)


async def citation(request: Request) -> Response:
    """Say how the study in the address is cited, as programs read it."""
    opened = await run_in_threadpool(opened_for, request, "")
    if isinstance(opened, Response):
        return opened
    if opened.answers.study.preview:
        return PlainTextResponse(opened.texts.take_preview, status_code=403)
    named = {"content-disposition": f'attachment; filename="{cff.NAME}"'}
    return Response(cff.cff(opened.answers), media_type=cff.MEDIA_TYPE, headers=UNCACHED | named)


def _study_file(opened: Reader, file: StudyFile) -> Response:
    named = {"content-disposition": f'attachment; filename="{file_name(opened.answers, file)}"'}
    made = file.make(opened.answers, opened.selection)
    return Response(made, media_type=file.media_type, headers=UNCACHED | named)


def later(opened: Reader) -> Response:
    """Ask somebody to come back when there is a place again."""
    return PlainTextResponse(opened.texts.take_busy, status_code=503, headers={"retry-after": "60"})


def _items(opened: Reader) -> list[deck.Item]:
    return [item for code in opened.address.deck if (item := deck.read(code, opened.known))]


def _portfolio(opened: Reader) -> Portfolio:
    return portfolio(opened.answers, opened.links, _items(opened), date.today().isoformat())


def _read(sent: bytes) -> dict[str, object]:
    """Return what a body says; nothing where it is no such thing."""
    try:
        read = json.loads(sent or b"{}")
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


ROUTES = [
    Route("/vortrag", while_shown(present)),
    Route("/vortrag/fassung", newest),
    Route("/vortrag/bild", while_shown(picture_of_screen), methods=["POST"]),
    Route(f"/{cff.NAME}", while_shown(citation)),
    Route("/mitnehmen/{ending}", while_shown(take), methods=["POST"]),
    Mount("/fonts", Fonts(directory=FONTS)),
]
