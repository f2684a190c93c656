"""Im Wortlaut: what did they say, word for word?"""

import streamlit as st

from dashboard.answers import queries
from dashboard.html import markup
from dashboard.web import ui

PER_PAGE = 20

view = ui.view()
texts = view.texts

said = view.quotes()
hidden = int(view.ask(queries.counts)[0]["hidden"])
place = st.empty()
page, turn = ui.paged([q.quote_id for q in said], PER_PAGE, "quotes")

cards = view.cards(said[(page - 1) * PER_PAGE : page * PER_PAGE])
with place.container():
    spoken = view.dataset.study.default_language
    html = markup.render("quotes.html", v=view, t=texts, cards=cards, total=len(said), hidden=hidden, spoken=spoken)
    ui.show(html, "quotes", on_absent=turn)
