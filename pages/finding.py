"""Befund: what exactly does this one figure say, and in which words?"""

from dashboard.html import markup
from dashboard.values import sentences, tables
from dashboard.web import ui

view = ui.view()
texts, filters = view.texts, view.filters
category = filters.categories[0] if len(filters.categories) == 1 else ""
address = ui.address(view.link("finding"))

selected = view.findings()
found = [f for f in selected if f.category_id == category and f.state != "not_counted"]
caution = view.dataset.study.caution.in_language(texts.language)
said = view.quotes(groups=(), text="") if category else []

ui.show(
    markup.render(
        "finding.html",
        v=view,
        t=texts,
        found=tables.cells(found, texts, selected),
        footnotes=[sentences.footnote(f, view.study_title, view.source, view.version, address, texts) for f in found],
        cautions=[sentences.caution([f], caution, texts) for f in found],
        quotes=[
            (texts.own_quotes, view.cards([q for q in said if q.group_id in {f.group_id for f in found}])),
            (texts.other_quotes, view.cards([q for q in said if not q.group_id])),
        ],
        to_category=view.link("categories", filters.focus(category)) if category else "",
    ),
    "finding",
)
