"""Im Wortlaut: what did they say, word for word?"""

import streamlit as st

from dashboard import markup, queries, ui

PER_PAGE = 20

view = ui.view()
texts = view.texts

said = view.quotes()
hidden = int(view.ask(queries.counts)[0]["hidden"])
pages = -(-len(said) // PER_PAGE)
place = st.empty()
page = st.pagination(pages, key=f"page-{view.selection}") if pages > 1 else 1

cards = view.cards(said[(page - 1) * PER_PAGE : page * PER_PAGE])
with place.container():
    ui.show(markup.render("quotes.html", v=view, t=texts, cards=cards, total=len(said), hidden=hidden), "quotes")
