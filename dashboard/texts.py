"""Every word the reader sees outside the data: one frozen value in two languages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NARROW_SPACE = "\u202f"


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of one language. A text missing in one of them fails at import."""

    language: str
    percent_sign: str
    of: str
    of_those: str
    range_dash: str
    and_: str
    respectively: str
    quoted: str

    # Frame
    language_name: str
    other_language: str
    menu: str
    skip: str
    overview: str
    categories: str
    quotes: str
    narrow: str
    all_option: str
    level_one: str
    topic: str
    group: str
    group_set: str
    studies: str
    partner: str
    search: str
    search_placeholder: str
    search_elsewhere: str
    none_selected: str
    everything: str
    selected_categories: str
    selected_groups: str
    selected_partner: str
    selected_text: str
    reset: str
    copy_link: str
    copied: str
    copy_failed: str
    findings_left: tuple[str, str]
    quotes_left: tuple[str, str]
    partner_counted: str
    partner_uncounted: str
    unknown_ids: str
    synthetic: str
    synthetic_title: str
    preview: str
    pairs: str
    no_results: str
    no_results_hint: str
    loosen_category: str
    loosen_group: str
    loosen_partner: str
    loosen_text: str
    version: str

    # Figures
    not_named: str
    not_named_note: str
    one_person: str
    not_asked: str
    not_by_partner: str
    not_counted: str
    elsewhere: str
    withheld: str
    hidden: str
    legend_withheld: str
    nobody_above: str
    printed: str
    why_range: str
    why_range_part: str
    others_unasked: str
    why_range_summary: str
    legend_dots: str
    legend_davon: str
    legend_unsure: str
    caution: str
    caution_one: str

    # Sentences: numbers first, then group, category, partner, category above
    said_one: str
    said_many: str
    said_nobody: str
    said_range: str
    said_withheld: str
    said_hidden: str
    said_of_one: str
    said_of_one_not: str
    said_of_many_one: str
    said_of_many: str
    said_of_many_nobody: str
    said_of_range: str
    said_of_withheld: str
    said_of_hidden: str
    said_not_by_partner: str
    said_not_asked: str
    said_not_counted: str
    said_nobody_above: str
    others_not_asked: tuple[str, str]
    about_partner: str
    lead_one: str
    lead_many: str
    lead_part: str
    lead_nobody: str
    lead_all_nobody: str
    lead_hidden: str
    lead_others_hidden: str
    this_topic: str
    most_first: str
    most_second: str
    most_end: str

    # Overview
    asked_group: str
    asked_of: str
    all_topics: str
    topics: tuple[str, str]
    no_details: str
    to_quotes: tuple[str, str]
    to_figures: str
    ways_on: str
    way_categories: str
    way_quotes: str

    # Themen
    categories_title: str
    categories_intro: str
    davon: str
    davon_of: str
    davon_of_one: str
    davon_withheld: str
    details_elsewhere: str
    details_only: str
    chart_title: str
    chart_axis: str
    chart_base: str
    chart_note: str
    chart_hint: str
    table_caption: str
    in_words: str
    some_quotes: str
    show_all_quotes: tuple[str, str]
    no_quotes: str
    definition: str

    # Im Wortlaut
    quotes_title: str
    quotes_intro: str
    quotes_found: tuple[str, str]
    quotes_hidden: tuple[str, str]
    no_quotes_here: str
    unassigned: str
    stated: str
    inferred: str
    about: str
    assigned_by_us: str
    copy_quote: str
    citation: str
    respondents: str
    page_of: str

    # Errors
    faulty_title: str
    faulty_intro: str
    fault_row: str
    broken_title: str
    broken_text: str

    # Compare, understand, trust
    groups: str
    partners: str
    rare: str
    method: str
    finding: str
    footnote: str
    undocumented: str
    printed_mode: str
    printed_off: str
    printed_on: str
    computed: str
    groups_intro: str
    groups_subject: str
    groups_two: str
    sorted_by: str
    sort_turn: str
    sort_study: str
    sort_name: str
    hangs_title: str
    hangs_text: str
    hangs_counts: str
    reliable_note: str
    reliable_title: str
    unreliable_title: str
    turn_equal: str
    turn_one_more: str
    turn_one_fewer: str
    turn_more: str
    turn_fewer: str
    ticks_note: str
    partners_intro: str
    partner_source: str
    uncounted_title: str
    uncounted_text: str
    matrix_title: str
    matrix_named: str
    show_only: str
    partner_more: tuple[str, str]
    partner_table: str
    partner_none: str
    rare_intro: str
    single_title: str
    single_text: str
    one_group_title: str
    nobody_title: str
    unasked_title: str
    none_here: str
    finding_intro: str
    choose_finding: str
    fact_count: str
    fact_base: str
    fact_base_text: str
    fact_davon: str
    fact_davon_text: str
    fact_davon_one: str
    fact_asked: str
    fact_printed: str
    fact_nothing_printed: str
    fact_location: str
    fact_caution: str
    copy_figure: str
    own_quotes: str
    other_quotes: str
    why_no_quotes_elsewhere: str
    why_no_quotes: str
    to_category: str
    method_intro: str
    sample_title: str
    method_title: str
    limits_title: str
    limits: tuple[str, ...]
    limits_withheld: str
    difference_title: str
    difference_text: str
    column_topic: str
    column_count: str
    column_computed: str
    column_printed: str
    column_note: str
    codebook_title: str
    codebook_text: str
    no_definition: str
    counted_title: str
    counted_text: str
    questions: tuple[tuple[str, str], ...]
    holds_title: str
    holds_text: str
    source_title: str
    cite_title: str
    cite_text: str
    copy_citation: str
    copy_bibtex: str
    download_title: str
    download_package: str
    download_excel: str
    download_plain: str
    access_title: str
    access_text: tuple[str, ...]
    imprint: str
    privacy: str
    contact: str
    glossary_title: str
    glossary_link: str
    glossary: tuple[tuple[str, str], ...]
    hint_title: str
    hint_steps: tuple[str, ...]
    hint_next: str
    hint_close: str
    hint_again: str
    hint_place: str
    printed_page: str

    # Showing and taking along
    present: str
    present_intro: str
    present_empty: str
    present_shipped: str
    deck_size: tuple[str, str]
    present_start: str
    present_older: str
    present_full: str
    keep: str
    kept: str
    kept_count: str
    keep_about: str
    deck_up: str
    deck_down: str
    deck_out: str
    deck_clear: str
    deck_back: str
    own_words: str
    own_words_note: str
    take: str
    take_view: str
    take_formats: tuple[tuple[str, str], ...]
    take_html: str
    take_html_note: str
    taking: str
    taken: str
    take_failed: str
    take_busy: str
    take_preview: str
    take_nothing: str
    take_unknown: str
    invented: str
    question_topic: str
    question_difference: str
    question_nobody_topic: str
    question_nobody: str
    question_quote: str
    question_groups: str
    question_partner: str
    question_overview: str
    screen_place: str
    stage_base: str
    stage_tools: str
    stage_help: str
    stage_keys: tuple[tuple[str, str], ...]
    stage_do: tuple[tuple[str, str], ...]
    newer_package: str
    code_unreachable: str
    hands_title: str
    hands_text: str
    hands_raised: str
    hands_present: str
    hands_keep: str
    hands_drop: str
    hands_said: str
    hands_too_many: str
    next_screen: str
    retrieved: str
    limits_short: str
    sheet_codebook: str
    sheet_about: str
    column_words: str
    column_share: str
    column_base: str
    column_named: str
    column_location: str
    contents: str
    slide_title: str
    page: str
    whole_search: str
    whole_all: str
    whole_nothing: str
    whole_made: str
    whole_result: tuple[str, str]

    def percent(self, share: int) -> str:
        """Write a share: "60 %" with a narrow no-break space in German, "60%" in English."""
        return f"{share}{self.percent_sign}"

    def date(self, day: str) -> str:
        """Write an ISO date as the language does: "23.11.2026"."""
        return ".".join(reversed(day.split("-"))) if self.language == "de" else day

    def number(self, low: int, high: int) -> str:
        """Write a count of persons, "8–9" where it is known to lie between two."""
        return str(low) if low == high else f"{low}{self.range_dash}{high}"

    def listed(self, items: Sequence[str]) -> str:
        """Join words as in a sentence: "a, b und c"."""
        return self.and_.join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)

    def asked(self, number: int, label: str, short: str) -> str:
        """Say how many of a group were asked, with its short name where it has one."""
        said = self.asked_group.format(number, label, short)
        return said if short != label else said.removesuffix(f" ({short})")

    def count(self, forms: tuple[str, str], number: int) -> str:
        """Choose singular or plural and put the number in."""
        return forms[number != 1].format(number)

    def dative(self, plural: str) -> str:
        """Return a German plural in the dative, as after "6 von 15": "Landräten"."""
        if self.language != "de":
            return plural
        words = plural.split(" ")
        return " ".join(w if w in ("und", "oder") or w.endswith(("n", "s", ")")) else w + "n" for w in words)


def paragraphs(texts: Iterable[str]) -> str:
    """Join sentences to one running text."""
    return " ".join(text for text in texts if text)


DE = Texts(
    language="de",
    percent_sign=NARROW_SPACE + "%",
    of="{} von {}",
    of_those="{} der {}",
    range_dash="–",
    and_=" und ",
    respectively=" beziehungsweise ",
    quoted="„{}“",
    language_name="Deutsch",
    other_language="English",
    menu="Menü und Filter",
    skip="Zum Inhalt",
    overview="Überblick",
    categories="Themen",
    quotes="Im Wortlaut",
    narrow="Eingrenzen",
    all_option="alle",
    level_one="{}",
    topic="Thema",
    group="Befragtengruppe",
    group_set="Gruppen nach",
    studies="Untersuchungen",
    partner="Kooperationspartner",
    search="Suche in Zitaten",
    search_placeholder="Wort oder Wörter",
    search_elsewhere="Die Suche nach „{}“ wirkt auf der Seite „Im Wortlaut“.",
    none_selected="Auswahl",
    everything="Alle Themen, Gruppen und Partner",
    selected_categories="Thema: {}",
    selected_groups="Gruppe: {}",
    selected_partner="Partner: {}",
    selected_text="Suche: „{}“",
    reset="Zurücksetzen",
    copy_link="Link kopieren",
    copied="Kopiert",
    copy_failed="Bitte mit Strg+C kopieren:",
    findings_left=("{} Befund", "{} Befunde"),
    quotes_left=("{} Zitat", "{} Zitate"),
    partner_counted="{}",
    partner_uncounted="{}: im Text genannt, nicht ausgezählt",
    unknown_ids="Unbekannt und deshalb nicht berücksichtigt: {}. Der Link ist möglicherweise älter als diese Fassung.",
    synthetic="Erfundene Daten: keine dieser Personen und keines dieser Zitate gibt es.",
    synthetic_title="{} (erfundene Daten)",
    preview="Intern – nicht zur Weitergabe: unveröffentlichte Zahlen und Zitate ohne Schutz der Befragten.",
    pairs="Verglichen werden zwei Gruppen:",
    no_results="Zu dieser Auswahl gibt es hier nichts.",
    no_results_hint="Lockern Sie einen Filter:",
    loosen_category="alle Themen zeigen",
    loosen_group="alle Gruppen zeigen",
    loosen_partner="alle Partner zeigen",
    loosen_text="ohne Suchwort zeigen",
    version="Paket {} · Fassung {}",
    not_named="nicht genannt",
    not_named_note="Nicht genannt heißt nicht abgelehnt.",
    one_person="die eine Person",
    not_asked="nicht gefragt",
    not_by_partner="nicht nach Partnern ausgezählt",
    not_counted="nicht ausgezählt",
    elsewhere="liegt hier nicht vor",
    withheld="weniger als {}",
    hidden="zum Schutz nicht angegeben",
    legend_withheld="„Weniger als“ und „zum Schutz nicht angegeben“ schützen die Befragten: kleine Zahlen und was sie verraten würde, steht hier nicht.",
    nobody_above="Thema nicht genannt",
    printed="gedruckt {}",
    why_range_summary="warum {}?",
    why_range="Aus den Unterthemen abgeleitet: {parts}. Wie viele Personen mehrere davon nannten, ist nicht bekannt; "
    "zusammen waren es mindestens {low}, höchstens {high}.",
    why_range_part="{} nannten {}",
    others_unasked="{} nicht gefragt",
    legend_dots="Ein Punkt ist eine Person; die Reihenfolge sagt nichts über einzelne. Gefüllt: genannt. "
    "Ring: nicht genannt; das heißt nicht abgelehnt. Strich: nicht gefragt.",
    legend_davon="Kleiner Punkt: nannte das Thema nicht.",
    legend_unsure="Halber Punkt: nicht sicher, ob diese Person dazugehört.",
    caution="{} Personen: eine Person mehr ändert den Anteil um {} Prozentpunkte.",
    caution_one="Befragt wurde eine einzige Person.",
    said_one="{n} von {asked} befragten {group_dative} nannte {category}{partner}{rest}.",
    said_many="{n} von {asked} befragten {group_dative}{share} nannten {category}{partner}{rest}.",
    said_nobody="Von {asked} befragten {group_dative} nannte niemand {category}{partner}{rest}; "
    "nicht genannt heißt nicht abgelehnt.",
    said_range="{n} von {asked} befragten {group_dative} nannten {category}{partner}{rest}; "
    "genauer geht es aus der Untersuchung nicht hervor.",
    said_withheld="Weniger als {limit} von {asked} befragten {group_dative} nannten {category}{partner}{rest}; "
    "die genaue Zahl steht zum Schutz der Befragten hier nicht.",
    said_hidden="Wie viele von {asked} befragten {group_dative} {category}{partner} nannten{rest}, "
    "steht zum Schutz der Befragten hier nicht.",
    said_of_one="Die eine Person der Gruppe {group}, die {above} nannte, nannte dabei {category}{partner}; "
    "{asked} wurden befragt.",
    said_of_one_not="Die eine Person der Gruppe {group}, die {above} nannte, nannte {category}{partner} nicht; "
    "{asked} wurden befragt; nicht genannt heißt nicht abgelehnt.",
    said_of_many_one="{n} der {of} {group}, die {above} nannten, nannte dabei {category}{partner}; "
    "{asked} wurden befragt.",
    said_of_many="{n} der {of} {group}{share}, die {above} nannten, nannten dabei {category}{partner}; "
    "{asked} wurden befragt.",
    said_of_many_nobody="Von den {of} {group_dative}, die {above} nannten, nannte niemand {category}{partner}; "
    "{asked} wurden befragt; nicht genannt heißt nicht abgelehnt.",
    said_of_range="{n} der {of} {group}, die {above} nannten, nannten dabei {category}{partner}; "
    "{asked} wurden befragt; genauer geht es aus der Untersuchung nicht hervor.",
    said_of_withheld="Weniger als {limit} der {group}, die {above} nannten, nannten dabei {category}{partner}; "
    "{asked} wurden befragt; die genaue Zahl steht zum Schutz der Befragten hier nicht.",
    said_of_hidden="Wie viele der {group}, die {above} nannten, dabei {category}{partner} nannten, "
    "steht zum Schutz der Befragten hier nicht; {asked} wurden befragt.",
    said_not_by_partner="Wie viele {group} {category}{partner} nannten, wurde nicht nach Partnern ausgezählt.",
    said_not_asked="Zu {category} wurden {group} nicht befragt.",
    said_not_counted="Wie viele {group} {category}{partner} nannten, wurde hier nicht ausgezählt.",
    said_nobody_above="Niemand von {asked} befragten {group_dative} nannte {above}; "
    "zu {category} gibt es deshalb keine Angabe.",
    others_not_asked=("; {} weitere Person wurde dazu nicht befragt", "; {} weitere wurden dazu nicht befragt"),
    about_partner=" mit Bezug auf {}",
    lead_one="{} nannte {}{}.",
    lead_many="{} nannten {}{}.",
    lead_part="{} von {} {}",
    lead_nobody="niemand von {} {}",
    lead_all_nobody="von {} nannte niemand {}{}.",
    lead_hidden="Wie viele Befragte {}{} nannten, steht zum Schutz der Befragten hier nicht.",
    lead_others_hidden="Für {} steht die Zahl zum Schutz der Befragten hier nicht.",
    this_topic="dieses Thema",
    most_first="{} der {} {} nannten dabei {}",
    most_second="{} {}",
    most_end="; mehrere Nennungen waren möglich.",
    asked_group="{} {} befragt ({})",
    asked_of="von {} {}",
    all_topics="Alle Themen",
    topics=("{} Thema", "{} Themen"),
    no_details="Unterthemen und Zitate liegen hier nicht vor.",
    to_quotes=("{} Zitat", "{} Zitate"),
    to_figures="Zahlen",
    ways_on="Weiter",
    way_categories="Alle Zahlen im Einzelnen: {} Befunde zu {} Themen",
    way_quotes="Im Wortlaut: {} Zitate",
    categories_title="Themen",
    categories_intro="Wie viele Personen welcher Gruppe welches Thema nannten. Ein Thema führt zu seinen Unterthemen, "
    "Zitaten und zum Schaubild.",
    davon="davon",
    davon_of="von den {}, die das Thema nannten ({} befragt)",
    davon_of_one="von der einen Person, die das Thema nannte ({} befragt)",
    davon_withheld="von allen {} Befragten",
    details_elsewhere="ohne Unterthemen",
    details_only="Unterthemen liegen hier zu {} von {} Themen vor; die übrigen stehen in der Untersuchung.",
    chart_title="Im Schaubild",
    chart_axis="Anteil an allen Befragten der Gruppe",
    chart_base="Anteile an allen Befragten der Gruppe, nicht „davon“: {} in der Tabelle sind hier {}.",
    chart_note="Mehrere Nennungen waren möglich. Ein Balken führt zu seinem Befund.",
    chart_hint="Ein Klick auf ein Thema zeigt Schaubild, Unterthemen und Zitate.",
    table_caption="Befunde nach Thema und Befragtengruppe",
    in_words="Im Wortlaut",
    some_quotes="{} von {} Zitaten zu dieser Auswahl.",
    show_all_quotes=("{} Zitat zeigen", "Alle {} Zitate zeigen"),
    no_quotes="Zitate zu dieser Auswahl liegen hier nicht vor.",
    definition="Definition",
    quotes_title="Im Wortlaut",
    quotes_intro="Was die Befragten sagten, buchstabengetreu. Wer spricht, nennt die Untersuchung nicht.",
    quotes_found=("{} Zitat", "{} Zitate"),
    quotes_hidden=(
        "{} Zitat ohne Zuordnung zu diesen Gruppen ist durch den Gruppenfilter ausgeblendet.",
        "{} Zitate ohne Zuordnung zu diesen Gruppen sind durch den Gruppenfilter ausgeblendet.",
    ),
    no_quotes_here="Zu dieser Auswahl liegt hier kein Zitat vor.",
    unassigned="Gruppe nicht zugeordnet",
    stated="{}",
    inferred="{} (aus der Tabelle erschlossen)",
    about="mit Bezug auf {}",
    assigned_by_us="{} (Zuordnung von uns)",
    copy_quote="Mit Quelle kopieren",
    citation="„{text}“ (Befragte: {who}; {location} in: {source}; nach Befundatlas, „{study}“, Paket {version})",
    respondents="nicht zugeordnet",
    page_of="Seite {} von {}",
    faulty_title="Diese Untersuchung lässt sich nicht öffnen",
    faulty_intro="Der Ordner „{}“ enthält Fehler. Sobald sie behoben sind, öffnet ein Neustart die Untersuchung.",
    fault_row="Zeile {}",
    broken_title="Hier ist etwas schiefgegangen",
    broken_text="Die Seite konnte nicht aufgebaut werden. Bitte laden Sie sie neu; bleibt der Fehler, "
    "melden Sie ihn der Stelle, die diese Seite betreibt: die Ursache steht in ihrem Protokoll.",
    groups="Gruppen im Vergleich",
    partners="Partner",
    rare="Selten oder nicht genannt",
    method="Methode und Grenzen",
    finding="Befund",
    footnote="Quelle: {location} in: {source}; nach Befundatlas, „{study}“, Paket {version}",
    undocumented="nicht dokumentiert",
    printed_mode="Gedruckte statt nachgerechneter Prozentwerte.",
    printed_off="Nachgerechnete zeigen",
    printed_on="Überall die gedruckten Prozentwerte zeigen",
    computed="nachgerechnet {}",
    groups_intro="Beide Gruppen nebeneinander: welcher Anteil der Befragten ein Thema nannte, und wie viel davon an einer Person hängt.",
    groups_subject="Die Untersuchung behandelt die Arbeit der Dezernate. Was Landrätinnen und Landräte seltener nannten, kann ihnen trotzdem wichtig sein.",
    groups_two="Der Vergleich braucht zwei Gruppen mit genauen Zahlen; diese Auswahl hat sie nicht.",
    sorted_by="Sortiert nach:",
    sort_turn="Personen bis zur Umkehr",
    sort_study="Folge der Untersuchung",
    sort_name="Name",
    hangs_title="Wie viel hängt an einer Person?",
    hangs_text="Gezählt wird, wie viele Personen der kleineren Gruppe mehr oder weniger ein Thema nennen müssten, damit beide Anteile gleich sind oder die Reihenfolge sich umkehrt.",
    hangs_counts="Bei {one} von {all} Themen genügt eine Person: dort gibt es keinen belastbaren Unterschied. "
    "Bei {two} braucht es zwei, bei {three} drei oder mehr.",
    reliable_title="Eine Person genügt nicht zur Umkehr ({})",
    reliable_note="Auch das beweist keinen Unterschied: es sind wenige, nicht zufällig ausgewählte Personen.",
    unreliable_title="Kein belastbarer Unterschied: eine Person genügt ({})",
    turn_equal="Beide Anteile sind gleich.",
    turn_one_more="Hätte 1 Person mehr aus der Gruppe {group} das Thema genannt, wären die Anteile gleich oder umgekehrt.",
    turn_one_fewer="Hätte 1 Person weniger aus der Gruppe {group} das Thema genannt, wären die Anteile gleich oder umgekehrt.",
    turn_more="Erst wenn {n} {group} mehr das Thema genannt hätten, wären die Anteile gleich oder umgekehrt.",
    turn_fewer="Erst wenn {n} {group} weniger das Thema genannt hätten, wären die Anteile gleich oder umgekehrt.",
    ticks_note="Jeder Punkt steht beim Anteil der Befragten. Feine Striche: die Anteile, die in der Gruppe überhaupt möglich sind (oben {}, unten {}).",
    partners_intro="Was mit Bezug auf welchen Kooperationspartner genannt wurde. Ausgezählt sind die hier gezeigten.",
    partner_source="Die Zuordnung der Zahlen folgt den Unterthemen der Untersuchung ({}).",
    uncounted_title="Im Text genannt, nicht ausgezählt",
    uncounted_text="{}. Wie viele Personen mit ihnen zusammenarbeiten, wurde nicht ausgezählt; das sagt nicht, dass es niemand tut.",
    matrix_title="Alle Partner und Themen in einer Tafel",
    matrix_named="genannt: {}",
    show_only="Alle Seiten auf diesen Partner eingrenzen",
    partner_more=("{} weiteres Thema steht in der Tafel.", "{} weitere Themen stehen in der Tafel."),
    partner_table="Alle Zahlen in einer Tafel ({} Themen)",
    partner_none="Von niemandem mit Bezug auf diesen Partner genannt: {}. Nicht genannt heißt nicht abgelehnt.",
    rare_intro="Was eine einzige Person, eine einzige Gruppe oder niemand nannte, und was nicht gefragt wurde. Nicht genannt heißt nicht abgelehnt.",
    single_title="Von genau einer Person genannt ({})",
    single_text="Eine einzelne Stimme steht hier als solche, ohne Prozent und ohne weitere Angabe zur Person.",
    one_group_title="Von einer Gruppe genannt, von der anderen nicht ({})",
    nobody_title="Außerdem in einer Gruppe von niemandem genannt ({})",
    unasked_title="Nicht gefragt ({})",
    none_here="In dieser Auswahl nichts.",
    finding_intro="Ein einzelner Befund mit allem, was dazu vorliegt.",
    choose_finding="Welcher Befund? Wählen Sie auf einer Seite eine Zahl.",
    fact_count="Gezählt",
    fact_base="Basis",
    fact_base_text="{asked} von {respondents} {group} wurden dazu befragt.",
    fact_davon="davon",
    fact_davon_text="Anteil an den {of}, die {above} nannten.",
    fact_davon_one="Eine einzige Person der Gruppe nannte {above}.",
    fact_asked="Anteil an allen Befragten",
    fact_printed="In der Untersuchung",
    fact_nothing_printed="kein Prozentwert gedruckt",
    fact_location="Fundstelle",
    fact_caution="Vorsicht",
    copy_figure="Satz mit Fußnote kopieren",
    own_quotes="Zitate dieser Gruppe",
    other_quotes="Zitate ohne zugeordnete Gruppe",
    why_no_quotes_elsewhere="Zitate zu diesem Thema liegen hier nicht vor; sie stehen in der Untersuchung.",
    why_no_quotes="Zu diesem Befund liegt kein Zitat vor.",
    to_category="Zum Thema mit allen Gruppen",
    method_intro="Wer befragt wurde, wie gezählt wird, was gedruckt steht, und was die Zahlen nicht tragen.",
    sample_title="Wer befragt wurde",
    method_title="Wie die Untersuchung vorging",
    limits_title="Was die Zahlen nicht tragen",
    limits=(
        "Es sind wenige Personen, nicht zufällig ausgewählt: die Zahlen gelten für sie und lassen sich nicht hochrechnen. Deshalb stehen hier keine p-Werte.",
        "Nicht genannt heißt nicht abgelehnt.",
        "Mehrere Nennungen waren möglich: die Anteile ergänzen sich nicht zu 100.",
        "Gezählt werden Personen, nicht wie oft jemand etwas sagte.",
        "Zahlen nach Partnern gibt es dort, wo nach Partnern ausgezählt wurde; sonst steht „nicht nach Partnern ausgezählt“.",
    ),
    limits_withheld="Manche Zahlen fehlen zum Schutz der Befragten: kleine, und solche, aus denen sich kleine errechnen ließen.",
    difference_title="Gedruckt oder nachgerechnet",
    difference_text="{compared} gedruckte Prozentwerte wurden mit den Zahlen verglichen: {equal} sind gleich, {different} verschieden. Gerundet wird kaufmännisch (12,5 wird 13). Beide Werte bleiben stehen.",
    column_topic="Thema",
    column_count="Gezählt",
    column_computed="Nachgerechnet",
    column_printed="Gedruckt",
    column_note="Erklärung",
    codebook_title="Codebuch",
    codebook_text="{} Ebenen: {}. Definitionen stehen, wo die Untersuchung sie nennt.",
    no_definition="keine Definition in diesem Paket",
    counted_title="Wie jede Zahl gezählt wird",
    counted_text="Jede Zahl ist die Antwort auf eine dieser Fragen an das Paket.",
    questions=(
        (
            "findings",
            "Wie viele Personen jeder Gruppe nannten jedes gewählte Thema, insgesamt oder mit Bezug auf einen Partner?",
        ),
        ("quotes", "Welche Zitate gehören zur Auswahl, in der Folge der Untersuchung?"),
        ("counts", "Wie viele Befunde und Zitate bleiben, und wie viele Zitate blendet der Gruppenfilter aus?"),
        ("categories", "Welche Themen gibt es, in der Folge der Untersuchung?"),
        ("groups", "Welche Gruppen wurden befragt, wie viele Personen von wie vielen?"),
        ("partners", "Welche Kooperationspartner werden genannt, und wurde für sie etwas ausgezählt?"),
    ),
    holds_title="Was dieses Paket enthält",
    holds_text="{categories} Themen, davon {elsewhere} ohne Unterthemen: diese stehen in der Untersuchung. {quotes} Zitate. Paket {version}.",
    source_title="Quelle und Lizenz",
    cite_title="So zitieren",
    cite_text="{title}. Befundatlas, Paket {version}. Quelle: {source}. {address}",
    copy_citation="Zitat kopieren",
    copy_bibtex="BibTeX kopieren",
    download_title="Herunterladen",
    download_package="Paket (ZIP)",
    download_excel="Auswahl als CSV für Excel",
    download_plain="Auswahl als CSV",
    access_title="Erklärung zur Barrierefreiheit",
    access_text=(
        "Diese Anwendung ist mit EN 301 549 (WCAG 2.1 AA) und der BITV 2.0 teilweise vereinbar. Grundlage ist eine Selbstbewertung mit axe-core und der Tastatur; eine Prüfung durch Dritte gab es nicht.",
        "Bekannt und nicht vereinbar: einzelne Wörter des Rahmens sind Englisch (etwa an den Knöpfen zum Entfernen eines Filters); das Schaubild auf „Themen“ ist mit der Tastatur nicht bedienbar, dieselben Zahlen und Wege stehen in der Tabelle darüber.",
    ),
    imprint="Impressum",
    privacy="Datenschutz",
    contact="Kontakt",
    glossary_title="Begriffe",
    glossary_link="Begriffe erklärt",
    glossary=(
        ("befragt", "Personen der Gruppe, denen die Frage gestellt wurde. Sie sind die Basis jedes Anteils."),
        ("genannt", "Personen der Gruppe, die das Thema nannten, jede einmal gezählt."),
        ("davon", "Anteil an denen, die das Thema darüber nannten: 8 der 9 sind nicht 8 von 15."),
        ("nicht genannt", "Niemand der Befragten nannte es. Das heißt nicht abgelehnt."),
        ("nicht gefragt", "Der Person wurde diese Frage nicht gestellt."),
        ("nicht nach Partnern ausgezählt", "Die Untersuchung zählte das Thema, aber nicht für diesen Partner."),
        ("liegt hier nicht vor", "Es steht in der Untersuchung, aber nicht in diesem Paket."),
        (
            "aus der Tabelle erschlossen",
            "Die Untersuchung nennt die Gruppe eines Zitats nicht; nach ihrer Tabelle kommt eine einzige in Frage.",
        ),
        ("8–9 von 15", "Die genaue Zahl geht aus der Untersuchung nicht hervor; sie liegt zwischen diesen beiden."),
    ),
    hint_title="So lesen Sie diese Seiten",
    hint_steps=(
        "Ein Punkt ist eine Person. Gefüllt: sie nannte das Thema. Ring: sie nannte es nicht; das heißt nicht abgelehnt.",
        "„davon“ zählt unter denen, die das Thema darüber nannten: 7 der 9 sind nicht 7 von 15.",
        "Links grenzen Sie ein: nach Thema, Gruppe und Partner. Oben steht, was gewählt ist; dort kopieren Sie den Link.",
    ),
    hint_next="Weiter",
    hint_close="Verstanden, nicht mehr zeigen",
    hint_again="Lesehilfe zeigen",
    hint_place="{} von {}",
    printed_page="Befragt: {}. Auswahl: {}. Paket {}. Adresse: ",
    present="Zeigen und mitnehmen",
    present_intro="Wählen Sie auf den Seiten mit „Merken“, was Sie zeigen wollen. Hier steht es in der Reihenfolge, in der Sie es zeigen.",
    present_empty="Noch nichts gemerkt. „Merken“ steht oben auf jeder Seite und an jedem Zitat.",
    present_shipped="Oder beginnen Sie mit einer fertigen Auswahl:",
    deck_size=("{} Ansicht", "{} Ansichten"),
    present_start="Zeigen (Vollbild mit F)",
    present_older="Zusammengestellt aus Fassung {}; gezeigt werden die Zahlen der Fassung {}.",
    present_full="Mehr als {} Ansichten fasst eine Auswahl nicht.",
    keep="Merken",
    kept="Gemerkt",
    kept_count="{} gemerkt",
    keep_about="Für die Präsentation merken: {}",
    deck_up="nach oben: {}",
    deck_down="nach unten: {}",
    deck_out="entfernen: {}",
    deck_clear="Alle entfernen",
    deck_back="Vorige Auswahl wiederherstellen",
    own_words="Eigene Worte zu „{}“",
    own_words_note="Eigene Worte bleiben in diesem Browser und kommen in die Dateien, nie in den Link.",
    take="Mitnehmen",
    take_view="Diese Ansicht mitnehmen",
    take_formats=(
        ("pdf", "Handout (PDF, A4)"),
        ("pptx", "Folien (PowerPoint)"),
        ("xlsx", "Tabelle (Excel)"),
        ("csv", "Tabelle (CSV für Excel)"),
        ("txt", "Absatz für eine Vorlage (Text)"),
        ("png", "Bild (PNG)"),
        ("svg", "Bild (SVG)"),
    ),
    take_html="Ganze Untersuchung als eine HTML-Datei",
    take_html_note="Öffnet sich mit Doppelklick, ohne Netz und Server: alle Zahlen, Filter, Zitate mit Suche.",
    taking="wird erstellt …",
    taken="fertig",
    take_failed="Das hat nicht geklappt. Bitte noch einmal versuchen.",
    take_busy="Gerade werden viele Dateien erstellt. Bitte in einer Minute noch einmal versuchen.",
    take_preview="Eine Vorschau gibt nichts heraus.",
    take_nothing="In diesem Link steht keine bekannte Ansicht.",
    take_unknown="Dieses Format gibt es nicht.",
    invented="erfunden",
    question_topic="Zum Gespräch: Welche Rolle spielt {} bei uns?",
    question_difference="Zum Gespräch: Woran könnte es liegen, dass die Gruppen {} verschieden oft nannten?",
    question_nobody_topic="Zum Gespräch: Niemand nannte {} von sich aus. Spielt es bei uns eine Rolle?",
    question_nobody="Zum Gespräch: Welche dieser Themen spielen bei uns eine Rolle?",
    question_quote="Zum Gespräch: Kennen wir das auch?",
    question_groups="Zum Gespräch: Welche dieser Unterschiede erleben wir auch?",
    question_partner="Zum Gespräch: Wie arbeiten wir mit diesem Partner zusammen?",
    question_overview="Zum Gespräch: Was davon haben wir erwartet, was nicht?",
    screen_place="Ansicht {} von {}",
    stage_base="Befragt: {}",
    stage_tools="Steuerung",
    stage_help="Tasten",
    stage_keys=(
        ("→ Bild↓ Leertaste", "weiter (auch Klick rechts, Wischen)"),
        ("← Bild↑", "zurück (auch Klick links)"),
        ("Pos1, Ende", "erste, letzte Ansicht"),
        ("F", "Vollbild"),
        ("B", "schwarz"),
        ("R", "Gruppen nacheinander aufdecken"),
        ("S", "Fenster für Vortragende"),
        ("Q", "QR-Code zum Nachlesen"),
        ("H", "Handzeichen im Saal"),
        ("Esc", "schließen, dann zurück zur Auswahl"),
    ),
    stage_do=(
        ("full", "Vollbild (F)"),
        ("speaker", "Vortragsfenster (S)"),
        ("reveal", "Aufdecken (R)"),
        ("black", "Schwarz (B)"),
        ("code", "QR-Code (Q)"),
        ("hands", "Im Saal (H)"),
        ("help", "Tasten (?)"),
        ("close", "Beenden (Esc)"),
    ),
    newer_package="Von dieser Untersuchung gibt es eine neuere Fassung. Neu laden zeigt sie; bis dahin bleiben diese Zahlen stehen.",
    code_unreachable="Für diese Ansicht gibt es keinen QR-Code: der Server hat keine Adresse, die andere erreichen.",
    hands_title="Im Saal",
    hands_text="Wie viele hier hoben die Hand? Die Zahl bleibt in diesem Fenster und kommt in keine Datei.",
    hands_raised="Hände",
    hands_present="Anwesende",
    hands_keep="Zeigen",
    hands_drop="Entfernen",
    hands_said="{raised} von {present} – heute im Raum, n = {present}",
    hands_too_many="Mehr Hände als Anwesende.",
    next_screen="Als Nächstes",
    retrieved="abgerufen am {}",
    limits_short="Nicht zufällig ausgewählt, nicht hochrechenbar. Nicht genannt heißt nicht abgelehnt.",
    sheet_codebook="Codebuch",
    sheet_about="Über diese Datei",
    column_words="In Worten",
    column_share="Anteil",
    column_base="von",
    column_named="genannt",
    column_location="Fundstelle",
    contents="Inhalt",
    slide_title="Titel",
    page="Seite",
    whole_search="Zitate durchsuchen",
    whole_all="alle",
    whole_nothing="Dazu passt nichts.",
    whole_made="Erstellt am {} aus Befundatlas. Diese Datei braucht kein Netz.",
    whole_result=("{} Thema", "{} Themen"),
)

EN = Texts(
    language="en",
    percent_sign="%",
    of="{} of {}",
    of_those="{} of the {}",
    range_dash="–",
    and_=" and ",
    respectively=" and ",
    quoted="“{}”",
    language_name="English",
    other_language="Deutsch",
    menu="Menu and filters",
    skip="Skip to content",
    overview="Overview",
    categories="Topics",
    quotes="In their words",
    narrow="Narrow down",
    all_option="all",
    level_one="{}",
    topic="Topic",
    group="Group of respondents",
    group_set="Groups by",
    studies="Studies",
    partner="Cooperation partner",
    search="Search in quotes",
    search_placeholder="Word or words",
    search_elsewhere="The search for “{}” applies to the page “In their words”.",
    none_selected="Selection",
    everything="All topics, groups and partners",
    selected_categories="Topic: {}",
    selected_groups="Group: {}",
    selected_partner="Partner: {}",
    selected_text="Search: “{}”",
    reset="Reset",
    copy_link="Copy link",
    copied="Copied",
    copy_failed="Please copy with Ctrl+C:",
    findings_left=("{} finding", "{} findings"),
    quotes_left=("{} quote", "{} quotes"),
    partner_counted="{}",
    partner_uncounted="{}: named in the text, not counted",
    unknown_ids="Unknown and therefore left out: {}. The link may be older than this version.",
    synthetic="Invented data: none of these persons and none of these quotes exists.",
    synthetic_title="{} (invented data)",
    preview="Internal – not to be passed on: unpublished figures and quotes without protection of the respondents.",
    pairs="Two groups are compared:",
    no_results="There is nothing here for this selection.",
    no_results_hint="Loosen a filter:",
    loosen_category="show all topics",
    loosen_group="show all groups",
    loosen_partner="show all partners",
    loosen_text="show without the search",
    version="Package {} · version {}",
    not_named="not named",
    not_named_note="Not named does not mean rejected.",
    one_person="the one person",
    not_asked="not asked",
    not_by_partner="not counted by partner",
    not_counted="not counted",
    elsewhere="not in this package",
    withheld="fewer than {}",
    hidden="not given, for protection",
    legend_withheld="“Fewer than” and “not given, for protection” protect the respondents: small counts, and what would give them away, are not shown.",
    nobody_above="topic not named",
    printed="printed {}",
    why_range_summary="why {}?",
    why_range="Derived from the sub-topics: {parts}. How many persons named several of them is not known; "
    "together they were at least {low}, at most {high}.",
    why_range_part="{} named {}",
    others_unasked="{} not asked",
    legend_dots="One dot is one person; the order says nothing about single persons. Filled: named. "
    "Ring: not named, which does not mean rejected. Dash: not asked.",
    legend_davon="Small dot: did not name the topic.",
    legend_unsure="Half dot: not certain whether this person belongs to it.",
    caution="{} persons: one person more changes the share by {} percentage points.",
    caution_one="A single person was asked.",
    said_one="{n} of {asked} {group} interviewed named {category}{partner}{rest}.",
    said_many="{n} of {asked} {group} interviewed{share} named {category}{partner}{rest}.",
    said_nobody="None of {asked} {group} interviewed named {category}{partner}{rest}; "
    "not named does not mean rejected.",
    said_range="{n} of {asked} {group} interviewed named {category}{partner}{rest}; "
    "the study does not allow to say more.",
    said_withheld="Fewer than {limit} of {asked} {group} interviewed named {category}{partner}{rest}; "
    "the exact number is not given, to protect the respondents.",
    said_hidden="How many of {asked} {group} interviewed named {category}{partner}{rest} "
    "is not given, to protect the respondents.",
    said_of_one="The one person among the {group} who named {above} also named {category}{partner}; "
    "{asked} were asked.",
    said_of_one_not="The one person among the {group} who named {above} did not name {category}{partner}; "
    "{asked} were asked; not named does not mean rejected.",
    said_of_many_one="{n} of the {of} {group} who named {above} also named {category}{partner}; {asked} were asked.",
    said_of_many="{n} of the {of} {group}{share} who named {above} also named {category}{partner}; {asked} were asked.",
    said_of_many_nobody="None of the {of} {group} who named {above} also named {category}{partner}; "
    "{asked} were asked; not named does not mean rejected.",
    said_of_range="{n} of the {of} {group} who named {above} also named {category}{partner}; {asked} were asked; "
    "the study does not allow to say more.",
    said_of_withheld="Fewer than {limit} of the {group} who named {above} also named {category}{partner}; "
    "{asked} were asked; the exact number is not given, to protect the respondents.",
    said_of_hidden="How many of the {group} who named {above} also named {category}{partner} "
    "is not given, to protect the respondents; {asked} were asked.",
    said_not_by_partner="How many {group} named {category}{partner} was not counted by partner.",
    said_not_asked="The {group} were not asked about {category}.",
    said_not_counted="How many {group} named {category}{partner} was not counted here.",
    said_nobody_above="None of {asked} {group} interviewed named {above}; there is therefore no figure for {category}.",
    others_not_asked=("; {} more person was not asked about it", "; {} more were not asked about it"),
    about_partner=" with regard to {}",
    lead_one="{} named {}{}.",
    lead_many="{} named {}{}.",
    lead_part="{} of {} {}",
    lead_nobody="none of {} {}",
    lead_all_nobody="none of {} named {}{}.",
    lead_hidden="How many of those asked named {}{} is not given, to protect the respondents.",
    lead_others_hidden="For {} the number is not given, to protect the respondents.",
    this_topic="this topic",
    most_first="{} of the {} {} also named {}",
    most_second="{} named {}",
    most_end="; several answers were possible.",
    asked_group="{} {} asked ({})",
    asked_of="of {} {}",
    all_topics="All topics",
    topics=("{} topic", "{} topics"),
    no_details="Sub-topics and quotes are not in this package.",
    to_quotes=("{} quote", "{} quotes"),
    to_figures="Figures",
    ways_on="Read on",
    way_categories="All figures in detail: {} findings on {} topics",
    way_quotes="In their words: {} quotes",
    categories_title="Topics",
    categories_intro="How many persons of which group named which topic. A topic leads to its sub-topics, "
    "its quotes and its chart.",
    davon="of these",
    davon_of="of the {} who named the topic ({} asked)",
    davon_of_one="of the one person who named the topic ({} asked)",
    davon_withheld="of all {} asked",
    details_elsewhere="without sub-topics",
    details_only="This package has sub-topics for {} of {} topics; the others are in the study.",
    chart_title="As a chart",
    chart_axis="Share of all respondents of the group",
    chart_base="Shares of all respondents of the group, not “of these”: {} in the table is {} here.",
    chart_note="Several answers were possible. A bar leads to its finding.",
    chart_hint="Choosing a topic shows its chart, its sub-topics and its quotes.",
    table_caption="Findings by topic and group of respondents",
    in_words="In their words",
    some_quotes="{} of {} quotes for this selection.",
    show_all_quotes=("Show {} quote", "Show all {} quotes"),
    no_quotes="There are no quotes for this selection in this package.",
    definition="Definition",
    quotes_title="In their words",
    quotes_intro="What the respondents said, to the letter (in German). The study does not name the speakers.",
    quotes_found=("{} quote", "{} quotes"),
    quotes_hidden=(
        "{} quote not assigned to these groups is hidden by the group filter.",
        "{} quotes not assigned to these groups are hidden by the group filter.",
    ),
    no_quotes_here="There is no quote for this selection in this package.",
    unassigned="group not assigned",
    stated="{}",
    inferred="{} (inferred from the table)",
    about="with regard to {}",
    assigned_by_us="{} (assigned by us)",
    copy_quote="Copy with source",
    citation="“{text}” (respondent: {who}; {location} in: {source}; from Befundatlas, “{study}”, package {version})",
    respondents="not assigned",
    page_of="Page {} of {}",
    faulty_title="This study cannot be opened",
    faulty_intro="The folder “{}” has faults. Once they are mended, a restart opens the study.",
    fault_row="row {}",
    broken_title="Something went wrong here",
    broken_text="The page could not be built. Please reload it; if the error stays, tell "
    "whoever runs this site: their log has the cause.",
    groups="Groups compared",
    partners="Partners",
    rare="Rarely or not named",
    method="Method and limits",
    finding="Finding",
    footnote="Source: {location} in: {source}; from Befundatlas, “{study}”, package {version}",
    undocumented="not documented",
    printed_mode="Printed instead of computed percentages.",
    printed_off="Show computed ones",
    printed_on="Show the printed percentages everywhere",
    computed="computed {}",
    groups_intro="Both groups side by side: which share of those asked named a topic, and how much of it hangs on one person.",
    groups_subject="The study treats the work of the departments. What Landräte named less often can matter to them all the same.",
    groups_two="The comparison needs two groups with exact counts; this selection does not have them.",
    sorted_by="Sorted by:",
    sort_turn="persons until the order turns",
    sort_study="order of the study",
    sort_name="name",
    hangs_title="How much hangs on one person?",
    hangs_text="Counted is how many persons of the smaller group more or fewer would have to name a topic for both shares to be equal or the order to turn.",
    hangs_counts="For {one} of {all} topics one person is enough: there is no reliable difference. "
    "For {two} it takes two, for {three} three or more.",
    reliable_title="One person is not enough to turn the order ({})",
    reliable_note="Even so this proves no difference: these are few persons, not chosen at random.",
    unreliable_title="No reliable difference: one person is enough ({})",
    turn_equal="Both shares are equal.",
    turn_one_more="Had 1 person more of the group {group} named the topic, the shares would be equal or turned.",
    turn_one_fewer="Had 1 person fewer of the group {group} named the topic, the shares would be equal or turned.",
    turn_more="Not until {n} {group} more had named the topic would the shares be equal or turned.",
    turn_fewer="Not until {n} {group} fewer had named the topic would the shares be equal or turned.",
    ticks_note="Each dot stands at the share of those asked. Fine ticks: the shares that are possible in the group at all (above {}, below {}).",
    partners_intro="What was named with regard to which cooperation partner. Those shown here were counted.",
    partner_source="The figures are assigned after the sub-topics of the study ({}).",
    uncounted_title="Named in the text, not counted",
    uncounted_text="{}. How many persons work with them was not counted; this does not say that nobody does.",
    matrix_title="All partners and topics in one table",
    matrix_named="named: {}",
    show_only="Narrow all pages to this partner",
    partner_more=("{} more topic is in the table.", "{} more topics are in the table."),
    partner_table="All figures in one table ({} topics)",
    partner_none="Named by nobody with regard to this partner: {}. Not named does not mean rejected.",
    rare_intro="What a single person, a single group or nobody named, and what was not asked. Not named does not mean rejected.",
    single_title="Named by exactly one person ({})",
    single_text="A single voice stands here as such, without percent and without any attribute of the person.",
    one_group_title="Named by one group, not by the other ({})",
    nobody_title="Also named by nobody in a group ({})",
    unasked_title="Not asked ({})",
    none_here="Nothing in this selection.",
    finding_intro="A single finding with everything there is about it.",
    choose_finding="Which finding? Choose a figure on a page.",
    fact_count="Counted",
    fact_base="Base",
    fact_base_text="{asked} of {respondents} {group} were asked about it.",
    fact_davon="of these",
    fact_davon_text="Share of the {of} who named {above}.",
    fact_davon_one="A single person of the group named {above}.",
    fact_asked="Share of all asked",
    fact_printed="In the study",
    fact_nothing_printed="no percentage printed",
    fact_location="Location",
    fact_caution="Caution",
    copy_figure="Copy sentence with footnote",
    own_quotes="Quotes of this group",
    other_quotes="Quotes without an assigned group",
    why_no_quotes_elsewhere="Quotes on this topic are not in this package; they are in the study.",
    why_no_quotes="There is no quote for this finding.",
    to_category="To the topic with all groups",
    method_intro="Who was asked, how things are counted, what was printed, and what the figures do not carry.",
    sample_title="Who was asked",
    method_title="How the study proceeded",
    limits_title="What the figures do not carry",
    limits=(
        "These are few persons, not chosen at random: the figures hold for them and cannot be projected. Hence no p values here.",
        "Not named does not mean rejected.",
        "Several answers were possible: the shares do not add up to 100.",
        "Persons are counted, not how often somebody said something.",
        "There are figures by partner where partners were counted; elsewhere it says “not counted by partner”.",
    ),
    limits_withheld="Some figures are missing to protect the respondents: small ones, and those from which small ones could be computed.",
    difference_title="Printed or computed",
    difference_text="{compared} printed percentages were compared with the counts: {equal} are equal, {different} differ. Rounding is half up (12.5 becomes 13). Both values are kept.",
    column_topic="Topic",
    column_count="Counted",
    column_computed="Computed",
    column_printed="Printed",
    column_note="Explanation",
    codebook_title="Codebook",
    codebook_text="{} levels: {}. Definitions stand where the study gives them.",
    no_definition="no definition in this package",
    counted_title="How each figure is counted",
    counted_text="Each figure is the answer to one of these questions to the package.",
    questions=(
        ("findings", "How many persons of each group named each selected topic, in all or with regard to one partner?"),
        ("quotes", "Which quotes belong to the selection, in the order of the study?"),
        ("counts", "How many findings and quotes are left, and how many quotes does the group filter hide?"),
        ("categories", "Which topics are there, in the order of the study?"),
        ("groups", "Which groups were asked, how many persons of how many?"),
        ("partners", "Which cooperation partners are named, and was anything counted for them?"),
    ),
    holds_title="What this package holds",
    holds_text="{categories} topics, {elsewhere} of them without sub-topics: those are in the study. {quotes} quotes. Package {version}.",
    source_title="Source and licence",
    cite_title="How to cite",
    cite_text="{title}. Befundatlas, package {version}. Source: {source}. {address}",
    copy_citation="Copy citation",
    copy_bibtex="Copy BibTeX",
    download_title="Download",
    download_package="Package (ZIP)",
    download_excel="Selection as CSV for Excel",
    download_plain="Selection as CSV",
    access_title="Accessibility statement",
    access_text=(
        "This application conforms partly to EN 301 549 (WCAG 2.1 AA) and BITV 2.0. The basis is a self-assessment with axe-core and the keyboard; there was no audit by others.",
        "Known not to conform: some words of the frame are English in the German interface; the chart on “Topics” cannot be operated by keyboard, the same figures and ways stand in the table above it.",
    ),
    imprint="Imprint",
    privacy="Privacy",
    contact="Contact",
    glossary_title="Terms",
    glossary_link="Terms explained",
    glossary=(
        ("asked", "Persons of the group to whom the question was put. They are the base of every share."),
        ("named", "Persons of the group who named the topic, each counted once."),
        ("of these", "Share of those who named the topic above: 8 of the 9 is not 8 of 15."),
        ("not named", "Nobody of those asked named it. That does not mean rejected."),
        ("not asked", "The question was not put to this person."),
        ("not counted by partner", "The study counted the topic, but not for this partner."),
        ("not in this package", "It is in the study, but not in this package."),
        (
            "inferred from the table",
            "The study does not name the group of a quote; by its table a single one is possible.",
        ),
        ("8–9 of 15", "The study does not give the exact number; it lies between these two."),
    ),
    hint_title="How to read these pages",
    hint_steps=(
        "One dot is one person. Filled: they named the topic. Ring: they did not, which does not mean rejected.",
        "“of these” counts among those who named the topic above: 7 of the 9 is not 7 of 15.",
        "On the left you narrow down: by topic, group and partner. The line on top says what is selected; copy the link there.",
    ),
    hint_next="Next",
    hint_close="Understood, do not show again",
    hint_again="Show reading help",
    hint_place="{} of {}",
    printed_page="Asked: {}. Selection: {}. Package {}. Address: ",
    present="Show and take along",
    present_intro="On every page choose with “Keep” what you want to show. Here it stands in the order in which you show it.",
    present_empty="Nothing kept yet. “Keep” stands at the top of every page and at every quote.",
    present_shipped="Or begin with one that is ready:",
    deck_size=("{} view", "{} views"),
    present_start="Show (full screen with F)",
    present_older="Put together from version {}; shown are the figures of version {}.",
    present_full="A selection holds no more than {} views.",
    keep="Keep",
    kept="Kept",
    kept_count="{} kept",
    keep_about="Keep for presenting: {}",
    deck_up="move up: {}",
    deck_down="move down: {}",
    deck_out="remove: {}",
    deck_clear="Remove all",
    deck_back="Restore the one before",
    own_words="Your own words on “{}”",
    own_words_note="Your own words stay in this browser and go into the files, never into the link.",
    take="Take along",
    take_view="Take this view along",
    take_formats=(
        ("pdf", "Handout (PDF, A4)"),
        ("pptx", "Slides (PowerPoint)"),
        ("xlsx", "Table (Excel)"),
        ("csv", "Table (CSV for Excel)"),
        ("txt", "Paragraph for a paper (text)"),
        ("png", "Picture (PNG)"),
        ("svg", "Picture (SVG)"),
    ),
    take_html="The whole study as one HTML file",
    take_html_note="Opens with a double click, without network and server: all figures, filters, quotes with search.",
    taking="being made …",
    taken="done",
    take_failed="That did not work. Please try again.",
    take_busy="Many files are being made. Please try again in a minute.",
    take_preview="A preview gives nothing away.",
    take_nothing="There is no known view in this link.",
    take_unknown="There is no such format.",
    invented="invented",
    question_topic="To discuss: what part does {} play with us?",
    question_difference="To discuss: why might the groups have named {} differently often?",
    question_nobody_topic="To discuss: nobody named {} unasked. Does it play a part with us?",
    question_nobody="To discuss: which of these topics play a part with us?",
    question_quote="To discuss: do we know this too?",
    question_groups="To discuss: which of these differences do we know too?",
    question_partner="To discuss: how do we work with this partner?",
    question_overview="To discuss: what of this did we expect, what not?",
    screen_place="View {} of {}",
    stage_base="Asked: {}",
    stage_tools="Controls",
    stage_help="Keys",
    stage_keys=(
        ("→ PgDn Space", "forward (also click right, swipe)"),
        ("← PgUp", "back (also click left)"),
        ("Home, End", "first, last view"),
        ("F", "full screen"),
        ("B", "black"),
        ("R", "reveal the groups one after the other"),
        ("S", "speaker's window"),
        ("Q", "QR code"),
        ("H", "hands in the room"),
        ("Esc", "close, then back to the selection"),
    ),
    stage_do=(
        ("full", "Full screen (F)"),
        ("speaker", "Speaker's window (S)"),
        ("reveal", "Reveal (R)"),
        ("black", "Black (B)"),
        ("code", "QR code (Q)"),
        ("hands", "In the room (H)"),
        ("help", "Keys (?)"),
        ("close", "End (Esc)"),
    ),
    newer_package="There is a newer version of this study. Reloading shows it; until then these figures stay.",
    code_unreachable="There is no QR code for this view: the server has no address others can reach.",
    hands_title="In the room",
    hands_text="How many here raised their hand? The number stays in this window and goes into no file.",
    hands_raised="Hands",
    hands_present="Persons present",
    hands_keep="Show",
    hands_drop="Remove",
    hands_said="{raised} of {present} – today in the room, n = {present}",
    hands_too_many="More hands than persons.",
    next_screen="Next",
    retrieved="retrieved on {}",
    limits_short="Not chosen at random, not to be projected. Not named does not mean rejected.",
    sheet_codebook="Codebook",
    sheet_about="About this file",
    column_words="In words",
    column_share="Share",
    column_base="of",
    column_named="named",
    column_location="Location",
    contents="Contents",
    slide_title="Title",
    page="Page",
    whole_search="Search the quotes",
    whole_all="all",
    whole_nothing="Nothing fits.",
    whole_made="Made on {} by Befundatlas. This file needs no network.",
    whole_result=("{} topic", "{} topics"),
)

LANGUAGES = {"de": DE, "en": EN}
