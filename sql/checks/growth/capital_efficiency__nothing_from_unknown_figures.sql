-- Without revenue, debt or a list price nothing is computed from it; nothing known is ever zero.
-- broken by: update growth.capital_efficiency set revenue_usd = null where fiscal_period_name = 'FY25Q2'
select
    company_id,
    period_end_date,
    revenue_usd,
    debt_principal_usd,
    list_usd_per_gpu_hour,
    revenue_usd_per_gpu_hour,
    debt_usd_per_h100_equivalent,
    implied_utilization_fraction
from growth.capital_efficiency
where
    (revenue_usd is null or mean_gpu_count is null) <> (revenue_usd_per_gpu_hour is null)
    or (debt_principal_usd is null) <> (debt_usd_per_h100_equivalent is null)
    or (revenue_usd is null or mean_gpu_count is null or list_usd_per_gpu_hour is null)
    <> (implied_utilization_fraction is null)
    or 0 in (revenue_usd_per_gpu_hour, debt_usd_per_h100_equivalent, implied_utilization_fraction)
