-- One row per region and stated year: computing power, and growth since the first.
with firsts as (
    select
        region_code,
        min(year) as first_year
    from core.compute_capacity
    where capacity_type = 'total'
    group by all
)

select
    stated.region_code,
    stated.year,
    stated.capacity_eflop_per_s,
    stated.value_type,
    stated.bound_type,
    grown.cagr_fraction,
    grown.doubling_time_years,
    stated.known_date,
    stated.source_id
from core.compute_capacity as stated
inner join firsts on stated.region_code = firsts.region_code
left join growth.compute_capacity as grown
    on
        stated.region_code = grown.region_code
        and stated.capacity_type = grown.capacity_type
        and firsts.first_year = grown.from_year
        and stated.year = grown.to_year
where stated.capacity_type = 'total'
order by stated.region_code desc, stated.year asc
