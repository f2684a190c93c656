"""What surrounds the pages: warm-up, what each request passes through, a health check."""

import asyncio
import gc
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard import admission, logs, queries, routes, ui
from dashboard.compressed import CompressedFiles
from dashboard.dataset import Dataset
from dashboard.document import Document
from dashboard.door import Admission
from dashboard.errors import Errors
from dashboard.filters import Filters
from dashboard.headers import Closed, Headers
from dashboard.messages import Messages

LOG = logging.getLogger("befundatlas")


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Load every study and freeze what stays: no collection looks at it again."""
    logs.quieten()
    for dataset in ui.library().studies.values():
        if isinstance(dataset, Dataset):
            filters = Filters(study=dataset.study.study_id)
            for question in (queries.findings, queries.quotes, queries.counts):
                question(dataset.db, filters)
    gc.collect()
    gc.freeze()
    stop = threading.Event()
    watch = threading.Thread(target=_watch, args=(stop,), name="packages", daemon=True)
    watch.start()
    telling = asyncio.create_task(admission.tell(admission.DOOR, admission.TURNS))
    yield
    telling.cancel()
    stop.set()
    routes.WORKSHOP.close()


def _watch(stop: threading.Event) -> None:
    """Look for changed packages every two seconds; whatever goes wrong with one must not end the watch."""
    while not stop.wait(2):
        try:
            ui.refresh()
        except Exception:
            LOG.exception("looking for changed packages failed")


async def health(_: Request) -> Response:
    """Answer whether studies are served: 200 with their number, 503 if none can be opened."""
    usable = sum(isinstance(entry, Dataset) for entry in ui.library().studies.values())
    return PlainTextResponse(f"{usable} studies\n", status_code=200 if usable else 503)


ROUTES = [Route("/healthz", health), *routes.ROUTES]
MIDDLEWARE = [
    Middleware(Headers),
    Middleware(Errors),
    Middleware(Closed),
    Middleware(CompressedFiles),
    Middleware(Document, routes=ROUTES),
    Middleware(Admission, door=admission.DOOR),
    Middleware(Messages),
]
