-- One row per benchmark that a submitter ran in one round on as many GPUs of two models: the speed-up.
-- grain: source_id, benchmark_suite_code, benchmark_task_name, scenario_name, gpu_count, system_name, base_system_name
-- formula: speed_up_ratio = base time / time, or throughput / base throughput
-- source: definition; results of MLPerf, closed division
-- Only boards of one form factor are compared, each with the one of lower dense 16-bit peak speed.
-- Results are of whole systems: other hosts, software and number formats (FP8) count in.
with

models as (
    select
        ai_models.model_id,
        arg_min(ai_models.parameter_count, (sources.trust_rank, sources.source_id))
            as parameter_count
    from market.ai_models
    inner join reference.sources on ai_models.source_id = sources.source_id
    group by ai_models.model_id
)

select
    results.benchmark_suite_code,
    results.benchmark_round_name,
    results.submitter_name,
    results.benchmark_task_name,
    results.scenario_name,
    results.gpu_count,
    results.gpu_model_id,
    base.gpu_model_id as base_gpu_model_id,  -- GPU model that the other is compared with
    results.system_name,
    base.system_name as base_system_name,  -- system that the other is compared with
    models.parameter_count,
    case
        when results.result_type = 'time_to_target'
            then cast(base.result_value as double) / cast(results.result_value as double)
        else cast(results.result_value as double) / cast(base.result_value as double)
    end as speed_up_ratio,  -- how many times as fast as the base
    coalesce(results.known_date, sources.published_date) as known_date,
    results.source_id
from market.benchmark_results as results
inner join market.benchmark_results as base
    on
        results.source_id = base.source_id
        and results.benchmark_suite_code = base.benchmark_suite_code
        and results.benchmark_round_name = base.benchmark_round_name
        and results.submitter_name = base.submitter_name
        and results.benchmark_task_name = base.benchmark_task_name
        and results.scenario_name = base.scenario_name
        and results.gpu_count = base.gpu_count
        and results.result_type = base.result_type
inner join reference.gpu_models as gpus on results.gpu_model_id = gpus.gpu_model_id
inner join reference.gpu_models as base_gpus
    on
        base.gpu_model_id = base_gpus.gpu_model_id
        and gpus.form_factor_code = base_gpus.form_factor_code
        and gpus.bf16_dense_tflop_per_s > base_gpus.bf16_dense_tflop_per_s
inner join reference.sources on results.source_id = sources.source_id
left join models on results.model_id = models.model_id
