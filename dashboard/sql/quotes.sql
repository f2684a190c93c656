-- Which quotes belong to the selection, in the order of the study?
select
    q.quote_id,
    q.text,
    q.group_basis,
    coalesce(q.group_id, '') as group_id,
    coalesce(case $language when 'en' then g.label_en else g.label_de end, '') as "group",
    q.category_id,
    coalesce(q.location, '') as location,
    (
        select string_agg(case $language when 'en' then c.label_en else c.label_de end, ' › ' order by places.place)
        from tree t join categories c on c.category_id = t.ancestor_id
        join places on places.category_id = t.ancestor_id
        where t.category_id = q.category_id and (places.level > 1 or t.ancestor_id = q.category_id)
    ) as path,
    (
        select coalesce(list(case $language when 'en' then p.label_en else p.label_de end order by p.sort), [])
        from quote_partners qp join partners p using (partner_id)
        where qp.quote_id = q.quote_id and qp.basis = 'study'
    ) as partners_of_study,
    (
        select coalesce(list(case $language when 'en' then p.label_en else p.label_de end order by p.sort), [])
        from quote_partners qp join partners p using (partner_id)
        where qp.quote_id = q.quote_id and qp.basis = 'ours'
    ) as partners_of_ours
from quotes q
left join groups g using (group_id)
where (len($categories::text[]) = 0 or q.category_id in (
        select category_id from tree where ancestor_id in (select unnest($categories::text[]))))
    and (len($groups::text[]) = 0 or q.group_id in (select unnest($groups::text[])))
    and ($partner = '' or q.quote_id in (select quote_id from quote_partners where partner_id = $partner))
    and not exists (select 1 from unnest($words::text[]) as w(word) where not contains(q.folded, w.word))
order by q.sort, q.quote_id
