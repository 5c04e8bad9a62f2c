-- Every kind of money that a source reports of a round has its preferred amounts.
-- broken by: delete from core.funding_tranches where commitment_status = 'drawn'
select
    round_id,
    instrument_type,
    commitment_status
from funding.tranches
except
select
    round_id,
    instrument_type,
    commitment_status
from core.funding_tranches
