-- Every revenue that a source reports has its preferred row.
-- broken by: delete from core.company_revenues where fiscal_period_name = 'FY24Q1'
select
    company_id,
    segment_name,
    fiscal_period_name
from market.company_revenues
except
select
    company_id,
    segment_name,
    fiscal_period_name
from core.company_revenues
