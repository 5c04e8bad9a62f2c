-- A price list is one source's: another source's prices are another list.
select
    price_list_id,
    count(*) as source_count
from pricing.price_lists
group by all
having count(*) > 1
