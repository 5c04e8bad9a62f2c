-- A central figure lies between its bounds, as far as these are known.
-- broken by: update growth.capital_efficiency set implied_utilization_fraction = high_implied_utilization_fraction * 1.01
select
    company_id,
    period_end_date,
    low_revenue_usd_per_gpu_hour,
    revenue_usd_per_gpu_hour,
    high_revenue_usd_per_gpu_hour,
    low_debt_usd_per_h100_equivalent,
    debt_usd_per_h100_equivalent,
    high_debt_usd_per_h100_equivalent
from growth.capital_efficiency
where
    revenue_usd_per_gpu_hour < low_revenue_usd_per_gpu_hour
    or revenue_usd_per_gpu_hour > high_revenue_usd_per_gpu_hour
    or implied_utilization_fraction < low_implied_utilization_fraction
    or implied_utilization_fraction > high_implied_utilization_fraction
    or debt_usd_per_h100_equivalent < low_debt_usd_per_h100_equivalent
    or debt_usd_per_h100_equivalent > high_debt_usd_per_h100_equivalent
