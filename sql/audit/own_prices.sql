-- One row per day on which a claim was made and component of the provider's own list of that day.
-- grain: known_by_date, provider_id, component_id
-- Own means from a first-party source. Of several such lists in force and known on the day the one
-- that begins last counts. Prices known later than the day are left out.
with

days as (
    select distinct known_by_date
    from audit.claims
),

lists as (
    select
        days.known_by_date,
        price_lists.price_list_id,
        price_lists.provider_id
    from days
    inner join pricing.price_lists
        on
            days.known_by_date >= price_lists.effective_from_date
            and days.known_by_date
            <= coalesce(price_lists.effective_to_date, days.known_by_date)
    inner join reference.sources
        on
            price_lists.source_id = sources.source_id
            and coalesce(price_lists.known_date, sources.published_date) <= days.known_by_date
    where price_lists.price_basis_code = 'component' and sources.trust_rank = 1
    qualify
        row_number() over (
            partition by days.known_by_date, price_lists.provider_id
            order by price_lists.effective_from_date desc, price_lists.price_list_id asc
        ) = 1
)

select
    lists.known_by_date,
    lists.provider_id,
    prices.component_id,
    lists.price_list_id,
    prices.component_type,
    prices.gpu_model_id,
    prices.sku_name,
    coalesce(prices.known_date, sources.published_date) as known_date,
    prices.price_usd_per_unit_hour,
    prices.is_default,
    prices.bound_type,
    prices.source_id
from lists
inner join pricing.component_prices as prices on lists.price_list_id = prices.price_list_id
inner join reference.sources
    on
        prices.source_id = sources.source_id
        and coalesce(prices.known_date, sources.published_date) <= lists.known_by_date
qualify
    row_number() over (
        partition by lists.known_by_date, lists.provider_id, prices.component_id
        order by
            sources.trust_rank asc,
            coalesce(prices.known_date, sources.published_date) desc,
            prices.source_id asc
    ) = 1
