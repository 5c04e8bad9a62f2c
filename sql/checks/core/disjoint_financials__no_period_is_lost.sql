-- Every day of which a company's income or spending is known lies in a period that is added up.
-- broken by: delete from core.disjoint_financials where period_end_date = '2024-12-31'
select
    flows.company_id,
    flows.financial_metric_type,
    flows.period_start_date,
    flows.period_end_date
from core.company_financials as flows
where
    flows.period_start_date is not null
    and not exists (
        from core.disjoint_financials as held
        where
            held.company_id = flows.company_id
            and held.financial_metric_type = flows.financial_metric_type
            and held.period_start_date <= flows.period_end_date
            and flows.period_start_date <= held.period_end_date
    )
