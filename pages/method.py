"""Methode und Grenzen: who was asked, how is it counted, and how far do the figures carry?"""

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.answers import queries
from dashboard.exports import csv, package
from dashboard.html import markup
from dashboard.values import citations, tables
from dashboard.web import ui

view = ui.view()
texts, study = view.texts, view.dataset.study

found = view.findings(categories=(), groups=(), partner="", text="")
topics = tables.table([f for f in found if f.level == 2], texts).rows
address = ui.address(view.link("overview", view.filters.cleared()))

ui.show(
    markup.render(
        "method.html",
        v=view,
        t=texts,
        groups=view.ask(queries.groups),
        differing=[f for f in found if f.differs],
        switch=view.link("method", replace(view.filters, printed=not view.filters.printed)),
        levels=texts.listed([level.in_language(texts.language) for level in study.levels]),
        codebook=tables.codebook(found),
        any_withheld=any(f.is_withheld for f in found),
        any_definition=any(f.definition for f in found),
        questions=[(question, queries.sql(name)) for name, question in texts.questions if name not in view.absent],
        topics=topics,
        quotes=len(view.quotes(categories=(), groups=(), partner="", text="")),
        citation=citations.text(view.study_title, view.version, view.source, address, texts),
        bibtex=citations.bibtex(
            study.study_id, view.study_title, view.version, view.source, address, study.created, texts
        ),
        operator=ui.operator(texts),
        link=lambda category: view.link("categories", view.filters.focus(category)),
    ),
    "method",
)
name = f"{study.study_id}_{view.dataset.version[:8]}" + ("_erfunden" if study.synthetic else "")
rows = view.findings()
# A partial holds what it needs; a function of this page would keep the whole study open until the reader moves on.
downloads = (
    (
        texts.download_package,
        partial(package.zipped, study.study_id, view.dataset.files),
        f"{name}.zip",
        "application/zip",
    ),
    (texts.download_excel, partial(csv.for_excel, rows, view.study_title, texts), f"{name}_excel.csv", "text/csv"),
    (texts.download_plain, partial(csv.plain, rows, view.study_title, texts), f"{name}.csv", "text/csv"),
)
if not study.preview:
    for place, (label, make, file_name, kind) in zip(st.columns(3), downloads, strict=True):
        place.download_button(label, make, file_name, kind, on_click="ignore")
