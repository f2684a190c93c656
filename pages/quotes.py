"""Im Wortlaut: what did they say, word for word?"""

import streamlit as st

from dashboard.web import frame

PER_PAGE = 20

value = frame.value_of("quotes")
place = st.empty()
page, turn = frame.paged([quote.quote_id for quote in value.quotes], PER_PAGE, "quotes")
with place.container():
    some = value.quotes[(page - 1) * PER_PAGE : page * PER_PAGE]
    frame.show("quotes", value, at=page, on_absent=turn, more=lambda: {"topics": frame.topics(some)})
