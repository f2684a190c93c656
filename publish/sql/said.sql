-- Who said what, how often, and about which partners (a bit each)? Each respondent and category once, however many
-- segments, coders and sources there are.
-- Portable: what stands here and in count.sql is asked of DuckDB and, carried over by sqlglot, of Spark.
with masks as (
    select segment_id, bit_or(low) as low, bit_or(high) as high
    from segment_partners join numbered on numbered.partner_id = segment_partners.partner_id
    group by segment_id
)
select
    s.respondent_id, c.category_id,
    bit_or(coalesce(m.low, 0)) as low, bit_or(coalesce(m.high, 0)) as high, count(*) as codings
from codings c
left join segments s on s.segment_id = c.segment_id  -- one of a segment that is not there has no respondent
left join masks m on m.segment_id = c.segment_id
group by s.respondent_id, c.category_id
