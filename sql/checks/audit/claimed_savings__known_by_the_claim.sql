-- No offer counts that became known after the claim.
select
    savings.claim_id,
    savings.rival_provider_id,
    savings.rival_instance_type_name,
    savings.known_date,
    claims.known_by_date
from audit.claimed_savings as savings
inner join audit.claims on savings.claim_id = claims.claim_id
where savings.known_date > claims.known_by_date
