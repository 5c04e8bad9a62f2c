-- Every component that a source prices has its preferred row.
-- broken by: delete from core.component_prices where component_id = 'a40'
select
    price_list_id,
    component_id
from pricing.component_prices
except
select
    price_list_id,
    component_id
from core.component_prices
