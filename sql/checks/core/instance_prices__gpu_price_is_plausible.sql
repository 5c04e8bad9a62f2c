-- A GPU-hour costs what GPU-hours cost: a price per node taken for one per GPU is caught.
-- broken by: update core.instance_prices set price_usd_per_gpu_hour = 0.001 where instance_type_name = 'NVIDIA HGX H100'
select
    instance_prices.price_list_id,
    instance_prices.instance_type_name,
    instance_prices.region_name,
    instance_prices.commitment_type,
    instance_prices.price_usd_per_gpu_hour,
    low.value as low_value,
    high.value as high_value
from core.instance_prices
left join reference.assumptions as low
    on low.assumption_id = 'plausible_usd_per_gpu_hour' and low.scenario_code = 'low'
left join reference.assumptions as high
    on high.assumption_id = 'plausible_usd_per_gpu_hour' and high.scenario_code = 'high'
where not coalesce(instance_prices.price_usd_per_gpu_hour between low.value and high.value, false)
