-- One row per valuation of CoreWeave, and the step from the one before.
select
    strftime(valuation_date, '%Y-%m') as month_name,
    concat(valuation_date, ' ', valuation_type) as step_name,
    valuation_date,
    date_precision_code,
    valuation_type,
    valuation_usd,
    previous_valuation_usd,
    step_up_ratio,
    bound_type,
    known_date,
    source_id
from growth.valuations
where company_id = 'coreweave'
order by valuation_date, valuation_usd
