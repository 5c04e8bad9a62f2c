-- A GPU with a full host costs more than the bare GPU.
-- broken by: update cost.gpu_unit_costs set full_host_usd_per_gpu_hour = gpu_usd_per_gpu_hour
select
    price_list_id,
    gpu_model_id,
    gpu_usd_per_gpu_hour,
    full_host_usd_per_gpu_hour
from cost.gpu_unit_costs
where full_host_usd_per_gpu_hour <= gpu_usd_per_gpu_hour
