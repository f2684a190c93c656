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
        # databases
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
        # databases
    },
}
"""Why a file is not imported, and the remedy, by the kind of an Unreadable; {0}, {1}: its details."""

TOLD: dict[str, dict[str, str]] = {
    "de": {
        # places
        "counted_in_code_points": "Stellen gezählt in: Zeichen. Geprüft {0}, davon passend {number}.",
        "counted_in_utf16": "Stellen gezählt in: UTF-16-Einheiten. Geprüft {0}, davon passend {number}.",
        "counted_in_bytes": "Stellen gezählt in: Bytes (UTF-8). Geprüft {0}, davon passend {number}.",
        "counted_in_code_points_lf": "Stellen gezählt in: Zeichen, Zeilenende als eines. Geprüft {0}, davon passend {number}.",
        "counted_in_utf16_lf": "Stellen gezählt in: UTF-16-Einheiten, Zeilenende als eine. Geprüft {0}, davon passend {number}.",
        "counted_in_bytes_lf": "Stellen gezählt in: Bytes (UTF-8), Zeilenende als eines. Geprüft {0}, davon passend {number}.",
        "places_doubtful": "Stellen, die nicht zu ihrem Text passen (sie teilen ein Wort oder liegen außerhalb): {number} von {0}. Bitte Zitate prüfen.",
        # what several formats tell
        "read_codes": "Codes gelesen: {number}.",
        "read_documents": "Dokumente gelesen: {number}.",
        "read_codings": "Codierungen gelesen: {number}.",
        "read_cases": "Fälle gelesen: {number}.",
        "read_variables": "Variablen gelesen: {number}.",
        "read_sets": "Gruppen von Dokumenten oder Codes gelesen: {number}.",
        "kept_codes": "Codes übernommen: {number}.",
        "kept_codings": "Codierungen übernommen: {number}.",
        "kept_passages": "Codierte Stellen übernommen: {number}.",
        "merged_codes": "Codes, die mehrfach mit demselben Namen an derselben Stelle des Baums standen, zusammengefasst: {number}.",
        "merged_codings": "Codierungen, die mehrfach in der Datei standen, einmal gezählt: {number}.",
        "renamed_documents": "Dokumente mit einem Namen, den schon ein anderes trägt, durch eine Zahl unterschieden: {number}.",
        "texts_missing": "Dokumente, deren Text nicht in der Datei ist: {number}. Die Codierungen sind da, die Zitate fehlen.",
        "dropped_dangling_codings": "Codierungen ohne einen Code, den es gibt, weggelassen: {number}.",
        "dropped_dangling_links": "Verweise auf etwas, das es in der Datei nicht gibt, weggelassen: {number}.",
        "dropped_uncoded_passages": "Markierte Stellen ohne Code weggelassen: {number}.",
        "dropped_memos": "Memos weggelassen: {number}.",
        "dropped_comments": "Kommentare zu Stellen weggelassen: {number}.",
        "dropped_colours": "Farben von Codes weggelassen: {number}.",
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
        # databases
    },
    "en": {
        # places
        "counted_in_code_points": "Places counted in: characters. Checked {0}, fitting {number}.",
        "counted_in_utf16": "Places counted in: UTF-16 units. Checked {0}, fitting {number}.",
        "counted_in_bytes": "Places counted in: bytes (UTF-8). Checked {0}, fitting {number}.",
        "counted_in_code_points_lf": "Places counted in: characters, a line end as one. Checked {0}, fitting {number}.",
        "counted_in_utf16_lf": "Places counted in: UTF-16 units, a line end as one. Checked {0}, fitting {number}.",
        "counted_in_bytes_lf": "Places counted in: bytes (UTF-8), a line end as one. Checked {0}, fitting {number}.",
        "places_doubtful": "Places that do not fit their text (they halve a word or lie outside it): {number} of {0}. Please check the quotes.",
        # what several formats tell
        "read_codes": "Codes read: {number}.",
        "read_documents": "Documents read: {number}.",
        "read_codings": "Codings read: {number}.",
        "read_cases": "Cases read: {number}.",
        "read_variables": "Variables read: {number}.",
        "read_sets": "Groups of documents or codes read: {number}.",
        "kept_codes": "Codes kept: {number}.",
        "kept_codings": "Codings kept: {number}.",
        "kept_passages": "Coded passages kept: {number}.",
        "merged_codes": "Codes that stood several times under the same name at the same place of the tree, made one: {number}.",
        "merged_codings": "Codings that stood several times in the file, counted once: {number}.",
        "renamed_documents": "Documents with a name another has already, told apart by a number: {number}.",
        "texts_missing": "Documents whose text is not in the file: {number}. The codings are there, the quotes are missing.",
        "dropped_dangling_codings": "Codings without a code that exists, left out: {number}.",
        "dropped_dangling_links": "References to something that is not in the file, left out: {number}.",
        "dropped_uncoded_passages": "Marked passages without a code, left out: {number}.",
        "dropped_memos": "Memos left out: {number}.",
        "dropped_comments": "Comments on passages left out: {number}.",
        "dropped_colours": "Colours of codes left out: {number}.",
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
        # databases
    },
}
"""What the report says of a file, by the kind of a Told; {number} and {0}, {1}: its details."""

DOING: dict[str, dict[str, str]] = {
    "de": {"unpacking": "Entpacken", "reading": "Lesen", "checking": "Stellen prüfen"},
    "en": {"unpacking": "Unpacking", "reading": "Reading", "checking": "Checking places"},
}
"""What long work is called while it goes on."""
