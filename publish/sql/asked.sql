-- How many respondents of each group were asked about each category? Every pair of category and group.
with unasked as (
    select tree.category_id, group_id, count(distinct respondent_id) as persons
    from not_asked join tree on tree.ancestor_id = not_asked.category_id
    join members using (respondent_id)
    group by tree.category_id, group_id
),
sizes as (
    select group_id, count(*) as persons from members group by group_id
)
select c.category_id, g.group_id, (s.persons - coalesce(u.persons, 0))::integer as asked
from categories c
cross join groups g
join sizes s using (group_id)
left join unasked u on u.category_id = c.category_id and u.group_id = g.group_id
order by c.category_id, g.group_id
