-- Every fleet that a source estimates has its preferred row.
-- broken by: delete from core.gpu_fleets where owner_id = 'coreweave'
select
    owner_id,
    as_of_date
from market.gpu_fleets
except
select
    owner_id,
    as_of_date
from core.gpu_fleets
