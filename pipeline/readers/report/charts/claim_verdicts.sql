-- One row per claim, the contradicted first.
select
    statement,
    verdict_code,
    claimed_value,
    computed_value,
    unit_name,
    difference_fraction,
    bound_type,
    computed_bound_type,
    reason,
    evidence_known_date as known_date,
    source_id
from audit.claim_verdicts
order by
    list_position(['contradicted', 'consistent', 'reproduced', 'untestable'], verdict_code),
    claim_id
