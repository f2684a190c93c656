-- How many findings and quotes does the selection leave, and how many quotes hides the group filter?
with wanted as (
    select distinct category_id from tree
    where len($categories::text[]) = 0 or ancestor_id in (select unnest($categories::text[]))
),
shown as (
    select group_id from groups where set_id = coalesce(nullif($set, ''), (select set_id from first_set))
),
matching as (
    select * from quotes q
    where category_id in (select category_id from wanted)
        and ($partner = '' or quote_id in (select quote_id from quote_partners where partner_id = $partner))
        and not exists (select 1 from unnest($words::text[]) as w(word) where not contains(q.folded, w.word))
)
select
    (
        select count(*) from findings
        where category_id in (select category_id from wanted)
            and group_id in (select group_id from shown)
            and partner_id is not distinct from nullif($partner, '')
            and (len($groups::text[]) = 0 or group_id in (select unnest($groups::text[])))
    ) as findings,
    (
        select count(*) from matching
        where len($groups::text[]) = 0 or group_id in (select unnest($groups::text[]))
    ) as quotes,
    (
        select count(*) from matching
        where len($groups::text[]) > 0 and coalesce(group_id, '') not in (select unnest($groups::text[]) union all select group_id from shown)
    ) as hidden
