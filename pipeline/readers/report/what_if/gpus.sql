-- One row per list and GPU: its price alone and with a full host, and what an instance may have of it.
select
    prices.price_list_id,
    prices.gpu_model_id,
    prices.gpu_usd_per_gpu_hour as gpu,
    prices.full_host_usd_per_gpu_hour as full_host,
    limits.max_gpu_count_per_instance as max_gpus,
    limits.max_vcpu_count_per_gpu as max_vcpus,
    limits.max_ram_gb_per_gpu as max_ram
from cost.gpu_unit_costs as prices
left join core.instance_limits as limits
    on prices.provider_id = limits.provider_id and prices.gpu_model_id = limits.gpu_model_id
order by prices.gpu_usd_per_gpu_hour desc, prices.gpu_model_id asc
