"""Text search folds case, umlauts and accents: "buergermeister" finds "Bürgermeister"."""

import unicodedata

LONGEST_SHORT = 3
"""Letters of a word that is found as a word alone: "in" is not in "koordinierend"."""
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}


def fold(text: str) -> str:
    """Return the searchable form of `text`."""
    return "".join(_fold_character(character) for character in unicodedata.normalize("NFC", text))


def stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether no letter or number touches a stretch of a text."""
    return not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()


def matches(text: str, query: str) -> list[tuple[int, int]]:
    """Return the places in `text` where a word of `query` occurs, as merged (start, end) spans.

    A word of up to three letters only where it stands alone. `text` must be in Unicode's composed form (NFC), as everything a package holds is.
    """
    folded, origin = "", []
    for position, character in enumerate(text):
        piece = _fold_character(character)
        folded += piece
        origin += [position] * len(piece)
    spans: list[tuple[int, int]] = []
    for word in fold(query).split():
        at = folded.find(word)
        while at >= 0:
            if len(word) > LONGEST_SHORT or stands_alone(folded, at, at + len(word)):
                spans.append((origin[at], origin[at + len(word) - 1] + 1))
            at = folded.find(word, at + 1)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _fold_character(character: str) -> str:
    lower = character.lower()
    if lower in _UMLAUTS:
        return _UMLAUTS[lower]
    decomposed = unicodedata.normalize("NFKD", lower.casefold())
    return "".join(piece for piece in decomposed if not unicodedata.combining(piece))
