-- One row per instance type, region and commitment of a price list, with its price per GPU.
-- grain: price_list_id, instance_type_name, region_name, commitment_type
-- The price covers the whole host and is never a GPU component's.
-- vcpu_count and ram_gb are null where the source does not state the host.
-- A price that a source prints without a region has a row of its own, in region 'not stated': it stands
-- for the list, which confirms it, and confirms no region.
with

seen as (
    select
        price_list_id,
        item_name,
        min(confirmed_date) as first_seen_date,
        max(confirmed_date) as last_seen_date
    from pricing.price_confirmations
    group by all
)

select
    instance_prices.price_list_id,
    instance_prices.instance_type_name,
    instance_prices.region_name,
    instance_prices.commitment_type,
    price_lists.provider_id,
    instance_prices.gpu_model_id,
    price_lists.effective_from_date,
    price_lists.effective_to_date,
    least(price_lists.effective_from_date, seen.first_seen_date) as first_confirmed_date,
    greatest(listed.last_confirmed_date, seen.last_seen_date) as last_confirmed_date,
    coalesce(instance_prices.known_date, sources.published_date) as known_date,
    instance_prices.gpu_count,
    instance_prices.vcpu_count,
    instance_prices.ram_gb,
    instance_prices.price_usd_per_hour,
    cast(instance_prices.price_usd_per_hour / instance_prices.gpu_count as decimal(18, 6))
        as price_usd_per_gpu_hour,  -- price of the instance divided by its GPUs
    instance_prices.bound_type,
    instance_prices.source_id
from pricing.instance_prices
inner join core.price_lists on instance_prices.price_list_id = price_lists.price_list_id
inner join pricing.price_lists as listed on instance_prices.price_list_id = listed.price_list_id
left join seen
    on
        instance_prices.price_list_id = seen.price_list_id
        and instance_prices.instance_type_name = seen.item_name
        and instance_prices.region_name = 'not stated'
inner join reference.sources on instance_prices.source_id = sources.source_id
qualify
    row_number() over (
        partition by
            instance_prices.price_list_id,
            instance_prices.instance_type_name,
            instance_prices.region_name,
            instance_prices.commitment_type
        order by
            sources.trust_rank asc,
            coalesce(instance_prices.known_date, sources.published_date) desc,
            instance_prices.source_id asc
    ) = 1
