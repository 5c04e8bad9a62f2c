-- Every GPU that a list prices by itself is priced with the smallest host.
select
    price_list_id,
    gpu_model_id
from core.component_prices
where component_type = 'gpu'
except
select
    price_list_id,
    gpu_model_id
from cost.instance_prices
where recipe_id = 'min_host'
