"""What the mapping says about itself: the comments of `import.toml`, in both languages."""

HEAD = {
    "de": """Was aus dem Export wird. Diese Datei gehört zur Untersuchung und ist die ganze Wahrheit des Imports: hier ändern,
dann denselben Befehl noch einmal geben. Wo "?" steht, kann nur antworten, wer die Interviews kennt.
Zeilen mit # sind Erläuterungen. Links steht, wie es im Export heißt (nicht ändern), rechts, was daraus wird.
Anführungszeichen sind immer gerade ("). Eine Kennung (id) besteht aus kleinen Buchstaben a–z, Ziffern und Bindestrichen.
Die Datei enthält Namen aus dem Export: sie bleibt bei Ihnen und wird nie veröffentlicht.""",
    "en": """What becomes of the export. This file belongs to the study and is the whole truth of the import: change it here,
then give the same command again. Where there is a "?", only who knows the interviews can answer.
Lines with # explain. On the left is what the export calls it (leave it), on the right what becomes of it.
Quotation marks are always straight ("). An id is made of small letters a–z, digits and hyphens.
The file holds names from the export: it stays with you and is never published.""",
}
VARIABLES = {
    "de": {"document group": "Dokumentgruppe", "collection": "Sammlung", "file category": "Dateikategorie"},
    "en": {},
}
"""What is asked about by a name of ours, as the tool has none or another in each language."""
READ = {"de": "Gelesen wurde:", "en": "What was read:"}
COLUMNS = {
    "de": 'Welche Spalte was enthält, war nicht zu erkennen. Die Überschrift der Spalte eintragen, oder "" (gibt es nicht).',
    "en": 'It could not be told which column holds what. Enter the header of the column, or "" (there is none).',
}
ONE_OF = {"de": "eine von: {0}", "en": "one of: {0}"}
SPLIT = {
    "de": """Manche Codes heißen wie „{0}“. "{1}": der Teil vor dem Zeichen ist ein Code darüber. "": die Namen bleiben, wie sie sind.""",
    "en": """Some codes are called like "{0}". "{1}": what stands before the sign is a code above. "": names stay as they are.""",
}
PERSONS = {
    "de": """Wer eine befragte Person ist.
from: "cases" (jeder Fall), "documents" (jedes Dokument), "pattern" (ein Muster im Namen oder Text des Dokuments nennt sie,
  z. B. '^([^_]+)_' für alles vor dem ersten Unterstrich, '^Autor: (.+)$' für eine Zeile im Text),
  "speakers" (mehrere sprechen in einem Dokument: eine Spalte nennt sie, oder das Muster trifft den Anfang ihrer
  Redebeiträge, z. B. '^(B[0-9]+):'). Wird from geändert, den Abschnitt [persons.keys] löschen: er wird neu geschrieben.
also: wer befragt wurde und gar nicht im Export steht, weil nichts codiert ist: ["Name", "Name"].""",
    "en": """Who is a respondent.
from: "cases" (each case), "documents" (each document), "pattern" (a pattern in the name or text of the document names her,
  e.g. '^([^_]+)_' for all before the first underscore, '^Author: (.+)$' for a line in the text),
  "speakers" (several speak in one document: a column names them, or the pattern matches where their turns begin,
  e.g. '^(B[0-9]+):'). If you change from, delete the section [persons.keys]: it is written anew.
also: who was asked and is not in the export at all, because nothing was coded: ["name", "name"].""",
}
GAPS = {
    "de": 'in der Nummerierung fehlen: {0}. Befragt, aber ohne Codierung? ["Name", "Name"], sonst []',
    "en": 'missing in the numbering: {0}. Asked, but without a coding? ["name", "name"], else []',
}
ONLY_IN_TABLE = {
    "de": "in der Liste, nicht im Export (anders geschrieben?): {0}",
    "en": "in the list, not in the export (spelt otherwise?): {0}",
}
UNCODED = {
    "de": """{0} ohne eine einzige Codierung: {1}
Wurden sie befragt, gehören sie zur Basis ("asked"), sonst verschieben sie jeden Anteil ("left out").""",
    "en": """{0} without a single coding: {1}
If they were asked they belong to the base ("asked"); else they would shift every share ("left out").""",
}
MATCH = {
    "de": "Welche Spalte von {0} die Person nennt. Eine von: {1}",
    "en": "Which column of {0} names the person. One of: {1}",
}
KEYS = {
    "de": """Der Schlüssel jeder Person (bleibt bei Ihnen). Zwei Zeilen mit demselben Schlüssel sind dieselbe Person;
"" ist keine befragte Person (Protokoll, Interviewerin).""",
    "en": """The key of each person (stays with you). Two rows with one key are the same person;
"" is no respondent (minutes, interviewer).""",
}
GROUPS = {
    "de": """Befragtengruppen. set: die Kennung der Einteilung (kleine Buchstaben, Ziffern, Bindestriche), z. B. "funktion";
"" heißt: keine Gruppe. Darunter je Wert die Kennung der Gruppe; gleiche Kennung legt zusammen.
Gruppen unter etwa zehn Personen lassen wenig übrig, das gezeigt werden darf.""",
    "en": """Groups of respondents. set: the id of the division (small letters, digits, hyphens), e.g. "role";
"" means: no group. Below it the id of the group for each value; the same id merges.
Groups below about ten persons leave little that may be shown.""",
}
NO_GROUPS = {
    "de": "Der Export kennt keine Gruppen. Eine Tabelle der Befragten hilft: --respondents DATEI. Ohne sie zählen alle als eine Gruppe.",
    "en": "The export knows no groups. A table of respondents helps: --respondents FILE. Without it all count as one group.",
}
NOT_OFFERED = {
    "de": "Nicht als Gruppe angeboten, weil es fast so viele Werte wie Personen gibt: {0}",
    "en": "Not offered as groups, there are nearly as many values as persons: {0}",
}
PERSON_COUNT = {"de": "{0} Personen", "en": "{0} persons"}
CODES = {
    "de": """Was aus jedem Code wird. role gilt auch für alles darunter: "topic" (Thema), "partner" (Kooperationspartner; die
Codes darunter sind die Partner), "structural" (hält nur zusammen, was darunter steht, das nach oben rückt), "ignore".
under = ["id", "id"]: steht unter diesen Themen statt da, wo er im Export steht. id bleibt, was sie beim ersten Mal war.
Wie ein Thema heißt, steht nach dem ersten Import in categories.csv und wird dort geändert.""",
    "en": """What becomes of each code. role holds for all below: "topic", "partner" (the codes below are the partners),
"structural" (only holds together what is below, which moves up), "ignore".
under = ["id", "id"]: stands below these topics instead of where the export has it. id stays what it was first.
What a topic is called stands in categories.csv after the first import and is changed there.""",
}
CODING_COUNT = {"de": "{0} Codierungen, {1} Dokumente", "en": "{0} codings, {1} documents"}
CODE_SETS = {
    "de": 'Mengen von Codes (Codegruppen). role = "topic" macht ein Thema daraus, unter dem ihre Codes stehen.',
    "en": 'Sets of codes (code groups). role = "topic" makes a topic of one, below which its codes stand.',
}
CODE_COUNT = {"de": "{0} Codes", "en": "{0} codes"}
PARTNERS = {
    "de": """Wann eine Stelle von einem Partner spricht: "code" (sie trägt seinen Code) oder "overlap" (oder berührt eine Stelle,
die ihn trägt).""",
    "en": """When a passage is about a partner: "code" (it has the partner's code) or "overlap" (or touches one that has).""",
}
RULES = {
    "de": """Wer zu einem Thema gar nicht gefragt wurde, gehört nicht zu dessen Basis. Zum Beispiel (ohne # davor):
[[asked]]                      # gefragt wurden nur:
topics = ["thema-id"]
variable = "szenario"
values = ["s1", "s2"]
[[not_asked]]                  # nicht gefragt wurden:
topics = ["thema-id"]
documents = ["Interview 4"]""",
    "en": """Who was not asked about a topic does not belong to its base. For example (without the # in front):
[[asked]]                      # asked were only:
topics = ["topic-id"]
variable = "scenario"
values = ["s1", "s2"]
[[not_asked]]                  # not asked were:
topics = ["topic-id"]
documents = ["Interview 4"]""",
}
AGREEMENT = {
    "de": "Mehrere haben codiert. true berechnet ihre Übereinstimmung (Krippendorffs Alpha) und nennt sie in der Methode.",
    "en": "Several coded. true computes their agreement (Krippendorff's alpha) and names it in the method.",
}
UNMAPPED = {
    "de": """Neu im Export. Was hier steht, ist ein Vorschlag: durchsehen, ändern, dann accept = "yes" setzen; es rückt dann
an seinen Platz.""",
    "en": """New in the export. What stands here is a suggestion: look through it, change it, then set accept = "yes"; it then
moves to its place.""",
}
