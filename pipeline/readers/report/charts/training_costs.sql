-- One row per AI model and GPU at the note's prices: the cost in three scenarios.
-- Three GPUs, one a generation: the chart would not hold more.
select
    models.model_name,
    replace(gpus.gpu_model_name, 'NVIDIA ', '') as gpu_name,
    runs.training_compute_flop,
    runs.bound_type,
    max(runs.gpu_hours) filter (where runs.scenario_code = 'base') as base_gpu_hours,
    max(runs.full_host_cost_usd) filter (where runs.scenario_code = 'low')
        as low_utilization_cost_usd,
    max(runs.full_host_cost_usd) filter (where runs.scenario_code = 'base') as base_cost_usd,
    max(runs.full_host_cost_usd) filter (where runs.scenario_code = 'high')
        as high_utilization_cost_usd,
    max(greatest(runs.known_date, models.known_date)) as known_date,
    models.source_id as compute_source_id,
    costs.source_id
from cost.training_runs as runs
inner join core.training_compute as models on runs.model_id = models.model_id
inner join reference.gpu_models as gpus on runs.gpu_model_id = gpus.gpu_model_id
inner join cost.gpu_unit_costs as costs
    on
        runs.price_list_id = costs.price_list_id
        and runs.gpu_model_id = costs.gpu_model_id
where
    runs.price_list_id = note_price_list_id()
    and runs.gpu_model_id in ('v100_sxm_16gb', 'a100_sxm_80gb', 'h100_sxm')
group by all
order by runs.training_compute_flop, models.model_name, min(gpus.release_date)
