"""Partner: what was named with regard to whom, by whom, and in which words?"""

from dashboard.answers import queries
from dashboard.html import markup
from dashboard.values import figures, partners
from dashboard.web import ui

view = ui.view()
texts = view.texts

listed = view.ask(queries.partners)
counted = [row for row in listed if row["counted"] and view.filters.partner in ("", row["partner_id"])]
uncounted = [row["label"] for row in listed if not row["counted"] and view.filters.partner in ("", row["partner_id"])]
findings = {row["partner_id"]: view.findings(partner=row["partner_id"]) for row in listed}

ui.show(
    markup.render(
        "partners.html",
        v=view,
        t=texts,
        counted=[
            partners.portrait(
                row["label"],
                findings[row["partner_id"]],
                view.cards(view.quotes(partner=row["partner_id"])),
                view.about(row["partner_id"]),
                texts,
            )
            for row in counted
        ],
        uncounted=uncounted,
        legend=figures.legend((f for row in counted for f in findings[row["partner_id"]]), texts),
        matrix=partners.matrix(
            [(row["label"], findings[row["partner_id"]]) for row in listed],
            [view.about(row["partner_id"]) for row in listed],
            texts,
        ),
    ),
    "partners",
)
