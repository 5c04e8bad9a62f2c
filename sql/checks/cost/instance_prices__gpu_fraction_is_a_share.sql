-- The GPUs' share of the price is over 0 and at most 1.
-- broken by: update cost.instance_prices set gpu_fraction = 1.01
select
    price_list_id,
    gpu_model_id,
    recipe_id,
    gpu_fraction
from cost.instance_prices
where not coalesce(gpu_fraction > 0 and gpu_fraction <= 1, false)
