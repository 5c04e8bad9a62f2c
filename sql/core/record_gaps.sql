-- One row per company and kind of money of which the record of rounds is known to be incomplete.
-- grain: company_id, instrument_type
-- A sum of that kind over rounds of missing_from_date or later is a floor, and no share is computed
-- from it. No row means that nothing is known to be missing, not that the record is complete.
select
    record_gaps.company_id,
    record_gaps.instrument_type,
    min(record_gaps.missing_from_date) as missing_from_date,
    min(coalesce(record_gaps.known_date, sources.published_date)) as known_date,
    count(distinct record_gaps.gap_id) as gap_count,  -- kinds of missing money that sources show
    min(record_gaps.source_id) as source_id
from funding.record_gaps
inner join reference.sources on record_gaps.source_id = sources.source_id
group by record_gaps.company_id, record_gaps.instrument_type
