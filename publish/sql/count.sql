-- How many respondents of each group named each category (all below it included), in all and by partner?
-- Rows: category_id, group_id, partner_id (null: regardless of partner), named, asked. Every cell, zeros too.
with recursive tree as (
    select category_id, category_id as ancestor_id, parent_id as next_id from categories
    union all
    select tree.category_id, c.category_id, c.parent_id
    from tree join categories c on c.category_id = tree.next_id
),
numbered as (
    select partner_id, 1::hugeint << (row_number() over (order by partner_id) - 1)::integer as bit
    from partners where counted = 'yes'
),
masks as (
    select segment_id, bit_or(bit) as mask from segment_partners join numbered using (partner_id) group by segment_id
),
-- each respondent and category once, however many segments, coders and sources there are
said as (
    select s.respondent_id, c.category_id, bit_or(coalesce(m.mask, 0)) as mask
    from codings c
    join segments s using (segment_id)
    left join masks m using (segment_id)
    group by s.respondent_id, c.category_id
),
mentions as (
    select said.respondent_id, tree.ancestor_id as category_id, bit_or(said.mask) as mask
    from said join tree using (category_id)
    group by said.respondent_id, tree.ancestor_id
),
counted as (
    select category_id, group_id, null::text as partner_id, count(*) as named
    from mentions join members using (respondent_id)
    group by category_id, group_id
    union all
    select category_id, group_id, partner_id, count(*)
    from mentions join members using (respondent_id) join numbered on (mask & bit) <> 0
    group by category_id, group_id, partner_id
),
unasked as (
    select tree.category_id, group_id, count(distinct respondent_id) as persons
    from not_asked join tree on tree.ancestor_id = not_asked.category_id
    join members using (respondent_id)
    group by tree.category_id, group_id
),
sizes as (
    select group_id, count(*) as persons from members group by group_id
),
layers as (
    select null::text as partner_id union all select partner_id from numbered
)
select
    c.category_id, g.group_id, l.partner_id,
    coalesce(n.named, 0)::integer as named,
    (s.persons - coalesce(u.persons, 0))::integer as asked
from categories c
cross join groups g
cross join layers l
join sizes s using (group_id)
left join unasked u on u.category_id = c.category_id and u.group_id = g.group_id
left join counted n on n.category_id = c.category_id and n.group_id = g.group_id
    and n.partner_id is not distinct from l.partner_id
order by c.category_id, g.group_id, l.partner_id nulls first
