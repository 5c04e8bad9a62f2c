-- A price list is one source's: another source's prices are another list.
-- broken by: insert into pricing.price_lists select * replace ('neocloud_conventions' as source_id) from pricing.price_lists limit 1
select
    price_list_id,
    count(*) as source_count
from pricing.price_lists
group by all
having count(*) > 1
