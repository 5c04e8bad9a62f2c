-- Memory, bandwidth and speeds per watt lie, over all GPUs, within plausible_gpu_figure_ratio of each other.
-- broken by: update reference.gpu_models set memory_gb = 1410 where gpu_model_id = 'h200_sxm'
with

figures as (
    select
        gpu_model_id,
        board_power_w,
        unnest([
            'memory_gb',
            'memory_bandwidth_gb_per_s',
            'bf16_dense_tflop_per_s',
            'fp32_tflop_per_s'
        ]) as column_name,
        unnest([
            memory_gb, memory_bandwidth_gb_per_s, bf16_dense_tflop_per_s, fp32_tflop_per_s
        ]) as figure
    from reference.gpu_models
),

compared as (
    select
        gpu_model_id,
        column_name,
        figure,
        figure / board_power_w as figure_per_watt,
        min(figure / board_power_w) over (partition by column_name) as least_per_watt,
        max(figure / board_power_w) over (partition by column_name) as most_per_watt
    from figures
)

select
    compared.gpu_model_id,
    compared.column_name,
    compared.figure,
    compared.figure_per_watt,
    ratio.value as most_ratio,
    'correct seeds/reference/gpu_models.csv, or the bound in seeds/reference/assumptions.csv'
        as remedy
from compared
left join reference.assumptions as ratio
    on ratio.assumption_id = 'plausible_gpu_figure_ratio' and ratio.scenario_code = 'base'
where
    compared.figure_per_watt in (compared.least_per_watt, compared.most_per_watt)
    and not coalesce(compared.most_per_watt <= ratio.value * compared.least_per_watt, false)
