-- A round's amounts of one instrument and status come from one source: no money counts twice.
select
    round_id,
    instrument_type,
    commitment_status,
    count(distinct source_id) as source_count
from core.funding_tranches
group by all
having count(distinct source_id) > 1
