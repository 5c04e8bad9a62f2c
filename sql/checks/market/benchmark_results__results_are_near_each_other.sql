-- Results of a benchmark, by GPU and its dense speed, lie within plausible_benchmark_ratio of each other.
-- Times are compared for one number of GPUs only: they do not fall in proportion to it.
-- broken by: update market.benchmark_results set result_value = 32.6 where result_value = 3.26 and benchmark_task_name = '3d-unet-99'
with

scored as (
    select
        results.*,
        case results.result_type
            when 'throughput'
                then
                    cast(results.result_value as double)
                    / (results.gpu_count * models.bf16_dense_tflop_per_s)
            else
                1
                / (
                    cast(results.result_value as double)
                    * results.gpu_count
                    * models.bf16_dense_tflop_per_s
                )
        end as result_per_tflop,
        case results.result_type when 'time_to_target' then results.gpu_count end
            as compared_gpu_count
    from market.benchmark_results as results
    inner join reference.gpu_models as models on results.gpu_model_id = models.gpu_model_id
    where models.bf16_dense_tflop_per_s is not null
),

compared as (
    select
        *,
        min(result_per_tflop) over alike as least_per_tflop,
        max(result_per_tflop) over alike as most_per_tflop
    from scored
    window
        alike as (
            partition by
                benchmark_suite_code,
                benchmark_task_name,
                scenario_name,
                result_type,
                unit_name,
                compared_gpu_count
        )
)

select
    compared.benchmark_task_name,
    compared.scenario_name,
    compared.benchmark_round_name,
    compared.system_name,
    compared.result_value,
    compared.result_per_tflop,
    ratio.value as most_ratio
from compared
left join reference.assumptions as ratio
    on ratio.assumption_id = 'plausible_benchmark_ratio' and ratio.scenario_code = 'base'
where
    not coalesce(compared.most_per_tflop <= ratio.value * compared.least_per_tflop, false)
    and compared.result_per_tflop in (compared.least_per_tflop, compared.most_per_tflop)
