-- Every instance that a source prices has its preferred row.
-- broken by: delete from core.instance_prices where region_name = 'Europe'
select
    price_list_id,
    instance_type_name,
    region_name,
    commitment_type
from pricing.instance_prices
except
select
    price_list_id,
    instance_type_name,
    region_name,
    commitment_type
from core.instance_prices
