-- Every investor that a source names is here.
-- broken by: delete from core.tranche_investors where investor_id = 'nvidia'
select
    tranche_id,
    investor_id
from funding.tranche_investors
except
select
    tranche_id,
    investor_id
from core.tranche_investors
