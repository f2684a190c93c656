"""What surrounds the pages: warm-up, what each request passes through, a health check."""

import asyncio
import gc
import logging
import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard.answers.answers import ANSWERS
from dashboard.answers.reader import Reader
from dashboard.package.study import Study
from dashboard.web import admission, api, crawlers, document, figures, live, logs, remote, routes, studies, theme
from dashboard.web.compressed import KEPT, CompressedFiles
from dashboard.web.door import Admission
from dashboard.web.errors import Errors
from dashboard.web.first_content import FirstContent
from dashboard.web.headers import Closed, Headers
from dashboard.web.messages import Messages
from dashboard.web.pool import give_back
from dashboard.web.visitors import Visitors

LOG = logging.getLogger("befundatlas")
ICON = Path(__file__).parent / "icon.svg"
LOOKS_PER_TRIM = 15
"""After so many looks at the packages, half a minute, the server gives back memory it has freed."""
IDLE = 300.0
"""Seconds after which an answer nobody asked for again is forgotten."""
TURN = 0.0005
"""Seconds a thread computes before another may: Python's default, ten times as long, let whoever sends the parts of a
page wait at several of them while the next was made."""


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Open the first study and freeze what stays: without it each rerun pays for a full collection."""
    logs.quieten()
    theme.keep()
    sys.setswitchinterval(TURN)
    await run_in_threadpool(_warm)
    gc.collect()
    gc.freeze()
    stop = threading.Event()
    watch = threading.Thread(target=_watch, args=(stop,), name="packages", daemon=True)
    watch.start()
    telling = asyncio.create_task(admission.tell(admission.DOOR, admission.TURNS))
    yield
    telling.cancel()
    stop.set()
    routes.close()
    figures.close()


def _warm() -> None:
    """Answer once what the first reader will ask."""
    first = studies.read({}, "")
    if isinstance(first, Reader):
        first.answers.findings()
        first.answers.quotes()
        first.answers.counts()


def _watch(stop: threading.Event) -> None:
    """Look for changed packages every two seconds; whatever goes wrong with one must not end the watch.

    Where looking itself is much work, as in a folder of a million files, it takes a tenth of the time at most.
    """
    pause, looks = 2.0, 0
    while not stop.wait(pause):
        looks += 1
        if looks % LOOKS_PER_TRIM == 0:
            ANSWERS.rest(IDLE)
            studies.WRITTEN.rest(IDLE)
            give_back()
        before = time.thread_time()
        try:
            studies.refresh()
            live.leave_withdrawn()
        except Exception:
            LOG.exception("looking for changed packages failed")
        pause = max(2.0, 10 * (time.thread_time() - before))


async def health(_: Request) -> Response:
    """Answer whether studies are served: 200 with their number, 503 if none can be opened."""
    usable = sum(isinstance(entry, Study) for entry in studies.library().studies.values())
    return PlainTextResponse(f"{usable} studies\n", status_code=200 if usable else 503)


def icon(_: Request) -> Response:
    """Answer with our icon where Streamlit has its own: no page needs to name it."""
    return FileResponse(ICON, media_type="image/svg+xml", headers={"Cache-Control": "public, max-age=86400"})


def late(_: Request) -> Response:
    """Answer with the script beside a page; its address changes with it."""
    return Response(document.late(), media_type="text/javascript", headers=KEPT)


ROUTES = [
    Route("/healthz", health),
    Route("/favicon.png", icon),
    Route(f"/{document.LATE}", late),
    *routes.ROUTES,
    *figures.ROUTES,
    *api.ROUTES,
    *crawlers.ROUTES,
    *remote.ROUTES,
]
MIDDLEWARE = [
    Middleware(Headers),
    Middleware(Errors),
    Middleware(Visitors),
    Middleware(Closed),
    Middleware(CompressedFiles),
    Middleware(FirstContent, routes=ROUTES),
    Middleware(Admission, door=admission.DOOR),
    Middleware(Messages),
]
