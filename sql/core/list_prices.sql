-- One row per price of a price list, whether it buys a component or a whole instance.
-- grain: price_list_id, offer_id
-- A component is offered under its own id, an instance under its type, region (where one is stated)
-- and commitment. The two are different goods: mind price_basis_code before comparing.
-- Every list stands here, none preferred over another. What is no GPU has no gpu_count and no price
-- per GPU; an instance has no component_type. A price stands once per region: for counts and averages
-- take core.offer_prices.
with

offers as (
    select
        price_list_id,
        component_id as offer_id,
        sku_name as offer_name,
        component_type,
        gpu_model_id,
        'on_demand' as commitment_type,
        case when component_type = 'gpu' then 1 end as gpu_count,
        first_confirmed_date,
        last_confirmed_date,
        known_date,
        price_usd_per_unit_hour,
        case when component_type = 'gpu' then price_usd_per_unit_hour end
            as offer_usd_per_gpu_hour,
        is_default,
        bound_type,
        source_id
    from core.component_prices
    union all by name
    select
        price_list_id,
        concat_ws(
            '/', instance_type_name, nullif(region_name, 'not stated'), commitment_type
        ) as offer_id,
        instance_type_name as offer_name,
        gpu_model_id,
        commitment_type,
        nullif(region_name, 'not stated') as region_name,
        gpu_count,
        vcpu_count,
        ram_gb,
        first_confirmed_date,
        last_confirmed_date,
        known_date,
        price_usd_per_hour as price_usd_per_unit_hour,
        price_usd_per_gpu_hour as offer_usd_per_gpu_hour,
        bound_type,
        source_id
    from core.instance_prices
)

select
    offers.price_list_id,
    offers.offer_id,  -- component, or instance type with its region and commitment
    price_lists.provider_id,
    offers.gpu_model_id,
    price_lists.price_basis_code,
    offers.offer_name,  -- label under which the component or instance is sold
    offers.component_type,
    offers.commitment_type,
    offers.region_name as offer_region_name,  -- region as printed; empty where none is stated
    price_lists.effective_from_date,
    price_lists.effective_to_date,
    offers.first_confirmed_date,
    offers.last_confirmed_date,
    greatest(price_lists.known_date, offers.known_date) as known_date,
    price_lists.trust_rank,
    offers.gpu_count,
    offers.vcpu_count,
    offers.ram_gb,
    offers.price_usd_per_unit_hour,
    offers.offer_usd_per_gpu_hour,  -- price by the GPUs it buys: bare in a component list
    offers.is_default,
    offers.bound_type,
    offers.source_id
from offers
inner join core.price_lists on offers.price_list_id = price_lists.price_list_id
