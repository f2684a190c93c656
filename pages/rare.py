"""Selten oder nicht genannt: what did one person, one group or nobody name, and what was not asked?"""

from dashboard import markup, rare, ui

view = ui.view()
texts = view.texts

found = [f for f in view.findings() if f.selected]
sections = (
    (texts.single_title, texts.single_text, rare.single(found, texts)),
    (texts.one_group_title, "", rare.one_group(found, texts)),
    (texts.nobody_title, texts.not_named_note, rare.nobody(found, texts)),
    (texts.unasked_title, "", rare.unasked(found, texts)),
)

ui.show(
    markup.render(
        "rare.html",
        v=view,
        t=texts,
        sections=[(title, note, [(m.words, view.detail(m.finding)) for m in items]) for title, note, items in sections],
    ),
    "rare",
)
