-- No two periods of a company overlap, so that their revenues may be added up.
-- broken by: update core.disjoint_revenues set period_start_date = period_start_date - interval 1 day
select
    one.company_id,
    one.fiscal_period_name,
    other.fiscal_period_name as other_period_name
from core.disjoint_revenues as one
inner join core.disjoint_revenues as other
    on
        one.company_id = other.company_id
        and one.fiscal_period_name < other.fiscal_period_name
        and one.period_start_date <= other.period_end_date
        and one.period_end_date >= other.period_start_date
