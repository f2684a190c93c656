-- How many persons of each group named each selected category, regardless of partner or with regard to one?
-- What a figure is (its state, its base) stands in `cells` (package/derived.sql), made when the package is opened.
with quotes as (
    select category_id, sum(quotes)::bigint as quotes from quoted
    where partner_id = $partner and (len($groups::text[]) = 0 or list_contains($groups::text[], group_id))
    group by category_id
)
select
    category_id,
    case $language when 'en' then category_en else category_de end as category,
    parent_id,
    case $language when 'en' then parent_en else parent_de end as parent,
    level,
    details,
    case $language when 'en' then definition_en else definition_de end as definition,
    case $language when 'en' then statement_en else statement_de end as statement,
    statement_location,
    len($categories::text[]) = 0 or list_has_any(above, $categories::text[]) as selected,
    coalesce(quotes.quotes, 0) as quotes,
    group_id,
    case $language when 'en' then group_en else group_de end as "group",
    case $language when 'en' then short_en else short_de end as short,
    case $language when 'en' then '' else dative_de end as group_dative,
    position,
    respondents,
    partner_id,
    case $language when 'en' then partner_en else partner_de end as partner,
    state, low, high, asked, of_low, of_high, reason, printed,
    case $language when 'en' then note_en else note_de end as printed_note,
    location
from cells
left join quotes using (category_id)
where partner_id = $partner
    and (set_id = $set or ($set = '' and in_first_set))
    and (len($groups::text[]) = 0 or list_contains($groups::text[], group_id))
    and (len($categories::text[]) = 0 or list_has_any(line, $categories::text[]))
order by place, position
