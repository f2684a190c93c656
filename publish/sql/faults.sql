-- Which rows of the coded study contradict each other? kind, file, row in the file, values for the message.
-- No key of a person, segment or quote stands in a message: the row says enough.
select 'duplicate_id' as kind, 'respondents.csv' as file, row, ['respondent_id'] as details from respondents
qualify row_number() over (partition by respondent_id order by row) > 1
union all
select 'duplicate_id', 'groups.csv', row, ['group_id'] from groups
qualify row_number() over (partition by group_id order by row) > 1
union all
select 'duplicate_id', 'categories.csv', row, ['category_id'] from categories
qualify row_number() over (partition by category_id order by row) > 1
union all
select 'duplicate_id', 'partners.csv', row, ['partner_id'] from partners
qualify row_number() over (partition by partner_id order by row) > 1
union all
select 'duplicate_id', 'segments.csv', row, ['segment_id'] from segments
qualify row_number() over (partition by segment_id order by row) > 1
union all
select 'duplicate_id', 'sources.csv', row, ['source_id'] from sources
qualify row_number() over (partition by source_id order by row) > 1
union all
select 'duplicate_id', 'quotes.csv', row, ['quote_id'] from quotes
qualify row_number() over (partition by quote_id order by row) > 1

-- Ids that stand nowhere
union all
select 'unknown_id', 'categories.csv', row, ['parent_id', 'categories.csv'] from categories
where parent_id is not null and parent_id not in (select category_id from categories)
union all
select 'unknown_id', 'respondents.csv', row, [set_id, 'groups.csv'] from members
where group_id is not null and group_id not in (select group_id from groups)
union all
select 'unknown_id', 'segments.csv', row, ['respondent_id', 'respondents.csv'] from segments
where respondent_id not in (select respondent_id from respondents)
union all
select 'unknown_id', 'segments.csv', row, ['source_id', 'sources.csv'] from segments
where source_id is not null and source_id not in (select source_id from sources)
    and exists (select 1 from sources)
union all
select 'unknown_id', 'codings.csv', row, ['segment_id', 'segments.csv'] from codings
where segment_id not in (select segment_id from segments)
union all
select 'unknown_id', 'codings.csv', row, ['category_id', 'categories.csv'] from codings
where category_id not in (select category_id from categories)
union all
select 'unknown_id', 'segment_partners.csv', row, ['segment_id', 'segments.csv'] from segment_partners
where segment_id not in (select segment_id from segments)
union all
select 'unknown_id', 'segment_partners.csv', row, ['partner_id', 'partners.csv'] from segment_partners
where partner_id not in (select partner_id from partners)
union all
select 'unknown_id', 'not_asked.csv', row, ['respondent_id', 'respondents.csv'] from not_asked
where respondent_id not in (select respondent_id from respondents)
union all
select 'unknown_id', 'not_asked.csv', row, ['category_id', 'categories.csv'] from not_asked
where category_id not in (select category_id from categories)
union all
select 'unknown_id', 'quotes.csv', row, ['segment_id', 'segments.csv'] from quotes
where segment_id not in (select segment_id from segments)
union all
select 'unknown_id', 'quotes.csv', row, ['category_id', 'categories.csv'] from quotes
where category_id not in (select category_id from categories)
union all
select 'unknown_id', 'published.csv', row, ['category_id', 'categories.csv'] from published
where category_id not in (select category_id from categories)
union all
select 'unknown_id', 'published.csv', row, ['group_id', 'groups.csv'] from published
where group_id not in (select group_id from groups)
union all
select 'unknown_id', 'published.csv', row, ['partner_id', 'partners.csv'] from published
where partner_id is not null and partner_id not in (select partner_id from partners)
union all
select 'unknown_id', 'decisions.csv', row, ['quote_id', 'quotes.csv'] from decisions
where quote_id not in (select quote_id from quotes union select category_id from categories)
union all
select 'statement_without_location', 'categories.csv', row, [category_id] from categories
where coalesce(statement_de, statement_en) is not null and statement_location is null
union all
select 'statement_without_german', 'categories.csv', row, ['statement_de', 'statement_en'] from categories
where statement_de is null and statement_en is not null
union all
select 'statement_without_german', 'quotes.csv', row, ['shows_de', 'shows_en'] from quotes
where shows_de is null and shows_en is not null

-- A set of groups splits all respondents once
union all
select 'no_group', 'respondents.csv', row, [set_id] from members where group_id is null
union all
select 'group_of_other_set', 'respondents.csv', m.row, [m.group_id, m.set_id, g.set_id]
from members m join groups g using (group_id) where g.set_id <> m.set_id
union all
select 'set_without_column', 'groups.csv', min(row), [set_id] from groups
where set_id not in (select distinct set_id from members) group by set_id
union all
select 'empty_group', 'groups.csv', row, [group_id] from groups
where group_id not in (select group_id from members where group_id is not null)
    and set_id in (select distinct set_id from members)

-- Where something cannot be
union all
select 'end_before_start', 'segments.csv', row, [start_at::text, end_at::text] from segments where end_at < start_at
union all
select 'too_many_partners', 'partners.csv', row, [] from partners where counted = 'yes'
qualify row_number() over (order by row) = 101
union all
select 'partner_not_counted', 'segment_partners.csv', sp.row, [sp.partner_id]
from segment_partners sp join partners p using (partner_id) where p.counted = 'no'
union all
select 'coded_but_not_asked', 'not_asked.csv', n.row, [n.category_id]
from not_asked n
where exists (
    with recursive below as (
        select n.category_id as category_id
        union
        select c.category_id from below join categories c on c.parent_id = below.category_id
    )
    select 1 from codings join segments using (segment_id)
    where segments.respondent_id = n.respondent_id and codings.category_id in (select category_id from below)
)

-- Quotes
union all
select 'released_without', 'quotes.csv', row, ['basis'] from quotes where state = 'released' and basis is null
union all
select 'released_without', 'quotes.csv', row, ['released_by'] from quotes where state = 'released' and released_by is null
union all
select 'released_without', 'quotes.csv', row, ['released_on'] from quotes where state = 'released' and released_on is null
union all
select 'quote_not_coded', 'quotes.csv', q.row, [q.category_id]
from quotes q
where q.segment_id in (select segment_id from segments)
    and q.category_id in (select category_id from categories)
    and not exists (
    with recursive up as (
        select category_id from codings where segment_id = q.segment_id
        union
        select c.parent_id from up join categories c on c.category_id = up.category_id where c.parent_id is not null
    )
    select 1 from up where up.category_id = q.category_id
)
order by file, row, kind
