-- Every component that a source prices has its preferred row.
select
    price_list_id,
    component_id
from pricing.component_prices
except
select
    price_list_id,
    component_id
from core.component_prices
