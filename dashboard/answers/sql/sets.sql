-- Which group sets split the respondents, in the order of the study, and how are their groups called?
select set_id, string_agg(case $language when 'en' then short_en else short_de end, ', ' order by sort) as label
from groups
group by set_id
order by min(sort), set_id
