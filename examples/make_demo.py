"""Makes `examples/demo-zusammenarbeit/`, an invented coded study: deterministic, from the word lists below.

Nobody in it exists. `python -m publish release examples/demo-zusammenarbeit --to data/demo-zusammenarbeit`
turns it into the demo the dashboard shows.
"""

import csv
import json
import random
from pathlib import Path

FOLDER = Path(__file__).parent / "demo-zusammenarbeit"
SEED = 20261123

GROUPS = (
    (
        "landraete",
        "funktion",
        "Landrätinnen und Landräte",
        "Landräte (heads of county administrations)",
        "LR",
        "LR",
        20,
    ),
    (
        "dezernenten",
        "funktion",
        "Dezernentinnen und Dezernenten",
        "Dezernenten (heads of departments)",
        "Dez",
        "Dez",
        22,
    ),
    ("buergermeister", "funktion", "Bürgermeisterinnen und Bürgermeister", "Mayors", "BM", "May", 18),
    ("klein", "groesse", "Befragte aus kleinen Landkreisen", "Respondents from small counties", "klein", "small", None),
    (
        "mittel",
        "groesse",
        "Befragte aus mittleren Landkreisen",
        "Respondents from medium counties",
        "mittel",
        "medium",
        None,
    ),
    ("gross", "groesse", "Befragte aus großen Landkreisen", "Respondents from large counties", "groß", "large", None),
)
PARTNERS = (
    ("landkreise", "andere Landkreise", "other counties", "yes"),
    ("kommunen", "Kommunen", "municipalities", "yes"),
    ("wohlfahrt", "Freie Träger der Wohlfahrtspflege", "independent welfare organisations", "yes"),
    ("jugendhilfe", "Freie Träger der Jugendhilfe", "independent youth welfare organisations", "yes"),
    ("vereine", "Vereine", "clubs and societies", "yes"),
    ("verbaende", "Verbände", "associations", "yes"),
    ("land", "Land und Regierungspräsidien", "state government", "yes"),
    ("hochschulen", "Hochschulen", "universities", "no"),
)
# Level 1: (id, de, en, share of persons who talk about it); below: categories, below: sub-categories.
TREE = (
    ("zusammenarbeit", "Zusammenarbeit im Alltag", "Working together day by day", (
        ("austausch", "Regelmäßiger Austausch", "Regular exchange", .85, (
            ("runden", "Feste Gesprächsrunden", "Standing meetings"),
            ("kurzer-draht", "Kurzer Draht am Telefon", "A short line by phone"),
            ("besuche", "Besuche vor Ort", "Visits on site"))),
        ("abstimmung", "Abstimmung vor Entscheidungen", "Agreeing before decisions", .7, (
            ("vorgespraeche", "Vorgespräche im kleinen Kreis", "Talks in a small circle beforehand"),
            ("entwuerfe", "Gemeinsame Entwürfe", "Joint drafts"),
            ("zeitplan", "Abgestimmter Zeitplan", "An agreed schedule"))),
        ("konflikte", "Umgang mit Konflikten", "Dealing with conflicts", .55, (
            ("moderation", "Moderation durch Dritte", "Moderation by third parties"),
            ("eskalation", "Klären eine Ebene höher", "Settling it one level up"),
            ("liegenlassen", "Liegenlassen und später wieder aufnehmen", "Leaving it and taking it up later"))),
        ("vertrauen", "Vertrauen und Verlässlichkeit", "Trust and reliability", .6, (
            ("zusagen", "Zusagen einhalten", "Keeping promises"),
            ("persoenlich", "Sich persönlich kennen", "Knowing each other"))))),
    ("aufgaben", "Gemeinsame Aufgaben", "Joint tasks", (
        ("verkehr", "Öffentlicher Nahverkehr", "Public transport", .65, (
            ("takt", "Taktverkehr und Anschlüsse", "Timetables and connections"),
            ("tarife", "Gemeinsame Tarife", "Joint fares"),
            ("rufbus", "Rufbusse", "On-call buses"))),
        ("jugend", "Jugendhilfe", "Youth welfare", .6, (
            ("schulsozialarbeit", "Schulsozialarbeit", "School social work"),
            ("inobhutnahme", "Inobhutnahme und Notplätze", "Emergency placements"),
            ("fruehe-hilfen", "Frühe Hilfen", "Early support"))),
        ("pflege", "Pflege und Alter", "Care and old age", .45, (
            ("beratung", "Beratung aus einer Hand", "Advice from one source"),
            ("kurzzeitpflege", "Kurzzeitpflege", "Short-term care"),
            ("ehrenamt", "Nachbarschaftshilfe im Ehrenamt", "Volunteer neighbourhood help"))),
        ("abfall", "Abfallwirtschaft", "Waste management", .3, (
            ("deponie", "Gemeinsame Deponien", "Joint landfills"),
            ("gebuehren", "Gebühren", "Fees"))),
        ("digital", "Digitale Verwaltung", "Digital administration", .5, (
            ("verfahren", "Gemeinsame Fachverfahren", "Joint procedures"),
            ("rechenzentrum", "Gemeinsames Rechenzentrum", "Joint data centre"),
            ("schulung", "Schulung der Beschäftigten", "Training of staff"))))),
    ("mittel-und-wege", "Mittel und Wege", "Ways and means", (
        ("vertraege", "Verträge und Zweckverbände", "Contracts and special-purpose associations", .5, (
            ("zweckverband", "Zweckverband", "Special-purpose association"),
            ("vereinbarung", "Öffentlich-rechtliche Vereinbarung", "Agreement under public law"),
            ("kuendigung", "Regeln für den Ausstieg", "Rules for leaving"))),
        ("geld", "Geld und Umlage", "Money and levy", .75, (
            ("kreisumlage", "Kreisumlage", "County levy"),
            ("foerdermittel", "Fördermittel", "Grants"),
            ("kostenteilung", "Teilung der Kosten", "Sharing of costs"))),
        ("personal", "Personal", "Staff", .55, (
            ("abordnung", "Abordnung auf Zeit", "Temporary secondment"),
            ("fachkraefte", "Gemeinsam um Fachkräfte werben", "Recruiting together"))),
        ("daten", "Daten und Vergleiche", "Data and comparisons", .4, (
            ("kennzahlen", "Kennzahlenvergleich", "Comparing key figures"),
            ("vergleichsring", "Vergleichsring", "Benchmarking ring"),
            ("berichte", "Gemeinsame Berichte", "Joint reports"))))),
    ("grenzen", "Grenzen der Zusammenarbeit", "Limits of working together", (
        ("zustaendigkeit", "Unklare Zuständigkeit", "Unclear responsibility", .5, (
            ("doppelarbeit", "Doppelte Arbeit", "Work done twice"),
            ("luecken", "Lücken zwischen den Ebenen", "Gaps between the levels"),
            ("rechtslage", "Wechselnde Rechtslage", "Changing law"))),
        ("zeit", "Zeit und Kraft", "Time and energy", .45, (
            ("termine", "Zu viele Termine", "Too many meetings"),
            ("vertretung", "Fehlende Vertretung", "Nobody to stand in"),
            ("ermuedung", "Ermüdung nach langen Verfahren", "Fatigue after long procedures"))),
        ("interessen", "Verschiedene Interessen", "Different interests", .6, (
            ("standorte", "Streit um Standorte", "Disputes over locations"),
            ("kosten", "Streit um Kosten", "Disputes over costs"),
            ("aussenbild", "Wer nach außen auftritt", "Who appears in public"))))),
)  # fmt: skip
# What the invented study says was found; nothing of it is true of anybody. (topic: German, English)
STATEMENTS = {
    "zusammenarbeit": (
        "Zusammenarbeit lebt von festen Gesprächen und davon, dass man einander kennt.",
        "Working together lives on standing talks and on knowing each other.",
    ),
    "austausch": (
        "Man trifft sich in festen Runden; was eilt, klärt ein Anruf.",
        "People meet in standing rounds; a call settles what is urgent.",
    ),
    "abstimmung": (
        "Vor Entscheidungen wird im kleinen Kreis vorgesprochen.",
        "Before decisions there are talks in a small circle.",
    ),
    "vertrauen": (
        "Verlässlich ist, wer Zusagen hält; das wird langsam erworben.",
        "Reliable is who keeps promises; that is earned slowly.",
    ),
    "geld": (
        "Um Kosten wird offen gestritten, um gemeinsame Vorhaben selten.",
        "Costs are argued about openly, joint projects rarely.",
    ),
    "zustaendigkeit": (
        "Wo unklar ist, wer zuständig ist, wird Arbeit doppelt getan oder gar nicht.",
        "Where it is unclear who is responsible, work is done twice or not at all.",
    ),
}
PLACE = "erfundener Bericht, Teil 2"
SHOWS = {
    "zeitplan": ("Ein Plan hilft mehr als Erinnerungen.", "A plan helps more than reminders."),
    "berichte": ("Gemeinsame Berichte werden gelesen.", "Joint reports are read."),
}
OPENINGS = (
    "Also ich sag mal so:", "Wenn ich ehrlich bin:", "Das ist so ein Punkt:", "Bei uns läuft das so:", "Mein Eindruck ist:",
    "Früher war das anders, heute gilt:", "Da muss man ehrlich sein:", "Ich hab das oft erlebt:", "Was viele nicht sehen:",
    "Am Ende zählt doch:", "Ich sag das immer wieder:", "Das klingt banal, aber:",
)  # fmt: skip
SAYINGS = {
    "runden": ("wir sitzen jeden zweiten Donnerstag zusammen, und wer fehlt, bekommt die Arbeit.", "ohne die feste Runde würden wir uns erst treffen, wenn es brennt."),
    "kurzer-draht": ("ich greif zum Hörer, bevor ich drei Mails schreibe.", "wer die Durchwahl hat, spart sich den Dienstweg."),
    "besuche": ("man muss einmal auf dem Hof gestanden haben, dann redet man anders darüber.", "vor Ort sieht man in zehn Minuten, was im Bericht auf zehn Seiten fehlt."),
    "vorgespraeche": ("was im kleinen Kreis nicht geklärt ist, wird im großen nicht besser.", "wir reden vorher, dann ist die Sitzung kurz."),
    "entwuerfe": ("wenn zwei am selben Papier schreiben, streiten sie über Sätze und nicht mehr über Absichten.",),
    "zeitplan": ("ein Plan an der Wand hilft mehr als jede Erinnerungsmail.",),
    "moderation": ("manchmal braucht es jemanden, der nichts davon hat.",),
    "eskalation": ("wenn wir zwei nicht weiterkommen, gehen wir gemeinsam eine Treppe höher.",),
    "liegenlassen": ("manches muss eine Nacht liegen, manches einen Sommer.",),
    "zusagen": ("eine Zusage ist bei uns so viel wert wie ein Vertrag, und das merken sich alle.", "wer einmal nicht liefert, wird beim nächsten Mal nicht gefragt."),
    "persoenlich": ("man ruft leichter an, wenn man ein Gesicht dazu hat.",),
    "takt": ("der Bus hört ja nicht an der Kreisgrenze auf, nur weil dort ein Schild steht.", "ein Anschluss, der um zwei Minuten platzt, kostet uns ein Jahr Werbung."),
    "tarife": ("erklären Sie mal einem Schüler, warum zwei Haltestellen weiter ein anderes Ticket gilt.",),
    "rufbus": ("der Rufbus ist für die Älteren die Verbindung zur Welt, und er fährt auch mit einem Fahrgast.",),
    "schulsozialarbeit": ("seit jemand dauernd in der Schule sitzt, kommen die Sorgen früher auf den Tisch.",),
    "inobhutnahme": ("nachts um zwei fragt keiner, wer zuständig ist, da braucht das Kind ein Bett.",),
    "fruehe-hilfen": ("die Hebamme weiß es meistens zuerst, also muss sie in die Runde.",),
    "beratung": ("die Leute wollen eine Tür und nicht fünf Faltblätter.",),
    "kurzzeitpflege": ("jeder braucht sie, keiner kann sie allein bezahlen.",),
    "ehrenamt": ("die Nachbarn helfen gern, aber sie wollen nicht verwaltet werden.",),
    "deponie": ("Müll ist unpolitisch, bis man einen Platz dafür sucht.",),
    "gebuehren": ("über Gebühren reden alle, über Mengen keiner.",),
    "verfahren": ("drei Verwaltungen, drei Programme, dieselben Formulare, das versteht draußen niemand.",),
    "rechenzentrum": ("allein hätten wir den Umstieg nicht geschafft, zusammen war es immer noch mühsam.",),
    "schulung": ("die Technik war am Montag da, die Leute kamen ein halbes Jahr später mit.",),
    "zweckverband": ("ein Zweckverband ist wie eine Ehe mit Haushaltsplan.",),
    "vereinbarung": ("zwei Seiten Vereinbarung haben uns zwei Jahre Ärger gespart.",),
    "kuendigung": ("man muss am Anfang aufschreiben, wie man wieder auseinandergeht.",),
    "kreisumlage": ("bei der Umlage hört die Freundschaft nicht auf, aber sie macht Pause.", "wir reden das ganze Jahr, und im Herbst reden wir über die Umlage."),
    "foerdermittel": ("wir beantragen zusammen, weil einer allein schon am Formular scheitert.",),
    "kostenteilung": ("halbe-halbe ist einfach, gerecht ist es selten.",),
    "abordnung": ("ein halbes Jahr auf der anderen Seite des Tisches, und man schreibt freundlichere Briefe.",),
    "fachkraefte": ("wir haben aufgehört, uns die Leute gegenseitig wegzunehmen.",),
    "kennzahlen": ("die Zahl sagt mir, wo ich fragen muss, die Antwort steht nicht drin.",),
    "vergleichsring": ("im Vergleichsring lernt man, dass die anderen auch nur mit Wasser kochen.",),
    "berichte": ("ein gemeinsamer Bericht wird wenigstens von zwei Häusern gelesen.",),
    "doppelarbeit": ("wir haben dieselbe Umfrage zweimal bezahlt, einmal wir, einmal die anderen.",),
    "luecken": ("zwischen zwei Zuständigkeiten passt immer noch ein Mensch, um den sich keiner kümmert.",),
    "rechtslage": ("kaum ist die Schulung vorbei, kommt das nächste Rundschreiben.",),
    "termine": ("ich habe Wochen, da sehe ich mein Büro nur zum Jackenwechseln.",),
    "vertretung": ("wenn bei uns einer krank ist, ist das Thema krank.",),
    "ermuedung": ("nach dem dritten Anlauf macht man es aus Trotz oder gar nicht mehr.",),
    "standorte": ("zusammenlegen finden alle gut, solange es beim Nachbarn geschlossen wird.",),
    "kosten": ("über den Nutzen sind wir uns einig, bis die Rechnung kommt.",),
    "aussenbild": ("das Band durchschneiden will jeder, die Baustelle betreuen weniger.",),
}  # fmt: skip
CLOSINGS = (
    "", "", " Das hat lange gedauert, aber es trägt.", " Da lassen wir nicht locker.", " So einfach ist das, und so schwer.",
    " Das merkt man erst, wenn es fehlt.", " Und das sage ich nicht zum ersten Mal.", " Daran arbeiten wir.",
)  # fmt: skip


TYPICAL = {
    "austausch": ("kommunen", "landkreise"), "abstimmung": ("kommunen", "land"), "konflikte": ("kommunen", "verbaende"),
    "vertrauen": ("kommunen", "landkreise"), "verkehr": ("landkreise", "kommunen"), "jugend": ("jugendhilfe", "kommunen"),
    "pflege": ("wohlfahrt", "vereine"), "abfall": ("landkreise", "kommunen"), "digital": ("kommunen", "land"),
    "vertraege": ("kommunen", "landkreise"), "geld": ("kommunen", "land"), "personal": ("landkreise", "kommunen"),
    "daten": ("landkreise", "verbaende"), "zustaendigkeit": ("land", "kommunen"), "zeit": ("verbaende", "vereine"),
    "interessen": ("kommunen", "landkreise"),
}  # fmt: skip
"""Whom persons speak of when they speak of a category, mostly."""

KEPT = (
    ("Hof", "Gemeint ist ein Bauernhof, kein Ort."),
    ("Anschluss", "Gemeint ist ein Anschluss im Nahverkehr, kein Name."),
    ("die Hebamme", "Gemeint ist der Beruf, keine bestimmte Person."),
    ("im Herbst", "Kein bestimmtes Jahr."),
    ("im Vergleichsring", "Kein Ort."),
    *(
        (word, "Ein Wort der Verwaltung, kein Name.")
        for word in (
            "Durchwahl",
            "Erinnerungsmail",
            "Faltblätter",
            "Haushaltsplan",
            "Jackenwechseln",
        )
    ),
)
"""Marks of the warner that may stay, and why."""


def make(folder: Path = FOLDER) -> None:
    """Write the study. The same on every machine: one seeded generator, nothing from outside."""
    chance = random.Random(SEED)
    folder.mkdir(parents=True, exist_ok=True)
    people = []
    for group, set_id, *_, size in GROUPS:
        if set_id == "funktion":
            people += [(group, chance.choices(("klein", "mittel", "gross"), (3, 4, 3))[0]) for _ in range(size or 0)]
    respondents = [(f"P{n:02d}", *person) for n, person in enumerate(people, start=1)]
    write(folder, "respondents", ["respondent_id", "funktion", "groesse"], respondents)
    write(
        folder, "groups", ["group_id", "set_id", "label_de", "label_en", "short_de", "short_en", "sort"],
        [(*group[:6], n) for n, group in enumerate(GROUPS, start=1)],
    )  # fmt: skip
    write(
        folder, "partners", ["partner_id", "label_de", "label_en", "note_de", "counted", "sort"],
        [(p, de, en, "" if counted == "yes" else "nur im Text genannt", counted, n) for n, (p, de, en, counted) in enumerate(PARTNERS, 1)],
    )  # fmt: skip
    categories, leaves = [], {}
    for top, de, en, below in TREE:
        categories.append((top, "", de, en, "no"))
        for category, category_de, category_en, share, leaf_rows in below:
            categories.append((category, top, category_de, category_en, "yes" if category == "konflikte" else "no"))
            categories += [(leaf, category, leaf_de, leaf_en, "no") for leaf, leaf_de, leaf_en in leaf_rows]
            leaves[category] = ([leaf for leaf, *_ in leaf_rows], share)
    write(
        folder, "categories", [
            *("category_id", "parent_id", "label_de", "label_en", "sensitive", "sort"),
            *("statement_de", "statement_en", "statement_location"),
        ],
        [
            (*row, n, *STATEMENTS.get(row[0], ("", "")), PLACE if row[0] in STATEMENTS else "")
            for n, row in enumerate(categories, start=1)
        ],
    )  # fmt: skip
    unasked = [(person, "digital") for person, function, _ in respondents if function == "buergermeister"][:6]
    write(folder, "not_asked", ["respondent_id", "category_id"], unasked)

    leaning = {
        (g, c): chance.uniform(0.55, 1.25) for g in ("landraete", "dezernenten", "buergermeister") for c in leaves
    }
    segments, codings, segment_partners, quotes = [], [], [], []
    counted = [p for p, _, _, is_counted in PARTNERS if is_counted == "yes"]
    for person, function, _ in respondents:
        position = 0
        for category, (below, share) in leaves.items():
            if (person, category) in unasked or chance.random() > share * leaning[function, category]:
                continue
            named = chance.sample(below, chance.choices(range(1, len(below) + 1), (6, 3, 1)[: len(below)])[0])
            for leaf in [leaf for leaf in named for _ in range(chance.choices((1, 2, 3), (5, 3, 2))[0])]:
                segment = f"S{len(segments) + 1:04d}"
                saying = chance.choice(SAYINGS[leaf])
                text = f"{chance.choice(OPENINGS)} {saying}{chance.choice(CLOSINGS)}"
                segments.append((segment, person, f"I{person[1:]}", position, position + len(text), text))
                position += len(text) + 1
                codings.append((segment, leaf, "A"))
                if chance.random() < 0.35:
                    codings.append((segment, leaf, "B"))
                first, second = TYPICAL[category]
                about = chance.choices(
                    ((), (first,), (second,), (first, second), tuple(chance.sample(counted, 1))), (3, 9, 4, 2, 1)
                )
                for partner in about[0]:
                    segment_partners.append((segment, partner, chance.choice(("code", "overlap", "hand"))))
                if chance.random() < 0.16:
                    state = chance.choices(("released", "anonymised", "draft"), (7, 2, 1))[0]
                    basis = "Einwilligung in den Abdruck einzelner Sätze (erfunden)" if state == "released" else ""
                    by, on = ("Forschungsteam", "2026-10-05") if basis else ("", "")
                    quotes.append(
                        (
                            f"Q{len(quotes) + 1:03d}",
                            segment,
                            leaf,
                            text,
                            state,
                            basis,
                            by,
                            on,
                            *SHOWS.get(leaf, ("", "")),
                        )
                    )
    write(
        folder,
        "sources",
        ["source_id", "name"],
        [(f"I{p[1:]}", f"Interview {p[1:]} (erfunden)") for p, *_ in respondents],
    )
    write(folder, "segments", ["segment_id", "respondent_id", "source_id", "start", "end", "text"], segments)
    write(folder, "codings", ["segment_id", "category_id", "coder"], codings)
    write(folder, "segment_partners", ["segment_id", "partner_id", "basis"], segment_partners)
    write(
        folder, "quotes",
        [
            *("quote_id", "segment_id", "category_id", "text", "state", "basis", "released_by", "released_on"),
            *("shows_de", "shows_en"),
        ], quotes,
    )  # fmt: skip
    decisions = [
        (quote, word, "keep", reason, "Forschungsteam", "2026-10-05")
        for quote, _, _, text, state, *_ in quotes
        for word, reason in KEPT
        if state == "released" and word in text
    ]
    columns = ["quote_id", "mark", "decision", "reason", "decided_by", "decided_on"]
    write(folder, "decisions", columns, decisions)
    (folder / "datapackage.json").write_text(
        json.dumps(DESCRIPTION, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )


def write(folder: Path, name: str, header: list[str], rows: list[tuple[object, ...]]) -> None:
    """Write one CSV file."""
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


DESCRIPTION = {
    "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
    "name": "demo-zusammenarbeit",
    "title": "Zusammenarbeit in erfundenen Landkreisen",
    "description": "Eine erfundene Untersuchung: 60 Personen, die es nicht gibt, und Sätze, die niemand sagte.",
    "version": "1.1.0",
    "created": "2026-11-29T00:00:00Z",
    "licenses": [{"name": "CC0-1.0", "title": "CC0 1.0: erfundene Daten, frei verwendbar"}],
    "sources": [{"title": "Erfunden für Befundatlas (examples/make_demo.py)"}],
    "study": {
        "synthetic": True,
        "disclosure": {"level": "internal", "threshold": 3},
        "title_de": "Demo: Zusammenarbeit",
        "title_en": "Demo: working together",
        "question_de": "Wie arbeiten Landkreise, Kommunen und andere zusammen?",
        "question_en": "How do counties, municipalities and others work together?",
        "statement_de": "Zusammenarbeit gelingt, wo Menschen einander kennen; an Zeit und Zuständigkeit stößt sie an.",
        "statement_en": "Working together succeeds where people know each other; time and responsibility limit it.",
        "statement_location": PLACE,
        "lead": {"answer": ["zusammenarbeit", "austausch"]},
        "provenance_de": "Erfundene Interviews mit 60 Personen, die es nicht gibt. Sie zeigen, was Befundatlas kann.",
        "provenance_en": "Invented interviews with 60 persons who do not exist. They show what Befundatlas can do.",
        "caution_de": "Erfundene Daten: die Zahlen sagen nichts über wirkliche Landkreise.",
        "caution_en": "Invented data: the figures say nothing about real counties.",
        "region_de": "im Erfundenen",
        "region_en": "in invention",
    },
}

if __name__ == "__main__":
    make()
