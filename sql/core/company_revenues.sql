-- One row per company, segment and fiscal period, as its preferred source reports it.
-- grain: company_id, segment_name, fiscal_period_name
-- A period that no source reports has no row. Segments nest and years hold their quarters: for sums
-- take core.disjoint_revenues.
select
    company_revenues.company_id,
    company_revenues.segment_name,
    company_revenues.fiscal_period_name,
    company_revenues.period_start_date,
    company_revenues.period_end_date,
    coalesce(company_revenues.known_date, sources.published_date) as known_date,
    company_revenues.revenue_usd,
    company_revenues.bound_type,
    company_revenues.source_id
from market.company_revenues
inner join reference.sources on company_revenues.source_id = sources.source_id
qualify
    row_number() over (
        partition by
            company_revenues.company_id,
            company_revenues.segment_name,
            company_revenues.fiscal_period_name
        order by
            sources.trust_rank asc,
            coalesce(company_revenues.known_date, sources.published_date) desc,
            company_revenues.source_id asc
    ) = 1
