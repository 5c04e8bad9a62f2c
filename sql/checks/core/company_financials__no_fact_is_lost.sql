-- Every figure that a source reports has its preferred row.
-- broken by: delete from core.company_financials where financial_metric_type = 'net_income'
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
