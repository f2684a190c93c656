-- Which cooperation partners are named, and was anything counted for them?
select
    partner_id,
    case $language when 'en' then label_en else label_de end as label,
    counted = 'yes' as counted,
    (select count(*) from quote_partners q where q.partner_id = p.partner_id) as quotes
from partners p
order by sort, partner_id
