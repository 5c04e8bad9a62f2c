-- One row per price at which a list sells an offer, however many regions share it: each counts once.
-- grain: price_list_id, item_name, commitment_type, price_usd_per_unit_hour
-- core.list_prices has such a price once per region, so a count or an average of it weighs regions.
-- An offer with two prices in one list has two rows. Some lists sell two components under one label.
select
    price_list_id,
    case when component_type is null then offer_name else offer_id end
        as item_name,  -- component by its id, or instance type in every region
    commitment_type,
    price_usd_per_unit_hour,
    any_value(offer_name) as offer_name,
    any_value(provider_id) as provider_id,
    any_value(gpu_model_id) as gpu_model_id,
    any_value(price_basis_code) as price_basis_code,
    any_value(component_type) as component_type,
    any_value(effective_from_date) as effective_from_date,
    any_value(effective_to_date) as effective_to_date,
    min(first_confirmed_date) as first_confirmed_date,
    max(last_confirmed_date) as last_confirmed_date,
    max(known_date) as known_date,
    any_value(gpu_count) as gpu_count,
    any_value(offer_usd_per_gpu_hour) as offer_usd_per_gpu_hour,
    count(*) as region_count,  -- regions, or places without one, that share the price
    min(source_id) as source_id
from core.list_prices
group by
    price_list_id,
    case when component_type is null then offer_name else offer_id end,
    commitment_type,
    price_usd_per_unit_hour
