"""Gruppen im Vergleich: where do the groups differ, and how much of it hangs on one person?"""

from dataclasses import replace
from itertools import combinations

from dashboard import comparisons, filters, markup, queries, sentences, ui

view = ui.view()
texts = view.texts

groups = [row["group_id"] for row in view.ask(queries.groups)]
side = comparisons.side_by_side(view.findings(), view.filters.groups, groups, view.filters.order)

ui.show(
    markup.render(
        "groups.html",
        v=view,
        t=texts,
        any=any(f.is_figure for f in side.topics),
        reliable=side.reliable,
        unreliable=side.unreliable,
        counts=side.counts,
        pairs=[
            (
                texts.listed([view.known.groups[g] for g in pair]),
                view.link("groups", replace(view.filters, groups=pair)),
            )
            if set(pair) != set(side.groups)
            else (texts.listed([view.known.groups[g] for g in pair]), "")
            for pair in combinations(groups, 2)
        ]
        if len(groups) > 2
        else [],
        order=view.filters.order,
        orders=[(o, view.link("groups", replace(view.filters, order=o))) for o in filters.ORDERS],
        shorts=list({f.group_id: f.short for f in side.topics}.values())[:2],
        caution=sentences.caution(side.topics, view.dataset.study.caution.in_language(texts.language), texts),
        link=lambda category: view.link("categories", view.filters.focus(category)),
    ),
    "groups",
)
