"""The page that explains the addresses of figures, and the schema of what they answer."""

from functools import cache
from html import escape
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard import settings
from dashboard.answers.reader import Reader
from dashboard.html import markup
from dashboard.selection.pages import API, PAGES
from dashboard.selection.selection import Selection
from dashboard.values.about import absent
from dashboard.web import document
from dashboard.web.asked import opened_for
from dashboard.web.first_content import Answer

SCHEMA_AT = f"{API}/figures.schema.json"
SCHEMA = Path(__file__).parents[2] / "docs" / "figures.schema.json"
LOCAL = "http://127.0.0.1:8501"
"""Where a program finds a server that has no public address, as the README starts it."""
PROGRAM = """\
import json
from urllib.request import urlopen

with urlopen("{}") as answer:
    page = json.load(answer)
for figure in page["figures"]:
    print(figure["group"], figure["words"], page["study"]["hash"][:8])
"""


async def explained(request: Request) -> Response:
    """Serve the page, with examples of the study the address names."""
    opened = await run_in_threadpool(opened_for, request, "")
    if isinstance(opened, Response):
        return opened
    if opened.answers.study.preview:
        return PlainTextResponse(opened.texts.take_preview, status_code=403)
    return (await run_in_threadpool(_page, opened)).response(request.scope)


async def schema(request: Request) -> Response:
    """Serve the description of every JSON answer."""
    return _schema().response(request.scope)


@cache
def _schema() -> Answer:
    return Answer.of(SCHEMA.read_bytes(), "en", media_type="application/schema+json")


def _page(opened: Reader) -> Answer:
    t, base, examples = opened.texts, opened.links.base, _examples(opened)
    first = examples[0][1] if examples else ""
    languages = (("de", "Deutsch"), ("en", "English"))
    body = markup.render(
        "api.html",
        t=t,
        home=opened.links.page("overview"),
        languages=[(language, name, opened.links.explained(language)) for language, name in languages],
        pages=[(page, [base + page.file(e) for e in page.files]) for page in PAGES.values() if page.files],
        examples=examples,
        program=PROGRAM.format(opened.links.whole(first) or LOCAL + first),
        open=settings.is_open(),
        schema=base + SCHEMA_AT,
    )
    head = f"<title>{escape(t.api_title)} – Befundatlas</title>"
    return Answer.of(document.alone(t.language, head, body), t.language)


def _examples(opened: Reader) -> list[tuple[str, str]]:
    """Return (words, address) of some files there are, of a topic that was counted."""
    counted = [f for f in opened.answers.findings() if f.is_figure and f.low]
    if not counted:
        return []
    leads = [lead.category_id for lead in opened.answers.study.lead]
    first = next((f for f in counted if f.category_id in leads), counted[0])
    topic = Selection(categories=(first.category_id,))
    chosen = {
        "finding.json": Selection(categories=topic.categories, groups=(first.group_id,)),
        "finding.svg": topic,
        "categories.csv": Selection(),
        "partners.json": Selection(),
        "quotes.json": topic,
    }
    away = absent(opened.answers)
    named = [(*example.split("."), words) for example, words in opened.texts.api_example.items()]
    return [
        (words, dict(opened.links.at(chosen[f"{page}.{ending}"]).figures(page))[ending])
        for page, ending, words in named
        if page not in away
    ]


ROUTES = [Route(API, explained), Route(SCHEMA_AT, schema)]
