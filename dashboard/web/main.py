"""The frame of every page: study, language, navigation, filter bar, then the page itself."""

from copy import copy

import streamlit as st

from dashboard.answers.reader import Reader
from dashboard.html import markup
from dashboard.package import fault_texts
from dashboard.package.dataset import FaultyPackage
from dashboard.selection.pages import PAGES
from dashboard.texts import Texts
from dashboard.web import admission, component, frame
from dashboard.web.filter_bar import FilterBar
from dashboard.web.navigation import files, navigation
from dashboard.web.states import NotShown


def main() -> None:
    """Open what the address asks for and show it, or say what is wrong with it."""
    current = st.navigation([copy(file) for file in files()], position="hidden")  # a run marks the one it may call
    name = next(page.name for page in PAGES.values() if page.path[1:] == current.url_path)
    opened = frame.open_reader()
    words = frame.words(opened)
    title = f"{getattr(words, name)} – Befundatlas"
    # Without the icon, which a browser would load in each run anew: the server has ours where Streamlit has its own.
    st.set_page_config(page_title=title, layout="wide", initial_sidebar_state="auto")
    if isinstance(opened, NotShown):
        said = markup.render("state.html", t=words, **frame.not_shown(opened, PAGES[name], frame.asked()))
        component.show(said, "state", words.language)
        return
    if not isinstance(opened, Reader):
        component.show(_faults(opened, words), "faults", "de")
        return
    try:
        frame.show_lead()
        frame.show_around("selection", name)
        current.run()
        frame.show_around("paper", name)
    finally:  # after the page, which is what a reader waits for, and also where it fails
        with st.sidebar:
            navigation(opened, name)
            FilterBar(opened, name).show(filtered=PAGES[name].filtered)
            frame.show_around("below_filters", name)


def _faults(broken: FaultyPackage | None, words: Texts) -> str:
    told = [(f, *fault_texts.describe(f, words.language, contents=False)) for f in broken.faults] if broken else []
    folder = broken.folder.name if broken else "data/"
    return markup.render("faults.html", t=words, folder=folder, faults=told)


with admission.TURNS.turn(newcomer="kept" not in st.session_state, here=lambda: "kept" in st.session_state):
    # Asking for the session's state ends the run of a reader who has gone or chosen something else meanwhile.
    try:
        main()
    finally:
        frame.close_reader()
