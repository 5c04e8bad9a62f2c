-- From one valuation to the next a company's worth moves within plausible_valuation_step_ratio, or is known to.
-- What is known must still be so.
-- broken by: update growth.valuations set step_up_ratio = 12.1 where valuation_date = '2024-11-01'
with

wide as (
    select
        concat_ws(
            ' | ', valuations.company_id, valuations.valuation_date, valuations.valuation_type
        ) as fact_key,
        valuations.previous_valuation_usd,
        valuations.valuation_usd,
        valuations.step_up_ratio,
        least.value as least_ratio,
        most.value as most_ratio
    from growth.valuations
    left join reference.assumptions as least
        on least.assumption_id = 'plausible_valuation_step_ratio' and least.scenario_code = 'low'
    left join reference.assumptions as most
        on most.assumption_id = 'plausible_valuation_step_ratio' and most.scenario_code = 'high'
    where
        valuations.previous_valuation_usd is not null
        and not coalesce(valuations.step_up_ratio between least.value and most.value, false)
),

known as (
    select fact_key
    from reference.known_differences
    where table_name = 'growth.valuations' and column_name = 'valuation_usd'
)

select
    coalesce(wide.fact_key, known.fact_key) as fact_key,
    wide.previous_valuation_usd,
    wide.valuation_usd,
    wide.step_up_ratio,
    wide.least_ratio,
    wide.most_ratio,
    case
        when known.fact_key is null
            then 'correct the figure, or say why it stays in seeds/reference/known_differences.csv'
        else 'no such step is held: delete the line in seeds/reference/known_differences.csv'
    end as remedy
from wide
full join known on wide.fact_key = known.fact_key
where wide.fact_key is null or known.fact_key is null
