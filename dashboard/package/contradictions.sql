-- Which rows contradict each other? One row per fault: kind, file, row in the file, values for the message.
-- Each table here is the file as read, with the number of its row (the header is row 1).

-- Ids that stand twice
select 'duplicate_id' as kind, 'groups.csv' as file, row, [group_id] as details from groups
qualify row_number() over (partition by group_id order by row) > 1
union all
select 'duplicate_id', 'categories.csv', row, [category_id] from categories
qualify row_number() over (partition by category_id order by row) > 1
union all
select 'duplicate_id', 'partners.csv', row, [partner_id] from partners
qualify row_number() over (partition by partner_id order by row) > 1
union all
select 'duplicate_id', 'quotes.csv', row, [quote_id] from quotes
qualify row_number() over (partition by quote_id order by row) > 1
union all
select 'duplicate_finding', 'findings.csv', row,
    [category_id, group_id, coalesce(partner_id, '')] from findings
qualify row_number() over (partition by category_id, group_id, partner_id order by row) > 1
union all
select 'duplicate_id', 'quote_partners.csv', row, [quote_id || ' + ' || partner_id] from quote_partners
qualify row_number() over (partition by quote_id, partner_id order by row) > 1

-- Ids that stand nowhere
union all
select 'unknown_id', 'categories.csv', row, ['parent_id', parent_id, 'categories.csv'] from categories
where parent_id is not null and parent_id not in (select category_id from categories)
union all
select 'unknown_id', 'findings.csv', row, ['category_id', category_id, 'categories.csv'] from findings
where category_id not in (select category_id from categories)
union all
select 'unknown_id', 'findings.csv', row, ['group_id', group_id, 'groups.csv'] from findings
where group_id not in (select group_id from groups)
union all
select 'unknown_id', 'findings.csv', row, ['partner_id', partner_id, 'partners.csv'] from findings
where partner_id is not null and partner_id not in (select partner_id from partners)
union all
select 'unknown_id', 'quotes.csv', row, ['category_id', category_id, 'categories.csv'] from quotes
where category_id not in (select category_id from categories)
union all
select 'unknown_id', 'quotes.csv', row, ['group_id', group_id, 'groups.csv'] from quotes
where group_id is not null and group_id not in (select group_id from groups)
union all
select 'unknown_id', 'quote_partners.csv', row, ['quote_id', quote_id, 'quotes.csv'] from quote_partners
where quote_id not in (select quote_id from quotes)
union all
select 'unknown_id', 'quote_partners.csv', row, ['partner_id', partner_id, 'partners.csv'] from quote_partners
where partner_id not in (select partner_id from partners)

-- A tree that runs in a circle
union all
select 'cycle', 'categories.csv', c.row, [c.category_id] from categories c
where c.category_id in (
    with recursive up as (
        select category_id, parent_id from categories where parent_id is not null
        union
        select up.category_id, c.parent_id from up join categories c on c.category_id = up.parent_id
        where c.parent_id is not null
    )
    select category_id from up where category_id = parent_id
)

-- Counts that cannot be
union all
select 'range_reversed', 'findings.csv', row, [named_low::text, named_high::text] from findings
where named_low > named_high
union all
select 'named_over_asked', 'findings.csv', row, [named_high::text, asked::text] from findings
where named_high > asked
union all
select 'asked_over_respondents', 'findings.csv', f.row, [asked::text, respondents::text]
from findings f join groups g using (group_id) where asked > respondents
union all
select 'exact_with_range', 'findings.csv', row, [named_low::text, named_high::text] from findings
where reason = 'exact' and named_low < named_high
union all
select 'withheld_without_range', 'findings.csv', row, [named_low::text] from findings
where reason = 'withheld' and named_low = named_high
union all
select 'child_over_parent', 'findings.csv', f.row,
    [f.named_low::text, f.category_id, p.named_high::text, p.category_id]
from findings f
join categories c using (category_id)
join findings p on p.category_id = c.parent_id and p.group_id = f.group_id
    and p.partner_id is not distinct from f.partner_id
where f.named_low > p.named_high
union all
select 'asked_over_parent', 'findings.csv', f.row,
    [f.asked::text, f.category_id, p.asked::text, p.category_id]
from findings f
join categories c using (category_id)
join findings p on p.category_id = c.parent_id and p.group_id = f.group_id
    and p.partner_id is null
where f.asked > p.asked
union all
select 'partner_over_total', 'findings.csv', f.row, [f.named_low::text, t.named_high::text]
from findings f
join findings t on t.category_id = f.category_id and t.group_id = f.group_id and t.partner_id is null
where f.partner_id is not null and f.named_low > t.named_high
union all
select 'partner_without_total', 'findings.csv', f.row, [f.category_id, f.group_id]
from findings f
where f.partner_id is not null and not exists (
    select 1 from findings t
    where t.category_id = f.category_id and t.group_id = f.group_id and t.partner_id is null
)
union all
select 'partner_not_counted', 'findings.csv', f.row, [f.partner_id]
from findings f join partners p using (partner_id) where p.counted = 'no'
union all
select 'partner_counted_nowhere', 'partners.csv', p.row, [p.partner_id]
from partners p
where p.counted = 'yes' and p.partner_id not in (
    select partner_id from findings where partner_id is not null
)
union all
select 'details_missing', 'categories.csv', c.row, [c.category_id]
from categories c
where c.details = 'here' and c.category_id not in (
    select parent_id from categories where parent_id is not null
)

-- Figures the study has and the package has not
union all
select 'count_missing', 'findings.csv', row, [category_id, group_id] from findings
where reason <> 'elsewhere' and (named_low is null or named_high is null)
union all
select 'count_elsewhere', 'findings.csv', row, [category_id, group_id] from findings
where reason = 'elsewhere' and (named_low is not null or named_high is not null or printed_percent is not null)

-- Statements nobody could look up, or read in the other language
union all
select 'statement_without_location', 'categories.csv', row, [category_id] from categories
where coalesce(statement_de, statement_en) is not null and statement_location is null
union all
select 'one_language', 'categories.csv', row, ['statement_de', 'statement_en'] from categories
where (statement_de is null) <> (statement_en is null)
union all
select 'one_language', 'quotes.csv', row, ['shows_de', 'shows_en'] from quotes
where (shows_de is null) <> (shows_en is null)

-- Quotes that say more than is known
union all
select 'basis_without_group', 'quotes.csv', row, [group_basis] from quotes
where group_basis <> 'unknown' and group_id is null
union all
select 'group_without_basis', 'quotes.csv', row, [group_id] from quotes
where group_basis = 'unknown' and group_id is not null
union all
select 'quote_contradicts_count', 'quotes.csv', q.row, [q.group_id, q.category_id]
from quotes q
join findings f on f.category_id = q.category_id and f.group_id = q.group_id and f.partner_id is null
where f.named_high = 0

order by file, row, kind
