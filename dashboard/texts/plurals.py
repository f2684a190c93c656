"""German plurals in the cases a sentence needs, bent only where the rule is sure of the word.

A label is written for a heading; it may be a plural ("Landräte"), but as well "Alle", "Über 60" or "Software
Developer". What is not sure to be a plural is never bent: the sentence then speaks of the "Personen der Gruppe".
"""

import re
from dataclasses import dataclass
from functools import lru_cache

# Plurals that take an "n" in the dative: "mit den Landräten". Each as the end of a word.
_BENT = (
    "meister|leiter|lehrer|arbeiter|vertreter|berater|geber|nehmer|träger|führer|bürger|schüler|helfer|mitglieder"
    "|männer|kinder|länder|räte|ärzte|kräfte|städte|kreise|verbände|vereine|ämter|betriebe|leute"
)
# Plurals that end in n or s and stay as they are.
_STAYING = (
    "[a-zäöüß]{3}innen|frauen|menschen|personen|eltern|dezernenten|referenten|präsidenten|studenten|assistenten|praktikanten"
    "|experten|kollegen|juristen|gemeinden|kommunen|behörden|kammern|schulen|verwaltungen|einrichtungen|abteilungen"
    "|organisationen|institutionen|fraktionen|gesellschaften|gewerkschaften|genossenschaften|chefs"
)
# Adjectives and participles used as nouns: "Befragte", but "von den Befragten" and "der 9 Befragten".
_NOMINALISED = (
    "befragte|erwachsene|jugendliche|ehrenamtliche|hauptamtliche|beschäftigte|angestellte|beamte|gesandte|bedienstete"
    "|studierende|lehrende|forschende|mitarbeitende|auszubildende|vorsitzende|abgeordnete|beauftragte|selbstständige"
    "|selbständige|freiwillige|angehörige|geflüchtete|verantwortliche|beteiligte|betroffene|delegierte|vorgesetzte"
    "|alleinerziehende|pflegende|ruheständige|berufstätige|erwerbstätige"
)
_PREPOSITION = re.compile(
    r" (?=(?:aus|in|im|mit|ohne|über|unter|ab|bis|von|vom|zwischen|bei|beim|für|vor|an|am|auf|zu|zur|zum|des|der) )"
)
_WORD = re.compile(r"(?:[A-ZÄÖÜ0-9][A-ZÄÖÜa-zäöüß0-9]*-)*[A-ZÄÖÜ][a-zäöüß]+")
_INCLUSIVE = re.compile(f"{_WORD.pattern}(?:[*:_·]in|In)nen")


@dataclass(frozen=True, slots=True)
class Plural:
    """A German plural after "wie viele", after "der 9" and after "von 9"."""

    nominative: str
    genitive: str
    dative: str

    @property
    def asked(self) -> str:
        """Return the dative as after "von 9", with "befragten" where it does not say so itself."""
        return self.dative if self.dative.startswith("Befragten") else f"befragten {self.dative}"


@lru_cache(4096)
def plural(label: str, dative: str = "") -> Plural:
    """Return a label in the cases of a sentence; `dative` is how the study itself writes it.

    A label that is not sure to be a plural becomes "Personen der Gruppe „Alle“", which no case changes.
    """
    around = f"Personen der Gruppe „{label}“"
    sure = _bend(label)
    if sure and dative in ("", sure.dative):
        return sure
    if not dative:
        return Plural(around, around, around)
    # The study's own dative tells that the label is a plural, and which, where one is made of the other.
    made = label == dative or [word.removesuffix("n") for word in label.split()] == [
        word.removesuffix("n") for word in dative.split()
    ]
    return Plural(label if made else around, around, dative)


def _bend(label: str) -> Plural | None:
    """Bend nouns joined by commas and "und", the last perhaps with a preposition behind it ("aus dem Norden")."""
    nouns, *behind = _PREPOSITION.split(label, maxsplit=1)
    rest = " ".join(["", *behind])
    if re.search(r"[,;/]| und | oder ", rest):
        return None  # what stands there may be one noun more
    parts = re.split(r"(, | und | oder | sowie )", nouns)
    women = [_folded(word.removesuffix("innen")) for word in parts[::2] if word.endswith("innen")]
    bent = [part if place % 2 else _noun(part, women) for place, part in enumerate(parts)]
    if any(part is None for part in bent):
        return None
    cases = [(part, part, part) if isinstance(part, str) else part for part in bent if part]
    genitive, dative = ("".join(case[place] for case in cases) + rest for place in (1, 2))
    return Plural(label, genitive, dative)


def _noun(word: str, women: list[str]) -> tuple[str, str, str] | None:
    """Return one noun in its cases, None where it may be no plural; `women` are the stems of "-innen" beside it."""
    if _INCLUSIVE.fullmatch(word):
        return word, word, word
    if not _WORD.fullmatch(word):
        return None
    small = word.lower()
    if re.search(f"(?:{_NOMINALISED})$", small):
        return word, word + "n", word + "n"
    endings = [_folded(word)[len(stem) :] for stem in women if stem and _folded(word).startswith(stem)]
    paired = any(ending in ("en", "n", "s") or (ending == "" and small.endswith("en")) for ending in endings)
    if paired or re.search(f"(?:{_STAYING})$", small):
        return word, word, word
    paired = any(ending == "e" or (ending == "" and small.endswith(("er", "el"))) for ending in endings)
    if paired or re.search(f"(?:{_BENT})$", small):
        return word, word, word + "n"
    return None


def _folded(word: str) -> str:
    """Return a word without capitals and umlauts: "Ärzt" of "Ärztinnen" is the beginning of "Ärzte"."""
    return word.lower().translate(str.maketrans("äöü", "aou"))
