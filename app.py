"""The entry: `streamlit run app.py`. The frame is dashboard/web/main.py."""

import streamlit as st

from dashboard.web import errors, server

app = st.App(
    "dashboard/web/main.py",
    lifespan=server.lifespan,
    middleware=server.MIDDLEWARE,
    routes=server.ROUTES,
    on_script_error=errors.report,
)
