-- A component costs what components of its type cost: a slipped decimal point is caught.
-- broken by: update core.component_prices set price_usd_per_unit_hour = 478 where component_id = 'h100_sxm'
select
    component_prices.price_list_id,
    component_prices.component_id,
    component_prices.component_type,
    component_prices.price_usd_per_unit_hour,
    low.value as low_value,
    high.value as high_value
from core.component_prices
left join reference.assumptions as low
    on
        low.assumption_id
        = concat('plausible_usd_per_', component_prices.component_type, '_hour')
        and low.scenario_code = 'low'
left join reference.assumptions as high
    on
        high.assumption_id
        = concat('plausible_usd_per_', component_prices.component_type, '_hour')
        and high.scenario_code = 'high'
where
    not coalesce(component_prices.price_usd_per_unit_hour between low.value and high.value, false)
