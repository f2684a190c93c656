-- Which decks does the study ship, and which views has each, in order?
select
    deck_id,
    min(case $language when 'en' then label_en else label_de end) as label,
    list(view order by sort) as views
from decks
group by deck_id
order by min(sort), deck_id
