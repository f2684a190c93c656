"""The line above a page of an older state: which it is, what of this view has changed since, where the newest is."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.answers.answers import Answers
from dashboard.selection import deck
from dashboard.selection.address import Links
from dashboard.selection.pages import PAGES
from dashboard.selection.selection import Selection
from dashboard.texts import Texts
from dashboard.values.about import version
from dashboard.values.differences import different, figures, moved


@dataclass(frozen=True, slots=True)
class Older:
    """What is said of an older state, and (words, address) of the ways on."""

    said: str
    ways: tuple[tuple[str, str], ...]


def older(page: str, then: Answers, here: Links, now: Answers | None, there: Links) -> Older:
    """Say that a page shows an older state. `now` and `there`: the newest, None where it cannot be opened."""
    texts = then.texts
    said = texts.older.format(version(then), texts.date(then.study.created[:10]))
    if now is None:
        return Older(said, ())
    whole = not PAGES[page].filtered and not here.address.deck
    changed = _changed(page, then, here, now, there, texts)
    since = (
        texts.older_changed[whole].format(texts.listed(changed))
        if changed
        else texts.older_same[2 if page == "quotes" else whole]
    )
    return Older(f"{said} {since}", ((texts.to_newest, there.shown(page)), (texts.older_all, there.page("changes"))))


def _changed(page: str, then: Answers, here: Links, now: Answers, there: Links, texts: Texts) -> list[str]:
    """Return how many figures and quotes of a view differ, in words."""
    figured = page != "quotes" and different(
        figures(then, _views(page, here)), figures(now, _views(page, there)), texts
    )
    quoted = (page in ("quotes", "categories", "finding") or not PAGES[page].filtered) and moved(
        then.quotes(_narrowed(page, here)), now.quotes(_narrowed(page, there))
    ).all
    return [
        texts.count(forms, number)
        for forms, number in ((texts.older_figures, len(figured or ())), (texts.older_quotes, int(quoted)))
        if number
    ]


def _narrowed(page: str, links: Links) -> Selection:
    selection = links.address.selection
    return selection if PAGES[page].filtered else selection.cleared()


def _views(page: str, links: Links) -> Sequence[Selection]:
    """Return what a page shows the figures of: its selection, by each partner, or the views of a deck."""
    chosen = _narrowed(page, links)
    if page == "partners" and not chosen.partner:
        return [_with(chosen, partner) for partner in ("", *links.known.partners)]
    items = [deck.read(code, links.known) for code in links.address.deck] if page == "present" else []
    return [item.selection for item in items if item] or [chosen]


def _with(selection: Selection, partner: str) -> Selection:
    return Selection(selection.categories, selection.groups, selection.set_id, partner)
