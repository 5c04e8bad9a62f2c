-- Every round that a source reports has its preferred row.
select round_id
from funding.rounds
except
select round_id
from core.funding_rounds
