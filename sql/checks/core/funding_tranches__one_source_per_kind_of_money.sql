-- A round's amounts of one instrument and status come from one source: no money counts twice.
-- broken by: update core.funding_tranches set source_id = 'tf_securities_2023_06_20' where tranche_id = 'coreweave_notes_2026_senior'
select
    round_id,
    instrument_type,
    commitment_status,
    count(distinct source_id) as source_count
from core.funding_tranches
group by all
having count(distinct source_id) > 1
