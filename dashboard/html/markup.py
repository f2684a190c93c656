"""Values become HTML here, through templates that escape everything that comes from data."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from dashboard.answers.findings import Finding
from dashboard.selection import deck
from dashboard.selection.address import Links
from dashboard.texts import LANGUAGES, Texts
from dashboard.texts.folding import matches
from dashboard.values import figures, sentences
from dashboard.values.comparisons import Comparison


def render(template: str, /, **values: object) -> str:
    """Return the HTML of one template below `templates/`."""
    return _ENVIRONMENT.get_template(template).render(**values)


def highlight(text: str, query: str) -> Markup:
    """Mark the words of `query` in `text`; everything is escaped."""
    pieces, end = [], 0
    for start, stop in matches(text, query) if query else []:
        pieces += [escape(text[end:start]), Markup("<mark>"), escape(text[start:stop]), Markup("</mark>")]
        end = stop
    return Markup("").join([*pieces, escape(text[end:])])


def spoken(words: str, language: str) -> Markup:
    """Put words into the quotation marks of their own language; words that are no Markup are escaped."""
    return escape(LANGUAGES[language].quoted).format(words)


def plain(words: str) -> str:
    """Return words for a label that is read as Markdown, so that it shows the letters as they are.

    Addresses become links and "->" an arrow even where every sign is escaped; an invisible joiner inside prevents it.
    """
    joined = re.sub(
        r"(?i)(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)|(?<=[-<>=~])(?=[-<>=~])", "\u2060", " ".join(words.split())
    )
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", joined)


def unbroken(text: str) -> str:
    """Keep "9 von 15" together where lines break."""
    return re.sub(r"(\d) (von|der|of|of the) (\d)", "\\1\u00a0\\2\u00a0\\3", text)


def _dots(finding: Finding, texts: Texts) -> Markup:
    return Markup(figures.dots(finding, texts))  # noqa: S704 (figures escapes the sentence, the rest is numbers)


def _sample(mark: figures.Mark) -> Markup:
    return Markup(figures.sample(mark))  # noqa: S704 (a fixed drawing)


def _persons(number: int, most: int, alt: str) -> Markup:
    return Markup(figures.persons(number, most, alt))  # noqa: S704 (figures escapes the text, the rest is numbers)


def _pair(comparison: Comparison, texts: Texts, links: Links) -> Markup:
    return Markup(figures.side_by_side(comparison, texts, links))  # noqa: S704 (figures escapes words, the rest is numbers)


def _scale(texts: Texts) -> Markup:
    return Markup(figures.scale(texts))  # noqa: S704 (fixed numbers)


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters |= {
    "dots": _dots,
    "sample": _sample,
    "persons": _persons,
    "drawn_width": figures.drawn_width,
    "pair": _pair,
    "scale": _scale,
    "sentence": sentences.sentence,
    "base": sentences.base,
    "turning": sentences.turning,
    "highlight": highlight,
    "spoken": spoken,
    "unbroken": unbroken,
    "quote_words": lambda words, texts: texts.quoted.format(words),
}
_ENVIRONMENT.globals["most_kept"] = deck.MOST
