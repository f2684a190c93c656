"""The package and its findings, to take along from the page on the method."""

from functools import partial

import streamlit as st

from dashboard.exports import csv, package
from dashboard.web.frame import around, reader


def show() -> None:
    """Show three buttons: the package as it is, the selected findings for a German Excel and for a program."""
    here = reader()
    texts, said, study = here.texts, around(), here.answers.study
    rows = here.answers.findings(here.selection)
    name = f"{study.study_id}_{said.hash}" + ("_erfunden" if study.synthetic else "")
    # A partial holds what it needs; a function of this page would keep the whole study open until the reader moves on.
    whole = partial(package.zipped, study.study_id, here.answers.dataset.files)
    for_excel = partial(csv.for_excel, rows, said.title, texts)
    plain = partial(csv.plain, rows, said.title, texts)
    downloads = (
        (texts.download_package, whole, f"{name}.zip", "application/zip"),
        (texts.download_excel, for_excel, f"{name}_excel.csv", "text/csv"),
        (texts.download_plain, plain, f"{name}.csv", "text/csv"),
    )
    for place, (label, make, file_name, kind) in zip(st.columns(3), downloads, strict=True):
        place.download_button(label, make, file_name, kind, on_click="ignore")
