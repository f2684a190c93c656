-- The tables every question is put to. Filled once from a findings package, then locked.
create table groups (
    group_id text, set_id text, label_de text, label_en text, short_de text, short_en text,
    respondents integer, population integer, sort integer, dative_de text
);
create table categories (
    category_id text, parent_id text, label_de text, label_en text,
    definition_de text, definition_en text, details text, sort integer,
    statement_de text, statement_en text, statement_location text
);
create table partners (
    partner_id text, label_de text, label_en text, note_de text, note_en text,
    counted text, sort integer
);
create table findings (
    category_id text, group_id text, partner_id text, named_low integer, named_high integer,
    asked integer, reason text, printed_percent integer, location text
);
create table quotes (
    quote_id text, category_id text, group_id text, group_basis text, text text,
    location text, sort integer, shows_de text, shows_en text
);
create table quote_partners (quote_id text, partner_id text, basis text);
create table decks (deck_id text, label_de text, label_en text, view text, sort integer);

-- The words of each quote as a search compares them: no capitals, umlauts written out.
create table folded (quote_id text, folded text);

-- One row per printed value that differs from the computed one and the words that explain it.
create table printed_differences (category_id text, group_id text, note_de text, note_en text);
