-- How many findings and quotes does the selection leave, and how many quotes hides the group filter?
with matching as (
    select
        len($groups::text[]) = 0 or coalesce(list_contains($groups::text[], group_id), false) as chosen,
        coalesce(set_id = $set or ($set = '' and in_first_set), false) as in_set
    from quotes
    where (len($categories::text[]) = 0 or list_has_any(above, $categories::text[]))
        and ($partner = '' or list_contains(partners, $partner))
        and len(list_filter($words::text[], lambda word: not contains(folded, word))) = 0
    -- a short word as a word alone: "in" is not in "koordinierend"
    and len(list_filter($words::text[], lambda word: length(word) <= 3 and not regexp_matches(
        folded, '(^|[^\pL\pN])' || regexp_escape(word) || '($|[^\pL\pN])'
    ))) = 0
)
select
    (
        select count(*) from cells
        where partner_id = $partner
            and (set_id = $set or ($set = '' and in_first_set))
            and (len($groups::text[]) = 0 or list_contains($groups::text[], group_id))
            and (len($categories::text[]) = 0 or list_has_any(above, $categories::text[]))
            and reason not in ('', 'elsewhere')
    ) as findings,
    (select count(*) from matching where chosen) as quotes,
    (select count(*) from matching where not chosen and not in_set) as hidden
