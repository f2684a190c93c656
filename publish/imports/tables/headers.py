"""Headers compared: without case, accents, blanks and signs."""

import re
import unicodedata
from functools import lru_cache

from publish.imports.tables.header_words import WORDS

APART = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
"""Letters Unicode does not take apart into a plain one and its accent."""


@lru_cache(maxsize=8192)
def fold(header: str) -> str:
    """Return a header without case, accents, blanks and signs; ä, ae and a are the same."""
    plain = unicodedata.normalize("NFKD", header.casefold().translate(APART))
    plain = "".join(letter for letter in plain if letter.isalnum())
    return re.sub("([aou])e", r"\1", plain)


FOLDED: dict[str, frozenset[str]] = {
    field: frozenset(fold(word) for words in languages.values() for word in words) for field, languages in WORDS.items()
}
KNOWN = frozenset().union(*FOLDED.values())


def known(header: str) -> bool:
    """Say whether a cell may be the header of a field."""
    return len(header) <= 60 and fold(header) in KNOWN
