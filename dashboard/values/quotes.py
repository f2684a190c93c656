"""Im Wortlaut: what did they say, word for word?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.answers.answers import Answers
from dashboard.answers.quotes import Quote
from dashboard.selection.address import SIDE, Links
from dashboard.selection.selection import Selection
from dashboard.texts import Texts
from dashboard.texts.folding import fold, matches
from dashboard.values.shown import Shown, write_out


@dataclass(frozen=True, slots=True)
class Quotes:
    """Every quote of a selection, topic by topic; whoever shows them makes `cards` of those a page holds.

    `lean` says how many are whose. `groups` are (id, label) of the columns where topics stand beside each other by
    group, () where they stand below each other; `arranged` is (words, address), "" for the way they stand now.
    `topics` are (label, address) of those whose names have the words that are searched.
    """

    intro: str
    found: str
    hidden: str
    lean: str
    arranged: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, str], ...]
    topics: tuple[tuple[str, str], ...]
    quotes: tuple[Quote, ...]


def page(answers: Answers, selection: Selection, links: Links) -> Quotes:
    """Show what respondents said, and how many quotes are hidden because their group is not known."""
    texts, place = answers.texts, {category: n for n, category in enumerate(answers.known(selection.set_id).categories)}
    said = sorted(answers.quotes(selection), key=lambda quote: place[quote.category_id])
    spoken = answers.study.default_language
    hidden = int(answers.counts(selection)["hidden"])
    here = links.at(selection)
    groups = _groups(answers, selection, said)
    beside = links.address.order == SIDE
    said_by = {quote.group_id for quote in said}
    ways = ((texts.quotes_below, "", beside), (texts.quotes_beside, SIDE, not beside))
    return Quotes(
        intro=" ".join([texts.quotes_intro, *([texts.quotes_spoken[spoken]] if spoken != texts.language else [])]),
        found=texts.count(texts.quotes_found, len(said)),
        hidden=texts.count(texts.quotes_hidden, hidden) if hidden else "",
        lean=_lean(groups, said, texts) if len(groups) > 1 and len(said) > 1 else "",
        arranged=tuple((words, here.shown("quotes", order=order) if other else "") for words, order, other in ways)
        if len(groups) > 1
        else (),
        groups=tuple((group, label) for group, label in groups if group in said_by) if beside else (),
        topics=_topics(links, selection) if selection.text else (),
        quotes=tuple(said),
    )


def _groups(answers: Answers, selection: Selection, said: Iterable[Quote]) -> tuple[tuple[str, str], ...]:
    """Return (id, label) of the groups whose words these may be, last "" where some are nobody's."""
    found = {quote.group_id: quote.group for quote in said}
    asked = {row["group_id"]: row["label"] for row in answers.groups(selection.set_id)}
    chosen = selection.groups or asked
    groups = {
        group: label for group, label in {**asked, **found}.items() if group and (group in chosen or group in found)
    }
    return (*groups.items(), *([("", answers.texts.unassigned)] if "" in found else []))


def _topics(links: Links, selection: Selection) -> tuple[tuple[str, str], ...]:
    words = fold(selection.text).split()
    here = links.at(replace(selection, text=""))
    return tuple(
        (label, here.category(category))
        for category, label in links.known.categories.items()
        if words and all(matches(label, word) for word in words)
    )


def _lean(groups: Iterable[tuple[str, str]], said: Iterable[Quote], texts: Texts) -> str:
    """Say how many quotes are of which group: examples lean, and a reader must know where to."""
    number = Counter(quote.group_id for quote in said)
    by_number = sorted(groups, key=lambda group: -number[group[0]])
    return texts.quotes_lean.format(", ".join(f"{label} {number[group]}" for group, label in by_number))


def shown(answers: Answers, selection: Selection, links: Links) -> Shown:
    """Write out the first quotes of a selection."""
    texts, said = answers.texts, answers.quotes(selection)
    selected = selection.sentence(answers.known(selection.set_id), texts) or texts.everything
    brief = [texts.count(texts.brief_quotes, len(said)).format(selected) if said else texts.no_quotes_here]
    question = texts.question_quote
    return write_out(answers, selection, links, title=texts.quotes, quotes=said, question=question, brief=brief)
