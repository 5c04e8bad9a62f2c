-- One row per day on which a claim was made and component of the provider's own list of that day.
-- grain: known_by_date, provider_id, component_id
-- Own means from a first-party source. Of several such lists in force and known on the day the one
-- that begins last counts. Prices known later than the day are left out.
with

days as (
    select distinct known_by_date
    from audit.claims
)

select
    days.known_by_date,
    prices.provider_id,
    prices.component_id,
    prices.price_list_id,
    prices.component_type,
    prices.gpu_model_id,
    prices.sku_name,
    prices.known_date,
    prices.price_usd_per_unit_hour,
    prices.is_default,
    prices.bound_type,
    prices.source_id
from days
cross join core.component_prices_known_by(days.known_by_date) as prices
inner join core.price_lists_known_by(days.known_by_date) as lists
    on prices.price_list_id = lists.price_list_id and lists.trust_rank = 1
where is_in_force(days.known_by_date, prices.effective_from_date, prices.effective_to_date)
qualify
    dense_rank() over (
        partition by days.known_by_date, prices.provider_id
        order by prices.effective_from_date desc, prices.price_list_id asc
    ) = 1
