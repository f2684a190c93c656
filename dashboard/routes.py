"""What is served beside the pages: a deck for the projector, files to take along, the fonts both use."""

import json
import logging
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from dashboard import deck, presentation, stage, ui
from dashboard.exports import forms, handout, whole
from dashboard.presentation import Portfolio
from dashboard.ui import View
from dashboard.workshop import Busy, Workshop

LOG = logging.getLogger("befundatlas")
WORKSHOP = Workshop()
LARGEST_BODY = 200_000
UNCACHED = {"cache-control": "no-store"}


async def present(request: Request) -> Response:
    """Serve a deck as one document that needs no network once it is here."""
    return await run_in_threadpool(_present, request)


def _present(request: Request) -> Response:
    opened = _opened(request)
    if isinstance(opened, Response):
        return opened
    chosen = _portfolio(opened, request)
    if not chosen.shown:
        return PlainTextResponse(opened.texts.take_nothing, status_code=404)
    codes = {s.code: (s.address, handout.code(s.address)) for s in chosen.shown if s.address}
    page = stage.document(
        chosen,
        newest=opened.outside("/vortrag/fassung"),
        back=opened.presenting([shown.code for shown in chosen.shown]),
        codes=codes,
    )
    described = {"content-security-policy": stage.policy(), "content-language": chosen.texts.language}
    return HTMLResponse(page, headers=UNCACHED | described)


async def newest(request: Request) -> Response:
    """Say which version of a study is served now."""
    opened = await run_in_threadpool(_opened, request)
    return opened if isinstance(opened, Response) else PlainTextResponse(opened.dataset.version[:8], headers=UNCACHED)


async def take(request: Request) -> Response:
    """Make a file of the views in the address; the body may hold the presenter's own words."""
    opened = await run_in_threadpool(_opened, request)
    if isinstance(opened, Response):
        return opened
    ending = request.path_params["ending"]
    if opened.dataset.study.preview:
        return PlainTextResponse(opened.texts.take_preview, status_code=403)
    if ending not in forms.FORMS and ending != "html":
        return PlainTextResponse(opened.texts.take_unknown, status_code=404)
    form = forms.FORMS.get(ending)
    notes = deck.read_notes(await _notes(request), opened.filters.deck if form and form.holds_notes else ())
    chosen = (await run_in_threadpool(_portfolio, opened, request)).with_notes(notes)
    if not chosen.shown and ending != "html":
        return PlainTextResponse(opened.texts.take_nothing, status_code=404)
    try:
        if form is None:
            media_type = "text/html; charset=utf-8"
            study = await run_in_threadpool(presentation.whole, opened)
            made = await WORKSHOP.make(whole.html, chosen, study)
        else:
            media_type = form.media_type
            made = await WORKSHOP.make(forms.make, ending, chosen)
    except Busy:
        return PlainTextResponse(opened.texts.take_busy, status_code=503)
    except Exception:
        LOG.exception("making %s failed", ending)
        return PlainTextResponse(opened.texts.take_failed, status_code=500)
    return Response(made, media_type=media_type, headers=UNCACHED | _named(f"{chosen.file_name}.{ending}"))


def _opened(request: Request) -> View | Response:
    """Open what is asked for, off the event loop: it may have to be read from disk."""
    opened = ui.read_view("present", parse_qs(request.url.query))
    return opened if isinstance(opened, View) else PlainTextResponse("not found\n", status_code=404)


def _portfolio(opened: View, request: Request) -> Portfolio:
    items = [item for code in opened.filters.deck if (item := deck.read(code, opened.known))]
    server = str(request.base_url)
    return presentation.portfolio(
        opened, items, date.today().isoformat(), lambda path: ui.address(path, server.rstrip("/"))
    )


def _named(file: str) -> dict[str, str]:
    """Return the header that names a download: in full, and in ASCII for who reads nothing else."""
    plain = file.encode("ascii", "replace").decode().replace("?", "_")
    return {"content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file)}"}


async def _notes(request: Request) -> object:
    """Read the presenter's own words; nothing of a body that is too large or no such thing."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return {}
    try:
        sent = json.loads(body or b"{}")
    except ValueError:
        return {}
    return sent.get("notes") if isinstance(sent, dict) else None


ROUTES = [
    Route("/vortrag", present),
    Route("/vortrag/fassung", newest),
    Route("/mitnehmen/{ending}", take, methods=["POST"]),
    Mount("/fonts", StaticFiles(directory=Path(__file__).parent / "fonts")),
]
