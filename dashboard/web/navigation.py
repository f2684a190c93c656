"""The way to the other studies and pages."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

import streamlit as st

from dashboard.answers.reader import Reader
from dashboard.package.study import Study
from dashboard.selection.address import Address
from dashboard.selection.known import Known
from dashboard.selection.pages import PAGES
from dashboard.texts import Texts
from dashboard.texts.folding import fold
from dashboard.web import component, studies
from dashboard.web.frame import around, write

FILES = Path(__file__).parents[2] / "pages"
MOST_LISTED = 8
"""Beyond so many studies a list is no help: then one is found by typing."""


@dataclass(frozen=True, slots=True)
class Way:
    """One entry: its words, where it leads, whether the reader is there already."""

    name: str
    words: str
    href: str
    is_here: bool


@cache
def files() -> tuple[st.Page, ...]:
    """Return the files of all pages for Streamlit; made once, since each looks for its file on the disk."""
    return tuple(
        st.Page(FILES / f"{page.name}.py", default=page.path == "/", url_path=page.path[1:]) for page in PAGES.values()
    )


def navigation(here: Reader, page: str) -> None:
    """Show the way to the other studies and pages; many studies as a box that finds what is typed."""
    shown = studies.usable()
    listed = pages(here, page, around().absent)
    if len(shown) > MOST_LISTED:
        _show(here, page, "top")
        _study_box(here.texts, here.address.study, here.known, shown)
        _show(here, page, "pages", pages=listed)
    else:
        _show(here, page, "whole", pages=listed, studies=studies_of(here, page, st.session_state.get("kept", {})))


def _show(here: Reader, page: str, part: str, **more: object) -> None:
    html = write("navigation", here, part=part, filtered=PAGES[page].filtered, **more)
    component.show(html, "brand" if part == "top" else "navigation", here.address.language)


def pages(here: Reader, current: str, absent: Collection[str]) -> list[Way]:
    """Return the way to every page the study has something for."""
    links = here.links
    return [
        Way(
            page.name,
            getattr(here.texts, page.name),
            links.presenting(here.address.deck) if page.name == "present" else links.page(page.name),
            page.name == current,
        )
        for page in PAGES.values()
        if page.listed and page.name not in absent
    ]


def studies_of(here: Reader, page: str, kept: Mapping[str, Address]) -> list[Way]:
    """Return the way to every study; each keeps its own filters, as far as they are `kept`."""
    language = here.texts.language

    def way(name: str, study: Study) -> Way:
        is_here = name == here.address.study
        led = replace(_kept(study, kept, language).on(page), version=here.address.version if is_here else "")
        href = studies.base() + led.url(PAGES[page].path, _known_to(study, here.known))
        return Way(name, study.title.in_language(language), href, is_here)

    return [way(name, study) for name, study in studies.usable().items()]


def _kept(study: Study, kept: Mapping[str, Address], language: str) -> Address:
    """Return what this reader had last selected in a study, in the language of now."""
    return replace(kept.get(study.study_id, Address(study=study.study_id)), language=language)


def _known_to(study: Study, known: Known) -> Known:
    """Return what an address of a study leaves out: its own default language, not that of the one open now."""
    return replace(known, languages=(study.default_language,))


@lru_cache(maxsize=4)
def _labels(titles: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Return the titles of studies by their names, in their order; those of the same title are told apart."""
    number = Counter(title for _, title in titles)
    labels = {name: f"{title} ({name})" if number[title] > 1 else title for name, title in titles}
    return dict(sorted(labels.items(), key=lambda label: (fold(label[1]), label[0])))


def _study_box(texts: Texts, current: str, known: Known, shown: Mapping[str, Study]) -> None:
    language = texts.language
    labels = _labels(tuple((name, study.title.in_language(language)) for name, study in shown.items()))
    key = f"study-{language}"

    def changed() -> None:
        study = shown.get(st.session_state[key] or "")
        if study:
            chosen = _kept(study, st.session_state.get("kept", {}), language)
            st.query_params.from_dict(chosen.parameters(_known_to(study, known)))

    if st.session_state.get(key) != current:
        st.session_state[key] = current
    st.selectbox(
        texts.find_study,
        list(labels),
        key=key,
        format_func=labels.__getitem__,
        on_change=changed,
        filter_mode="contains",
        required=True,
    )
