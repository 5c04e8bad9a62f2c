-- No offer counts that became known after the claim.
-- broken by: update audit.claimed_savings set known_date = '2023-10-23' where claim_id = 'saving_80_percent'
select
    savings.claim_id,
    savings.rival_provider_id,
    savings.rival_instance_type_name,
    savings.known_date,
    claims.known_by_date
from audit.claimed_savings as savings
inner join audit.claims on savings.claim_id = claims.claim_id
where savings.known_date > claims.known_by_date
