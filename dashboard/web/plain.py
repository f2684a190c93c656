"""Every page without Streamlit: the same value, written into the document that is answered.

It is what a reader sees first, and all she sees where no live connection comes, where scripts are off, and in the
preview of a link.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape
from typing import Any, TypeVar

from dashboard import settings
from dashboard.answers.reader import Reader
from dashboard.exports import link_picture
from dashboard.html import linked, markup
from dashboard.kept import present
from dashboard.kept.presentation import portfolio
from dashboard.package.dataset import FaultyPackage
from dashboard.selection.address import ALL, Address
from dashboard.selection.deck import Item
from dashboard.selection.known import Known
from dashboard.selection.pages import PAGES, Page
from dashboard.texts import DE, LANGUAGES, Texts
from dashboard.values import contents, page_of
from dashboard.values.about import About, about
from dashboard.values.cards import by_topic, cards
from dashboard.web import errors, frame, history, navigation, studies
from dashboard.web.filter_bar import lie_open
from dashboard.web.states import NotShown, Parameters

T = TypeVar("T")
MOST_QUOTES = 200
"""Quotes that stand on a plain page; whoever wants more narrows."""
MAKERS: Mapping[str, Callable[..., object]] = {"present": present.page, "changes": history.changes}
"""What makes the pages that need more than one package: its deck, its other states."""
UNINDEXED = '<meta name="robots" content="noindex">'
"""What search engines are told of a page that is no newest state: there they lead to the newest."""


def write(path: str, parameters: Mapping[str, list[str]], server: str, made: Callable[[str, str, str], T]) -> T | None:
    """Return what `made` makes of a page's head, body and language, for what an address asks, kept once it is made.

    None where there is nothing to show. `server` is where this server is asked, as the browser knows it. Raise NotShown
    where the address means a state that is not shown.
    """
    here = studies.read(parameters, server)
    if isinstance(here, NotShown):
        raise here
    if here is None or isinstance(here, FaultyPackage):
        return None
    page = next(page for page in PAGES.values() if page.path == path)

    def make() -> T:
        said = about(here.answers, here.selection)
        maker = MAKERS[page.name] if page.name in MAKERS else page_of(page.name).page
        value: Any = maker(here.answers, here.selection, here.links)
        return made(_head(here, page, said, value), _body(here, page, said, value), here.texts.language)

    return studies.written(here, ("plain", page.name), make)


def not_shown(path: str, parameters: Parameters, state: NotShown, language: str) -> tuple[str, str]:
    """Return head and body of the page that says why a state is not shown, and leads to the newest."""
    page = next(page for page in PAGES.values() if page.path == path)
    texts = LANGUAGES[language]
    body = markup.render(
        "plain_state.html", t=texts, home=studies.base() + "/", **frame.not_shown(state, page, parameters)
    )
    return f"<title>{escape(texts.not_shown_title[state.is_withdrawn])} – Befundatlas</title>{UNINDEXED}", body


def missing(language: str, base: str) -> tuple[str, str]:
    """Return head and body of the page that says there is none here, and leads on."""
    texts = LANGUAGES[language]
    asked = "" if texts is DE else f"?lang={language}"
    ways = [(getattr(texts, page.name), base + page.path + asked) for page in PAGES.values() if page.listed]
    body = markup.render("missing.html", t=texts, home=base + "/" + asked, ways=ways)
    return f"<title>{escape(texts.missing_title)} – Befundatlas</title>", body


def _body(here: Reader, page: Page, around: About, value: Any) -> str:
    quotes = value.quotes[:MOST_QUOTES] if page.name == "quotes" else ()
    return markup.render(
        "plain.html",
        t=here.texts,
        a=around,
        links=here.links,
        o=frame.operator(here.texts),
        p=value,
        form=_form(here, page, around),
        topics=by_topic(cards(here.answers, here.selection, here.links, quotes)),
        part="whole",
        skip_to="#befundatlas-main",
        filtered=page.filtered,
        pages=navigation.pages(here, page.name, around.absent),
        studies=navigation.studies_of(here, page.name, {}),
        **frame.around_page(here, page.name),
    )


def _form(here: Reader, page: Page, around: About) -> dict[str, Any]:
    """Return what the form of filters offers, what of it is chosen, and what of the address travels along."""
    chosen, known = here.selection, here.known
    narrowed = here.address if here.address.opened == ALL else replace(here.address, opened="")
    return {
        "action": here.links.base + page.path,
        "quotes": here.links.base + PAGES["quotes"].path,
        "with_search": _along(here.address.on("quotes"), known, "q"),
        "with_filters": _along(narrowed, known, "category", "group", "partner", "set"),
        "filtered": page.filtered,
        "searched": "quotes" not in around.absent,
        "text": chosen.text,
        "categories": _categories(here),
        "chosen": {*chosen.categories, *map(known.top_of, chosen.categories), *chosen.groups},
        "groups": [(group, words, 0) for group, words in known.groups.items()],
        "at_sight": lie_open(known),
        "sets": list(known.sets.items()) if len(known.sets) > 1 else [],
        "set": chosen.set_id or next(iter(known.sets), ""),
        "partners": _partners(here) if "partners" not in around.absent else [],
        "partner": chosen.partner,
    }


def _along(address: Address, known: Known, *without: str) -> list[tuple[str, str]]:
    """Return what travels along with a form unseen: all of an address but what the form itself asks for."""
    own = {*without, "deck"}
    return [(name, value) for name, values in address.parameters(known).items() if name not in own for value in values]


def _categories(here: Reader) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """Return (label, topics) of the boxes of the filter bar, each topic with whether it is one of the third level."""
    t, known = here.texts, here.known
    levels = [level.in_language(t.language) for level in here.answers.study.levels]
    tops = [(c, words, False) for c, words in known.categories.items() if not known.parents[c]]
    below = [(c, words, len(known.ancestors(c)) > 1) for c, words in known.categories.items() if known.parents[c]]
    named = t.topic if levels[0] != t.topic else levels[-1]
    return [(levels[0], tops), *([(named, below)] if below and len(levels) > 1 else [])]


def _partners(here: Reader) -> list[tuple[str, str]]:
    t = here.texts
    counted = {row["partner_id"]: row["counted"] for row in here.answers.partners()}
    forms = {partner: t.partner_counted if counted[partner] else t.partner_uncounted for partner in here.known.partners}
    return [("", t.all_option), *((p, forms[p].format(label)) for p, label in here.known.partners.items())]


def _head(here: Reader, page: Page, around: About, value: Any) -> str:
    """Introduce the page to whoever shows a link to it: nothing the page does not say itself."""
    public = settings.address()
    return markup.render(
        "head.html",
        title=contents.heading(value, page.name, here.texts),
        name=around.title,
        description=_description(here.texts, page, value),
        address=public + here.links.shown(page.name).removeprefix(here.links.base) if public else "",
        language=here.texts.language,
        picture=_picture(here, page) if public else None,
        unindexed=UNINDEXED if here.address.version else "",
        linked=_linked(here, page, value) if public and not here.answers.study.synthetic else "",
    )


def _picture(here: Reader, page: Page) -> dict[str, Any] | None:
    """Return where the picture that introduces a link lies, and what it says, None where there is none."""
    at = here.links.picture(page.name)
    if not at or here.answers.study.preview:
        return None
    try:
        said = link_picture.made(portfolio(here.answers, here.links, [Item.of(page.name, here.selection)], ""))
    except Exception as error:  # a page is worth more than its picture
        errors.note(error)
        return None
    size = {"width": link_picture.WIDTH, "height": link_picture.HEIGHT}
    return {"address": here.links.whole(at), "alt": said.alt, **size}


def _linked(here: Reader, page: Page, value: Any) -> str:
    """Describe for programs what the page holds; nothing invented, and nothing that has no address."""
    if page.name == "quotes":
        return linked.quotations(here, value.quotes)
    return linked.dataset(here, _description(here.texts, page, value)) if page.name == "overview" else ""


def _description(texts: Texts, page: Page, value: Any) -> str:
    """Return what was found, else what there is to read: words of the page itself."""
    stated = getattr(value, "answer", None) or getattr(value, "statement", None)
    if stated:
        return str(stated.text)
    figures = getattr(value, "figures", ())
    own = getattr(value, "provenance", "") or getattr(value, "intro", "") or (figures and figures[0].cell.sentence)
    return str(own or getattr(texts, f"{page.name}_intro", "") or texts.choose_finding)
