-- Which quotes belong to the selection, in the order of the study?
select
    quote_id,
    text,
    group_basis,
    coalesce(group_id, '') as group_id,
    case $language when 'en' then group_en else group_de end as "group",
    category_id,
    coalesce(location, '') as location,
    coalesce(case $language when 'en' then shows_en else shows_de end, '') as shows,
    case $language when 'en' then path_en else path_de end as path,
    case $language when 'en' then study_en else study_de end as partners_of_study,
    case $language when 'en' then ours_en else ours_de end as partners_of_ours
from quotes
where (len($categories::text[]) = 0 or list_has_any(above, $categories::text[]))
    and (len($groups::text[]) = 0 or coalesce(list_contains($groups::text[], group_id), false))
    and ($partner = '' or list_contains(partners, $partner))
    and len(list_filter($words::text[], lambda word: not contains(folded, word))) = 0
    -- a short word as a word alone: "in" is not in "koordinierend"
    and len(list_filter($words::text[], lambda word: length(word) <= 3 and not regexp_matches(
        folded, '(^|[^\pL\pN])' || regexp_escape(word) || '($|[^\pL\pN])'
    ))) = 0
order by sort, quote_id
