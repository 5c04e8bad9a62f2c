-- One row per quarter for which debt and fleet of CoreWeave are known.
select
    concat(year(period_end_date), ' Q', quarter(period_end_date)) as quarter_name,
    period_end_date,
    known_date,
    debt_principal_usd,
    low_h100_equivalent_count,
    median_h100_equivalent_count,
    high_h100_equivalent_count,
    low_debt_usd_per_h100_equivalent,
    debt_usd_per_h100_equivalent,
    high_debt_usd_per_h100_equivalent,
    source_id,
    debt_source_id
from growth.capital_efficiency
where company_id = 'coreweave' and debt_usd_per_h100_equivalent is not null
order by period_end_date
