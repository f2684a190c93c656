"""The words of one language, as one frozen value, and what depends on its grammar."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.texts.plurals import Plural, plural

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
    menu: str
    skip: str
    missing_title: str
    missing_text: str
    not_shown_title: tuple[str, str]
    not_shown_text: tuple[str, str]
    not_shown_asked: str
    to_newest: str
    apply: str
    plain_without: str
    plain_offline: str
    plain_live: str
    data: str
    data_about: str
    data_topic: str
    api_title: str
    api_intro: str
    api_pages: str
    api_of_one: str
    api_parts: tuple[tuple[str, str], ...]
    api_elsewhere: tuple[str, str]
    api_schema: str
    api_states: str
    api_state: Mapping[str, str]
    api_examples: str
    api_example: Mapping[str, str]
    api_program: str
    needs_script: str
    crowded: str
    away: str
    bad_setting: str
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
    find_study: str
    partner: str
    search: str
    search_placeholder: str
    search_elsewhere: str
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
    more_pairs: str
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
    others_not_by_partner: tuple[str, str]
    not_by_partner: str
    not_counted: str
    elsewhere: str
    withheld: str
    suppressed: str
    legend_withheld: str
    nobody_above: str
    printed: str
    why_range: str
    why_range_part: str
    others_unasked: str
    why_range_summary: str
    legend_dots: str
    legend_marks: Mapping[str, str]
    legend_bars: str
    legend_parts: Mapping[str, str]
    marks: Mapping[str, str]
    caution: tuple[str, str]
    caution_less: str
    caution_one: str

    # Sentences: numbers first, then group, category, partner, category above
    said_one: str
    said_many: str
    said_nobody: str
    said_range: str
    said_withheld: str
    said_suppressed: str
    said_of_one: str
    said_of_one_not: str
    said_of_many_one: str
    said_of_many: str
    said_of_many_nobody: str
    said_of_range: str
    said_of_withheld: str
    said_of_suppressed: str
    said_elsewhere: str
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
    lead_suppressed: str
    lead_others_suppressed: str
    this_topic: str
    most_first: str
    most_second: str
    most_end: str

    # Overview
    asked_group: tuple[str, str]
    asked_already: str
    asked_one: str
    asked_of: str
    all_topics: str
    topics: tuple[str, str]
    no_details: str
    to_quotes: tuple[str, str]
    to_figures: str
    ways_on: str
    way_categories: str
    way_partners: str
    whom: str
    more_partners: str
    way_quotes: str

    # Themen
    categories_title: str
    categories_intro: str
    details_elsewhere: str
    details_only: str
    chart_title: str
    chart_axis: str
    csv_header: tuple[str, ...]
    part_of: str
    davon_note: str
    printed_here: str
    printed_note: str
    range_bar: str
    beneath: str
    chart_base: str
    chart_note: str
    table_caption: str
    in_words: str
    some_quotes: str
    show_all_quotes: tuple[str, str]
    no_quotes: str
    definition: str

    # Im Wortlaut
    quotes_title: str
    quotes_intro: str
    quotes_spoken: Mapping[str, str]
    quotes_found: tuple[str, str]
    quotes_hidden: tuple[str, str]
    quotes_below: str
    quotes_beside: str
    quotes_lean: str
    topics_with: str
    no_quote: str
    inferred_in_brief: str
    ours_in_brief: str
    no_quotes_here: str
    unassigned: str
    statement_source: str
    shows: str
    asked_line: str
    asked_brief: str
    may_conclude: str
    no_year: str
    read_at: str
    stated: str
    inferred: str
    about: str
    assigned_by_us: str
    copy_quote: str
    citation: str

    # Errors
    faulty_title: str
    faulty_intro: str
    faulty_contents: str
    fault_row: str
    refused: Mapping[str, tuple[str, str]]
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
    groups_two: str
    sorted_by: str
    sort_turn: str
    sort_study: str
    sort_name: str
    hangs_text: str
    hangs_few: str
    hangs_counts: str
    reliable_note: str
    reliable_title: tuple[str, str]
    unreliable_title: tuple[str, str]
    turn_equal: str
    turn_one_more: str
    turn_one_fewer: str
    turn_more: str
    turn_fewer: str
    ticks_note: str
    partners_intro: str
    partners_counted: str
    no_partners_at_all: str
    no_quotes_at_all: str
    partner_source: str
    uncounted_title: str
    uncounted_text: str
    numbered: str
    beneath_with: str
    partners_lead: str
    partners_row: str
    over_words: str
    turns_key: str
    move_one: str
    as_counted: str
    one_moved: tuple[str, str]
    moved: str
    order_stays: str
    order_equal: str
    order_turns: str
    to_topic: str
    subtopics: tuple[str, str]
    subtopics_shown: str
    unfold: tuple[str, str]
    respondents_title: tuple[str, str]
    respondents_hint: str
    board_caption: str
    board_hint: str
    board_group: str
    board_empty: str
    board_shown: str
    board_orders: tuple[str, str]
    by_all: tuple[str, str]
    by_all_key: str
    by_all_list: str
    by_all_where: str
    by_topic: str
    board_below: str
    whom_title: str
    topics_all: str
    partner_shown: str
    partners_all: str
    by_all_nothing: str
    field: str
    stage_jump: str
    close_field: str
    topics_named: tuple[str, str]
    of_them_by_all: str
    by_all_named: tuple[str, str]
    by_all_open: tuple[str, str]
    with_whom: str
    show_only: str
    partner_none: str
    rare_intro: str
    single_title: str
    single_text: str
    one_group_title: tuple[str, str]
    nobody_title: str
    unasked_title: str
    elsewhere_title: str
    none_here: str
    not_shown: str
    not_shown_why: str
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
    limits_partners: str
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
    holds_elsewhere: str
    source_title: str
    cite_title: str
    record_authors: str
    record_others: str
    record_doi: str
    record_keywords: str
    record_spatial: str
    record_temporal: str
    cff_message: str
    cff_hash: str
    cite_file: str
    cite_text: str
    cite_source: str
    copy_citation: str
    bibtex: str
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
    glossary_withheld: tuple[tuple[str, str], ...]
    technical_title: str
    may_title: str
    may_statement: str
    may_statement_why: str
    may_count: str
    may_share: str
    may_all: str
    may_all_why: str
    may_silent: str
    may_silent_why: str
    may_more: str
    may_davon: str
    may_davon_why: str
    may_missing: str
    may_missing_why: str
    may_example: str
    may_more_why: str
    may_turns: str
    may_nobody: str
    may_others: tuple[str, str]
    may_verdict: tuple[str, str]
    key_marks: Mapping[str, str]
    key_bracket: tuple[str, str]
    help_title: str
    help_steps: tuple[str, ...]
    printed_page: str

    # Was sich geändert hat
    changes: str
    older: str
    older_changed: tuple[str, str]
    older_same: tuple[str, str, str]
    older_all: str
    older_figures: tuple[str, str]
    older_quotes: tuple[str, str]
    changes_intro: str
    changes_single: str
    changes_first: str
    changes_release: str
    changes_open: str
    changes_asked: str
    changes_new: Mapping[str, str]
    changes_gone: Mapping[str, str]
    changes_quotes_new: tuple[str, str]
    changes_quotes_gone: tuple[str, str]
    changes_quotes_changed: tuple[str, str]
    changes_figures: tuple[str, str]
    changes_no_figures: str
    changes_more: tuple[str, str]
    changes_then: str
    changes_now: str
    changes_reason: str
    changes_withdrawn_title: str
    changes_withdrawn: tuple[str, str]
    changes_ask_title: str
    changes_ask: str
    changes_kept: str

    # Showing and taking along
    present: str
    present_intro: str
    present_empty: str
    present_shipped: str
    deck_size: tuple[str, str]
    present_start: str
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
    own_words_on: str
    view_screens: tuple[str, str]
    deck_screens: tuple[str, str]
    deck_place: str
    deck_place_of: str
    screen_number: str
    screen_left_out: str
    screen_leave: str
    screen_show: str
    screen_leave_of: str
    screen_show_of: str
    note_on_slide: str
    note_on_slide_of: str
    own_words_note: str
    own_words_said: str
    left_out_note: str
    own_words_where: str
    own_words_clear: str
    own_words_sure: str
    own_words_gone: str
    take: str
    take_formats: tuple[tuple[str, str], ...]
    picture_left: tuple[str, str]
    picture_groups_left: tuple[str, str]
    take_html: str
    take_html_note: str
    taking: str
    taken: str
    take_failed: str
    take_broken: str
    take_busy: str
    take_preview: str
    take_foreign: str
    take_nothing: str
    take_no_study: str
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
    stage_overview: str
    stage_overview_where: str
    newer_package: str
    deck_withdrawn: str
    code_unreachable: str
    hands_title: str
    hands_text: str
    hands_raised: str
    hands_present: str
    hands_keep: str
    hands_write: str
    hands_note: str
    hands_drop: str
    cancel: str
    close: str
    stage_dark: str
    hands_said: str
    hands_too_many: str
    remote: str
    remote_where: str
    remote_how: str
    remote_nowhere: str
    remote_paired: tuple[str, str, str]
    remote_new_code: str
    remote_unpair_all: str
    remote_lost: str
    remote_unpaired: str
    remote_elsewhere: str
    remote_wrong: str
    remote_wait: str
    remote_full: str
    remote_crowded: str
    remote_gone: str
    remote_silent: str
    remote_nobody: str
    remote_strange: str
    remote_foreign: str
    remote_code: str
    remote_pair: str
    remote_pairing: str
    remote_connected: str
    remote_offline: str
    remote_forward: str
    remote_back: str
    remote_black: str
    remote_light: str
    remote_jump: str
    remote_go: str
    remote_leave: str
    remote_left: str
    picture_copied: str
    picture_refused: str
    picture_save: str
    picture_offline: str
    retrieved: str
    limits_short: str
    not_projected: str
    among: str
    brief_most: tuple[str, str]
    brief_more: tuple[str, str]
    brief_each: tuple[str, str]
    brief_or: str
    brief_on: str
    brief_by_all: tuple[str, str]
    brief_nobody: str
    brief_pairs: str
    brief_turn: str
    brief_partners: str
    brief_by: tuple[str, str, str]
    brief_single: str
    brief_quotes: tuple[str, str]
    brief_range: str
    brief_below: str
    brief_missing: Mapping[str, str]
    brief_nobody_above: str
    brief_unasked: str
    brief_kept_back: tuple[str, str]
    brief_elsewhere: tuple[str, str]
    brief_by_partner: tuple[str, str]
    brief_not_all: tuple[str, str]
    sheet_codebook: str
    paper_figures: str
    paper_alternative: str
    sheet_about: str
    sheet_of: str
    sheet_view: str
    column_level: str
    column_definition: str
    column_part: str
    column_words: str
    column_share: str
    column_base: str
    column_named: str
    column_location: str
    contents: str
    slide_title: str
    template_full: str
    template_no_layout: str
    template_no_title: str
    template_no_number: str
    template_no_room: str
    template_large: str
    template_other: str
    template_broken: str
    template_picture: str
    template_unused: str
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

    def asked(self, number: int, label: str, short: str, dative: str = "") -> str:
        """Say how many of a group were asked, with its short name where it has one."""
        if number == 1:
            said = self.asked_one.format(label, short)
        else:
            persons = self.members(label, dative).nominative
            said = self.asked_group[persons.startswith(self.asked_already)].format(number, persons, short)
        return said if short != label else said.removesuffix(f" ({short})")

    def count(self, forms: tuple[str, str], number: int) -> str:
        """Choose singular or plural and put the number in."""
        return forms[number != 1].format(number)

    def members(self, label: str, dative: str = "") -> Plural:
        """Return the persons of a group as a sentence names them; `dative` is how the study itself writes it."""
        return plural(label, dative) if self.language == "de" else Plural(label, label, label)


def paragraphs(texts: Iterable[str]) -> str:
    """Join sentences to one running text."""
    return " ".join(text for text in texts if text)
