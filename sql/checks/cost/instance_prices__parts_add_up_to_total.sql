-- GPUs, vCPUs and memory add up to the price of the instance.
-- broken by: update cost.instance_prices set ram_usd_per_hour = ram_usd_per_hour + 0.000001
select
    price_list_id,
    gpu_model_id,
    recipe_id,
    gpu_usd_per_hour,
    vcpu_usd_per_hour,
    ram_usd_per_hour,
    total_usd_per_hour
from cost.instance_prices
where gpu_usd_per_hour + vcpu_usd_per_hour + ram_usd_per_hour is distinct from total_usd_per_hour
