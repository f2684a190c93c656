"""What the import asks and reports, and what is wrong with a mapping, in both languages."""

QUESTIONS: dict[str, dict[str, str]] = {
    "de": {
        "columns": "Welche Spalte enthält „{0}“?",
        "columns.project": "Die Datei enthält mehrere Projekte: welches?",
        "read.split": "Sind die Codes ein Baum, dessen Ebenen im Namen stehen?",
        "persons.match": "Welche Spalte der Tabelle nennt die Person?",
        "persons.uncoded": "Gehören Personen ohne Codierung zur Basis?",
        "persons.also": "Wurde noch jemand befragt, von dem nichts codiert ist?",
        "persons.keys": "Welche Person ist „{0}“?",
        "groups.set": "Ist „{0}“ eine Befragtengruppe?",
        "groups.values": "Zu welcher Gruppe gehört der Wert „{1}“ von „{0}“?",
        "codes": "Was wird aus dem Code „{0}“?",
        "codes.role": "Sind die Codes unter „{0}“ Kooperationspartner?",
        "unmapped.accept": "Im Export ist Neues: stimmen die Vorschläge unter [unmapped]?",
        "other": "Was gilt hier?",
    },
    "en": {
        "columns": "Which column holds “{0}”?",
        "columns.project": "The file holds several projects: which one?",
        "read.split": "Are the codes a tree whose levels stand in the names?",
        "persons.match": "Which column of the table names the person?",
        "persons.uncoded": "Do persons without a coding belong to the base?",
        "persons.also": "Was anybody else asked of whom nothing is coded?",
        "persons.keys": "Which person is “{0}”?",
        "groups.set": "Is “{0}” a group of respondents?",
        "groups.values": "To which group belongs the value “{1}” of “{0}”?",
        "codes": "What becomes of the code “{0}”?",
        "codes.role": "Are the codes below “{0}” cooperation partners?",
        "unmapped.accept": "There is something new in the export: are the suggestions under [unmapped] right?",
        "other": "What holds here?",
    },
}
"""By the place in the mapping."""

ANSWERS: dict[str, dict[str, str]] = {
    "de": {
        "columns": 'die Überschrift der Spalte, oder ""',
        "columns.project": "der Name des Projekts",
        "read.split": 'das Trennzeichen, oder ""',
        "persons.match": "die Überschrift der Spalte",
        "persons.also": '["Name", "Name"], oder []',
        "persons.uncoded": '"asked" oder "left out"',
        "groups.set": 'eine Kennung wie "funktion", oder "" für nein',
        "codes.role": '"partner" oder "topic"',
        "unmapped.accept": '"yes"',
    },
    "en": {
        "columns": 'the header of the column, or ""',
        "columns.project": "the name of the project",
        "read.split": 'the separator, or ""',
        "persons.match": "the header of the column",
        "persons.also": '["name", "name"], or []',
        "persons.uncoded": '"asked" or "left out"',
        "groups.set": 'an id such as "role", or "" for no',
        "codes.role": '"partner" or "topic"',
        "unmapped.accept": '"yes"',
    },
}

FAULTS: dict[str, dict[str, tuple[str, str]]] = {
    "de": {
        "no_toml": (
            "In Zeile {0} stimmt etwas mit der Schreibweise nicht.",
            'Eine Zeile sieht so aus: name = "Wert". Die Anführungszeichen müssen gerade sein ("), nicht „so“; jedes hat ein '
            "zweites, jede Klammer auch; und keine Zeile steht zweimal da.",
        ),
        "mapping_too_deep": ("Klammern sind zu oft ineinander verschachtelt.", "Überzählige Klammern entfernen."),
        "unmapped_by_hand": (
            "Was unter [unmapped] steht, ließ sich nicht verschieben.",
            "Die Zeilen von Hand an ihren Platz setzen und [unmapped] löschen.",
        ),
        "mapping_kind": ("„{0}“ ist von der falschen Art.", "So schreiben: {1}"),
        "mapping_allowed": ("Der Wert von „{0}“ ist nicht vorgesehen.", "Erlaubt: {1}"),
        "mapping_unknown": (
            "Bei „{0}“ stehen unbekannte Angaben: {1}.",
            "Entfernen; möglich sind id, role, under, label.",
        ),
        "mapping_rule": (
            "Einer Regel unter [[{0}]] fehlt etwas.",
            "Gebraucht werden topics und entweder variable mit values oder documents.",
        ),
        "mapping_id": (
            "„{1}“ bei „{0}“ ist keine Kennung.",
            "Kleine Buchstaben a–z, Ziffern und Bindestriche verwenden, ohne Umlaute.",
        ),
        "mapping_yes_or_no": (
            'Bei „{0}“ steht set = "{1}".',
            'Statt ja eine Kennung für die Einteilung schreiben, etwa "funktion"; statt nein "" (nichts dazwischen).',
        ),
        "mapping_id_twice": ("Die Kennung „{1}“ steht bei „{0}“ und bei „{2}“.", "Eine der beiden ändern."),
        "mapping_circle": ("„{0}“ steht mittelbar unter sich selbst.", "under berichtigen."),
        "mapping_parent": (
            "„{0}“ soll unter „{1}“ stehen; das ist kein Thema.",
            "Die Kennung eines Themas oder einer Überschrift aus [headings] eintragen.",
        ),
        "mapping_pattern": ("Das Muster unter persons.pattern ist keines: {0}.", "Muster prüfen."),
        "no_match_column": (
            "In {0} nennt keine Spalte eindeutig die Personen.",
            "Unter persons.match die Überschrift eintragen: {1}",
        ),
        "column_not_there": (
            "Die Spalte für „{0}“ ist in der Datei nicht zu finden.",
            "Unter [columns] eine dieser Überschriften eintragen: {1}",
        ),
        "two_values": ("„{0}“ hat zwei Werte für „{1}“.", 'Unter [persons.values."{0}"] eintragen, was gilt.'),
        "no_group_for": (
            "Für den Wert „{1}“ von „{0}“ ist keine Gruppe genannt.",
            "In den values dieser Einteilung eintragen.",
        ),
        "rule_topic": (
            "Eine Regel nennt das Thema „{0}“, das es nicht gibt.",
            "Die Kennung eines Themas eintragen, wie sie unter [codes] steht.",
        ),
        "unknown_format": (
            "Von welchem Codierprogramm die Datei ist, war nicht zu erkennen.",
            "Aus dem Programm als REFI-QDA-Projekt (.qdpx) oder als Tabelle exportieren; docs/veroeffentlichen.md zeigt die Menüs.",
        ),
        "nothing_coded": (
            "Gelesen: {0} Codes, {1} Dokumente, {2} Zeilen über Befragte, aber keine einzige Codierung.",
            "Zusammen mit dem Export der Codierungen angeben.",
        ),
        "nobody": ("Niemand ist als befragte Person genannt.", "Unter [persons.keys] Schlüssel eintragen."),
    },
    "en": {
        "no_toml": (
            "Something in line {0} is not written as it has to be.",
            'A line looks like this: name = "value". Quotation marks must be straight ("), not “these”; each has a second, '
            "so has each bracket; and no line stands there twice.",
        ),
        "mapping_too_deep": ("Brackets lie too deep in each other.", "Remove brackets."),
        "unmapped_by_hand": (
            "What stands under [unmapped] could not be moved.",
            "Move the rows to their places by hand and delete [unmapped].",
        ),
        "mapping_kind": ("“{0}” is of the wrong kind.", "Write it like this: {1}"),
        "mapping_allowed": ("The value of “{0}” is not known.", "Allowed: {1}"),
        "mapping_unknown": (
            "At “{0}” there are unknown entries: {1}.",
            "Remove them; possible are id, role, under, label.",
        ),
        "mapping_rule": (
            "A rule under [[{0}]] lacks something.",
            "It needs topics and either variable with values or documents.",
        ),
        "mapping_id": ("“{1}” at “{0}” is no id.", "Use small letters a–z, digits and hyphens."),
        "mapping_yes_or_no": (
            'At “{0}” stands set = "{1}".',
            'Instead of yes write an id for the division, such as "role"; instead of no "" (nothing between).',
        ),
        "mapping_id_twice": ("The id “{1}” stands at “{0}” and at “{2}”.", "Change one of them."),
        "mapping_circle": ("“{0}” stands below itself.", "Correct under."),
        "mapping_parent": (
            "“{0}” is to stand below “{1}”, which is no topic.",
            "Enter the id of a topic or of a heading of [headings].",
        ),
        "mapping_pattern": ("The pattern at persons.pattern is none: {0}.", "Check the pattern."),
        "no_match_column": ("No column of {0} clearly names the persons.", "Enter its header at persons.match: {1}"),
        "column_not_there": (
            "The column for “{0}” is not in the file.",
            "Enter one of these headers under [columns]: {1}",
        ),
        "two_values": ("“{0}” has two values for “{1}”.", 'Enter what holds under [persons.values."{0}"].'),
        "no_group_for": ("No group is named for the value “{1}” of “{0}”.", "Enter it in the values of this division."),
        "rule_topic": (
            "A rule names the topic “{0}”, which there is not.",
            "Enter the id of a topic as it stands under [codes].",
        ),
        "unknown_format": (
            "It could not be told which coding tool the file is from.",
            "Export from the tool as a REFI-QDA project (.qdpx) or as a table; docs/publishing.md shows the menus.",
        ),
        "nothing_coded": (
            "Read: {0} codes, {1} documents, {2} rows about respondents, but not a single coding.",
            "Give it together with the export of the codings.",
        ),
        "nobody": ("Nobody is named as a respondent.", "Enter keys under [persons.keys]."),
    },
}

REPORT: dict[str, dict[str, str]] = {
    "de": {
        "title": "Import",
        "read": "Gelesen",
        "holds": "Die Untersuchung enthält nun",
        "dropped": "Weggelassen",
        "merged": "Zusammengelegt",
        "noted": "Anmerkungen",
        "changed": "Seit dem letzten Import geändert",
        "warned": "Vorsicht",
        "persons": "Befragte Personen: {0}",
        "topics": "Themen: {0}; Kooperationspartner: {1}",
        "codings": "Codierungen: {0} an {1} Stellen",
        "at_the_top": "Codierungen auf der obersten Ebene, obwohl es darunter Themen gibt: {0}",
        "no_words": "Stellen ohne Text (nicht in der Datei): {0}",
        "small": "Gruppe „{0}“ hat {1} Personen, weniger als {2}: das meiste müsste zum Schutz zurückgehalten werden.",
    },
    "en": {
        "title": "Import",
        "read": "Read",
        "holds": "The study now holds",
        "dropped": "Left out",
        "merged": "Merged",
        "noted": "Notes",
        "changed": "Changed since the last import",
        "warned": "Caution",
        "persons": "Respondents: {0}",
        "topics": "Topics: {0}; cooperation partners: {1}",
        "codings": "Codings: {0} at {1} passages",
        "at_the_top": "Codings at the top level though there are topics below: {0}",
        "no_words": "Passages without text (not in the file): {0}",
        "small": "Group “{0}” has {1} persons, fewer than {2}: most of it would have to be withheld.",
    },
}

TOLD: dict[str, dict[str, str]] = {
    "de": {
        "merged_files": "Codierungen, die in mehreren Dateien stehen: {number}",
        "several_coded": "Dokumente, zu denen mehrere Dateien Codierungen enthalten: {number}. Sind die Dateien zwei Exporte desselben "
        "Projekts, nur eine angeben: sonst steht jede Stelle doppelt da. Personen zählen in jedem Fall einmal.",
        "dropped_structural": "Codierungen an Codes, die nur zusammenhalten: {number}",
        "dropped_ignore": "Codierungen an Codes, die nicht gelten sollen: {number}",
        "dropped_partner_root": "Codierungen am Code über den Partnern: {number}",
        "dropped_nobody": "Codierungen an Stellen, die keiner befragten Person gehören: {number}",
        "partner_alone": "Stellen mit einem Partner und keinem Thema, sie zählen nicht: {number}. "
        'Mit by = "overlap" unter [partners] gilt der Partner auch für Stellen, die sie berühren.',
        "partner_codings": "Codierungen an Partnern (sie sagen, mit Bezug auf wen etwas genannt wurde): {number}",
        "only_in_table": "In der Liste der Befragten, nicht im Export: {number} ({0}). Anders geschrieben? Sonst gelten sie als befragt ohne Codierung.",
        "several_persons": "Stellen, an denen mehrere Personen sprechen (jede zählt): {number}",
        "asked_all_the_same": "Personen, die laut Regel nicht gefragt wurden und doch dazu codiert sind (sie gelten als gefragt): {number}",
        "gone_persons": "Personen, die nicht mehr im Export stehen: {number} ({0})",
        "renamed_document": "Dokument umbenannt, als dasselbe erkannt: {0}",
        "quotes_drafts": "Zitate, deren Person oder Text sich geändert hat, sind wieder Entwürfe: {number}",
        "quotes_left": "Zitate, deren Stelle oder Code es nicht mehr gibt, stehen in quotes-left.csv: {number}",
        "not_asked_by_hand": "Von Hand als nicht gefragt eingetragen, bleibt so: {number}",
        "new_segments": "Neue Stellen: {number}",
        "changed_segments": "Stellen, deren Person oder Text sich geändert hat: {number}",
        "gone_segments": "Stellen, die nicht mehr codiert sind: {number}",
        "gone_categories": "Themen, die es nicht mehr gibt: {number} ({0})",
        "gone_partners": "Partner, die es nicht mehr gibt: {number} ({0})",
        "gone_groups": "Gruppen, die es nicht mehr gibt: {number} ({0})",
    },
    "en": {
        "merged_files": "Codings that stand in several files: {number}",
        "several_coded": "Documents of which several files hold codings: {number}. If the files are two exports of one project, "
        "give only one of them: else every passage stands there twice. Persons count once in any case.",
        "dropped_structural": "Codings at codes that only hold others together: {number}",
        "dropped_ignore": "Codings at codes that are to be ignored: {number}",
        "dropped_partner_root": "Codings at the code above the partners: {number}",
        "dropped_nobody": "Codings at passages that belong to no respondent: {number}",
        "partner_alone": "Passages with a partner and no topic, which do not count: {number}. "
        'With by = "overlap" under [partners] the partner holds for passages they touch as well.',
        "partner_codings": "Codings at partners (they say with regard to whom something was named): {number}",
        "only_in_table": "In the list of respondents, not in the export: {number} ({0}). Spelt otherwise? Else they count as asked without a coding.",
        "several_persons": "Passages in which several persons speak (each counts): {number}",
        "asked_all_the_same": "Persons not asked by a rule who are coded all the same (they count as asked): {number}",
        "gone_persons": "Persons no longer in the export: {number} ({0})",
        "renamed_document": "Document renamed, recognised as the same: {0}",
        "quotes_drafts": "Quotes whose person or text changed are drafts again: {number}",
        "quotes_left": "Quotes whose passage or code is gone stand in quotes-left.csv: {number}",
        "not_asked_by_hand": "Entered by hand as not asked, stays so: {number}",
        "new_segments": "New passages: {number}",
        "changed_segments": "Passages whose person or text changed: {number}",
        "gone_segments": "Passages no longer coded: {number}",
        "gone_categories": "Topics that are gone: {number} ({0})",
        "gone_partners": "Partners that are gone: {number} ({0})",
        "gone_groups": "Groups that are gone: {number} ({0})",
    },
}

COMMAND: dict[str, dict[str, str]] = {
    "de": {
        "asks": 'Offene Fragen: {0}. Die Antworten stehen in {1}: dort jedes "?" ersetzen, dann denselben Befehl noch einmal geben.',
        "also_look": 'Bitte auch ansehen, wo kein "?" steht: unter [persons.keys], ob jede Zeile eine Person ist; unter [codes], '
        'welche Codes Kooperationspartner sind (role = "partner") und welche nicht gezeigt werden sollen (role = "ignore").',
        "look": "{0} ist geschrieben. Durchsehen, dann denselben Befehl noch einmal geben.",
        "imported": "Geschrieben: {0}. Bericht: {1}",
        "next": "Weiter: Titel und Angaben in datapackage.json ergänzen, dann: python -m publish check {0}",
        "mapping_wrong": "So geht der Import nicht ({0}):",
        "withdraw_whom": "{0} zieht sich zurück. Das lässt sich nicht rückgängig machen. Ist es diese Person?",
        "refused": "Nicht eingelesen:",
        "nothing": "Nichts wurde geändert.",
    },
    "en": {
        "asks": 'Open questions: {0}. The answers go into {1}: replace each "?" there, then give the same command again.',
        "also_look": 'Please look as well where there is no "?": under [persons.keys] whether each line is a person; under [codes] '
        'which codes are cooperation partners (role = "partner") and which are not to be shown (role = "ignore").',
        "look": "{0} is written. Look through it, then give the same command again.",
        "imported": "Written: {0}. Report: {1}",
        "next": "Go on: fill in title and facts in datapackage.json, then: python -m publish check {0}",
        "mapping_wrong": "The import cannot be done like this ({0}):",
        "withdraw_whom": "{0} withdraws. That cannot be undone. Is it this person?",
        "refused": "Not imported:",
        "nothing": "Nothing was changed.",
    },
}


def number(count: int, lang: str) -> str:
    """Write a count with its thousands set apart."""
    return f"{count:,}".replace(",", "." if lang == "de" else ",")
