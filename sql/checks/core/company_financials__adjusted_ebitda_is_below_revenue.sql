-- No company's adjusted EBITDA exceeds its revenue of the same period.
-- broken by: update core.company_financials set amount_usd = 2498410000 where financial_metric_type = 'adjusted_ebitda' and period_end_date = '2024-06-30'
select
    financials.company_id,
    financials.period_start_date,
    financials.period_end_date,
    financials.amount_usd as adjusted_ebitda_usd,
    revenues.revenue_usd,
    'correct seeds/market/company_financials.csv or company_revenues.csv' as remedy
from core.company_financials as financials
inner join core.company_revenues as revenues
    on
        financials.company_id = revenues.company_id
        and financials.period_start_date = revenues.period_start_date
        and financials.period_end_date = revenues.period_end_date
where
    financials.financial_metric_type = 'adjusted_ebitda'
    and revenues.segment_name = 'total'
    and financials.amount_usd > revenues.revenue_usd
