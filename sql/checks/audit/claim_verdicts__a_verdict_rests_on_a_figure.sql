-- A claim is untestable if and only if no figure is set against it, and every verdict has its reason.
-- broken by: update audit.claim_verdicts set verdict_code = 'reproduced' where claim_id = 'speed_up_35x'
select
    claim_id,
    verdict_code,
    computed_value
from audit.claim_verdicts
where
    (verdict_code = 'untestable') <> (computed_value is null)
    or verdict_code <> 'untestable' and evidence is null
    or reason is null
