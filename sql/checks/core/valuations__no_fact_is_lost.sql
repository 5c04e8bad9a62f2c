-- Every valuation that a source reports has its preferred row.
-- broken by: delete from core.valuations where valuation_type = 'pre_money'
select
    company_id,
    valuation_date,
    valuation_type
from funding.valuations
except
select
    company_id,
    valuation_date,
    valuation_type
from core.valuations
