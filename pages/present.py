"""Zeigen und mitnehmen: what shall be shown, in which order, and what goes home with whom?"""

from dashboard.html import markup
from dashboard.kept import presentation, screens
from dashboard.selection import deck
from dashboard.web import ui

view = ui.view()
items = [item for code in view.filters.deck if (item := deck.read(code, view.known))]
chosen = presentation.portfolio(view, items, "", ui.address)

ui.show(
    markup.render(
        "present.html",
        v=view,
        t=view.texts,
        shown=chosen.shown,
        screens=sum(len(screens.screens(shown, chosen)) for shown in chosen.shown),
        older=bool(view.filters.version) and view.filters.version != view.dataset.version[:8],
        decks=[{"label": row["label"], "codes": list(row["views"])} for row in view.decks],
    ),
    "present",
)
