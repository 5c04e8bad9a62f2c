-- A claim is untestable if and only if nothing was computed, and every verdict has its reason.
select
    claim_id,
    verdict_code,
    computed_value
from audit.claim_verdicts
where
    (verdict_code = 'untestable') <> (computed_value is null)
    or verdict_code <> 'untestable' and evidence is null
    or reason is null
