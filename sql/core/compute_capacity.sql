-- One row per region, year and kind of computing power, as its preferred source states it.
-- grain: region_code, capacity_type, year
-- No precision is converted into another: totals mix basic, intelligent and super computing.
select
    compute_capacity.region_code,
    compute_capacity.capacity_type,
    compute_capacity.year,
    coalesce(compute_capacity.known_date, sources.published_date) as known_date,
    compute_capacity.capacity_eflop_per_s,
    compute_capacity.value_type,
    compute_capacity.bound_type,
    compute_capacity.source_id
from market.compute_capacity
inner join reference.sources on compute_capacity.source_id = sources.source_id
qualify
    row_number() over (
        partition by
            compute_capacity.region_code,
            compute_capacity.capacity_type,
            compute_capacity.year
        order by
            sources.trust_rank asc,
            coalesce(compute_capacity.known_date, sources.published_date) desc,
            compute_capacity.source_id asc
    ) = 1
