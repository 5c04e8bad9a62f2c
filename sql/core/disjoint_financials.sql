-- One row per company, measure and period of income or spending, no two periods overlapping: it may be added up.
-- grain: company_id, financial_metric_type, period_start_date
-- Where the shortest periods held fill a longer one they stand, and not the longer; otherwise the
-- longer stands, and not what lies in it. Balances are left out: none is added to another. A sum over a
-- span is the span's only if the periods fill it: mind the first and last day. For example,
-- CoreWeave's net loss of 2025 is 314.6 + 290.509 + 110.124 + 452.004 = 1,167.237 million USD.
with

flows as (
    select * from core.company_financials
    where period_start_date is not null
),

nested as (
    select
        whole.company_id,
        whole.financial_metric_type,
        whole.period_start_date,
        whole.period_end_date,
        part.period_start_date as part_start_date,
        part.period_end_date as part_end_date
    from flows as whole
    inner join flows as part
        on
            whole.company_id = part.company_id
            and whole.financial_metric_type = part.financial_metric_type
            and whole.period_start_date <= part.period_start_date
            and whole.period_end_date >= part.period_end_date
            and (
                whole.period_start_date < part.period_start_date
                or whole.period_end_date > part.period_end_date
            )
),

holders as (
    select distinct
        company_id,
        financial_metric_type,
        period_start_date,
        period_end_date
    from nested
),

wholes as (
    select
        nested.company_id,
        nested.financial_metric_type,
        nested.period_start_date,
        nested.period_end_date,
        sum(date_diff('day', nested.part_start_date, nested.part_end_date) + 1) filter (
            where shorter.company_id is null
        ) = date_diff('day', nested.period_start_date, nested.period_end_date) + 1 as is_filled
    from nested
    left join holders as shorter
        on
            nested.company_id = shorter.company_id
            and nested.financial_metric_type = shorter.financial_metric_type
            and nested.part_start_date = shorter.period_start_date
            and nested.part_end_date = shorter.period_end_date
    group by
        nested.company_id,
        nested.financial_metric_type,
        nested.period_start_date,
        nested.period_end_date
),

displaced as (
    select
        nested.company_id,
        nested.financial_metric_type,
        nested.part_start_date as period_start_date,
        nested.part_end_date as period_end_date
    from nested
    inner join wholes
        on
            nested.company_id = wholes.company_id
            and nested.financial_metric_type = wholes.financial_metric_type
            and nested.period_start_date = wholes.period_start_date
            and nested.period_end_date = wholes.period_end_date
    where not wholes.is_filled
    union by name
    select
        company_id,
        financial_metric_type,
        period_start_date,
        period_end_date
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
left join displaced
    on
        flows.company_id = displaced.company_id
        and flows.financial_metric_type = displaced.financial_metric_type
        and flows.period_start_date = displaced.period_start_date
        and flows.period_end_date = displaced.period_end_date
where displaced.company_id is null
