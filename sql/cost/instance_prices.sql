-- One row per component price list, GPU and recipe: what the instance costs, part by part.
-- grain: price_list_id, gpu_model_id, recipe_id, gpu_count
-- formula: total_usd_per_hour = gpu_count * GPU price + vcpu_count * vCPU price + ram_gb * RAM price
-- formula: total_usd_per_month = total_usd_per_hour * hours_per_month, a year likewise
-- source: the note, section 1.2; CoreWeave's resource-based pricing page, worked example
-- A price is confirmed on a day when sources confirm every part of it, GPU and host.
-- A recipe leaves open what it takes from the provider's limits. A shape over a known limit is
-- not priced; where no limit is known only a single GPU is.
-- Storage, network, public addresses, discounts and taxes are left out; vCPUs are of the default
-- class. CoreWeave's own example, 4 V100 with 32 vCPUs and 128 GB for 4.16 USD an hour, comes out.
-- For example, HGX H100 with a full host at the note's list is 4.76 + 48 * 0.01 + 256 * 0.005 =
-- 6.52 USD per GPU-hour.
with

hours as (
    select
        max(value) filter (where assumption_id = 'hours_per_month') as hours_per_month,
        max(value) filter (where assumption_id = 'hours_per_year') as hours_per_year
    from reference.assumptions
    where scenario_code = 'base'
),

shapes as (
    select
        gpus.price_list_id,
        gpus.gpu_model_id,
        recipes.recipe_id,
        gpus.provider_id,
        gpus.effective_from_date,
        gpus.effective_to_date,
        gpus.first_confirmed_date as gpu_first_confirmed_date,
        gpus.last_confirmed_date as gpu_last_confirmed_date,
        gpus.known_date,
        gpus.source_id,
        gpus.price_usd_per_unit_hour as gpu_price,
        limits.max_vcpu_count_per_gpu,
        limits.max_ram_gb_per_gpu,
        limits.max_gpu_count_per_instance,
        coalesce(recipes.gpu_count, limits.max_gpu_count_per_instance) as gpu_count,
        recipes.vcpu_count as recipe_vcpu_count,
        recipes.ram_gb as recipe_ram_gb
    from core.component_prices as gpus
    cross join pricing.instance_recipes as recipes
    left join core.instance_limits as limits
        on gpus.provider_id = limits.provider_id and gpus.gpu_model_id = limits.gpu_model_id
    where gpus.component_type = 'gpu'
),

filled as (
    select
        *,
        coalesce(recipe_vcpu_count, gpu_count * max_vcpu_count_per_gpu) as vcpu_count,
        coalesce(recipe_ram_gb, gpu_count * max_ram_gb_per_gpu) as ram_gb
    from shapes
),

orderable as (
    select * from filled
    where
        coalesce(gpu_count <= max_gpu_count_per_instance, gpu_count = 1)
        and coalesce(vcpu_count <= gpu_count * max_vcpu_count_per_gpu, gpu_count = 1)
        and coalesce(ram_gb <= gpu_count * max_ram_gb_per_gpu, gpu_count = 1)
),

parts as (
    select
        orderable.*,
        greatest(orderable.gpu_first_confirmed_date, hosts.first_confirmed_date)
            as first_confirmed_date,
        least(orderable.gpu_last_confirmed_date, hosts.last_confirmed_date) as last_confirmed_date,
        cast(orderable.gpu_count * orderable.gpu_price as decimal(18, 6)) as gpu_usd_per_hour,
        cast(
            orderable.vcpu_count * hosts.vcpu_price_usd_per_unit_hour as decimal(18, 6)
        ) as vcpu_usd_per_hour,
        cast(
            orderable.ram_gb * hosts.ram_gb_price_usd_per_unit_hour as decimal(18, 6)
        ) as ram_usd_per_hour
    from orderable
    inner join core.host_prices as hosts on orderable.price_list_id = hosts.price_list_id
),

totals as (
    select
        *,
        cast(
            gpu_usd_per_hour + vcpu_usd_per_hour + ram_usd_per_hour as decimal(18, 6)
        ) as total_usd_per_hour
    from parts
    where gpu_usd_per_hour + vcpu_usd_per_hour + ram_usd_per_hour is not null
)

select
    totals.price_list_id,
    totals.gpu_model_id,
    totals.recipe_id,
    totals.provider_id,
    totals.effective_from_date,
    totals.effective_to_date,
    totals.first_confirmed_date,  -- first day on which a source confirms the price
    totals.last_confirmed_date,  -- last day on which a source confirms the price
    totals.known_date,
    totals.gpu_count,
    totals.vcpu_count,
    totals.ram_gb,
    totals.gpu_usd_per_hour,  -- part of the price that is the GPUs'
    totals.vcpu_usd_per_hour,  -- part of the price that is the vCPUs'
    totals.ram_usd_per_hour,  -- part of the price that is the host memory's
    totals.total_usd_per_hour,  -- price of the whole instance
    cast(totals.total_usd_per_hour / totals.gpu_count as decimal(18, 6))
        as total_usd_per_gpu_hour,  -- price of the whole instance divided by its GPUs
    cast(totals.total_usd_per_hour * hours.hours_per_month as decimal(18, 6))
        as total_usd_per_month,  -- price of the whole instance, running all month
    cast(totals.total_usd_per_hour * hours.hours_per_year as decimal(18, 6))
        as total_usd_per_year,  -- price of the whole instance, running all year
    cast(totals.gpu_usd_per_hour as double) / cast(totals.total_usd_per_hour as double)
        as gpu_fraction,  -- share of the GPUs in the price
    totals.source_id
from totals
cross join hours
