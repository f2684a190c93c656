"""Everything that touches Streamlit: what is open, what is selected, widgets, navigation, cache."""

import ipaddress
import os
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb
import pandas as pd
import streamlit as st

from dashboard.answers import queries
from dashboard.answers.cache import Cache
from dashboard.answers.findings import Finding
from dashboard.answers.findings import read as read_findings
from dashboard.answers.quotes import Quote
from dashboard.answers.quotes import read as read_quotes
from dashboard.html import markup
from dashboard.package.dataset import Dataset, FaultyPackage
from dashboard.package.library import Library
from dashboard.package.study import Study
from dashboard.selection.deck import Item
from dashboard.selection.filters import LANGUAGES, Filters, Known, choose, clean, top_of
from dashboard.texts import LANGUAGES as TEXTS
from dashboard.texts import Texts
from dashboard.texts.folding import fold
from dashboard.values.partners import Links
from dashboard.values.sentences import citation
from dashboard.values.tables import Card, card

ROOT = Path(__file__).parents[2]
PATHS = {
    "overview": "/",
    "categories": "/kategorien",
    "groups": "/gruppen",
    "partners": "/partner",
    "quotes": "/zitate",
    "rare": "/einzelstimmen",
    "method": "/methode",
    "present": "/praesentieren",
    "finding": "/befund",
}
HIDDEN = {"finding"}
UNFILTERED = {"present"}
"""Pages without a filter bar: what they show was chosen view by view."""
HERE = Path(__file__).parent

MOST_LISTED = 8
"""Beyond so many studies a list is no help: then one is found by typing."""
ANSWERS = Cache(64 * 1024 * 1024)
"""What the open packages have answered: 64 MB for all of them together."""

Question = Callable[[duckdb.DuckDBPyConnection, Filters], queries.Rows | pd.DataFrame]


@dataclass(frozen=True)
class View:
    """What one reader looks at: an open study, a selection, a language, a page."""

    dataset: Dataset
    filters: Filters
    known: Known
    texts: Texts
    dropped: tuple[str, ...]
    page: str

    def ask(self, question: Question) -> tuple[dict[str, Any], ...]:
        """Answer a question of `queries` for the selection: its rows, from the cache if known."""
        return _rows(self.dataset, question, self.filters)

    def findings(self, **changes: Any) -> tuple[Finding, ...]:
        """Return the findings of the selection, or of the selection with some fields changed."""
        return _findings(self.dataset, replace(self.filters, **changes))

    def quotes(self, **changes: Any) -> tuple[Quote, ...]:
        """Return the quotes of the selection, or of the selection with some fields changed."""
        return _quotes(self.dataset, replace(self.filters, **changes))

    def narrowed(self, filters: Filters) -> "View":
        """Return the same reader's view of another selection, with the labels of that selection's own group set."""
        languages, language = self.known.languages, self.filters.language
        known = _known(self.dataset, languages, language, filters.set_id)
        return replace(self, filters=filters, known=replace(known, studies=self.known.studies))

    def detail(self, finding: Finding, partner: str | None = None) -> str:
        """Return the address of one figure in full."""
        about = self.filters.partner if partner is None else partner
        only = replace(
            self.filters, categories=(finding.category_id,), groups=(finding.group_id,), partner=about, text=""
        )
        return self.link("finding", only)

    def about(self, partner: str) -> Links:
        """Return where a cooperation partner leads."""
        narrowed = replace(self.filters, partner=partner)
        return Links(
            category=lambda category: self.link("categories", narrowed.focus(category)),
            detail=lambda finding: self.detail(finding, partner),
            only=self.link(self.page, narrowed),
            quotes=self.link("quotes", narrowed),
        )

    def cards(self, quotes: Sequence[Quote]) -> list[Card]:
        """Return quotes as cards that lead to their category and can be copied with their source."""
        return [
            card(
                q,
                self.link("categories", self.filters.focus(q.category_id)),
                self.cite(q),
                self.quote_code(q),
                self.filters.study,
                self.texts,
                self.filters.text,
                self.dataset.study.default_language,
            )
            for q in quotes
        ]

    def link(self, page: str, filters: Filters | None = None) -> str:
        """Return the address of a page with the selection (or another one); only presenting takes the deck along."""
        return _link(page, filters or self.filters, self.known)

    def in_language(self, language: str) -> str:
        """Return the address of the same view in another language."""
        return self.link(self.page, replace(self.filters, language=language))

    @property
    def computed(self) -> str:
        """Return the address of the same view with computed percentages."""
        return self.link(self.page, replace(self.filters, printed=False))

    def cite(self, quote: Quote) -> str:
        """Return a quote with its source and the version of the package it comes from."""
        return citation(quote, self.study_title, self.source, self.version, self.texts)

    @property
    def source(self) -> str:
        """Return where the study was published."""
        return "; ".join(self.dataset.study.sources)

    @property
    def study_title(self) -> str:
        """Return the title of the study in the reader's language."""
        title = self.dataset.study.title.in_language(self.texts.language)
        return self.texts.synthetic_title.format(title) if self.dataset.study.synthetic else title

    @property
    def studies(self) -> list[tuple[str, str, bool]]:
        """Return (title, address, whether it is open) of every study; each keeps its own filters."""
        language = self.texts.language
        return [
            (
                study.title.in_language(language),
                _base() + _kept(study, language).url(PATHS[self.page], _known_to(study, self.known)),
                name == self.filters.study,
            )
            for name, study in _usable().items()
        ]

    @property
    def has_many_studies(self) -> bool:
        """Say whether there are more studies than a list shows at a glance."""
        return len(_usable()) > MOST_LISTED

    @property
    def bases(self) -> str:
        """Say how many of each group were asked: "6 LR und 15 Dez"."""
        return self.texts.listed([f"{row['respondents']} {row['short']}" for row in self.ask(queries.groups)])

    @property
    def asked(self) -> tuple[str, ...]:
        """Say of each group how many were asked, out of how many."""
        region = self.dataset.study.region.in_language(self.texts.language)
        return tuple(
            self.texts.asked(row["respondents"], row["label"], row["short"], row["dative"])
            + (" " + self.texts.asked_of.format(row["population"], region) if row["population"] else "")
            + "."
            for row in self.ask(queries.groups)
        )

    @property
    def absent(self) -> frozenset[str]:
        """Return the pages the study has nothing for: no partner is named, no quote is in the package."""
        there = {"partners": self.known.partners, "quotes": self.known.quotes}
        return frozenset(page for page, ids in there.items() if not ids)

    @property
    def decks(self) -> tuple[dict[str, Any], ...]:
        """Return the decks the study ships: deck_id, label, views."""
        return self.ask(queries.decks)

    @property
    def code(self) -> str:
        """Return the view as decks name it, "" where it cannot be kept."""
        if self.page == "present" or (self.page == "finding" and len(self.filters.categories) != 1):
            return ""
        return Item.of(self.page, self.filters).code

    def quote_code(self, quote: Quote) -> str:
        """Return a quote as decks name it."""
        return Item("quote", quote_id=quote.quote_id).code

    def presenting(self, codes: Sequence[str]) -> str:
        """Return the address of the page that shows and takes along some views."""
        bound = self.dataset.version[:8] if codes else ""
        return self.link("present", replace(self.filters, deck=tuple(codes), version=bound))

    def taking(self, form: str, codes: Sequence[str]) -> str:
        """Return the address of a file made of some views."""
        return self.outside(f"/mitnehmen/{form}", codes)

    def showing(self, codes: Sequence[str]) -> str:
        """Return the address of some views on a projector."""
        return self.outside("/vortrag", codes)

    def outside(self, path: str, codes: Sequence[str] = ()) -> str:
        """Return the address of something served beside the pages."""
        only = replace(self.filters.cleared(), deck=tuple(codes), version=self.dataset.version[:8])
        return _base() + only.url(path, self.known)

    @property
    def version(self) -> str:
        """Return version and content hash of the package, as citations name it."""
        return f"{self.dataset.study.package_version} ({self.dataset.version[:8]})"

    @property
    def selection(self) -> str:
        """Say what is selected, "" when nothing is narrowed."""
        return self.filters.sentence(self.known, self.texts)

    @property
    def loosen(self) -> list[tuple[str, str]]:
        """Return (what it does, address) for each filter that can be taken away."""
        t, f = self.texts, self.filters
        ways = [
            (f.categories, t.loosen_category, replace(f, categories=())),
            (f.groups, t.loosen_group, replace(f, groups=())),
            (f.partner, t.loosen_partner, replace(f, partner="")),
            (f.text, t.loosen_text, replace(f, text="")),
        ]
        return [(words, self.link(self.page, loosened)) for used, words, loosened in ways if used]


def _link(page: str, chosen: Filters, known: Known) -> str:
    if page != "present":
        chosen = replace(chosen, deck=(), version="")
    return _base() + chosen.url(PATHS[page], known)


def _usable() -> dict[str, Study]:
    """Return the studies that can be opened, as far as their descriptions tell."""
    return {name: study for name, study in library().studies.items() if isinstance(study, Study)}


def _kept(study: Study, language: str) -> Filters:
    """Return what this reader had last selected in a study, in the language of now."""
    kept: Filters = st.session_state.get("kept", {}).get(study.study_id, Filters(study=study.study_id))
    return replace(kept, language=language)


def _known_to(study: Study, known: Known) -> Known:
    """Return what an address of a study leaves out: its own default language, not that of the one open now."""
    return replace(known, languages=(study.default_language,))


def library() -> Library:
    """Return the packages of this server's data folder."""
    return _library(Path(os.environ.get("BEFUNDATLAS_DATA", ROOT / "data")))


@cache
def _library(folder: Path) -> Library:
    return Library(folder, closed=ANSWERS.forget)


def refresh() -> None:
    """Take up packages that changed on disk."""
    library().refresh()


# Answers are values that nobody can change, so they are shared between readers as they are: Streamlit's own cache
# would copy each one on every run. A key names the package by its version and only what its question uses.
def _rows(dataset: Dataset, question: Question, filters: Filters) -> tuple[dict[str, Any], ...]:
    def ask() -> tuple[dict[str, Any], ...]:
        answer = question(dataset.db, filters)
        records = answer if isinstance(answer, list) else answer.to_dict("records")
        return tuple({str(name): value for name, value in row.items()} for row in records)

    return ANSWERS.get(_key(dataset, "rows", question, filters), ask)


def _findings(dataset: Dataset, filters: Filters) -> tuple[Finding, ...]:
    def ask() -> tuple[Finding, ...]:
        return tuple(read_findings(queries.findings(dataset.db, filters)))

    found = ANSWERS.get(_key(dataset, "findings", queries.findings, filters), ask)
    if not filters.printed:
        return found
    return tuple(f if f.printed is None else replace(f, show_printed=True) for f in found)


def _quotes(dataset: Dataset, filters: Filters) -> tuple[Quote, ...]:
    def ask() -> tuple[Quote, ...]:
        return tuple(read_quotes(queries.quotes(dataset.db, filters)))

    return ANSWERS.get(_key(dataset, "quotes", queries.quotes, filters), ask)


def _key(dataset: Dataset, kind: str, question: Question, filters: Filters) -> tuple[Hashable, ...]:
    name = question.__name__
    return (dataset.version, kind, name, queries.asked(name, filters))


def open_view(page: str) -> View | FaultyPackage | None:
    """Read the address and remember the view for the page. None where there is no study at all."""
    opened = read_view(page, {name: st.query_params.get_all(name) for name in st.query_params})
    if isinstance(opened, View):
        st.session_state["view"] = opened
        st.session_state.setdefault("kept", {})[opened.filters.study] = replace(opened.filters, deck=(), version="")
    return opened


def read_view(page: str, parameters: Mapping[str, list[str]]) -> View | FaultyPackage | None:
    """Return what the parameters of an address ask for. None where there is no study at all.

    This may read a package from disk: never on the event loop.
    """
    shown = library()
    asked = next((s for s in parameters.get("study", []) if s in shown.studies), None)
    while (wanted := asked or next(iter(shown.studies), None)) is not None:
        opened = shown.open(wanted)
        if isinstance(opened, Dataset):
            return view_of(opened, page, parameters, tuple(shown.studies))
        # The first one turned out to be faulty: then another is the first. One that is gone asks for none.
        first = next(iter(shown.studies), None)
        if opened is not None and (asked or wanted == first):
            return opened
        asked = None if opened is None else asked
    return None


def view_of(dataset: Dataset, page: str, parameters: Mapping[str, list[str]], studies: tuple[str, ...]) -> View:
    """Return the view of a study that the parameters of an address ask for; `studies` are all that are served."""
    default = dataset.study.default_language
    languages = (default, *(language for language in LANGUAGES if language != default))
    language = next((value for value in parameters.get("lang", []) if value in languages), default)
    sets = tuple(row["set_id"] for row in _rows(dataset, queries.sets, Filters(language=language)))
    set_id = next((value for value in parameters.get("set", []) if value in sets[1:]), "")
    known = replace(_known(dataset, languages, language, set_id), studies=studies)
    filters, dropped = Filters.read(parameters, known)
    return View(dataset, filters, known, TEXTS[language], dropped, page)


def _known(dataset: Dataset, languages: tuple[str, ...], language: str, set_id: str) -> Known:
    """Return the ids of a study; which other studies there are is for whoever asks to add."""

    def ask(question: Question) -> tuple[dict[str, Any], ...]:
        return _rows(dataset, question, Filters(language=language, set_id=set_id))

    def make() -> Known:
        categories = ask(queries.categories)
        sets = {row["set_id"]: row["label"] for row in ask(queries.sets)}
        return Known(
            studies=(),
            languages=languages,
            parents={row["category_id"]: row["parent_id"] for row in categories},
            categories={row["category_id"]: row["label"] for row in categories},
            groups={row["group_id"]: row["label"] for row in ask(queries.groups)},
            partners={row["partner_id"]: row["label"] for row in ask(queries.partners)},
            sets=sets,
            set_groups={
                asked: frozenset(row["group_id"] for row in _rows(dataset, queries.groups, Filters(set_id=asked)))
                for asked in ("", *tuple(sets)[1:])
            },
            quotes=frozenset(q.quote_id for q in _quotes(dataset, Filters(language=language))),
        )

    return ANSWERS.get((dataset.version, "known", languages, language, set_id), make)


def close_view() -> None:
    """Let go of the study at the end of a run: a session that waits for its reader must not keep it open."""
    st.session_state.pop("view", None)


def view() -> View:
    """Return what the reader looks at; the frame has opened it."""
    opened: View = st.session_state["view"]
    return opened


def show(html: str, key: str, on_absent: Callable[[str], None] | None = None) -> None:
    """Show our own HTML. Its links move inside the app, its buttons copy; `key` is unique on the page.

    `on_absent` is told the id an address names behind "#" that is not in the HTML: only the browser knows it.
    """
    data = {"html": html, "language": _language(), "asks": on_absent is not None}
    told = {"on_absent_change": lambda: on_absent(st.session_state[key].absent)} if on_absent else {}
    _markup()(data=data, key=key, **told)


def paged(ids: Sequence[str], per_page: int, key: str) -> tuple[int, Callable[[str], None]]:
    """Let the reader turn pages of some ids; return the page (from 1) and what turns to the page that holds an id."""
    key = f"page-{key}-{view().link(view().page)}"
    pages = -(-len(ids) // per_page)

    def turn(wanted: str) -> None:
        if wanted in ids:
            st.session_state[key] = ids.index(wanted) // per_page + 1

    return st.pagination(pages, key=key) if pages > 1 else 1, turn


def _language() -> str:
    opened = st.session_state.get("view")
    return opened.filters.language if opened else "de"


@cache
def style() -> str:
    """Return our style sheet: read once, so that a server without a free file can still show a page."""
    return (HERE.parent / "html" / "style.css").read_text(encoding="utf-8")


@st.cache_resource(show_spinner=False)
def _markup() -> Callable[..., Any]:
    return st.components.v2.component(
        "befundatlas", js=(HERE / "markup.js").read_text(encoding="utf-8"), isolate_styles=False
    )


@cache
def _base() -> str:
    """Return the path the server lies under; asked for once, since every link of a page begins with it."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def show_chart(figure: dict[str, Any], alt: str, config: dict[str, Any]) -> None:
    """Show a Plotly figure; a bar leads to its finding in full.

    The key changes with each click, so that coming back shows the chart with nothing chosen.
    """
    followed = st.session_state.setdefault("bars", 0)
    key = f"chart-{followed}"
    filters, known = view().filters, view().known

    def follow() -> None:
        points = st.session_state[key].selection.points
        if not points:
            return
        data = points[0]["customdata"]
        category, group = (data[n] if isinstance(data, list) else data[str(n)] for n in (0, 1))
        st.session_state["bars"] += 1
        one = replace(filters, categories=(str(category),), groups=(str(group),), text="")
        st.session_state["onward"] = _link("finding", one, known)

    onward = st.session_state.pop("onward", None)
    if onward:
        show(markup.render("onward.html", href=onward), f"onward-{followed}")
    st.plotly_chart(figure, theme=None, alt=alt, key=key, on_select=follow, selection_mode="points", config=config)


def address(path: str, server: str | None = None) -> str:
    """Return the whole address of a path for a citation, "" where nobody else could reach it.

    It begins as BEFUNDATLAS_ADRESSE says, else as `server`, by default as the reader's browser knows it.
    """
    public = os.environ.get("BEFUNDATLAS_ADRESSE", "").rstrip("/")
    if public:
        return public + path.removeprefix(_base())
    parts = urlsplit((st.context.url or "") if server is None else server)
    return "" if _is_here(parts.hostname or "") else f"{parts.scheme}://{parts.netloc}{path}"


def _is_here(name: str) -> bool:
    """Say whether a name means this very computer, wherever it is read."""
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return name in ("", "localhost")
    return address.is_loopback or address.is_unspecified


def operator(texts: Texts) -> list[tuple[str, str]]:
    """Return what whoever runs the server filled in: imprint, privacy, contact; empty where nothing."""
    return [
        (title, os.environ.get(f"BEFUNDATLAS_{name}", ""))
        for title, name in ((texts.imprint, "IMPRESSUM"), (texts.privacy, "DATENSCHUTZ"), (texts.contact, "KONTAKT"))
    ]


def is_dark() -> bool:
    """Say whether the reader's page is dark."""
    return st.context.theme.type == "dark"


def navigation(opened: View) -> None:
    """Show the way to the other studies and pages; many studies as a box that finds what is typed."""

    def shown(part: str) -> None:
        pages = [page for page in PATHS if page not in HIDDEN | opened.absent]
        html = markup.render("navigation.html", v=opened, t=opened.texts, pages=pages, part=part)
        show(html, "navigation" if part != "top" else "brand")

    if opened.has_many_studies:
        shown("top")
        _study_box(opened.texts, opened.filters.study, opened.known)
        shown("pages")
    else:
        shown("whole")


@lru_cache(maxsize=4)
def _labels(titles: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Return the titles of studies by their names, in their order; those of the same title are told apart."""
    number = Counter(title for _, title in titles)
    labels = {name: f"{title} ({name})" if number[title] > 1 else title for name, title in titles}
    return dict(sorted(labels.items(), key=lambda label: (fold(label[1]), label[0])))


def _study_box(texts: Texts, current: str, known: Known) -> None:
    language = texts.language
    studies = _usable()
    labels = _labels(tuple((name, study.title.in_language(language)) for name, study in studies.items()))
    key = f"study-{language}"

    def changed() -> None:
        study = studies.get(st.session_state[key] or "")
        if study:
            chosen = _kept(study, language)
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


def filter_bar(opened: View) -> None:
    """Show the filters; every change is written to the address, which is the only memory."""
    t, f, known = opened.texts, opened.filters, opened.known
    suffix = f"{f.study}-{f.set_id}-{f.language}"
    tops = list(dict.fromkeys(top_of(c, known) for c in f.categories))
    topics = [c for c in f.categories if known.parents[c]]
    within = [c for c in known.categories if known.parents[c] and (not tops or top_of(c, known) in tops)]
    partners = {row["partner_id"]: row for row in opened.ask(queries.partners)}

    def partner_label(partner: str) -> str:
        if not partner:
            return t.all_option
        form = t.partner_counted if partners[partner]["counted"] else t.partner_uncounted
        return form.format(partners[partner]["label"])

    def topic_label(category: str) -> str:
        return ("\u2003" if known.parents[known.parents[category]] else "") + known.categories[category]

    keys = {name: f"{name}-{suffix}" for name in ("set", "top", "topic", "group", "partner", "text")}
    sets = list(known.sets)

    def chosen(name: str, allowed: Iterable[str]) -> list[str]:
        """What is chosen in a list, of that what is known: a client may send anything."""
        value = st.session_state.get(keys[name])
        asked = value if isinstance(value, list) else [value]
        return [one for one in dict.fromkeys(asked) if one in set(allowed)]

    def changed() -> None:
        set_id = next(iter(chosen("set", sets)), f.set_id) if len(sets) > 1 else ""
        set_id = "" if set_id == sets[0] else set_id
        filters = replace(
            f,
            set_id=set_id,
            categories=choose(f.categories, chosen("top", known.categories), chosen("topic", known.categories), known),
            groups=tuple(chosen("group", known.groups)) if set_id == f.set_id else (),
            partner=next(iter(chosen("partner", known.partners)), ""),
            text=clean(st.session_state.get(keys["text"]) or ""),
        )
        st.query_params.from_dict(filters.parameters(known))

    values = {
        "set": f.set_id or sets[0],
        "top": tops,
        "topic": topics,
        "group": list(f.groups),
        "partner": f.partner,
        "text": f.text,
    }
    for name, value in values.items():
        if st.session_state.get(keys[name]) != value:
            st.session_state[keys[name]] = value
    levels = [markup.plain(level.in_language(f.language)) for level in opened.dataset.study.levels]
    below = t.topic if levels[0] != t.topic or len(levels) == 1 else levels[1]
    top_options = [c for c in known.categories if not known.parents[c]]
    st.multiselect(
        levels[0],
        top_options,
        key=keys["top"],
        format_func=known.categories.__getitem__,
        placeholder=t.all_option,
        on_change=changed,
        select_all=False,
    )
    if any(known.parents.values()) and len(levels) > 1:
        st.multiselect(
            below,
            within,
            key=keys["topic"],
            format_func=topic_label,
            placeholder=t.all_option,
            on_change=changed,
            select_all=False,
        )
    if len(sets) > 1:
        st.selectbox(t.group_set, sets, key=keys["set"], format_func=known.sets.__getitem__, on_change=changed)
    st.multiselect(
        t.group,
        list(known.groups),
        key=keys["group"],
        format_func=known.groups.__getitem__,
        placeholder=t.all_option,
        on_change=changed,
        select_all=False,
    )
    if "partners" not in opened.absent:
        options = ["", *known.partners]
        st.selectbox(t.partner, options, key=keys["partner"], format_func=partner_label, on_change=changed)
    if "quotes" not in opened.absent:
        st.text_input(t.search, key=keys["text"], placeholder=t.search_placeholder, max_chars=200, on_change=changed)
