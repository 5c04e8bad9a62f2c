-- Every day of which a company's whole revenue is known lies in a period that is added up.
-- broken by: delete from core.disjoint_revenues where fiscal_period_name = 'FY23'
select
    totals.company_id,
    totals.fiscal_period_name
from core.company_revenues as totals
where
    totals.segment_name = 'total'
    and not exists (
        from core.disjoint_revenues as held
        where
            held.company_id = totals.company_id
            and held.period_start_date <= totals.period_end_date
            and totals.period_start_date <= held.period_end_date
    )
