-- Every GPU that a list prices by itself is priced with the smallest host.
-- broken by: delete from cost.instance_prices where recipe_id = 'min_host' and gpu_model_id = 'v100_pcie_16gb'
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
