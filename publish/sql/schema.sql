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

-- In a trial of putting two categories together: the one that is gone, for the rows that lie elsewhere.
create table merged (category_id text, kept_id text);
-- Each category with itself and all above it.
create view tree as
with recursive up as (
    select category_id, category_id as ancestor_id, parent_id as next_id from categories
    union all
    select up.category_id, c.category_id, c.parent_id from up join categories c on c.category_id = up.next_id
)
select category_id, ancestor_id from up
union all
select merged.category_id, up.ancestor_id from merged join up on up.category_id = merged.kept_id;
-- Each counted partner with a bit of its own, fifty in each of two numbers; "" stands for all, regardless of partner.
create view numbered as
with places as (
    select partner_id, row_number() over (order by partner_id) - 1 as place from partners where counted = 'yes'
)
select
    partner_id,
    case when place < 50 then power(2, place) else 0 end::bigint as low,
    case when place < 50 then 0 else power(2, place - 50) end::bigint as high
from places
union all
select '', 0, 0;
