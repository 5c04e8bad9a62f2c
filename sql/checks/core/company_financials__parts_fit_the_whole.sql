-- Parts of one length that fill a period add up to its figure; fewer are, by the month, near to it.
-- Rounding is allowed for as in claims, and fewer parts may differ by plausible_financial_step_ratio.
-- broken by: update core.company_financials set amount_usd = 10 * amount_usd where financial_metric_type = 'net_income' and period_end_date = '2025-06-30'
with

wholes as (
    select
        whole.company_id,
        whole.financial_metric_type,
        whole.period_start_date,
        whole.period_end_date,
        cast(whole.amount_usd as double) as whole_usd,
        cast(sum(part.amount_usd) as double) as parts_usd,
        sum(part.period_month_count) / whole.period_month_count as filled_fraction
    from core.company_financials as whole
    inner join core.company_financials as part
        on
            whole.company_id = part.company_id
            and whole.financial_metric_type = part.financial_metric_type
            and whole.period_start_date <= part.period_start_date
            and whole.period_end_date >= part.period_end_date
            and whole.period_month_count > part.period_month_count
    group by
        whole.company_id,
        whole.financial_metric_type,
        whole.period_start_date,
        whole.period_end_date,
        whole.amount_usd,
        whole.period_month_count,
        part.period_month_count
)

select
    wholes.*,
    'correct seeds/market/company_financials.csv' as remedy
from wholes
left join reference.assumptions as ratio
    on ratio.assumption_id = 'plausible_financial_step_ratio' and ratio.scenario_code = 'base'
left join reference.assumptions as rounding
    on
        rounding.assumption_id = 'claim_rounding_tolerance'
        and rounding.scenario_code = 'base'
where
    not coalesce(
        case
            when wholes.filled_fraction = 1
                then
                    abs(wholes.parts_usd - wholes.whole_usd)
                    <= rounding.value * abs(wholes.whole_usd)
            when wholes.parts_usd * wholes.whole_usd > 0
                then
                    abs(wholes.parts_usd)
                    <= ratio.value * abs(wholes.whole_usd * wholes.filled_fraction)
                    and abs(wholes.whole_usd * wholes.filled_fraction)
                    <= ratio.value * abs(wholes.parts_usd)
            else ratio.value is not null
        end,
        false
    )
