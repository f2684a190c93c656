"""Quotes as they are shown: with their speaker, their partners, their source to copy, and where they lead."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.answers.answers import Answers
from dashboard.answers.quotes import Quote
from dashboard.selection.address import Links
from dashboard.selection.deck import QUOTE, Item
from dashboard.selection.selection import Selection
from dashboard.values.about import source, title, version
from dashboard.values.sentences import speaker, speaker_in_brief


@dataclass(frozen=True, slots=True)
class Card:
    """A quote to show. `shows` leads it in ("" where nobody said what it shows), `query` is what to highlight.

    `speaker` and `partners` say all that is known of both, `of` and `partner` the same in brief.
    `code` and `study` are how decks name it, `spoken` is the language of the words.
    """

    quote: Quote
    shows: str
    speaker: str
    of: str
    partners: str
    partner: str
    citation: str
    link: str
    query: str
    code: str
    study: str
    spoken: str

    @property
    def who(self) -> str:
        """Say whose words these are, and with regard to whom."""
        return " · ".join(part for part in (self.speaker, self.partners) if part)

    @property
    def brief(self) -> str:
        """Say in one short line whose words these are, with regard to whom, and where they stand."""
        return " · ".join(part for part in (self.of, self.partner, self.quote.location) if part)

    @property
    def about(self) -> str:
        """Say on which topic, whose words, with regard to whom, and where they stand."""
        return " · ".join(part for part in (self.quote.path, self.who, self.quote.location) if part)


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic and what was said on it; `path` names it with those above it, `label` alone."""

    category_id: str
    path: str
    label: str
    link: str
    cards: tuple[Card, ...]

    def of(self, group_id: str) -> tuple[Card, ...]:
        """Return the words of a group, of "" those whose group is not known."""
        return tuple(card for card in self.cards if card.quote.group_id == group_id)


def by_topic(said: Iterable[Card]) -> tuple[Topic, ...]:
    """Return cards by the topics they speak of, in the order these come first."""
    found: dict[str, list[Card]] = {}
    for card in said:
        found.setdefault(card.quote.category_id, []).append(card)
    return tuple(
        Topic(category, some[0].quote.path, some[0].quote.category, some[0].link, tuple(some))
        for category, some in found.items()
    )


def cards(answers: Answers, selection: Selection, links: Links, quotes: Iterable[Quote]) -> tuple[Card, ...]:
    """Return quotes as cards that lead to their category and can be copied with their source."""
    here = links.at(selection)
    return tuple(_card(answers, selection, here, quote) for quote in quotes)


def _card(answers: Answers, selection: Selection, links: Links, quote: Quote) -> Card:
    texts, study = answers.texts, answers.study
    partners = [*quote.partners_of_study, *(texts.assigned_by_us.format(p) for p in quote.partners_of_ours)]
    who = speaker(quote, texts)
    about = texts.about.format(texts.listed(partners)) if partners else ""
    return Card(
        quote=quote,
        shows=texts.shows.format(quote.shows.rstrip(".")) if quote.shows else "",
        speaker=who,
        of=speaker_in_brief(quote, texts),
        partners=about,
        partner=texts.listed(
            [*quote.partners_of_study, *(texts.ours_in_brief.format(p) for p in quote.partners_of_ours)]
        ),
        citation=texts.citation.format(
            text=quote.text,
            who=", ".join(part for part in (who, about) if part),
            source=source(answers, quote.location),
            study=title(answers),
            version=version(answers),
        ),
        link=links.category(quote.category_id),
        query=selection.text,
        code=Item(QUOTE, quote_id=quote.quote_id).code,
        study=study.study_id,
        spoken=study.default_language,
    )
