"""Themen: who named which topic and sub-topic, out of how many, and in which words?"""

from dashboard.html import markup
from dashboard.values import colours, figures, partners, sentences, tables
from dashboard.web import ui

view = ui.view()
texts, study = view.texts, view.dataset.study
focus = view.filters.categories[0] if len(view.filters.categories) == 1 else ""

found = view.findings()
shown = [f for f in found if f.selected or any(f.category_id == g.parent_id for g in found if g.selected)]
shown, hidden = partners.counted(shown, focus)
own = [f for f in found if f.category_id == focus]
below = [f for f in found if f.parent_id == focus and focus]
chart = figures.bars(below or own, texts, colours.DARK if ui.is_dark() else colours.LIGHT) if focus else None
table = tables.table(shown, texts)
topics = [row for row in table.rows if row.level == 2]

ui.show(
    markup.render(
        "categories.html",
        v=view,
        t=texts,
        title=own[0].category if own else texts.categories_title,
        intro=sentences.introduction(own, below, texts) if own else texts.categories_intro,
        definition=own[0].definition if own else "",
        focused=bool(focus),
        table=table,
        any_figure=any(f.state != "not_counted" for f in shown),
        legend=figures.legend(shown, texts),
        caution=sentences.caution(shown, study.caution.in_language(texts.language), texts),
        chart=chart,
        chart_base=tables.davon_example(tables.table(below, texts).rows) if below else None,
        hidden=hidden,
        topics=len(topics),
        elsewhere=sum(row.details == "elsewhere" for row in topics),
        link=lambda category: view.link("categories", view.filters.focus(category)),
    ),
    "categories",
)

if chart:
    ui.show_chart(chart.figure, chart.alt, figures.CONFIG)

if focus:
    said = view.quotes()
    cards = view.cards(said[:3])
    ui.show(
        markup.render("category_quotes.html", v=view, t=texts, cards=cards, total=len(said), chart_note=bool(chart)),
        "category-quotes",
    )
