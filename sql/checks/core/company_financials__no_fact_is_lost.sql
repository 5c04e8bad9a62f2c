-- Every figure that a source reports has its preferred row.
select
    company_id,
    financial_metric_type,
    period_end_date,
    period_start_date
from market.company_financials
except
select
    company_id,
    financial_metric_type,
    period_end_date,
    period_start_date
from core.company_financials
