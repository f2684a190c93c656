"""What is wrong with a package and what to do about it, in words: one entry for each kind of fault."""

import re

from dashboard.package.cells import Fault
from dashboard.package.columns import FILES, NAMES, OPTIONAL

TEXTS: dict[str, dict[str, tuple[str, str]]] = {
    "de": {
        "no_folder": ("Den Ordner „{0}“ gibt es nicht.", "Pfad prüfen."),
        "withdrawn": (
            "Diese Fassung wurde zurückgezogen: eine befragte Person hat ihre Teilnahme widerrufen, oder sie wurde zurückgenommen.",
            "Die neue Fassung einspielen und Kopien der alten löschen.",
        ),
        "perhaps_withdrawn": (
            "Hier steht ein Teil einer Prüfsumme, der diese Fassung meinen kann; deshalb wird sie nicht gezeigt.",
            "Die Zeile vervollständigen: 64 Zeichen, 0–9 und a–f.",
        ),
        "list_unreadable": (
            "Die Liste der zurückgezogenen Fassungen lässt sich hier nicht lesen. Sie könnte jede Untersuchung nennen, "
            "deshalb wird keine gezeigt.",
            "Eine Prüfsumme je Zeile, 64 Zeichen, darüber die Kopfzeile sha256. Wurde nichts zurückgezogen, die Datei löschen.",
        ),
        "preview_package": (
            "Das ist eine interne Vorschau ohne Schutz der Befragten; sie wird hier nicht geöffnet.",
            "Den Ordner löschen und die Untersuchung mit `python -m publish release` freigeben.",
        ),
        "changing": (
            "Der Ordner wird gerade geändert.",
            "Die Seite in einigen Sekunden neu laden.",
        ),
        "no_state": (
            "Hier steht nicht, welche Fassung gezeigt werden soll: 64 Zeichen, 0–9 und a–f.",
            "Noch einmal freigeben, oder die Datei aus einer Sicherung zurückholen.",
        ),
        "state_missing": (
            "Die Fassung {0}, die hier genannt ist, liegt nicht im Ordner „.fassungen“.",
            "Den Ordner „.fassungen“ vollständig mitkopieren, oder noch einmal freigeben.",
        ),
        "state_differs": (
            "Die Fassung {0}, die hier genannt ist, hat einen anderen Inhalt, als ihre Prüfsumme sagt.",
            "Sie aus einer Sicherung zurückholen, oder noch einmal freigeben.",
        ),
        "not_a_folder": ("„{0}“ ist eine Datei, kein Ordner.", "Den Ordner angeben, in dem datapackage.json liegt."),
        "no_file": ("Die Datei fehlt.", "Die Datei in den Ordner legen."),
        "is_a_folder": ("Hier liegt ein Ordner dieses Namens.", "Durch die Datei ersetzen."),
        "no_plain_file": (
            "Das ist eine Verknüpfung oder keine gewöhnliche Datei.",
            "Die Datei selbst in den Ordner legen.",
        ),
        "too_large": (
            "Die Datei hat {0} MB; gelesen werden höchstens {1} MB.",
            "Prüfen, ob die richtige Datei im Ordner liegt.",
        ),
        "empty_file": ("Die Datei ist leer.", "Die Datei neu speichern."),
        "unreadable": ("Die Datei lässt sich nicht lesen: {0}.", "Zugriffsrechte prüfen."),
        "folder_unreadable": ("Der Ordner lässt sich nicht lesen: {0}.", "Zugriffsrechte prüfen."),
        "not_text": ("Die Datei ist kein Text in UTF-8.", "Als „CSV UTF-8“ speichern."),
        "byte_order_mark": (
            "Die Datei beginnt mit einer Bytereihenfolge-Marke (BOM).",
            "Als UTF-8 ohne BOM speichern.",
        ),
        "not_utf8": (
            "Hier steht ein Zeichen, das nicht UTF-8 ist (häufig: Windows-1252 aus Excel).",
            "Als UTF-8 speichern.",
        ),
        "no_json": (
            "Das ist kein gültiges JSON (Spalte {0}).",
            "An dieser Stelle Komma, Klammer oder Anführungszeichen prüfen.",
        ),
        "number_too_long": (
            "Hier steht eine Zahl mit mehreren tausend Ziffern.",
            "Die Zahl berichtigen oder entfernen.",
        ),
        "cell_too_long": ("Eine Zelle ist zu lang, um gelesen zu werden.", "Den Text kürzen."),
        "unexpected": (
            "Beim Lesen ist etwas Unerwartetes geschehen ({0}).",
            "Das Protokoll des Servers nennt die Stelle; das Paket mit `python -m dashboard.check` prüfen.",
        ),
        "no_object": ("Die Datei enthält kein JSON-Objekt.", "Mit {{ beginnen; siehe das Muster im Ordner data/."),
        "missing_property": ("Die Angabe „{0}“ fehlt oder ist leer.", "In datapackage.json ergänzen."),
        "no_list": ("„{0}“ ist keine Liste von Objekten.", "In datapackage.json als Liste schreiben."),
        "no_list_of_texts": ("„{0}“ ist keine Liste von Texten.", "In datapackage.json als Liste schreiben."),
        "no_year": (
            "„{0}“ ist kein Jahr.",
            "Vier Ziffern ohne Anführungszeichen, oder null, wo es nicht dokumentiert ist.",
        ),
        "no_study": ("Der Block „study“ fehlt.", "In datapackage.json ergänzen; siehe das Muster im Ordner data/."),
        "name_differs": (
            "Der Name „{0}“ ist nicht der des Ordners „{1}“.",
            "Beide gleich schreiben: der Name steht in Links.",
        ),
        "resource_without_path": ("Die Ressource „{0}“ hat keinen Pfad.", "Den Dateinamen unter „path“ eintragen."),
        "path_is_address": (
            "Der Pfad „{0}“ ist eine Adresse.",
            "Die Datei in den Ordner legen; geladen wird nichts aus dem Netz.",
        ),
        "path_outside": ("Der Pfad „{0}“ führt aus dem Ordner hinaus.", "Die Datei in den Ordner legen."),
        "unknown_resource": ("Die Ressource „{0}“ gehört nicht zu einem Befundpaket.", "Den Eintrag entfernen."),
        "unknown_view": (
            "„{0}“ nennt keine Ansicht dieser Untersuchung.",
            "So zeigt sie der Link von „Zeigen und mitnehmen“ nach „deck=“.",
        ),
        "deck_too_long": ("Die Auswahl „{0}“ hat mehr als {1} Ansichten.", "Aufteilen."),
        "resource_missing": ("Die Ressource „{0}“ ist nicht aufgeführt.", "Unter „resources“ ergänzen."),
        "bytes_differ": (
            "Die Datei hat eine andere Länge, als datapackage.json angibt: Dateien zweier Fassungen, oder unvollständig kopiert.",
            "Alle Dateien einer Fassung zusammen kopieren; nach einer Änderung von Hand „bytes“ und „hash“ entfernen.",
        ),
        "hash_differs": (
            "Die Datei hat eine andere Prüfsumme, als datapackage.json angibt: Dateien zweier Fassungen, oder verändert.",
            "Alle Dateien einer Fassung zusammen kopieren; nach einer Änderung von Hand „bytes“ und „hash“ entfernen.",
        ),
        "hash_unknown": (
            "Die Art der Prüfsumme von „{0}“ ist unbekannt.",
            "Als „sha256:…“ schreiben; bekannt sind {1}.",
        ),
        "schema_differs": (
            "Das Schema von „{0}“ nennt andere Spalten als die Datei haben muss.",
            "Das Schema aus dem Muster übernehmen.",
        ),
        "header": ("Die Kopfzeile ist „{0}“.", "Erwartet wird genau: {1}"),
        "semicolons": ("Die Spalten sind mit Semikolon getrennt.", "Mit Komma trennen."),
        "row_width": ("Die Zeile hat {0} Spalten, erwartet sind {1}.", "Text mit Komma in Anführungszeichen setzen."),
        "broken_csv": (
            "Ein Anführungszeichen ist nicht geschlossen.",
            "Das Anführungszeichen schließen oder verdoppeln.",
        ),
        "no_rows": ("Die Datei hat keine Zeilen.", "Mindestens eine Zeile eintragen."),
        "too_many": (
            "Hier wurde nach mehr als 200 Fehlern abgebrochen.",
            "Die genannten Fehler beheben und erneut prüfen.",
        ),
        "required": ("„{0}“ ist leer.", "Einen Wert eintragen."),
        "name_no_id": (
            "Der Name „{0}“ ist keine Kennung.",
            "Ordner und „name“ umbenennen: nur Kleinbuchstaben a–z, Ziffern und einzelne Bindestriche.",
        ),
        "not_a_date": ("„{1}“ in „{0}“ ist kein Datum.", "Als JJJJ-MM-TT schreiben, zum Beispiel 2026-11-23."),
        "half_character": (
            "Die Datei enthält ein halbes Zeichen (\\ud800 bis \\udfff).",
            "Das Zeichen als Ganzes oder gar nicht schreiben.",
        ),
        "not_an_id": (
            "„{1}“ in „{0}“ ist keine Kennung.",
            "Nur Kleinbuchstaben a–z, Ziffern und einzelne Bindestriche, höchstens 80 Zeichen.",
        ),
        "not_a_number": (
            "„{1}“ in „{0}“ ist keine ganze Zahl.",
            "Eine ganze Zahl ab 0 eintragen, ohne Punkt und Komma.",
        ),
        "negative": ("„{1}“ in „{0}“ ist negativ.", "Eine ganze Zahl ab 0 eintragen."),
        "over_hundred": ("„{1}“ in „{0}“ ist größer als 100.", "Prozent von 0 bis 100 eintragen."),
        "not_allowed": ("„{1}“ ist in „{0}“ nicht vorgesehen.", "Möglich sind: {2}"),
        "control_character": ("„{0}“ enthält ein unsichtbares Steuerzeichen.", "Das Zeichen entfernen."),
        "markup": ("„{0}“ enthält Auszeichnung: {1}", "Reinen Text eintragen."),
        "too_long": ("„{0}“ ist länger als {2} Zeichen.", "Den Text kürzen."),
        "duplicate_id": ("„{0}“ steht zweimal.", "Eine der Zeilen entfernen oder umbenennen."),
        "duplicate_finding": ("Der Befund {0}, {1}, Partner „{2}“ steht zweimal.", "Eine der Zeilen entfernen."),
        "unknown_id": ("„{1}“ in „{0}“ gibt es nicht in {2}.", "Schreibweise prüfen oder dort ergänzen."),
        "cycle": ("„{0}“ steht über sich selbst.", "parent_id so ändern, dass der Baum keinen Kreis bildet."),
        "levels_differ": ("Benannt sind {0} Ebenen, der Baum hat {1}.", "study.levels und parent_id abgleichen."),
        "range_reversed": ("named_low {0} ist größer als named_high {1}.", "Die beiden Zahlen tauschen."),
        "named_over_asked": (
            "Genannt {0}, aber befragt {1}.",
            "Gezählt werden Personen: named_high kann asked nicht übersteigen.",
        ),
        "asked_over_respondents": (
            "Befragt {0}, aber die Gruppe hat {1} Personen.",
            "asked oder groups.csv berichtigen.",
        ),
        "exact_with_range": (
            "Als „exact“ bezeichnet, aber {0}–{1}.",
            "reason auf „derived“ oder beide Zahlen gleich setzen.",
        ),
        "withheld_without_range": (
            "Als „withheld“ bezeichnet, aber die Zahl {0} steht da.",
            "Eine Spanne eintragen, welche die Zahl nicht verrät.",
        ),
        "count_missing": (
            "Zu {0}, {1} fehlt die Zahl.",
            "named_low und named_high eintragen; nennt die Untersuchung die Zahl, aber nicht dieses Paket: reason „elsewhere“.",
        ),
        "count_elsewhere": (
            "Zu {0}, {1} steht „elsewhere“, aber auch eine Zahl.",
            "named_low, named_high und printed_percent leeren oder reason ändern.",
        ),
        "statement_without_location": (
            "Die Aussage zu „{0}“ hat keine Fundstelle.",
            "In statement_location eintragen, wo sie in der Untersuchung steht.",
        ),
        "answer_without_statement": (
            "„{0}“ soll die Frage beantworten, hat aber keine Aussage.",
            "Die Aussage in categories.csv ergänzen oder die Kennung aus lead.answer entfernen.",
        ),
        "one_language": ("Von „{0}“ und „{1}“ ist nur eines ausgefüllt.", "Beide Sprachen eintragen oder keine."),
        "child_over_parent": (
            "{0} Personen nannten „{1}“, aber höchstens {2} das Thema darüber, „{3}“.",
            "Eine der beiden Zahlen berichtigen.",
        ),
        "asked_over_parent": (
            "Zu „{1}“ wurden {0} befragt, zum Thema darüber, „{3}“, {2}.",
            "asked angleichen.",
        ),
        "partner_over_total": (
            "Zu diesem Partner {0}, insgesamt höchstens {1}.",
            "Eine der beiden Zahlen berichtigen.",
        ),
        "partner_without_total": (
            "Zu {0}, {1} fehlt die Zahl ohne Partner.",
            "Die Zeile mit leerem partner_id ergänzen.",
        ),
        "partner_not_counted": (
            "„{0}“ ist in partners.csv als nicht ausgezählt bezeichnet.",
            "counted auf „yes“ setzen oder die Zeile entfernen.",
        ),
        "partner_counted_nowhere": (
            "„{0}“ ist als ausgezählt bezeichnet, hat aber keinen Befund.",
            "counted auf „no“ setzen.",
        ),
        "details_missing": (
            "„{0}“ hat laut details Unterthemen, hier steht keines.",
            "details auf „elsewhere“ setzen oder leeren.",
        ),
        "basis_without_group": (
            "group_basis ist „{0}“, aber keine Gruppe genannt.",
            "group_id eintragen oder „unknown“ setzen.",
        ),
        "group_without_basis": (
            "Gruppe „{0}“ genannt, aber group_basis ist „unknown“.",
            "group_basis auf „stated“ oder „inferred“ setzen.",
        ),
        "quote_contradicts_count": (
            "Zitat der Gruppe „{0}“ zu „{1}“, das in ihr laut findings.csv niemand nannte.",
            "Gruppe, Thema oder Zahl berichtigen.",
        ),
        "printed_unexplained": (
            "{0}, {1}: gedruckt {2}, aber {3} von {4} ergibt {5}.",
            "Unter study.printed_differences erklären; keinen der Werte überschreiben.",
        ),
    },
    "en": {
        "withdrawn": (
            "This version was withdrawn: a respondent has revoked participation, or it was taken back.",
            "Install the new version and delete copies of the old one.",
        ),
        "perhaps_withdrawn": (
            "A part of a checksum stands here that may mean this version; that is why it is not shown.",
            "Complete the line: 64 characters, 0–9 and a–f.",
        ),
        "list_unreadable": (
            "The list of withdrawn versions cannot be read here. It might name any study, that is why none is shown.",
            "One checksum a line, 64 characters, below the heading sha256. Where nothing was withdrawn, delete the file.",
        ),
        "preview_package": (
            "This is an internal preview without protection of the respondents; it is not opened here.",
            "Delete the folder and release the study with `python -m publish release`.",
        ),
        "no_folder": ("The folder “{0}” does not exist.", "Check the path."),
        "changing": ("The folder is being changed.", "Reload the page in a few seconds."),
        "no_state": (
            "It is not said here which version is to be shown: 64 characters, 0–9 and a–f.",
            "Release once more, or get the file back from a backup.",
        ),
        "state_missing": (
            "The version {0} that is named here does not lie in the folder “.fassungen”.",
            "Copy the folder “.fassungen” along as a whole, or release once more.",
        ),
        "state_differs": (
            "The version {0} that is named here has other contents than its hash says.",
            "Get it back from a backup, or release once more.",
        ),
        "not_a_folder": ("“{0}” is a file, no folder.", "Name the folder that holds datapackage.json."),
        "no_file": ("The file is missing.", "Put the file into the folder."),
        "is_a_folder": ("There is a folder of this name.", "Replace it by the file."),
        "no_plain_file": ("This is a link or no regular file.", "Put the file itself into the folder."),
        "too_large": ("The file has {0} MB; at most {1} MB are read.", "Check that it is the right file."),
        "empty_file": ("The file is empty.", "Save the file again."),
        "unreadable": ("The file cannot be read: {0}.", "Check its permissions."),
        "folder_unreadable": ("The folder cannot be read: {0}.", "Check its permissions."),
        "not_text": ("The file is no text in UTF-8.", "Save it as “CSV UTF-8”."),
        "byte_order_mark": ("The file begins with a byte order mark (BOM).", "Save it as UTF-8 without BOM."),
        "not_utf8": (
            "There is a character here that is not UTF-8 (often Windows-1252 from Excel).",
            "Save it as UTF-8.",
        ),
        "no_json": ("This is no valid JSON (column {0}).", "Check comma, bracket or quotation mark at this place."),
        "number_too_long": ("There is a number of several thousand digits.", "Mend or remove it."),
        "cell_too_long": ("A cell is too long to be read.", "Shorten the text."),
        "unexpected": (
            "Something unexpected happened while this was read ({0}).",
            "The server's log names the place; check the package with `python -m dashboard.check`.",
        ),
        "no_object": ("The file holds no JSON object.", "Begin with {{; see the example in the folder data/."),
        "missing_property": ("“{0}” is missing or empty.", "Add it to datapackage.json."),
        "no_list": ("“{0}” is no list of objects.", "Write it as a list in datapackage.json."),
        "no_list_of_texts": ("“{0}” is no list of texts.", "Write it as a list in datapackage.json."),
        "no_year": ("“{0}” is no year.", "Four digits without quotation marks, or null where it is not documented."),
        "no_study": (
            "The block “study” is missing.",
            "Add it to datapackage.json; see the example in the folder data/.",
        ),
        "name_differs": (
            "The name “{0}” is not that of the folder, “{1}”.",
            "Write both alike: the name stands in links.",
        ),
        "resource_without_path": ("The resource “{0}” has no path.", "Enter the file name as “path”."),
        "path_is_address": (
            "The path “{0}” is an address.",
            "Put the file into the folder; nothing is loaded from the network.",
        ),
        "path_outside": ("The path “{0}” leads out of the folder.", "Put the file into the folder."),
        "unknown_resource": ("The resource “{0}” is no part of a findings package.", "Remove the entry."),
        "unknown_view": (
            "“{0}” names no view of this study.",
            "The link of “Show and take along” has them after “deck=”.",
        ),
        "deck_too_long": ("The deck “{0}” has more than {1} views.", "Split it."),
        "resource_missing": ("The resource “{0}” is not listed.", "Add it to “resources”."),
        "bytes_differ": (
            "The file is not as long as datapackage.json says: files of two versions, or an incomplete copy.",
            "Copy all files of one version together; after a change by hand remove “bytes” and “hash”.",
        ),
        "hash_differs": (
            "The file has another checksum than datapackage.json says: files of two versions, or a changed one.",
            "Copy all files of one version together; after a change by hand remove “bytes” and “hash”.",
        ),
        "hash_unknown": ("The kind of checksum of “{0}” is unknown.", "Write it as “sha256:…”; known are {1}."),
        "schema_differs": (
            "The schema of “{0}” names other columns than the file must have.",
            "Copy the schema from the example.",
        ),
        "header": ("The header is “{0}”.", "It must be exactly: {1}"),
        "semicolons": ("The columns are separated by semicolons.", "Separate them by commas."),
        "row_width": ("The row has {0} columns, {1} are expected.", "Put text with a comma into quotation marks."),
        "broken_csv": ("A quotation mark is not closed.", "Close it or double it."),
        "no_rows": ("The file has no rows.", "Enter at least one row."),
        "too_many": ("Stopped here after more than 200 faults.", "Mend those named and check again."),
        "required": ("“{0}” is empty.", "Enter a value."),
        "name_no_id": (
            "The name “{0}” is no id.",
            "Rename folder and “name”: lower case a–z, digits and single hyphens only.",
        ),
        "not_a_date": ("“{1}” in “{0}” is no date.", "Write YYYY-MM-DD, such as 2026-11-23."),
        "half_character": (
            "The file holds half a character (\\ud800 to \\udfff).",
            "Write the character whole or not at all.",
        ),
        "not_an_id": ("“{1}” in “{0}” is no id.", "Lower case a–z, digits and single hyphens, at most 80 characters."),
        "not_a_number": ("“{1}” in “{0}” is no whole number.", "Enter a whole number from 0, without point or comma."),
        "negative": ("“{1}” in “{0}” is negative.", "Enter a whole number from 0."),
        "over_hundred": ("“{1}” in “{0}” is over 100.", "Enter percent from 0 to 100."),
        "not_allowed": ("“{1}” is not provided for in “{0}”.", "Possible are: {2}"),
        "control_character": ("“{0}” contains an invisible control character.", "Remove it."),
        "markup": ("“{0}” contains markup: {1}", "Enter plain text."),
        "too_long": ("“{0}” is longer than {2} characters.", "Shorten the text."),
        "duplicate_id": ("“{0}” stands twice.", "Remove or rename one of the rows."),
        "duplicate_finding": ("The finding {0}, {1}, partner “{2}” stands twice.", "Remove one of the rows."),
        "unknown_id": ("“{1}” in “{0}” is not in {2}.", "Check the spelling or add it there."),
        "cycle": ("“{0}” stands above itself.", "Change parent_id so that the tree has no circle."),
        "levels_differ": ("{0} levels are named, the tree has {1}.", "Match study.levels and parent_id."),
        "range_reversed": ("named_low {0} is greater than named_high {1}.", "Swap the two numbers."),
        "named_over_asked": (
            "Named by {0}, but {1} were asked.",
            "Persons are counted: named_high cannot exceed asked.",
        ),
        "asked_over_respondents": ("{0} were asked, but the group has {1} persons.", "Mend asked or groups.csv."),
        "exact_with_range": ("Called “exact”, but {0}–{1}.", "Set reason to “derived” or make both numbers equal."),
        "withheld_without_range": (
            "Called “withheld”, but the number {0} stands there.",
            "Enter a range that does not betray it.",
        ),
        "count_missing": (
            "The number for {0}, {1} is missing.",
            "Enter named_low and named_high; where the study has it and this package has not: reason “elsewhere”.",
        ),
        "count_elsewhere": (
            "{0}, {1} is called “elsewhere”, but a number stands there.",
            "Empty named_low, named_high and printed_percent, or change reason.",
        ),
        "statement_without_location": (
            "The statement on “{0}” has no location.",
            "Enter in statement_location where it stands in the study.",
        ),
        "answer_without_statement": (
            "“{0}” is to answer the question, but has no statement.",
            "Add the statement to categories.csv or remove the id from lead.answer.",
        ),
        "one_language": ("Of “{0}” and “{1}” one alone is filled in.", "Enter both languages or none."),
        "child_over_parent": (
            "{0} persons named “{1}”, but at most {2} the topic above, “{3}”.",
            "Mend one of the two numbers.",
        ),
        "asked_over_parent": ("{0} were asked about “{1}”, {2} about the topic above, “{3}”.", "Match asked."),
        "partner_over_total": ("{0} for this partner, at most {1} in all.", "Mend one of the two numbers."),
        "partner_without_total": (
            "The number regardless of partner is missing for {0}, {1}.",
            "Add the row with an empty partner_id.",
        ),
        "partner_not_counted": (
            "“{0}” is called not counted in partners.csv.",
            "Set counted to “yes” or remove the row.",
        ),
        "partner_counted_nowhere": ("“{0}” is called counted, but has no finding.", "Set counted to “no”."),
        "details_missing": (
            "“{0}” has sub-topics after its details, but there is none here.",
            "Set details to “elsewhere” or empty it.",
        ),
        "basis_without_group": ("group_basis is “{0}”, but no group is named.", "Enter group_id or set “unknown”."),
        "group_without_basis": (
            "Group “{0}” is named, but group_basis is “unknown”.",
            "Set group_basis to “stated” or “inferred”.",
        ),
        "quote_contradicts_count": (
            "A quote of group “{0}” on “{1}”, which nobody in it named after findings.csv.",
            "Mend group, topic or number.",
        ),
        "printed_unexplained": (
            "{0}, {1}: printed {2}, but {3} of {4} is {5}.",
            "Explain it in study.printed_differences; overwrite neither value.",
        ),
    },
}


OURS = {
    "changing",
    "folder_unreadable",
    "missing_property",
    "no_json",
    "no_list",
    "row_width",
    "state_differs",
    "state_missing",
    "too_large",
    "unreadable",
}
"""Kinds whose details are found here and never stand in a package."""
COLUMNS = [column for columns in (*FILES.values(), *OPTIONAL.values()) for column in columns]
VALUES = [value for _, kind in COLUMNS if isinstance(kind, tuple) for value in kind if value]
FORMAT = {*NAMES, *(name for name, _ in COLUMNS), *VALUES}
"""Words of the format itself, which say nothing of a study."""


def describe(fault: Fault, language: str, *, contents: bool = True) -> tuple[str, str]:
    """Return what is wrong and what to do. Without `contents` an ellipsis stands for all that is of the package."""
    what, remedy = TEXTS[language][fault.kind]
    details = fault.details if contents or fault.kind in OURS else [_of_the_format(detail) for detail in fault.details]
    return what.format(*details), remedy.format(*details)


def _of_the_format(detail: str) -> str:
    return detail if FORMAT.issuperset(re.split(", ?", detail)) else "…"
