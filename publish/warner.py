"""Likely identifiers in the public wording of quotes: names, places, offices, dates, numbers, parties, superlatives.

Rules, word lists and HanTa's word classes, all offline. It warns, it never changes a word; a release waits until
every mark is decided.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from HanTa.HanoverTagger import HanoverTagger

WORDS = Path(__file__).parent / "words"

Kind = Literal["name", "place", "office", "date", "phone", "mail", "party", "superlative"]
MONTHS = "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
DAYS = "Neujahr|Silvester|Heiligabend|Heilige[nrs]? Abend|Weihnachten|Ostern|Pfingsten|Fasching|Fastnacht"
UPPER = "A-ZÄÖÜŁŚŻÇŞİ"

RULES: tuple[tuple[Kind, str], ...] = (
    ("mail", r"[\w.+-]+(?:@|\s?\(at\)\s?|\s?\[at\]\s?)[\w-]+(?:\.[\w-]+)*"),
    ("mail", r"\b(?:https?://|www\.)\S+[\w/]"),
    ("phone", r"(?<![\w.,])(?:\+\d{2}|0)[\d /()-]{5,}\d(?!\w)"),
    ("phone", r"\b(?:Durchwahl|Nebenstelle|Apparat)\s+(?:die\s+)?\d[\d -]*\d"),
    ("date", rf"(?:\b(?:am|vom|zum|bis|seit)\s+)?\b\d{{1,2}}\.\s?(?:{MONTHS})(?:\s+\d{{4}})?"),
    ("date", r"\b\d{1,2}\.\s?\d{1,2}\.(?:\s?(?:19|20)?\d{2}\b)?"),
    ("date", rf"\b(?:{MONTHS})\s+(?:19|20)\d{{2}}\b"),
    ("date", rf"\b(?:im|Im|seit|Seit|Anfang|Mitte|Ende|bis|ab|vom|letzten|vorigen|vergangenen)\s+(?:{MONTHS})\b"),
    ("date", r"(?<![\w.,/-])(?:19|20)\d{2}(?:er)?(?![\w%]|[.,]\d|\s?(?:Euro|€|Leute|Menschen|Personen|Stunden|Plätze))"),
    ("date", rf"\b(?:an|zu|seit|vor|nach)\s+(?:{DAYS})\b"),
    ("date", rf"(?:\b\w+(?:en|er|ten|sten)\s+(?:{MONTHS})\b)"),
    ("party", r"\b(?:CDU|CSU|SPD|FDP|AfD|NPD|ÖDP|BSW|DKP|PDS|UWG|FWV)(?:-\w+|ler\w*)?\b"),
    ("party", r"\b(?:Freie[nr]?\s+(?:Wähler|Demokraten)\w*|(?:die|der|den|bei|mit|von|beim)\s+(?:Grünen|Linken)|Grünen-\w+)"),
    ("party", r"\b(?:Bündnis\s?90\S*|Linkspartei|Christdemokrat\w+|Sozialdemokrat\w+|Unionsfraktion|Genoss(?:e|en|in|innen)|"
              r"Parteibuch|Parteifreund\w*|(?:rote|schwarze|grüne|gelbe|blaue)[nr]?\s+(?:Fraktion|Partei)\w*)\b"),
    ("superlative", r"\b(?:als|Als)\s+(?:die\s+|der\s+|das\s+)?(?:einzig|erst|letzt|jüngst|ältest|dienstältest|kleinst|größt)"
                    r"(?:e|er|en|es|em)\b(?:\s+(?:Frau|Mann|Kreis|Landkreis|Gemeinde|Stadt|Person|Schule|Verein)\b)?"
                    r"(?:\s+(?:im|in\s+der|in|am|unter\s+den)\s+(?:ganzen\s+|gesamten\s+)?[a-zA-ZÄÖÜäöüß]+)?"),
    ("superlative", r"\b(?:der|die|das|den|dem|dienst)?\s?(?:dienst)(?:ält|jüng)est\w*"),
    ("superlative", r"\b(?:der|die|das|den|dem)\s+(?:einzig|jüngst|ältest|kleinst|größt|reichst|ärmst|bekanntest|"
                    r"längst|dienstjüngst)(?:e|en)\b(?:\s+[A-ZÄÖÜ]?[a-zäöüß]+)?(?:\s+(?:im|in|am|weit\s+und\s+breit)"
                    r"(?:\s+(?:ganzen|gesamten|der))?(?:\s+[A-ZÄÖÜ][a-zäöüß]+)?)?"),
    ("superlative", r"\b(?:der|die|das|den|dem)\s+(?:erste|ersten)\s+(?:Frau|Mann|Landrätin|Landrat|Bürgermeisterin|"
                    r"Bürgermeister|Dezernentin|Dezernent|Ausländer\w*|Person|Chefin|Leiterin)\b(?:\s+(?:im|in|an)\s+\w+)?"),
    ("superlative", r"\b(?:kein\w*\s+ander\w+|niemand\s+(?:sonst|anders|außer\s+mir)|außer\s+mir\s+niemand|nur\s+ich|"
                    r"ich\s+allein|sonst\s+niemand|wie\s+niemand\s+sonst|weit\s+und\s+breit)\b"),
    ("office", r"\b(?:der|die|den|dem|des|unser\w*|mein\w*|ihr\w*|sein\w*|eine?\w*|Der|Die|Unser\w*|Mein\w*|Als|als|zum|zur|beim|vom)\s+"
               r"(?:\w+(?:e|en|er)\s+)?"
               r"(?:\w*(?:[Rr]egierungspräsident|[Kk]ämmerer|[Kk]ämmerin|[Kk]ämmerei?leiter|[Kk]reisbrandmeister|[Oo]berbürgermeister|"
               r"[Mm]inisterpräsident|[Mm]inister|[Ss]taatssekretär|[Aa]mtsleiter|[Ss]chulleiter|[Rr]ektor|[Kk]onrektor|"
               r"[Gg]eschäftsführer|[Vv]orsitzende|[Pp]flegedienstleit\w*|[Hh]eimleiter|[Ss]tationsleit\w*|[Cc]hefarzt|[Cc]hefärztin|"
               r"[Oo]berarzt|[Oo]berärztin|[Pp]räsident|[Dd]irektor|[Dd]ekan|[Pp]farrer|[Jj]ugendamtsleiter|[Ss]ozialdezernent|"
               r"[Ff]inanzdezernent|[Bb]audezernent|[Hh]auptamtsleiter|[Bb]ereichsleiter|[Ss]parkassenchef|[Kk]ommandant|"
               r"[Pp]ersonalratsvorsitzende|[Gg]leichstellungsbeauftragte|[Aa]bteilungsleiter|[Kk]reisarchivar|[Rr]eferatsleiter|"
               r"[Vv]eterinär|[Ff]orstamtsleiter|[Pp]ressesprecher|[Ii]ntendant|[Ss]uperintendent|[Vv]orstandschef)\w*)"
               r"(?:\s+(?:des|der|vom|von|am|im|für)\s+(?:den\s+|die\s+|das\s+)?[A-ZÄÖÜ][\wäöüß-]+)*"),
    ("office", r"\b(?:[Dd]e[rnm]|[Dd]ie|[Uu]nser\w*)?\s?\b[Ee]rste[rn]?\s+(?:Landesbeamt\w+|Beigeordnet\w+|Bürgermeister\w*|Stadtr\w+)"),
    ("office", r"\b(?:Klinikum|Krankenhaus|Klinik|Sparkasse|Volksbank|Hochschule|Universität|Gymnasium|Realschule|Grundschule|"
               r"Landratsamt|Rathaus|Stadtwerke|Caritas|Diakonie|Lebenshilfe|Pflegeheim|Seniorenheim|Seniorenzentrum|Stift|"
               r"TSV|TSG|SV|FC|VfB|VfL|SpVgg|Musikverein|Schützenverein|Kindergarten|Kita|AOK|IHK|Gesundheitsamt|Jobcenter)"
               rf"\s+(?:am\s+|an\s+der\s+|im\s+|St\.\s?|Sankt\s+|zum\s+|zur\s+)?[{UPPER}][\w-]+"),
    ("office", r"\b\w*(?:[Kk]reisbrandmeister|[Kk]ämmer(?:er|in)|[Rr]egierungspräsid(?:ent\w*|ium)|[Oo]berbürgermeister|[Dd]ienststellenleit)\w*"),
    ("name", rf"\b(?:Herrn?|Frau|Dr\.|Prof\.|Kollege|Kollegin|Familie|Schwester|Pfarrer|Pater|Bruder)\s+(?:Dr\.\s+|Prof\.\s+|von\s+|zu\s+|van\s+)*[{UPPER}][\w'’-]+"
             rf"(?:\s+[{UPPER}][\w'’-]+)?"),
    ("place", r"\b[A-ZÄÖÜ][\wäöüß-]*(?:kreis|straße|strasse|gasse|allee|viertel|tal|berg|burg|dorf|heim|hausen|ingen|bach|"
              r"weiler|kirchen|hofen|furt|felden|stetten|münster|brück|brunn|beuren)(?:e?s|er|ern|en)?\b"),
    ("place", r"\b(?:Bad|Sankt|St\.)\s+[A-ZÄÖÜ][\wäöüß-]+"),
    ("place", r"\b[A-ZÄÖÜ][\wäöüß-]*(?:-Kreis|-Tal|-Land)(?:e?s|er|ern|en)?\b"),
)  # fmt: skip

# Common nouns that look like places.
NO_PLACE = re.compile(
    r"(?i)(?:land|um|arbeits|kollegen|freundes|gesprächs|kunden|interessen|stuhl|wahl|wirkungs|personen|bekannten|teilnehmer|"
    r"experten|förder|straf|mitarbeiter|arbeits-?|steuerungs|lenkungs|regel|fach|führungs|ältesten|eltern|haupt|"
    r"neben|bundes|durchgangs|einbahn|dorf|haupt|spiel|wohn|sack|daten|dreh|schul|stadt|orts|"
    r"alten?|pflege|senioren|kinder|jugend|studenten|wohn|vereins|tier|ge|da|insge|ins|"
    r"akten|schulden|müll|eis|pensions|schutz|um|kur|wein|ober|unter|nach|klein|groß|heimat|feuerwehr|haus|rat|"
    r"olympia|ein|"
    r"global|ferien|künstler|bauern|fischer|berg|bürger)"
    r"(?:kreis|straße|strasse|gasse|allee|viertel|tal|berg|burg|dorf|heim)(?:e?s|er|e|en|ern)?"
    r"|kreis\w*|straße|dorf|burg|berge?n?|tal|bach|heim|viertel|dörfer|allee|total|kapital|spital|hospital|pfarrheim|geheim|"
    r"rennstall|lehrling\w*|schilling\w*|bahn(?:hof|höfe)\w*|dingen|ringen|dringen|beringen|frühling\w*|herzen|geringen|"
    r"hausen|zwingen|singen|springen|klingen|bringen|gelingen|bedingungen|kirchen|übringen|übrigen|quartal|sozialraum|datental"
)
NO_NAME = {
    "Gott", "Corona", "Internet", "Europa", "Deutschland", "Excel", "Word", "Outlook", "Facebook", "WhatsApp", "Google",
    "Covid", "Bund", "Land", "Ja", "Nein", "Ok", "Okay", "Na", "Naja", "Tja", "Also", "Homeoffice", "Zoom", "Teams", "Instagram",
    "Herrgott", "Damen", "Herren", "Frau", "Herr", "Mama", "Papa", "Mai",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a quote that may identify somebody; `start` counts code points."""

    kind: Kind
    text: str
    start: int


def marks(text: str) -> list[Mark]:
    """Return the likely identifiers in a text, in their order, none within another."""
    found = [*_by_rule(text), *_by_word(text)]
    found.sort(key=lambda mark: (mark.start, -len(mark.text)))
    kept: list[Mark] = []
    for mark in found:
        if not kept or mark.start >= kept[-1].start + len(kept[-1].text):
            kept.append(mark)
    return kept


def _by_rule(text: str) -> Iterator[Mark]:
    for kind, rule in _compiled():
        for match in rule.finditer(text):
            if kind == "place" and NO_PLACE.fullmatch(match[0]):
                continue
            if kind == "place" and _is_common(match[0]):
                continue
            stretch = match[0].strip()
            yield Mark(kind, stretch, match.start() + match[0].index(stretch))


def _by_word(text: str) -> Iterator[Mark]:
    """Mark words of the lists and what HanTa takes for a proper noun."""
    first_names, places = _listed("first_names"), _listed("places")
    for match in re.finditer(rf"[{UPPER}][\w'’]*(?:-[\w'’]+)*", text):
        word = match[0]
        if word in NO_NAME or word.isupper():
            continue
        stem = re.sub(r"(?<=[a-zäöüß])(?:s|’s|'s)$", "", word)
        if (
            word in places
            or stem in places
            or re.sub(r"(?:er|ern|ers)$", "", word) in places
            or _in_place(word, places)
        ):
            yield Mark("place", word, match.start())
        elif (
            word in first_names or stem in first_names or _is_proper(word, starts=_starts_sentence(text, match.start()))
        ):
            yield Mark("name", word, match.start())


def _in_place(word: str, places: frozenset[str]) -> bool:
    """Recognise "Tübinger", "Ulms", "Stuttgarterin" by the place they begin with."""
    return any(
        word.startswith(place) and word[len(place) :] in ("s", "er", "ers", "ern", "erin", "erinnen")
        for place in (word[:n] for n in range(3, len(word)))
        if place in places
    ) or any(part in places for part in word.split("-"))


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


def _is_common(word: str) -> bool:
    """Say whether HanTa knows a word as a common noun, as "Umkreis"; a made-up place it guesses less surely."""
    classes = dict(_tagger().tag_word(word))
    return bool(max(classes, key=lambda tag: classes[tag]) == "NN" and classes["NN"] > -17)


@cache
def _compiled() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(rule)) for kind, rule in RULES)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset((WORDS / f"{name}.txt").read_text(encoding="utf-8").split())


@cache
def _tagger() -> HanoverTagger:
    return HanoverTagger("morphmodel_ger.pgz")
