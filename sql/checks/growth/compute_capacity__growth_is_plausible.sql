-- Computing power never falls from year to year, and grows within plausible_capacity_growth_fraction.
-- broken by: update growth.compute_capacity set from_eflop_per_s = 1350 where region_code = 'CN' and from_year = 2020
select
    capacity.region_code,
    capacity.capacity_type,
    capacity.from_year,
    capacity.to_year,
    capacity.from_eflop_per_s,
    capacity.to_eflop_per_s,
    cagr(capacity.from_eflop_per_s, capacity.to_eflop_per_s, capacity.to_year - capacity.from_year)
        as growth_fraction,
    most.value as most_fraction,
    'correct seeds/market/compute_capacity.csv, or the bound in seeds/reference/assumptions.csv'
        as remedy
from growth.compute_capacity as capacity
left join reference.assumptions as most
    on most.assumption_id = 'plausible_capacity_growth_fraction' and most.scenario_code = 'base'
where not coalesce(growth_fraction between 0 and most.value, false)
