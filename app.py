"""The entry: `streamlit run app.py`. The frame is dashboard/main.py."""

import streamlit as st

from dashboard import errors, server

app = st.App(
    "dashboard/main.py",
    lifespan=server.lifespan,
    middleware=server.MIDDLEWARE,
    routes=server.ROUTES,
    on_script_error=errors.report,
)
