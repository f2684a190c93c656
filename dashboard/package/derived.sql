-- What every question needs and no file holds; made after the checks, which rule out cycles.

-- Each category with itself and everything above it.
create table tree as
with recursive up as (
    select category_id, category_id as ancestor_id, parent_id as next_id from categories
    union all
    select up.category_id, c.category_id, c.parent_id
    from up join categories c on c.category_id = up.next_id
)
select category_id, ancestor_id from up;

-- Each category's level (1 at the top) and its place in the order of the study.
create table places as
with recursive down as (
    select category_id, 1 as level, [sort] as path, category_id as top_id
    from categories where parent_id is null
    union all
    select c.category_id, down.level + 1, list_append(down.path, c.sort), down.top_id
    from down join categories c on c.parent_id = down.category_id
)
select category_id, level, top_id, row_number() over (order by path, category_id) as place from down;

-- Each category with its line: itself and what lies above, and these with what lies below.
create table lines as
select category_id, list(distinct ancestor_id) as above, list(distinct other_id) as line
from (
    select category_id, ancestor_id, ancestor_id as other_id from tree
    union all
    select ancestor_id, ancestor_id, category_id from tree
)
group by category_id;

-- The group set the dashboard opens with.
create table first_set as
select set_id from groups order by sort, set_id limit 1;

-- Quotes with the words a search looks through, their line of categories, and everything a card says of them.
create or replace table quotes as
select
    q.*, folded.folded, lines.above,
    g.set_id, g.set_id = (select set_id from first_set) as in_first_set,
    coalesce(g.label_de, '') as group_de, coalesce(g.label_en, '') as group_en,
    paths.de as path_de, paths.en as path_en,
    coalesce(with_partners.partners, []) as partners,
    coalesce(with_partners.study_de, []) as study_de, coalesce(with_partners.study_en, []) as study_en,
    coalesce(with_partners.ours_de, []) as ours_de, coalesce(with_partners.ours_en, []) as ours_en
from quotes q
join folded using (quote_id)
join lines using (category_id)
left join groups g using (group_id)
join (
    select t.category_id,
        string_agg(c.label_de, ' › ' order by places.place) as de,
        string_agg(c.label_en, ' › ' order by places.place) as en
    from tree t
    join categories c on c.category_id = t.ancestor_id
    join places on places.category_id = t.ancestor_id
    where places.level > 1 or t.ancestor_id = t.category_id
    group by t.category_id
) paths using (category_id)
left join (
    select quote_id,
        list(partner_id) as partners,
        list(label_de order by p.sort) filter (basis = 'study') as study_de,
        list(label_en order by p.sort) filter (basis = 'study') as study_en,
        list(label_de order by p.sort) filter (basis = 'ours') as ours_de,
        list(label_en order by p.sort) filter (basis = 'ours') as ours_en
    from quote_partners join partners p using (partner_id)
    group by quote_id
) with_partners using (quote_id)
order by q.sort, q.quote_id;
drop table folded;

-- Every figure there could be: each category, group and partner ("" regardless), with its state and its base.
create table cells as
with numbered as (
    select *, row_number() over (partition by set_id order by sort, group_id) - 1 as position from groups
),
about as (
    select '' as partner_id, '' as label_de, '' as label_en
    union all
    select partner_id, label_de, label_en from partners
),
-- A top category with nothing below it is a topic of its own, also beside headings over topics.
alone as (
    select category_id from categories
    where parent_id is null and category_id not in (select parent_id from categories where parent_id is not null)
),
topics as (
    select coalesce(
        min(places.level) filter (category_id not in (select category_id from alone)), min(places.level), 2
    ) as level
    from findings join places using (category_id)
),
totals as (
    select * from findings where partner_id is null
)
select
    c.category_id, c.label_de as category_de, c.label_en as category_en,
    coalesce(c.parent_id, '') as parent_id,
    coalesce(parent.label_de, '') as parent_de, coalesce(parent.label_en, '') as parent_en,
    case when counted_alone.category_id is null then places.level + 2 - (select level from topics) else 2 end as level,
    places.place, lines.above, lines.line,
    coalesce(c.details, '') as details,
    coalesce(c.definition_de, '') as definition_de, coalesce(c.definition_en, '') as definition_en,
    coalesce(c.statement_de, '') as statement_de, coalesce(c.statement_en, '') as statement_en,
    coalesce(c.statement_location, '') as statement_location,
    g.group_id, g.set_id, g.set_id = (select set_id from first_set) as in_first_set,
    g.label_de as group_de, g.label_en as group_en, g.short_de, g.short_en,
    coalesce(g.dative_de, '') as dative_de,
    g.position, g.respondents,
    p.partner_id, p.label_de as partner_de, p.label_en as partner_en,
    case
        when total.asked is null then 'not_counted'
        when total.asked = 0 then 'not_asked'
        when f.asked is null then 'not_by_partner'
        when above.named_high = 0 then 'nobody_above'
        when f.reason = 'elsewhere' then 'elsewhere'
        -- told as "fewer than k", or nothing at all where even that would betray another cell: from 0 on
        when f.reason = 'withheld' then case f.named_low when 0 then 'suppressed' else 'withheld' end
        when f.named_high = 0 then 'not_named'
        when f.named_low < f.named_high then 'range'
        else 'counted'
    end as state,
    f.named_low as low, f.named_high as high,
    coalesce(f.asked, total.asked, 0) as asked,
    above.named_low as of_low, above.named_high as of_high,
    coalesce(f.reason, '') as reason,
    f.printed_percent as printed,
    coalesce(note.note_de, '') as note_de, coalesce(note.note_en, '') as note_en,
    coalesce(f.location, total.location, '') as location
from categories c
join places using (category_id)
join lines using (category_id)
cross join numbered g
cross join about p
left join (select distinct category_id from totals join alone using (category_id)) counted_alone
    on counted_alone.category_id = c.category_id
left join categories parent on parent.category_id = c.parent_id
left join totals total on total.category_id = c.category_id and total.group_id = g.group_id
-- "davon" needs the same persons asked about both
left join totals above on above.category_id = c.parent_id and above.group_id = g.group_id
    and above.asked = total.asked
left join findings f on f.category_id = c.category_id and f.group_id = g.group_id
    and coalesce(f.partner_id, '') = p.partner_id
left join printed_differences note on note.category_id = c.category_id and note.group_id = g.group_id
order by places.place, g.position;

-- How many quotes stand below each category, by group and by partner ("" where there is none, or regardless).
create table quoted as
select tree.ancestor_id as category_id, coalesce(q.group_id, '') as group_id, p.partner_id,
    count(distinct q.quote_id) as quotes
from quotes q
join tree using (category_id)
join (
    select quote_id, '' as partner_id from quotes union all select quote_id, partner_id from quote_partners
) p using (quote_id)
group by all;
