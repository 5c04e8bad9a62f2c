-- A GPU-hour costs what GPU-hours cost: a slipped decimal point is caught.
select
    component_prices.price_list_id,
    component_prices.component_id,
    component_prices.price_usd_per_unit_hour,
    low.value as low_value,
    high.value as high_value
from core.component_prices
left join reference.assumptions as low
    on low.assumption_id = 'plausible_usd_per_gpu_hour' and low.scenario_code = 'low'
left join reference.assumptions as high
    on high.assumption_id = 'plausible_usd_per_gpu_hour' and high.scenario_code = 'high'
where
    component_prices.component_type = 'gpu'
    and not coalesce(
        component_prices.price_usd_per_unit_hour between low.value and high.value, false
    )
