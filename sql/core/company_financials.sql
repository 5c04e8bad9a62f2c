-- One row per company, measure other than revenue and period, as its preferred source reports it.
-- grain: company_id, financial_metric_type, period_end_date, period_start_date
-- A year stands beside its own quarters and a balance beside earlier balances, so amounts may not be
-- added up as they stand: for sums of income and spending take core.disjoint_financials; a balance
-- is never added to another. A balance has no period_start_date. Revenue is in core.company_revenues.
select
    company_financials.company_id,
    company_financials.financial_metric_type,
    company_financials.period_start_date,
    company_financials.period_end_date,
    date_diff('month', company_financials.period_start_date, company_financials.period_end_date + 1)
        as period_month_count,  -- months that income or spending covers; empty for a balance
    coalesce(company_financials.known_date, sources.published_date) as known_date,
    company_financials.amount_usd,
    company_financials.bound_type,
    company_financials.source_id
from market.company_financials
inner join reference.sources on company_financials.source_id = sources.source_id
qualify
    row_number() over (
        partition by
            company_financials.company_id,
            company_financials.financial_metric_type,
            company_financials.period_end_date,
            company_financials.period_start_date
        order by
            sources.trust_rank asc,
            coalesce(company_financials.known_date, sources.published_date) desc,
            company_financials.source_id asc
    ) = 1
