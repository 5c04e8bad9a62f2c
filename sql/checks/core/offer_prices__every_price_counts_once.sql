-- The regions of all prices are the rows of core.list_prices: none is lost and none is counted twice.
-- broken by: update core.offer_prices set region_count = region_count + 1
select sum(offers.region_count) as region_count
from core.offer_prices as offers
having sum(offers.region_count) is distinct from (select count(*) from core.list_prices)
