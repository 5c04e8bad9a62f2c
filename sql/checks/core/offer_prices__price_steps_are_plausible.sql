-- From one list to the next a price changes by plausible_price_step_ratio at most, or is known to.
-- What is known must still be so.
-- broken by: update core.offer_prices set price_usd_per_unit_hour = 0.055 where item_name = 'p100_sxm_16gb' and price_list_id = 'coreweave_docs_2021_05_12'
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
),

wide as (
    select
        concat_ws(' | ', steps.price_list_id, steps.item_name, steps.commitment_type) as fact_key,
        steps.previous_price_list_id,
        steps.previous_high_price,
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
),

known as (
    select fact_key
    from reference.known_differences
    where table_name = 'core.offer_prices' and column_name = 'price_usd_per_unit_hour'
)

select
    coalesce(wide.fact_key, known.fact_key) as fact_key,
    wide.previous_price_list_id,
    wide.previous_high_price,
    wide.high_price,
    wide.most_ratio,
    case
        when known.fact_key is null
            then 'correct the price, or say why it stays in seeds/reference/known_differences.csv'
        else 'no such step is held: delete the line in seeds/reference/known_differences.csv'
    end as remedy
from wide
full join known on wide.fact_key = known.fact_key
where wide.fact_key is null or known.fact_key is null
