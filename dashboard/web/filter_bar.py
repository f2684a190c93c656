"""The filters of a page; every change is written to the address, which is the only memory."""

from collections.abc import Callable, Iterable
from copy import copy
from functools import partial

import streamlit as st

from dashboard.answers.reader import Reader
from dashboard.html.markup import plain
from dashboard.selection.known import Known
from dashboard.selection.selection import Selection, choose, clean
from dashboard.values.about import absent
from dashboard.web import frame

AT_SIGHT = 5
"""So many groups lie open, each one press away; more are a list that opens."""
TOLD, LED = "told", "led_here"
"""What the browser was last told to show in each box, or told us; and the address the last change was written to,
with those it led from. Whoever goes on before the boxes have come asks with boxes that are past: that is no change,
and they are filled anew, though both sides of that question agree."""
MOST = 20
"""Changes in a row a browser may have asked for before it has heard of the first."""


def lie_open(known: Known) -> bool:
    """Say whether the groups of a study lie open in its filters."""
    return len(known.groups) <= AT_SIGHT


class FilterBar:
    """The boxes of one reader: what they hold, what they offer, what a change writes to the address.

    Streamlit keeps it until the reader's next change, so it holds nothing that would keep the study open.
    """

    def __init__(self, reader: Reader, page: str) -> None:
        chosen, address = reader.selection, reader.address
        self._to_quotes = None if page == "quotes" else partial(reader.links.page, "quotes")
        self._address, self._chosen, self._known, self._texts = address, chosen, reader.known, reader.texts
        self._partners = {row["partner_id"]: row for row in reader.answers.partners()}
        self._levels = [plain(level.in_language(address.language)) for level in reader.answers.study.levels]
        self._absent = absent(reader.answers)
        self._sets = list(reader.known.sets)
        # The key of a translated box contains the language, or its chips keep the old words.
        suffix = f"{address.study}-{chosen.set_id}-{address.language}"
        self._keys = {name: f"{name}-{suffix}" for name in ("set", "top", "topic", "group", "partner", "text")}
        self._asked = frame.asked()
        written, led_from = st.session_state.get(LED, ({}, ()))
        self._led_from = led_from if written == self._asked else ()
        if not lie_open(reader.known):  # of one key, what was open would lend the list its state and lose it
            self._keys["group"] += "-list"

    def show(self, *, filtered: bool) -> None:
        """Show the boxes the study has use for, on a page without filters the search alone."""
        self._hold()
        if "quotes" not in self._absent:
            self._search()
        if filtered:
            self._choose_categories()
            self._choose_groups()
            if "partners" not in self._absent:
                self._choose_partner()

    def _search(self) -> None:
        t = self._texts
        st.text_input(
            t.search,
            key=self._keys["text"],
            type="search",
            placeholder=t.search_placeholder,
            max_chars=200,
            on_change=self._changed,
        )

    def _hold(self) -> None:
        """Put into each box what the address says."""
        chosen, known = self._chosen, self._known
        values = {
            "set": chosen.set_id or self._sets[0],
            "top": self._tops(),
            "topic": [c for c in chosen.categories if known.parents[c]],
            "group": list(chosen.groups),
            "partner": chosen.partner,
            "text": chosen.text,
        }
        if frame.leads_on():
            # The page that is on its way has it too: emptied and filled again it would be taken for typed.
            del values["text"]
        told = st.session_state.setdefault(TOLD, {})
        for name, value in values.items():
            key = self._keys[name]
            if st.session_state.get(key) != value or told.get(key) != value:
                st.session_state[key] = value
                told[key] = copy(value)

    def _tops(self) -> list[str]:
        return list(dict.fromkeys(self._known.top_of(c) for c in self._chosen.categories))

    def _choose_categories(self) -> None:
        t, known = self._texts, self._known
        levels, tops = self._levels, self._tops()
        self._several("top", levels[0], [c for c in known.categories if not known.parents[c]], self._label)
        if any(known.parents.values()) and len(levels) > 1:
            below = t.topic if levels[0] != t.topic else levels[1]
            within = [c for c in known.categories if known.parents[c] and (not tops or known.top_of(c) in tops)]
            self._several("topic", below, within, self._topic_label)

    def _label(self, category: str) -> str:
        return self._known.categories[category]

    def _topic_label(self, category: str) -> str:
        deep = self._known.parents[self._known.parents[category]]
        return ("   " if deep else "") + self._known.categories[category]

    def _choose_groups(self) -> None:
        t, known = self._texts, self._known
        if len(self._sets) > 1:
            key = self._keys["set"]
            st.selectbox(t.group_set, self._sets, key=key, format_func=known.sets.__getitem__, on_change=self._changed)
        if not lie_open(known):
            self._several("group", t.group, list(known.groups), known.groups.__getitem__)
            return
        st.pills(
            t.group,
            list(known.groups),
            selection_mode="multi",
            key=self._keys["group"],
            format_func=lambda group: plain(known.groups[group]),
            on_change=self._changed,
        )

    def _choose_partner(self) -> None:
        t, partners = self._texts, self._partners

        def label(partner: str) -> str:
            if not partner:
                return t.all_option
            form = t.partner_counted if partners[partner]["counted"] else t.partner_uncounted
            return form.format(partners[partner]["label"])

        options = ["", *self._known.partners]
        st.selectbox(t.partner, options, key=self._keys["partner"], format_func=label, on_change=self._changed)

    def _several(self, name: str, label: str, options: list[str], words: Callable[[str], str]) -> None:
        st.multiselect(
            label,
            options,
            key=self._keys[name],
            format_func=words,
            placeholder=self._texts.all_option,
            on_change=self._changed,
            select_all=False,
        )

    def _holds(self, name: str, allowed: Iterable[str]) -> list[str]:
        """Return what is chosen in a box, of that what is known: a client may send anything."""
        value = st.session_state.get(self._keys[name])
        asked = value if isinstance(value, list) else [value]
        return [one for one in dict.fromkeys(asked) if one in set(allowed)]

    def _changed(self) -> None:
        """Write what the boxes hold to the address; what is searched leads from any page to the quotes that have it."""
        asked = frame.asked()
        if asked not in (self._asked, *self._led_from):
            return
        known, before = self._known, self._chosen
        st.session_state[TOLD] = {key: copy(st.session_state.get(key)) for key in self._keys.values()}
        set_id = next(iter(self._holds("set", self._sets)), before.set_id) if len(self._sets) > 1 else ""
        set_id = "" if set_id == self._sets[0] else set_id
        tops, topics = self._holds("top", known.categories), self._holds("topic", known.categories)
        chosen = Selection(
            categories=choose(before.categories, tops, topics, known),
            groups=tuple(self._holds("group", known.groups)) if set_id == before.set_id else (),
            set_id=set_id,
            partner=next(iter(self._holds("partner", known.partners)), ""),
            text=clean(st.session_state.get(self._keys["text"]) or ""),
        )
        if self._to_quotes and chosen.text and chosen.text != before.text:
            frame.lead_on(self._to_quotes(chosen))
        else:
            st.query_params.from_dict(self._address.at(chosen).parameters(known))
            st.session_state[LED] = frame.asked(), (asked, *self._led_from)[:MOST]
