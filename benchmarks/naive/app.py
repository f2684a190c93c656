"""The same figures as somebody would show them in an afternoon: pandas, plotly.express, st.dataframe."""

from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

DATA = Path(__file__).parents[2] / "data" / "landkreis-schnittstellen"

st.title("Interviews")
findings = pd.read_csv(DATA / "findings.csv")
categories = pd.read_csv(DATA / "categories.csv")
quotes = pd.read_csv(DATA / "quotes.csv")
table = findings.merge(categories[["category_id", "parent_id", "label_de"]], on="category_id")
chosen = st.sidebar.multiselect("Thema", sorted(table["label_de"].unique()))
groups = st.sidebar.multiselect("Gruppe", sorted(table["group_id"].unique()))
partners = st.sidebar.multiselect("Partner", sorted(table["partner_id"].dropna().unique()))
if chosen:
    table = table[table["label_de"].isin(chosen)]
if groups:
    table = table[table["group_id"].isin(groups)]
table = table[table["partner_id"].isin(partners)] if partners else table[table["partner_id"].isna()]
table = table.assign(share=100 * table["named_high"] / table["asked"])
st.plotly_chart(px.bar(table, x="share", y="label_de", color="group_id", barmode="group", orientation="h", height=1200))
st.dataframe(table)
for text in quotes["text"]:
    st.markdown(f"> {text}")
