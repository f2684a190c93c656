"""Zeigen und mitnehmen: what shall be shown, in which order, and what goes home with whom?"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.answers.answers import Answers
from dashboard.kept.presentation import portfolio
from dashboard.kept.screens import screens
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
class Place:
    """One view of the deck at hand; `said` is what it says in brief, `screens` on how many.

    `up`, `down` and `out` lead to another deck. `after` is the view that is reached when this one is out.
    """

    code: str
    title: str
    path: str
    said: str
    screens: int
    up: Deck | None
    down: Deck | None
    out: Deck
    after: str


@dataclass(frozen=True, slots=True)
class Present:
    """The deck at hand. `older` says that it was put together from another version, "" else.

    `start` leads to the projector; `shipped` is (words, views, address) of the study's own decks.
    """

    codes: tuple[str, ...]
    places: tuple[Place, ...]
    screens: int
    older: str
    start: str
    here: str
    empty: str
    shipped: tuple[tuple[str, int, str], ...]
    whole_file: str
    takes: bool


def page(answers: Answers, selection: Selection, links: Links) -> Present:
    """Show the deck an address names, and how to show it and take it along."""
    address, texts, now = links.address, answers.texts, links.version[:8]
    items = [item for code in address.deck if (item := deck.read(code, links.known))]
    chosen = portfolio(answers, links.at(selection), items, "")
    shown = [(one, len(screens(one, chosen))) for one in chosen.shown]
    return Present(
        codes=address.deck,
        places=tuple(_place(n, *one, address.deck, links, texts) for n, one in enumerate(shown)),
        screens=sum(number for _, number in shown),
        older=texts.present_older.format(address.version, now) if address.version not in ("", now) else "",
        start=links.beside("/vortrag", address.deck),
        here=links.presenting(address.deck),
        empty=links.presenting(()),
        shipped=tuple(
            (row["label"], len(row["views"]), links.presenting(tuple(row["views"]))) for row in answers.decks()
        ),
        whole_file=links.beside("/mitnehmen/html"),
        takes=not answers.study.preview,
    )


def _place(n: int, shown: Shown, number: int, codes: Sequence[str], links: Links, texts: Texts) -> Place:
    before, after = tuple(codes[:n]), tuple(codes[n + 1 :])
    return Place(
        code=shown.code,
        title=shown.title,
        path=shown.path,
        said=_said(shown, texts),
        screens=number,
        up=_deck((*before[:-1], codes[n], *before[-1:], *after), links) if before else None,
        down=_deck((*before, *after[:1], codes[n], *after[1:]), links) if after else None,
        out=_deck((*before, *after), links),
        after=after[0] if after else before[-1] if before else shown.code,
    )


def _deck(codes: Sequence[str], links: Links) -> Deck:
    return Deck(links.presenting(codes), " ".join(codes))


def _said(shown: Shown, texts: Texts) -> str:
    """Say in brief what a view says: its message, else its points, else its first quote."""
    if shown.sentence or shown.points:
        return shown.sentence or _cut(" ".join(shown.points), LONGEST_SAID)
    return texts.quoted.format(_cut(shown.quotes[0].quote.text, LONGEST_QUOTED)) if shown.quotes else ""


def _cut(words: str, most: int) -> str:
    """Return words as they are, or up to a blank before so many letters, with an ellipsis."""
    return words if len(words) <= most + 5 else words[: most - 2].rsplit(" ", 1)[0] + " …"
