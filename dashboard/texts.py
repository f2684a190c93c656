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
    nobody_above: str
    printed: str
    why_range: str
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
    said_of_one: str
    said_of_one_not: str
    said_of_many_one: str
    said_of_many: str
    said_of_many_nobody: str
    said_of_range: str
    said_of_withheld: str
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
    details_elsewhere: str
    chart_title: str
    chart_axis: str
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

    def percent(self, share: int) -> str:
        """Write a share: "60 %" with a narrow no-break space in German, "60%" in English."""
        return f"{share}{self.percent_sign}"

    def number(self, low: int, high: int) -> str:
        """Write a count of persons, "8–9" where it is known to lie between two."""
        return str(low) if low == high else f"{low}{self.range_dash}{high}"

    def listed(self, items: Sequence[str]) -> str:
        """Join words as in a sentence: "a, b und c"."""
        return self.and_.join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)

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
    nobody_above="Thema nicht genannt",
    printed="gedruckt {}",
    why_range_summary="warum {}?",
    why_range="Aus den Unterthemen abgeleitet: wie viele Personen mehrere davon nannten, ist nicht bekannt.",
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
    details_elsewhere="Unterthemen: liegen hier nicht vor",
    chart_title="Im Schaubild",
    chart_axis="Anteil an allen Befragten der Gruppe",
    chart_note="Balken: Anteil an allen Befragten der Gruppe; mehrere Nennungen waren möglich. "
    "Die Tabelle darüber nennt dieselben Zahlen und die Anteile „davon“. Ein Balken führt zu seinem Unterthema.",
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
        "{} Zitat ohne zugeordnete Gruppe ist durch den Gruppenfilter ausgeblendet.",
        "{} Zitate ohne zugeordnete Gruppe sind durch den Gruppenfilter ausgeblendet.",
    ),
    no_quotes_here="Zu dieser Auswahl liegt hier kein Zitat vor.",
    unassigned="Gruppe nicht zugeordnet",
    stated="{}",
    inferred="{} (aus der Tabelle erschlossen)",
    about="mit Bezug auf {}",
    assigned_by_us="{} (Zuordnung von uns)",
    copy_quote="Mit Quelle kopieren",
    citation="„{text}“ (Befragte: {who}; {location}; {study}, Paket {version})",
    respondents="nicht zugeordnet",
    page_of="Seite {} von {}",
    faulty_title="Diese Untersuchung lässt sich nicht öffnen",
    faulty_intro="Der Ordner „{}“ enthält Fehler. Sobald sie behoben sind, öffnet ein Neustart die Untersuchung.",
    fault_row="Zeile {}",
    broken_title="Hier ist etwas schiefgegangen",
    broken_text="Die Seite konnte nicht aufgebaut werden. Bitte laden Sie sie neu; bleibt der Fehler, "
    "steht die Ursache im Protokoll des Servers.",
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
    nobody_above="topic not named",
    printed="printed {}",
    why_range_summary="why {}?",
    why_range="Derived from the sub-topics: how many persons named several of them is not known.",
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
    details_elsewhere="Sub-topics: not in this package",
    chart_title="As a chart",
    chart_axis="Share of all respondents of the group",
    chart_note="Bars: share of all respondents of the group; several answers were possible. "
    "The table above gives the same figures and the shares “of these”. A bar leads to its sub-topic.",
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
        "{} quote without an assigned group is hidden by the group filter.",
        "{} quotes without an assigned group are hidden by the group filter.",
    ),
    no_quotes_here="There is no quote for this selection in this package.",
    unassigned="group not assigned",
    stated="{}",
    inferred="{} (inferred from the table)",
    about="with regard to {}",
    assigned_by_us="{} (assigned by us)",
    copy_quote="Copy with source",
    citation="“{text}” (respondent: {who}; {location}; {study}, package {version})",
    respondents="not assigned",
    page_of="Page {} of {}",
    faulty_title="This study cannot be opened",
    faulty_intro="The folder “{}” has faults. Once they are mended, a restart opens the study.",
    fault_row="row {}",
    broken_title="Something went wrong here",
    broken_text="The page could not be built. Please reload it; if the error stays, the server's log has the cause.",
)

LANGUAGES = {"de": DE, "en": EN}
