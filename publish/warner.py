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

Kind = Literal["name", "place", "office", "date", "phone", "mail", "party", "superlative", "unknown"]
MONTHS = "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
DAYS = (
    r"Neujahr\w*|Silvester\w*|Heiligabend\w*|Heilige[nrs]? (?:Abend|Drei Könige)|Weihnacht\w*|Oster\w*|Pfingst\w*|Fasching\w*|"
    r"Fastnacht\w*|Karneval\w*|Rosenmontag|Aschermittwoch|Gründonnerstag|Karfreitag|Himmelfahrt|Christi Himmelfahrt|Fronleichnam|"
    r"Allerheiligen|Buß- und Bettag|Nikolaus\w*|Advent\w*|Martini|Sankt Martin|Kirchweih\w*|Erntedank\w*|Reformationstag|"
    r"Muttertag|Vatertag|Maifeiertag|Johanni|Michaeli|Lichtmess|Tag der (?:Deutschen Einheit|Arbeit)"
)
ROLE = (
    r"(?:[Ll]andr[aä]t|[Dd]ezernent|[Bb]ürgermeister|[Kk]ämmerer|[Kk]ämmerin|[Pp]räsident|[Dd]irektor|[Dd]irektrice|[Rr]ektor|[Dd]ekan|"
    r"[Mm]inister|[Ss]taatssekretär|[Ll]eiter|[Ll]eitung|[Cc]hef|[Gg]eschäftsführer|[Vv]orsitzende|[Vv]orständ|[Vv]orstand|[Vv]orsteher|"
    r"[Kk]ommandant|[Ww]ehrführer|[Bb]randmeister|[Ii]ntendant|[Pp]farrer|[Pp]astor|[Bb]ischof|[Pp]ropst|[Dd]iakon|[Ss]uperintendent|"
    r"[Aa]rchivar|[Bb]ibliothekar|[Vv]eterinär|[Ff]örster|[Rr]evierförster|[Jj]ägermeister|[Bb]eigeordnet|[Ss]precher|"
    r"[Bb]eauftragte|[Rr]eferent|[Rr]eferentin|[Aa]ssistent|[Ss]ekretär|[Hh]ausmeister|[Kk]apitän|[Tt]rainer|[Oo]bmann|[Oo]bfrau|"
    r"[Cc]hefarzt|[Cc]hefärzt|[Oo]berarzt|[Oo]berärzt|[Aa]mtsarzt|[Aa]mtsärzt|[Oo]berschwester|[Pp]rokurist|[Kk]antor|[Dd]irigent|"
    r"[Kk]urator|[Aa]btei?ssin|[Aa]bt|[Kk]anzler|[Dd]ezernatsleit|[Oo]rtsbauer|[Vv]ogt|[Gg]emeindeschreiber|[Kk]onsul|[Aa]nwält|[Nn]otar|"
    r"[Gg]utsverwalter|[Bb]etriebsrat|[Pp]ersonalrat|[Ww]art|[Ii]nspektor|[Kk]ommissar|[Hh]auptmann|[Oo]berst|[Ii]mam|[Rr]abbiner|[Pp]fleger|[Bb]äuer|[Bb]auer|[Ss]chultheiß|[Pp]räses|[Pp]räside|[Pp]rior|[Mm]issionar|[Ss]enator|[Aa]bgeordnet|[Aa]djutant|[Bb]otschafter|[Gg]utachter|[Pp]latzwart|[Ss]taatsrat|[Kk]reisrat|[Ss]tadtrat|[Gg]emeinderat|[Ff]eldgeschworene|[Hh]ebamme|[Aa]rzt|[Ää]rzt|[Aa]nwalt|[Tt]ierarzt|[Ww]irt|[Kk]üster|[Mm]esner|[Oo]berin|[Rr]ichter|[Ss]taatsanwalt|[Mm]oderator|[Kk]oordinator|[Kk]uratorin|[Pp]rofessor|[Ll]ehrstuhlinhaber|[Ww]ehrleit|[Mm]aschinist|[Ss]chriftführer|[Ss]chatzmeister|[Kk]assier|[Bb]rauer|[Vv]erwalter|[Dd]oyen|[Ss]chulrat|[Ss]chulrät|[Bb]aurat|[Bb]aurät|[Mm]eister)"
)
HOUSE = (
    r"[Kk]linikum|[Kk]rankenhaus|[Kk]linik|[Hh]ospital|[Ss]pital|[Ss]parkasse|[Vv]olksbank|[Rr]aiffeisenbank|[Hh]ochschule|[Uu]niversität|"
    r"[Aa]kademie|[Ff]akultät|[Ii]nstitut|[Gg]ymnasium|[Rr]ealschule|[Gg]rundschule|[Gg]esamtschule|[Bb]erufsschule|[Ff]örderschule|"
    r"[Ll]andratsamt|[Rr]athaus|[Mm]inisterium|[Rr]egierungspräsidium|[Ss]tadtwerke|[Ss]tadtbibliothek|[Bb]ücherei|[Mm]useum|[Tt]heater|"
    r"[Aa]rchiv|[Kk]loster|[Ss]tift|[Ss]tiftung|[Pp]flegeheim|[Aa]ltenheim|[Kk]inderheim|[Ss]eniorenheim|[Ss]eniorenzentrum|[Hh]ospiz|"
    r"[Kk]indergarten|[Kk]ita|[Ww]erkstatt|[Gg]enossenschaft|[Mm]olkerei|[Bb]rauerei|[Ff]euerwache|[Ff]euerwehr|[Pp]olizeirevier|"
    r"[Aa]mtsgericht|[Ll]andgericht|[Gg]esundheitsamt|[Jj]ugendamt|[Jj]obcenter|[Mm]usikverein|[Ss]portverein|[Ss]chützenverein|"
    r"[Tt]urnverein|[Hh]ofgut|[Gg]ut|[Dd]om|[Mm]ünster|[Ll]ehrstuhl|[Ff]achbereich|[Ss]chwimmbad|[Ff]reibad|[Ww]ache|[Ll]öschzug|[Zz]weigstelle|[Ff]iliale|[Ss]chloss|[Bb]ahnhof|[Cc]hor|[Kk]apelle|[Vv]erein|[Ss]tation|[Ww]erk|[Bb]auhof|[Rr]ettungswache|[Ss]chule|[Hh]eim|[Hh]aus|[Zz]entrum|[Vv]erband|[Kk]onvent|[Gg]ericht|[Aa]mt|[Bb]ehörde|[Vv]erlag|[Ff]abrik|[Mm]ühle|[Aa]potheke|[Pp]raxis|[Gg]asthof|[Gg]asthaus|[Kk]irchengemeinde|[Pp]farrei"
)
UPPER = "A-ZÄÖÜŁŚŻÇŞİ"

RULES: tuple[tuple[Kind, str], ...] = (
    ("mail", r"[\w.+-]+(?:@|\s?\(at\)\s?|\s?\[at\]\s?)[\w-]+(?:\.[\w-]+)*"),
    ("mail", r"\b(?:https?://|www\.)\S+[\w/]"),
    ("mail", r"(?i)\b[\w-]+(?:\s?(?:\.|punkt|dot)\s?[\w-]+)*(?:\.|\s(?:punkt|dot)\s)(?:de|com|org|net|eu|info|at|ch|example|berlin|bayern|online|schule)\b"),
    ("mail", r"(?i)\b[\w.-]+\s(?:ät|at|klammeraffe)\s[\w-]+(?:\s?(?:\.|punkt|dot)\s?\w+)?\b|@[\w.]{3,}"),
    ("phone", r"(?<![\w.,])(?:\+\d{2}|0)[\d /()-]{5,}\d(?!\w)"),
    ("phone", r"(?i)\b(?:null|eins|zwo|zwei|drei|vier|fünf|sechs|sieben|acht|neun)(?:[\s,-]+(?:null|eins|zwo|zwei|drei|vier|fünf|sechs|sieben|acht|neun|\d+)){3,}\b"),
    ("phone", r"\b(?:[Nn]ummer|[Tt]elefon|[Hh]andy|[Ff]ax|[Aa]nruf\w*|[Rr]uf\w*)\W+(?:\w+\W+){0,3}\d{3,}[\d /-]*\d"),
    ("phone", r"\b(?:Durchwahl|Nebenstelle|Apparat|Klappe)\s+(?:die\s+)?\d[\d -]*\d"),
    ("date", rf"(?:\b(?:am|vom|zum|bis|seit)\s+)?\b\d{{1,2}}\.\s?(?:{MONTHS})(?:\s+\d{{4}})?"),
    ("date", r"\b\d{1,2}\.\s?\d{1,2}\.(?:\s?(?:19|20)?\d{2}\b)?"),
    ("date", rf"\b(?:{MONTHS})\s+(?:19|20)\d{{2}}\b"),
    ("date", rf"\b(?:im|Im|seit|Seit|Anfang|Mitte|Ende|bis|ab|vom|letzten|vorigen|vergangenen)\s+(?:{MONTHS})\b"),
    ("date", r"(?<![\w.,/-])(?:19|20)\d{2}(?:er)?(?![\w%]|[.,]\d|\s?(?:Euro|€|Leute|Menschen|Personen|Stunden|Plätze))"),
    ("date", rf"\b(?:(?:[Aa]n|[Aa]m|[Zz]u|[Zz]um|[Ss]eit|[Vv]or|[Nn]ach|[Üü]ber|[Aa]b|[Bb]is|[Ii]n\s+der|[Dd]er|[Dd]ie|[Dd]as|[Ii]m|[Zz]ur)\s+)?(?:{DAYS})\b"),
    ("date", rf"(?:\b\w+(?:en|er|ten|sten)\s+(?:{MONTHS})\b)"),
    ("date", rf"\b(?:[Aa]nfang|[Mm]itte|[Ee]nde|[Ii]m|[Ss]eit|[Bb]is|[Aa]b|[Vv]om|[Dd]en\s+ganzen|[Ee]s\s+war|[Ww]ar)\s+(?:{MONTHS})\b"),
    ("date", r"\b(?:[Ii]m|[Ss]eit|[Vv]om|[Dd]iesen|[Ll]etzte[nrs]?|[Vv]orige[nrs]?|[Nn]ächste[nrs]?|[Vv]ergangene[nrs]?)\s+(?:dem\s+)?(?:Frühjahr|Frühling|Sommer|Herbst|Winter)(?:\s+\d{2,4})?\b"),
    ("date", r"(?<!\w)['’]\d{2}\b|\b(?:neunzehnhundert|zweitausend)\w*|\b(?:der|den|die)\s+(?:frühen\s+|späten\s+)?(?:\d0er|[Ff]ünfziger|[Ss]echziger|[Ss]iebziger|[Aa]chtziger|[Nn]eunziger|[Nn]uller)n?\b"),
    ("date", r"\b(?:[Aa]m|[Vv]orletzten|[Ll]etzten|[Vv]origen|[Dd]iesen)\s+(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag),?\s+(?:dem|den|der)?\s?\d"),
    ("date", r"\b(?:nach|vor|seit)\s+der\s+(?:Wende|Gebietsreform|Kreisreform|Währungsreform|Wiedervereinigung)\b"),
    ("date", r"\bmit\s+(?:\d{2}|\w+zig)\s+(?:Jahren\s+)?(?:in\s+(?:Rente|Pension)|Landrat|Landrätin|Bürgermeister\w*)\b"),
    ("party", r"\b(?:CDU|CSU|SPD|FDP|AfD|NPD|ÖDP|BSW|DKP|PDS|UWG|FWV)(?:-\w+|ler\w*)?\b"),
    ("party", r"\b(?:Freie[nr]?\s+(?:Wähler|Demokraten)\w*|(?:[Dd]ie|[Dd]er|[Dd]en|[Bb]ei|[Mm]it|[Vv]on|[Bb]eim|[Zz]u|[Ff]ür|[Dd]en|bei\s+den|von\s+den|mit\s+den)\s+"
              r"(?:Grünen|Linken|Linke|Liberalen|Konservativen|Schwarzen|Roten|Gelben|Blauen|Rechten|Unabhängigen|Bürgerlichen|Piraten|Sozen|Sozis|Republikaner)(?:n)?|Grünen-\w+|"
              r"ein(?:e|em|en|er)?\s+(?:Grüne[nr]?|Linke[nr]?|Liberale[nr]?))\b"),
    ("party", r"\b(?:Bündnis\s?90\S*|Linkspartei|Volt|Christdemokrat\w+|Sozialdemokrat\w+|Freidemokrat\w+|Unionsfraktion|Union|Genoss(?:e|en|in|innen)|"
              r"Parteibuch|Parteifreund\w*|Parteitag|Ortsverein|Ortsverband|Kreisverband|Bürgerliste|Wählergemeinschaft|Wählervereinigung|"
              r"(?:rot|schwarz|grün|gelb|blau)e[nr]?\s+(?:Fraktion|Partei|Kreistag|Landrat|Bürgermeister|Minister|Rathaus|Parteibuch)\w*)\b"),
    ("party", r"\b(?:grünes|rotes|schwarzes|gelbes)\s+Parteibuch\b|\b(?:ein|der|unser)\s+(?:Schwarzer|Roter|Grüner|Linker|Gelber)\b"),
    ("superlative", r"\b(?:als|Als)\s+(?:die\s+|der\s+|das\s+)?(?:[Ee]inzig|[Ee]rst|[Ll]etzt|[Jj]üngst|[Ää]ltest|[Dd]ienstältest|[Kk]leinst|[Gg]rößt)"
                    r"(?:e|er|en|es|em)\b(?:\s+(?:von|im|in|am|unter|aus|bei)\s+\w+(?:\s+[A-ZÄÖÜ]\w+)?|\s+[A-ZÄÖÜ]\w+)?"),
    ("superlative", r"\b(?:[Dd]er|[Dd]ie|[Dd]as|[Dd]en|[Dd]em|[Dd]es|[Uu]nser\w*|[Mm]ein\w*|[Ii]hr\w*)?\s?\b(?:[Dd]ienst)(?:ält|jüng)est\w*"),
    # An article before the highest degree of how old, large, rich, known ... somebody or something is.
    ("superlative", r"\b(?:[Dd]er|[Dd]ie|[Dd]as|[Dd]en|[Dd]em|[Dd]es|[Ii]m|[Aa]m|[Ee]in\w*|[Uu]nser\w*|[Mm]ein\w*)\s+(?:zweit|dritt|mit\s+Abstand\s+|allein\s+)?"
                    r"(?:einzig|jüngst|ältest|kleinst|größt|reichst|ärmst|bekanntest|längst|höchst|tiefst|nördlichst|südlichst|östlichst|"
                    r"westlichst|abgelegenst|modernst|teuerst|beliebtest|erfolgreichst|meistbesucht|allererst|allerletzt)(?:e|en|er|es)\b"
                    r"(?:\s+[A-ZÄÖÜ]?[a-zäöüß]+)?(?:\s+(?:im|in|am|weit\s+und\s+breit|von|aus|unter|bei)\s+(?:ganzen|gesamten|der|dem|den|uns)?\s?[A-ZÄÖÜ]?[a-zäöüß]*)?"),
    ("superlative", r"\b(?:der|die|das|den|Der|Die)\s+(?:Einzige|Erste|Letzte|Jüngste|Älteste|Kleinste|Größte)[nr]?\b(?=\s*(?:im|in|am|von|aus|unter|bei|der|die|,\s*(?:der|die|wo)|hier|überhaupt|mit|ohne|weit))"),
    ("superlative", r"\b(?:[Dd]er|[Dd]ie|[Dd]as|[Dd]en|[Dd]em|[Uu]nser\w*)\s+(?:erste|ersten|erster|letzte|letzten|letzter)\s+"
                    r"(?!(?:Mal|Male|Tag|Tage|Tagen|Jahr|Jahre|Jahren|Woche|Wochen|Monat|Monate|Monaten|Schritt|Schritte|Blick|Stunde|Frage|Sitzung|Zeit|Linie|Punkt|Reihe|Moment|Minute|Gespräch|Termin|Satz|Runde|Wort|Instanz)\b)"
                    r"[A-ZÄÖÜ]\w+(?:\s+(?:überhaupt|im|in|an|bei|seit)\s+\w+)?"),
    ("superlative", r"\b(?:kein\w*\s+(?:ander\w+|zweite[rns]?)|niemand\s+(?:sonst|anders|außer|weiter)|(?:außer|neben)\s+(?:mir|uns|ihm|ihr)|nur\s+(?:ich|wir|er|sie)\b|"
                    r"[Ii]ch\s+(?:ganz\s+)?allein|[Nn]ur\s+ich|sonst\s+(?:niemand|keiner|keine|nirgends|nirgendwo)|wie\s+(?:niemand|keine[rn]?)\s+(?:sonst|anders|ander\w+)|"
                    r"weit\s+und\s+breit|weltweit|deutschlandweit|bundesweit|landesweit|kreisweit|europaweit|"
                    r"(?:kein(?:er|e|en)?|niemand)\s+(?:vor|außer|neben)\s+\w+|(?:im|in)\s+(?:der\s+|dem\s+)?ganzen\s+[A-ZÄÖÜ]\w+|"
                    r"[Ee]inzige[rn]?|[Ee]inzigartig\w*|so\s+(?:was|etwas)\s+hat\s+(?:sonst\s+)?(?:keiner|niemand)|ein(?:e|en)?\s+von\s+(?:zwei|drei)\b|"
                    r"(?:gibt|gab)\s+(?:es|'s)\s+(?:nur|bloß)\s+(?:ein|zwei|drei)\w*|(?:nur|bloß)\s+(?:einmal|zweimal)\s+(?:im|in|auf))\b"),
    # One person holds it: an article or possessive in the singular before the name of a role, with what it is the role of.
    ("office", r"\b(?:[Dd]er|[Dd]ie|[Dd]en|[Dd]em|[Dd]es|[Uu]nser\w*|[Mm]ein\w*|[Ii]hr\w*|[Ss]ein\w*|[Aa]ls|[Zz]um|[Zz]ur|[Bb]eim|[Vv]om)\s+"
               r"(?:(?!\w+innen\b)[a-zäöüß-]+(?:e|en|er)\s+){0,2}"
               rf"(?!\w+innen\b)(?:[A-ZÄÖÜ][\wäöüß-]*)?{ROLE}(?:in|s|es|en|n|e|er)?\b(?!innen)"
               rf"(?:\s+(?:des|der|vom|von|am|im|für|beim|in)\s+(?:den\s+|die\s+|das\s+|der\s+)?[{UPPER}][\w-]+)*"),
    ("office", rf"\b(?:[A-ZÄÖÜ][\wäöüß-]*)?(?:{HOUSE})(?:s|es)?\s+(?:am\s+|an\s+der\s+|im\s+|in\s+|für\s+|der\s+|St\.\s?|Sankt\s+|zum\s+|zur\s+|[„»])?"
               rf"(?!Stunden|Uhr|Jahre|Tage|Leute)[{UPPER}][\w-]+"),
    ("office", r"\b(?:OB|MdB|MdL|MdEP|MP|CEO|CFO)(?:s)?\b"),
    ("office", r"\b(?:[Dd]as|[Dd]em|[Dd]ie|[Dd]er|[Ii]m|[Bb]eim|[Vv]om|[Zz]um|[Zz]ur|[Uu]nser\w*)\s+[A-ZÄÖÜ][a-zäöüß]+(?:amt|amts|ministerium|präsidium|direktion|kammer|kanzlei|behörde|"
               r"kolleg|seminar|konservatorium|archiv|bibliothek|museum|theater|orchester|gymnasium|klinik|klinikum|hospital|stift|abtei|internat|werke|brauerei|molkerei)\b"),
    # Women in roles: "unsere Schatzmeisterin", "der Prodekanin".
    ("office", r"\b(?:[Dd]ie|[Dd]er|[Uu]nsere?r?|[Mm]eine?r?|[Ii]hre?r?|[Ss]eine?r?|[Zz]ur|[Aa]ls)\s+(?:[a-zäöüß-]+(?:e|en)\s+)?"
               r"[A-ZÄÖÜ][\wäöüß-]*(?:er|ent|ist|rät|or|eur|ant|log|än|ekan|iv|werk|arzt)in\b"
               rf"(?:\s+(?:des|der|vom|von|am|im|für|beim|in)\s+(?:den\s+|die\s+|das\s+|der\s+)?[{UPPER}][\w-]+)*"),
    ("office", r"\b(?:[A-ZÄÖÜ]\w+-)+(?:Gymnasium|Schule|Klinik|Stiftung|Halle|Haus|Heim|Stift|Werke|Hochschule|Universität|Kita|Platz|Straße|Institut)\b"),
    ("office", r"\b(?:Marien|Elisabethen|Josefs|Josephs|Vinzenz|Bethanien|Katharinen|Georgs|Johannes|Antonius|Martins|Luther|Paulus|Petrus|"
               r"Diakonissen|Franziskus|Augusta|Karolinen)(?:hospital|stift|krankenhaus|heim|haus|klinik|schule|kirche|gymnasium|gemeinde)\b"),
    ("office", r"\b(?:Stadtbibliothek|Stadtarchiv|Kreisarchiv|Stadtbücherei|Landesbibliothek|Staatstheater|Stadttheater|Landestheater|"
               r"Regierungspräsidium|Landratsamt|Oberlandesgericht|Caritas|Diakonie|Lebenshilfe|Landeskirchenamt|Ordinariat|Uniklinik\w*|"
               r"Unikinderklinik|Kultusministerium|Innenministerium|Sozialministerium|Staatskanzlei|Kreistagsfraktion)\b"),
    ("office", r"\b(?:TSV|TSG|SV|FC|VfB|VfL|SpVgg|AOK|IHK|TV|SC|DRK|THW|DLRG)\s+(?:\d+\s+)?[A-ZÄÖÜ][\w-]+"),
    ("office", r"\b\w*(?:[Kk]reisbrandmeister|[Kk]ämmer(?:er|in)|[Rr]egierungspräsid(?:ent\w*|ium)|[Oo]berbürgermeister|[Dd]ienststellenleit)\w*"),
    ("name", rf"\b(?:Herrn?|Frau|Dr\.|Prof\.|Kollege|Kollegin|Familie|Schwester|Pfarrer|Pater|Bruder)\s+(?:Dr\.\s+|Prof\.\s+|von\s+|zu\s+|van\s+)*[{UPPER}][\w'’-]+"
             rf"(?:\s+[{UPPER}][\w'’-]+)?"),
    ("place", r"\b[A-ZÄÖÜ][\wäöüß-]*(?:kreis|straße|strasse|gasse|allee|viertel|tal|berg|burg|dorf|heim|hausen|ingen|bach|"
              r"weiler|kirchen|hofen|furt|felden|stetten|münster|brück|brunn|beuren)(?:e?s|er|ern|en)?\b"),
    ("place", r"\b(?:an|über|unter|hinter|jenseits|entlang|auf|von|in)\s+(?:der|dem|die|den)\s+(?:[A-ZÄÖÜ][a-zäöüß]+(?:en|er)\s+)?"
              r"(?:Aller|Altmühl|Bode|Donau|Ems|Eder|Elbe|Elster|Enz|Erft|Fils|Fulda|Havel|Iller|Inn|Isar|Jagst|Kinzig|Kocher|Lahn|Lech|Leine|Lippe|"
              r"Main|Mosel|Mulde|Murg|Naab|Nahe|Neckar|Neiße|Oder|Oker|Pegnitz|Peene|Queich|Rems|Rhein|Ruhr|Rur|Saale|Saar|Schlei|Sieg|Spree|Tauber|"
              r"Trave|Unstrut|Werra|Weser|Wupper|Würm|Alb|Eifel|Rhön|Röhn|Heide|Börde|Geest|Marsch|Lausitz|Pfalz|Schweiz|Altmark|Prignitz|Uckermark|"
              r"Wetterau|Oberpfalz|Hallertau|Baar|Ortenau|Wesermarsch|Zips|Haard|Hunsrück|Spessart|Taunus|Solling|Deister|Fläming|Vogtland|Allgäu)\b"),
    ("place", r"\b(?:[Ii]n\s+der|[Ii]m|[Aa]us\s+(?:der|dem)|[Vv]on\s+der|[Vv]om|[Dd]ie|[Dd]as|[Aa]uf\s+dem|[Aa]uf\s+der)\s+(?:[a-zäöüß]+(?:en|e)\s+)?(?:(?:Nord|Süd|Ost|West|Ober|Unter|Hinter|Vorder|Mittel|Nieder|Hoch)"
              r"(?:stadt|vorstadt|viertel|kreis|land|dorf|gau|feld|end|rhein|pfalz|harz|schwaben|bayern|franken|friesland|lausitz|hessen|wald)|Weststadt|Südvorstadt|"
              r"Sauerland|Siegerland|Münsterland|Emsland|Saarland|Rheinland|Vogtland|Havelland|Oderbruch|Ammerland|Wendland|Weserbergland|Bergischen(?:\s+Land)?|Oberland|Unterland|"
              r"Frankenwald|Bayerwald|Thüringer\s+Wald|Breisgau|Kraichgau|Hegau|Chiemgau|Ruhrpott|Pott|Osten|Westen|Norden|Süden)\b"),
    ("place", r"\b(?:[Aa]m|[Ii]m|[Aa]n\s+der|[Ii]n\s+der|[Aa]uf\s+der|[Aa]uf\s+dem|[Hh]interm|[Üü]berm)\s+[A-ZÄÖÜ][a-zäöüß]+(?:straße|gasse|allee|platz|weg|ufer|damm|ring|chaussee|steig|markt|graben|brücke|moor|ried|kopf|halde|leite|winkel|berg|see|stadt|hang|buckel|hügel|wald|forst|holz|feld)\b"),
    ("place", r"\b(?:Friesen|Ostfriesen|Schwaben|Bayern|Franken|Westfalen|Sachsen|Thüringer|Pfälzer|Oberpfälzer|Rheinländer|Emsländer|Sauerländer|Münsterländer|Schwarzwälder|Allgäuer|Badener|Badenser|Württemberger|Hessen|Märker|Holsteiner|Lausitzer|Älbler|Niederbayern|Oberbayern)\b"),
    ("place", r"\b(?:Schwarze[nr]?|Weiße[nr]?|Kleine[nr]?|Große[nr]?|Rote[nr]?|Wilde[nr]?|Obere[nr]?|Untere[nr]?)\s+(?:Elster|Laber|Vils|Weser|Donau|Saale|Mulde|Gera|Rems|Argen|Ach|Lauter|Sieben|Moor)\b"),
    ("place", r"\b(?:[A-ZÄÖÜ]\w+er)\s+(?:Straße|Platz|Weg|Allee|Tor|Viertel|Land|Kreis|Raum|Ecke|Gegend|Tal|Höhe|Moor|Becken|Wald|Forst|Börde|Heide|Seite)\b"),
    ("place", r"\b(?:[A-ZÄÖÜ][\wäöüß]*(?:-\w+)*)(?:viertel|siedlung|platz|brücke|tor|moor|wald|winkel|halde|leite|au|aue|see|ried|kamp|brook|büttel|leben|rode|roda|itz|ow|um|lar|fleth|koog|deich|siel)\b(?=\s+(?:draußen|oben|unten|drüben|hinten))"),
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
# What stands before a place without an article: "in Essen", never "im Essen".
IN_A_PLACE = re.compile(r"\b(?:[Ii]n|[Aa]us|[Nn]ach|[Bb]ei|[Vv]on|[Rr]ichtung|[Uu]m|[Zz]wischen|[Oo]berhalb|[Bb]is)\s$")


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
    first_names, places, ambiguous = (_listed(n) for n in ("first_names", "places", "places_that_are_words"))
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
            or (word in ambiguous and IN_A_PLACE.search(text, 0, match.start()))
        ):
            yield Mark("place", word, match.start())
        elif (
            word in first_names
            or stem in first_names
            or (word not in ambiguous and _is_proper(word, starts=_starts_sentence(text, match.start())))
        ):
            yield Mark("name", word, match.start())
        elif _is_unknown(word, -18 if IN_A_PLACE.search(text, 0, match.start()) else -24):
            yield Mark("unknown", word, match.start())


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


def _is_unknown(word: str, least: float) -> bool:
    """Say whether HanTa has hardly met a word and only guesses its class: its best guess is worse than `least`."""
    return bool(max(score for _, score in _tagger().tag_word(word)) < least)


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
