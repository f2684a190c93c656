"""Gruppen im Vergleich: where do the groups differ, and how much of it hangs on one person?"""

from dataclasses import replace
from itertools import combinations, groupby

from dashboard import comparisons, filters, markup, queries, sentences, ui

view = ui.view()
texts = view.texts

groups = [row["group_id"] for row in view.ask(queries.groups)]
chosen = view.filters.groups if len(view.filters.groups) == 2 else groups[:2]
topics = [f for f in view.findings() if f.selected and f.level == 2 and f.group_id in chosen]
by_category = [list(cells) for _, cells in groupby(topics, key=lambda f: f.category_id)]
compared = [c for cells in by_category if (c := comparisons.compare(cells))]
ordered = comparisons.sorted_by(compared, view.filters.order)

ui.show(
    markup.render(
        "groups.html",
        v=view,
        t=texts,
        any=any(f.is_figure for f in topics),
        reliable=[c for c in ordered if c.is_reliable],
        unreliable=[c for c in ordered if not c.is_reliable],
        counts={
            "all": len(ordered),
            "one": sum(not c.is_reliable for c in ordered),
            "two": sum(c.turn == 2 for c in ordered),
            "three": sum(c.turn > 2 for c in ordered),
        },
        pairs=[
            (
                texts.listed([view.known.groups[g] for g in pair]),
                view.link("groups", replace(view.filters, groups=pair)),
            )
            if set(pair) != set(chosen)
            else (texts.listed([view.known.groups[g] for g in pair]), "")
            for pair in combinations(groups, 2)
        ]
        if len(groups) > 2
        else [],
        order=view.filters.order,
        orders=[(o, view.link("groups", replace(view.filters, order=o))) for o in filters.ORDERS],
        shorts=list(dict.fromkeys(f.short for f in topics))[:2],
        caution=sentences.caution(topics, view.dataset.study.caution.in_language(texts.language), texts),
        link=lambda category: view.link("categories", view.filters.focus(category)),
    ),
    "groups",
)
