"""Every word of the import: why a file is refused and what to do, what was read, kept, merged and left out."""

REFUSED: dict[str, dict[str, tuple[str, str]]] = {
    "de": {
        # opening
        "no_such_file": (
            "Die Datei gibt es nicht.",
            "Pfad prüfen.",
        ),
        "is_a_folder": (
            "Das ist ein Ordner.",
            "Die Datei darin angeben: bei QualCoder data.qda, sonst die exportierte Datei.",
        ),
        "no_plain_file": (
            "Das ist keine gewöhnliche Datei, sondern eine Pipe, ein Gerät oder Ähnliches.",
            "Eine gewöhnliche Datei angeben.",
        ),
        "empty_file": (
            "Die Datei ist leer.",
            "Neu exportieren.",
        ),
        "too_large": (
            "Die Datei hat mehr als {0} MB.",
            "Ohne Audio-, Video- und Bilddateien exportieren; gebraucht werden nur Texte und Codierungen.",
        ),
        "unreadable": (
            "Die Datei lässt sich nicht lesen: {0}.",
            "Rechte prüfen und die Datei in anderen Programmen schließen.",
        ),
        "no_text": (
            "Die Datei ist weder Text noch XML, Tabelle, Datenbank oder REFI-QDA-Projekt.",
            "Aus dem Codierprogramm als REFI-QDA-Projekt (.qdpx) oder als Tabelle exportieren.",
        ),
        "native_maxqda": (
            "Das ist ein MAXQDA-Projekt im eigenen Format des Programms.",
            "In MAXQDA das Projekt als REFI-QDA-Projekt (.qdpx) exportieren (Tab „Reports“, „Export“), oder die Liste der codierten Segmente als Excel-Datei.",
        ),
        "native_atlasti": (
            "Das ist ein ATLAS.ti-Projekt im eigenen Format des Programms.",
            "In ATLAS.ti das Projekt als QDPX (REFI-QDA) exportieren („Datei“, „Exportieren“; am Mac „Projekt“, „Exportieren“), oder die Zitate als Excel-Datei.",
        ),
        "native_nvivo": (
            "Das ist ein NVivo-Projekt im eigenen Format des Programms.",
            "In NVivo im Tab „Teilen“ („Share“) „Projekt exportieren“ und „REFI-QDA-Projekt“ wählen; am Mac „Ablage“ („File“), „Projekt exportieren“.",
        ),
        "archive_broken": (
            "Das Archiv ist beschädigt oder unvollständig.",
            "Neu exportieren oder noch einmal vollständig kopieren.",
        ),
        "archive_unknown_packing": (
            "Das Archiv ist auf eine Weise gepackt, die hier nicht gelesen wird.",
            "Neu exportieren, oder entpacken und als gewöhnliches ZIP neu packen.",
        ),
        "archive_encrypted": (
            "Das Archiv ist mit einem Passwort geschützt.",
            "Entpacken und ohne Passwort neu packen, oder ohne Passwort exportieren.",
        ),
        "archive_too_many": (
            "Das Archiv enthält mehr als {0} Dateien.",
            "Prüfen, ob es die richtige Datei ist.",
        ),
        "archive_too_large": (
            "Entpackt hat das Archiv mehr als {0} MB.",
            "Ohne Audio-, Video- und Bilddateien exportieren; gebraucht werden nur Texte und Codierungen.",
        ),
        "archive_bomb": (
            "Eine Datei im Archiv ist so dicht gepackt, wie es nur bei einer Zip-Bombe vorkommt.",
            "Nicht entpacken; neu exportieren.",
        ),
        "archive_path_outside": (
            "Das Archiv enthält einen Pfad, der aus ihm herausführt.",
            "Nicht entpacken; neu exportieren.",
        ),
        "archive_several_projects": (
            "Das Archiv enthält {0} Projekte (*.qde).",
            "Entpacken und jedes Projekt für sich einlesen.",
        ),
        "archive_without_project": (
            "Das Archiv enthält weder ein REFI-QDA-Projekt (*.qde) noch eine Tabelle.",
            "Enthält es einen Export, ihn entpacken und selbst angeben.",
        ),
        "no_xml": (
            "Das ist kein gültiges XML: Fehler in Zeile {0}.",
            "Neu exportieren; eine von Hand geänderte Datei in dieser Zeile berichtigen.",
        ),
        "xml_doctype": (
            "Die Datei enthält eine DTD (<!DOCTYPE …>). Kein Codierprogramm schreibt sie, und sie kann schaden.",
            "Neu exportieren, oder diese Angabe entfernen.",
        ),
        "xml_too_large": (
            "Die Beschreibung des Projekts hat mehr als {0} MB.",
            "In Teilen exportieren, etwa nach Dokumentgruppen.",
        ),
        "xml_too_deep": (
            "Hier ist mehr als {0}-mal ineinander verschachtelt.",
            "Das Codesystem im Codierprogramm prüfen und neu exportieren.",
        ),
        "xml_other_root": (
            "Das XML beginnt mit „{1}“ statt mit „{0}“.",
            "Als REFI-QDA-Projekt (.qdpx) oder REFI-QDA-Codebuch (.qdc) exportieren.",
        ),
        # places
        "places_fit_nowhere": (
            "Die codierten Stellen passen nicht zu den Texten der Datei: in Zeichen gezählt passen {0} %, in UTF-16 {1} %, in Bytes {2} %.",
            "Das Projekt im Codierprogramm öffnen, die Texte unverändert lassen und neu exportieren; sonst die codierten Stellen als Tabelle exportieren.",
        ),
        # REFI-QDA
        "empty_project": (
            "Das Projekt enthält weder Codes noch Dokumente.",
            "Prüfen, was beim Export ausgewählt war, und neu exportieren.",
        ),
        "no_codes": (
            "Das Codebuch enthält keinen Code.",
            "Prüfen, was beim Export ausgewählt war, und neu exportieren.",
        ),
        "all_dangling": (
            "Keine der {0} Codierungen verweist auf einen Code, den es im Projekt gibt.",
            "Neu exportieren; von Hand geänderte Dateien nicht verwenden.",
        ),
        # tables
        "web_page": (
            "Das ist eine Webseite oder XML-Datei, die wie eine Tabelle heißt.",
            "In Excel oder LibreOffice öffnen und als .xlsx speichern, oder als Excel-Datei exportieren.",
        ),
        "no_table": (
            "Das ist ein Text ohne Spalten.",
            "Eine Tabelle geben: CSV mit Komma, Semikolon oder Tabulator, oder eine Excel-Datei.",
        ),
        "one_column": (
            "Die Tabelle hat nur eine Spalte.",
            "Mit allen Spalten exportieren; als Trennzeichen Komma, Semikolon oder Tabulator wählen.",
        ),
        "broken_csv": (
            "Ein Anführungszeichen in der Tabelle ist nicht geschlossen oder steht mitten in einer Zelle.",
            "Neu exportieren, oder in Excel öffnen und als .xlsx speichern.",
        ),
        "cell_too_long": (
            "Eine Zelle hat mehr als eine Million Zeichen. Oft ist ein Anführungszeichen nicht geschlossen.",
            "Neu exportieren, oder in Excel öffnen und als .xlsx speichern.",
        ),
        "row_too_wide": (
            "Eine Zeile hat mehr Zellen als die {0} Spalten der Kopfzeile: ein Trennzeichen steht ohne Anführungszeichen in einem Text.",
            "Neu exportieren, oder diese Zeile in Anführungszeichen setzen.",
        ),
        "too_many_columns": (
            "Die Tabelle hat mehr als {0} Spalten.",
            "Prüfen, ob es die richtige Datei ist; leere Spalten löschen.",
        ),
        "too_many_cells": (
            "Ein Blatt reicht über mehr als {0} Zellen, leere mitgezählt.",
            "Einzelne Zellen weit rechts oder unten löschen, oder nur die Liste in eine neue Datei kopieren.",
        ),
        "mixed_encodings": (
            "Die Datei ist zum Teil in UTF-8, zum Teil in Windows-1252 geschrieben: Umlaute würden zu anderen Zeichen.",
            "Neu als „CSV UTF-8“ exportieren, oder als Excel-Datei.",
        ),
        "unknown_encoding": (
            "Die Datei ist weder in UTF-8 noch in UTF-16 oder Windows-1252 geschrieben.",
            "Neu als „CSV UTF-8“ exportieren, oder als Excel-Datei.",
        ),
        "broken_encoding": (
            "Die Datei ist in {0} geschrieben und mittendrin beschädigt oder abgeschnitten.",
            "Noch einmal vollständig kopieren oder neu exportieren.",
        ),
        "broken_workbook": (
            "Die Arbeitsmappe ist beschädigt, oder sie ist keine.",
            "In Excel oder LibreOffice öffnen und neu als .xlsx speichern, oder neu exportieren.",
        ),
        "encrypted_workbook": (
            "Die Arbeitsmappe ist mit einem Passwort geschützt.",
            "In Excel das Passwort entfernen (Datei, Informationen, Arbeitsmappe schützen) und speichern.",
        ),
        "empty_workbook": (
            "In der Arbeitsmappe steht keine Zelle.",
            "Prüfen, ob es die richtige Datei ist; Bilder werden nicht gelesen.",
        ),
        "header_twice": (
            "Die Spalte „{0}“ gibt es zweimal.",
            "Eine der beiden umbenennen oder löschen.",
        ),
        "no_such_sheet": (
            "Ein Blatt „{0}“ gibt es nicht.",
            "Unter [columns] bei sheet den Namen eines Blatts dieser Datei angeben.",
        ),
        "no_rows": (
            "Die Tabelle hat eine Kopfzeile und sonst nichts.",
            "Prüfen, was beim Export ausgewählt war: in MAXQDA etwa nur aktivierte Dokumente und Codes.",
        ),
        "no_codings": (
            "Keine Zeile der Tabelle hat Dokument und Code.",
            "Prüfen, ob die Spalte mit den Codes gefüllt ist und in import.toml unter [columns] die richtige genannt ist.",
        ),
        "only_counts": (
            "Die Tabelle hat nur Häufigkeiten: eine Kreuztabelle, keine codierten Stellen.",
            "Das Projekt als REFI-QDA-Projekt (.qdpx) exportieren, oder die codierten Stellen als Tabelle.",
        ),
        # databases
        "database_locked_or_none": (
            "Die Datei beginnt wie eine SQLite-Datenbank, ist aber keine oder ist verschlüsselt.",
            "Neu aus dem Codierprogramm exportieren, ohne Passwort.",
        ),
        "database_broken": (
            "Die Datenbank ist beschädigt oder unvollständig.",
            "Noch einmal vollständig kopieren, während das Codierprogramm geschlossen ist, oder eine Sicherung nehmen.",
        ),
        "database_text": (
            "In der Datenbank steht Text, der nicht in UTF-8 geschrieben ist.",
            "Das Projekt im Codierprogramm öffnen und als REFI-QDA-Projekt (.qdpx) oder Tabelle exportieren.",
        ),
        "database_cell": (
            "Ein einzelner Text der Datenbank hat mehr als {0} MB.",
            "Prüfen, ob es die richtige Datei ist.",
        ),
        "database_unfinished": (
            "Ein Programm schreibt gerade in die Datenbank, oder es wurde dabei unterbrochen.",
            "Das Projekt im Codierprogramm einmal öffnen und schließen, dann noch einmal importieren.",
        ),
        "database_changing": (
            "Die Datenbank wurde geändert, während sie gelesen wurde.",
            "Das Codierprogramm schließen und noch einmal importieren.",
        ),
        "database_only_beside": (
            "Die Datenbank ist leer; was in ihr stehen soll, liegt noch in der Datei -wal daneben.",
            "Das Projekt im Codierprogramm einmal öffnen und schließen, dann noch einmal importieren.",
        ),
        "database_unknown": (
            "Das ist kein Projekt von Taguette, LibreQDA, QualCoder oder RQDA. Tabellen der Datenbank: {0}.",
            "Prüfen, ob es die richtige Datei ist; sonst als REFI-QDA-Projekt (.qdpx) oder Tabelle exportieren.",
        ),
    },
    "en": {
        # opening
        "no_such_file": (
            "There is no such file.",
            "Check the path.",
        ),
        "is_a_folder": (
            "This is a folder.",
            "Give the file in it: data.qda for QualCoder, else the exported file.",
        ),
        "no_plain_file": (
            "This is no plain file but a pipe, a device or the like.",
            "Give a plain file.",
        ),
        "empty_file": (
            "The file is empty.",
            "Export again.",
        ),
        "too_large": (
            "The file has more than {0} MB.",
            "Export without audio, video and pictures; only texts and codings are needed.",
        ),
        "unreadable": (
            "The file cannot be read: {0}.",
            "Check permissions and close the file in other programs.",
        ),
        "no_text": (
            "The file is neither text nor XML, spreadsheet, database or REFI-QDA project.",
            "Export from the coding tool as a REFI-QDA project (.qdpx) or as a table.",
        ),
        "native_maxqda": (
            "This is a MAXQDA project in the program's own format.",
            'In MAXQDA export the project as a REFI-QDA project (.qdpx) (tab "Reports", "Export"), or the list of coded segments as an Excel file.',
        ),
        "native_atlasti": (
            "This is an ATLAS.ti project in the program's own format.",
            'In ATLAS.ti export the project as QDPX (REFI-QDA) ("File", "Export"; on a Mac "Project", "Export"), or the quotations as an Excel file.',
        ),
        "native_nvivo": (
            "This is an NVivo project in the program's own format.",
            'In NVivo choose "Export Project" and "REFI-QDA Project" on the tab "Share"; on a Mac "File", "Export Project".',
        ),
        "archive_broken": (
            "The archive is damaged or incomplete.",
            "Export again, or copy it again in full.",
        ),
        "archive_unknown_packing": (
            "The archive is packed in a way that is not read here.",
            "Export again, or unpack it and pack it anew as a plain ZIP.",
        ),
        "archive_encrypted": (
            "The archive is protected by a password.",
            "Unpack it and pack it anew without one, or export without one.",
        ),
        "archive_too_many": (
            "The archive holds more than {0} files.",
            "Check whether it is the right file.",
        ),
        "archive_too_large": (
            "Unpacked, the archive has more than {0} MB.",
            "Export without audio, video and pictures; only texts and codings are needed.",
        ),
        "archive_bomb": (
            "A file in the archive is packed as tightly as only a zip bomb is.",
            "Do not unpack it; export again.",
        ),
        "archive_path_outside": (
            "The archive holds a path that leads out of it.",
            "Do not unpack it; export again.",
        ),
        "archive_several_projects": (
            "The archive holds {0} projects (*.qde).",
            "Unpack it and import each project by itself.",
        ),
        "archive_without_project": (
            "The archive holds neither a REFI-QDA project (*.qde) nor a spreadsheet.",
            "If there is an export in it, unpack that and give it itself.",
        ),
        "no_xml": (
            "This is not valid XML: a fault in line {0}.",
            "Export again; in a file changed by hand correct this line.",
        ),
        "xml_doctype": (
            "The file holds a DTD (<!DOCTYPE …>). No coding tool writes one, and it can do harm.",
            "Export again, or remove it.",
        ),
        "xml_too_large": (
            "The description of the project has more than {0} MB.",
            "Export in parts, for example by document group.",
        ),
        "xml_too_deep": (
            "This is nested more than {0} levels deep.",
            "Check the code system in the coding tool and export again.",
        ),
        "xml_other_root": (
            'The XML begins with "{1}" instead of "{0}".',
            "Export as a REFI-QDA project (.qdpx) or a REFI-QDA codebook (.qdc).",
        ),
        # places
        "places_fit_nowhere": (
            "The coded places do not fit the texts in the file: counted in characters {0} % fit, in UTF-16 {1} %, in bytes {2} %.",
            "Open the project in the coding tool, leave the texts as they are and export again; else export the coded segments as a table.",
        ),
        # REFI-QDA
        "empty_project": (
            "The project holds neither codes nor documents.",
            "Check what was chosen for the export and export again.",
        ),
        "no_codes": (
            "The codebook holds no code.",
            "Check what was chosen for the export and export again.",
        ),
        "all_dangling": (
            "None of the {0} codings leads to a code that is in the project.",
            "Export again; do not use files changed by hand.",
        ),
        # tables
        "web_page": (
            "This is a web page or XML file named like a table.",
            "Open it in Excel or LibreOffice and save it as .xlsx, or export as an Excel file.",
        ),
        "no_table": (
            "This is a text without columns.",
            "Give a table: CSV with commas, semicolons or tabs, or an Excel file.",
        ),
        "one_column": (
            "The table has one column only.",
            "Export with all columns; choose comma, semicolon or tab between them.",
        ),
        "broken_csv": (
            "A quotation mark in the table is not closed, or stands inside a cell.",
            "Export again, or open it in Excel and save it as .xlsx.",
        ),
        "cell_too_long": (
            "A cell has more than a million characters. Often a quotation mark is not closed.",
            "Export again, or open it in Excel and save it as .xlsx.",
        ),
        "row_too_wide": (
            "A row has more cells than the {0} columns of the header: a separator stands in a text without quotation marks.",
            "Export again, or put quotation marks around the cell.",
        ),
        "too_many_columns": (
            "The table has more than {0} columns.",
            "Check whether it is the right file; delete empty columns.",
        ),
        "too_many_cells": (
            "A sheet spans more than {0} cells, empty ones included.",
            "Delete single cells far to the right or below, or copy the list alone to a new file.",
        ),
        "mixed_encodings": (
            "The file is written in UTF-8 in part and in Windows-1252 in part: umlauts would become other characters.",
            'Export again as "CSV UTF-8", or as an Excel file.',
        ),
        "unknown_encoding": (
            "The file is written neither in UTF-8 nor in UTF-16 or Windows-1252.",
            'Export again as "CSV UTF-8", or as an Excel file.',
        ),
        "broken_encoding": (
            "The file is written in {0} and damaged or cut off inside.",
            "Copy it again in full, or export again.",
        ),
        "broken_workbook": (
            "The workbook is damaged, or it is none.",
            "Open it in Excel or LibreOffice and save it anew as .xlsx, or export again.",
        ),
        "encrypted_workbook": (
            "The workbook is protected by a password.",
            "Remove the password in Excel (File, Info, Protect Workbook) and save.",
        ),
        "empty_workbook": (
            "There is no cell in the workbook.",
            "Check whether it is the right file; pictures are not read.",
        ),
        "header_twice": (
            'There are two columns "{0}".',
            "Rename or delete one of them.",
        ),
        "no_such_sheet": (
            'There is no sheet "{0}".',
            "Under [columns] give for sheet the name of a sheet of this file.",
        ),
        "no_rows": (
            "The table has a header and nothing else.",
            "Check what was selected for the export: in MAXQDA only activated documents and codes, for example.",
        ),
        "no_codings": (
            "No row of the table has a document and a code.",
            "Check whether the column of codes is filled, and whether import.toml names the right one under [columns].",
        ),
        "only_counts": (
            "The table has counts only: a cross table, no coded passages.",
            "Export the project as a REFI-QDA project (.qdpx), or the coded passages as a table.",
        ),
        # databases
        "database_locked_or_none": (
            "The file begins like a SQLite database, but is none or is encrypted.",
            "Export again from the coding tool, without a password.",
        ),
        "database_broken": (
            "The database is damaged or incomplete.",
            "Copy it once more while the coding tool is closed, or take a backup.",
        ),
        "database_text": (
            "The database holds text that is not written in UTF-8.",
            "Open the project in the coding tool and export it as a REFI-QDA project (.qdpx) or as a table.",
        ),
        "database_cell": (
            "A single text of the database has more than {0} MB.",
            "Check whether this is the right file.",
        ),
        "database_unfinished": (
            "A program is writing to the database, or was interrupted while it did.",
            "Open and close the project once in the coding tool, then import again.",
        ),
        "database_changing": (
            "The database was changed while it was read.",
            "Close the coding tool and import again.",
        ),
        "database_only_beside": (
            "The database is empty; what it should hold still lies in the file -wal beside it.",
            "Open and close the project once in the coding tool, then import again.",
        ),
        "database_unknown": (
            "This is no project of Taguette, LibreQDA, QualCoder or RQDA. Tables of the database: {0}.",
            "Check whether this is the right file; else export a REFI-QDA project (.qdpx) or a table.",
        ),
    },
}
"""Why a file is not imported, and the remedy, by the kind of an Unreadable; {0}, {1}: its details."""

TOLD: dict[str, dict[str, str]] = {
    "de": {
        # shared
        "read_documents": "Dokumente gelesen: {number}.",
        "read_cases": "Fälle gelesen: {number}.",
        "read_codes": "Codes gelesen: {number}.",
        "read_passages": "Markierte Stellen gelesen: {number}.",
        "read_codings": "Codierungen gelesen: {number}.",
        "kept_passages": "Verschiedene Stellen: {number}.",
        "kept_codings": "Verschiedene Codierungen: {number}.",
        "merged_passages": "Mehrfach markierte Stellen zusammengefasst: {number}.",
        "merged_codings": "Mehrfach vergebene Codierungen zusammengefasst: {number}.",
        "merged_codes": "Codes desselben Namens an derselben Stelle des Codebaums zusammengefasst: {number}.",
        "renamed_documents": "Dokumente, die wie ein anderes heißen und eine Nummer bekamen: {number}.",
        "texts_missing": "Dokumente, deren Text nicht in der Datei ist: {number}.",
        "dropped_uncoded_passages": "Markierte Stellen ohne Code, weggelassen: {number}.",
        "dropped_dangling_codings": "Codierungen, deren Code oder Dokument es nicht gibt, weggelassen: {number}.",
        "dropped_dangling_links": "Zuordnungen zu Fällen, die ins Leere führen, weggelassen: {number}.",
        "dropped_memos": "Memos, weggelassen: {number}.",
        # places
        "counted_in_code_points": "Stellen gezählt in: Zeichen. Geprüft {0}, davon passend {number}.",
        "counted_in_utf16": "Stellen gezählt in: UTF-16-Einheiten. Geprüft {0}, davon passend {number}.",
        "counted_in_bytes": "Stellen gezählt in: Bytes (UTF-8). Geprüft {0}, davon passend {number}.",
        "counted_in_code_points_lf": "Stellen gezählt in: Zeichen, Zeilenende als eines. Geprüft {0}, davon passend {number}.",
        "counted_in_utf16_lf": "Stellen gezählt in: UTF-16-Einheiten, Zeilenende als eine. Geprüft {0}, davon passend {number}.",
        "counted_in_bytes_lf": "Stellen gezählt in: Bytes (UTF-8), Zeilenende als eines. Geprüft {0}, davon passend {number}.",
        "places_doubtful": "Stellen, die nicht zu ihrem Text passen (sie teilen ein Wort oder liegen außerhalb): {number} von {0}. Bitte Zitate prüfen.",
        # what several formats tell
        "read_variables": "Variablen gelesen: {number}.",
        "read_sets": "Gruppen von Dokumenten oder Codes gelesen: {number}.",
        "kept_codes": "Codes übernommen: {number}.",
        "dropped_comments": "Kommentare zu Stellen weggelassen: {number}.",
        "dropped_colours": "Farben weggelassen: {number}.",
        # REFI-QDA
        "read_selections": "Markierte Stellen gelesen: {number}.",
        "read_users": "Codierende gelesen: {number}.",
        "merged_selections": "Stellen, die ATLAS.ti doppelt schreibt (auf der Seite und in ihrem Text), zusammengefasst: {number}.",
        "unnamed_codes": "Codes ohne Namen, nach ihrer Kennung benannt: {number}.",
        "doubled_guids": "Codes mit einer Kennung (GUID), die schon ein anderer trägt: {number}.",
        "named_after_files": "Dokumente ohne Namen, nach ihrer Datei benannt: {number}.",
        "renamed_cases": "Fälle mit einem Namen, den schon ein anderer trägt, durch eine Zahl unterschieden: {number}.",
        "texts_empty": "Dokumente mit leerem Text: {number}.",
        "passages_without_words": "Codierte Stellen ohne Wortlaut: {number}.",
        "words_from_names": "Stellen, deren Wortlaut aus dem Namen des Zitats stammt, weil der Text fehlt; er kann gekürzt sein: {number}.",
        "empty_passages": "Codierte Stellen der Länge null, behalten: {number}.",
        "places_outside": "Stellen, die außerhalb ihres Textes liegen, ohne Wortlaut behalten: {number}.",
        "whole_documents": "Codierungen eines ganzen Dokuments: {number}.",
        "several_values": "Dokumente oder Fälle mit mehreren Werten einer Variablen, mit „; “ verbunden: {number}.",
        "dropped_ambiguous_codings": "Codierungen mit einer Kennung, die zwei Codes tragen, weggelassen: {number}.",
        "dropped_case_codes": "Codes an Fällen weggelassen: {number}.",
        "dropped_links": "Verknüpfungen weggelassen: {number}.",
        "dropped_graphs": "Netzwerke und Diagramme weggelassen: {number}.",
        # tables
        "read_rows": "Zeilen gelesen: {number}.",
        "read_as_windows": "Gelesen als Windows-1252 (ANSI). Bitte Umlaute prüfen.",
        "code_separator": 'Codes, die „{0}“ enthalten und dort in Ober- und Untercode geteilt sind: {number}. Gehört es zu einem Namen selbst: in import.toml unter [codes] diesem Code under = [] und label = "Name" geben.',
        "long_codes": "Codes mit mehr als 200 Zeichen: {number}. Vielleicht steht dort ein Text in der Spalte der Codes.",
        "gaps": "In der Nummerierung der Dokumente fehlen {number}: {0}. Dokumente ohne Codierung stehen nicht in dieser Liste; wurden sie befragt, gehören sie zur Basis.",
        "places_missing": "Stellen, deren Anfang und Ende keine Zeichen zählen: {number}.",
        "lengths_differ": "Stellen, deren Wortlaut nicht so lang ist, wie Anfang und Ende sagen: {number}.",
        "quotations_differ": "Codes, bei denen der Bericht eine andere Zahl von Zitaten nennt, als darunter stehen: {number}.",
        "dropped_columns": "Spalten, die von Zeile zu Zeile anderes sagen oder nicht gebraucht werden, weggelassen: {number} ({0}).",
        "dropped_headers": "Wiederholte Kopfzeilen weggelassen: {number}.",
        "dropped_sheets": "Ausgeblendete Blätter weggelassen: {number} ({0}).",
        "dropped_without_document": "Zeilen ohne Dokument oder Person weggelassen: {number}.",
        "dropped_without_code": "Zeilen ohne Code und ohne Text weggelassen: {number}.",
        "dropped_weights": "Gewichte weggelassen: {number}.",
        "dropped_questions": "Offene Fragen weggelassen, ihre Antworten sind Texte ohne Codierung: {number}.",
        # databases
        "read_projects": "Projekte in der Datei: {number}. Gelesen wird eines: sein Name steht unter [columns] bei project.",
        "read_categories": "Kategorien gelesen: {number}.",
        "codes_without_parent": "Codes, deren Obercode es nicht gibt oder die unter sich selbst lagen, nach oben gestellt: {number}.",
        "dropped_deleted_codings": "In RQDA gelöschte Codierungen, weggelassen: {number}.",
        "newer_rows_beside": "Neben der Datenbank liegt {0}: Was zuletzt codiert wurde, kann fehlen. Das Projekt im Codierprogramm einmal öffnen und schließen, dann noch einmal importieren.",
    },
    "en": {
        # shared
        "read_documents": "Documents read: {number}.",
        "read_cases": "Cases read: {number}.",
        "read_codes": "Codes read: {number}.",
        "read_passages": "Marked passages read: {number}.",
        "read_codings": "Codings read: {number}.",
        "kept_passages": "Different passages: {number}.",
        "kept_codings": "Different codings: {number}.",
        "merged_passages": "Passages marked several times, merged: {number}.",
        "merged_codings": "Codings given several times, merged: {number}.",
        "merged_codes": "Codes of the same name at the same place in the tree, merged: {number}.",
        "renamed_documents": "Documents called like another, given a number: {number}.",
        "texts_missing": "Documents whose text is not in the file: {number}.",
        "dropped_uncoded_passages": "Marked passages without a code, left out: {number}.",
        "dropped_dangling_codings": "Codings whose code or document does not exist, left out: {number}.",
        "dropped_dangling_links": "Links to cases that lead to nothing, left out: {number}.",
        "dropped_memos": "Memos, left out: {number}.",
        # places
        "counted_in_code_points": "Places counted in: characters. Checked {0}, fitting {number}.",
        "counted_in_utf16": "Places counted in: UTF-16 units. Checked {0}, fitting {number}.",
        "counted_in_bytes": "Places counted in: bytes (UTF-8). Checked {0}, fitting {number}.",
        "counted_in_code_points_lf": "Places counted in: characters, a line end as one. Checked {0}, fitting {number}.",
        "counted_in_utf16_lf": "Places counted in: UTF-16 units, a line end as one. Checked {0}, fitting {number}.",
        "counted_in_bytes_lf": "Places counted in: bytes (UTF-8), a line end as one. Checked {0}, fitting {number}.",
        "places_doubtful": "Places that do not fit their text (they halve a word or lie outside it): {number} of {0}. Please check the quotes.",
        # what several formats tell
        "read_variables": "Variables read: {number}.",
        "read_sets": "Groups of documents or codes read: {number}.",
        "kept_codes": "Codes kept: {number}.",
        "dropped_comments": "Comments on passages left out: {number}.",
        "dropped_colours": "Colours left out: {number}.",
        # REFI-QDA
        "read_selections": "Marked passages read: {number}.",
        "read_users": "Coders read: {number}.",
        "merged_selections": "Passages that ATLAS.ti writes twice (on the page and in its text), made one: {number}.",
        "unnamed_codes": "Codes without a name, called by their identifier: {number}.",
        "doubled_guids": "Codes with an identifier (GUID) another has already: {number}.",
        "named_after_files": "Documents without a name, called as their file: {number}.",
        "renamed_cases": "Cases with a name another has already, told apart by a number: {number}.",
        "texts_empty": "Documents with an empty text: {number}.",
        "passages_without_words": "Coded passages without words: {number}.",
        "words_from_names": "Passages whose words are the name of the quotation, as the text is missing; they may be cut: {number}.",
        "empty_passages": "Coded passages of no length, kept: {number}.",
        "places_outside": "Places outside their text, kept without words: {number}.",
        "whole_documents": "Codings of a whole document: {number}.",
        "several_values": 'Documents or cases with several values of a variable, joined by "; ": {number}.',
        "dropped_ambiguous_codings": "Codings with an identifier that two codes have, left out: {number}.",
        "dropped_case_codes": "Codes of cases left out: {number}.",
        "dropped_links": "Links left out: {number}.",
        "dropped_graphs": "Networks and diagrams left out: {number}.",
        # tables
        "read_rows": "Rows read: {number}.",
        "read_as_windows": "Read as Windows-1252 (ANSI). Please check umlauts.",
        "code_separator": 'Codes that hold "{0}" and are parted there into the code above and the one below: {number}. Where it is part of a name: give this code under = [] and label = "name" in import.toml under [codes].',
        "long_codes": "Codes of more than 200 characters: {number}. Perhaps a text stands in the column of codes.",
        "gaps": "In the numbering of documents {number} are missing: {0}. Documents without a coding are not in this list; if they were asked, they belong to the base.",
        "places_missing": "Passages whose begin and end count no characters: {number}.",
        "lengths_differ": "Passages whose words are not as long as begin and end say: {number}.",
        "quotations_differ": "Codes for which the report says another number of quotations than stand below them: {number}.",
        "dropped_columns": "Columns that say something else in each row, or are not needed, left out: {number} ({0}).",
        "dropped_headers": "Repeated headers left out: {number}.",
        "dropped_sheets": "Hidden sheets left out: {number} ({0}).",
        "dropped_without_document": "Rows without a document or person left out: {number}.",
        "dropped_without_code": "Rows without a code and without a text left out: {number}.",
        "dropped_weights": "Weights left out: {number}.",
        "dropped_questions": "Open questions left out, their answers are texts without a coding: {number}.",
        # databases
        "read_projects": "Projects in the file: {number}. One of them is read: its name stands below [columns] at project.",
        "read_categories": "Categories read: {number}.",
        "codes_without_parent": "Codes whose parent does not exist or that lay below themselves, put at the top: {number}.",
        "dropped_deleted_codings": "Codings deleted in RQDA, left out: {number}.",
        "newer_rows_beside": "Beside the database lies {0}: what was coded last may be missing. Open and close the project once in the coding tool, then import again.",
    },
}
"""What the report says of a file, by the kind of a Told; {number} and {0}, {1}: its details."""

AGREEMENT: dict[str, dict[str, str]] = {
    "de": {
        "alpha": "Krippendorffs Alpha {0} ({1} Absätze, {2} Codierende)",
        "one_coder": "nicht zu berechnen: kein Dokument haben mindestens zwei Codierende bearbeitet",
        "no_paragraphs": "nicht zu berechnen: die Datei sagt nicht, in welchen Absätzen die Stellen stehen",
        "same_everywhere": "nicht zu berechnen: alle vergaben das Thema überall gleich, immer oder nie",
    },
    "en": {
        "alpha": "Krippendorff's alpha {0} ({1} paragraphs, {2} coders)",
        "one_coder": "not computable: no document was coded by at least two coders",
        "no_paragraphs": "not computable: the file does not say in which paragraphs the passages stand",
        "same_everywhere": "not computable: all coders gave the topic everywhere alike, always or never",
    },
}
"""What is said of the agreement on a topic; {0}: alpha, {1}: paragraphs, {2}: coders."""
