-- From one period held to the next a figure above zero moves by plausible_financial_step_ratio at most, or is known to.
-- Only periods of one length are compared; a loss is not. What is known must still be so.
-- broken by: update core.company_financials set amount_usd = 24984100 where financial_metric_type = 'adjusted_ebitda' and period_end_date = '2024-06-30'
with

steps as (
    select
        company_id,
        financial_metric_type,
        period_end_date,
        coalesce(cast(period_month_count as varchar), 'balance') as period_length,
        amount_usd,
        lag(amount_usd) over (
            partition by company_id, financial_metric_type, period_month_count
            order by period_end_date
        ) as previous_usd
    from core.company_financials
),

wide as (
    select
        concat_ws(
            ' | ',
            steps.company_id,
            steps.financial_metric_type,
            steps.period_end_date,
            steps.period_length
        ) as fact_key,
        steps.previous_usd,
        steps.amount_usd,
        ratio.value as most_ratio
    from steps
    left join reference.assumptions as ratio
        on ratio.assumption_id = 'plausible_financial_step_ratio' and ratio.scenario_code = 'base'
    where
        steps.previous_usd > 0
        and steps.amount_usd > 0
        and steps.financial_metric_type not in ('net_income', 'adjusted_net_income')
        and not coalesce(
            steps.amount_usd <= ratio.value * steps.previous_usd
            and steps.previous_usd <= ratio.value * steps.amount_usd,
            false
        )
),

known as (
    select fact_key
    from reference.known_differences
    where table_name = 'core.company_financials' and column_name = 'amount_usd'
)

select
    coalesce(wide.fact_key, known.fact_key) as fact_key,
    wide.previous_usd,
    wide.amount_usd,
    wide.most_ratio,
    case
        when known.fact_key is null
            then 'correct the figure, or say why it stays in seeds/reference/known_differences.csv'
        else 'no such step is held: delete the line in seeds/reference/known_differences.csv'
    end as remedy
from wide
full join known on wide.fact_key = known.fact_key
where wide.fact_key is null or known.fact_key is null
