-- Which rows that lie as Parquet cannot be right? One question each: kind, table, column, and how many rows; a table
-- that does not lie elsewhere is empty here. Only numbers come back: no key of a person or segment stands in a message.
-- Portable, as said.sql is.
select 'lying_empty' as kind, 'segments' as place, 'segment_id, respondent_id' as what, count(*) as number
from segments where segment_id is null or respondent_id is null or segment_id = '' or respondent_id = ''
union all
select 'lying_empty', 'codings', 'segment_id, category_id', count(*)
from codings where segment_id is null or category_id is null or segment_id = '' or category_id = ''
union all
select 'lying_empty', 'segment_partners', 'segment_id, partner_id', count(*)
from segment_partners where segment_id is null or partner_id is null or segment_id = '' or partner_id = ''
union all
select 'lying_unknown', 'segments', 'respondent_id', count(*)
from segments left join respondents on respondents.respondent_id = segments.respondent_id
where segments.respondent_id <> '' and respondents.respondent_id is null
union all
select 'lying_unknown', 'codings', 'category_id', count(*)
from codings left join categories on categories.category_id = codings.category_id
where codings.category_id <> '' and categories.category_id is null
union all
select 'lying_unknown', 'segment_partners', 'partner_id', count(*)
from segment_partners left join partners on partners.partner_id = segment_partners.partner_id
where segment_partners.partner_id <> '' and partners.partner_id is null
union all
select 'lying_not_counted', 'segment_partners', 'partner_id', count(*)
from segment_partners join partners on partners.partner_id = segment_partners.partner_id
where partners.counted = 'no'
;
select 'lying_twice' as kind, 'segments' as place, 'segment_id' as what, count(*) as number
from (select segment_id from segments group by segment_id having count(*) > 1) as twice
;
select 'lying_unknown' as kind, 'segment_partners' as place, 'segment_id' as what, count(*) as number
from segment_partners left join segments on segments.segment_id = segment_partners.segment_id
where segment_partners.segment_id <> '' and segments.segment_id is null
