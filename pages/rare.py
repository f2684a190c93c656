"""Selten oder nicht genannt: what did one person, one group or nobody name, and what was not asked?"""

from dashboard.html import markup
from dashboard.values import figures, rare, tables
from dashboard.web import ui

view = ui.view()
texts = view.texts

sorted_out = rare.sort_out([f for f in view.findings() if f.selected])
groups = len(view.known.groups)
sections = [
    (texts.single_title, texts.single_text, sorted_out.single),
    *([(texts.one_group_title[groups > 2], texts.not_named_note, sorted_out.one_group)] if groups > 1 else []),
    *([(texts.nobody_title, texts.not_named_note, sorted_out.nobody)] if sorted_out.nobody else []),
    (texts.unasked_title, "", sorted_out.unasked),
]

ui.show(
    markup.render(
        "rare.html",
        v=view,
        t=texts,
        sections=[
            (title.format(len(chosen)), note, [tables.cells(cells, texts) for cells in chosen])
            for title, note, chosen in sections
        ],
        legend=figures.legend((f for _, _, chosen in sections for cells in chosen for f in cells), texts),
        link=lambda category: view.link("categories", view.filters.focus(category)),
    ),
    "rare",
)
