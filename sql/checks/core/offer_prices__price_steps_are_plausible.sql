-- From one list of a provider to its next an offer's price changes by plausible_price_step_ratio at most.
with

listed as (
    select
        provider_id,
        item_name,
        commitment_type,
        price_basis_code,
        price_list_id,
        effective_from_date,
        min(price_usd_per_unit_hour) as low_price,
        max(price_usd_per_unit_hour) as high_price
    from core.offer_prices
    group by all
),

steps as (
    select
        *,
        lag(price_list_id) over consecutive as previous_price_list_id,
        lag(low_price) over consecutive as previous_low_price,
        lag(high_price) over consecutive as previous_high_price
    from listed
    window
        consecutive as (
            partition by provider_id, item_name, commitment_type, price_basis_code
            order by effective_from_date, price_list_id
        )
)

select
    steps.provider_id,
    steps.item_name,
    steps.commitment_type,
    steps.previous_price_list_id,
    steps.previous_high_price,
    steps.price_list_id,
    steps.high_price,
    ratio.value as most_ratio
from steps
left join reference.assumptions as ratio
    on ratio.assumption_id = 'plausible_price_step_ratio' and ratio.scenario_code = 'base'
where
    steps.previous_price_list_id is not null
    and not coalesce(
        steps.high_price <= ratio.value * steps.previous_low_price
        and steps.previous_high_price <= ratio.value * steps.low_price,
        false
    )
