"""Im Wortlaut: what did they say, word for word?"""

from dataclasses import dataclass

from dashboard.answers.answers import Answers
from dashboard.answers.quotes import Quote
from dashboard.selection.address import Links
from dashboard.selection.selection import Selection
from dashboard.values.shown import Shown, write_out


@dataclass(frozen=True, slots=True)
class Quotes:
    """Every quote of a selection, in order; whoever shows them makes `cards` of those a page holds."""

    intro: str
    found: str
    hidden: str
    quotes: tuple[Quote, ...]


def page(answers: Answers, selection: Selection, _links: Links) -> Quotes:
    """Show what respondents said, and how many quotes are hidden because their group is not known."""
    texts, said = answers.texts, answers.quotes(selection)
    spoken = answers.study.default_language
    hidden = int(answers.counts(selection)["hidden"])
    return Quotes(
        intro=" ".join([texts.quotes_intro, *([texts.quotes_spoken[spoken]] if spoken != texts.language else [])]),
        found=texts.count(texts.quotes_found, len(said)),
        hidden=texts.count(texts.quotes_hidden, hidden) if hidden else "",
        quotes=said,
    )


def shown(answers: Answers, selection: Selection, links: Links) -> Shown:
    """Write out the first quotes of a selection."""
    texts, said = answers.texts, answers.quotes(selection)
    return write_out(answers, selection, links, title=texts.quotes, quotes=said, question=texts.question_quote)
