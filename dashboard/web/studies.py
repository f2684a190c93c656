"""The studies this server shows, and the one an address asks for."""

import ipaddress
from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import streamlit as st

from dashboard import settings
from dashboard.answers.answers import ANSWERS
from dashboard.answers.cache import Cache
from dashboard.answers.reader import Reader
from dashboard.answers.reader import read as read_address
from dashboard.package.dataset import Dataset, FaultyPackage
from dashboard.package.library import Library
from dashboard.package.study import Study
from dashboard.selection.address import DIGITS
from dashboard.web import states

T = TypeVar("T")
WRITTEN = Cache(32 * 2**20)
"""Pages and parts of them as they were written, by package and all that can make a difference."""


def library() -> Library:
    """Return the packages of this server's data folder."""
    return _library(settings.data())


@cache
def _library(folder: Path) -> Library:
    return Library(folder, closed=_forget)


def _forget(version: str) -> None:
    """Forget what was answered and written of a package that is served no more."""
    ANSWERS.forget(version)
    WRITTEN.forget(version)


def refresh() -> None:
    """Take up packages that changed on disk."""
    library().refresh()


def written(here: Reader, what: tuple[Hashable, ...], make: Callable[[], T]) -> T:
    """Return what was written for a reader, made now if it is not kept; `what` tells apart what one address shows."""
    shown = tuple((name, study.title) for name, study in usable().items())
    asked = (here.address, here.dropped, here.links.whole("/"), shown, *settings.operator().items())
    return WRITTEN.get((_told_of(here, what), what, asked), make)


def _told_of(here: Reader, what: tuple[Hashable, ...]) -> str:
    """Return the states a page tells of: its own, with an older one the newest, on the page of changes every one."""
    study = here.address.study
    told = [here.links.version]
    if here.address.version:
        told += [now.version for now in [library().open(study)] if isinstance(now, Dataset)]
    if "changes" in what:
        told += [*(state.version for state in library().states(study)), *withdrawn_on(study)]
    return " ".join(told)


def withdrawn_on(study: str) -> tuple[str, ...]:
    """Return the days states of a study were withdrawn on, last first, "" where nobody noted it."""
    return library().earlier.withdrawn_on(library().folder / study)


def usable() -> dict[str, Study]:
    """Return the studies that can be opened, as far as their descriptions tell."""
    return {name: study for name, study in library().studies.items() if isinstance(study, Study)}


def read(parameters: Mapping[str, list[str]], server: str) -> Reader | FaultyPackage | None:
    """Return what the parameters of an address ask for. None where there is no study at all.

    `server` is where this server is asked, as the browser knows it. This may read a package from disk: never on the
    event loop.
    """
    shown = library()
    asked = next((s for s in parameters.get("study", []) if s in shown.studies), None)
    while (wanted := asked or next(iter(shown.studies), None)) is not None:
        opened = states.opened(shown, wanted, parameters)
        if isinstance(opened, Dataset):
            return _reader(opened, shown, parameters, server)
        # The first one turned out to be faulty: then another is the first. One that is gone asks for none.
        first = next(iter(shown.studies), None)
        if opened is not None and (asked or wanted == first):
            return opened
        asked = None if opened is None else asked
    return None


def _reader(opened: Dataset, shown: Library, parameters: Mapping[str, list[str]], server: str) -> Reader:
    """Return a reader's look at a package; who looks at the newest goes on at the newest, whatever led there."""
    reader = read_address(opened, parameters, tuple(shown.studies))
    address = replace(reader.address, version=opened.version[:DIGITS] if is_older(opened) else "")
    return replace(
        reader, links=replace(reader.links, address=address, base=base(), whole=partial(whole, server=server))
    )


def newest(here: Reader) -> Reader | None:
    """Return the same look at the newest state of a study, None where that cannot be opened."""
    parameters = replace(here.address, version="").parameters(here.known)
    asked = parameters | {"study": [here.address.study], "lang": [here.address.language]}
    opened = library().open(here.address.study)
    if not isinstance(opened, Dataset):
        return None
    reader = read_address(opened, asked, here.known.studies)
    return replace(reader, links=replace(reader.links, base=here.links.base, whole=here.links.whole))


def is_older(opened: Dataset) -> bool:
    """Say whether a package is another state than the one its study shows."""
    now = library().open(opened.study.study_id)
    return not isinstance(now, Dataset) or now.version != opened.version


@cache
def base() -> str:
    """Return the path the server lies under; asked for once, since every link of a page begins with it."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def whole(path: str, server: str) -> str:
    """Return the whole address of a path for a citation, "" where nobody else could reach it.

    It begins as BEFUNDATLAS_ADRESSE says, else as `server`.
    """
    public = settings.address()
    if public:
        return public + path.removeprefix(base())
    parts = urlsplit(server)
    return "" if _is_here(parts.hostname or "") else f"{parts.scheme}://{parts.netloc}{path}"


def _is_here(name: str) -> bool:
    """Say whether a name means this very computer, wherever it is read."""
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return name in ("", "localhost")
    return address.is_loopback or address.is_unspecified
