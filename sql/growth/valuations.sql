-- One row per company, date and type of valuation, with the step from the one before.
-- grain: company_id, valuation_date, valuation_type
-- formula: step_up_ratio = valuation_usd / highest valuation at the latest earlier date
-- formula: implied_round_usd = post_money - pre_money of the same date
-- source: definition; the highest valuation at a date is the one after the round's money
-- The first date has no step, and no round is implied unless both types are known. A reported value
-- is neither pre-money nor post-money. Share counts and classes are left out.
with

dated as (
    select
        company_id,
        valuation_date,
        max(valuation_usd) as highest_usd,
        max(valuation_usd) filter (where valuation_type = 'post_money')
        - max(valuation_usd) filter (where valuation_type = 'pre_money') as implied_round_usd
    from core.valuations
    group by all
),

steps as (
    select
        *,
        lag(highest_usd) over (partition by company_id order by valuation_date) as previous_usd
    from dated
)

select
    valuations.company_id,
    valuations.valuation_date,
    valuations.valuation_type,
    valuations.date_precision_code,
    valuations.known_date,
    valuations.valuation_usd,
    steps.previous_usd as previous_valuation_usd,  -- highest valuation at the latest earlier date
    cast(valuations.valuation_usd as double) / cast(steps.previous_usd as double)
        as step_up_ratio,  -- this valuation over the previous one
    cast(steps.implied_round_usd as decimal(20, 2))
        as implied_round_usd,  -- money the round must have brought, if both types are known
    valuations.bound_type,
    valuations.source_id
from core.valuations
inner join steps
    on
        valuations.company_id = steps.company_id
        and valuations.valuation_date = steps.valuation_date
