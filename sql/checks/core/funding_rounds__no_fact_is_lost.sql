-- Every round that a source reports has its preferred row.
-- broken by: delete from core.funding_rounds where round_id = 'coreweave_ipo'
select round_id
from funding.rounds
except
select round_id
from core.funding_rounds
