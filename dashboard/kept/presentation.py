"""Views somebody chose, collected to take along or to show: what each says is its page's own value."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from dashboard.answers.answers import Answers
from dashboard.selection.address import Links
from dashboard.selection.deck import QUOTE, Item, without
from dashboard.texts import LANGUAGES, Texts
from dashboard.values import page_of
from dashboard.values.about import about
from dashboard.values.shown import Shown, write_out

LONGEST_ADDRESS = 500


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Views of one study to take along.

    `notice` says what must stand on every page: invented, internal, or "". `asked` are the groups as (name, persons,
    position). `codebook` is (level, label, definition),
    `spoken` the language of the study's own words, its quotes.
    """

    study_id: str
    title: str
    question: str
    version: str
    hash: str
    source: str
    source_brief: str
    licenses: str
    caution: str
    notice: str
    day: str
    address: str
    bases: str
    asked: tuple[tuple[str, int, int], ...]
    shown: tuple[Shown, ...]
    codebook: tuple[tuple[int, str, str], ...]
    spoken: str
    texts: Texts

    @property
    def file_name(self) -> str:
        """Return a name that sorts and says what is inside, without ending: study, day, beginning of the hash."""
        invented = f"_{self.texts.invented}" if self.notice else ""
        return f"{self.study_id}_{self.day}_{self.hash[:4]}{invented}"

    def quoted(self, words: str) -> str:
        """Return a respondent's words in the quotation marks of their own language."""
        return LANGUAGES[self.spoken].quoted.format(words)

    def place_of(self, kept: Shown, *, brief: bool = False) -> str:
        """Say where the study says what a view shows; `brief` names it by its authors alone."""
        source = self.source_brief if brief else self.source
        return ", ".join(part for part in (source, kept.location) if part)

    def source_of(self, kept: Shown) -> str:
        """Say what the figures of a view stand on: base, place in the study, study, version."""
        base = self.texts.stage_base.format(kept.bases) if kept.figures else ""
        return " · ".join(part for part in (base, self.place_of(kept), self.version) if part)

    def with_notes(self, notes: Mapping[str, str], on_slides: Collection[str] = ()) -> Self:
        """Return the same with the presenter's own words at their views, on the slides of those she wants them on."""
        noted = (replace(s, note=notes.get(s.code, ""), note_on_slide=s.code in on_slides) for s in self.shown)
        return replace(self, shown=tuple(noted))


def portfolio(answers: Answers, links: Links, items: Sequence[Item], day: str) -> Portfolio:
    """Write out views to take along; `day` is the ISO date they were taken."""
    study, texts = answers.study, answers.texts
    here = about(answers, links.address.selection)
    kept = tuple(_once(item, keep(item, answers, links), items) for item in items)
    bases = {one.bases for one in kept}
    everything = answers.findings(links.address.selection.cleared())
    return Portfolio(
        study_id=study.study_id,
        title=here.title,
        question=study.question.in_language(texts.language),
        version=here.version,
        hash=here.hash,
        source=here.source,
        source_brief="; ".join(source.brief for source in study.sources),
        licenses="; ".join(study.licenses),
        caution=here.caution,
        notice=here.notice,
        day=day,
        address=_address(kept, links),
        bases=bases.pop() if len(bases) == 1 else here.bases,
        asked=tuple(
            (group["label"], group["respondents"], group["position"])
            for group in answers.groups(links.address.selection.set_id)
        ),
        shown=kept,
        codebook=tuple({f.category_id: (f.level, f.category, f.definition) for f in everything}.values()),
        spoken=study.default_language,
        texts=texts,
    )


def keep(item: Item, answers: Answers, links: Links) -> Shown:
    """Write one view out, with its address and the words for what it selects."""
    selection = item.selection
    here = replace(links, known=replace(links.known, groups=answers.known(selection.set_id).groups)).at(selection)
    if item.page == QUOTE:
        quote = next(q for q in answers.quotes(selection) if q.quote_id == item.quote_id)
        path, kept = (
            f"{to.page('quotes', selection.focus(quote.category_id))}#{quote.quote_id}" for to in (here, here.lasting())
        )
        question = answers.texts.question_quote
        written = write_out(answers, selection, here, title=quote.path, quotes=[quote], question=question)
    else:
        path, kept = here.page(item.page), here.lasting().page(item.page)
        written = page_of(item.page).shown(answers, selection, here)
    around = about(answers, selection)
    return replace(
        written,
        code=item.view,
        left_out=item.left_out,
        path=path,
        address=links.whole(kept),
        selection=around.selected,
        bases=around.bases,
        spelled=around.spelled,
    )


def _once(item: Item, kept: Shown, items: Sequence[Item]) -> Shown:
    """Leave out of a deck's views the quotes it shows elsewhere: what is taken home is what was chosen.

    A view with a table shows none of its own, one with a topic's figures the first that has no view of its own.
    """
    if item.page in (QUOTE, "quotes") or len(items) == 1:
        return kept
    alone = {other.quote_id for other in items if other.page == QUOTE}
    others = [card for card in kept.quotes if card.quote.quote_id not in alone]
    return replace(kept, quotes=() if kept.table else tuple(others[:1]))


def _address(kept: Sequence[Shown], links: Links) -> str:
    """Return where to read on: the only view, the deck where its address is short enough for paper, else the study."""
    if len(kept) == 1:
        return kept[0].address
    cleared = links.at(links.address.selection.cleared())
    deck = links.whole(cleared.presenting([without(one.code, one.left_out) for one in kept]))
    return deck if kept and len(deck) <= LONGEST_ADDRESS else links.whole(cleared.lasting().page("overview"))
