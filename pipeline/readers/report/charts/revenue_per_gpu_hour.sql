-- One row per quarter of CoreWeave's fleet: what a GPU-hour earned, and its list price.
-- A quarter of which neither is known has its place all the same, so that time runs evenly.
select
    concat(year(period_end_date), ' Q', quarter(period_end_date)) as quarter_name,
    period_end_date,
    known_date,
    revenue_usd,
    gpu_count,
    low_revenue_usd_per_gpu_hour,
    revenue_usd_per_gpu_hour,
    high_revenue_usd_per_gpu_hour,
    list_usd_per_gpu_hour,
    low_implied_utilization_fraction,
    implied_utilization_fraction,
    high_implied_utilization_fraction,
    source_id,
    revenue_source_id,
    list_source_id
from growth.capital_efficiency
where company_id = 'coreweave'
order by period_end_date
