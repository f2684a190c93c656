"""What a page file calls: the value of a page, written down for Streamlit."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st
from plotly.graph_objects import Figure

from dashboard import settings
from dashboard.answers.answers import Answers
from dashboard.answers.findings import Finding
from dashboard.answers.quotes import Quote
from dashboard.answers.reader import Reader
from dashboard.html import markup
from dashboard.package.dataset import FaultyPackage
from dashboard.selection.address import Links
from dashboard.selection.deck import Item
from dashboard.selection.pages import PAGES, Page
from dashboard.selection.selection import Selection
from dashboard.texts import LANGUAGES, Texts
from dashboard.values import charts, colours, page_of
from dashboard.values.about import About, about
from dashboard.values.cards import Topic, by_topic, cards
from dashboard.web import component, history, live, studies
from dashboard.web.states import NotShown, Parameters, newest

READER, AROUND, ONWARD, LEADING, CHARTS = "reader", "around", "onward", "leading", "charts"


def asked() -> dict[str, list[str]]:
    """Return what the address of now asks for."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def open_reader() -> Reader | FaultyPackage | None:
    """Read the address and remember what it asks for. None where there is no study at all."""
    opened = studies.read(asked(), st.context.url or "")
    if isinstance(opened, Reader):
        st.session_state[READER] = opened
        live.note(opened.links.version)
        st.session_state[AROUND] = about(opened.answers, opened.selection)
        kept = replace(opened.address, deck=(), version="")  # elsewhere and back leads to the newest
        st.session_state.setdefault("kept", {})[opened.address.study] = kept
    return opened


def not_shown(state: NotShown, page: Page, parameters: Parameters) -> dict[str, object]:
    """Return what says why a state is not shown: that, and where the same view of the newest stands, "" where none."""
    now = studies.read(newest(parameters), "")
    return {"state": state, "newest": now.links.shown(page.name) if isinstance(now, Reader) else ""}


def close_reader() -> None:
    """Let go of the study at the end of a run: a session that waits for its reader must not keep it open."""
    for kept in (READER, AROUND, LEADING):
        st.session_state.pop(kept, None)


def reader() -> Reader:
    """Return what the reader looks at; the frame has opened it."""
    opened: Reader = st.session_state[READER]
    return opened


def page(name: str, make: Callable[[Answers, Selection, Links], Any] | None = None) -> None:
    """Show a page; what was written for this address is not made again. `make`: what makes it, if not its module."""
    here = reader()
    makes = make or page_of(name).page
    _show(name, lambda: makes(here.answers, here.selection, here.links))


def value_of(name: str) -> Any:
    """Return the value of a page for what the reader has selected; kept like what is written of it."""
    here = reader()
    return studies.written(here, ("value", name), lambda: page_of(name).page(here.answers, here.selection, here.links))


def topics(quotes: Sequence[Quote]) -> tuple[Topic, ...]:
    """Return quotes topic by topic as cards of what the reader has selected."""
    here = reader()
    return by_topic(cards(here.answers, here.selection, here.links, quotes))


def show(
    template: str,
    value: object,
    *,
    at: int = 1,
    on_absent: Callable[[str], None] | None = None,
    more: Callable[[], dict[str, object]] = dict,
) -> None:
    """Show a value through the template of its page, or another one of its own; `at` tells apart what is turned to."""
    _show(template, lambda: value, at=at, on_absent=on_absent, more=more)


def _show(
    template: str,
    value: Callable[[], object],
    *,
    at: int = 1,
    on_absent: Callable[[str], None] | None = None,
    more: Callable[[], dict[str, object]] = dict,
) -> None:
    here = reader()
    html = studies.written(here, ("live", template, at), lambda: write(template, here, p=value(), **more()))
    component.show(html, template.replace("_", "-"), here.address.language, on_absent)


def show_around(template: str, name: str) -> None:
    """Show a part of the frame around a page."""
    here = reader()
    html = studies.written(here, ("around", template, name), lambda: write(template, here, **around_page(here, name)))
    component.show(html, template.replace("_", "-"), here.address.language)


def write(template: str, here: Reader, **more: object) -> str:
    """Return the HTML of a template: `t` are its words, `a` what stands around a page, `links` where they lead."""
    return markup.render(f"{template}.html", t=here.texts, a=around(), links=here.links, o=operator(here.texts), **more)


def operator(texts: Texts) -> list[tuple[str, str]]:
    """Return what whoever runs the server filled in: imprint, privacy, contact."""
    return [(getattr(texts, title), words) for title, words in settings.operator().items()]


def around() -> About:
    """Return what stands around the page of what the reader has selected: said once a run, shown in every part."""
    said: About = st.session_state[AROUND]
    return said


def words(here: object) -> Texts:
    """Return the reader's language, also where nothing could be opened."""
    return here.texts if isinstance(here, Reader) else LANGUAGES.get(st.query_params.get("lang", "de"), LANGUAGES["de"])


def around_page(here: Reader, name: str) -> dict[str, object]:
    """Return what the templates around a page show of it. `code` is how decks name it, "" where it cannot be kept."""
    single = name != "finding" or here.selection.category
    return {
        "page": PAGES[name],
        "label": getattr(here.texts, name),
        "address": here.address,
        "counts": here.answers.counts(here.selection),
        "code": Item.of(name, here.selection).code if PAGES[name].letter and single else "",
        "dropped": here.dropped,
        "older": history.older(here, name),
    }


def paged(ids: Sequence[str], per_page: int, name: str) -> tuple[int, Callable[[str], None]]:
    """Let the reader turn pages of some ids; return the page (from 1) and what turns to the page that holds an id."""
    key = f"page-{name}-{reader().links.page(name)}"
    pages = -(-len(ids) // per_page)

    def turn(wanted: str) -> None:
        if wanted in ids:
            st.session_state[key] = ids.index(wanted) // per_page + 1

    return st.pagination(pages, key=key) if pages > 1 else 1, turn


def lead_on(href: str) -> None:
    """Have the page that follows lead on at once: only the browser can go where its history knows the way back."""
    st.session_state[ONWARD] = href


def leads_on() -> bool:
    """Say whether this run has sent the reader on her way elsewhere."""
    return LEADING in st.session_state


def show_lead() -> None:
    """Lead on where somebody wished to."""
    href = st.session_state.pop(ONWARD, None)
    if href:
        st.session_state[LEADING] = True
        number = st.session_state["led"] = st.session_state.get("led", 0) + 1
        component.show(markup.render("onward.html", href=href), f"onward-{number}", reader().address.language)


def chart(charted: Sequence[Finding], note: str) -> None:
    """Let the reader open findings as a Plotly figure, where there are any; a bar leads to its finding in full.

    It is drawn when it is asked for, and stays open on the pages that follow. The key changes with each click, so
    that coming back shows the chart with nothing chosen.
    """
    texts = reader().texts
    if not charts.charted(charted):
        return
    key = f"charts-{texts.language}"
    # By the key alone: a box whose first state changed would be another one, and the tap that closes it lost.
    st.session_state.setdefault(key, st.session_state.get(CHARTS, False))
    box = st.expander(texts.chart_title, key=key, on_change="rerun")
    st.session_state[CHARTS] = bool(box.open)
    if box.open:
        with box:
            _draw(charted)
            component.show(markup.render("chart.html", note=note), "chart-note", texts.language)


def _draw(charted: Sequence[Finding]) -> None:
    here, dark = reader(), st.context.theme.type == "dark"
    drawn = studies.written(here, ("chart", dark), lambda: _figure(charted, colours.DARK if dark else colours.LIGHT))
    if not drawn:
        return
    figure, alt = drawn
    followed = st.session_state.setdefault("bars", 0)
    key, links = f"chart-{followed}", here.links

    def follow() -> None:
        points = st.session_state[key].selection.points
        if not points:
            return
        data = points[0]["customdata"]
        category, group = (data[n] if isinstance(data, list) else data[str(n)] for n in (0, 1))
        st.session_state["bars"] += 1
        lead_on(links.figure(str(category), str(group)))

    st.plotly_chart(
        figure,
        theme=None,
        alt=alt,
        key=key,
        on_select=follow,
        selection_mode="points",
        config=charts.CONFIG,
    )


def _figure(charted: Sequence[Finding], palette: colours.Palette) -> tuple[Figure, str] | None:
    """Return a figure with its alternative text; checked by Plotly once, where a plain one would be at each showing."""
    drawn = charts.bars(charted, reader().texts, palette)
    return (Figure(drawn.figure), drawn.alt) if drawn else None
