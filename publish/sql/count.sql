-- How many respondents of each group named each category (all below it included), in all and by partner?
-- Rows: category_id, group_id, partner_id ("": regardless of partner), named. Cells nobody named have no row.
with mentions as (
    select said.respondent_id, tree.ancestor_id as category_id, bit_or(said.low) as low, bit_or(said.high) as high
    from said join tree on tree.category_id = said.category_id
    group by said.respondent_id, tree.ancestor_id
),
-- who named a category about the same partners counts together: few rows are left for the partners to be told apart
alike as (
    select category_id, group_id, low, high, count(*) as persons
    from mentions join members on members.respondent_id = mentions.respondent_id
    group by category_id, group_id, low, high
)
select category_id, group_id, partner_id, cast(sum(persons) as bigint) as named
from alike join numbered
    on numbered.partner_id = '' or (alike.low & numbered.low) + (alike.high & numbered.high) > 0
group by category_id, group_id, partner_id
