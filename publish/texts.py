"""Every word of the command: faults of a coded study with their remedies, and what it reports."""

from collections.abc import Iterable, Sequence

from dashboard.package.cells import Fault

FAULTS: dict[str, dict[str, tuple[str, str]]] = {
    "de": {
        "no_folder": ("„{0}“ ist kein Ordner oder nicht vorhanden.", "Den Ordner der Codierstudie angeben."),
        "unfinished": ("Ein Import wurde unterbrochen: manche Dateien sind neu, andere nicht.", "Den Befehl `import` noch einmal geben."),
        "no_file": ("Die Datei fehlt.", "Anlegen; docs/veroeffentlichen.md zeigt die Spalten."),
        "no_description": ("Die Beschreibung fehlt.", "`python -m publish new ORDNER` legt sie an."),
        "no_json": ("Das ist kein gültiges JSON.", "In dieser Zeile Komma, Klammer oder Anführungszeichen prüfen."),
        "half_character": ("Hier steht ein halbes Zeichen (\\ud800 bis \\udfff).", "Das Zeichen neu eintippen."),
        "key_twice": ("Die Angabe „{0}“ steht zweimal.", "Eine der beiden entfernen."),
        "no_number": ("Hier steht NaN, Infinity oder eine Zahl mit Tausenden von Ziffern.", "Eine Zahl oder null schreiben."),
        "other_case": ("Die Datei muss genau „{0}“ heißen.", "Umbenennen: auf manchen Rechnern gilt sie sonst als nicht vorhanden."),
        "is_a_folder": ("Hier liegt ein Ordner dieses Namens.", "Durch die Datei ersetzen."),
        "link_to_nothing": ("Die Verknüpfung führt ins Leere.", "Die Datei selbst an ihre Stelle legen."),
        "no_plain_file": ("Das ist keine gewöhnliche Datei, sondern eine Pipe, ein Gerät oder Ähnliches.", "Eine gewöhnliche Datei an ihre Stelle legen."),
        "too_large": ("Die Datei hat mehr als {0} MB.", "Prüfen, ob es die richtige ist."),
        "too_deep": ("Hier sind Klammern zu oft ineinander verschachtelt.", "Die Angabe berichtigen oder entfernen."),
        "no_doi": ("„{0}“ ist keine DOI.", "Eine DOI ist zum Beispiel https://doi.org/10.5281/zenodo.12345; ohne DOI bleibt id null."),
        "no_period": ("„{0}“ ist kein Zeitraum.", "Jahr, Monat oder Tag (2025, 2025-03, 2025-03-14) oder zwei davon mit Schrägstrich: 2025-03/2025-09."),
        "no_year": ("„{0}“ ist kein Jahr.", "Vier Ziffern ohne Anführungszeichen, oder null, wo es nicht dokumentiert ist."),
        "too_many_levels": ("Das Thema „{0}“ steht tiefer als {1} Ebenen.", "parent_id prüfen."),
        "unreadable": ("Die Datei lässt sich nicht lesen: {0}.", "Rechte prüfen."),
        "register_empty": (
            "Das Verzeichnis der früheren Freigaben ist leer oder keines.",
            "Aus einer Sicherung zurückholen; ohne es wird nichts gegen Früheres geprüft. Nur wenn nie etwas freigegeben wurde: löschen.",
        ),
        "register_lost": (
            "Neben der Untersuchung liegt der Bericht einer Freigabe (release-….html), die hier nicht steht.",
            "releases.json aus einer Sicherung zurückholen; ohne sie wird nichts gegen Früheres geprüft. Gehört der Bericht nicht hierher: "
            "ihn an einen anderen Ort legen.",
        ),
        "register_entry": (
            "Freigabe {0}: „{1}“ ist nicht, was eine Freigabe dort hinschreibt.",
            "Die Datei aus einer Sicherung zurückholen; von Hand wird sie nie geändert.",
        ),
        "unknown_person": (
            "Dieser Schlüssel steht weder in respondents.csv noch in einer früheren Freigabe.",
            "Schreibweise prüfen: sonst zählt, wer gemeint ist, weiter mit. Ist die Person ganz gelöscht und war sie in keiner "
            "Freigabe, diese Zeile auch löschen.",
        ),
        "withdrawn_alike": (
            "Dieser Schlüssel ist bis auf die Schreibweise der einer Person, die sich zurückgezogen hat.",
            "Ist sie es: so schreiben wie in withdrawn.csv, oder ihre Zeilen löschen. Ist es jemand anderes: einen anderen Schlüssel geben.",
        ),
        "withdrawn_lost": (
            "Hier fehlt, wer sich laut releases.json zurückgezogen hat; Zahl der Personen: {0}.",
            "Die Datei aus einer Sicherung zurückholen, oder die Schlüssel aus releases.json unter „withdrawn“ wieder eintragen.",
        ),
        "no_hash_header": ("Die erste Zeile muss „sha256“ lauten.", "Sie darüberschreiben; keine Prüfsumme löschen."),
        "no_hash": (
            "Hier steht keine Prüfsumme (64 Zeichen 0–9, a–f), eine je Zeile.",
            "Aus einer Sicherung oder dem Freigabebericht berichtigen; nicht löschen, sonst wird ein zurückgezogenes Paket wieder gezeigt.",
        ),
        "missing_property": ("Die Angabe „{0}“ fehlt oder ist leer.", "Ergänzen."),
        "wrong_kind": ("Die Angabe „{0}“ ist von der falschen Art.", "Als JSON-Wert dieser Art schreiben: {1}"),
        "not_a_slug": (
            "„{1}“ in „{0}“ ist keine Kennung.",
            "Kleine Buchstaben a–z, Ziffern und Bindestriche verwenden, ohne Umlaute: „kleine-kreise“.",
        ),
        "not_allowed": ("Der Wert in „{0}“ ist nicht vorgesehen.", "Erlaubt: {1}"),
        "threshold_too_low": (
            "Die Schwelle ist zu niedrig.",
            "Auf der Stufe „{1}“ mindestens {0}, als ganze Zahl.",
        ),
        "threshold_too_high": ("Die Schwelle ist höher als {0}: so würde nichts gezeigt.", "Die Zahl berichtigen oder weglassen."),
        "not_utf8": ("Die Datei ist nicht in UTF-8 gespeichert, sondern wohl in {0}.", "Als UTF-8 speichern, in Excel als „CSV UTF-8“."),
        "columns_missing": ("Es fehlen Spalten: {0}.", "Die Kopfzeile ergänzen."),
        "columns_unknown": ("Diese Spalten sind nicht vorgesehen: {0}.", "Entfernen oder umbenennen; möglich sind: {1}."),
        "columns_twice": ("Eine Spalte kommt zweimal vor: {0}.", "Die zweite entfernen."),
        "no_set": (
            "Es gibt keine Spalte für eine Gruppe.",
            "Für jeden Gruppensatz eine Spalte mit der Kennung der Gruppe anlegen, zum Beispiel „funktion“.",
        ),
        "row_width": ("Die Zeile hat {0} Spalten, erwartet sind {1}.", "Text mit Trennzeichen in Anführungszeichen setzen."),
        "broken_csv": ("Ein Anführungszeichen ist nicht geschlossen.", "Schließen oder verdoppeln."),
        "cell_too_long": ("Eine Zelle hat mehr als eine Million Zeichen.", "Das Segment aufteilen oder seinen Text weglassen."),
        "no_rows": ("Die Datei hat keine Zeilen.", "Daten ergänzen."),
        "too_many": ("Hier wird nicht weiter geprüft: zu viele Fehler.", "Erst die genannten beheben."),
        "required": ("„{0}“ ist leer.", "Ausfüllen."),
        "not_a_number": ("„{0}“ ist keine ganze Zahl ab 0.", "Zahl ohne Punkt und Komma schreiben."),
        "not_a_date": ("„{0}“ ist kein Datum.", "Als JJJJ-MM-TT schreiben, zum Beispiel 2026-11-23."),
        "control_character": ("In „{0}“ steht ein unsichtbares Steuerzeichen.", "Neu eintippen oder als reinen Text einfügen."),
        "markup": ("In „{0}“ steht HTML.", "Reinen Text schreiben."),
        "too_long": ("„{0}“ ist länger als {1} Zeichen.", "Kürzen."),
        "duplicate_id": ("Die Kennung in „{0}“ steht schon in einer früheren Zeile.", "Eine der beiden ändern."),
        "unknown_id": ("Die Kennung in „{0}“ gibt es in {1} nicht.", "Dort ergänzen oder hier berichtigen."),
        "cycle": ("Das Thema „{0}“ steht mittelbar unter sich selbst.", "parent_id berichtigen."),
        "no_group": ("Die Person hat keine Gruppe im Satz „{0}“.", "Jede Person gehört in jedem Satz zu genau einer Gruppe."),
        "group_of_other_set": ("Die Gruppe „{0}“ gehört zum Satz „{2}“, die Spalte ist „{1}“.", "Gruppe oder set_id berichtigen."),
        "set_without_column": ("Den Satz „{0}“ gibt es in respondents.csv nicht.", "Dort eine Spalte „{0}“ anlegen."),
        "empty_group": ("Zur Gruppe „{0}“ gehört niemand.", "Zeile entfernen oder Personen zuordnen."),
        "group_withdrawn": (
            "Aus der Gruppe „{0}“ haben sich alle zurückgezogen.",
            "Mit einer anderen Gruppe zusammenfassen: deren Kennung auch bei den Zurückgezogenen in respondents.csv eintragen, diese Zeile entfernen.",
        ),
        "statement_without_location": ("Die Aussage zu „{0}“ hat keine Fundstelle.", "In statement_location eintragen, wo sie steht."),
        "statement_without_german": ("„{1}“ ist ausgefüllt, „{0}“ nicht.", "Die deutschen Wörter ergänzen."),
        "end_before_start": ("Das Ende {1} liegt vor dem Anfang {0}.", "Berichtigen."),
        "too_many_partners": ("Mehr als 100 ausgezählte Partner.", "Seltene mit counted = no führen."),
        "partner_not_counted": ("Der Partner „{0}“ wird nicht ausgezählt.", "counted auf yes setzen oder die Zeile entfernen."),
        "coded_but_not_asked": ("Die Person hat Codierungen zu „{0}“, gilt aber als nicht gefragt.", "Eine der beiden Angaben entfernen."),
        "released_without": ("Ein freigegebenes Zitat hat kein „{0}“.", "Ergänzen: wer es wann auf welcher Grundlage freigab."),
        "quote_not_coded": ("Das Segment des Zitats ist nicht mit „{0}“ codiert.", "category_id berichtigen."),
        "lying_alone": ("Wer was sagte, liegt als Parquet, aber dieser Ordner fehlt.", "Segmente und Codierungen beide als Parquet ablegen."),
        "lying_columns": ("In den Parquet-Dateien fehlen Spalten: {0}.", "Die Dateien mit diesen Spalten schreiben; docs/gross.md zeigt sie."),
        "lying_type": ("Die Spalte „{0}“ der Parquet-Dateien ist kein Text, sondern {1}.", "Als Text (string) schreiben."),
        "lying_empty": ("Zeilen, in denen eine von {0} leer ist: {1}.", "Ausfüllen oder diese Zeilen entfernen."),
        "lying_unknown": ("Zeilen, deren „{0}“ es nicht gibt: {1}.", "Berichtigen oder dort ergänzen; ein Segment steht in demselben Teil."),
        "lying_not_counted": ("Zeilen mit einem Partner, der nicht ausgezählt wird ({0}): {1}.", "counted auf yes setzen oder die Zeilen entfernen."),
        "lying_twice": ("Werte von „{0}“, die mehr als einmal vorkommen: {1}.", "Jedem Segment einen eigenen Schlüssel geben."),
        "lying_unasked": ("Codierungen von Personen zu Themen, zu denen sie nach {0} nicht gefragt wurden: {1}.", "Eine der beiden Angaben entfernen."),
    },
    "en": {
        "no_folder": ("“{0}” is no folder or not there.", "Name the folder of the coded study."),
        "unfinished": ("An import was interrupted: some files are new, others are not.", "Give the command `import` again."),
        "no_file": ("The file is missing.", "Make it; docs/publishing.md shows its columns."),
        "no_description": ("The description is missing.", "`python -m publish new FOLDER` makes it."),
        "no_json": ("This is no valid JSON.", "Check comma, bracket or quotation mark in this row."),
        "half_character": ("There is half a character here (\\ud800 to \\udfff).", "Type the character again."),
        "key_twice": ("“{0}” stands twice.", "Remove one of them."),
        "no_number": ("There is NaN, Infinity or a number of thousands of digits here.", "Write a number or null."),
        "other_case": ("The file must be named exactly “{0}”.", "Rename it: on some computers it counts as absent otherwise."),
        "is_a_folder": ("There is a folder of this name.", "Replace it by the file."),
        "link_to_nothing": ("The link leads nowhere.", "Put the file itself in its place."),
        "no_plain_file": ("This is no plain file but a pipe, a device or the like.", "Put a plain file in its place."),
        "too_large": ("The file has more than {0} MB.", "Check that it is the right one."),
        "too_deep": ("Brackets are nested too often here.", "Correct or remove the entry."),
        "no_doi": ("“{0}” is no DOI.", "A DOI is, for example, https://doi.org/10.5281/zenodo.12345; without one id stays null."),
        "no_period": ("“{0}” is no period.", "A year, month or day (2025, 2025-03, 2025-03-14), or two with a slash: 2025-03/2025-09."),
        "no_year": ("“{0}” is no year.", "Four digits without quotation marks, or null where it is not documented."),
        "too_many_levels": ("The category “{0}” stands deeper than {1} levels.", "Check parent_id."),
        "unreadable": ("The file cannot be read: {0}.", "Check its permissions."),
        "register_empty": (
            "The register of earlier releases is empty or none.",
            "Get it back from a backup; without it nothing is checked against earlier ones. Only if nothing was ever released: delete it.",
        ),
        "register_lost": (
            "Beside the study lies the report of a release (release-….html) that does not stand here.",
            "Get releases.json back from a backup; without it nothing is checked against what came before. If the report does "
            "not belong here: put it elsewhere.",
        ),
        "register_entry": (
            "Release {0}: “{1}” is not what a release writes there.",
            "Get the file back from a backup; it is never changed by hand.",
        ),
        "unknown_person": (
            "This key is neither in respondents.csv nor in an earlier release.",
            "Check the spelling: else whoever is meant goes on being counted. If the person is deleted altogether and was in no "
            "release, delete this row too.",
        ),
        "withdrawn_alike": (
            "But for its spelling this key is that of a person who has withdrawn.",
            "If it is her: write it as in withdrawn.csv, or delete her rows. If it is somebody else: give another key.",
        ),
        "withdrawn_lost": (
            "Persons who have withdrawn according to releases.json are missing here: {0}.",
            "Get the file back from a backup, or enter their keys again; releases.json names them under “withdrawn”.",
        ),
        "no_hash_header": ("The first row must be “sha256”.", "Write it above; delete no hash."),
        "no_hash": (
            "This is no hash (64 characters 0–9, a–f), one a row.",
            "Correct it from a backup or the release report; do not delete it, else a withdrawn package is shown again.",
        ),
        "missing_property": ("“{0}” is missing or empty.", "Fill it in."),
        "wrong_kind": ("“{0}” is of the wrong kind.", "Write it as a JSON value of this kind: {1}"),
        "not_a_slug": ("“{1}” in “{0}” is no id.", "Use small letters a–z, digits and hyphens: “small-counties”."),
        "not_allowed": ("The value of “{0}” is not one of those allowed.", "Allowed: {1}"),
        "threshold_too_low": ("The threshold is too low.", "At the level “{1}” at least {0}, a whole number."),
        "threshold_too_high": ("The threshold is higher than {0}: nothing would be shown.", "Correct the number or leave it out."),
        "not_utf8": ("The file is not saved as UTF-8 but probably as {0}.", "Save as UTF-8, in Excel as “CSV UTF-8”."),
        "columns_missing": ("Columns are missing: {0}.", "Add them to the header."),
        "columns_unknown": ("These columns are not known: {0}.", "Remove or rename them; known are: {1}."),
        "columns_twice": ("A column stands twice: {0}.", "Remove the second."),
        "no_set": ("There is no column for a group.", "Make a column with the group's id for each group set, such as “function”."),
        "row_width": ("The row has {0} columns, {1} are expected.", "Put text with separators into quotation marks."),
        "broken_csv": ("A quotation mark is not closed.", "Close or double it."),
        "cell_too_long": ("A cell has more than a million characters.", "Split the segment or leave its text out."),
        "no_rows": ("The file has no rows.", "Add the data."),
        "too_many": ("Checking stops here: too many faults.", "Mend those named first."),
        "required": ("“{0}” is empty.", "Fill it in."),
        "not_a_number": ("“{0}” is no whole number from 0.", "Write it without point or comma."),
        "not_a_date": ("“{0}” is no date.", "Write YYYY-MM-DD, such as 2026-11-23."),
        "control_character": ("“{0}” holds an invisible control character.", "Type it again or paste it as plain text."),
        "markup": ("“{0}” holds HTML.", "Write plain text."),
        "too_long": ("“{0}” is longer than {1} characters.", "Shorten it."),
        "duplicate_id": ("The id in “{0}” stands in an earlier row already.", "Change one of them."),
        "unknown_id": ("The id in “{0}” is not in {1}.", "Add it there or correct it here."),
        "cycle": ("The category “{0}” stands below itself.", "Correct parent_id."),
        "no_group": ("The person has no group in the set “{0}”.", "Each person belongs to exactly one group of each set."),
        "group_of_other_set": ("The group “{0}” is of the set “{2}”, the column is “{1}”.", "Correct group or set_id."),
        "set_without_column": ("The set “{0}” is not in respondents.csv.", "Make a column “{0}” there."),
        "empty_group": ("Nobody belongs to the group “{0}”.", "Remove the row or assign persons."),
        "group_withdrawn": (
            "Everybody of the group “{0}” has withdrawn.",
            "Merge it with another group: give that id to the withdrawn in respondents.csv too, and remove this row.",
        ),
        "statement_without_location": ("The statement on “{0}” has no location.", "Enter in statement_location where it stands."),
        "statement_without_german": ("“{1}” is filled in, “{0}” is not.", "Add the German words."),
        "end_before_start": ("The end {1} lies before the start {0}.", "Correct it."),
        "too_many_partners": ("More than 100 counted partners.", "Keep rare ones with counted = no."),
        "partner_not_counted": ("The partner “{0}” is not counted.", "Set counted to yes or remove the row."),
        "coded_but_not_asked": ("The person has codings on “{0}” but counts as not asked.", "Remove one of the two."),
        "released_without": ("A released quote has no “{0}”.", "Say who released it, when and on which basis."),
        "quote_not_coded": ("The quote's segment is not coded with “{0}”.", "Correct category_id."),
        "lying_alone": ("Who said what lies as Parquet, but this folder is missing.", "Lay both segments and codings there as Parquet."),
        "lying_columns": ("The Parquet files lack columns: {0}.", "Write the files with these columns; docs/gross.md shows them."),
        "lying_type": ("The column “{0}” of the Parquet files holds no text but {1}.", "Write it as text (string)."),
        "lying_empty": ("Rows in which one of {0} is empty: {1}.", "Fill it in or remove these rows."),
        "lying_unknown": ("Rows whose “{0}” does not exist: {1}.", "Correct it or add it there; a segment stands in the same part."),
        "lying_not_counted": ("Rows with a partner who is not counted ({0}): {1}.", "Set counted to yes or remove the rows."),
        "lying_twice": ("Values of “{0}” that stand more than once: {1}.", "Give each segment a key of its own."),
        "lying_unasked": ("Codings of persons with topics about which {0} says they were not asked: {1}.", "Remove one of the two."),
    },
}  # fmt: skip

KINDS = {
    "de": {
        "name": "Name", "place": "Ort", "office": "Amt oder Einrichtung", "date": "Datum", "phone": "Telefon",
        "mail": "Adresse", "party": "Partei", "superlative": "Alleinstellung",
        "unknown": "seltenes Wort, vielleicht ein Name", "wording": "nur so viel des Wortlauts steht im Segment",
    },
    "en": {
        "name": "name", "place": "place", "office": "office or institution", "date": "date", "phone": "telephone",
        "mail": "address", "party": "party", "superlative": "uniqueness",
        "unknown": "rare word, perhaps a name", "wording": "only so much of the wording stands in the segment",
    },
}  # fmt: skip

WORDS: dict[str, dict[str, str]] = {
    "de": {
        "row": "Zeile {}",
        "rows": "{number} Zeilen ({first} …)",
        "faults": "{} Fehler in der Codierstudie:",
        "good": "Die Codierstudie ist in Ordnung: {respondents} Personen, {groups} Gruppen (Einteilungen: {sets}), "
        "{categories} Themen, {partners} Partner, {segments} Segmente, {codings} Codierungen, {quotes} Zitate, davon {released} freigegeben.",
        "marks": "{} Markierungen in freigegebenen Zitaten und Aussagen sind zu entscheiden (decisions.csv: keep oder replace, mit Begründung):",
        "mark": "{}, Zeile {}: {}: „{}“",
        "mark_stands": " – sollte ersetzt werden, steht aber noch da",
        "left_behind": "Aus datapackage.json bleibt zurück, was ein Paket nicht kennt: {}",
        "only_headings": "Nur Überschrift und nicht gezählt: {}. Bei drei und mehr Ebenen zählt, was darunter steht; "
        "was unmittelbar dort codiert ist, einem Thema darunter geben.",
        "codings_of": "{} (Codierungen: {})",
        "likeness": "quotes.csv, Zeile {row}: {percent} % der Wörter stehen so im Segment.",
        "quoted": "Zitiert sind: {}.",
        "quoted_of": "{} {} von {} Personen",
        "from_one": "Eine Person gibt mehr als ein Drittel der freigegebenen Zitate, {own} von {number} (quotes.csv, Zeilen {rows}): "
        "weitere Stimmen aufnehmen, oder begründen, warum sie so oft spricht.",
        "odd_lengths": "segments.csv: bei {number} Segmenten ist text nicht so lang, wie start und end angeben (Zeilen {rows} …).",
        "no_marks": "Keine offene Markierung.",
        "released": "Freigegeben: {to}, Fassung {version}. Zu sehen: {shares}; {quotes} Zitate"
        " ({over} über der Höchstzahl je Person und {nowhere} ohne sichtbare Zahl bleiben zurück). "
        "Der Angriff fand keine bestimmbare Zelle. Bericht: {report}",
        "look_at": "Ansehen: make run, dann http://localhost:8501/?study={}",
        "over_limit": "Nicht gezeigt, weil von derselben Person schon drei da sind: {}",
        "nowhere_visible": "Nicht gezeigt, weil keine Zahl zu ihrem Thema sichtbar ist: {}",
        "unread_tables": "Nicht gelesen: {}. Als „CSV UTF-8“ speichern.",
        "damaged_letters": "Zerstörte Umlaute („Ã¤“ statt „ä“): {}. Die Datei wurde mit falscher Zeichenkodierung geöffnet oder gespeichert.",
        "unchanged": "Unverändert: diese Fassung war schon freigegeben.",
        "withdrawn": "Zurückgezogen. Frühere Fassungen werden in {} abgelehnt; verteilte Kopien sind zu löschen.",
        "withdrawn_only": "Die Person ist zurückgezogen, und was sie enthielt, wird abgelehnt; neu freigegeben ist noch nicht. "
        "Wenn behoben ist, was oben steht: python -m publish release {} --to {}",
        "no_place": "In {} wurde diese Untersuchung nie freigegeben; zurückgezogen wird dort, wo ihr Paket liegt. Pfad hinter --to prüfen. "
        "Wurde es dort schon gelöscht: einen leeren Ordner dieses Namens anlegen.",
        "nothing_to_undo": "Es gibt keine Freigabe, die sich zurücknehmen ließe.",
        "undo_elsewhere": "Zurückgenommen wird dort, wohin die letzte Freigabe ging, und an allen Orten zugleich: {}. Pfad hinter --to prüfen; "
        "ist ein Ort von hier nicht erreichbar, bleibt die Freigabe bestehen.",
        "undo_question": "Die Fassung {} ({}, freigegeben am {}) zurücknehmen? Nur, wenn sie nie jemand bekam oder sah: keine Datei, kein Ordner, "
        "keine Sicherung außer Haus, kein Server, den andere öffnen. Sie zählt danach im Schutz gegen frühere Freigaben nicht mehr. Ob das "
        "stimmt, kann niemand prüfen; es beruht auf Ihrer Angabe und steht so im Bericht.",
        "undo_todo": "Nichts wurde zurückgenommen. Wer das bestätigt, gibt dieselbe Zeile noch einmal mit --never-handed-out. Hat sie doch jemand: "
        "bestehen lassen und neu freigeben.",
        "undone": "Zurückgenommen: Fassung {} ({}). Sie wird von nun an abgelehnt.",
        "shown_now": "Gezeigt wird wieder die Fassung {}.",
        "nothing_shown": "In {} wird jetzt nichts gezeigt.",
        "no_person": "Diese Person gibt es weder in der Codierstudie noch in einer früheren Freigabe. Den Schlüssel schreiben wie in respondents.csv.",
        "not_ours": "Das Ziel muss ein Ordner namens „{}“ sein, außerhalb der Codierstudie, leer oder mit einem früheren Paket und sonst nichts, "
        "keine Verknüpfung.",
        "instead": "Hinter --to: {}",
        "marks_todo": "Je Markierung eine Zeile in decisions.csv: quote_id (bei einer Aussage die category_id), mark (genau die Wörter zwischen den Anführungszeichen), "
        "decision (keep: bleibt, mit Begründung in reason; replace: wird ersetzt, dafür den Wortlaut dort ändern).",
        "nothing": "Nichts wurde freigegeben.",
        "would": "Zu sehen wären nach einer Freigabe von dem, was jemand genannt hat (Schwelle {threshold}): {shares}; {quotes} von {released} "
        "freigegebenen Zitaten. Zusammenfassen lässt sich nur vor der ersten Freigabe frei: danach zählt jede frühere mit.",
        "port_taken": "Auf Port {} läuft schon etwas. Einen anderen wählen: --port 8503",
        "unrecorded": "Nicht freigegeben: das Paket {} im Zielordner steht nicht in releases.json dieser Untersuchung, "
        "also kann nichts gegen es geprüft werden. releases.json von damals neben die Untersuchung legen. Gibt es sie nicht mehr: "
        "das alte Paket löschen; was wer aus beiden zusammen errechnen kann, prüft dann niemand.",
        "changed": "Die Untersuchung wurde währenddessen geändert. Noch einmal versuchen, wenn alles gespeichert ist.",
        "outdated": "Nicht freigegeben: die Fassung {} gilt nach releases.json dieser Untersuchung, die Liste neben den Paketen lehnt sie ab. "
        "Seit dieser Stand der Untersuchung gesichert wurde, hat sich jemand zurückgezogen: den neueren Ordner verwenden, oder "
        "`withdraw` für jede dieser Personen noch einmal geben.",
        "broken_list": "Die Liste der zurückgezogenen Pakete {} ist nicht lesbar und wird darum nicht angefasst:",
        "busy": "Aus dieser Untersuchung oder in diesen Ordner wird gerade freigegeben oder zurückgezogen. Warten und noch einmal versuchen.",
        "refused": "Genau diese Fassung wurde zurückgezogen oder zurückgenommen und wird nicht noch einmal freigegeben.",
        "bad_result": "Das Dashboard würde ein Paket daraus ablehnen; es wird keines freigegeben:",
        "exposed": "Nicht freigegeben: eine Zelle ließe sich ausrechnen und nicht schützen.",
        "too_hard": "Nicht freigegeben: der Angriff auf das eigene Paket kam mit dem Aufwand, der ihm zusteht, zu keinem Ende; ob sich etwas ausrechnen lässt, ist offen.",
        "exposed_cell": "Zelle {cell}: möglich bleibt {low} bis {high}.",
        "exposed_by": "Durch: {}",
        "exposed_todo": "Themen oder Gruppen zusammenfassen oder die Stufe ändern; published.csv prüfen.",
        "too_few": "Nicht freigegeben: die Gruppe „{group}“ besteht aus anderen Personen als in Version {version}. Neu in der Untersuchung: {came}, "
        "aus einer anderen Gruppe gekommen: {joined}, nicht mehr in der Untersuchung: {went}, in eine andere Gruppe gewechselt: {left}.",
        "too_few_tells": "Wer beide Fassungen hat, zieht die Zahlen voneinander ab und weiß, was diese Personen sagten und was nicht. "
        "Zahl dieser Personen: {changed}. Zahlen, die sich unterscheiden: {cells}.",
        "too_few_cell": "  {}: damals {}, jetzt {}",
        "too_few_came": "Mit den Neuen warten, bis es mindestens {threshold} sind.",
        "too_few_joined": "Wer aus einer anderen Gruppe kam: die Gruppen lassen, wie sie in Version {version} waren.",
        "too_few_went": "Wer fehlt: die Zeilen wieder eintragen; hat die Person ihre Teilnahme widerrufen, `python -m publish withdraw`.",
        "too_few_left": "Wer in eine andere Gruppe wechselte: die Gruppen lassen, wie sie in Version {version} waren.",
        "too_few_undo": "Hat Version {version} nie jemand bekommen: `python -m publish undo`.",
        "quoted_correction": "Nicht freigegeben: wer von „{}“ zu „{}“ wechselte, hat freigegebene Zitate. Unter einer anderen Gruppe als in Version {} wären "
        "sie als die dieser Person zu erkennen. Die Gruppen lassen, wie sie waren, oder diese Zitate nicht mehr freigeben.",
        "corrected": "Berichtigt: von „{}“ zu „{}“, Personen: {} (seit Version {}). Verschwiegen ist, was der Vergleich verriete.",
        "same_version": "Nicht freigegeben: Version {} gibt es schon, mit anderen Zahlen. In datapackage.json eine neue „version“ und „created“ eintragen.",
        "category": "Thema", "partner": "Partner",
        "renamed": "{}: Die Kennung „{}“ ist verschwunden, „{}“ sieht aus wie sie („{}“). Ist es dasselbe, die alte Kennung behalten: Links "
        "führen sonst ins Leere, und gegen frühere Freigaben wird es nicht geprüft.",
        "withheld": "Diese Freigabe würde viel verschweigen. Danach zählt sie gegen jede spätere; zusammenfassen lässt sich dann nicht mehr "
        "frei. Zu sehen wären von dem, was jemand genannt hat:",
        "of_topics": "{} von {} Zahlen zu Themen",
        "of_partners": "{} von {} Zahlen zu Themen und Partnern",
        "saving_group": "Gruppen „{}“ und „{}“ zusammen",
        "saving_category": "Themen „{}“ und „{}“ zusammen",
        "saving_set": "alle Gruppen von „{}“ zusammen",
        "saving_partners": "ohne Zahlen zu Partnern",
        "no_saving": "  Keine einzelne Zusammenfassung, die probiert wurde, ändert das zum Besseren.",
        "release_all_the_same": "Trotzdem freigeben?",
        "release_yes": "Wer es so meint, gibt dieselbe Zeile noch einmal mit --yes.",
        "published_differs": "published.csv, Zeile {row}: gezählt sind {counted}. Zahl oder Codierung berichtigen.",
        "disk": "Abgebrochen: {}: {}",
        "created": "{} angelegt. Titel und Angaben darin ergänzen, dann: python -m publish check {}",
        "exists": "{} gibt es schon.",
        "codebook": "Codebuch geschrieben: {}, Themen: {}. MAXQDA, ATLAS.ti, NVivo und andere lesen es als REFI-QDA-Codebuch.",
        "stated": "{number} Aussagen stehen in {}, Fassung {version} (vorher {before}).",
        "bad_statements": "So lassen sich die Aussagen nicht übernehmen:",
        "perhaps_names": "In den Aussagen stehen Wörter, die Namen sein können:",
        "names_todo": "Wer sie geprüft hat, gibt dieselbe Zeile noch einmal mit --names-checked.",
        "preview": "Vorschau, nur auf diesem Rechner, alle Zahlen und Zitate ungeschützt: {}\n"
        "Die Adresse gilt einmal, für einen Browser. Ende mit Strg+C.",
        "step_export": "Liest den Export,", "far_export": "{0} von {1}", "step_places": "Prüft Stellen,", "far_places": "{0} von {1}",
        "step_read": "Liest", "far_read": "{2}: {0} von {1} MB", "step_check": "Prüft", "far_check": "{0} von {1}",
        "step_count": "Zählt", "far_count": "{0} von {1}",
        "step_attack": "Schützt und greift an,", "far_attack": "Runde {2}: {0} von {1} Zellen",
        "step_merge": "Probiert Zusammenfassungen, höchstens eine Minute:", "far_merge": "{0} von {1}", "step_write": "Schreibt",
        "working": "Liest, zählt, schützt, greift an",
        "engine_address": "Das ist keine Adresse eines Spark-Connect-Servers. Erwartet: sc://RECHNER:PORT",
        "engine_missing": "Für --engine fehlt das Paket {}. Einrichten: make .venv-spark/done, dann mit .venv-spark/bin/python statt .venv/bin/python (docs/gross.md)",
        "engine_gone": "Unter {} antwortet kein Spark-Connect-Server, oder er antwortet nicht mehr. Adresse und Cluster prüfen, dann von vorn.",
        "engine_memory": "Zum Zählen reichen Arbeitsspeicher oder Platz nicht: {}. Auf diesem Rechner: die Dateien in Teile schreiben; auf dem Cluster: "
        "mehr oder größere Maschinen (docs/gross.md).",
        "engine_denied": "Was zählt, darf hier nicht lesen: {}. Rechte des Clusters oder des Ordners prüfen.",
        "engine_nothing": "Was zählt, findet hier keine Parquet-Dateien: {}. Den Pfad prüfen; auch der Cluster muss ihn lesen können.",
        "engine_far": "„{}“ liegt nicht auf diesem Rechner. Angeben, was es lesen kann: --engine sc://RECHNER:PORT",
        "engine_said": "Was zählt, konnte nicht antworten: {}",
        "interrupted": "Abgebrochen, bevor etwas geschrieben wurde.",
    },
    "en": {
        "row": "row {}",
        "rows": "{number} rows ({first} …)",
        "faults": "{} faults in the coded study:",
        "good": "The coded study is in order: {respondents} persons, {groups} groups (ways to group: {sets}), "
        "{categories} categories, {partners} partners, {segments} segments, {codings} codings, {quotes} quotes, {released} of them released.",
        "marks": "{} marks in released quotes and statements are to be decided (decisions.csv: keep or replace, with a reason):",
        "mark": "{}, row {}: {}: “{}”",
        "mark_stands": " – was to be replaced but still stands",
        "left_behind": "Of datapackage.json what a package does not know stays behind: {}",
        "only_headings": "Only a heading and not counted: {}. From three levels on what stands below is counted; "
        "give what is coded there itself to a topic below.",
        "codings_of": "{} (codings: {})",
        "likeness": "quotes.csv, row {row}: {percent} % of the words stand so in the segment.",
        "quoted": "Quoted are: {}.",
        "quoted_of": "{} {} of {} persons",
        "from_one": "One person gives more than a third of the released quotes, {own} of {number} (quotes.csv, rows {rows}): "
        "take in other voices, or say why she speaks so often.",
        "odd_lengths": "segments.csv: of {number} segments the text is not as long as start and end say (rows {rows} …).",
        "no_marks": "No open mark.",
        "released": "Released: {to}, version {version}. To see: {shares}; {quotes} quotes"
        " ({over} above the limit per person and {nowhere} without a visible figure stay behind). "
        "The attack found no cell it could compute. Report: {report}",
        "look_at": "Look at it: make run, then http://localhost:8501/?study={}",
        "over_limit": "Not shown, as the same person has three already: {}",
        "nowhere_visible": "Not shown, as no figure on their topic is visible: {}",
        "unread_tables": "Not read: {}. Save them as “CSV UTF-8”.",
        "damaged_letters": "Damaged letters (“Ã¤” instead of “ä”): {}. The file was opened or saved in a wrong encoding.",
        "unchanged": "Unchanged: this version was released before.",
        "withdrawn": "Withdrawn. Earlier versions are refused in {}; copies handed out are to be deleted.",
        "withdrawn_only": "The person is withdrawn and what held her is refused; nothing is released anew yet. "
        "When what stands above is mended: python -m publish release {} --to {}",
        "no_place": "This study was never released into {}; withdraw where its package lies. Check the path after --to. "
        "If it has been deleted there: make an empty folder of that name.",
        "nothing_to_undo": "There is no release that could be taken back.",
        "undo_elsewhere": "A release is taken back where it was made, in all places at once: {}. Check the path after --to; while a place "
        "cannot be reached from here, the release stands.",
        "undo_question": "Take back version {} ({}, released on {})? Only if nobody ever got or saw it: no file, no folder, no backup outside the "
        "house, no server others open. It no longer counts in the protection against earlier releases then. Nobody can check whether "
        "that is so; it relies on your word, and the report says so.",
        "undo_todo": "Nothing was taken back. Whoever confirms this gives the same line once more with --never-handed-out. If somebody has it: "
        "let it stand and release anew.",
        "undone": "Taken back: version {} ({}). It is refused from now on.",
        "shown_now": "Version {} is shown again.",
        "nothing_shown": "Nothing is shown in {} now.",
        "no_person": "There is no such person in the coded study nor in an earlier release. Write the key as in respondents.csv.",
        "not_ours": "The target must be a folder named “{}”, outside the coded study, empty or with an earlier package and nothing else, "
        "no link.",
        "instead": "After --to: {}",
        "marks_todo": "One row of decisions.csv for each mark: quote_id (of a statement the category_id), mark (exactly the words between the quotation marks), "
        "decision (keep: it stays, with a reason; replace: change the wording there).",
        "nothing": "Nothing was released.",
        "would": "Of what somebody named there would be to see after a release (threshold {threshold}): {shares}; {quotes} of {released} "
        "released quotes. Groups can be merged freely only before the first release: afterwards each earlier one counts.",
        "port_taken": "Something runs at port {} already. Choose another: --port 8503",
        "unrecorded": "Not released: the package {} in the target is not in releases.json of this study, so nothing can be "
        "checked against it. Put the releases.json of then beside the study. If it is lost: delete the old package; what can be "
        "computed from both together nobody checks then.",
        "changed": "The study was changed meanwhile. Try again when everything is saved.",
        "outdated": "Not released: releases.json of this study holds version {} valid, the list beside the packages refuses it. "
        "Somebody has withdrawn since this copy of the study was made: use the newer folder, or give `withdraw` once more for "
        "each of these persons.",
        "broken_list": "The list of withdrawn packages {} cannot be read and is therefore not touched:",
        "busy": "A release or withdrawal of this study or into this folder is under way. Wait and try again.",
        "refused": "This very version was withdrawn or taken back and is not released again.",
        "bad_result": "The dashboard would refuse a package of this; none is released:",
        "exposed": "Not released: a cell could be computed and cannot be protected.",
        "too_hard": "Not released: the attack on the package came to no end with the effort it is given; whether anything can be computed is open.",
        "exposed_cell": "Cell {cell}: {low} to {high} remain possible.",
        "exposed_by": "By: {}",
        "exposed_todo": "Merge categories or groups or change the level; check published.csv.",
        "too_few": "Not released: the group “{group}” has other persons than in version {version}. New in the study: {came}, come from another "
        "group: {joined}, no longer in the study: {went}, moved to another group: {left}.",
        "too_few_tells": "Whoever has both versions takes one figure from the other and knows what these persons said and what not. "
        "Number of these persons: {changed}. Figures that differ: {cells}.",
        "too_few_cell": "  {}: then {}, now {}",
        "too_few_came": "Keep the new ones back until there are at least {threshold}.",
        "too_few_joined": "Who came from another group: leave the groups as they were in version {version}.",
        "too_few_went": "Who is missing: enter the rows again; if the person has revoked participation, `python -m publish withdraw`.",
        "too_few_left": "Who moved to another group: leave the groups as they were in version {version}.",
        "too_few_undo": "If nobody was ever given version {version}: `python -m publish undo`.",
        "quoted_correction": "Not released: who moved from “{}” to “{}” has released quotes. Under another group than in version {} they could be told as "
        "that person's. Leave the groups as they were, or release these quotes no more.",
        "corrected": "Corrected: from “{}” to “{}”, persons: {} (since version {}). What the comparison would tell is withheld.",
        "same_version": "Not released: version {} is there already, with other figures. Enter a new “version” and “created” in datapackage.json.",
        "category": "category", "partner": "partner",
        "renamed": "{}: the id “{}” is gone, “{}” looks like it (“{}”). If it is the same, keep the old id: else links lead nowhere, and it is "
        "not checked against earlier releases.",
        "withheld": "This release would withhold much. Afterwards it counts against every later one; nothing can be merged freely then. "
        "Of what somebody named there would be to see:",
        "of_topics": "{} of {} figures on topics",
        "of_partners": "{} of {} figures on topics and partners",
        "saving_group": "groups “{}” and “{}” together",
        "saving_category": "topics “{}” and “{}” together",
        "saving_set": "all groups of “{}” together",
        "saving_partners": "without figures by partner",
        "no_saving": "  No single merge that was tried makes that better.",
        "release_all_the_same": "Release all the same?",
        "release_yes": "Whoever means it gives the same line once more with --yes.",
        "published_differs": "published.csv, row {row}: counted are {counted}. Correct the number or the coding.",
        "disk": "Stopped: {}: {}",
        "created": "{} made. Fill in title and facts, then: python -m publish check {}",
        "exists": "{} is there already.",
        "codebook": "Codebook written: {}, topics: {}. MAXQDA, ATLAS.ti, NVivo and others read it as a REFI-QDA codebook.",
        "stated": "{number} statements stand in {}, version {version} (before {before}).",
        "bad_statements": "The statements cannot be taken over like this:",
        "perhaps_names": "In the statements there are words that may be names:",
        "names_todo": "Whoever has looked at them gives the same line once more with --names-checked.",
        "preview": "Preview, on this computer alone, all figures and quotes unprotected: {}\n"
        "The address holds once, for one browser. End with Ctrl+C.",
        "step_export": "Reading the export,", "far_export": "{0} of {1}", "step_places": "Checking places,", "far_places": "{0} of {1}",
        "step_read": "Reading", "far_read": "{2}: {0} of {1} MB", "step_check": "Checking", "far_check": "{0} of {1}",
        "step_count": "Counting", "far_count": "{0} of {1}",
        "step_attack": "Protecting and attacking,", "far_attack": "round {2}: {0} of {1} cells",
        "step_merge": "Trying merges, a minute at most:", "far_merge": "{0} of {1}", "step_write": "Writing",
        "working": "Reading, counting, protecting, attacking",
        "engine_address": "This is no address of a Spark Connect server. Expected: sc://HOST:PORT",
        "engine_missing": "For --engine the package {} is missing. Set it up: make .venv-spark/done, then with .venv-spark/bin/python in place of .venv/bin/python (docs/gross.md)",
        "engine_gone": "At {} no Spark Connect server answers, or not any longer. Check address and cluster, then start again.",
        "engine_memory": "There is too little memory or room to count: {}. On this computer: write the files in parts; on a cluster: more or larger "
        "machines (docs/gross.md).",
        "engine_denied": "What counts may not read here: {}. Check the rights of the cluster or of the folder.",
        "engine_nothing": "What counts finds no Parquet files here: {}. Check the path; the cluster must be able to read it too.",
        "engine_far": "“{}” does not lie on this computer. Say what can read it: --engine sc://HOST:PORT",
        "engine_said": "What counts could not answer: {}",
        "interrupted": "Stopped before anything was written.",
    },
}  # fmt: skip


SYSTEM = {
    "Permission denied": "keine Berechtigung",
    "Operation not permitted": "keine Berechtigung",
    "No space left on device": "der Datenträger ist voll",
    "Disk quota exceeded": "der zugeteilte Platz ist aufgebraucht",
    "Read-only file system": "der Datenträger ist schreibgeschützt",
    "No such file or directory": "nicht vorhanden",
    "Not a directory": "kein Ordner",
    "Is a directory": "ein Ordner",
    "File exists": "schon vorhanden",
    "File name too long": "der Name ist zu lang",
    "Too many levels of symbolic links": "eine Verknüpfung, wo keine sein darf",
    "Input/output error": "Fehler beim Lesen oder Schreiben",
}
"""What systems say, in German; what does not stand here stays English."""


def system_words(said: str, language: str) -> str:
    """Return what the system says of a file in the reader's language."""
    return SYSTEM.get(said, said) if language == "de" else said


def fault_line(fault: Fault, language: str, rows: Sequence[int] = ()) -> str:
    """Say one fault with its place and remedy; `rows`: all in which it stands."""
    words = WORDS[language]
    details = [system_words(part, language) for part in fault.details] if fault.kind == "unreadable" else fault.details
    what, remedy = (text.format(*details) for text in FAULTS[language][fault.kind])
    row = f", {words['row'].format(fault.row)}" if fault.row else ""
    if len(rows) > 1:
        row = f", {words['rows'].format(number=len(rows), first=', '.join(map(str, rows[:3])))}"
    return f"{fault.file}{row}: {what} {remedy}".removeprefix(": ")


def fault_lines(faults: Iterable[Fault], language: str) -> list[str]:
    """Say faults, each once with the rows it stands in."""
    rows: dict[tuple[str, str, tuple[str, ...]], list[Fault]] = {}
    for fault in faults:
        rows.setdefault((fault.file, fault.kind, fault.details), []).append(fault)
    return [fault_line(same[0], language, [f.row for f in same if f.row]) for same in rows.values()]
