-- Growth says how firmly it is known, and never more firmly than the figure it leads to.
-- broken by: update growth.market_sizes set growth_bound_type = 'exact' where market_id = 'askci_cloud_computing' and year = 2023
select
    market_id,
    source_id,
    year,
    segment_name,
    bound_type,
    yoy_growth_fraction,
    growth_bound_type,
    cagr_fraction,
    cagr_bound_type
from growth.market_sizes
where
    (yoy_growth_fraction is null) <> (growth_bound_type is null)
    or (cagr_fraction is null) <> (cagr_bound_type is null)
    or bound_type <> 'exact' and 'exact' in (growth_bound_type, cagr_bound_type)
    or bound_type = 'at_least' and 'at_most' in (growth_bound_type, cagr_bound_type)
    or bound_type = 'at_most' and 'at_least' in (growth_bound_type, cagr_bound_type)
