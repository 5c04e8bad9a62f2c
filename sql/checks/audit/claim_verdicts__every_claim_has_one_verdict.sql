-- Every claim has exactly one verdict.
-- broken by: delete from audit.claim_verdicts where claim_id = 'gpu_price_h100_sxm'
select
    claims.claim_id,
    count(verdicts.verdict_code) as verdict_count
from reference.claims
left join audit.claim_verdicts as verdicts on claims.claim_id = verdicts.claim_id
group by all
having count(verdicts.verdict_code) <> 1
