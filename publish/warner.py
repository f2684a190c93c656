"""Likely identifiers in the public wording of quotes: names, places, offices, dates, numbers, parties, superlatives.

The rules run over every text; which words are names is judged by the language it is in. To German words HanTa gives
classes; in English what begins with a large letter within a sentence is a name.
Rules (`words/rules.toml`), word lists and HanTa's word classes, all offline. It warns, it never changes a word; a
release waits until every mark is decided.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from HanTa.HanoverTagger import HanoverTagger

from publish.warner_rules import WORDS, Kind, Rule, rules

LANGUAGES = ("{english_word}", "{german_word}")
GERMAN_ALONE = {"mail address, spoken without its end"}
"""Rules that would mark what any English sentence has."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a quote that may identify somebody; `start` counts code points."""

    kind: Kind | Literal["wording"]
    text: str
    start: int


def marks(text: str, *, english: bool | None = None) -> list[Mark]:
    """Return the likely identifiers in a text, in their order, none within another; it may tell its language itself."""
    english = is_english(text) if english is None else english
    mine = [rule for rule in rules().rules if not english or rule.name not in GERMAN_ALONE]
    found = [*(mark for rule in mine for mark in by_rule(rule, text))]
    found += (_by_english_word if english else _by_word)(text)
    found.sort(key=lambda mark: (mark.start, -len(mark.text)))
    kept: list[Mark] = []
    for mark in found:
        if not kept or mark.start >= kept[-1].start + len(kept[-1].text):
            kept.append(mark)
    return kept


def is_english(text: str) -> bool:
    """Say whether a text is plainly English: what may be German is looked through as German."""
    english, german = (sum(1 for _ in _pattern(rf"\b {name} \b").finditer(text)) for name in LANGUAGES)
    return english > 3 * german


def by_rule(rule: Rule, text: str) -> Iterator[Mark]:
    """Mark what one rule finds, save its kind's exceptions and, of places, common nouns."""
    for match in rule.pattern.finditer(text):
        if any(left.kind == rule.kind and left.pattern.fullmatch(match[0]) for left in rules().exceptions):
            continue
        if rule.kind == "place" and _is_common(match[0]):
            continue
        stretch = match[0].strip()
        yield Mark(rule.kind, stretch, match.start() + match[0].index(stretch))


def _by_word(text: str) -> Iterator[Mark]:
    """Mark words of the lists and what HanTa takes for a proper noun."""
    first_names, places, ambiguous = (_listed(n) for n in ("first_names", "places", "places_that_are_words"))
    for match in _pattern(r"{upper} [\w'’]* (?: -[\w'’]+ )*").finditer(text):
        word = match[0]
        if _pattern("{no_name}").fullmatch(word) or word.isupper():
            continue
        stem = re.sub(r"(?<=[a-zäöüß])(?:s|’s|'s)$", "", word)
        if (
            word in places
            or stem in places
            or re.sub(r"(?:er|ern|ers)$", "", word) in places
            or _in_place(word, places)
            or (word in ambiguous and _stands_as_place(text, match.start()))
        ):
            yield Mark("place", word, match.start())
        elif (
            word in first_names
            or stem in first_names
            or (word not in ambiguous and _is_proper(word, starts=_starts_sentence(text, match.start())))
        ):
            yield Mark("name", word, match.start())
        elif _is_unknown(word, -18 if _stands_as_place(text, match.start()) else -24):
            yield Mark("unknown", word, match.start())


def _by_english_word(text: str) -> Iterator[Mark]:
    """Mark what begins with a large letter within a sentence; where one begins, what the lists know."""
    first_names, places = _listed("first_names"), _listed("places")
    for match in _pattern(r"{upper} [\w'’]* (?: -[\w'’]+ )*").finditer(text):
        word = match[0]
        bare = re.sub(r"['’]s?$", "", word)
        if _pattern("{english_no_name}").fullmatch(bare.replace("’", "'")):
            continue
        starts = _starts_sentence(text, match.start())
        if starts and _pattern("{english_word}").fullmatch(bare):
            continue
        if bare in places or _in_place(bare, places):
            yield Mark("place", word, match.start())
        elif bare in first_names or not starts:
            yield Mark("date" if _pattern("{english_month}").fullmatch(bare) else "name", word, match.start())


def _in_place(word: str, places: frozenset[str]) -> bool:
    """Recognise "Tübinger", "Ulms", "Stuttgarterin" by the place they begin with."""
    return any(
        word.startswith(place) and word[len(place) :] in ("s", "er", "ers", "ern", "erin", "erinnen")
        for place in (word[:n] for n in range(3, len(word)))
        if place in places
    ) or any(part in places for part in word.split("-"))


def _stands_as_place(text: str, at: int) -> bool:
    """Say whether a word stands where a place does: "in Essen", never "im Essen"."""
    return bool(_pattern(r"\b {before_a_place} \s $").search(text, 0, at))


def _starts_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(' „"»(–-')
    return not before or before[-1] in ".!?:…"


def _is_proper(word: str, *, starts: bool) -> bool:
    """Say whether HanTa takes a word for a proper noun, surely so where a sentence begins."""
    if len(word) < 3:
        return False
    classes = dict(_tagger().tag_word(word))
    best = max(classes, key=lambda tag: classes[tag])
    if best != "NE":
        return False
    lower = dict(_tagger().tag_word(word.lower())) if starts else {}
    if starts and any(not tag.startswith(("NE", "NN", "FM", "XY")) for tag in lower) and max(lower.values()) > -18:
        return False
    return bool(classes["NE"] > -40 and ("NN" not in classes or classes["NE"] - classes["NN"] > 0.5))


def _is_unknown(word: str, least: float) -> bool:
    """Say whether HanTa has hardly met a word and only guesses its class: its best guess is worse than `least`."""
    return bool(max(score for _, score in _tagger().tag_word(word)) < least)


def _is_common(word: str) -> bool:
    """Say whether HanTa knows a word as a common noun, as "Umkreis"; a made-up place it guesses less surely."""
    classes = dict(_tagger().tag_word(word))
    return bool(max(classes, key=lambda tag: classes[tag]) == "NN" and classes["NN"] > -17)


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return rules().compiled(text)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset((WORDS / f"{name}.txt").read_text(encoding="utf-8").split())


@cache
def _tagger() -> HanoverTagger:
    return HanoverTagger("morphmodel_ger.pgz")
