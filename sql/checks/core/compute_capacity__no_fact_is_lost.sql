-- Every capacity that a source states has its preferred row.
-- broken by: delete from core.compute_capacity where capacity_type = 'basic'
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
