-- One row per company, measure and period of income or spending, no two periods overlapping: it may be added up.
-- grain: company_id, financial_metric_type, period_start_date
-- Where the shortest periods held fill a longer one they stand, and not the longer; otherwise the
-- longer stands, and not what lies in it. Balances are left out: none is added to another. A sum over a
-- span is the span's only if the periods fill it: mind the first and last day. For example,
-- CoreWeave's net loss of 2025 is 314.6 + 290.509 + 110.124 + 452.004 = 1,167.237 million USD.
with

flows as (
    select
        *,
        row(company_id, financial_metric_type, period_start_date, period_end_date) as period,
        date_diff('day', period_start_date, period_end_date) + 1 as day_count
    from core.company_financials
    where period_start_date is not null
),

nested as (
    select
        whole.period,
        whole.day_count,
        part.period as part,
        part.day_count as part_day_count
    from flows as whole
    inner join flows as part
        on
            whole.company_id = part.company_id
            and whole.financial_metric_type = part.financial_metric_type
            and whole.period_start_date <= part.period_start_date
            and whole.period_end_date >= part.period_end_date
            and whole.period <> part.period
),

holders as (
    select distinct period
    from nested
),

wholes as (
    select
        nested.period,
        sum(nested.part_day_count) filter (where holders.period is null) = nested.day_count
            as is_filled
    from nested
    left join holders on nested.part = holders.period
    group by nested.period, nested.day_count
),

displaced as (
    select nested.part as period
    from nested
    inner join wholes on nested.period = wholes.period
    where not wholes.is_filled
    union
    select period
    from wholes
    where is_filled
)

select
    flows.company_id,
    flows.financial_metric_type,
    flows.period_start_date,
    flows.period_end_date,
    flows.period_month_count,
    flows.known_date,
    flows.amount_usd,
    flows.bound_type,
    flows.source_id
from flows
left join displaced on flows.period = displaced.period
where displaced.period is null
