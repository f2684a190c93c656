-- A coded study in memory. Nothing in it leaves except through counting, protection and released quotes.
create table groups (
    group_id text, set_id text, label_de text, label_en text, short_de text, short_en text,
    population integer, sort integer, dative_de text, row integer
);
create table categories (
    category_id text, parent_id text, label_de text, label_en text, definition_de text, definition_en text,
    sensitive text, sort integer, statement_de text, statement_en text, statement_location text, row integer
);
create table respondents (respondent_id text, row integer);
create table members (respondent_id text, set_id text, group_id text, row integer);
create table sources (source_id text, name text, memo text, row integer);
create table segments (
    segment_id text, respondent_id text, source_id text, start_at integer, end_at integer, locator text,
    text text, row integer
);
create table codings (segment_id text, category_id text, coder text, row integer);
create table partners (
    partner_id text, label_de text, label_en text, note_de text, note_en text, counted text, sort integer, row integer
);
create table segment_partners (segment_id text, partner_id text, basis text, row integer);
create table not_asked (respondent_id text, category_id text, row integer);
create table quotes (
    quote_id text, segment_id text, category_id text, text text, state text, basis text,
    released_by text, released_on text, shows_de text, shows_en text, row integer
);
create table published (
    category_id text, group_id text, partner_id text, named integer, citation text, row integer
);
create table decks (deck_id text, label_de text, view text, label_en text, row integer);
create table decisions (
    quote_id text, mark text, decision text, reason text, decided_by text, decided_on text, row integer
);
create table withdrawn (respondent_id text, withdrawn_on text, row integer);
