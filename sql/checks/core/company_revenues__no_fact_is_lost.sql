-- Every revenue that a source reports has its preferred row.
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
