-- One row per component price list: what the host around the GPU costs by the unit.
-- grain: price_list_id
-- The vCPU class is the one marked as default: lists with several name the one their examples use.
-- Other vCPU classes and CPU-only instances are left out. A price is null where the list has no
-- such component.
select
    price_list_id,
    provider_id,
    max(first_confirmed_date) as first_confirmed_date,
    min(last_confirmed_date) as last_confirmed_date,
    max(known_date) as known_date,
    -- what one vCPU of the default class costs for one hour
    max(price_usd_per_unit_hour) filter (where component_type = 'vcpu')
        as vcpu_price_usd_per_unit_hour,  -- list price of one vCPU for one hour
    max(price_usd_per_unit_hour) filter (where component_type = 'ram_gb')
        as ram_gb_price_usd_per_unit_hour,  -- list price of one GB of host memory for one hour
    max(source_id) as source_id
from core.component_prices
where is_default and component_type in ('vcpu', 'ram_gb')
group by all
