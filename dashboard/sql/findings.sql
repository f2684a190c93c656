-- How many persons of each group named each selected category, regardless of partner or with regard to one?
with wanted as (
    select distinct category_id from tree
    where len($categories::text[]) = 0 or ancestor_id in (select unnest($categories::text[]))
),
shown as (
    select distinct ancestor_id as category_id from tree
    where category_id in (select category_id from wanted)
),
quoted as (
    select tree.ancestor_id as category_id, count(distinct quotes.quote_id) as quotes
    from quotes join tree using (category_id)
    where (len($groups::text[]) = 0 or quotes.group_id in (select unnest($groups::text[])))
        and ($partner = '' or quotes.quote_id in (
            select quote_id from quote_partners where partner_id = $partner))
    group by all
),
numbered as (
    select *, row_number() over (order by sort, group_id) - 1 as position from groups
    where set_id = coalesce(nullif($set, ''), (select set_id from first_set))
),
topics as (
    select coalesce(min(places.level), 2) as level from findings join places using (category_id)
),
totals as (
    select * from findings where partner_id is null
)
select
    c.category_id,
    case $language when 'en' then c.label_en else c.label_de end as category,
    coalesce(c.parent_id, '') as parent_id,
    coalesce(case $language when 'en' then parent.label_en else parent.label_de end, '') as parent,
    places.level + 2 - (select level from topics) as level,
    coalesce(c.details, '') as details,
    coalesce(case $language when 'en' then c.definition_en else c.definition_de end, '') as definition,
    c.category_id in (select category_id from wanted) as selected,
    coalesce(quoted.quotes, 0) as quotes,
    g.group_id,
    case $language when 'en' then g.label_en else g.label_de end as "group",
    case $language when 'en' then g.short_en else g.short_de end as short,
    case $language when 'en' then '' else coalesce(g.dative_de, '') end as group_dative,
    g.position,
    g.respondents,
    coalesce((
        select case $language when 'en' then label_en else label_de end
        from partners where partner_id = $partner
    ), '') as partner,
    case
        when total.asked is null then 'not_counted'
        when total.asked = 0 then 'not_asked'
        when f.asked is null then 'not_by_partner'
        when above.named_high = 0 then 'nobody_above'
        when f.reason = 'withheld' then case f.named_low when 0 then 'hidden' else 'withheld' end
        when f.named_high = 0 then 'not_named'
        when f.named_low < f.named_high then 'range'
        else 'counted'
    end as state,
    f.named_low as low,
    f.named_high as high,
    coalesce(f.asked, total.asked, 0) as asked,
    above.named_low as of_low,
    above.named_high as of_high,
    coalesce(f.reason, '') as reason,
    f.printed_percent as printed,
    coalesce(case $language when 'en' then note.note_en else note.note_de end, '') as printed_note,
    coalesce(f.location, total.location, '') as location
from categories c
join places using (category_id)
join shown using (category_id)
cross join numbered g
left join categories parent on parent.category_id = c.parent_id
left join quoted on quoted.category_id = c.category_id
left join totals total on total.category_id = c.category_id and total.group_id = g.group_id
-- "davon" needs the same persons asked about both
left join totals above on above.category_id = c.parent_id and above.group_id = g.group_id
    and above.asked = total.asked
left join findings f on f.category_id = c.category_id and f.group_id = g.group_id
    and f.partner_id is not distinct from nullif($partner, '')
left join printed_differences note on note.category_id = c.category_id and note.group_id = g.group_id
where len($groups::text[]) = 0 or g.group_id in (select unnest($groups::text[]))
order by places.place, g.position
