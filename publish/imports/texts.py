"""Every word of the import: why a file is refused and what to do, what was read, kept, merged and left out."""

REFUSED: dict[str, dict[str, tuple[str, str]]] = {
    "de": {
        # opening
        "no_such_file": ("Die Datei gibt es nicht.", "Pfad prüfen."),
        # places
        "places_fit_nowhere": (
            "Die codierten Stellen passen nicht zu den Texten der Datei: in Zeichen gezählt passen {0} %, in UTF-16 {1} %, in Bytes {2} %.",
            "Das Projekt im Codierprogramm öffnen, die Texte unverändert lassen und neu exportieren; sonst die codierten Stellen als Tabelle exportieren.",
        ),
        # REFI-QDA
        # tables
        # databases
    },
    "en": {
        # opening
        "no_such_file": ("There is no such file.", "Check the path."),
        # places
        "places_fit_nowhere": (
            "The coded places do not fit the texts in the file: counted in characters {0} % fit, in UTF-16 {1} %, in bytes {2} %.",
            "Open the project in the coding tool, leave the texts as they are and export again; else export the coded segments as a table.",
        ),
        # REFI-QDA
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
        # REFI-QDA
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
        # REFI-QDA
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
