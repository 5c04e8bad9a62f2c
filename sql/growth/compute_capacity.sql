-- One row per region, kind of computing power and pair of years: how fast it grows between them.
-- grain: region_code, capacity_type, from_year, to_year
-- formula: cagr_fraction = cagr(from, to, to_year - from_year)
-- formula: doubling_time_years = 1 / log2(1 + cagr_fraction)
-- source: definition; only figures of one kind and region are compared
-- Null where the hedges of the two figures pull apart, and no doubling where nothing grows. For
-- example, the world's 615 EFLOP/s of 2021 to 56,000 in 2030 is 65.1 % a year, doubling in 1.38
-- years.
with

pairs as (
    select
        earlier.region_code,
        earlier.capacity_type,
        earlier.year as from_year,
        later.year as to_year,
        greatest(earlier.known_date, later.known_date) as known_date,
        earlier.capacity_eflop_per_s as from_eflop_per_s,
        later.capacity_eflop_per_s as to_eflop_per_s,
        later.value_type,
        growth_bound(earlier.bound_type, later.bound_type) as growth_bound_type,
        earlier.source_id as from_source_id,
        later.source_id
    from core.compute_capacity as earlier
    inner join core.compute_capacity as later
        on
            earlier.region_code = later.region_code
            and earlier.capacity_type = later.capacity_type
            and earlier.year < later.year
)

select
    region_code,
    capacity_type,
    from_year,  -- earlier year
    to_year,  -- later year
    known_date,
    from_eflop_per_s,  -- computing power in the earlier year
    to_eflop_per_s,  -- computing power in the later year
    value_type,
    case
        when growth_bound_type is not null
            then cagr(from_eflop_per_s, to_eflop_per_s, to_year - from_year)
    end as cagr_fraction,  -- constant yearly growth from the first to the last figure compared
    doubling_time_years(cagr_fraction)
        as doubling_time_years,  -- years in which the quantity doubles at its growth
    growth_bound_type,  -- how firmly the yearly growth is known
    from_source_id,  -- cited document of the earlier figure
    source_id
from pairs
