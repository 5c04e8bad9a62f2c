-- One row per component of a price list, with the period and the provider of its list.
-- grain: price_list_id, component_id
-- Where several sources state a component of one list, the most trusted is preferred, then the
-- latest known.
-- gpu_model_id is null where the component is no GPU.
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
    component_prices.price_list_id,
    component_prices.component_id,
    price_lists.provider_id,
    component_prices.gpu_model_id,
    component_prices.component_type,
    component_prices.sku_name,
    price_lists.effective_from_date,
    price_lists.effective_to_date,
    least(price_lists.effective_from_date, seen.first_seen_date) as first_confirmed_date,
    greatest(listed.last_confirmed_date, seen.last_seen_date) as last_confirmed_date,
    coalesce(component_prices.known_date, sources.published_date) as known_date,
    component_prices.price_usd_per_unit_hour,
    component_prices.is_default,
    component_prices.bound_type,
    component_prices.source_id
from pricing.component_prices
inner join core.price_lists on component_prices.price_list_id = price_lists.price_list_id
inner join pricing.price_lists as listed on component_prices.price_list_id = listed.price_list_id
left join seen
    on
        component_prices.price_list_id = seen.price_list_id
        and component_prices.component_id = seen.item_name
inner join reference.sources on component_prices.source_id = sources.source_id
qualify
    row_number() over (
        partition by component_prices.price_list_id, component_prices.component_id
        order by
            sources.trust_rank asc,
            coalesce(component_prices.known_date, sources.published_date) desc,
            component_prices.source_id asc
    ) = 1
