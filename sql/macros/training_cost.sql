-- What a training run of so many operations costs on one kind of GPU at a price list: one row.
-- formula: gpu_hours = flop / (bf16 dense FLOP per second * utilization * seconds_per_hour)
-- formula: cost = gpu_hours * price of one GPU-hour
-- source: definition of model FLOP utilisation, PaLM paper, appendix B
-- Utilisation is of the dense 16-bit peak; left out, it is the base assumption. The full host is
-- that of cost.gpu_unit_costs, null where no limit is known. Stops with the reason where the list,
-- the GPU or its dense speed is unknown, or a number is none or out of range.
create or replace macro training_cost(flop, price_list, gpu_model, utilization := null) as table
    with

    -- through text, from which anything may be tried
    asked (flop_text, utilization_text, asked_list, asked_gpu) as (
        select
            cast(flop as varchar),
            cast(utilization as varchar),
            resolved_price_list(price_list),
            resolved_gpu_model(gpu_model)
    ),

    assumed as (
        select
            max(cast(value as double)) filter (where assumption_id = 'flop_per_tflop')
                as flop_per_tflop,
            max(cast(value as double)) filter (where assumption_id = 'seconds_per_hour')
                as seconds_per_hour,
            max(cast(value as double)) filter (where assumption_id = 'model_flop_utilization')
                as base_utilization
        from reference.assumptions
        where scenario_code = 'base'
    ),

    run as (
        select
            asked.*,
            assumed.flop_per_tflop,
            assumed.seconds_per_hour,
            try_cast(asked.flop_text as double) as asked_flop,
            case
                when asked.utilization_text is null then assumed.base_utilization
                else try_cast(asked.utilization_text as double)
            end as utilization_fraction
        from asked
        cross join assumed
    ),

    found as (
        select
            run.asked_list,
            run.asked_gpu,
            run.utilization_fraction,
            prices.gpu_usd_per_gpu_hour,
            prices.full_host_usd_per_gpu_hour,
            run.asked_flop / (
                models.bf16_dense_tflop_per_s
                * run.flop_per_tflop
                * run.utilization_fraction
                * run.seconds_per_hour
            ) as gpu_hours,
            case
                when not coalesce(run.asked_flop > 0 and isfinite(run.asked_flop), false)
                    then
                        concat(
                            'the number of operations must be a positive number, not ',
                            coalesce(run.flop_text, 'null'),
                            '; that of an AI model is in core.training_compute'
                        )
                when
                    not coalesce(
                        run.utilization_fraction > 0 and run.utilization_fraction <= 1, false
                    )
                    then
                        concat('utilisation is over 0, at most 1, not ', run.utilization_text)
                when price_lists.price_list_id is null
                    then 'there is no such price list; see core.price_lists'
                when prices.gpu_model_id is null
                    then 'the list prices no such GPU by itself; see cost.gpu_unit_costs'
                when models.bf16_dense_tflop_per_s is null
                    then 'no source states its dense 16-bit speed; see reference.gpu_models'
            end as refusal
        from run
        left join core.price_lists on run.asked_list = price_lists.price_list_id
        left join cost.gpu_unit_costs as prices
            on
                run.asked_list = prices.price_list_id
                and run.asked_gpu = prices.gpu_model_id
        left join reference.gpu_models as models on prices.gpu_model_id = models.gpu_model_id
    )

    select
        gpu_hours,
        cast(gpu_hours * gpu_usd_per_gpu_hour as decimal(20, 2)) as gpu_only_cost_usd,
        cast(gpu_hours * full_host_usd_per_gpu_hour as decimal(20, 2)) as full_host_cost_usd,
        utilization_fraction
    from found
    where
        case
            when refusal is not null
                then error(concat('no cost on ', asked_gpu, ' at ', asked_list, ': ', refusal))
            when
                try_cast(
                    gpu_hours * greatest(gpu_usd_per_gpu_hour, full_host_usd_per_gpu_hour)
                    as decimal(20, 2)
                ) is null
                then
                    error(
                        concat(
                            'no cost on ', asked_gpu, ' at ', asked_list,
                            ': it is too large to be written in dollars'
                        )
                    )
            else true
        end
