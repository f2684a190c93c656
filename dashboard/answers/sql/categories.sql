-- Which categories are there, in the order of the study?
select
    c.category_id,
    coalesce(c.parent_id, '') as parent_id,
    places.level,
    case $language when 'en' then c.label_en else c.label_de end as label
from categories c join places using (category_id)
order by places.place
