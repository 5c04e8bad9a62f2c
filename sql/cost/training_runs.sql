-- One row per AI model, component price list, GPU and scenario: what training it would cost.
-- grain: model_id, price_list_id, gpu_model_id, scenario_code
-- formula: gpu_hours = training_compute_flop / (bf16_dense_tflop_per_s * flop_per_tflop * utilization_fraction * seconds_per_hour)
-- formula: cost = gpu_hours * price of one GPU-hour
-- source: definition of model FLOP utilisation, PaLM paper, appendix B
-- Utilisation is of the dense 16-bit peak, by scenario. GPUs whose dense speed no source states
-- are left out. Storage, network and failed runs are not counted.
-- Neither is research before the run, nor whether the model fits the GPU's memory, nor whether GPU
-- and model were of one time: each model is priced at each list. Full-host costs are null where no
-- limit is known. For example, GPT-3 on H100 at the note's prices, base scenario: 221,094
-- GPU-hours, 1.05 M USD bare, 1.44 M USD with full hosts.
with

assumed as (
    select
        max(value) filter (where assumption_id = 'flop_per_tflop') as flop_per_tflop,
        max(value) filter (where assumption_id = 'seconds_per_hour') as seconds_per_hour
    from reference.assumptions
    where scenario_code = 'base'
),

scenarios as (
    select
        scenario_code,
        cast(value as double) as utilization_fraction
    from reference.assumptions
    where assumption_id = 'model_flop_utilization'
),

runs as (
    select
        training_compute.model_id,
        prices.price_list_id,
        prices.gpu_model_id,
        scenarios.scenario_code,
        greatest(training_compute.known_date, prices.known_date) as known_date,
        training_compute.training_compute_flop,
        scenarios.utilization_fraction,
        training_compute.training_compute_flop / (
            models.bf16_dense_tflop_per_s
            * cast(assumed.flop_per_tflop as double)
            * scenarios.utilization_fraction
            * cast(assumed.seconds_per_hour as double)
        ) as gpu_hours,
        prices.gpu_usd_per_gpu_hour,
        prices.full_host_usd_per_gpu_hour,
        training_compute.bound_type,
        training_compute.source_id
    from core.training_compute
    cross join scenarios
    cross join assumed
    cross join cost.gpu_unit_costs as prices
    inner join reference.gpu_models as models on prices.gpu_model_id = models.gpu_model_id
    where models.bf16_dense_tflop_per_s is not null
)

select
    model_id,
    price_list_id,
    gpu_model_id,
    scenario_code,
    known_date,
    training_compute_flop,
    utilization_fraction,  -- model operations done, as a share of the GPU's dense 16-bit peak
    gpu_hours,  -- hours of one GPU; a cluster of n GPUs takes one n-th of it
    cast(gpu_hours * gpu_usd_per_gpu_hour as decimal(20, 2))
        as gpu_only_cost_usd,  -- cost of the bare GPU components
    cast(gpu_hours * full_host_usd_per_gpu_hour as decimal(20, 2))
        as full_host_cost_usd,  -- cost with the most host the provider allows for each GPU
    bound_type,
    source_id
from runs
