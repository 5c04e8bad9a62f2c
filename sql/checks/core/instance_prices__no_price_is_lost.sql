-- Every instance that a source prices has its preferred row.
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
