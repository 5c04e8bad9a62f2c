-- No two periods of a company's measure overlap, so that their amounts may be added up.
-- broken by: update core.disjoint_financials set period_start_date = period_start_date - interval 1 day
select
    one.company_id,
    one.financial_metric_type,
    one.period_start_date,
    one.period_end_date,
    other.period_start_date as other_start_date
from core.disjoint_financials as one
inner join core.disjoint_financials as other
    on
        one.company_id = other.company_id
        and one.financial_metric_type = other.financial_metric_type
        and one.period_start_date < other.period_start_date
        and one.period_end_date >= other.period_start_date
