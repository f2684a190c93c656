"""Every word of the import: why a file is refused and what to do, what was read, kept, merged and left out."""

REFUSED: dict[str, dict[str, tuple[str, str]]] = {
    "de": {
        # opening
        "no_such_file": ("Die Datei gibt es nicht.", "Pfad prüfen."),
        # REFI-QDA
        # tables
        # databases
    },
    "en": {
        # opening
        "no_such_file": ("There is no such file.", "Check the path."),
        # REFI-QDA
        # tables
        # databases
    },
}
"""Why a file is not imported, and the remedy, by the kind of an Unreadable; {0}, {1}: its details."""

TOLD: dict[str, dict[str, str]] = {
    "de": {
        # REFI-QDA
        # tables
        # databases
    },
    "en": {
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
