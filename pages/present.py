"""Zeigen und mitnehmen: what shall be shown, in which order, and what goes home with whom?"""

from dashboard import deck, markup, presentation, ui

view = ui.view()
items = [deck.read(code, view.known) for code in view.filters.deck]

ui.show(
    markup.render(
        "present.html",
        v=view,
        t=view.texts,
        shown=[presentation.show(item, view, ui.address) for item in items if item],
        older=bool(view.filters.version) and view.filters.version != view.dataset.version[:8],
        decks=[{"label": row["label"], "codes": list(row["views"])} for row in view.decks],
    ),
    "present",
)
