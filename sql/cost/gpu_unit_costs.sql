-- One row per component price list and GPU: what the GPU, its memory and its speed cost.
-- grain: price_list_id, gpu_model_id
-- formula: usd_per_vram_gb_hour = gpu_usd_per_gpu_hour / memory_gb
-- formula: usd_per_bf16_pflop_hour = gpu_usd_per_gpu_hour / (bf16_dense_tflop_per_s / tflop_per_pflop)
-- source: definition; the full host is the recipe max_host of cost.instance_prices
-- The bare GPU is the component alone and cannot be rented so; full_host columns carry the most
-- vCPUs and memory the provider allows for one GPU. Null where a limit or a speed is unknown.
-- Speed is the vendor's dense peak, not what a job achieves.
with

units as (
    select max(value) filter (where assumption_id = 'tflop_per_pflop') as tflop_per_pflop
    from reference.assumptions
    where scenario_code = 'base'
),

prices as (
    select
        gpus.price_list_id,
        gpus.gpu_model_id,
        gpus.provider_id,
        gpus.known_date,
        gpus.last_confirmed_date,
        full_hosts.first_confirmed_date as full_host_first_confirmed_date,
        full_hosts.last_confirmed_date as full_host_last_confirmed_date,
        gpus.price_usd_per_unit_hour as gpu_usd_per_gpu_hour,
        full_hosts.total_usd_per_gpu_hour as full_host_usd_per_gpu_hour,
        models.memory_gb,
        models.bf16_dense_tflop_per_s / units.tflop_per_pflop as bf16_dense_pflop_per_s,
        gpus.source_id
    from core.component_prices as gpus
    inner join reference.gpu_models as models on gpus.gpu_model_id = models.gpu_model_id
    left join cost.instance_prices as full_hosts
        on
            gpus.price_list_id = full_hosts.price_list_id
            and gpus.gpu_model_id = full_hosts.gpu_model_id
            and full_hosts.recipe_id = 'max_host'
    cross join units
    where gpus.component_type = 'gpu'
)

select
    price_list_id,
    gpu_model_id,
    provider_id,
    last_confirmed_date,
    full_host_first_confirmed_date,  -- first day on which sources confirm GPU and host
    full_host_last_confirmed_date,  -- last day on which sources confirm GPU and host
    known_date,
    gpu_usd_per_gpu_hour,  -- price of the bare GPU component
    full_host_usd_per_gpu_hour,  -- price of one GPU with the most host the provider allows for it
    cast(gpu_usd_per_gpu_hour / memory_gb as decimal(18, 6))
        as usd_per_vram_gb_hour,  -- price of the bare GPU by its memory
    cast(full_host_usd_per_gpu_hour / memory_gb as decimal(18, 6))
        as full_host_usd_per_vram_gb_hour,  -- price with a full host by the GPU's memory
    cast(gpu_usd_per_gpu_hour / bf16_dense_pflop_per_s as decimal(18, 6))
        as usd_per_bf16_pflop_hour,  -- price of the bare GPU by its dense 16-bit speed
    cast(full_host_usd_per_gpu_hour / bf16_dense_pflop_per_s as decimal(18, 6))
        as full_host_usd_per_bf16_pflop_hour,  -- price with a full host by the GPU's 16-bit speed
    source_id
from prices
