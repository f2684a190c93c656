-- Which groups were asked, how many persons of how many?
select
    group_id,
    case $language when 'en' then label_en else label_de end as label,
    case $language when 'en' then short_en else short_de end as short,
    case $language when 'en' then '' else coalesce(dative_de, '') end as dative,
    row_number() over (order by sort, group_id) - 1 as position,
    respondents,
    coalesce(population, 0) as population
from groups
where set_id = coalesce(nullif($set, ''), (select set_id from first_set))
order by sort, group_id
