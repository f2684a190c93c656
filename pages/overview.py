"""Überblick: what did the interviews find, in ten seconds?"""

from dashboard.answers import queries
from dashboard.html import markup
from dashboard.values import figures, partners, sentences, tables
from dashboard.web import ui

view = ui.view()
texts, study = view.texts, view.dataset.study

found = view.findings()
selected = [f for f in found if f.selected]
topics, hidden = partners.counted([f for f in found if f.level <= 2])

said = {quote.quote_id for quote in view.quotes(text="")}
leads = []
for lead in study.lead:
    cells = [f for f in selected if f.category_id == lead.category_id]
    if cells and (not view.filters.partner or any(f.is_figure for f in cells)):
        focus = view.filters.focus(lead.category_id)
        leads.append(
            {
                "sentence": sentences.lead(cells, texts) if len(cells) <= sentences.MOST_GROUPS else cells[0].category,
                "cells": tables.cells(cells, texts),
                "excerpt": lead.excerpt if lead.quote_id in said else "",
                "quotes": cells[0].quotes,
                "elsewhere": not cells[0].quotes and cells[0].details == "elsewhere",
                "link": view.link("categories", focus),
                "quotes_link": view.link("quotes", focus),
            }
        )

ui.show(
    markup.render(
        "overview.html",
        v=view,
        t=texts,
        groups=view.ask(queries.groups),
        leads=leads,
        table=tables.table(topics, texts),
        topics=len({f.category_id for f in topics if f.is_figure}),
        hidden=hidden,
        legend=figures.legend(topics, texts),
        counts=view.ask(queries.counts)[0],
        caution=sentences.caution(topics, "", texts),
        link=lambda category: view.link("categories", view.filters.focus(category)),
    ),
    "overview",
)
