"""The frame of every page: study, language, navigation, filter bar, then the page itself."""

from pathlib import Path

import streamlit as st

from dashboard import texts
from dashboard.answers import queries
from dashboard.html import markup
from dashboard.package import fault_texts
from dashboard.package.dataset import FaultyPackage
from dashboard.values import colours
from dashboard.web import admission, ui

ROOT = Path(__file__).parents[2]
ICON = ROOT / "dashboard" / "icon.svg"


def frame() -> None:
    """Open what the address asks for and show it, or say what is wrong with it."""
    pages = {
        name: st.Page(ROOT / "pages" / f"{name}.py", default=path == "/", url_path=path[1:])
        for name, path in ui.PATHS.items()
    }
    current = st.navigation(list(pages.values()), position="hidden")
    name = next(name for name, page in pages.items() if page.url_path == current.url_path)
    view = ui.open_view(name)
    words = (
        view.texts if isinstance(view, ui.View) else texts.LANGUAGES.get(st.query_params.get("lang", "de"), texts.DE)
    )
    title = f"{getattr(words, name)} – Befundatlas"
    st.set_page_config(page_title=title, page_icon=str(ICON), layout="wide", initial_sidebar_state="auto")
    st.html(
        f"<style>{colours.variables()}{ui.style()}"
        f"[data-testid=stExpandSidebarButton]::after{{content:'{words.menu}'}}</style>"
    )
    if not isinstance(view, ui.View):
        ui.show(_faults(view, words), "faults")
        return
    with st.sidebar:
        ui.navigation(view)
        if name not in ui.UNFILTERED:
            ui.filter_bar(view)
        counts = view.ask(queries.counts)[0]
        ui.show(markup.render("below_filters.html", v=view, t=words, counts=counts), "below-filters")
    ui.show(markup.render("selection.html", v=view, t=words), "selection")
    current.run()
    ui.show(markup.render("paper.html", v=view, t=words, bases=view.bases), "paper")


def _faults(broken: FaultyPackage | None, words: texts.Texts) -> str:
    faults = [(f, *fault_texts.describe(f, words.language, contents=False)) for f in broken.faults] if broken else []
    folder = broken.folder.name if broken else "data/"
    return markup.render("faults.html", t=words, folder=folder, faults=faults)


with admission.TURNS.turn(newcomer="kept" not in st.session_state, here=lambda: "kept" in st.session_state):
    # Asking for the session's state ends the run of a reader who has gone or chosen something else meanwhile.
    try:
        frame()
    finally:
        ui.close_view()
