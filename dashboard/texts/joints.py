"""Where a long German word is broken rather than anywhere: at the joints of its parts, as far as they are known."""

import re

SOFT = "\u00ad"
_WORDS = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{11,}")
_LINKED = re.compile(r"(?:ung|heit|keit|schaft|ion|tät|fahrt|tum|ling)s(?=[a-zäöü]{4})")
_SECOND = re.compile(
    r"(?<=[^\W\d_]{4})(?:arbeit|aufgabe|behörde|betrieb|dienst|einrichtung|förderung|gemeinschaft|gesellschaft|hilfe"
    r"|innen$|kreis|organisation|partner|pflege|planung|präsidi|träger|verband|verbänd|verein|versammlung|versorgung"
    r"|vertretung|verwaltung|wirtschaft)"
)


def joints(text: str) -> str:
    """Return a text that may be broken at the joints of its long nouns; nothing is seen of it where there is room."""
    return _WORDS.sub(lambda word: _SECOND.sub(rf"{SOFT}\g<0>", _LINKED.sub(rf"\g<0>{SOFT}", word[0])), text)
