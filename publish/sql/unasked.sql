-- How many codings are there of persons with categories about which they were not asked? Asked of `said`. Portable.
select count(*) as number
from said
join tree on tree.category_id = said.category_id
join not_asked on not_asked.respondent_id = said.respondent_id and not_asked.category_id = tree.ancestor_id
