-- What an instance of this shape costs at a component price list, part by part: one row.
-- formula: total_usd_per_hour = gpus * GPU price + vcpus * vCPU price + ram_gb * RAM price
-- source: the note, section 1.2; CoreWeave's resource-based pricing page, worked example
-- Takes the list's default vCPU class. Stops with the reason where the list or the GPU is unknown,
-- a count is not a positive whole number, the price is too large to be written, or the shape is over a limit known of the provider.
-- Formula and what is left out are those of cost.instance_prices, but where no limit is known any
-- shape is priced. For example, 8 HGX H100 with 128 vCPUs and 2,048 GB at the note's list cost
-- 49.60 USD an hour.
create or replace macro instance_price(price_list, gpu_model, gpus, vcpus, ram_gb) as table
    with

    asked (
        asked_list, asked_gpu, asked_gpus, asked_vcpus, asked_gb, is_asked_whole, asked_shape
    ) as (
        select
            resolved_price_list(price_list),
            resolved_gpu_model(gpu_model),
            -- through text, from which anything may be tried
            try_cast(cast(gpus as varchar) as bigint),
            try_cast(cast(vcpus as varchar) as bigint),
            try_cast(cast(ram_gb as varchar) as decimal(12, 2)),
            try_cast(cast(gpus as varchar) as double) = try_cast(cast(gpus as varchar) as bigint)
            and try_cast(cast(vcpus as varchar) as double)
            = try_cast(cast(vcpus as varchar) as bigint),
            concat(gpus, ' x ', gpu_model, ', ', vcpus, ' vCPUs and ', ram_gb, ' GB')
    ),

    found as (
        select
            asked.*,
            try_cast(asked.asked_gpus * priced.price_usd_per_unit_hour as decimal(18, 6))
                as gpu_usd_per_hour,
            try_cast(asked.asked_vcpus * hosts.vcpu_price_usd_per_unit_hour as decimal(18, 6))
                as vcpu_usd_per_hour,
            try_cast(asked.asked_gb * hosts.ram_gb_price_usd_per_unit_hour as decimal(18, 6))
                as ram_usd_per_hour,
            case
                when
                    not coalesce(
                        asked.is_asked_whole
                        and least(asked.asked_gpus, asked.asked_vcpus) >= 1
                        and asked.asked_gb > 0,
                        false
                    )
                    then 'an instance has whole GPUs and vCPUs, at least one of each, and memory'
                when price_lists.price_list_id is null
                    then 'there is no such price list; see core.price_lists'
                when hosts.price_list_id is null
                    then 'the list prices whole instances; see core.instance_prices'
                when priced.gpu_model_id is null
                    then 'the list has no such GPU; see core.component_prices'
                when asked.asked_gpus > limits.max_gpu_count_per_instance
                    then
                        concat('at most ', limits.max_gpu_count_per_instance, ' GPUs per instance')
                when asked.asked_vcpus > asked.asked_gpus * limits.max_vcpu_count_per_gpu
                    then concat('at most ', limits.max_vcpu_count_per_gpu, ' vCPUs per GPU')
                when asked.asked_gb > asked.asked_gpus * limits.max_ram_gb_per_gpu
                    then concat('at most ', limits.max_ram_gb_per_gpu, ' GB per GPU')
            end as refusal
        from asked
        left join core.price_lists on asked.asked_list = price_lists.price_list_id
        left join core.host_prices as hosts on asked.asked_list = hosts.price_list_id
        left join core.component_prices as priced
            on
                asked.asked_list = priced.price_list_id
                and asked.asked_gpu = priced.gpu_model_id
                and priced.component_type = 'gpu'
        left join core.instance_limits as limits
            on
                price_lists.provider_id = limits.provider_id
                and asked.asked_gpu = limits.gpu_model_id
    ),

    sold as (
        select
            *,
            try_cast(gpu_usd_per_hour + vcpu_usd_per_hour + ram_usd_per_hour as decimal(18, 6))
                as total_usd_per_hour
        from found
        where
            case
                when refusal is not null
                    then
                        error(
                            concat('no price of ', asked_shape, ' at ', asked_list, ': ', refusal)
                        )
                when
                    try_cast(
                        gpu_usd_per_hour + vcpu_usd_per_hour + ram_usd_per_hour as decimal(18, 6)
                    ) is null
                    then
                        error(
                            concat(
                                'no price of ', asked_shape, ' at ', asked_list,
                                ': it is too large to be written in dollars'
                            )
                        )
                else true
            end
    )

    select
        asked_list as price_list_id,
        asked_gpu as gpu_model_id,
        asked_gpus as gpu_count,
        asked_vcpus as vcpu_count,
        asked_gb as ram_gb,
        gpu_usd_per_hour,
        vcpu_usd_per_hour,
        ram_usd_per_hour,
        total_usd_per_hour,
        cast(total_usd_per_hour / asked_gpus as decimal(18, 6)) as total_usd_per_gpu_hour,
        cast(gpu_usd_per_hour as double) / cast(total_usd_per_hour as double) as gpu_fraction
    from sold
