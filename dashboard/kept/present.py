"""Zeigen und mitnehmen: what shall be shown, in which order, and what goes home with whom?"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.answers.answers import Answers
from dashboard.kept.presentation import portfolio
from dashboard.kept.screens import Screen, screens
from dashboard.kept.thumbnails import thumbnail
from dashboard.selection import deck
from dashboard.selection.address import Links
from dashboard.selection.selection import Selection
from dashboard.texts import Texts
from dashboard.values.shown import Shown

LONGEST_SAID, LONGEST_QUOTED = 200, 160


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck one click away: its address and its views as the browser keeps them."""

    href: str
    codes: str


@dataclass(frozen=True, slots=True)
class Thumb:
    """One screen of a view in small. `other` is the deck without it, or with it again; None: it is the last one."""

    number: int
    headline: str
    picture: Markup
    is_left_out: bool
    other: Deck | None


@dataclass(frozen=True, slots=True)
class Place:
    """One view of the deck at hand; `said` is what it says in brief, `screens` how many it becomes.

    `code` names it in the deck, `view` whatever of it is left out. `up`, `down` and `out` lead to another deck. `after`
    is the view that is reached when this one is out.
    """

    code: str
    view: str
    title: str
    path: str
    said: str
    screens: int
    thumbs: tuple[Thumb, ...]
    up: Deck | None
    down: Deck | None
    out: Deck
    after: str


@dataclass(frozen=True, slots=True)
class Present:
    """The deck at hand.

    `start` leads to the projector; `shipped` is (words, views, address) of the study's own decks.
    """

    codes: tuple[str, ...]
    places: tuple[Place, ...]
    screens: int
    start: str
    here: str
    empty: str
    shipped: tuple[tuple[str, int, str], ...]
    whole_file: str
    takes: bool


def page(answers: Answers, selection: Selection, links: Links) -> Present:
    """Show the deck an address names, and how to show it and take it along."""
    address, texts = links.address, answers.texts
    items = [item for code in address.deck if (item := deck.read(code, links.known))]
    chosen = portfolio(answers, links.at(selection), items, "")
    codes = [item.code for item in items]
    places = tuple(_place(n, one, screens(one, chosen), codes, links, texts) for n, one in enumerate(chosen.shown))
    return Present(
        codes=address.deck,
        places=places,
        screens=sum(place.screens for place in places),
        start=links.beside("/vortrag", address.deck),
        here=links.presenting(address.deck),
        empty=links.presenting(()),
        shipped=tuple(
            (row["label"], len(row["views"]), links.presenting(tuple(row["views"]))) for row in answers.decks()
        ),
        whole_file=links.beside("/mitnehmen/html"),
        takes=not answers.study.preview,
    )


def _place(n: int, shown: Shown, cut: Sequence[Screen], codes: Sequence[str], links: Links, texts: Texts) -> Place:
    before, after = tuple(codes[:n]), tuple(codes[n + 1 :])
    left_out = {screen.part for screen in cut} & set(shown.left_out)
    left_out = left_out if len(left_out) < len(cut) else left_out - {1}

    def thumb(screen: Screen) -> Thumb:
        others = sorted(left_out ^ {screen.part})
        deck_of_others = _deck((*before, deck.without(shown.code, others), *after), links)
        is_last = len(others) == len(cut)
        return Thumb(
            number=screen.part,
            headline=screen.headline,
            picture=thumbnail(screen),
            is_left_out=screen.part in left_out,
            other=None if is_last else deck_of_others,
        )

    return Place(
        code=codes[n],
        view=shown.code,
        title=shown.title,
        path=shown.path,
        said=_said(shown, texts),
        screens=len(cut) - len(left_out),
        thumbs=tuple(thumb(screen) for screen in cut),
        up=_deck((*before[:-1], codes[n], *before[-1:], *after), links) if before else None,
        down=_deck((*before, *after[:1], codes[n], *after[1:]), links) if after else None,
        out=_deck((*before, *after), links),
        after=after[0] if after else before[-1] if before else codes[n],
    )


def _deck(codes: Sequence[str], links: Links) -> Deck:
    return Deck(links.presenting(codes), " ".join(codes))


def _said(shown: Shown, texts: Texts) -> str:
    """Say in brief what a view says: its message, else its points, else its first quote."""
    if shown.statement and not shown.cells:
        return shown.statement.text
    if said := shown.sentence or " ".join(shown.points or shown.brief[:1]):
        return said if shown.sentence else _cut(said, LONGEST_SAID)
    return texts.quoted.format(_cut(shown.quotes[0].quote.text, LONGEST_QUOTED)) if shown.quotes else ""


def _cut(words: str, most: int) -> str:
    """Return words as they are, or up to a blank before so many letters, with an ellipsis."""
    return words if len(words) <= most + 5 else words[: most - 2].rsplit(" ", 1)[0] + " …"
