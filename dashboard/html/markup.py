"""Values become HTML here, through templates that escape everything that comes from data."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from dashboard.selection import deck
from dashboard.texts import LANGUAGES
from dashboard.texts.folding import matches
from dashboard.texts.joints import joints
from dashboard.values import dots, pair, sentences


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


def named(words: str) -> Markup:
    """Show `names` in some words as a program writes them; everything is escaped."""
    return Markup(re.sub("`(.*?)`", r"<code>\1</code>", str(escape(words))))  # noqa: S704 - escaped first


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


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    auto_reload=False,  # templates of a newer version do not fit the code that is running
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters |= {
    "dots": dots.dots,
    "sample": dots.sample,
    "small": dots.small,
    "field": dots.field,
    "drawn_width": dots.drawn_width,
    "pair": pair.pair,
    "scale": pair.scale,
    "moved": pair.moved,
    "pair_words": pair.said,
    "sentence": sentences.sentence,
    "base": sentences.base,
    "turning": sentences.turning,
    "highlight": highlight,
    "named": named,
    "spoken": spoken,
    "unbroken": unbroken,
    "joints": joints,
    "quote_words": lambda words, texts: texts.quoted.format(words),
}
_ENVIRONMENT.globals |= {
    "most_kept": deck.MOST,
    "bracket_sample": dots.bracket_sample,
    "sign": pair.sign,
    "field_rows": dots.field_rows,
    "field_columns": dots.field_columns,
}
