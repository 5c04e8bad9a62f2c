-- One row per claim that one GPU is so many times as fast as another, with what benchmarks have.
-- grain: claim_id
-- formula: computed_value = median speed-up; low and high are the worst and the best benchmark
-- source: definition; the comparisons are the rows of audit.measured_speed_ups
-- Benchmarks are a sample of what the GPUs run: they can refute such a claim, not prove it. A claim
-- about the largest models has only models of largest_model_parameter_count and more: what smaller
-- ones show is told and decides nothing. The test's second figure, the vendor's own words, neither.
with

asked as (
    select
        tests.claim_id,
        claims.known_by_date,
        any_value(tests.test_kind) = 'largest_model_speed_up' as is_of_largest,
        arg_min(tests.figure_id, tests.figure_order) as asked_id,
        arg_max(tests.figure_id, tests.figure_order) as last_id,
        max(tests.missing_data) as missing_data
    from reference.claim_tests as tests
    inner join audit.claims on tests.claim_id = claims.claim_id
    where tests.test_kind in ('speed_up', 'largest_model_speed_up')
    group by all
),

compared as (
    select
        asked.claim_id,
        asked.missing_data,
        asked.is_of_largest,
        measured.speed_up_ratio as ratio,
        measured.benchmark_task_name as task_name,
        measured.known_date,
        measured.source_id,
        concat_ws(' ', 'MLPerf', measured.benchmark_suite_code, measured.benchmark_round_name)
            as round_name,
        models.gpu_model_name as gpu_name,
        base_models.gpu_model_name as base_gpu_name,
        large.value as least_parameter_count,
        not asked.is_of_largest or coalesce(measured.parameter_count >= large.value, false)
            as counts,
        '; ' || stated.publisher_name || ' itself says ' || hedge_text(stated.bound_type) || ' '
        || figure_text(stated.figure_value) as own_words
    from asked
    inner join reference.assumptions as large
        on
            large.assumption_id = 'largest_model_parameter_count'
            and large.scenario_code = 'base'
    left join audit.measured_speed_ups as measured
        on
            asked.known_by_date >= measured.known_date
            and asked.asked_id = concat_ws(
                '/', 'speed up', measured.benchmark_suite_code, measured.gpu_model_id,
                measured.base_gpu_model_id
            )
    left join reference.gpu_models as models on measured.gpu_model_id = models.gpu_model_id
    left join reference.gpu_models as base_models
        on measured.base_gpu_model_id = base_models.gpu_model_id
    left join audit.stated_figures as stated
        on asked.last_id = stated.figure_id and asked.known_by_date >= stated.known_date
),

found as (
    select
        claim_id,
        missing_data,
        is_of_largest,
        any_value(own_words) as own_words,
        any_value(least_parameter_count) as least_parameter_count,
        any_value(gpu_name) as gpu_name,
        any_value(base_gpu_name) as base_gpu_name,
        count(ratio) as held_count,
        count(ratio) filter (where counts) as counted,
        median(ratio) filter (where counts) as middle,
        min(ratio) filter (where counts) as worst,
        max(ratio) filter (where counts) as best,
        min(ratio) as held_worst,
        max(ratio) as held_best,
        arg_max(task_name, (ratio, task_name)) as held_best_name,
        arg_max(task_name, (ratio, task_name)) filter (where counts) as best_name,
        string_agg(distinct round_name, ', ' order by round_name) as round_names,
        string_agg(distinct source_id, ', ' order by source_id) as source_ids,
        max(known_date) as known_date
    from compared
    group by claim_id, missing_data, is_of_largest
)

select
    claim_id,
    case when counted > 1 then middle end as computed_value,  -- the figure as the data have it
    case when counted > 1 then worst end as computed_low_value,  -- lowest that the data allow
    case when counted > 1 then best end as computed_high_value,  -- highest that the data allow
    'sample' as basis_code,  -- other_document, arithmetic, sample, same_publisher or same_document
    known_date as evidence_known_date,  -- when the last row that counts became known
    'audit.measured_speed_ups: ' || nullif(held_count, 0) || ' comparisons, best '
    || format('{:.2f}', held_best) || ' (' || held_best_name || '), worst '
    || format('{:.2f}', held_worst) || '; results from '
    || source_ids as evidence,  -- rows that count and the documents they are from
    concat(
        case
            when counted > 1
                then
                    concat(
                        'in ', counted, ' comparisons of ', round_names, ', each by one submitter',
                        ' on as many GPUs, ', gpu_name, ' is ', format('{:.2f}', best),
                        ' times as fast as ', base_gpu_name, ' at best (', best_name, '), ',
                        format('{:.2f}', middle), ' in the median and ', format('{:.2f}', worst),
                        ' at worst'
                    )
            when held_count > 0
                then
                    concat(
                        'would need ', missing_data, '; the ', held_count, ' comparisons held, of ',
                        round_names, ', are of models of less than ',
                        figure_text(least_parameter_count),
                        ' parameters or of unknown size, and there ', gpu_name, ' is ',
                        format('{:.2f}', held_worst), ' to ', format('{:.2f}', held_best),
                        ' times as fast as ', base_gpu_name, ' (best: ', held_best_name, ')'
                    )
            else concat('no benchmark held has it; would need ', missing_data)
        end,
        own_words
    ) as finding  -- what was found, or which data are missing
from found
