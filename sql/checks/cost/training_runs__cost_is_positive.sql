-- Training takes GPU-hours and costs money, and more with a full host than on bare GPUs.
-- broken by: update cost.training_runs set full_host_cost_usd = gpu_only_cost_usd
select
    model_id,
    price_list_id,
    gpu_model_id,
    scenario_code,
    gpu_hours,
    gpu_only_cost_usd,
    full_host_cost_usd
from cost.training_runs
where
    not coalesce(gpu_hours > 0 and gpu_only_cost_usd > 0, false)
    or full_host_cost_usd <= gpu_only_cost_usd
