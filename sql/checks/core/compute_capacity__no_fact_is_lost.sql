-- Every capacity that a source states has its preferred row.
select
    region_code,
    capacity_type,
    year
from market.compute_capacity
except
select
    region_code,
    capacity_type,
    year
from core.compute_capacity
